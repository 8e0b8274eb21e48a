//! The delay instead of the captcha: announced, counted down, cancelled.

use super::*;
use crate::account::{Delay, DelayOffer};
use crate::app::form::wording;
use crate::app::keymap;

const MINUTE: Duration = Duration::from_secs(60);

/// « le modifier », answered but for the image, which is waived.
fn waived() -> ModelHarness {
    ModelHarness::filled(&[LOGIN, CURRENT, NEW, NEW]).after("F6")
}

/// The same, sent.
fn held() -> ModelHarness {
    waived().after("Ctrl-S")
}

fn seconds(session: &ModelHarness) -> Option<u64> {
    session.form().sending.unwrap().delay_left.map(|left| left.as_secs())
}

fn given_up(session: &ModelHarness) -> Option<u64> {
    session.asked(|asked| if let Effect::Cancel { generation: at } = asked { Some(*at) } else { None }).pop()
}

#[test]
fn captcha_toggles_to_delay_and_back() {
    for key in ["F6", "Ctrl-O"] {
        let mut session = ModelHarness::filled(&[LOGIN, CURRENT, NEW, NEW]);
        session.type_text("AB").press(key);
        let CaptchaImage::Skipped { delay } = session.form().image else { panic!("an image") };
        assert_eq!(delay, Delay::first(MINUTE));
        assert_eq!(session.focus(), Focus::Save);
        assert!(!session.form().stops().any(|stop| stop == Focus::Field(Captcha)));
        assert_eq!(session.press("Up").focus(), Focus::Field(Confirmation));
        session.forget().press("F5 Tab Up");
        assert!(session.asked_image().is_none(), "there is no image to renew");
        session.press(key);
        assert_eq!(session.focus(), Focus::Field(Captcha));
        assert!(session.asked_image().is_some() && session.text(Captcha).is_empty());
    }
}

fn skipped(session: &ModelHarness) -> Option<Delay> {
    match session.form().image {
        CaptchaImage::Skipped { delay } => Some(delay),
        _ => None,
    }
}

fn second() -> Delay {
    Delay { lasts: 2 * MINUTE, left: 3 }
}

const SPENT: DelayOffer = DelayOffer::Spent { free_in: Duration::from_secs(700) };

#[test]
fn offer_of_login_changes_delay() {
    let mut session = waived();
    session.answer_offer(DelayOffer::Open(second()));
    assert_eq!(skipped(&session), Some(second()));
    assert_eq!(seconds(session.press("Ctrl-S")), Some(120));
}

#[test]
fn spent_delay_is_said_and_not_offered() {
    let mut session = waived();
    session.answer_offer(SPENT);
    let told = said(&wording::delays_spent(Duration::from_secs(700)));
    assert!(told.contains("12 minutes"), "{told}");
    assert_eq!((skipped(&session), session.notice()), (None, Some(told.clone())));
    let is_hinted = |session: &ModelHarness| {
        keymap::hints(&session.model).iter().any(|hint| hint.text == words::DO_WITHOUT_IMAGE)
    };
    assert!(!is_hinted(&session));
    session.press("Home").forget().press("F6");
    assert_eq!((skipped(&session), session.notice()), (None, None), "asked again first");
    session.answer_offer(SPENT);
    assert_eq!(session.notice(), Some(told));
    session.press("F6").answer_offer(DelayOffer::Open(second()));
    assert_eq!(skipped(&session), Some(second()));
}

#[test]
fn login_is_asked_for_its_delay() {
    let mut session = ModelHarness::change();
    session.press("F6");
    assert_eq!(session.asked_offer(), None, "no login yet");
    session.go_to(Focus::Field(Login)).type_text("JDupont").press("Tab");
    assert_eq!(session.asked_offer().unwrap().1.as_str(), "JDupont");
    session.answer_offer(DelayOffer::Open(second()));
    assert_eq!(skipped(&session), Some(second()));
}

#[test]
fn offer_asked_unasked_changes_no_image() {
    let mut session = ModelHarness::filled(&[LOGIN, CURRENT]);
    session.answer_offer(SPENT);
    assert_eq!((skipped(&session), session.notice()), (None, None));
}

#[test]
fn late_offer_keeps_image_taken_again() {
    let mut session = waived();
    session.press("F6").answer_offer(DelayOffer::Open(second()));
    assert_eq!(skipped(&session), None);
}

#[test]
fn real_delay_corrects_announced_one() {
    let mut session = held();
    let generation = session.submitted().unwrap().0;
    let progress = Progress::Delayed(second());
    session.send(Message::Reply(Reply::Progress { generation, progress }));
    assert_eq!(seconds(&session), Some(120));
}

#[test]
fn late_image_keeps_delay() {
    let mut session = ModelHarness::new().after("1 F6");
    session.draw_image();
    assert!(matches!(session.form().image, CaptchaImage::Skipped { .. }));
    session.press("F6").draw_image();
    assert!(matches!(session.form().image, CaptchaImage::Shown { .. }));
}

#[test]
fn other_form_keeps_delay() {
    let mut session = ModelHarness::change();
    session.type_text(LOGIN).press("F6 Shift-Tab Shift-Tab Shift-Tab Enter");
    session.go_to(Focus::OtherForm).press("Enter");
    assert_eq!(session.form().kind, FormKind::Reset);
    assert!(matches!(session.form().image, CaptchaImage::Skipped { .. }));
}

#[test]
fn delay_needs_configuration() {
    let hints =
        |session: &ModelHarness, text| keymap::hints(&session.model).iter().any(|hint| hint.text == text);
    let offers = |session: &ModelHarness| hints(session, words::DO_WITHOUT_IMAGE);
    assert!(offers(&ModelHarness::change()) && !offers(&waived()));
    assert!(hints(&waived(), words::DO_WITH_IMAGE));
    let closed: [fn(&mut Config); 2] = [
        |config| config.captcha.alternative = CaptchaAlternative::Nothing,
        |config| config.captcha.mode = CaptchaMode::Never,
    ];
    for alter in closed {
        let session = ModelHarness::with(alter).after("1 F6");
        assert!(!offers(&session));
        assert!(!matches!(session.form().image, CaptchaImage::Skipped { .. }));
    }
}

#[test]
fn delayed_request_counts_down() {
    let mut session = held();
    let (_, Request::Change(change)) = session.submitted().unwrap() else { panic!("a change") };
    assert!(matches!(change.evidence, CaptchaEvidence::Delay));
    for left in [60, 45, 30, 15] {
        assert_eq!(seconds(&session), Some(left));
        let delay = session.last_timer(TimerKind::DelayTick).1;
        assert_eq!(delay, Duration::from_secs(if left > 15 { 15 } else { 14 }));
        session.on_timer(TimerKind::DelayTick);
    }
    // Too late to give it up for sure: it is being carried out.
    let sending = session.form().sending.unwrap();
    assert_eq!((sending.delay_left, sending.slow), (None, true));
    session.press("Esc");
    assert_eq!((session.notice(), given_up(&session)), (Some(say(words::NOTICE_SENDING)), None));
    session.end(done());
    assert!(matches!(session.model.screen, Screen::Outcome { .. }));
}

#[test]
fn foreign_delay_tick_is_ignored() {
    let mut session = held();
    let (timer, _) = session.last_timer(TimerKind::DelayTick);
    session.send(Message::Timer(Timer { generation: timer.generation + 1, ..timer }));
    assert_eq!(seconds(&session), Some(60));
}

#[test]
fn escape_cancels_delayed_request() {
    let mut session = held();
    let sent = session.submitted().unwrap().0;
    session.press("Esc");
    assert_eq!(given_up(&session), Some(sent));
    assert!(session.form().sending.is_some(), "it is not said before it is so");
    session.end(Outcome::Cancelled);
    assert_eq!((session.form().sending, session.form().refused.is_some()), (None, false));
    assert_eq!(session.notice(), Some(say(words::NOTICE_GIVEN_UP)));
    assert_eq!((session.text(New), session.focus()), (NEW, Focus::Save));
    session.forget().press("Ctrl-S");
    assert!(session.submitted().is_some() && seconds(&session) == Some(60));

    let mut session = held();
    session.press("Esc").end(done());
    assert!(matches!(session.model.screen, Screen::Outcome { .. }), "it was too late");
}

#[test]
fn quit_during_delay_reports_no_change() {
    let session = held().after("Ctrl-C");
    assert_eq!(session.exit().unwrap().message, Some(words::EXIT_DELAYED.into()));
}

#[test]
fn too_many_delays_bring_image_back() {
    let mut session = held();
    session.end(Outcome::TooManyDelays { free_in: MINUTE });
    assert_eq!(session.focus(), Focus::Field(Captcha));
    assert!(matches!(session.form().image, CaptchaImage::Pending) && session.asked_image().is_some());
    assert_eq!(session.form().refused.as_ref().unwrap().outcome, Outcome::TooManyDelays { free_in: MINUTE });
    assert!(session.press("F6").form().refused.is_none(), "it was said of another try");
}

#[test]
fn delay_survives_refusal_and_retry() {
    let mut session = held();
    session.end(Outcome::NotIdentified);
    assert!(matches!(session.form().image, CaptchaImage::Skipped { .. }) && session.asked_image().is_none());
    let mut session = held();
    session.end(Outcome::Unreachable).press("Enter");
    assert_eq!(session.focus(), Focus::Save);
    assert!(matches!(session.form().image, CaptchaImage::Skipped { .. }));
}

/// A request whose write has no answer yet.
fn awaited() -> ModelHarness {
    let mut session = ModelHarness::sent();
    let generation = session.submitted().unwrap().0;
    let progress = Progress::AwaitingAnswer { at_most: Duration::from_secs(57) };
    session.send(Message::Reply(Reply::Progress { generation, progress }));
    session
}

#[test]
fn awaited_answer_counts_down() {
    let mut session = awaited();
    for left in [57, 42, 27, 12] {
        assert_eq!(session.form().sending.unwrap().answer_left, Some(Duration::from_secs(left)));
        session.on_timer(TimerKind::DelayTick);
    }
    session.end(done());
    assert!(matches!(session.model.screen, Screen::Outcome { .. }));
}

#[test]
fn late_progress_is_dropped() {
    let mut session = ModelHarness::sent();
    let progress = Progress::AwaitingAnswer { at_most: Duration::from_secs(57) };
    session.send(Message::Reply(Reply::Progress { generation: 0, progress }));
    assert_eq!(session.form().sending.unwrap().answer_left, None);
    let mut session = awaited();
    let generation = session.submitted().unwrap().0;
    session.end(Outcome::NotIdentified);
    session.send(Message::Reply(Reply::Progress { generation, progress }));
    assert_eq!(session.form().sending, None);
}

/// The form is emptied then: the same request must not be sent again at once.
#[test]
fn escape_gives_up_awaited_answer() {
    let mut session = awaited();
    let sent = session.submitted().unwrap().0;
    session.press("Esc");
    assert_eq!(given_up(&session), Some(sent));
    session.end(Outcome::NotKnownYet { settled_after: Duration::from_secs(300) });
    assert!(matches!(session.model.screen, Screen::Outcome { form: None, .. }));
}

#[test]
fn quit_while_awaiting_leaves_message() {
    let session = awaited().after("Ctrl-C");
    assert_eq!(session.exit().unwrap().message, Some(words::EXIT_AWAITING.into()));
}

#[rstest]
#[case(TimerKind::Idle, 10_000)]
#[case(TimerKind::Absolute, 10_000)]
fn no_limit_cuts_awaited_answer(#[case] limit: TimerKind, #[case] seconds: u64) {
    let mut session = awaited();
    session.now = Duration::from_secs(seconds);
    session.on_timer(limit);
    assert!(session.exit().is_none() && session.form().sending.is_some());
}

#[test]
fn end_of_hold_rings() {
    let mut session = held();
    session.end(Outcome::NotIdentified);
    assert!(session.model.rings());
    let mut session = ModelHarness::sent();
    session.end(Outcome::NotIdentified);
    assert!(!session.model.rings(), "nobody had to wait");
}
