//! The limits of a session.

use super::TimerKind::{Absolute, Idle};
use super::*;

impl ModelHarness {
    fn at(&mut self, seconds: u64) -> &mut Self {
        self.now = Duration::from_secs(seconds);
        self
    }

    fn delay(&self, kind: TimerKind) -> u64 {
        self.last_timer(kind).1.as_secs()
    }
}

#[test]
fn session_starts_both_timers() {
    let session = ModelHarness::new();
    assert_eq!((session.delay(Idle), session.delay(Absolute)), (90, 870));
}

#[test]
fn idle_session_warns_and_ends() {
    let mut session = ModelHarness::complete();
    session.at(90).on_timer(Idle);
    assert!(session.notice().unwrap().contains("30 secondes"));
    assert_eq!(session.delay(Idle), 30);
    session.at(120).on_timer(Idle);
    let exit = Exit { code: ExitCode::Failure, message: Some(words::EXIT_IDLE.into()) };
    assert_eq!(session.exit(), Some(&exit));
    assert!(session.is_menu(), "wiped");
}

#[test]
fn key_restarts_idle_time() {
    let mut session = ModelHarness::change();
    session.at(60).press("a").at(90).on_timer(Idle);
    assert_eq!((session.notice(), session.delay(Idle)), (None, 60));
    session.at(150).on_timer(Idle);
    assert!(session.notice().is_some());
    session.at(160).press("b");
    assert_eq!(session.notice(), None);
    session.at(180).on_timer(Idle);
    assert_eq!((session.exit(), session.delay(Idle)), (None, 70));
}

#[test]
fn lost_input_is_no_activity() {
    let mut session = ModelHarness::change();
    session.at(100).send(Message::InputLost(Loss::NotUtf8)).at(120).on_timer(Idle);
    assert!(session.exit().is_some());
}

#[test]
fn old_idle_timer_is_ignored() {
    let mut session = ModelHarness::change();
    let (old, _) = session.last_timer(Idle);
    session.at(90).on_timer(Idle).at(1000).send(Message::Timer(old));
    assert!(session.exit().is_none());
}

#[test]
fn long_session_warns_and_ends() {
    let mut session = ModelHarness::change();
    session.at(870).press("a").on_timer(Absolute);
    assert!(session.notice().unwrap().contains("30 secondes"));
    session.at(900).press("b").on_timer(Absolute);
    assert_eq!(session.exit().unwrap().message, Some(words::EXIT_ABSOLUTE.into()));
}

#[test]
fn pending_request_delays_timeouts() {
    let mut session = ModelHarness::sent();
    session.at(901).on_timer(Idle).on_timer(Absolute);
    assert!(session.exit().is_none() && session.notice().is_none());
    session.at(910).end(done()).at(931).on_timer(Idle);
    assert!(session.exit().is_none(), "there is time to read the answer");
    session.on_timer(Absolute);
    let words = said(session.exit().unwrap().message.as_ref().unwrap());
    assert!(words.contains("effectuée"), "the response is said, not the limit: {words}");
}

#[test]
fn short_timeout_warns_half_way() {
    let session = ModelHarness::with(|config| config.session.idle_timeout = Duration::from_secs(20));
    assert_eq!(session.delay(Idle), 10);
}

#[test]
fn early_timer_does_not_spin() {
    let mut session = ModelHarness::change();
    session.now = Duration::from_millis(119_999);
    session.on_timer(Idle);
    assert_eq!((session.exit(), session.notice()), (None, None));
    assert!(session.last_timer(Idle).1 >= Duration::from_millis(10));
}
