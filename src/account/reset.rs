//! « le redéfinir »: a person who does not know their password proves their identity and defines a new one.

use crate::directory::{Directory, IdentityProof, OpenAccount, Person};
use crate::identity::{BirthDate, BirthDateFormat, Login, PersonNumber};
use crate::password::{Context, SecretText};

use super::admission::Attempt;
use super::audited_outcome::{AuditedOutcome, Cause, StepResult};
use super::lookup::{find_user, in_time};
use super::outcome::Outcome;
use super::policy_check::check_new_password;
use super::reminder::Reminder;
use super::request::ResetRequest;
use super::rules::ServiceRules;
use super::write::{Write, WriteMethod};

/// The procedure, in the order in which an administrator would do it.
pub(super) async fn reset(
    directory: &dyn Directory,
    rules: &ServiceRules,
    request: ResetRequest,
    attempt: &Attempt<'_>,
) -> StepResult<AuditedOutcome> {
    let ResetRequest { login, number, birth_date, new, evidence } = request;
    let typed = || with_proofs(rules.context().with_login(login.as_str()), &number, &birth_date);
    if !directory.offers_reset() {
        return Err(Outcome::ResetUnavailable.into());
    }
    attempt.admit(&evidence, check_new_password(rules, &new, None, typed())).await?;

    // A reset would open a closed account. Only the verified person may learn that it is closed.
    let (person, open) = in_time(rules, verify(directory, &login, &number, &birth_date)).await?;
    // A refusal shows the names of the directory: only the verified person may learn them.
    let known = person.names.iter().fold(typed(), |known, name| known.with_name(name));
    check_new_password(rules, &new, None, known).await?;

    let (method, waiting) = (WriteMethod::Reset(open), attempt.waiting);
    let mut ended = Write { directory, rules, person: &person, new: &new, method, waiting }.run().await;
    let change = || Reminder::of_previous_change(&person, &rules.zone, &ended.outcome);
    ended.reminder = ended.reminder.or_else(change);
    Ok(ended)
}

/// The person of that login, number and birth date, and the proof that the account is open.
async fn verify(
    directory: &dyn Directory,
    login: &Login,
    number: &PersonNumber,
    birth_date: &BirthDate,
) -> StepResult<(Person, OpenAccount)> {
    let lookup = find_user(directory, login).await?;
    let proof = directory.verify_identity(lookup.entry(), number, birth_date).await;
    let proof = proof.map_err(AuditedOutcome::unverified)?;
    let person = lookup.into_user()?;
    match proof {
        IdentityProof::Right(open) => Ok((person, open?)),
        IdentityProof::Wrong => Err(AuditedOutcome::not_identified(Cause::WrongIdentity)),
    }
}

/// Adds both proofs to what an attacker is supposed to know.
fn with_proofs(context: Context, number: &PersonNumber, birth_date: &BirthDate) -> Context {
    let date = birth_date.to_directory(BirthDateFormat::French);
    // Both were typed as secrets, so they are acceptable as such.
    let secret = |text: &str| SecretText::from_text(text).unwrap_or_default();
    context.with_number(&secret(number.expose())).with_birth_date(&secret(&date))
}
