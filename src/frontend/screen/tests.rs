//! Sessions by messages: an echo shows all that a frame would.

use std::sync::LazyLock;

use crossterm::event::{KeyCode, KeyEvent, KeyModifiers};
use proptest::prelude::*;
use ratatui::buffer::Buffer;

use super::*;
use crate::account::Outcome;
use crate::app::TimerKind;
use crate::app::testing::{Driver, ModelHarness, response};
use crate::assembly::{SessionOptions, testing};
use crate::captcha::{CaptchaPainter, Challenge, Design, PictureForm, system_rng};
use crate::config::CaptchaMode;

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
    /// Effects are answered; requests end in this way.
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

/// A screen, which is compared with a whole frame after each echo.
struct Checked<'session>(Screen<'session>);

impl Driver for Checked<'_> {
    fn handle(&mut self, model: &mut Model, messages: Vec<Message>, now: Duration) -> Vec<Effect> {
        let Self(screen) = self;
        let handled = screen.handle(model, Batch::Messages(messages), now);
        if ends_session(&handled.effects) {
            return handled.effects;
        }
        if handled.echo.is_some() {
            let (shown, caret) = screen.canvas.shown();
            let mut frame = Buffer::empty(shown.area);
            assert_eq!(ui::view(model, screen.appearance, ViewOptions::default(), &mut frame), caret);
            assert_eq!(*shown, frame);
        } else {
            screen.render(model);
        }
        handled.effects
    }
}

fn pressed(code: KeyCode, modifiers: KeyModifiers) -> Message {
    Message::Key(KeyEvent::new(code, modifiers))
}

fn take(session: &mut ModelHarness<Checked<'_>>, step: Step) {
    match step {
        Step::Key(code, modifiers) => session.send(pressed(code, modifiers)),
        Step::Both(first, second) => {
            session.send_all([first, second].map(|code| pressed(code, KeyModifiers::NONE)).into());
        }
        Step::Type(text) => session.type_text(text),
        Step::Paste(text) => session.paste(text),
        Step::Resize => {
            let (columns, rows) = session.model.size();
            session.send(Message::Resized(columns, rows));
        }
        Step::RunOut => session.run_out(|kind| !matches!(kind, TimerKind::Idle | TimerKind::Absolute)),
        Step::Serve(outcome) => {
            session.estimate_and_draw(&IMAGE);
            session.serve(|effect| match effect {
                Effect::Submit { generation, .. } => {
                    let response = response(match outcome {
                        0 => Outcome::WrongCaptcha,
                        1 => Outcome::NotIdentified,
                        2 => Outcome::ConnectionLostUnknown,
                        _ => Outcome::AgainstPolicy(Vec::new()),
                    });
                    Some(Reply::Response { generation: *generation, response })
                }
                _ => None,
            });
        }
    }
}

fn play(form: char, captcha: CaptchaMode, lean: bool, size: (u16, u16), theme: &str, steps: Vec<Step>) {
    let config = testing::config_with(|config| config.captcha.mode = captcha);
    let options = SessionOptions { theme: Some(theme.to_owned()), lean, language: None };
    let (origin, depth) = (testing::origin(), testing::origin().terminal.depth);
    let appearance = testing::appearance(&origin, &options);
    let settings = testing::session_settings(&origin, &options);
    let model = Model::new(testing::service_settings(&config), settings, size);
    let screen = Screen::new(LeanBackend::new(size, depth), &appearance);
    let mut session = ModelHarness::of(Checked(screen), model);
    session.type_text(&form.to_string());
    for step in steps {
        if session.is_over() {
            break;
        }
        take(&mut session, step);
    }
}

#[test]
fn wide_letter_moves_image_keys() {
    let mut steps = vec![Step::Key(KeyCode::BackTab, KeyModifiers::NONE); 3];
    steps.extend([Step::Serve(0), Step::Type("🙂"), Step::Type("jdupont")]);
    play('1', CaptchaMode::Always, true, (120, 40), "academie", steps);
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 100, ..ProptestConfig::default() })]

    #[test]
    fn echo_equals_whole_frame(
        form in prop::sample::select(vec!['1', '2']),
        captcha in prop::sample::select(vec![CaptchaMode::Always, CaptchaMode::Never]),
        lean in any::<bool>(),
        size in prop::sample::select(vec![(80, 24), (40, 12), (120, 40), (100, 20)]),
        theme in prop::sample::select(vec!["academie", "leger", "contraste", "mono"]),
        steps in prop::collection::vec(step(), 1..80),
    ) {
        play(form, captcha, lean, size, theme, steps);
    }
}
