//! Answers to a numbered choice that are no number: a text typed at the wrong question.

use super::*;

const REFUSED: &str = "Répondez par un nombre de 1 à 4, puis Entrée.";

impl LineHarness {
    /// « le modifier », up to the choice between the image and the other ways.
    fn to_the_image() -> Self {
        let mut session = Self::by_keys();
        session.answer_form().shows("Image : 5 lettres", 1);
        session
    }
}

#[rstest]
#[case::letters("ACDEH")]
#[case::digit_among_letters("AC1EH")]
#[case::digit_first("3ACEH")]
#[case::digit_last("ACDE2")]
#[case::long_number("123")]
fn text_at_choice_chooses_nothing(#[case] text: &str, #[values(false, true)] pasted: bool) {
    let mut session = LineHarness::to_the_image();
    if pasted {
        session.paste(text).press("Enter");
    } else {
        session.answer(&[text]);
    }
    session.shows(REFUSED, 1);
    session.ends_anew();
    session.answer(&["2"]).serve_all().shows("L’image suit", 1);
}

impl LineHarness {
    #[track_caller]
    fn ends_anew(&self) {
        self.ends("4 : abandonner et s’adresser à l’assistance\r\nVotre choix : ");
        assert_eq!(self.driver.dialogue.asked, Question::Image);
    }
}

#[test]
fn unseen_text_rings_and_is_rubbed_out() {
    let mut session = LineHarness::to_the_image();
    session.type_text("2AC").ends("Votre choix : 2\u{7}");
    session.press("Backspace Backspace Enter").serve_all().shows("L’image suit", 1);
    let mut session = LineHarness::to_the_image();
    session.type_text("AC1").press("Ctrl-U").answer(&["2"]).serve_all().shows("L’image suit", 1);
}

#[test]
fn pasted_number_chooses() {
    let mut session = LineHarness::to_the_image();
    session.paste(" 2\n").press("Enter").serve_all().shows("L’image suit", 1);
}

/// Nothing that was lost turns the rest into a choice, or Enter into the default.
#[test]
fn lost_character_chooses_nothing() {
    let config = config_with(|config| config.captcha.mode = CaptchaMode::Never);
    let mut session = LineHarness::begin(&config, InputMode::Keys);
    session.answer_form().ends("Votre choix (Entrée : 1) ");
    session.send(Message::InputLost(Loss::NotUtf8)).press("Enter");
    assert!(session.submitted().is_none());
    session.shows("Répondez par un nombre de 1 à 3, puis Entrée.", 1);
}
