//! « le modifier »: a person who knows their password changes it.

use crate::directory::{Directory, PasswordCheck, Person, Verified};
use crate::identity::Login;
use crate::password::SecretText;

use super::admission::Attempt;
use super::audited_outcome::{AuditedOutcome, Cause, StepResult};
use super::lookup::{find_user, in_time};
use super::policy_check::check_new_password;
use super::request::ChangeRequest;
use super::rules::ServiceRules;
use super::write::{Write, WriteMethod};

/// The procedure, in the order in which an administrator would do it.
pub(super) async fn change(
    directory: &dyn Directory,
    rules: &ServiceRules,
    request: ChangeRequest,
    attempt: &Attempt<'_>,
) -> StepResult<AuditedOutcome> {
    let ChangeRequest { login, current, new, evidence } = request;
    let typed = || rules.context().with_login(login.as_str());
    let checks = async {
        check_new_password(rules, &new, Some(&current), typed()).await?;
        if current.is_empty() { Err(AuditedOutcome::not_identified(Cause::EmptyPassword)) } else { Ok(()) }
    };
    attempt.admit(&evidence, checks).await?;

    let (person, verified) = in_time(rules, verify(directory, &login, &current)).await?;
    if let Some(closed) = person.account.closed {
        return Err(closed.into());
    }
    // A refusal shows the names of the directory: only the verified person may learn them.
    let known = person.names.iter().fold(typed(), |known, name| known.with_name(name));
    check_new_password(rules, &new, Some(&current), known).await?;

    let method = WriteMethod::Change { verified, current: &current };
    let write = Write { directory, rules, person: &person, new: &new, method, waiting: attempt.waiting };
    Ok(write.run().await)
}

/// Verifies `current`: the person, and the connection that carries the change.
async fn verify<'directory>(
    directory: &'directory dyn Directory,
    login: &Login,
    current: &SecretText,
) -> StepResult<(Person, Verified<'directory>)> {
    let lookup = find_user(directory, login).await?;
    let verified = directory.verify_password(lookup.entry(), current).await;
    let verified = verified.map_err(AuditedOutcome::unverified)?;
    let person = lookup.into_user()?;
    match verified.check {
        PasswordCheck::Accepted(_) | PasswordCheck::CorrectButUnusable => Ok((person, verified)),
        PasswordCheck::Wrong => Err(AuditedOutcome::not_identified(Cause::WrongPassword)),
        PasswordCheck::Locked => Err(AuditedOutcome::not_identified(Cause::LockedAtBind)),
    }
}
