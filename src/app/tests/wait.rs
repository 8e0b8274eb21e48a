//! Who cannot see the image waits instead: announced, counted down, given up.

use super::*;
use crate::account::CaptchaEvidence;
use crate::app::keymap;

/// « le modifier », answered but for the image, which is waived.
fn waived() -> Visit {
    let mut visit = Visit::change();
    visit.fill(&[LOGIN, CURRENT, NEW, NEW]);
    visit.press("F6");
    visit
}

/// The same, sent.
fn held() -> Visit {
    let mut visit = waived();
    visit.press("Ctrl-S");
    visit
}

fn seconds(visit: &Visit) -> Option<u64> {
    visit.form().sending.unwrap().delay_left.map(|left| left.as_secs())
}

fn given_up(visit: &Visit) -> Option<u64> {
    visit.effects.iter().find_map(|effect| match effect {
        Effect::Cancel { generation } => Some(*generation),
        _ => None,
    })
}

#[test]
fn the_image_gives_way_to_the_wait_and_comes_back() {
    for key in ["F6", "Ctrl-O"] {
        let mut visit = Visit::change();
        visit.fill(&[LOGIN, CURRENT, NEW, NEW]);
        visit.type_text("AB");
        visit.press(key);
        assert!(
            matches!(visit.form().image, CaptchaImage::Skipped { hold } if hold == Duration::from_secs(60))
        );
        assert_eq!(visit.form().focus, Focus::Save);
        assert!(!visit.form().stops().any(|stop| stop == Focus::Field(FieldId::Captcha)));
        visit.press("Up");
        assert_eq!(visit.form().focus, Focus::Field(FieldId::Confirmation));
        visit.take();
        visit.press("F5 Tab Up");
        assert!(visit.asked_image().is_none(), "there is no image to renew");
        visit.press(key);
        assert_eq!(visit.form().focus, Focus::Field(FieldId::Captcha));
        assert!(visit.asked_image().is_some() && visit.text(FieldId::Captcha).is_empty());
    }
}

#[test]
fn an_image_that_comes_late_does_not_come_back() {
    let mut visit = Visit::new();
    visit.press("1 F6");
    visit.draw_image();
    assert!(matches!(visit.form().image, CaptchaImage::Skipped { .. }));
    visit.press("F6");
    visit.draw_image();
    assert!(matches!(visit.form().image, CaptchaImage::Shown { .. }));
}

#[test]
fn the_other_form_keeps_the_choice() {
    let mut visit = Visit::change();
    visit.type_text(LOGIN);
    visit.press("F6 Shift-Tab Shift-Tab Shift-Tab Enter");
    while visit.form().focus != Focus::OtherForm {
        visit.press("Tab");
    }
    visit.press("Enter");
    assert_eq!(visit.form().kind, FormKind::Reset);
    assert!(matches!(visit.form().image, CaptchaImage::Skipped { .. }));
}

#[test]
fn it_is_offered_where_it_is_configured_only() {
    let offers = |visit: &Visit| {
        let hints = keymap::hints(&visit.model);
        hints.iter().any(|hint| hint.text == words::DO_WITHOUT_IMAGE)
    };
    assert!(offers(&Visit::change()) && !offers(&waived()));
    assert!(keymap::hints(&waived().model).iter().any(|hint| hint.text == words::DO_WITH_IMAGE));
    let closed: [fn(&mut Config); 2] = [
        |config| config.captcha.alternative = CaptchaAlternative::Nothing,
        |config| config.captcha.mode = CaptchaMode::Never,
    ];
    for alter in closed {
        let mut visit = Visit::with(alter);
        visit.press("1 F6");
        assert!(!offers(&visit));
        assert!(!matches!(visit.form().image, CaptchaImage::Skipped { .. }));
    }
}

#[test]
fn the_request_says_so_and_the_time_left_is_said_every_quarter_of_a_minute() {
    let mut visit = held();
    let (_, Request::Change(change)) = visit.submitted().unwrap() else { panic!("a change") };
    assert!(matches!(change.evidence, CaptchaEvidence::Delay));
    for left in [60, 45, 30, 15] {
        assert_eq!(seconds(&visit), Some(left));
        let delay = visit.last_timer(TimerKind::DelayTick).unwrap().1;
        assert_eq!(delay, Duration::from_secs(if left > 15 { 15 } else { 14 }));
        visit.on_timer(TimerKind::DelayTick);
    }
    // Too late to give it up for sure: it is being carried out.
    let sending = visit.form().sending.unwrap();
    assert_eq!((sending.delay_left, sending.slow), (None, true));
    visit.press("Esc");
    assert_eq!((visit.notice(), given_up(&visit)), (Some(say(words::NOTICE_SENDING)), None));
    visit.end(done());
    assert!(matches!(visit.model.screen, Screen::Outcome { .. }));
}

#[test]
fn a_timer_of_another_request_says_nothing() {
    let mut visit = held();
    let (timer, _) = visit.last_timer(TimerKind::DelayTick).unwrap();
    visit.send(Message::Timer(Timer { generation: timer.generation + 1, ..timer }));
    assert_eq!(seconds(&visit), Some(60));
}

#[test]
fn escape_gives_it_up_once_that_is_known_to_have_come_in_time() {
    let mut visit = held();
    let sent = visit.submitted().unwrap().0;
    visit.press("Esc");
    assert_eq!(given_up(&visit), Some(sent));
    assert!(visit.form().sending.is_some(), "it is not said before it is so");
    visit.end(Outcome::Cancelled);
    assert_eq!((visit.form().sending, visit.form().refused.is_some()), (None, false));
    assert_eq!(visit.notice(), Some(say(words::NOTICE_GIVEN_UP)));
    assert_eq!((visit.text(FieldId::New), visit.form().focus), (NEW, Focus::Save));
    visit.take();
    visit.press("Ctrl-S");
    assert!(visit.submitted().is_some() && seconds(&visit) == Some(60));

    let mut visit = held();
    visit.press("Esc");
    visit.end(done());
    assert!(matches!(visit.model.screen, Screen::Outcome { .. }), "it was too late");
}

#[test]
fn leaving_meanwhile_says_that_nothing_is_done() {
    let mut visit = held();
    visit.press("Ctrl-C");
    assert_eq!(visit.exit().unwrap().message, Some(words::FAREWELL_HELD.into()));
}

#[test]
fn too_many_waits_bring_the_image_back() {
    let mut visit = held();
    visit.end(Outcome::TooManyDelays);
    assert_eq!(visit.form().focus, Focus::Field(FieldId::Captcha));
    assert!(matches!(visit.form().image, CaptchaImage::Pending) && visit.asked_image().is_some());
    assert_eq!(visit.form().refused.as_ref().unwrap().outcome, Outcome::TooManyDelays);
    visit.press("F6");
    assert!(visit.form().refused.is_none(), "it was said of another try");
}

#[test]
fn another_refusal_and_another_try_are_without_an_image_too() {
    let mut visit = held();
    visit.end(Outcome::NotIdentified);
    assert!(matches!(visit.form().image, CaptchaImage::Skipped { .. }) && visit.asked_image().is_none());
    let mut visit = held();
    visit.end(Outcome::Unreachable);
    visit.press("Enter");
    assert_eq!(visit.form().focus, Focus::Save);
    assert!(matches!(visit.form().image, CaptchaImage::Skipped { .. }));
}
