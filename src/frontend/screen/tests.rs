//! Sessions by messages: an echo shows all that a frame would.

use std::sync::LazyLock;

use proptest::prelude::*;
use ratatui::buffer::Buffer;

use super::*;
use crate::account::Outcome;
use crate::app::TimerKind;
use crate::app::testing::{Driver, ModelHarness, key, response_reply};
use crate::assembly::{SessionOptions, testing};
use crate::captcha::{CaptchaPainter, Challenge, Design, PictureForm, system_rng};
use crate::config::CaptchaMode;

static IMAGE: LazyLock<Challenge> = LazyLock::new(|| {
    let painter = CaptchaPainter::new().unwrap();
    Challenge::draw(&painter, Design::Plain, PictureForm::HalfBlocks, &mut system_rng().unwrap()).0
});

#[derive(Debug, Clone)]
enum Step {
    /// Keys by name, in one read.
    Keys(Vec<&'static str>),
    /// Key by key.
    Type(&'static str),
    Paste(&'static str),
    /// Effects are answered; requests end in this way.
    Serve(Outcome),
    /// All timers run out but the limits.
    RunOut,
    Resize,
}

fn one_of(names: &'static str) -> impl Strategy<Value = &'static str> {
    prop::sample::select(names.split(' ').collect::<Vec<_>>())
}

fn any_key() -> impl Strategy<Value = &'static str> {
    prop_oneof![
        30 => one_of("a B 7 ! é \u{301} ² 🙂 1 2 Space 🇫"),
        12 => one_of("Tab Shift-Tab"),
        3 => one_of("Left Right Home End Up Down"),
        4 => one_of("Backspace Delete Enter Esc"),
        2 => one_of("F1 F2 F3 F4 F5 F6 F7 F8 F9"),
    ]
}

fn step() -> impl Strategy<Value = Step> {
    let long = "pivot-Bruine8-lampadaire-socle-encore-plus-long";
    let texts =
        vec!["pivot-Bruine8-socle", "pivot-Bruine8-socl", "jdupont", "16E9912345ABC", "03/07/1985", long];
    let outcomes = vec![
        Outcome::WrongCaptcha,
        Outcome::NotIdentified,
        Outcome::ConnectionLostUnknown,
        Outcome::AgainstPolicy(Vec::new()),
    ];
    prop_oneof![
        40 => any_key().prop_map(|name| Step::Keys(vec![name])),
        1 => one_of("Ctrl-S Ctrl-U Ctrl-R Ctrl-N Ctrl-O Ctrl-B Ctrl-F").prop_map(|name| Step::Keys(vec![name])),
        2 => (any_key(), any_key()).prop_map(|(first, second)| Step::Keys(vec![first, second])),
        10 => prop::sample::select(texts.clone()).prop_map(Step::Type),
        4 => prop::sample::select(texts).prop_map(Step::Paste),
        4 => prop::sample::select(outcomes).prop_map(Step::Serve),
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

fn take(session: &mut ModelHarness<Checked<'_>>, step: Step) {
    match step {
        Step::Keys(names) => {
            session.send_all(names.into_iter().map(|name| Message::Key(key(name))).collect());
        }
        Step::Type(text) => _ = session.type_text(text),
        Step::Paste(text) => _ = session.paste(text),
        Step::Resize => {
            let (columns, rows) = session.model.size();
            session.send(Message::Resized(columns, rows));
        }
        Step::RunOut => {
            let is_limit = |kind| matches!(kind, TimerKind::Idle | TimerKind::Absolute);
            let due: Vec<_> = session.timers.extract_if(.., |(timer, _)| !is_limit(timer.kind)).collect();
            session.send_each(due.into_iter().map(|(timer, _)| Message::Timer(timer)));
        }
        Step::Serve(outcome) => {
            session.estimate_and_draw(&IMAGE);
            if let Some((generation, _)) = session.submitted() {
                session.effects.retain(|effect| !matches!(effect, Effect::Submit { .. }));
                session.send(response_reply(generation, outcome));
            }
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
    let mut steps = vec![Step::Keys(vec!["Shift-Tab"]); 3];
    steps.extend([Step::Serve(Outcome::WrongCaptcha), Step::Type("🙂"), Step::Type("jdupont")]);
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
