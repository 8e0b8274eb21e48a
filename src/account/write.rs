//! Writes a new password, then finds out what became of it: a success is said only when a fresh bind proves it.

use std::future::Future;
use std::panic::AssertUnwindSafe;
use std::time::Duration;

use futures::FutureExt;
use tokio::time::sleep;

use crate::directory::{DirectoryError, Person, Proof, WriteError};
use crate::password::SecretText;

use super::conclusion::{Cause, Conclusion};
use super::{Done, Outcome, Services};

/// Pauses before a server that did not answer is asked again: three tries over some ten seconds.
const PAUSES: [Duration; 2] = [Duration::from_secs(3), Duration::from_secs(6)];

/// What a server that went silent may need to finish a write that it had begun.
const SETTLING: Duration = Duration::from_secs(1);

/// The two ways to write a password.
pub(super) enum Write<'a> {
    /// As the person, who knows the current password.
    Change {
        /// What the server said of the current password.
        proof: Proof,
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
    let unknown = Err(WriteError::Unknown(DirectoryError::Broken));
    let written = match &write {
        Write::Change { proof, current } => {
            guarded(directory.change(person, *proof, current, new), unknown).await
        }
        Write::Reset => guarded(directory.reset(person, new), unknown).await,
    };
    match written {
        Ok(()) => confirm(services, person, new).await,
        Err(WriteError::Refused(refusal)) => refusal.into(),
        Err(WriteError::NotSent(error)) => error.into(),
        Err(WriteError::Unknown(error)) => find_out(services, person, new, &write, error).await,
    }
}

/// The server says that it is done: a fresh bind has to agree.
async fn confirm(services: &Services, person: &Person, new: &SecretText) -> Conclusion {
    match ask(services, person, new).await {
        Ok(Proof::Accepted(_) | Proof::RightButUnusable) => done(services, person, false).into(),
        Ok(Proof::Wrong) => Conclusion::new(Outcome::NotProved, Cause::WrongPassword),
        Ok(Proof::Locked) => Conclusion::new(Outcome::NotProved, Cause::LockedAtBind),
        Err(error) => Conclusion::new(Outcome::CutUnknown, Cause::Directory(error)),
    }
}

/// Nobody knows whether it is done: a bind with the new password, then with the old one, decides.
async fn find_out(
    services: &Services,
    person: &Person,
    new: &SecretText,
    write: &Write<'_>,
    cut: DirectoryError,
) -> Conclusion {
    sleep(SETTLING).await;
    let outcome = match ask(services, person, new).await {
        Ok(Proof::Accepted(_) | Proof::RightButUnusable) => done(services, person, true),
        Ok(Proof::Wrong) => match write {
            // The old one is not known here; the new one was not taken.
            Write::Reset => Outcome::CutUnchanged,
            Write::Change { current, .. } => match ask(services, person, current).await {
                Ok(Proof::Accepted(_) | Proof::RightButUnusable) => Outcome::CutUnchanged,
                Ok(Proof::Wrong | Proof::Locked) | Err(_) => Outcome::CutUnknown,
            },
        },
        Ok(Proof::Locked) | Err(_) => Outcome::CutUnknown,
    };
    Conclusion::new(outcome, Cause::Directory(cut))
}

/// Whether `password` is valid, by a fresh bind, asked again while no server answers.
async fn ask(services: &Services, person: &Person, password: &SecretText) -> Result<Proof, DirectoryError> {
    let bind = || guarded(services.directory.prove_password(person, password), Err(DirectoryError::Broken));
    for pause in PAUSES {
        match bind().await {
            Ok(proof) => return Ok(proof),
            Err(_) => sleep(pause).await,
        }
    }
    bind().await
}

/// From here on a panic is an unknown answer, not the end: the person is owed the truth about the password.
async fn guarded<T>(call: impl Future<Output = T>, broken: T) -> T {
    AssertUnwindSafe(call).catch_unwind().await.unwrap_or(broken)
}

fn done(services: &Services, person: &Person, after_cut: bool) -> Outcome {
    Outcome::Done(Done {
        after_cut,
        head_office: person.head_office,
        effective_within: services.rules.effective_within,
    })
}
