//! Looks for the one person of a login, and puts nobody in their place where there is none.

use crate::directory::{Directory, LookupResult, Person};
use crate::identity::Login;

use super::audited_outcome::{AuditedOutcome, Cause, StepResult};

/// Who was lookup. Their entry answers questions; only [`Lookup::into_user`] says whether it is somebody's.
pub(super) struct Lookup {
    /// The entry to put the questions to: an unknown login costs the same exchanges as a known one.
    entry: Person,
    missing: Option<Cause>,
}

/// The one entry of `login`.
pub(super) async fn find_user(directory: &dyn Directory, login: &Login) -> StepResult<Lookup> {
    Ok(match directory.locate(login).await? {
        LookupResult::One(person) => Lookup { entry: person, missing: None },
        LookupResult::None => Lookup { entry: directory.decoy_entry(), missing: Some(Cause::UnknownLogin) },
        LookupResult::Several => {
            Lookup { entry: directory.decoy_entry(), missing: Some(Cause::SeveralEntries) }
        }
    })
}

impl Lookup {
    /// The entry to put the questions to.
    pub(super) fn entry(&self) -> &Person {
        &self.entry
    }

    /// The person, once the questions are put: before, the time of the answer would tell who exists.
    pub(super) fn into_user(self) -> StepResult<Person> {
        match self.missing {
            None => Ok(self.entry),
            Some(cause) => Err(AuditedOutcome::not_identified(cause)),
        }
    }
}
