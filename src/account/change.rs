//! « le modifier »: a person who knows their password changes it.

use crate::directory::{Directory, DirectoryError, PasswordCheck, PasswordVerification, Person};
use crate::identity::Login;
use crate::password::SecretText;

use super::admission::Attempt;
use super::audited_outcome::{AuditedOutcome, Cause, StepResult};
use super::lookup::{find_user, in_time};
use super::policy_check::check_new_password;
use super::reminder::Reminder;
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

    let (person, verified, current) = in_time(rules, verify(directory, &login, current)).await?;
    let check = verified.check;
    let write = async {
        if let Some(closed) = person.account.closed {
            return Err(closed.into());
        }
        // A refusal shows the names of the directory: only the verified person may learn them.
        let known = person.names.iter().fold(typed(), |known, name| known.with_name(name));
        check_new_password(rules, &new, Some(&current), known).await?;

        let method = WriteMethod::Change { verified, current: &current };
        let write = Write { directory, rules, person: &person, new: &new, method, waiting: attempt.waiting };
        Ok(write.run().await)
    };
    let mut ended = write.await.unwrap_or_else(|ended: AuditedOutcome| ended);
    ended.reminder = ended
        .reminder
        .or(Reminder::of_current(check, &ended.outcome))
        .or_else(|| Reminder::of_previous_change(&person, &rules.zone, &ended.outcome));
    Ok(ended)
}

/// Verifies `current`: the person, the connection that carries the change, and the spelling that was asked last.
async fn verify<'directory>(
    directory: &'directory dyn Directory,
    login: &Login,
    current: SecretText,
) -> StepResult<(Person, PasswordVerification<'directory>, SecretText)> {
    let lookup = find_user(directory, login).await?;
    let verified = verify_spellings(directory, lookup.entry(), current).await;
    let (verified, current) = verified.map_err(AuditedOutcome::unverified)?;
    let person = lookup.into_user()?;
    match verified.check {
        PasswordCheck::Accepted(_) | PasswordCheck::CorrectButUnusable => Ok((person, verified, current)),
        PasswordCheck::Wrong => Err(AuditedOutcome::not_identified(Cause::WrongPassword)),
        PasswordCheck::Locked => Err(AuditedOutcome::not_identified(Cause::LockedAtBind)),
    }
}

/// Verifies a password in NFC, as most programs store it, then as it was typed, where that differs and a second failure
/// cannot be the one that locks the account. Where it could, or where the account does not exist, a decoy entry takes the
/// second bind: its number must tell nothing.
async fn verify_spellings<'directory>(
    directory: &'directory dyn Directory,
    person: &Person,
    typed: SecretText,
) -> Result<(PasswordVerification<'directory>, SecretText), DirectoryError> {
    let Some(composed) = typed.composed() else {
        return Ok((directory.verify_password(person, &typed).await?, typed));
    };
    let verified = directory.verify_password(person, &composed).await?;
    if verified.check != PasswordCheck::Wrong {
        return Ok((verified, composed));
    }
    if directory.bears_failure(person).await {
        return Ok((directory.verify_password(person, &typed).await?, typed));
    }
    directory.verify_password(&directory.decoy_entry(), &typed).await?;
    Ok((verified, composed))
}
