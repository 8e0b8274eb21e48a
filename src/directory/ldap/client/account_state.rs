//! Reads whether an account may be reset, over the connection of the service.
//!
//! An attribute that the service may not see looks absent. So each attribute that closes accounts and was not shown must
//! be confirmed absent by the server, for this entry: rights differ from one branch, and one entry, to the next.

use jiff::Timestamp;

use super::connection::{ANY, Connection, LdapEntry, NO_ATTRIBUTE, OperationError};
use crate::directory::ldap::dialect::{AccountState, ClosingAttribute, Dialect};
use crate::directory::ldap::{ppolicy, result_code as code};
use crate::directory::{DirectoryError, NoReset, Obstacle, OpenAccount};

/// All that was read of an account.
struct Reading {
    person: LdapEntry,
    policies: Vec<LdapEntry>,
    /// An attribute of which the service may not know whether the account has it.
    hidden: Option<&'static str>,
}

/// Reads the state of the account `entry` and proves that it is open, or says why it may not be reset.
pub(in crate::directory) async fn read(
    connection: &mut Connection,
    dialect: &dyn Dialect,
    entry: &str,
) -> Result<Result<OpenAccount, NoReset>, DirectoryError> {
    let Some(Reading { person, policies, hidden }) = reading(connection, dialect, entry).await? else {
        return Ok(Err(NoReset::StateUnreadable));
    };
    let account = AccountState { entry: &person, policies: &policies, absences_proved: hidden.is_none() };
    Ok(match (dialect.no_reset(&account, Timestamp::now()), hidden) {
        (Some(no_reset), _) => Err(no_reset),
        (None, None) => Ok(OpenAccount::proved()),
        (None, Some(attribute)) => {
            tracing::warn!(attribute, "the service account may not see it: no reset");
            Err(NoReset::StateUnreadable)
        }
    })
}

/// An attribute that a reset of the account `entry` would miss, if there is one.
pub(in crate::directory) async fn hidden_attribute(
    connection: &mut Connection,
    dialect: &dyn Dialect,
    entry: &str,
) -> Result<Option<&'static str>, DirectoryError> {
    let reading = reading(connection, dialect, entry).await?;
    Ok(reading.map_or(Some("entry"), |reading| reading.hidden))
}

/// An attribute that a reset of the account `entry` would miss if the account were locked, if there is one.
pub(in crate::directory) async fn hidden_once_locked(
    connection: &mut Connection,
    dialect: &dyn Dialect,
    entry: &str,
) -> Result<Option<&'static str>, DirectoryError> {
    let attributes = dialect.closing_once_locked();
    let names: Vec<&str> = attributes.iter().map(|attribute| attribute.name).collect();
    Ok(match shown(connection, dialect, entry, &names).await? {
        Some(person) => hidden_among(connection, entry, &person, attributes).await?,
        None => Some("entry"),
    })
}

/// `None` when the entry itself is not shown.
async fn reading(
    connection: &mut Connection,
    dialect: &dyn Dialect,
    entry: &str,
) -> Result<Option<Reading>, DirectoryError> {
    let Some(person) = shown(connection, dialect, entry, dialect.state_attributes()).await? else {
        return Ok(None);
    };
    let mut hidden = hidden_among(connection, entry, &person, dialect.closing_attributes(&person)).await?;
    let mut policies = Vec::new();
    for link in dialect.policies() {
        let names: Vec<&str> = link.attributes.iter().map(|attribute| attribute.name).collect();
        for named in person.values(link.link) {
            let policy = shown(connection, dialect, named, &names).await?;
            if link.required && hidden.is_none() {
                hidden = match &policy {
                    Some(policy) => hidden_among(connection, named, policy, link.attributes).await?,
                    None => names.first().copied(),
                };
            }
            policies.extend(policy);
        }
    }
    Ok(Some(Reading { person, policies, hidden }))
}

/// The attributes of one entry, as far as they are shown; `None` when the entry itself is not.
async fn shown(
    connection: &mut Connection,
    dialect: &dyn Dialect,
    entry: &str,
    attributes: &[&str],
) -> Result<Option<LdapEntry>, DirectoryError> {
    let attributes = if attributes.is_empty() { &[NO_ATTRIBUTE] } else { attributes };
    let found = connection.read(entry, ANY, attributes).await?;
    if Obstacle::of(found.end.code) == Obstacle::Moment {
        return Err(dialect.refused(&found.end));
    }
    Ok(found.entries.into_iter().next())
}

/// The first attribute that is neither shown nor confirmed absent. One search confirms them all where the service has its
/// rights.
async fn hidden_among(
    connection: &mut Connection,
    entry: &str,
    shown: &LdapEntry,
    attributes: &'static [ClosingAttribute],
) -> Result<Option<&'static str>, OperationError> {
    let unseen: Vec<_> =
        attributes.iter().filter(|attribute| shown.values(attribute.name).is_empty()).collect();
    if unseen.is_empty() || is_found_without(connection, entry, &unseen).await? {
        return Ok(None);
    }
    for attribute in unseen {
        if !is_absent(connection, entry, attribute).await? {
            return Ok(Some(attribute.name));
        }
    }
    Ok(None)
}

/// Whether the server confirms that `entry` has no such attribute.
async fn is_absent(
    connection: &mut Connection,
    entry: &str,
    attribute: &ClosingAttribute,
) -> Result<bool, OperationError> {
    if is_found_without(connection, entry, &[attribute]).await? {
        return Ok(true);
    }
    Ok(match connection.compare(entry, attribute.name, attribute.sample).await?.code {
        code::NO_SUCH_ATTRIBUTE => true,
        // No entry has an attribute that the schema does not know.
        code::UNDEFINED_ATTRIBUTE_TYPE => schema_is_its_own(connection).await?,
        _ => false,
    })
}

/// Whether a filter on their absence finds the entry. To whoever may not search an attribute, a filter on it is neither
/// true nor false, and so is its negation (RFC 4511 §4.5.1.7): the entry is not found.
async fn is_found_without(
    connection: &mut Connection,
    entry: &str,
    attributes: &[&ClosingAttribute],
) -> Result<bool, OperationError> {
    let absent: String = attributes.iter().map(|attribute| format!("(!({}=*))", attribute.name)).collect();
    let found = connection.read(entry, &format!("(&{ANY}{absent})"), &[NO_ATTRIBUTE]).await?;
    Ok(found.end.code == code::SUCCESS && !found.entries.is_empty())
}

/// Whether « undefined » is said of the server that keeps the accounts. A proxy has another schema: the policies of the
/// server behind it answer in the bind, while its own rootDSE announces none.
async fn schema_is_its_own(connection: &mut Connection) -> Result<bool, OperationError> {
    if !connection.answers_policy() {
        return Ok(true);
    }
    let root = connection.read("", ANY, &["supportedControl"]).await?;
    let announced = |root: &LdapEntry| root.values("supportedControl").iter().any(|oid| oid == ppolicy::OID);
    Ok(root.entries.iter().any(announced))
}
