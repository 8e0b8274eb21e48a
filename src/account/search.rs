//! Looks for the one person of a login, and puts nobody in their place where there is none.

use crate::directory::{Directory, LookupResult, Person};
use crate::identity::Login;

use super::conclusion::{Cause, Conclusion, Step};

/// Who was sought. Their entry answers questions; only [`Sought::found`] says whether it is somebody's.
pub(super) struct Sought {
    /// The entry to put the questions to: an unknown login costs the same exchanges as a known one.
    entry: Person,
    missing: Option<Cause>,
}

/// The one entry of `login`.
pub(super) async fn seek(directory: &dyn Directory, login: &Login) -> Step<Sought> {
    Ok(match directory.locate(login).await? {
        LookupResult::One(person) => Sought { entry: person, missing: None },
        LookupResult::None => Sought { entry: directory.decoy_entry(), missing: Some(Cause::UnknownLogin) },
        LookupResult::Several => {
            Sought { entry: directory.decoy_entry(), missing: Some(Cause::SeveralEntries) }
        }
    })
}

impl Sought {
    /// The entry to put the questions to.
    pub(super) fn entry(&self) -> &Person {
        &self.entry
    }

    /// The person, once the questions are put: before, the time of the answer would tell who exists.
    pub(super) fn found(self) -> Step<Person> {
        match self.missing {
            None => Ok(self.entry),
            Some(cause) => Err(Conclusion::not_identified(cause)),
        }
    }
}
