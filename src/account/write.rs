//! Writes a new password, then finds out what became of it: a success is said only when a fresh bind proves it.

use std::future::Future;
use std::panic::AssertUnwindSafe;
use std::time::Duration;

use futures::FutureExt;
use tokio::time::sleep;

use crate::directory::{DirectoryError, PasswordCheck, Person, ServerId, WriteError};
use crate::password::SecretText;

use super::audited_outcome::{AuditedOutcome, Cause};
use super::{Done, Outcome, Services};

/// Pauses before a server that did not answer is asked again: three tries over some ten seconds.
const RETRY_PAUSES: [Duration; 2] = [Duration::from_secs(3), Duration::from_secs(6)];

/// What a server that went silent may need to finish a write that it had begun.
const PAUSE_AFTER_DISCONNECTION: Duration = Duration::from_secs(1);

/// The same after a time-out: the line holds, so the request may be waiting its turn.
const PAUSE_AFTER_TIMEOUT: Duration = Duration::from_secs(5);

/// The two ways to write a password.
pub(super) enum Write<'a> {
    /// As the person, who knows the current password.
    Change {
        /// What the server said of the current password.
        check: PasswordCheck,
        /// The current password.
        current: &'a SecretText,
    },
    /// As the service account.
    Reset,
}

/// Writes `new`, and says what is proved of it.
pub(super) async fn write_and_verify(
    services: &Services,
    person: &Person,
    new: &SecretText,
    write: Write<'_>,
) -> AuditedOutcome {
    let directory = services.directory.as_ref();
    let written = match &write {
        Write::Change { check, current } => guarded(directory.change(person, *check, current, new)).await,
        Write::Reset => guarded(directory.reset(person, new)).await,
    };
    match written {
        Some(Ok(())) => confirm(services, person, new).await,
        Some(Err(WriteError::Refused(refusal))) => refusal.into(),
        Some(Err(WriteError::NotSent(error))) => error.into(),
        Some(Err(WriteError::Unknown(error, server))) => {
            resolve_unknown(services, Some(server), person, new, &write, error).await
        }
        // Which server was asked went with the panic.
        None => resolve_unknown(services, None, person, new, &write, DirectoryError::Broken).await,
    }
}

/// The server says that it is done: a fresh bind has to agree.
async fn confirm(services: &Services, person: &Person, new: &SecretText) -> AuditedOutcome {
    match ask(services, None, person, new).await {
        Ok(PasswordCheck::Accepted(_) | PasswordCheck::CorrectButUnusable) => {
            done(services, person, false).into()
        }
        Ok(PasswordCheck::Wrong) => AuditedOutcome::new(Outcome::NotVerified, Cause::WrongPassword),
        Ok(PasswordCheck::Locked) => AuditedOutcome::new(Outcome::NotVerified, Cause::LockedAtBind),
        Err(error) => AuditedOutcome::new(Outcome::ConnectionLostUnknown, Cause::Directory(error)),
    }
}

/// Nobody knows whether it is done: a bind with the new password, then with the old one, decides, at the server
/// that was asked to write. Another one may be late: its « no » would say that nothing is changed.
async fn resolve_unknown(
    services: &Services,
    server: Option<ServerId>,
    person: &Person,
    new: &SecretText,
    write: &Write<'_>,
    cut: DirectoryError,
) -> AuditedOutcome {
    sleep(if cut == DirectoryError::Timeout { PAUSE_AFTER_TIMEOUT } else { PAUSE_AFTER_DISCONNECTION }).await;
    let outcome = match ask(services, server, person, new).await {
        Ok(PasswordCheck::Accepted(_) | PasswordCheck::CorrectButUnusable) => done(services, person, true),
        Ok(PasswordCheck::Wrong) => match write {
            // The old one is not known here; the new one was not taken.
            Write::Reset => Outcome::ConnectionLostUnchanged,
            Write::Change { current, .. } => match ask(services, server, person, current).await {
                Ok(PasswordCheck::Accepted(_) | PasswordCheck::CorrectButUnusable) => {
                    Outcome::ConnectionLostUnchanged
                }
                Ok(PasswordCheck::Wrong | PasswordCheck::Locked) | Err(_) => Outcome::ConnectionLostUnknown,
            },
        },
        Ok(PasswordCheck::Locked) | Err(_) => Outcome::ConnectionLostUnknown,
    };
    AuditedOutcome::new(outcome, Cause::Directory(cut))
}

/// Whether `password` is valid, by a fresh bind, asked again while there is no answer: of `server`, or of any.
async fn ask(
    services: &Services,
    server: Option<ServerId>,
    person: &Person,
    password: &SecretText,
) -> Result<PasswordCheck, DirectoryError> {
    let directory = services.directory.as_ref();
    let bind = async || {
        let check = match server {
            Some(server) => guarded(directory.verify_password_at(server, person, password)).await,
            None => guarded(directory.verify_password(person, password)).await,
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

/// From here on a panic (`None`) is an unknown answer, not the end: the person is owed the truth about the password.
async fn guarded<T>(call: impl Future<Output = T>) -> Option<T> {
    AssertUnwindSafe(call).catch_unwind().await.ok()
}

fn done(services: &Services, person: &Person, after_connection_loss: bool) -> Outcome {
    Outcome::Done(Done {
        after_connection_loss,
        head_office: person.head_office,
        effective_within: services.rules.effective_within,
    })
}
