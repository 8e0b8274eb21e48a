//! The use cases over a scripted directory: every path, and what is asked of the directory on each.

mod audit;
mod breach;
mod captcha;
mod change;
mod cut;
mod deadline;
mod faults;
mod reset;
mod wait;
mod words;

use std::sync::Arc;
use std::time::Duration;

use super::testing::{Call, ScriptedDirectory, services};
use super::{Done, Outcome, Request};

const DONE: Outcome = Outcome::Done(Done {
    after_connection_loss: false,
    head_office: false,
    effective_within: Duration::from_secs(1800),
});
const DONE_AFTER_CUT: Outcome = Outcome::Done(Done {
    after_connection_loss: true,
    head_office: false,
    effective_within: Duration::from_secs(1800),
});

/// How `request` ends over `directory`, and what the directory was asked.
async fn run(directory: ScriptedDirectory, request: Request) -> (Outcome, Vec<Call>) {
    let directory = Arc::new(directory);
    let services = services(&directory);
    let response = services.submit(request, &services.open_session("tty1")).await;
    (response.outcome, directory.calls())
}

/// Every outcome once a code, and the variants of the sentences.
fn every_outcome() -> Vec<Outcome> {
    use crate::directory::RefusalReason as Reason;
    use crate::password::Rule;
    let done = Done {
        after_connection_loss: false,
        head_office: false,
        effective_within: Duration::from_secs(1800),
    };
    let refusals = [
        Reason::WrongCurrent,
        Reason::TooShort,
        Reason::TooLong,
        Reason::Quality,
        Reason::InHistory,
        Reason::Unchanged,
        Reason::TooYoung,
        Reason::Forbidden,
        Reason::Locked,
        Reason::Rights,
        Reason::Confidentiality,
        Reason::Unexplained,
    ];
    let mut all: Vec<Outcome> = refusals.into_iter().map(Outcome::RefusedByDirectory).collect();
    all.extend([
        Outcome::Done(done),
        Outcome::Done(Done { after_connection_loss: true, ..done }),
        Outcome::WrongCaptcha,
        Outcome::ExpiredCaptcha,
        Outcome::TooManyDelays,
        Outcome::Cancelled,
        Outcome::NotIdentified,
        Outcome::AgainstPolicy(vec![Rule::MinLength(12), Rule::MinPercent(40)]),
        Outcome::LockedByAdministrator,
        Outcome::ConnectionLostUnchanged,
        Outcome::ConnectionLostUnknown,
        Outcome::NotVerified,
        Outcome::Unreachable,
        Outcome::TooSlow,
        Outcome::Untrusted,
        Outcome::ServiceRefused,
        Outcome::ResetUnavailable,
        Outcome::BreachListUnavailable,
        Outcome::DirectoryFault,
        Outcome::Internal,
    ]);
    all
}
