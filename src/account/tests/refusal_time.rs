//! « Not identified » takes the same time for every cause and for every speed of the directory.
use super::*;

async fn time_of_refusal(directory: ScriptedDirectory, request: Request) -> Duration {
    let started = Instant::now();
    let (outcome, _) = run(directory, request).await;
    assert_eq!(outcome, Outcome::NotIdentified);
    started.elapsed()
}

#[rstest]
#[case::at_once(0, 1)]
#[case::quick(3, 1)]
#[case::slower(749, 1)]
#[case::past_the_first(760, 2)]
#[case::slow(4000, 6)]
#[tokio::test(start_paused = true)]
async fn refusals_take_the_same_multiple(#[case] exchange: u64, #[case] multiple: u32) {
    let slow = || ScriptedDirectory { delay: Duration::from_millis(exchange), ..directory() };
    let binds = |check| slow().binds([Ok(check)]);
    let mut times = Vec::new();
    for located in [LookupResult::One(person()), LookupResult::None, LookupResult::Several] {
        times.push(time_of_refusal(binds(PasswordCheck::Wrong).located(located.clone()), change()).await);
        times
            .push(time_of_refusal(slow().identity(Ok(IdentityProof::Wrong)).located(located), reset()).await);
    }
    times.push(time_of_refusal(binds(PasswordCheck::Locked), change()).await);
    times.push(time_of_refusal(binds(ACCEPTED).located(LookupResult::None), change()).await);
    for time in times {
        // The clock of the runtime ticks in milliseconds.
        assert!(time.abs_diff(REFUSAL_TIME * multiple) <= Duration::from_millis(1), "{time:?}");
    }
}

#[tokio::test(start_paused = true)]
async fn policy_refusal_comes_at_once() {
    let started = Instant::now();
    let (outcome, _) = run(directory(), change_to("x", "court")).await;
    assert!(matches!(outcome, Outcome::AgainstPolicy(_)));
    assert!(started.elapsed() < Duration::from_millis(100), "{:?}", started.elapsed());
}
