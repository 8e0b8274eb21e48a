//! Sessions by messages: an echo shows all that a frame would.

use std::sync::LazyLock;

use proptest::prelude::*;
use ratatui::buffer::Buffer;
use rstest::rstest;

use super::*;
use crate::account::Outcome;
use crate::app::FieldId;
use crate::app::TimerKind;
use crate::app::form::{Focus, Loss};
use crate::app::testing::{Driver, ModelHarness, NEW, estimated, key, response_reply};
use crate::assembly::{SessionOptions, testing};
use crate::captcha::{CaptchaPainter, Challenge, PictureForm, system_rng};
use crate::config::{CaptchaMode, Config};
use crate::i18n::Language;
use crate::password::generate::{Proposal, ProposalKind, propose};
use crate::password::strength::Context;
use crate::password::{Strength, StrengthLabel};
use crate::terminal::ColourDepth;

static IMAGE: LazyLock<Challenge> = LazyLock::new(|| {
    let painter = CaptchaPainter::new().unwrap();
    Challenge::draw(&painter, PictureForm::Quadrants, &mut system_rng().unwrap()).0
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
        Outcome::AcceptedUnverified,
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
            let view = ui::view(model, screen.appearance, ViewOptions::default(), &mut frame);
            assert_eq!(view.caret, caret);
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
    let screen = Screen::new(LeanBackend::new(size, depth), &appearance, settings.presentation);
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

/// A screen, and the bytes of its last frame.
struct Counted(Screen<'static>, usize);

impl Driver for Counted {
    fn handle(&mut self, model: &mut Model, messages: Vec<Message>, now: Duration) -> Vec<Effect> {
        let handled = self.0.handle(model, Batch::Messages(messages), now);
        self.1 = if handled.echo.is_some() { 1 } else { self.0.render(model).len() };
        handled.effects
    }
}

/// « le modifier » in 16 colours, the cursor in the new password; the lean one is in English.
fn counted(size: (u16, u16), lean: bool, config: &Config) -> ModelHarness<Counted> {
    let language = Some(if lean { Language::English } else { Language::French });
    let mut origin = testing::origin();
    origin.terminal.depth = ColourDepth::Sixteen;
    let options = SessionOptions { theme: Some("academie".to_owned()), lean, language };
    let appearance = Box::leak(Box::new(testing::appearance(&origin, &options)));
    let settings = testing::session_settings(&origin, &options);
    let screen = Screen::new(LeanBackend::new(size, ColourDepth::Sixteen), appearance, settings.presentation);
    let model = Model::new(testing::service_settings(config), settings, size);
    let mut session = ModelHarness::of(Counted(screen, 0), model);
    session.press("1").go_to(Focus::Field(FieldId::New));
    session
}

fn without_classes(config: &mut Config) {
    config.policy.require.clear();
    config.policy.min_length = 15;
    config.captcha.mode = CaptchaMode::Never;
}

#[rstest]
#[case::usual((80, 24), testing::config())]
#[case::narrow((60, 24), testing::config())]
#[case::without_classes((40, 24), testing::config_with(without_classes))]
fn proposals_have_one_size(#[case] size: (u16, u16), #[case] config: Config) {
    let fresh = || counted(size, false, &config);
    let (mut same, mut sizes) = (fresh(), Vec::new());
    for kind in [ProposalKind::Phrase, ProposalKind::Random].into_iter().cycle().take(40) {
        let drawn = propose(same.model.settings.judge.policy(), kind, &Context::default()).unwrap();
        let copy = Proposal { text: drawn.text.duplicate(), ..drawn };
        sizes.push(fresh().press("F4").answer_proposal(Some(copy)).driver.1);
        sizes.push(same.press("F4").answer_proposal(Some(drawn)).driver.1);
    }
    assert!(sizes.iter().all(|size| *size == sizes[0]), "{sizes:?}");
}

#[rstest]
#[case::usual((80, 24), false, testing::config())]
#[case::lean((60, 40), true, testing::config_with(without_classes))]
fn comparisons_have_one_size(#[case] size: (u16, u16), #[case] lean: bool, #[case] config: Config) {
    use StrengthLabel::{Good, Strong, VeryStrong, VeryWeak, Weak};
    let labels = [VeryWeak, Weak, Good, Strong, VeryStrong].into_iter().zip([0, 20, 40, 60, 80]);
    let estimates = labels.flat_map(|(label, least)| [0, 14, 20].map(|more| (label, least + more)));
    let states: Vec<_> = estimates.flat_map(|estimate| [(estimate, "c"), (estimate, "d")]).collect();
    let mut session = counted(size, lean, &config);
    session.fill(&[NEW]).type_text(NEW);
    let mut sizes = Vec::new();
    for pair in states.iter().flat_map(|before| states.iter().map(move |after| [*before, *after])) {
        for ((label, percent), last) in pair {
            session.press("Backspace").type_text(last);
            let generation = session.field(FieldId::Confirmation).generation();
            session.send(estimated(FieldId::Confirmation, generation, Some(Strength { percent, label })));
            sizes.push(session.driver.1);
        }
    }
    assert!(sizes.iter().all(|size| *size == sizes[0]), "{sizes:?}");
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

/// A key in a window that is too small rings and changes nothing, because its effect is not shown. Leaving works.
#[test]
fn small_window_takes_no_keys() {
    let config = testing::config_with(|_| {});
    let mut session = counted((80, 24), false, &config);
    session.type_text("abc").send(Message::Resized(39, 24));
    session.type_text("def").press("Tab Ctrl-S F1").paste("xyz").send(Message::InputLost(Loss::Key));
    assert_eq!((session.text(FieldId::New), session.focus()), ("abc", Focus::Field(FieldId::New)));
    assert!(session.field(FieldId::New).loss().is_none());
    session.press("Esc");
    assert!(session.model.question().is_some());
    session.send(Message::Resized(80, 24)).type_text("d");
    assert_eq!(session.text(FieldId::New), "abcd");
    session.send(Message::Resized(39, 24)).press("Ctrl-C");
    assert!(session.is_over());
}
