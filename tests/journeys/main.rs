//! Whole sessions through the real event loop, over the embedded directory: one file a subject.
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic, clippy::indexing_slicing, reason = "tests")]

#[path = "../support/app.rs"]
mod app;
#[path = "../support/session_harness.rs"]
mod session_harness;
#[path = "../support/steps.rs"]
mod steps;

mod accounts;
mod directory_rules;
mod identity;
mod image;
mod line_mode;
mod mistakes;
mod network;
mod proposal;
mod secrets;
mod sending;
mod wait;
mod wrong_outcomes;

use std::fmt::Debug;
use std::sync::Arc;

use tokio::sync::Semaphore;

const AT_ONCE: usize = 8;

/// Runs the cases of a table side by side, as a session mostly waits; names the ones that fail.
async fn together<C: Debug, T>(cases: impl IntoIterator<Item = C>, run: impl Fn(C) -> T)
where
    T: Future<Output = ()> + Send + 'static,
{
    let permits = Arc::new(Semaphore::new(AT_ONCE));
    let begin = |case: C| {
        let (name, permits, running) = (format!("{case:?}"), Arc::clone(&permits), run(case));
        let task = tokio::spawn(async move {
            let _permit = permits.acquire().await;
            running.await;
        });
        (name, task)
    };
    let mut failed = Vec::new();
    for (case, task) in cases.into_iter().map(begin).collect::<Vec<_>>() {
        if task.await.is_err() {
            failed.push(case);
        }
    }
    assert!(failed.is_empty(), "{failed:#?}");
}
