//! Writes a new password once, then says what was proved: only a fresh bind with the new password makes a success, and
//! only a refusal or a request that was never sent means that nothing is changed.

use std::time::Duration;

use tokio::time::Instant;

use crate::directory::{Directory, DirectoryError, OpenAccount, PasswordVerification, Person, Written};
use crate::password::SecretText;

use super::audited_outcome::{AuditedOutcome, Cause};
use super::inquiry::{Conclusion, Inquiry, guarded};
use super::outcome::{Done, Outcome, Target};
use super::reminder::Reminder;
use super::rules::ServiceRules;
use super::waiting::Waiting;

/// A write that is not known yet is carried out or dropped by then, unless the server is down for longer.
const SETTLED_AFTER: Duration = Duration::from_secs(5 * 60);

/// One password to write for one verified person.
pub(super) struct Write<'a> {
    pub directory: &'a dyn Directory,
    pub rules: &'a ServiceRules,
    pub person: &'a Person,
    pub new: &'a SecretText,
    pub method: WriteMethod<'a>,
    pub waiting: &'a Waiting,
}

pub(super) enum WriteMethod<'a> {
    /// As the person, who knows the current password, over the connection that verified it.
    Change { verified: PasswordVerification<'a>, current: &'a SecretText },
    /// As the service account, without a password of the person.
    Reset(OpenAccount),
}

impl Write<'_> {
    pub(super) async fn run(self) -> AuditedOutcome {
        let Self { directory, rules, person, new, method, waiting } = self;
        let end = Instant::now() + rules.answer_timeout;
        let written = match method {
            WriteMethod::Change { verified, current } => {
                guarded(verified.connection.change(current, new)).await
            }
            WriteMethod::Reset(open) => guarded(directory.reset(person, open, new)).await,
        };
        let (mut connection, cause) = match written {
            Some(Written::Refused(refusal)) => return refusal.into(),
            Some(Written::Nothing(error)) => return error.into(),
            Some(Written::Accepted(connection)) => (connection, None),
            Some(Written::Unanswered(error, connection)) => (connection, Some(error)),
            // The panic took the connection with it.
            None => return unknown_by(rules, Cause::Directory(DirectoryError::Broken)),
        };
        let inquiry = Inquiry::new(connection.as_mut(), new, person.stamp, waiting, end, cause);
        let conclusion = inquiry.run().await;
        connection.close().await;
        match conclusion {
            Conclusion::Opens { answered, validity } => AuditedOutcome {
                reminder: Reminder::of_new(validity),
                ..done(rules, !answered, validity.must_change).into()
            },
            Conclusion::Refused(refusal) => refusal.into(),
            Conclusion::NothingWritten(error) => error.into(),
            Conclusion::Shut(cause) => AuditedOutcome::new(Outcome::NotVerified, cause),
            Conclusion::Unverified(error) => {
                AuditedOutcome::new(Outcome::AcceptedUnverified, Cause::Directory(error))
            }
            Conclusion::NotKnown(cause) => unknown_by(rules, cause),
        }
    }
}

fn unknown_by(rules: &ServiceRules, cause: Cause) -> AuditedOutcome {
    AuditedOutcome::new(not_known_yet(rules), cause)
}

/// The outcome of a write that may still be carried out.
pub(super) fn not_known_yet(rules: &ServiceRules) -> Outcome {
    Outcome::NotKnownYet {
        settled_after: SETTLED_AFTER.max(rules.replication_delay).max(rules.effective_within),
    }
}

fn done(rules: &ServiceRules, after_connection_loss: bool, must_change: bool) -> Outcome {
    Outcome::Done(Done {
        targets: vec![Target { name: Target::DIRECTORY, after_connection_loss }],
        must_change,
        effective_within: rules.effective_within,
    })
}
