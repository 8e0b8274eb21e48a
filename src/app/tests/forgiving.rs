//! Other spellings that a field accepts, and the keys of other habits.

use super::*;
use crate::app::Change;

#[test]
fn proofs_are_seen_while_typed() {
    let mut session = ModelHarness::reset();
    session.go_to(Focus::Field(Number)).type_text("16e");
    assert_eq!(session.model.change(), Change::Appended(Some('e')), "echoed as it is");
    assert!(session.field(Number).is_in_clear() && session.field(BirthDate).is_in_clear());
    assert!([New, Confirmation].iter().all(|id| !session.field(*id).is_in_clear()));
    assert_eq!(session.press("F2").notice(), Some(say(words::NOTICE_PLAIN)));
    assert_eq!(session.field(Number).seen(), "16e");
}

#[test]
fn kiosk_masks_proofs() {
    let mut session = ModelHarness::with(|config| config.interface.mask_identity = true).after("2");
    session.go_to(Focus::Field(Number)).type_text("16e");
    assert_eq!(session.model.change(), Change::Appended(None));
    assert_eq!((session.field(Number).is_in_clear(), session.field(Number).seen()), (false, ""));
    session.press("F2");
    assert!(session.field(Number).is_in_clear(), "shown for a moment");
    assert_eq!(session.field(Number).seen(), "", "and not told by the line mode");
    assert!(!session.press("F2").field(Number).is_in_clear());
}

#[rstest]
#[case("14 juillet 1975", None)]
#[case("14 juil. 1975", None)]
#[case("1er/07/1975", None)]
#[case("1er juillet 1975", None)]
#[case("14.07.75", Some(words::FAULT_DATE_SHORT_YEAR))]
fn date_is_typed_in_words(#[case] typed: &str, #[case] fault: Option<TextKey>) {
    let mut session = ModelHarness::reset();
    session.go_to(Focus::Field(BirthDate)).type_text(typed).press("Tab");
    assert_eq!((session.text(BirthDate), session.fault(BirthDate)), (typed, fault.map(say)));
}

#[rstest]
#[case("Ctrl-W", "Anne Durand ")]
#[case("Ctrl-W Ctrl-W", "Anne ")]
#[case("Alt-Backspace", "Anne Durand ")]
#[case("Ctrl-Left Ctrl-K", "Anne Durand ")]
#[case("Alt-b Alt-b Ctrl-K", "Anne ")]
#[case("Home Ctrl-Right x", "Anne xDurand Petit")]
#[case("Home Alt-f Alt-f Ctrl-K", "Anne Durand ")]
#[case("Ctrl-A Ctrl-K", "")]
#[case("Ctrl-A x Ctrl-E y", "xAnne Durand Petity")]
#[case("Ctrl-A Ctrl-W", "Anne Durand Petit")]
fn words_are_edited(#[case] keys: &str, #[case] text: &str) {
    let typed = "Anne Durand Petit";
    let mut session = ModelHarness::change();
    session.type_text(typed).press(keys);
    assert_eq!(session.text(Login), text);
    let mut session = ModelHarness::reset();
    session.go_to(Focus::Field(Number)).type_text(typed).press(keys);
    assert_eq!(session.text(Number), text, "a secret that may be seen");
}

/// The keys of words treat a masked text as one word, so that they tell no length of a word.
#[rstest]
#[case("Ctrl-W", "")]
#[case("Left Left Ctrl-W", "ol")]
#[case("Ctrl-Left x", "xRhubarbe Octogol")]
#[case("Home Ctrl-Right x", "Rhubarbe Octogolx")]
#[case("Left Left Ctrl-K", "Rhubarbe Octog")]
fn masked_secret_is_one_word(#[case] keys: &str, #[case] text: &str) {
    let mut session = ModelHarness::change();
    session.go_to(Focus::Field(New)).type_text("Rhubarbe Octogol").press(keys);
    assert_eq!(session.text(New), text);
}

#[test]
fn enter_on_image_sends_filled_form() {
    let mut session = ModelHarness::filled(&[LOGIN, CURRENT, NEW, NEW]);
    session.type_text(ANSWER).press("Enter");
    assert!(session.submitted().is_some());
}

#[test]
fn enter_on_image_goes_on_when_a_field_is_empty() {
    let mut session = ModelHarness::filled(&[LOGIN, CURRENT, NEW]);
    session.go_to(Focus::Field(Captcha)).type_text(ANSWER).press("Enter");
    assert_eq!((session.submitted().is_none(), session.focus()), (true, Focus::Save));
}

#[rstest]
#[case("&", FormKind::Change)]
#[case("é", FormKind::Reset)]
fn menu_takes_digits_without_shift(#[case] key: &str, #[case] kind: FormKind) {
    assert_eq!(ModelHarness::new().after(key).form().kind, kind);
}

fn helpdesk() -> ModelHarness {
    let mut session = ModelHarness::with(|config| config.session.several_people = true);
    session.press("1").draw_image();
    session.fill(&[LOGIN, CURRENT, NEW, NEW, ANSWER]).press("F9 Ctrl-S");
    session
}

#[rstest]
#[case(done())]
#[case(Outcome::Unreachable)]
fn next_person_begins_anew(#[case] outcome: Outcome) {
    let mut session = helpdesk();
    session.now = Duration::from_secs(500);
    session.end(outcome).press("2");
    assert!(session.is_menu() && session.exit().is_none());
    assert_eq!((session.model.language(), session.notice()), (Language::French, None));
    assert_eq!(session.last_timer(TimerKind::Absolute).1, Duration::from_secs(600), "a whole visit");
    session.now = Duration::from_secs(1300);
    session.press("1").on_timer(TimerKind::Absolute);
    assert!(session.notice().is_some() && session.exit().is_none());
    assert!(session.form().fields.iter().all(|field| field.is_empty()));
}

#[test]
fn session_of_one_person_ends() {
    let mut session = ModelHarness::sent();
    session.end(done()).press("2");
    assert!(matches!(session.model.screen, Screen::Outcome { .. }) && session.model.rings());
    assert!(session.press("Enter").is_over());
}
