//! The use cases over a scripted directory: every path, and the exchanges with the directory on each.

mod audit;
mod breach;
mod captcha;
mod change;
mod connection_loss;
mod delay;
mod explorer;
mod faults;
mod refusal_time;
mod reminder;
mod reset;
mod waiting;
mod wording;

use super::testing::*;
use super::{Caller, CaptchaAnswer, Done, Outcome, Peer, Request, Response, Services, Target};
use crate::directory::{
    Closed, DirectoryError, IdentityProof, LookupResult, NoReset, PasswordCheck, Person, Refusal,
    RefusalReason, ServerAnswer, StampReading, TlsError, TriesLeft, Validity, WriteAnswer,
};
use crate::password::Rule;
use std::sync::Arc;
use std::time::Duration;
use tokio::sync::Notify;
use tokio::time::Instant;

fn done_with(after_connection_loss: bool, must_change: bool, effective_within: Duration) -> Outcome {
    let targets = vec![Target { name: "directory", after_connection_loss }];
    Outcome::Done(Done { targets, must_change, effective_within })
}

const MUST_CHANGE: PasswordCheck =
    PasswordCheck::Accepted(Validity { must_change: true, expires_in: None, grace_left: None });

/// Done, but to be changed again.
fn done_to_be_changed() -> Outcome {
    done_with(false, true, Duration::from_secs(1800))
}

fn done() -> Outcome {
    done_with(false, false, Duration::from_secs(1800))
}

fn done_after_loss() -> Outcome {
    done_with(true, false, Duration::from_secs(1800))
}

async fn run(directory: ScriptedDirectory, request: Request) -> (Outcome, Vec<Call>) {
    let directory = Arc::new(directory);
    let services = services(&directory);
    (submit(&services, request, &services.open_session("tty1")).await.outcome, directory.calls())
}

async fn run_counting(directory: ScriptedDirectory, request: Request) -> (Outcome, usize) {
    let (outcome, calls) = run(directory, request).await;
    (outcome, calls.len())
}

fn start(directory: ScriptedDirectory) -> (Arc<ScriptedDirectory>, Arc<Services>, Peer) {
    let directory = Arc::new(directory);
    let services = services_with(&directory, |_| {});
    let me = services.open_session("tty1");
    (directory, services, me)
}

fn not_known_yet() -> Outcome {
    Outcome::NotKnownYet { settled_after: Duration::from_secs(30 * 60) }
}

/// The entry that is asked for a proof.
fn asked(located: &LookupResult) -> &'static str {
    if matches!(located, LookupResult::One(_)) { ENTRY } else { DECOY }
}

fn locate() -> Call {
    Call::Locate("jdupont".to_owned())
}

fn bind(entry: &'static str, password: &str) -> Call {
    Call::Bind(entry, password.to_owned())
}
