//! Lines that drop and servers that die in the middle: what is said is what a bind proved.

use std::sync::Arc;
use std::time::Duration;

use rstest::rstest;
use tokio::sync::Notify;
use tokio::time::Instant;

use crate::account::testing::{
    ACCEPTED, Act, CURRENT, Call, ENTRY, NEW, ScriptedDirectory, WRITER, change, reset, services,
};
use crate::account::{Outcome, Request};
use crate::directory::{DirectoryError, PasswordCheck, WriteError};

use super::{DONE, DONE_AFTER_CUT, run};

const DOWN: Result<PasswordCheck, DirectoryError> = Err(DirectoryError::Unreachable);
const WRONG: Result<PasswordCheck, DirectoryError> = Ok(PasswordCheck::Wrong);
const LOCKED: Result<PasswordCheck, DirectoryError> = Ok(PasswordCheck::Locked);
const OPENS: Result<PasswordCheck, DirectoryError> = Ok(ACCEPTED);
const EXPIRED: Result<PasswordCheck, DirectoryError> = Ok(PasswordCheck::CorrectButUnusable);

fn cut() -> Result<(), WriteError> {
    Err(WriteError::Unknown(DirectoryError::Interrupted, WRITER))
}

/// The passwords tried by a bind, in order, after the write.
fn tried(calls: &[Call]) -> Vec<&str> {
    let write = calls.iter().position(|call| matches!(call, Call::Change { .. } | Call::Reset { .. }));
    let after = &calls[write.unwrap() + 1..];
    after
        .iter()
        .map(|call| match call {
            Call::Bind(entry, password) if *entry == ENTRY => password.as_str(),
            other => panic!("{other:?}"),
        })
        .collect()
}

#[rstest]
#[case::new_opens(&[OPENS], DONE_AFTER_CUT, &[NEW])]
#[case::new_is_right(&[EXPIRED], DONE_AFTER_CUT, &[NEW])]
#[case::old_opens(&[WRONG, OPENS], Outcome::ConnectionLostUnchanged, &[NEW, CURRENT])]
#[case::old_is_right(&[WRONG, EXPIRED], Outcome::ConnectionLostUnchanged, &[NEW, CURRENT])]
#[case::neither(&[WRONG, WRONG], Outcome::ConnectionLostUnknown, &[NEW, CURRENT])]
#[case::old_locked(&[WRONG, LOCKED], Outcome::ConnectionLostUnknown, &[NEW, CURRENT])]
#[case::locked(&[LOCKED], Outcome::ConnectionLostUnknown, &[NEW])]
#[case::back_at_the_second_try(&[DOWN, OPENS], DONE_AFTER_CUT, &[NEW, NEW])]
#[case::back_at_the_third_try(&[DOWN, DOWN, WRONG, DOWN, DOWN, OPENS], Outcome::ConnectionLostUnchanged,
    &[NEW, NEW, NEW, CURRENT, CURRENT, CURRENT])]
#[case::down(&[DOWN, DOWN, DOWN], Outcome::ConnectionLostUnknown, &[NEW, NEW, NEW])]
#[case::down_for_the_old(&[WRONG, DOWN, DOWN, DOWN], Outcome::ConnectionLostUnknown, &[NEW, CURRENT, CURRENT, CURRENT])]
#[tokio::test(start_paused = true)]
async fn after_a_cut_change_binds_decide(
    #[case] binds: &[Result<PasswordCheck, DirectoryError>],
    #[case] expected: Outcome,
    #[case] passwords: &[&str],
) {
    let binds = std::iter::once(OPENS).chain(binds.iter().cloned());
    let (outcome, calls) = run(ScriptedDirectory::default().binds(binds).write(cut()), change()).await;
    assert_eq!(outcome, expected);
    assert_eq!(tried(&calls), passwords);
}

/// The server that was asked has the new password, and died with it; the next one does not know it yet.
#[rstest]
#[case(change(), &[OPENS, WRONG, OPENS])]
#[case(reset(), &[WRONG])]
#[tokio::test(start_paused = true)]
async fn a_replica_that_is_late_does_not_say_that_nothing_is_changed(
    #[case] request: Request,
    #[case] binds: &[Result<PasswordCheck, DirectoryError>],
) {
    let directory = ScriptedDirectory { writer_is_gone: true, ..ScriptedDirectory::default() };
    let (outcome, calls) = run(directory.binds(binds.to_vec()).write(cut()), request).await;
    assert_eq!(outcome, Outcome::ConnectionLostUnknown);
    assert_eq!(calls.last(), Some(&Call::BindAtWriter(NEW.to_owned())));
}

#[rstest]
#[case(DirectoryError::Interrupted, Duration::from_secs(1))]
// The request may be waiting behind others.
#[case(DirectoryError::Timeout, Duration::from_secs(5))]
#[tokio::test(start_paused = true)]
async fn a_silent_server_has_longer_than_one_that_cut(
    #[case] cut: DirectoryError,
    #[case] expected: Duration,
) {
    let started = Instant::now();
    let directory = ScriptedDirectory::default().binds([OPENS]).write(Err(WriteError::Unknown(cut, WRITER)));
    assert_eq!(run(directory, reset()).await.0, DONE_AFTER_CUT);
    assert!(started.elapsed().abs_diff(expected) < Duration::from_millis(100), "{:?}", started.elapsed());
}

#[rstest]
#[case::new_opens(&[OPENS], DONE_AFTER_CUT)]
#[case::new_is_right(&[EXPIRED], DONE_AFTER_CUT)]
#[case::new_refused(&[WRONG], Outcome::ConnectionLostUnchanged)]
#[case::locked(&[LOCKED], Outcome::ConnectionLostUnknown)]
#[case::back(&[DOWN, DOWN, OPENS], DONE_AFTER_CUT)]
#[case::down(&[DOWN, DOWN, DOWN], Outcome::ConnectionLostUnknown)]
#[tokio::test(start_paused = true)]
async fn after_a_cut_reset_the_new_password_decides(
    #[case] binds: &[Result<PasswordCheck, DirectoryError>],
    #[case] expected: Outcome,
) {
    let (outcome, calls) =
        run(ScriptedDirectory::default().binds(binds.to_vec()).write(cut()), reset()).await;
    assert_eq!(outcome, expected);
    assert_eq!(tried(&calls), vec![NEW; binds.len()]);
}

#[rstest]
#[case(&[DOWN, OPENS], DONE)]
#[case(&[DOWN, DOWN, WRONG], Outcome::NotVerified)]
#[case(&[DOWN, DOWN, DOWN], Outcome::ConnectionLostUnknown)]
#[tokio::test(start_paused = true)]
async fn a_yes_is_proved_even_when_the_server_dies_after_it(
    #[case] binds: &[Result<PasswordCheck, DirectoryError>],
    #[case] expected: Outcome,
) {
    let (outcome, _) = run(ScriptedDirectory::default().binds(binds.to_vec()), reset()).await;
    assert_eq!(outcome, expected);
}

#[rstest]
// A server that went silent may be finishing the write: asked at once, it would say what is no longer true.
#[case::up(&[WRONG, OPENS], Duration::from_secs(1))]
#[case::down_three_times(&[WRONG, DOWN, DOWN, DOWN], Duration::from_secs(10))]
#[tokio::test(start_paused = true)]
async fn it_takes_the_time_that_it_needs_and_no_more(
    #[case] binds: &[Result<PasswordCheck, DirectoryError>],
    #[case] expected: Duration,
) {
    let started = Instant::now();
    let binds = std::iter::once(OPENS).chain(binds.iter().cloned());
    run(ScriptedDirectory::default().binds(binds).write(cut()), change()).await;
    // The clock is held: what is left is the rounding of its ticks.
    assert!(started.elapsed().abs_diff(expected) < Duration::from_millis(100), "{:?}", started.elapsed());
}

#[rstest]
#[case(change(), &[OPENS, OPENS], DONE_AFTER_CUT)]
#[case(change(), &[OPENS, WRONG, OPENS], Outcome::ConnectionLostUnchanged)]
#[case(reset(), &[OPENS], DONE_AFTER_CUT)]
#[tokio::test(start_paused = true)]
async fn a_panic_within_the_write_is_a_cut(
    #[case] request: Request,
    #[case] binds: &[Result<PasswordCheck, DirectoryError>],
    #[case] expected: Outcome,
) {
    let directory =
        ScriptedDirectory { write: Act::Panic, ..ScriptedDirectory::default() }.binds(binds.to_vec());
    assert_eq!(run(directory, request).await.0, expected);
}

#[tokio::test(start_paused = true)]
async fn a_panic_within_the_proof_is_asked_again() {
    let directory = ScriptedDirectory::default();
    *directory.binds.lock().unwrap() = [Act::Panic, Act::Say(OPENS)].into();
    assert_eq!(run(directory, reset()).await.0, DONE);
}

#[tokio::test(start_paused = true)]
async fn a_panic_before_the_write_changes_nothing() {
    let directory = ScriptedDirectory::default();
    *directory.binds.lock().unwrap() = [Act::Panic].into();
    let (outcome, calls) = run(directory, change()).await;
    assert_eq!((outcome, calls.len()), (Outcome::Internal, 2));
}

#[tokio::test(start_paused = true)]
async fn a_request_goes_to_its_end_when_its_session_is_gone() {
    let gate = Arc::new(Notify::new());
    let directory = Arc::new(
        ScriptedDirectory { gate: Some(Arc::clone(&gate)), ..ScriptedDirectory::default() }
            .binds([OPENS, OPENS]),
    );
    let services = services(&directory);
    let peer = services.open_session("tty1");
    let session = tokio::time::timeout(Duration::from_secs(60), services.submit(change(), &peer));
    assert!(session.await.is_err(), "the write waits, and the session goes");
    assert_eq!(directory.calls().len(), 3);
    gate.notify_one();
    // The clock moves only when every task is waiting.
    tokio::time::sleep(Duration::from_secs(60)).await;
    assert_eq!(directory.calls().last(), Some(&Call::Bind(ENTRY, NEW.to_owned())));
    assert_eq!(directory.calls().len(), 4);
}
