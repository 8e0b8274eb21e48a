//! « le modifier »: a person who knows their password changes it.

use tokio_util::sync::CancellationToken;

use crate::directory::{PasswordCheck, Person};
use crate::password::SecretText;

use super::audited_outcome::{AuditedOutcome, Cause, StepResult};
use super::lookup::{self, Lookup};
use super::write::{self, Write};
use super::{ChangeRequest, Outcome, Peer, Services, policy_check};

/// The procedure, in the order in which an administrator would do it.
pub(super) async fn change(
    services: &Services,
    request: ChangeRequest,
    peer: &Peer,
    cancelled: &CancellationToken,
) -> StepResult<AuditedOutcome> {
    let ChangeRequest { login, current, new, evidence } = request;
    let typed = || services.rules.context().with_login(login.as_str());
    services.check_captcha(&evidence, peer)?;
    policy_check::check_new_password(&services.rules, &new, Some(&current), typed()).await?;
    if current.is_empty() {
        return Err(AuditedOutcome::not_identified(Cause::EmptyPassword));
    }

    services.delay(&evidence, &login, peer, cancelled).await?;
    let lookup = lookup::find_user(services.directory.as_ref(), &login).await?;
    let (person, check) = verify(services, lookup, &current).await?;
    if person.account.locked_by_administrator {
        return Err(Outcome::LockedByAdministrator.into());
    }
    // The names are the directory's: what is judged with them is told to nobody but the person.
    let known = person.names.iter().fold(typed(), |known, name| known.with_name(name));
    policy_check::check_new_password(&services.rules, &new, Some(&current), known).await?;

    Ok(write::write_and_verify(services, &person, &new, Write::Change { check, current: &current }).await)
}

/// The person whose password `current` is, and what the server said of it.
async fn verify(
    services: &Services,
    lookup: Lookup,
    current: &SecretText,
) -> StepResult<(Person, PasswordCheck)> {
    let check = services.directory.verify_password(lookup.entry(), current).await;
    let check = check.map_err(AuditedOutcome::unverified)?;
    let person = lookup.into_user()?;
    match check {
        PasswordCheck::Accepted(_) | PasswordCheck::CorrectButUnusable => Ok((person, check)),
        PasswordCheck::Wrong => Err(AuditedOutcome::not_identified(Cause::WrongPassword)),
        PasswordCheck::Locked => Err(AuditedOutcome::not_identified(Cause::LockedAtBind)),
    }
}
