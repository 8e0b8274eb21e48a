//! Writes a new password, then finds out what became of it: a success is said only when a fresh bind proves it.

use std::future::Future;
use std::panic::AssertUnwindSafe;
use std::time::Duration;

use futures::FutureExt;
use tokio::time::sleep;

use crate::directory::{DirectoryError, PasswordCheck, Person, ServerId, WriteError};
use crate::password::SecretText;

use super::conclusion::{Cause, Conclusion};
use super::{Done, Outcome, Services};

/// Pauses before a server that did not answer is asked again: three tries over some ten seconds.
const PAUSES: [Duration; 2] = [Duration::from_secs(3), Duration::from_secs(6)];

/// What a server that went silent may need to finish a write that it had begun.
const SETTLING: Duration = Duration::from_secs(1);

/// The same after a time-out: the line holds, so the request may be waiting its turn.
const SETTLING_WHEN_SLOW: Duration = Duration::from_secs(5);

/// The two ways to write a password.
pub(super) enum Write<'a> {
    /// As the person, who knows the current password.
    Change {
        /// What the server said of the current password.
        proof: PasswordCheck,
        /// The current password.
        current: &'a SecretText,
    },
    /// As the service account.
    Reset,
}

/// Writes `new`, and says what is proved of it.
pub(super) async fn write_and_prove(
    services: &Services,
    person: &Person,
    new: &SecretText,
    write: Write<'_>,
) -> Conclusion {
    let directory = services.directory.as_ref();
    let written = match &write {
        Write::Change { proof, current } => guarded(directory.change(person, *proof, current, new)).await,
        Write::Reset => guarded(directory.reset(person, new)).await,
    };
    match written {
        Some(Ok(())) => confirm(services, person, new).await,
        Some(Err(WriteError::Refused(refusal))) => refusal.into(),
        Some(Err(WriteError::NotSent(error))) => error.into(),
        Some(Err(WriteError::Unknown(error, server))) => {
            find_out(services, Some(server), person, new, &write, error).await
        }
        // Which server was asked went with the panic.
        None => find_out(services, None, person, new, &write, DirectoryError::Broken).await,
    }
}

/// The server says that it is done: a fresh bind has to agree.
async fn confirm(services: &Services, person: &Person, new: &SecretText) -> Conclusion {
    match ask(services, None, person, new).await {
        Ok(PasswordCheck::Accepted(_) | PasswordCheck::CorrectButUnusable) => {
            done(services, person, false).into()
        }
        Ok(PasswordCheck::Wrong) => Conclusion::new(Outcome::NotProved, Cause::WrongPassword),
        Ok(PasswordCheck::Locked) => Conclusion::new(Outcome::NotProved, Cause::LockedAtBind),
        Err(error) => Conclusion::new(Outcome::CutUnknown, Cause::Directory(error)),
    }
}

/// Nobody knows whether it is done: a bind with the new password, then with the old one, decides, at the server
/// that was asked to write. Another one may be late: its « no » would say that nothing is changed.
async fn find_out(
    services: &Services,
    server: Option<ServerId>,
    person: &Person,
    new: &SecretText,
    write: &Write<'_>,
    cut: DirectoryError,
) -> Conclusion {
    sleep(if cut == DirectoryError::Timeout { SETTLING_WHEN_SLOW } else { SETTLING }).await;
    let outcome = match ask(services, server, person, new).await {
        Ok(PasswordCheck::Accepted(_) | PasswordCheck::CorrectButUnusable) => done(services, person, true),
        Ok(PasswordCheck::Wrong) => match write {
            // The old one is not known here; the new one was not taken.
            Write::Reset => Outcome::CutUnchanged,
            Write::Change { current, .. } => match ask(services, server, person, current).await {
                Ok(PasswordCheck::Accepted(_) | PasswordCheck::CorrectButUnusable) => Outcome::CutUnchanged,
                Ok(PasswordCheck::Wrong | PasswordCheck::Locked) | Err(_) => Outcome::CutUnknown,
            },
        },
        Ok(PasswordCheck::Locked) | Err(_) => Outcome::CutUnknown,
    };
    Conclusion::new(outcome, Cause::Directory(cut))
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
        let proof = match server {
            Some(server) => guarded(directory.verify_password_at(server, person, password)).await,
            None => guarded(directory.verify_password(person, password)).await,
        };
        proof.unwrap_or(Err(DirectoryError::Broken))
    };
    for pause in PAUSES {
        match bind().await {
            Ok(proof) => return Ok(proof),
            Err(_) => sleep(pause).await,
        }
    }
    bind().await
}

/// From here on a panic (`None`) is an unknown answer, not the end: the person is owed the truth about the password.
async fn guarded<T>(call: impl Future<Output = T>) -> Option<T> {
    AssertUnwindSafe(call).catch_unwind().await.ok()
}

fn done(services: &Services, person: &Person, after_cut: bool) -> Outcome {
    Outcome::Done(Done {
        after_cut,
        head_office: person.head_office,
        effective_within: services.rules.effective_within,
    })
}
