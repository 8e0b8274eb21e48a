//! Finds the entry of a login.

use jiff::Timestamp;
use ldap3::ldap_escape;

use super::connection::{Connection, LdapEntry, NO_ATTRIBUTE, OperationError, SearchResult};
use crate::config;
use crate::directory::ldap::dialect::{AccountState, Dialect};
use crate::directory::ldap::result_code as code;
use crate::directory::{
    AccountStatus, DirectoryError, EntryDn, LookupResult, NoReset, Person, ServerId, StampReading,
};
use crate::identity::Login;

/// Attributes whose words a password must not contain.
const NAME_ATTRIBUTES: [&str; 5] = ["givenName", "sn", "cn", "displayName", "mail"];

pub(in crate::directory) struct PersonSearch {
    settings: config::DirectorySection,
}

impl PersonSearch {
    pub fn new(settings: &config::DirectorySection) -> Self {
        Self { settings: settings.clone() }
    }

    /// One search, of an unknown login as of a known one.
    pub async fn locate(
        &self,
        connection: &mut Connection,
        dialect: &dyn Dialect,
        login: &Login,
    ) -> Result<LookupResult, DirectoryError> {
        let found = self.find(connection, dialect, login.as_str()).await?;
        only_one(found, connection.server(), dialect)
    }

    /// The search of a visit, by the value of the login attribute.
    pub async fn find(
        &self,
        connection: &mut Connection,
        dialect: &dyn Dialect,
        value: &str,
    ) -> Result<SearchResult, OperationError> {
        let mut attributes = NAME_ATTRIBUTES.to_vec();
        attributes.extend(dialect.state_attributes());
        attributes.push(dialect.stamp_attribute());
        // Two entries are enough to know that the login is not unique.
        connection.search(&self.settings.base, &self.filter(value, ""), &attributes, 2).await
    }

    /// The search of the head office, where the configuration has a `head_office_filter`. Visits do not need it yet.
    pub async fn find_head_office(
        &self,
        connection: &mut Connection,
        value: &str,
    ) -> Option<Result<SearchResult, OperationError>> {
        let filter = self.filter(value, self.settings.head_office_filter.as_deref()?);
        Some(connection.search(&self.settings.base, &filter, &[NO_ATTRIBUTE], 2).await)
    }

    /// The first people, or the person of that login, without attributes.
    pub async fn people(
        &self,
        connection: &mut Connection,
        login: Option<&Login>,
        limit: i32,
    ) -> Result<SearchResult, OperationError> {
        let filter = login
            .map_or_else(|| self.settings.person_filter.clone(), |login| self.filter(login.as_str(), ""));
        connection.search(&self.settings.base, &filter, &[NO_ATTRIBUTE], limit).await
    }

    pub fn settings(&self) -> &config::DirectorySection {
        &self.settings
    }

    /// The filter (RFC 4515) for people of that login who match `also`.
    fn filter(&self, login: &str, also: &str) -> String {
        format!(
            "(&{}({}={}){also})",
            self.settings.person_filter,
            self.settings.login_attribute,
            ldap_escape(login)
        )
    }

    /// An entry that does not exist, below the base so that the same server answers.
    pub fn decoy_entry(&self) -> Person {
        Person {
            entry: EntryDn::returned(format!("cn=nobody-5f1c1d0be8a34d6f,{}", self.settings.base)),
            account: AccountStatus::default(),
            names: Vec::new(),
            stamp: StampReading::Unreadable,
            changed_at: None,
            server: ServerId(0),
        }
    }
}

/// References to other servers (RFC 4511 §4.5.3) are not followed and count for nothing.
fn only_one(
    found: SearchResult,
    server: ServerId,
    dialect: &dyn Dialect,
) -> Result<LookupResult, DirectoryError> {
    let mut entries = found.entries.into_iter();
    match (found.end.code, entries.next(), entries.next()) {
        (code::SIZE_LIMIT_EXCEEDED, _, _) | (code::SUCCESS, Some(_), Some(_)) => Ok(LookupResult::Several),
        // A bind with an empty name would be anonymous, and so prove nothing.
        (code::SUCCESS, Some(entry), None) if entry.dn.is_empty() => Err(DirectoryError::Unreadable),
        (code::SUCCESS, Some(entry), None) => Ok(LookupResult::One(person(entry, server, dialect))),
        (code::SUCCESS, None, _) => Ok(LookupResult::None),
        _ => Err(dialect.refused(&found.end)),
    }
}

fn person(entry: LdapEntry, server: ServerId, dialect: &dyn Dialect) -> Person {
    let mail_local = |value: &String| value.split('@').next().unwrap_or_default().to_owned();
    let mut names: Vec<String> =
        NAME_ATTRIBUTES.iter().flat_map(|name| entry.values(name)).map(mail_local).collect();
    names.retain(|name| !name.is_empty());
    names.sort_unstable();
    names.dedup();
    let shown = AccountState { entry: &entry, policies: &[], absences_proved: false };
    let closed = match dialect.no_reset(&shown, Timestamp::now()) {
        Some(NoReset::Closed(closed)) => Some(closed),
        _ => None,
    };
    let (account, stamp) = (AccountStatus { closed }, dialect.stamp(&entry));
    let changed_at = dialect.changed_at(&entry);
    Person { account, entry: EntryDn::returned(entry.dn), names, stamp, changed_at, server }
}
