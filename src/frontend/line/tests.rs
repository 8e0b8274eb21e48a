//! Dialogues by messages, without a terminal, a clock or a directory.

use std::time::Duration;

use crossterm::event::{KeyCode, KeyEvent, KeyModifiers};
use proptest::prelude::*;
use zeroize::Zeroizing;

mod lines;
mod proposal;

use super::question::Question;
use super::*;
use crate::account::Outcome;
use crate::app::testing::{Driver, ModelHarness, challenge};
use crate::app::{Effect, ExitCode, FieldId, Message, Reply, TimerKind};
use crate::assembly::testing::{config, config_with};
use crate::config::{CaptchaMode, Config};
use crate::i18n::Language;
use crate::terminal::{Charset, InputLine};
use crate::ui::{Appearance, GlyphSet, Theme};

const SECRET: &str = "Mdp-Très-Secret-42";

/// A dialogue, and all that it wrote.
struct Transcript<'appearance> {
    dialogue: Dialogue<'appearance>,
    text: String,
}

impl Transcript<'_> {
    fn handle_batch(&mut self, model: &mut Model, batch: Batch, now: Duration) -> Vec<Effect> {
        let handled = self.dialogue.handle(model, batch, now);
        self.text.push_str(std::str::from_utf8(&self.dialogue.render(model)).unwrap());
        handled.effects
    }
}

impl Driver for Transcript<'_> {
    fn handle(&mut self, model: &mut Model, messages: Vec<Message>, now: Duration) -> Vec<Effect> {
        self.handle_batch(model, Batch::Messages(messages), now)
    }
}

type LineHarness<'appearance> = ModelHarness<Transcript<'appearance>>;

impl<'appearance> LineHarness<'appearance> {
    fn begin(appearance: &'appearance Appearance, config: Config) -> Self {
        Self::begin_with(appearance, config, InputMode::Keys)
    }

    fn begin_with(appearance: &'appearance Appearance, config: Config, input: InputMode) -> Self {
        let dialogue = Dialogue::new(input, 80, Charset::Unicode, Language::French, appearance);
        Self::over(Transcript { dialogue, text: String::new() }, &config, (80, 24))
    }

    /// Types a text, then Enter.
    fn answer(&mut self, text: &str) {
        self.type_text(text);
        self.press("Enter");
    }

    fn transcript(&self) -> &str {
        &self.driver.text
    }

    fn ends(&self, with: &str) {
        assert!(self.transcript().ends_with(with), "{}", self.transcript());
    }
}

fn appearance() -> Appearance {
    Appearance::new(Theme::load("academie").unwrap(), GlyphSet::ASCII, crate::i18n::Catalogues::load())
}

#[test]
fn announcement_keeps_begun_answer() {
    let appearance = appearance();
    let mut session = LineHarness::begin(&appearance, config());
    session.answer("1");
    session.type_text("jdup");
    session.now = Duration::from_secs(100);
    session.on_timer(TimerKind::Idle);
    session.ends(
        "Identifiant : jdup\r\nSans action de votre part, tout sera effacé dans 20 secondes.\r\nIdentifiant : jdup",
    );
    session.type_text("ont");
    session.ends("Identifiant : jdupont");
}

#[test]
fn answer_to_choice_counts_as_activity() {
    let appearance = appearance();
    let mut session = LineHarness::begin(&appearance, config());
    session.now = Duration::from_secs(7);
    session.type_text("9");
    assert_eq!(session.last_key(), session.now);
    session.now = Duration::from_secs(8);
    session.press("Up");
    assert_eq!(session.last_key(), session.now);
}

#[test]
fn refused_characters_are_announced_once() {
    let appearance = appearance();
    let mut session = LineHarness::begin(&appearance, config());
    session.answer("1");
    session.type_text(&"a".repeat(2000));
    assert_eq!(session.transcript().matches("trop long").count(), 1, "{}", session.transcript());
}

#[test]
fn answer_waits_for_estimate() {
    let appearance = appearance();
    let challenge = challenge();
    let mut session = LineHarness::begin(&appearance, config());
    session.answer("1");
    session.answer("jdupont");
    session.answer("Ancien-Mdp-2026");
    session.answer("azerty");
    session.answer("sans-rapport");
    session.estimate_and_draw(&challenge);
    // It was refused: what was typed ahead is the answer to the same question.
    assert_eq!(
        session.transcript().matches("\r\nNouveau mot de passe : ").count(),
        2,
        "{}",
        session.transcript()
    );
    session.estimate_and_draw(&challenge);
    session.ends("deviner : allongez-le pour atteindre 40 %.\r\nNouveau mot de passe : ");
}

#[test]
fn image_drops_answers_typed_ahead() {
    let appearance = appearance();
    let challenge = challenge();
    let mut session = LineHarness::begin(&appearance, config());
    session.answer("1");
    for answer in ["jdupont", "Ancien-Mdp-2026", SECRET, SECRET, "2", SECRET] {
        session.answer(answer);
    }
    // Only now is the third known to be good: the confirmation, the choice and what follows were typed ahead.
    session.estimate_and_draw(&challenge);
    session.estimate_and_draw(&challenge);
    assert!(session.transcript().contains("L'image suit"), "{}", session.transcript());
    assert!(!session.transcript().contains(SECRET), "{}", session.transcript());
    session.ends("Texte de l'image (Entrée : autres choix) : ");
}

#[test]
fn paste_replaces_and_hides_secret() {
    let appearance = appearance();
    let mut session = LineHarness::begin(&appearance, config());
    session.answer("1");
    session.send(Message::Paste(Zeroizing::new("jdupont".to_owned())));
    session.ends("Identifiant : jdupont");
    session.press("Enter");
    session.send(Message::Paste(Zeroizing::new(SECRET.to_owned())));
    session.ends("Mot de passe actuel : ");
}

#[test]
fn slow_failure_offers_retry() {
    let appearance = appearance();
    let mut session = LineHarness::begin(
        &appearance,
        config_with(|config| {
            config.captcha.mode = CaptchaMode::Never;
            config.directory.service = None;
        }),
    );
    session.answer("1");
    for answer in ["jdupont", "Ancien-Mdp-2026", "pivot-Bruine8-lampadaire", "pivot-Bruine8-lampadaire"] {
        session.answer(answer);
        session.estimate_and_draw(&challenge());
    }
    session.answer("");
    session.on_timer(TimerKind::SlowNotice);
    session.press("x");
    session.press("Esc");
    assert_eq!(
        session.transcript().matches("Enregistrement en cours").count(),
        1,
        "{}",
        session.transcript()
    );
    session.ends("La demande est partie : attendez la réponse.\r\n");
    session.end(Outcome::Unreachable);
    session.ends("1 : réessayer\r\n2 : terminer\r\nVotre choix (Entrée : 1) : ");
    session.answer("1");
    session.ends("3 : abandonner\r\nVotre choix (Entrée : 1) : ");
}

#[test]
fn delay_is_announced_and_cancelled() {
    let appearance = appearance();
    let challenge = challenge();
    let mut session = LineHarness::begin(&appearance, config());
    session.answer("1");
    for answer in ["jdupont", "Ancien-Mdp-2026", "pivot-Bruine8-lampadaire", "pivot-Bruine8-lampadaire"] {
        session.answer(answer);
        session.estimate_and_draw(&challenge);
    }
    session.ends(
        "1 : sans image : la demande sera retenue 60 secondes\r\n2 : afficher l'image\r\n\
         3 : afficher une autre image\r\n4 : abandonner et s'adresser à l'assistance\r\nVotre choix : ",
    );
    session.answer("1");
    session.ends(
        "Sans image : la demande sera retenue 60 secondes, puis enregistrée.\r\n1 : enregistrer\r\n\
         2 : revoir mes réponses\r\n3 : recopier une image\r\n4 : abandonner\r\nVotre choix (Entrée : 1) : ",
    );
    session.answer("3");
    session.estimate_and_draw(&challenge);
    session.answer("1");
    session.answer("");
    session.ends("La demande est retenue 60 secondes. Échap : annuler.\r\n");
    for said in ["Encore 45 secondes.\r\n", "Encore 30 secondes.\r\n"] {
        session.on_timer(TimerKind::DelayTick);
        session.ends(said);
    }
    session.press("Esc");
    assert!(session.effects.iter().any(|effect| matches!(effect, Effect::Cancel { .. })));
    session.end(Outcome::Cancelled);
    assert!(session.transcript().contains("Demande annulée : rien n'est parti."), "{}", session.transcript());
    session.ends("4 : abandonner\r\nVotre choix (Entrée : 1) : ");
}

#[derive(Debug, Clone)]
enum Act {
    Key(KeyCode),
    Control(char),
    Text(&'static str),
    Secret,
    Serve,
    Resize(u16),
}

fn act() -> impl Strategy<Value = Act> {
    let keys = [
        KeyCode::Enter,
        KeyCode::Enter,
        KeyCode::Esc,
        KeyCode::Backspace,
        KeyCode::F(1),
        KeyCode::F(5),
        KeyCode::F(9),
        KeyCode::Left,
        KeyCode::Char('1'),
        KeyCode::Char('2'),
        KeyCode::Char('3'),
        KeyCode::Char('4'),
        KeyCode::Char('?'),
    ];
    prop_oneof![
        6 => prop::sample::select(keys.to_vec()).prop_map(Act::Key),
        1 => prop::sample::select(vec!['u', 'l', 'n', 'h', 'r', 's']).prop_map(Act::Control),
        3 => prop::sample::select(vec!["1\r", "2\r", "jdupont\r", "16E9912345ABC\r", "é\u{301}²\u{7}"])
            .prop_map(Act::Text),
        3 => Just(Act::Secret),
        3 => Just(Act::Serve),
        1 => (0..200_u16).prop_map(Act::Resize),
    ]
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 48, ..ProptestConfig::default() })]

    #[test]
    fn keys_write_no_escape_no_secret(
        acts in prop::collection::vec(act(), 1..60)
    ) {
        let appearance = appearance();
        let challenge = challenge();
        let mut session = LineHarness::begin(&appearance, config());
        for act in acts {
            match act {
                Act::Key(code) => session.send(Message::Key(KeyEvent::new(code, KeyModifiers::NONE))),
                Act::Control(letter) => {
                    session.send(Message::Key(KeyEvent::new(KeyCode::Char(letter), KeyModifiers::CONTROL)));
                }
                Act::Text(text) => text.chars().for_each(|character| match character {
                    '\r' => session.press("Enter"),
                    character => session.type_text(&character.to_string()),
                }),
                // Typed where a secret is asked for, so that finding it anywhere is a leak.
                Act::Secret => {
                    if let Question::Field(id) = session.driver.dialogue.asked
                        && id != FieldId::Login
                        && id != FieldId::Captcha
                    {
                        session.answer(SECRET);
                    }
                }
                Act::Serve => session.estimate_and_draw(&challenge),
                Act::Resize(columns) => session.send(Message::Resized(columns, 24)),
            }
            if session.is_over() {
                break;
            }
            let odd = session.transcript().chars().find(|c| c.is_control() && !"\r\n\u{8}".contains(*c));
            prop_assert_eq!(odd, None);
            prop_assert!(!session.transcript().contains(SECRET), "{}", session.transcript());
        }
    }
}
