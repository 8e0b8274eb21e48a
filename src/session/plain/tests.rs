//! Conversations by messages, without a terminal, a clock or a directory.

use std::time::Duration;

use crossterm::event::{KeyCode, KeyEvent, KeyModifiers};
use proptest::prelude::*;
use zeroize::Zeroizing;

mod lines;
mod proposal;

use super::*;
use crate::account::{Outcome, Response};
use crate::app::{Reply, Timer, TimerKind};
use crate::assembly::testing::{self, config, config_with};
use crate::captcha::{CaptchaPainter, Challenge, Design, PictureForm, system_rng};
use crate::config::{CaptchaMode, Config};
use crate::password::strength::{self, Context};
use crate::terminal::Charset;
use crate::ui::{GlyphSet, Theme};

const SECRET: &str = "Mdp-Très-Secret-42";

/// A conversation under test: what it wants outside stands still until it is answered.
struct Talk<'appearance> {
    frontend: Dialogue<'appearance>,
    model: Model,
    effects: Vec<Effect>,
    transcript: String,
    now: Duration,
}

impl<'appearance> Talk<'appearance> {
    fn begin(appearance: &'appearance Appearance, config: Config) -> Self {
        Self::begin_with(appearance, config, InputMode::Keys)
    }

    fn begin_with(appearance: &'appearance Appearance, config: Config, input: InputMode) -> Self {
        let (model, effects) = testing::model(&config, (80, 24));
        let frontend = Dialogue::over(appearance, 80, Charset::Unicode, Language::French, input);
        let mut dialogue = Self { frontend, model, effects, transcript: String::new(), now: Duration::ZERO };
        dialogue.listen();
        dialogue
    }

    fn listen(&mut self) {
        let bytes = self.frontend.show(&mut self.model, self.now);
        self.transcript.push_str(std::str::from_utf8(&bytes).unwrap());
    }

    fn send(&mut self, message: Message) {
        self.effects.extend(self.frontend.handle(&mut self.model, message, self.now));
        self.listen();
    }

    fn key(&mut self, code: KeyCode) {
        self.send(Message::Key(KeyEvent::new(code, KeyModifiers::NONE)));
    }

    fn type_in(&mut self, text: &str) {
        text.chars().for_each(|character| self.key(KeyCode::Char(character)));
    }

    fn answer(&mut self, text: &str) {
        self.type_in(text);
        self.key(KeyCode::Enter);
    }

    /// LineReader the effects of that kind: judgements truly, images with `challenge`.
    fn serve(&mut self, challenge: &Challenge) {
        for effect in std::mem::take(&mut self.effects) {
            match effect {
                Effect::Estimate { field, generation, password, .. } => {
                    let strength = strength::estimate(&password, &Context::default());
                    self.send(Message::Reply(Reply::Estimated { field, generation, strength }));
                }
                Effect::DrawCaptcha { generation, .. } => {
                    let challenge = Some(challenge.clone());
                    self.send(Message::Reply(Reply::Captcha { generation, challenge, disclosed: None }));
                }
                kept => self.effects.push(kept),
            }
        }
    }

    fn ends(&self, with: &str) {
        assert!(self.transcript.ends_with(with), "{}", self.transcript);
    }
}

fn appearance() -> Appearance {
    Appearance::new(Theme::load("academie").unwrap(), GlyphSet::ASCII, crate::i18n::Catalogues::load())
}

fn challenge() -> Challenge {
    let painter = CaptchaPainter::new().unwrap();
    Challenge::draw(&painter, Design::Plain, PictureForm::Ascii, &mut system_rng().unwrap()).0
}

#[test]
fn an_announcement_in_the_middle_of_an_answer_does_not_lose_it() {
    let appearance = appearance();
    let mut dialogue = Talk::begin(&appearance, config());
    dialogue.answer("1");
    dialogue.type_in("jdup");
    dialogue.now = Duration::from_secs(100);
    let idle = dialogue.effects.iter().find_map(|effect| match effect {
        Effect::StartTimer { timer: timer @ Timer { kind: TimerKind::Idle, .. }, .. } => Some(*timer),
        _ => None,
    });
    dialogue.send(Message::Timer(idle.unwrap()));
    dialogue.ends(
        "Identifiant : jdup\r\nSans action de votre part, tout sera effacé dans 20 secondes.\r\nIdentifiant : jdup",
    );
    dialogue.type_in("ont");
    dialogue.ends("Identifiant : jdupont");
}

#[test]
fn what_answers_choices_counts_as_action() {
    let appearance = appearance();
    let mut dialogue = Talk::begin(&appearance, config());
    dialogue.now = Duration::from_secs(7);
    dialogue.type_in("9");
    assert_eq!(dialogue.model.last_key, dialogue.now);
    dialogue.now = Duration::from_secs(8);
    dialogue.key(KeyCode::Up);
    assert_eq!(dialogue.model.last_key, dialogue.now);
}

#[test]
fn a_flood_of_refused_characters_is_said_once() {
    let appearance = appearance();
    let mut dialogue = Talk::begin(&appearance, config());
    dialogue.answer("1");
    dialogue.type_in(&"a".repeat(2000));
    assert_eq!(dialogue.transcript.matches("trop long").count(), 1, "{}", dialogue.transcript);
}

#[test]
fn what_is_typed_before_a_judgement_waits_for_it() {
    let appearance = appearance();
    let challenge = challenge();
    let mut dialogue = Talk::begin(&appearance, config());
    dialogue.answer("1");
    dialogue.answer("jdupont");
    dialogue.answer("Ancien-Mdp-2026");
    dialogue.answer("azerty");
    dialogue.answer("sans-rapport");
    dialogue.serve(&challenge);
    // It was refused: what was typed ahead is the answer to the same question.
    assert_eq!(
        dialogue.transcript.matches("\r\nNouveau mot de passe : ").count(),
        2,
        "{}",
        dialogue.transcript
    );
    dialogue.serve(&challenge);
    dialogue.ends("deviner : allongez-le pour atteindre 40 %.\r\nNouveau mot de passe : ");
}

#[test]
fn what_was_typed_before_an_image_was_drawn_is_no_text_of_it() {
    let appearance = appearance();
    let challenge = challenge();
    let mut dialogue = Talk::begin(&appearance, config());
    dialogue.answer("1");
    for answer in ["jdupont", "Ancien-Mdp-2026", SECRET, SECRET, "2", SECRET] {
        dialogue.answer(answer);
    }
    // Only now is the third known to be good: the confirmation, the choice and what follows were typed ahead.
    dialogue.serve(&challenge);
    dialogue.serve(&challenge);
    assert!(dialogue.transcript.contains("L'image suit"), "{}", dialogue.transcript);
    assert!(!dialogue.transcript.contains(SECRET), "{}", dialogue.transcript);
    dialogue.ends("Texte de l'image (Entrée : autres choix) : ");
}

#[test]
fn a_paste_takes_the_place_of_what_was_there_and_is_not_shown_in_a_secret() {
    let appearance = appearance();
    let mut dialogue = Talk::begin(&appearance, config());
    dialogue.answer("1");
    dialogue.send(Message::Paste(Zeroizing::new("jdupont".to_owned())));
    dialogue.ends("Identifiant : jdupont");
    dialogue.key(KeyCode::Enter);
    dialogue.send(Message::Paste(Zeroizing::new(SECRET.to_owned())));
    dialogue.ends("Mot de passe actuel : ");
}

#[test]
fn a_long_wait_is_said_once_and_an_ending_with_a_retry_offers_it() {
    let appearance = appearance();
    let mut dialogue = Talk::begin(
        &appearance,
        config_with(|config| {
            config.captcha.mode = CaptchaMode::Never;
            config.directory.service = None;
        }),
    );
    dialogue.answer("1");
    for answer in ["jdupont", "Ancien-Mdp-2026", "pivot-Bruine8-lampadaire", "pivot-Bruine8-lampadaire"] {
        dialogue.answer(answer);
        dialogue.serve(&challenge());
    }
    dialogue.answer("");
    let (generation, timer) =
        dialogue.effects.iter().fold((None, None), |(generation, timer), effect| match effect {
            Effect::Submit { generation, .. } => (Some(*generation), timer),
            Effect::StartTimer { timer: long @ Timer { kind: TimerKind::SlowNotice, .. }, .. } => {
                (generation, Some(*long))
            }
            _ => (generation, timer),
        });
    dialogue.send(Message::Timer(timer.unwrap()));
    dialogue.key(KeyCode::Char('x'));
    dialogue.key(KeyCode::Esc);
    assert_eq!(dialogue.transcript.matches("Enregistrement en cours").count(), 1, "{}", dialogue.transcript);
    dialogue.ends("La demande est partie : attendez la réponse.\r\n");
    let reference = Reference::random(&mut system_rng().unwrap());
    let response = Response { outcome: Outcome::Unreachable, reference };
    dialogue.send(Message::Reply(Reply::Response { generation: generation.unwrap(), response }));
    dialogue.ends("1 : réessayer\r\n2 : terminer\r\nVotre choix (Entrée : 1) : ");
    dialogue.answer("1");
    dialogue.ends("3 : abandonner\r\nVotre choix (Entrée : 1) : ");
}

#[test]
fn a_wait_instead_of_the_image_is_chosen_counted_down_and_given_up() {
    let appearance = appearance();
    let challenge = challenge();
    let mut dialogue = Talk::begin(&appearance, config());
    dialogue.answer("1");
    for answer in ["jdupont", "Ancien-Mdp-2026", "pivot-Bruine8-lampadaire", "pivot-Bruine8-lampadaire"] {
        dialogue.answer(answer);
        dialogue.serve(&challenge);
    }
    dialogue.ends(
        "1 : sans image : la demande sera retenue 60 secondes\r\n2 : afficher l'image\r\n\
         3 : afficher une autre image\r\n4 : abandonner et s'adresser à l'assistance\r\nVotre choix : ",
    );
    dialogue.answer("1");
    dialogue.ends(
        "Sans image : la demande sera retenue 60 secondes, puis enregistrée.\r\n1 : enregistrer\r\n\
         2 : revoir mes réponses\r\n3 : recopier une image\r\n4 : abandonner\r\nVotre choix (Entrée : 1) : ",
    );
    dialogue.answer("3");
    dialogue.serve(&challenge);
    dialogue.answer("1");
    dialogue.answer("");
    dialogue.ends("La demande est retenue 60 secondes. Échap : annuler.\r\n");
    for said in ["Encore 45 secondes.\r\n", "Encore 30 secondes.\r\n"] {
        let held = dialogue.effects.iter().rev().find_map(|effect| match effect {
            Effect::StartTimer { timer: timer @ Timer { kind: TimerKind::DelayTick, .. }, .. } => {
                Some(*timer)
            }
            _ => None,
        });
        dialogue.send(Message::Timer(held.unwrap()));
        dialogue.ends(said);
    }
    dialogue.key(KeyCode::Esc);
    let generation = dialogue.effects.iter().find_map(|effect| match effect {
        Effect::Cancel { generation } => Some(*generation),
        _ => None,
    });
    let reference = Reference::random(&mut system_rng().unwrap());
    let response = Response { outcome: Outcome::Cancelled, reference };
    dialogue.send(Message::Reply(Reply::Response { generation: generation.unwrap(), response }));
    assert!(dialogue.transcript.contains("Demande annulée : rien n'est parti."), "{}", dialogue.transcript);
    dialogue.ends("4 : abandonner\r\nVotre choix (Entrée : 1) : ");
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
    fn whatever_is_typed_no_escape_byte_and_no_secret_is_written(
        acts in prop::collection::vec(act(), 1..60)
    ) {
        let appearance = appearance();
        let challenge = challenge();
        let mut dialogue = Talk::begin(&appearance, config());
        for act in acts {
            match act {
                Act::Key(code) => dialogue.key(code),
                Act::Control(letter) => {
                    dialogue.send(Message::Key(KeyEvent::new(KeyCode::Char(letter), KeyModifiers::CONTROL)));
                }
                Act::Text(text) => text.chars().for_each(|character| match character {
                    '\r' => dialogue.key(KeyCode::Enter),
                    character => dialogue.key(KeyCode::Char(character)),
                }),
                // Typed where a secret is asked for, so that finding it anywhere is a leak.
                Act::Secret => {
                    if let Question::Field(id) = dialogue.frontend.asked
                        && id != FieldId::Login
                        && id != FieldId::Captcha
                    {
                        dialogue.answer(SECRET);
                    }
                }
                Act::Serve => dialogue.serve(&challenge),
                Act::Resize(columns) => dialogue.send(Message::Resized(columns, 24)),
            }
            if dialogue.effects.iter().any(|effect| matches!(effect, Effect::Exit(_))) {
                break;
            }
            let odd = dialogue.transcript.chars().find(|c| c.is_control() && !"\r\n\u{8}".contains(*c));
            prop_assert_eq!(odd, None);
            prop_assert!(!dialogue.transcript.contains(SECRET), "{}", dialogue.transcript);
        }
    }
}
