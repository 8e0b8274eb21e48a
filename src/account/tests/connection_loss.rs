//! Answers that are late or lost, and servers that die in the middle: the outcome says no more than what was proved.
use super::*;

const DOWN: Bind = Err(DirectoryError::Unreachable);
const LOST: Bind = Err(DirectoryError::Interrupted);
const WRONG: Bind = Ok(PasswordCheck::Wrong);
const LOCKED: Bind = Ok(PasswordCheck::Locked);
const OPENS: Bind = Ok(ACCEPTED);
const EXPIRED: Bind = Ok(PasswordCheck::CorrectButUnusable);
const ABSENT: StampReading = StampReading::Absent;
const UNREADABLE: StampReading = StampReading::Unreadable;

fn panicking() -> ScriptedDirectory {
    ScriptedDirectory { write: Act::Panic, ..directory() }
}

fn seconds(seconds: u64) -> Duration {
    Duration::from_secs(seconds)
}

/// The binds after the write: one for each try of the new password.
fn tries(calls: &[Call]) -> usize {
    let write = calls.iter().position(|call| matches!(call, Call::Change(..) | Call::Reset(_))).unwrap();
    let binds = calls[write + 1..].iter().filter(|call| matches!(call, Call::Bind(..)));
    binds.inspect(|call| assert_eq!(**call, bind(ENTRY, NEW))).count()
}

/// The outcome, the number of binds after the write, and the seconds that it took.
async fn run_timed(directory: ScriptedDirectory, request: Request) -> (Outcome, usize, u64) {
    let started = Instant::now();
    let (outcome, calls) = run(directory, request).await;
    (outcome, tries(&calls), started.elapsed().as_secs())
}

/// A cut reset is proved by a bind, and the bind waits for the stamp.
#[rstest]
#[case::stamp_moved(&[MOVED], &[OPENS], done_after_loss(), 1, 0)]
#[case::right_but_unusable(&[MOVED], &[EXPIRED], done_with(true, true, Duration::from_secs(1800)), 1, 0)]
#[case::moved_later(&[BEFORE, UNREADABLE, MOVED], &[OPENS], done_after_loss(), 1, 6)]
#[case::moved_by_another(&[MOVED], &[WRONG], not_known_yet(), 1, 0)]
#[case::locked(&[MOVED], &[LOCKED], not_known_yet(), 1, 0)]
#[case::never_moved(&[BEFORE], &[], not_known_yet(), 0, 60)]
#[case::late_replica(&[ABSENT], &[], not_known_yet(), 0, 60)]
#[case::down_for_good(&[UNREADABLE], &[], not_known_yet(), 0, 60)]
#[case::unreached_at_first(&[MOVED], &[DOWN, OPENS], done_after_loss(), 2, 3)]
#[case::bind_lost(&[MOVED], &[LOST], not_known_yet(), 1, 60)]
#[tokio::test(start_paused = true)]
async fn stamp_precedes_the_bind(
    #[case] stamps: &[StampReading],
    #[case] binds: &[Bind],
    #[case] end: Outcome,
    #[case] tries: usize,
    #[case] time: u64,
) {
    let script = || directory().stamps(stamps.to_vec()).disconnects();
    let reset = run_timed(script().binds(binds.to_vec()), reset()).await;
    assert_eq!(reset, (end.clone(), tries, time));
    let binds = std::iter::once(OPENS).chain(binds.iter().cloned());
    assert_eq!(run_timed(script().binds(binds), change()).await, (end, tries, time));
}

/// The answer of a slow server decides; an equal stamp says nothing meanwhile.
#[rstest]
#[case::accepted(WriteAnswer::Accepted, &[OPENS], done(), 1)]
#[case::refused(refusal(), &[], Outcome::RefusedByDirectory(RefusalReason::TooYoung), 0)]
#[case::never_sent(WriteAnswer::NothingWritten(DirectoryError::Interrupted), &[], Outcome::ConnectionLostUnchanged, 0)]
#[tokio::test(start_paused = true)]
async fn late_answer_decides(
    #[case] answer: WriteAnswer,
    #[case] binds: &[Bind],
    #[case] end: Outcome,
    #[case] tries: usize,
) {
    for delay in [4, 25, 59] {
        let slow = directory().write_after(seconds(delay), answer.clone()).binds(binds.to_vec());
        assert_eq!(run_timed(slow, reset()).await, (end.clone(), tries, delay));
    }
}

fn refusal() -> WriteAnswer {
    let answer = ServerAnswer::default();
    WriteAnswer::Refused(Refusal { reason: RefusalReason::TooYoung, answer })
}

/// No bind is sent while a write is held: each would be a failure in the queue of the server.
#[rstest]
#[case::held(directory().silent(), 60)]
#[case::answered_too_late(directory().write_after(seconds(70), WriteAnswer::Accepted), 60)]
#[case::cut_while_held(directory().write_after(seconds(20), WriteAnswer::Lost(DirectoryError::Interrupted)), 60)]
#[case::panicked(panicking(), 0)]
#[tokio::test(start_paused = true)]
async fn held_write_is_not_known_yet(#[case] script: ScriptedDirectory, #[case] time: u64) {
    assert_eq!(run_timed(script, reset()).await, (not_known_yet(), 0, time));
}

/// Without a stamp nothing more can be learnt of a cut write, but where nothing counts a wrong bind.
#[rstest]
#[case::tries_unknown(TriesLeft::Unknown, &[], not_known_yet())]
#[case::none_recorded_yet(TriesLeft::NoneRecorded, &[], not_known_yet())]
#[case::nothing_counts(TriesLeft::Unlimited, &[OPENS], done_after_loss())]
#[case::nothing_counts_and_wrong(TriesLeft::Unlimited, &[WRONG], not_known_yet())]
#[tokio::test(start_paused = true)]
async fn cut_write_without_stamp_ends_soon(
    #[case] tries_left: TriesLeft,
    #[case] binds: &[Bind],
    #[case] end: Outcome,
) {
    let blind = LookupResult::One(Person { stamp: UNREADABLE, ..person() });
    let directory = directory().located(blind).stamps([UNREADABLE]).binds(binds.to_vec()).disconnects();
    let directory = ScriptedDirectory { tries_left, ..directory };
    assert_eq!(run_timed(directory, reset()).await, (end, binds.len(), 3));
}

#[tokio::test(start_paused = true)]
async fn moved_stamp_spends_no_last_try() {
    let directory = ScriptedDirectory { tries_left: TriesLeft::Known(1), ..directory() };
    let directory = directory.stamps([MOVED]).disconnects();
    assert_eq!(run_timed(directory, reset()).await, (not_known_yet(), 0, 60));
}

/// The server accepted the write; then it dies, or answers no bind.
#[rstest]
#[case::down_once(&[BEFORE], &[DOWN, OPENS], done(), 3)]
#[case::down(&[UNREADABLE], &[DOWN; 20], Outcome::AcceptedUnverified, 60)]
#[case::bind_lost(&[BEFORE], &[LOST], Outcome::AcceptedUnverified, 60)]
#[case::bind_lost_and_moved(&[BEFORE, MOVED], &[LOST, OPENS], done(), 6)]
#[case::two_binds_lost(&[MOVED], &[LOST, LOST], Outcome::AcceptedUnverified, 60)]
#[tokio::test(start_paused = true)]
async fn accepted_write_is_verified_later(
    #[case] stamps: &[StampReading],
    #[case] binds: &[Bind],
    #[case] end: Outcome,
    #[case] time: u64,
) {
    let directory = directory().stamps(stamps.to_vec()).binds(binds.to_vec());
    assert_eq!(run_timed(directory, reset()).await, (end, binds.len(), time));
}

#[tokio::test(start_paused = true)]
async fn panic_in_verification_is_a_lost_bind() {
    let directory = directory().stamps([MOVED]).bind_acts([Act::Panic, Act::Answer(OPENS)]);
    assert_eq!(run_timed(directory, reset()).await, (done(), 2, 3));
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
