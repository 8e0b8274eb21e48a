//! The limits of a session.

use super::TimerKind::{Absolute, Idle};
use super::*;
use crate::app::keymap;

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
    assert_eq!((session.delay(Idle), session.delay(Absolute)), (270, 600));
}

#[test]
fn idle_session_warns_and_ends() {
    let mut session = ModelHarness::complete();
    session.at(270).on_timer(Idle);
    let warning = session.model.warning().unwrap();
    assert_eq!((warning.limit(), warning.left().as_secs()), (Limit::Idle, 30));
    assert_eq!(said(&warning.short()), "! 30 s : une touche");
    assert!(session.notice().unwrap().contains("30 secondes. Appuyez sur une touche"));
    assert!(session.model.rings());
    session.at(285).on_timer(Idle);
    assert!(session.notice().unwrap().contains("15 secondes"));
    assert!(!session.model.rings(), "one bell for one warning");
    session.at(300).on_timer(Idle);
    let exit = Exit { code: ExitCode::Failure, message: Some(words::EXIT_IDLE.into()) };
    assert_eq!(session.exit(), Some(&exit));
    assert!(session.is_menu(), "wiped");
}

#[test]
fn key_restarts_idle_time() {
    let mut session = ModelHarness::change();
    session.at(60).press("a").at(270).on_timer(Idle);
    assert_eq!((session.notice(), session.delay(Idle)), (None, 60));
    session.at(330).on_timer(Idle);
    assert!(session.notice().is_some());
    session.at(340).press("b");
    assert_eq!((session.notice(), session.text(Login)), (None, "ab"));
    session.at(345).on_timer(Idle);
    assert_eq!((session.exit(), session.delay(Idle)), (None, 265));
}

#[test]
fn lost_input_is_no_activity() {
    let mut session = ModelHarness::change();
    session.at(100).send(Message::InputLost(Loss::NotUtf8)).at(300).on_timer(Idle);
    assert!(session.exit().is_some());
}

#[test]
fn old_idle_timer_is_ignored() {
    let mut session = ModelHarness::change();
    let (old, _) = session.last_timer(Idle);
    session.at(270).on_timer(Idle).at(1000).send(Message::Timer(old));
    assert!(session.exit().is_none());
}

#[test]
fn long_session_warns_and_ends() {
    let mut session = ModelHarness::change();
    for (at, left) in [(600, "5 min"), (840, "1 min"), (885, "15 secondes")] {
        session.at(at).press("a").on_timer(Absolute);
        let notice = session.notice().unwrap();
        assert!(notice.contains(left) && notice.contains("F7") && session.model.rings(), "{notice}");
        assert!(keymap::hints(&session.model).iter().any(|hint| hint.text == words::DO_EXTEND));
    }
    session.at(900).press("b").on_timer(Absolute);
    assert_eq!(session.exit().unwrap().message, Some(words::EXIT_ABSOLUTE.into()));
}

#[rstest]
fn warned_session_is_extended_four_times(#[values("F7", "Ctrl-T")] key: &str) {
    let mut session = ModelHarness::change();
    session.press(key);
    assert_eq!(
        session.notice().unwrap(),
        "Il reste 15 min à cette visite. Vous pourrez la prolonger vers la fin."
    );
    for extension in 1..=MAX_EXTENSIONS {
        let end = 900 * extension as u64;
        session.at(end - 300).on_timer(Absolute).press(key);
        assert!(session.notice().unwrap().starts_with("La visite est prolongée : il reste 20 min."));
        assert_eq!(session.delay(Absolute), 900, "warned again at five minutes");
    }
    session.at(4200).on_timer(Absolute);
    assert!(session.notice().unwrap().ends_with("sans prolongation : enregistrez."));
    session.press(key);
    assert_eq!(session.notice().unwrap(), "Il reste 5 min à cette visite. Elle ne peut plus être prolongée.");
    session.at(4500).press("a").on_timer(Absolute);
    assert!(session.exit().is_some());
}

#[test]
fn extension_keeps_typed_text() {
    let mut session = ModelHarness::complete();
    session.at(600).on_timer(Absolute).press("F7").at(900).press("F9").on_timer(Absolute);
    assert_eq!((session.exit(), session.text(Current)), (None, CURRENT));
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
    session.now = Duration::from_millis(299_999);
    session.on_timer(Idle);
    assert_eq!((session.exit(), session.notice()), (None, None));
    assert!(session.last_timer(Idle).1 >= Duration::from_millis(10));
}
