//! « Not identified » takes the same time, whatever was wrong and however long the directory took.

use std::time::Duration;

use rstest::rstest;
use tokio::time::Instant;

use crate::account::testing::{ACCEPTED, REFUSAL_TIME, ScriptedDirectory, change, change_to, person, reset};
use crate::account::{Outcome, Request};
use crate::directory::{LookupResult, PasswordCheck};

use super::run;

async fn time_of(directory: ScriptedDirectory, request: Request) -> Duration {
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
async fn every_refusal_comes_at_the_same_multiple(#[case] exchange: u64, #[case] multiple: u32) {
    let slow =
        || ScriptedDirectory { delay: Duration::from_millis(exchange), ..ScriptedDirectory::default() };
    let refused = || ScriptedDirectory { identity: Ok(false), ..slow() };
    let mut times = Vec::new();
    for located in [LookupResult::One(person()), LookupResult::None, LookupResult::Several] {
        times
            .push(time_of(slow().located(located.clone()).binds([Ok(PasswordCheck::Wrong)]), change()).await);
        times.push(time_of(refused().located(located), reset()).await);
    }
    times.push(time_of(slow().binds([Ok(PasswordCheck::Locked)]), change()).await);
    times.push(time_of(slow().located(LookupResult::None).binds([Ok(ACCEPTED)]), change()).await);
    for time in times {
        // The clock of the runtime ticks in milliseconds.
        assert!(time.abs_diff(REFUSAL_TIME * multiple) <= Duration::from_millis(1), "{time:?}");
    }
}

#[tokio::test(start_paused = true)]
async fn what_is_no_secret_is_said_at_once() {
    let started = Instant::now();
    let (outcome, _) = run(ScriptedDirectory::default(), change_to("x", "court", None)).await;
    assert!(matches!(outcome, Outcome::AgainstPolicy(_)));
    assert!(started.elapsed() < Duration::from_millis(100), "{:?}", started.elapsed());
}
