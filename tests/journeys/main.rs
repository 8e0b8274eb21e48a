//! Whole sessions through the real event loop, over the embedded directory: one file a subject.
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic, clippy::indexing_slicing, reason = "tests")]

#[path = "../support/sessions/mod.rs"]
mod sessions;

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
use std::time::{Duration, Instant};

use futures::{future::join_all, stream, stream::StreamExt};
use jiff::SignedDuration;
use mamamia::app::Exit;
use mamamia::config::{AuditSection, CaptchaMode, Config, DirectoryKind};
use mamamia::demo::{Fault, GARBAGE, Malformed, Moment, Operation, OperationCounts, Unavailability};
use mamamia::i18n::Language;
use mamamia::session::SessionEnd;
use mamamia::terminal::{Charset, Signal};
use regex::Regex;
use rstest::rstest;
use sessions::*;

const AT_ONCE: usize = 8;

/// Runs the cases of a table side by side, as a session mostly waits; names the ones that fail.
async fn together<C: Debug, T>(cases: impl IntoIterator<Item = C>, run: impl Fn(C) -> T)
where
    T: Future<Output = ()> + Send + 'static,
{
    let running = cases.into_iter().map(|case| {
        let (name, running) = (format!("{case:?}"), run(case));
        async { tokio::spawn(running).await.is_err().then_some(name) }
    });
    let ended: Vec<Option<String>> = stream::iter(running).buffer_unordered(AT_ONCE).collect().await;
    let failed: Vec<String> = ended.into_iter().flatten().collect();
    assert!(failed.is_empty(), "{failed:#?}");
}

fn assert_nothing_asked(embedded: &EmbeddedApp) {
    assert_eq!(embedded.directory.operations(), OperationCounts::default());
}
