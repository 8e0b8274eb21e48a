//! The limits of a session.

use super::*;
use crate::app::ExitCode;

impl ModelHarness {
    fn at(&mut self, seconds: u64) -> &mut Self {
        self.now = Duration::from_secs(seconds);
        self
    }

    fn delay(&self, kind: TimerKind) -> u64 {
        self.last_timer(kind).unwrap().1.as_secs()
    }
}

#[test]
fn session_starts_both_timers() {
    let session = ModelHarness::new();
    assert_eq!((session.delay(TimerKind::Idle), session.delay(TimerKind::Absolute)), (90, 870));
}

#[test]
fn idle_session_warns_and_ends() {
    let mut session = ModelHarness::complete();
    session.at(90).on_timer(TimerKind::Idle);
    assert!(session.notice().unwrap().contains("30 secondes"));
    assert_eq!(session.delay(TimerKind::Idle), 30);
    session.at(120).on_timer(TimerKind::Idle);
    let exit = session.exit().unwrap();
    assert_eq!(exit.message, Some(words::EXIT_IDLE.into()));
    assert_eq!(exit.code, ExitCode::Failure);
    assert!(session.is_menu(), "wiped");
}

#[test]
fn key_restarts_idle_time() {
    let mut session = ModelHarness::change();
    session.at(60).press("a");
    session.at(90).on_timer(TimerKind::Idle);
    assert_eq!((session.notice(), session.delay(TimerKind::Idle)), (None, 60));
    session.at(150).on_timer(TimerKind::Idle);
    assert!(session.notice().is_some());
    session.at(160).press("b");
    assert_eq!(session.notice(), None);
    session.at(180).on_timer(TimerKind::Idle);
    assert_eq!((session.exit(), session.delay(TimerKind::Idle)), (None, 70));
}

#[test]
fn invalid_input_is_no_activity() {
    let mut session = ModelHarness::change();
    session.at(100).send(Message::InvalidInput);
    session.at(120).on_timer(TimerKind::Idle);
    assert!(session.exit().is_some());
}

#[test]
fn old_idle_timer_is_ignored() {
    let mut session = ModelHarness::change();
    let (old, _) = session.last_timer(TimerKind::Idle).unwrap();
    session.at(90).on_timer(TimerKind::Idle);
    session.at(1000).send(Message::Timer(old));
    assert!(session.exit().is_none());
}

#[test]
fn long_session_warns_and_ends() {
    let mut session = ModelHarness::change();
    session.at(870).press("a");
    session.on_timer(TimerKind::Absolute);
    assert!(session.notice().unwrap().contains("30 secondes"));
    session.at(900).press("b");
    session.on_timer(TimerKind::Absolute);
    assert_eq!(session.exit().unwrap().message, Some(words::EXIT_ABSOLUTE.into()));
}

#[test]
fn pending_request_delays_timeouts() {
    let mut session = ModelHarness::sent();
    session.at(901).on_timer(TimerKind::Idle);
    session.on_timer(TimerKind::Absolute);
    assert!(session.exit().is_none() && session.notice().is_none());
    session.at(910).end(done());
    session.at(931).on_timer(TimerKind::Idle);
    assert!(session.exit().is_none(), "there is time to read the answer");
    session.on_timer(TimerKind::Absolute);
    let words = said(session.exit().unwrap().message.as_ref().unwrap());
    assert!(words.contains("effectuée"), "the response is said, not the limit: {words}");
}

#[test]
fn short_timeout_warns_half_way() {
    let session = ModelHarness::with(|config| config.session.idle_timeout = Duration::from_secs(20));
    assert_eq!(session.delay(TimerKind::Idle), 10);
}

#[test]
fn early_timer_does_not_spin() {
    let mut session = ModelHarness::change();
    session.now = Duration::from_millis(119_999);
    session.on_timer(TimerKind::Idle);
    assert_eq!((session.exit(), session.notice()), (None, None));
    assert!(session.last_timer(TimerKind::Idle).unwrap().1 >= Duration::from_millis(10));
}
