//! « le redéfinir »: a person who does not know their password proves who they are and defines a new one.

use tokio_util::sync::CancellationToken;

use crate::directory::Person;
use crate::identity::{BirthDate, BirthDateFormat, PersonNumber};
use crate::password::{Context, SecretText};

use super::audited_outcome::{AuditedOutcome, Cause, StepResult};
use super::lookup::{self, Lookup};
use super::write::{self, Write};
use super::{Outcome, Peer, ResetRequest, Services, policy_check};

/// The procedure, in the order in which an administrator would do it.
pub(super) async fn reset(
    services: &Services,
    request: ResetRequest,
    peer: &Peer,
    cancelled: &CancellationToken,
) -> StepResult<AuditedOutcome> {
    let ResetRequest { login, number, birth_date, new, evidence } = request;
    let typed = || with_proofs(services.rules.context().with_login(login.as_str()), &number, &birth_date);
    if !services.directory.offers_reset() {
        return Err(Outcome::ResetUnavailable.into());
    }
    services.check_captcha(&evidence, peer)?;
    policy_check::check_new_password(&services.rules, &new, None, typed()).await?;

    services.delay(&evidence, &login, peer, cancelled).await?;
    let lookup = lookup::find_user(services.directory.as_ref(), &login).await?;
    let person = verify(services, lookup, &number, &birth_date).await?;
    // A reset would unlock the account; and it is said to nobody but the person.
    if person.account.locked_by_administrator {
        return Err(Outcome::LockedByAdministrator.into());
    }
    // The names are the directory's: what is judged with them is told to nobody but the person.
    let known = person.names.iter().fold(typed(), |known, name| known.with_name(name));
    policy_check::check_new_password(&services.rules, &new, None, known).await?;

    Ok(write::write_and_verify(services, &person, &new, Write::Reset).await)
}

/// The person whose number and birth date these are.
async fn verify(
    services: &Services,
    lookup: Lookup,
    number: &PersonNumber,
    birth_date: &BirthDate,
) -> StepResult<Person> {
    let proved = services.directory.verify_identity(lookup.entry(), number, birth_date).await;
    let proved = proved.map_err(AuditedOutcome::unverified)?;
    let person = lookup.into_user()?;
    if proved { Ok(person) } else { Err(AuditedOutcome::not_identified(Cause::WrongIdentity)) }
}

/// Adds both proofs to what an attacker is supposed to know.
fn with_proofs(context: Context, number: &PersonNumber, birth_date: &BirthDate) -> Context {
    let date = birth_date.to_directory(BirthDateFormat::French);
    // Both were typed as secrets once: they are acceptable as such.
    let secret = |text: &str| SecretText::from_text(text).unwrap_or_default();
    context.with_number(&secret(number.expose())).with_birth_date(&secret(&date))
}
