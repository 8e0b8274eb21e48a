//! « le modifier »: a person who knows their password changes it.

use tokio_util::sync::CancellationToken;

use crate::directory::{PasswordCheck, Person};
use crate::password::SecretText;

use super::conclusion::{Cause, Conclusion, Step};
use super::search::{self, Sought};
use super::write::{self, Write};
use super::{ChangeRequest, Outcome, Services, Visitor, judgement};

/// The procedure, in the order in which an administrator would do it.
pub(super) async fn change(
    services: &Services,
    request: ChangeRequest,
    visitor: &Visitor,
    given_up: &CancellationToken,
) -> Step<Conclusion> {
    let ChangeRequest { login, current, new, humanity } = request;
    let typed = || services.rules.context().with_login(login.as_str());
    services.check_image(&humanity, visitor)?;
    judgement::accept(&services.rules, &new, Some(&current), typed()).await?;
    if current.is_empty() {
        return Err(Conclusion::not_identified(Cause::EmptyPassword));
    }

    services.hold(&humanity, &login, visitor, given_up).await?;
    let sought = search::seek(services.directory.as_ref(), &login).await?;
    let (person, proof) = prove(services, sought, &current).await?;
    if person.account.locked_by_administrator {
        return Err(Outcome::LockedByAdministrator.into());
    }
    // The names are the directory's: what is judged with them is told to nobody but the person.
    let known = person.names.iter().fold(typed(), |known, name| known.with_name(name));
    judgement::accept(&services.rules, &new, Some(&current), known).await?;

    Ok(write::write_and_prove(services, &person, &new, Write::Change { proof, current: &current }).await)
}

/// The person whose password `current` is, and what the server said of it.
async fn prove(services: &Services, sought: Sought, current: &SecretText) -> Step<(Person, PasswordCheck)> {
    let proof = services.directory.verify_password(sought.entry(), current).await;
    let proof = proof.map_err(Conclusion::unproved)?;
    let person = sought.found()?;
    match proof {
        PasswordCheck::Accepted(_) | PasswordCheck::CorrectButUnusable => Ok((person, proof)),
        PasswordCheck::Wrong => Err(Conclusion::not_identified(Cause::WrongPassword)),
        PasswordCheck::Locked => Err(Conclusion::not_identified(Cause::LockedAtBind)),
    }
}
