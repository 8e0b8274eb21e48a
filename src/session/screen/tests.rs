//! Visits played by messages: an echo shows all that a frame would.

use std::sync::{Arc, LazyLock};

use crossterm::event::{KeyCode, KeyEvent, KeyModifiers};
use proptest::prelude::*;
use ratatui::buffer::Buffer;
use zeroize::Zeroizing;

use super::*;
use crate::account::testing::directory;
use crate::account::{Outcome, Reference, Response};
use crate::app::TimerKind;
use crate::assembly::{SessionOptions, testing};
use crate::captcha::{CaptchaPainter, Challenge, Design, PictureForm, system_rng};
use crate::config::CaptchaMode;
use crate::password::strength::{self, Context};
use crate::session::AppContext;

static APP: LazyLock<AppContext> = LazyLock::new(|| {
    let directory = Arc::new(directory());
    testing::assembly(&testing::config(), directory).app().unwrap()
});
static IMAGE: LazyLock<Challenge> = LazyLock::new(|| {
    let painter = CaptchaPainter::new().unwrap();
    Challenge::draw(&painter, Design::Plain, PictureForm::HalfBlocks, &mut system_rng().unwrap()).0
});

#[derive(Debug, Clone)]
enum Step {
    Key(KeyCode, KeyModifiers),
    /// Two keys in one read.
    Both(KeyCode, KeyCode),
    /// Key by key.
    Type(&'static str),
    Paste(&'static str),
    /// What is wanted outside is done; requests end in this way.
    Serve(usize),
    /// All timers run out but the limits.
    RunOut,
    Resize,
}

fn key() -> impl Strategy<Value = KeyCode> {
    let letters = vec!['a', 'B', '7', '!', 'é', '\u{301}', '²', '🙂', '1', '2', ' ', '🇫'];
    let moves = vec![KeyCode::Left, KeyCode::Right, KeyCode::Home, KeyCode::End, KeyCode::Up, KeyCode::Down];
    let others = vec![KeyCode::Backspace, KeyCode::Delete, KeyCode::Enter, KeyCode::Esc];
    prop_oneof![
        30 => prop::sample::select(letters).prop_map(KeyCode::Char),
        12 => prop::sample::select(vec![KeyCode::Tab, KeyCode::BackTab]),
        3 => prop::sample::select(moves),
        4 => prop::sample::select(others),
        2 => (1..10u8).prop_map(KeyCode::F),
    ]
}

fn step() -> impl Strategy<Value = Step> {
    let texts = vec![
        "pivot-Bruine8-socle",
        "pivot-Bruine8-socl",
        "jdupont",
        "16E9912345ABC",
        "03/07/1985",
        "pivot-Bruine8-lampadaire-socle-encore-plus-long",
    ];
    let controls = prop::sample::select(vec!['s', 'u', 'r', 'n', 'o', 'b', 'f']);
    prop_oneof![
        40 => key().prop_map(|code| Step::Key(code, KeyModifiers::NONE)),
        1 => controls.prop_map(|letter| Step::Key(KeyCode::Char(letter), KeyModifiers::CONTROL)),
        2 => (key(), key()).prop_map(|(first, second)| Step::Both(first, second)),
        10 => prop::sample::select(texts.clone()).prop_map(Step::Type),
        4 => prop::sample::select(texts).prop_map(Step::Paste),
        4 => (0..4usize).prop_map(Step::Serve),
        3 => Just(Step::RunOut),
        1 => Just(Step::Resize),
    ]
}

struct Played<'session> {
    frontend: Screen<'session>,
    model: Model,
    wanted: Vec<Effect>,
    is_over: bool,
}

fn pressed(code: KeyCode, modifiers: KeyModifiers) -> Message {
    Message::Key(KeyEvent::new(code, modifiers))
}

impl Played<'_> {
    fn hear(&mut self, messages: Vec<Message>) {
        for message in messages {
            let wanted = self.frontend.handle(&mut self.model, message, Duration::ZERO);
            self.is_over |= wanted.iter().any(|effect| matches!(effect, Effect::Exit(_)));
            self.wanted.extend(wanted);
        }
        if self.is_over {
            return;
        }
        if self.frontend.echo().is_some() {
            let (shown, caret) = self.frontend.canvas.shown();
            let mut frame = Buffer::empty(shown.area);
            assert_eq!(ui::view(&self.model, self.frontend.appearance, &mut frame), caret);
            assert_eq!(*shown, frame);
        } else {
            self.frontend.show(&mut self.model, Duration::ZERO);
            self.frontend.shown();
        }
    }

    fn take(&mut self, step: Step) {
        match step {
            Step::Key(code, modifiers) => self.hear(vec![pressed(code, modifiers)]),
            Step::Both(first, second) => {
                self.hear([first, second].map(|code| pressed(code, KeyModifiers::NONE)).into());
            }
            Step::Type(text) => {
                for letter in text.chars() {
                    self.hear(vec![pressed(KeyCode::Char(letter), KeyModifiers::NONE)]);
                }
            }
            Step::Paste(text) => self.hear(vec![Message::Paste(Zeroizing::new(text.to_owned()))]),
            Step::Resize => {
                let (columns, rows) = self.model.size;
                self.hear(vec![Message::Resized(columns, rows)]);
            }
            Step::RunOut => {
                for effect in std::mem::take(&mut self.wanted) {
                    match effect {
                        Effect::StartTimer { timer, .. }
                            if !matches!(timer.kind, TimerKind::Idle | TimerKind::Absolute) =>
                        {
                            self.hear(vec![Message::Timer(timer)]);
                        }
                        other => self.wanted.push(other),
                    }
                }
            }
            Step::Serve(response) => {
                for effect in std::mem::take(&mut self.wanted) {
                    match Self::reply(&effect, response) {
                        Some(reply) => self.hear(vec![Message::Reply(reply)]),
                        None => self.wanted.push(effect),
                    }
                }
            }
        }
    }

    fn reply(wanted: &Effect, response: usize) -> Option<Reply> {
        match wanted {
            Effect::Estimate { field, generation, password, .. } => {
                let strength = strength::estimate(password, &Context::default());
                Some(Reply::Estimated { field: *field, generation: *generation, strength })
            }
            Effect::DrawCaptcha { generation, .. } => {
                let challenge = Some(IMAGE.clone());
                Some(Reply::Captcha { generation: *generation, challenge, disclosed: None })
            }
            Effect::Submit { generation, .. } => {
                let outcome = match response {
                    0 => Outcome::WrongCaptcha,
                    1 => Outcome::NotIdentified,
                    2 => Outcome::ConnectionLostUnknown,
                    _ => Outcome::AgainstPolicy(Vec::new()),
                };
                let reference = Reference::random(&mut system_rng().unwrap());
                Some(Reply::Response { generation: *generation, response: Response { outcome, reference } })
            }
            _ => None,
        }
    }
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 100, ..ProptestConfig::default() })]

    #[test]
    fn an_echo_shows_all_that_a_frame_would(
        form in prop::sample::select(vec!['1', '2']),
        captcha in prop::sample::select(vec![CaptchaMode::Always, CaptchaMode::Never]),
        lean in any::<bool>(),
        size in prop::sample::select(vec![(80, 24), (40, 12), (120, 40), (100, 20)]),
        theme in prop::sample::select(vec!["academie", "leger", "contraste", "mono"]),
        steps in prop::collection::vec(step(), 1..80),
    ) {
        let config = testing::config_with(|config| config.captcha.mode = captcha);
        let options = SessionOptions { theme: Some(theme.to_owned()), lean, language: None };
        let visit = testing::open_session(&APP, &testing::origin(), &options);
        let (model, wanted) = Model::new(testing::service_settings(&config), visit.settings, size);
        let mut played = Played { frontend: Screen::new(size, &visit), model, wanted, is_over: false };
        played.hear(Vec::new());
        played.take(Step::Key(KeyCode::Char(form), KeyModifiers::NONE));
        for step in steps {
            if played.is_over {
                break;
            }
            played.take(step);
        }
    }
}
