//! Looks up the entry of a login, or a decoy entry for an unknown login.

use tokio::time::timeout;

use crate::directory::{Directory, DirectoryError, LookupResult, Person};
use crate::identity::Login;

use super::audited_outcome::{AuditedOutcome, Cause, StepResult};
use super::rules::ServiceRules;

/// The entry to verify, real or decoy: an unknown login costs the same exchanges as a known one.
pub(super) struct Lookup {
    entry: Person,
    /// The cause for which a decoy entry stands here; `None` for a real entry.
    missing: Option<Cause>,
}

/// Asks the questions that precede a write, within their limit.
pub(super) async fn in_time<T>(
    rules: &ServiceRules,
    questions: impl Future<Output = StepResult<T>>,
) -> StepResult<T> {
    let asked = timeout(rules.questions_timeout, questions).await;
    asked.unwrap_or_else(|_| Err(DirectoryError::Timeout.into()))
}

pub(super) async fn find_user(directory: &dyn Directory, login: &Login) -> StepResult<Lookup> {
    let decoy = |missing| Lookup { entry: directory.decoy_entry(), missing: Some(missing) };
    Ok(match directory.locate(login).await? {
        LookupResult::One(person) => Lookup { entry: person, missing: None },
        LookupResult::None => decoy(Cause::UnknownLogin),
        LookupResult::Several => decoy(Cause::SeveralEntries),
    })
}

impl Lookup {
    pub(super) fn entry(&self) -> &Person {
        &self.entry
    }

    /// The person, or « not identified » for a decoy. Call it after the verification: an earlier refusal would be faster,
    /// and so show which logins exist.
    pub(super) fn into_user(self) -> StepResult<Person> {
        match self.missing {
            None => Ok(self.entry),
            Some(cause) => Err(AuditedOutcome::not_identified(cause)),
        }
    }
}
