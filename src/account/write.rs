//! Writes a new password, then verifies it: only a fresh bind with the new password makes a success.

use std::future::Future;
use std::panic::AssertUnwindSafe;
use std::time::Duration;

use futures::FutureExt;
use tokio::time::sleep;

use crate::directory::{Directory, DirectoryError, PasswordCheck, Person, ServerId, WriteError};
use crate::password::SecretText;

use super::audited_outcome::{AuditedOutcome, Cause};
use super::outcome::{Done, Outcome, Target};
use super::rules::ServiceRules;

/// Pauses before a server that did not answer is asked again: three tries over some ten seconds.
const RETRY_PAUSES: [Duration; 2] = [Duration::from_secs(3), Duration::from_secs(6)];

/// Time for a server that cut the connection to finish a write that it had begun.
const PAUSE_AFTER_DISCONNECTION: Duration = Duration::from_secs(1);

/// The same after a time-out: the connection holds, so the request may still be queued.
const PAUSE_AFTER_TIMEOUT: Duration = Duration::from_secs(5);

/// One password to write for one verified person.
pub(super) struct Write<'a> {
    pub directory: &'a dyn Directory,
    pub rules: &'a ServiceRules,
    pub person: &'a Person,
    pub new: &'a SecretText,
    pub method: WriteMethod<'a>,
}

pub(super) enum WriteMethod<'a> {
    /// As the person, who knows the current password; `check` is the answer of the server to `current`.
    Change { check: PasswordCheck, current: &'a SecretText },
    /// As the service account, without a password of the person.
    Reset,
}

impl Write<'_> {
    /// Writes the password once, then reports the outcome that a bind verified.
    pub(super) async fn run(self) -> AuditedOutcome {
        let Self { directory, person, new, .. } = self;
        let written = match self.method {
            WriteMethod::Change { check, current } => {
                guarded(directory.change(person, check, current, new)).await
            }
            WriteMethod::Reset => guarded(directory.reset(person, new)).await,
        };
        match written {
            Some(Ok(())) => self.confirm().await,
            Some(Err(WriteError::Refused(refusal))) => refusal.into(),
            Some(Err(WriteError::NotSent(error))) => error.into(),
            Some(Err(WriteError::Unknown(error, server))) => self.resolve_unknown(Some(server), error).await,
            // The panic took the name of the server with it.
            None => self.resolve_unknown(None, DirectoryError::Broken).await,
        }
    }

    /// The server accepted the write: a fresh bind has to agree.
    async fn confirm(&self) -> AuditedOutcome {
        match self.verify(None, self.new).await {
            Ok(PasswordCheck::Accepted(_) | PasswordCheck::CorrectButUnusable) => self.done(false).into(),
            Ok(PasswordCheck::Wrong) => AuditedOutcome::new(Outcome::NotVerified, Cause::WrongPassword),
            Ok(PasswordCheck::Locked) => AuditedOutcome::new(Outcome::NotVerified, Cause::LockedAtBind),
            Err(error) => AuditedOutcome::new(Outcome::ConnectionLostUnknown, Cause::Directory(error)),
        }
    }

    /// The answer to the write was lost: a bind with the new password, then with the current one, decides. It asks
    /// the server that was asked to write; a late replica would deny a change that was made.
    async fn resolve_unknown(&self, server: Option<ServerId>, lost: DirectoryError) -> AuditedOutcome {
        let timed_out = lost == DirectoryError::Timeout;
        sleep(if timed_out { PAUSE_AFTER_TIMEOUT } else { PAUSE_AFTER_DISCONNECTION }).await;
        let outcome = match self.verify(server, self.new).await {
            Ok(PasswordCheck::Accepted(_) | PasswordCheck::CorrectButUnusable) => self.done(true),
            Ok(PasswordCheck::Wrong) => match self.method {
                // The new password was not taken, and the current one is not known here.
                WriteMethod::Reset => Outcome::ConnectionLostUnchanged,
                WriteMethod::Change { current, .. } => match self.verify(server, current).await {
                    Ok(PasswordCheck::Accepted(_) | PasswordCheck::CorrectButUnusable) => {
                        Outcome::ConnectionLostUnchanged
                    }
                    Ok(PasswordCheck::Wrong | PasswordCheck::Locked) | Err(_) => {
                        Outcome::ConnectionLostUnknown
                    }
                },
            },
            Ok(PasswordCheck::Locked) | Err(_) => Outcome::ConnectionLostUnknown,
        };
        AuditedOutcome::new(outcome, Cause::Directory(lost))
    }

    /// Binds with `password` at `server`, or at any; asks again while there is no answer.
    async fn verify(
        &self,
        server: Option<ServerId>,
        password: &SecretText,
    ) -> Result<PasswordCheck, DirectoryError> {
        let bind = async || {
            let check = match server {
                Some(server) => {
                    guarded(self.directory.verify_password_at(server, self.person, password)).await
                }
                None => guarded(self.directory.verify_password(self.person, password)).await,
            };
            check.unwrap_or(Err(DirectoryError::Broken))
        };
        for pause in RETRY_PAUSES {
            match bind().await {
                Ok(check) => return Ok(check),
                Err(_) => sleep(pause).await,
            }
        }
        bind().await
    }

    fn done(&self, after_connection_loss: bool) -> Outcome {
        Outcome::Done(Done {
            targets: vec![Target { name: Target::DIRECTORY, after_connection_loss }],
            head_office: self.person.head_office,
            effective_within: self.rules.effective_within,
        })
    }
}

/// A panic (`None`) in or after the write is an unknown answer, not the end: the person must learn which password
/// is valid.
async fn guarded<T>(call: impl Future<Output = T>) -> Option<T> {
    AssertUnwindSafe(call).catch_unwind().await.ok()
}
