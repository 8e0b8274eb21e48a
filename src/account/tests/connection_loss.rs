//! Connections that drop and servers that die in the middle: the outcome tells what a bind verified.
use super::*;

const DOWN: Bind = Err(DirectoryError::Unreachable);
const WRONG: Bind = Ok(PasswordCheck::Wrong);
const LOCKED: Bind = Ok(PasswordCheck::Locked);
const OPENS: Bind = Ok(ACCEPTED);
const EXPIRED: Bind = Ok(PasswordCheck::CorrectButUnusable);

fn panicking() -> ScriptedDirectory {
    ScriptedDirectory { write: Act::Panic, ..directory() }
}

/// The passwords tried by a bind, in order, after the write.
fn tried(calls: &[Call]) -> Vec<&str> {
    let write = calls.iter().position(|call| matches!(call, Call::Change(..) | Call::Reset(_)));
    let password = |call| match call {
        &Call::Bind(ENTRY, ref password) => password.as_str(),
        other => panic!("{other:?}"),
    };
    calls[write.unwrap() + 1..].iter().map(password).collect()
}

#[rstest]
#[case::new_opens(&[OPENS], done_after_loss(), &[NEW])]
#[case::new_is_right(&[EXPIRED], done_after_loss(), &[NEW])]
#[case::old_opens(&[WRONG, OPENS], Outcome::ConnectionLostUnchanged, &[NEW, CURRENT])]
#[case::old_is_right(&[WRONG, EXPIRED], Outcome::ConnectionLostUnchanged, &[NEW, CURRENT])]
#[case::neither(&[WRONG, WRONG], Outcome::ConnectionLostUnknown, &[NEW, CURRENT])]
#[case::old_locked(&[WRONG, LOCKED], Outcome::ConnectionLostUnknown, &[NEW, CURRENT])]
#[case::locked(&[LOCKED], Outcome::ConnectionLostUnknown, &[NEW])]
#[case::back_at_the_second_try(&[DOWN, OPENS], done_after_loss(), &[NEW, NEW])]
#[case::back_at_the_third_try(&[DOWN, DOWN, WRONG, DOWN, DOWN, OPENS], Outcome::ConnectionLostUnchanged, &[NEW, NEW, NEW, CURRENT, CURRENT, CURRENT])]
#[case::down(&[DOWN, DOWN, DOWN], Outcome::ConnectionLostUnknown, &[NEW, NEW, NEW])]
#[case::down_for_the_old(&[WRONG, DOWN, DOWN, DOWN], Outcome::ConnectionLostUnknown, &[NEW, CURRENT, CURRENT, CURRENT])]
#[tokio::test(start_paused = true)]
async fn binds_decide_a_lost_change(#[case] binds: &[Bind], #[case] end: Outcome, #[case] tries: &[&str]) {
    let binds = std::iter::once(OPENS).chain(binds.iter().cloned());
    let (outcome, calls) = run(directory().binds(binds).disconnects(), change()).await;
    assert_eq!((outcome, tried(&calls)), (end, tries.to_vec()));
}

#[rstest]
#[case::new_opens(&[OPENS], done_after_loss())]
#[case::new_is_right(&[EXPIRED], done_after_loss())]
#[case::new_refused(&[WRONG], Outcome::ConnectionLostUnchanged)]
#[case::locked(&[LOCKED], Outcome::ConnectionLostUnknown)]
#[case::back(&[DOWN, DOWN, OPENS], done_after_loss())]
#[case::down(&[DOWN, DOWN, DOWN], Outcome::ConnectionLostUnknown)]
#[tokio::test(start_paused = true)]
async fn new_password_decides_a_lost_reset(#[case] binds: &[Bind], #[case] end: Outcome) {
    let (outcome, calls) = run(directory().binds(binds.to_vec()).disconnects(), reset()).await;
    assert_eq!((outcome, tried(&calls)), (end, vec![NEW; binds.len()]));
}

/// The server that wrote the new password died; the next one does not know it yet.
#[rstest]
#[case(change(), &[OPENS, WRONG, OPENS])]
#[case(reset(), &[WRONG])]
#[tokio::test(start_paused = true)]
async fn late_replica_denies_no_change(#[case] request: Request, #[case] binds: &[Bind]) {
    let directory = ScriptedDirectory { writer_is_gone: true, ..directory() };
    let (outcome, calls) = run(directory.binds(binds.to_vec()).disconnects(), request).await;
    assert_eq!(outcome, Outcome::ConnectionLostUnknown);
    assert_eq!(calls.last(), Some(&Call::BindAtWriter(NEW.to_owned())));
}

/// A server that went silent may be finishing the write: asked at once, it would tell what is no longer true. After a
/// time-out the request may also be queued behind others.
#[tokio::test(start_paused = true)]
async fn loss_costs_its_pauses_only() {
    use DirectoryError::{Interrupted, Timeout};
    use Outcome::{ConnectionLostUnchanged, ConnectionLostUnknown};
    for (error, request, binds, expected, seconds) in [
        (Interrupted, reset(), vec![OPENS], done_after_loss(), 1),
        (Timeout, reset(), vec![OPENS], done_after_loss(), 5),
        (Interrupted, change(), vec![OPENS, WRONG, OPENS], ConnectionLostUnchanged, 1),
        (Interrupted, change(), vec![OPENS, WRONG, DOWN, DOWN, DOWN], ConnectionLostUnknown, 10),
    ] {
        let started = Instant::now();
        let directory = directory().binds(binds).write_fails(WriteError::Unknown(error, WRITER));
        assert_eq!(run(directory, request).await.0, expected);
        // The clock is held: only the rounding of its ticks is left.
        let late = started.elapsed().abs_diff(Duration::from_secs(seconds));
        assert!(late < Duration::from_millis(100), "{:?}", started.elapsed());
    }
}

/// A write that panics is a lost one; a verification that panics is tried again.
#[rstest]
#[case::down_once(reset(), directory().binds([DOWN, OPENS]), done())]
#[case::wrong_later(reset(), directory().binds([DOWN, DOWN, WRONG]), Outcome::NotVerified)]
#[case::down(reset(), directory().binds([DOWN, DOWN, DOWN]), Outcome::ConnectionLostUnknown)]
#[case::panic_in_verification(reset(), directory().bind_acts([Act::Panic, Act::Answer(OPENS)]), done())]
#[case::panic_in_change(change(), panicking().binds([OPENS, OPENS]), done_after_loss())]
#[case::panic_in_undone_change(change(), panicking().binds([OPENS, WRONG, OPENS]), Outcome::ConnectionLostUnchanged)]
#[case::panic_in_reset(reset(), panicking().binds([OPENS]), done_after_loss())]
#[tokio::test(start_paused = true)]
async fn write_is_verified_later(#[case] sent: Request, #[case] on: ScriptedDirectory, #[case] end: Outcome) {
    assert_eq!(run(on, sent).await.0, end);
}

#[tokio::test(start_paused = true)]
async fn panic_before_write_changes_nothing() {
    assert_eq!(run_counting(directory().bind_acts([Act::Panic]), change()).await, (Outcome::Internal, 2));
}

#[tokio::test(start_paused = true)]
async fn request_completes_without_its_session() {
    let gate = Arc::new(Notify::new());
    let directory = Arc::new(ScriptedDirectory { gate: Some(Arc::clone(&gate)), ..directory().accepting() });
    let services = services(&directory);
    let peer = services.open_session("tty1");
    let session = tokio::time::timeout(Duration::from_secs(60), submit(&services, change(), &peer));
    assert!(session.await.is_err(), "the write waits, and the session ends");
    assert_eq!(directory.calls().len(), 3);
    gate.notify_one();
    // The clock moves only when every task is waiting.
    tokio::time::sleep(Duration::from_secs(60)).await;
    assert_eq!(directory.calls().last(), Some(&bind(ENTRY, NEW)));
    assert_eq!(directory.calls().len(), 4);
}
