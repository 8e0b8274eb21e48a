//! The limits of a visit.

use super::*;
use crate::app::ExitCode;

impl Visit {
    fn at(&mut self, seconds: u64) -> &mut Self {
        self.now = Duration::from_secs(seconds);
        self
    }

    fn delay(&self, kind: TimerKind) -> u64 {
        self.last_timer(kind).unwrap().1.as_secs()
    }
}

#[test]
fn both_timers_run_from_the_start() {
    let visit = Visit::new();
    assert_eq!((visit.delay(TimerKind::Idle), visit.delay(TimerKind::Absolute)), (90, 870));
}

#[test]
fn without_a_key_the_end_is_announced_and_comes() {
    let mut visit = Visit::complete();
    visit.at(90).on_timer(TimerKind::Idle);
    assert!(visit.notice().unwrap().contains("30 secondes"));
    assert_eq!(visit.delay(TimerKind::Idle), 30);
    visit.at(120).on_timer(TimerKind::Idle);
    let exit = visit.exit().unwrap();
    assert_eq!(exit.message, Some(words::FAREWELL_IDLE.into()));
    assert_eq!(exit.code, ExitCode::Failure);
    assert!(visit.is_menu(), "wiped");
}

#[test]
fn a_key_gives_the_whole_time_again() {
    let mut visit = Visit::change();
    visit.at(60).press("a");
    visit.at(90).on_timer(TimerKind::Idle);
    assert_eq!((visit.notice(), visit.delay(TimerKind::Idle)), (None, 60));
    visit.at(150).on_timer(TimerKind::Idle);
    assert!(visit.notice().is_some());
    visit.at(160).press("b");
    assert_eq!(visit.notice(), None);
    visit.at(180).on_timer(TimerKind::Idle);
    assert_eq!((visit.exit(), visit.delay(TimerKind::Idle)), (None, 70));
}

#[test]
fn noise_on_the_line_is_no_key() {
    let mut visit = Visit::change();
    visit.at(100).send(Message::InvalidInput);
    visit.at(120).on_timer(TimerKind::Idle);
    assert!(visit.exit().is_some());
}

#[test]
fn an_old_timer_ends_nothing() {
    let mut visit = Visit::change();
    let (old, _) = visit.last_timer(TimerKind::Idle).unwrap();
    visit.at(90).on_timer(TimerKind::Idle);
    visit.at(1000).send(Message::Timer(old));
    assert!(visit.exit().is_none());
}

#[test]
fn the_longest_visit_is_announced_and_ends() {
    let mut visit = Visit::change();
    visit.at(870).press("a");
    visit.on_timer(TimerKind::Absolute);
    assert!(visit.notice().unwrap().contains("30 secondes"));
    visit.at(900).press("b");
    visit.on_timer(TimerKind::Absolute);
    assert_eq!(visit.exit().unwrap().message, Some(words::FAREWELL_ABSOLUTE.into()));
}

#[test]
fn nobody_is_thrown_out_before_the_answer() {
    let mut visit = Visit::sent();
    visit.at(901).on_timer(TimerKind::Idle);
    visit.on_timer(TimerKind::Absolute);
    assert!(visit.exit().is_none() && visit.notice().is_none());
    visit.at(910).end(done());
    visit.at(931).on_timer(TimerKind::Idle);
    assert!(visit.exit().is_none(), "there is time to read the answer");
    visit.on_timer(TimerKind::Absolute);
    let words = said(visit.exit().unwrap().message.as_ref().unwrap());
    assert!(words.contains("effectuée"), "the response is said, not the limit: {words}");
}

#[test]
fn a_short_limit_is_announced_half_way() {
    let visit = Visit::with(|config| config.session.idle_timeout = Duration::from_secs(20));
    assert_eq!(visit.delay(TimerKind::Idle), 10);
}

#[test]
fn a_timer_that_is_a_little_early_does_not_spin() {
    let mut visit = Visit::change();
    visit.now = Duration::from_millis(119_999);
    visit.on_timer(TimerKind::Idle);
    assert_eq!((visit.exit(), visit.notice()), (None, None));
    assert!(visit.last_timer(TimerKind::Idle).unwrap().1 >= Duration::from_millis(10));
}
