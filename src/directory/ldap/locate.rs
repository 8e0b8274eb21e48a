//! From a login to the one entry that bears it.

use ldap3::ldap_escape;

use super::classify::code;
use super::connection::{Connection, LdapEntry, SearchResult};
use super::kind::ServerKind;
use super::{ds389, openldap};
use crate::config;
use crate::directory::{AccountStatus, DirectoryError, EntryDn, LookupResult, Person};
use crate::identity::Login;

/// Words that a password must not be made of.
const NAME_ATTRIBUTES: [&str; 5] = ["givenName", "sn", "cn", "displayName", "mail"];
/// Asks for no attribute at all (RFC 4511 §4.5.1.8).
pub(super) const NO_ATTRIBUTE: &str = "1.1";

/// How people are looked for.
pub(super) struct PersonSearch {
    base: String,
    person_filter: String,
    login_attribute: String,
    head_office_filter: Option<String>,
}

impl PersonSearch {
    pub fn new(settings: &config::DirectorySection) -> Self {
        Self {
            base: settings.base.clone(),
            person_filter: settings.person_filter.clone(),
            login_attribute: settings.login_attribute.clone(),
            head_office_filter: settings.head_office_filter.clone(),
        }
    }

    /// Two searches at most, the same ones whether the login exists or not.
    pub async fn locate(
        &self,
        connection: &mut Connection,
        kind: ServerKind,
        login: &Login,
    ) -> Result<LookupResult, DirectoryError> {
        let filter = self.filter(login, "");
        let mut attributes = NAME_ATTRIBUTES.to_vec();
        attributes.extend(state_attributes(kind));
        // Two suffice to know that there is more than one.
        let found = connection.search(&self.base, &filter, &attributes, 2).await?;
        let head_office = match &self.head_office_filter {
            None => false,
            Some(head_office) => {
                let filter = self.filter(login, head_office);
                let found = connection.search(&self.base, &filter, &[NO_ATTRIBUTE], 2).await?;
                !found.entries.is_empty()
            }
        };
        only_one(found, kind).map(|entry| match entry {
            Only::One(entry) => LookupResult::One(person(entry, kind, head_office)),
            Only::None => LookupResult::None,
            Only::Several => LookupResult::Several,
        })
    }

    /// The names of some people, or of that one; `None` when the directory refuses to search.
    pub async fn people(
        &self,
        connection: &mut Connection,
        login: Option<&Login>,
        limit: i32,
    ) -> Option<Vec<String>> {
        let filter = login.map_or_else(|| self.person_filter.clone(), |login| self.filter(login, ""));
        let found = connection.search(&self.base, &filter, &[NO_ATTRIBUTE], limit).await.ok()?;
        match found.end.code {
            code::SUCCESS | code::SIZE_LIMIT_EXCEEDED => {
                Some(found.entries.into_iter().map(|entry| entry.dn).collect())
            }
            _ => None,
        }
    }

    /// People of that login who match `also` too (RFC 4515).
    fn filter(&self, login: &Login, also: &str) -> String {
        format!("(&{}({}={}){also})", self.person_filter, self.login_attribute, ldap_escape(login.as_str()))
    }

    /// The name of an entry that does not exist.
    pub fn decoy_entry(&self) -> Person {
        Person {
            // Under the base, so that the same server answers; a name that no person bears.
            entry: EntryDn::returned(format!("cn=nobody-5f1c1d0be8a34d6f,{}", self.base)),
            account: AccountStatus::default(),
            head_office: false,
            names: Vec::new(),
        }
    }
}

enum Only {
    One(LdapEntry),
    None,
    Several,
}

/// References to other servers (RFC 4511 §4.5.3) are not followed and count for nothing.
fn only_one(found: SearchResult, kind: ServerKind) -> Result<Only, DirectoryError> {
    let mut entries = found.entries.into_iter();
    match (found.end.code, entries.next(), entries.next()) {
        (code::SIZE_LIMIT_EXCEEDED, _, _) | (code::SUCCESS, Some(_), Some(_)) => Ok(Only::Several),
        // A nameless entry is no person: nothing could be proved or written there.
        (code::SUCCESS, Some(entry), None) if entry.dn.is_empty() => Err(DirectoryError::Broken),
        (code::SUCCESS, Some(entry), None) => Ok(Only::One(entry)),
        (code::SUCCESS, None, _) => Ok(Only::None),
        _ => Err(DirectoryError::Refused(found.end.answer(kind))),
    }
}

fn person(entry: LdapEntry, kind: ServerKind, head_office: bool) -> Person {
    let mail_local = |value: &String| value.split('@').next().unwrap_or_default().to_owned();
    let mut names: Vec<String> =
        NAME_ATTRIBUTES.iter().flat_map(|name| entry.values(name)).map(mail_local).collect();
    names.retain(|name| !name.is_empty());
    names.sort_unstable();
    names.dedup();
    Person { account: account_state(&entry, kind), entry: EntryDn::returned(entry.dn), head_office, names }
}

fn state_attributes(kind: ServerKind) -> &'static [&'static str] {
    match kind {
        ServerKind::OpenLdap => &openldap::STATE_ATTRIBUTES,
        ServerKind::Ds389 => &ds389::STATE_ATTRIBUTES,
        ServerKind::ActiveDirectory => &[],
    }
}

/// An attribute that cannot be read is simply absent.
fn account_state(entry: &LdapEntry, kind: ServerKind) -> AccountStatus {
    let holds = |name: &str, value: &str| entry.values(name).iter().any(|v| v.eq_ignore_ascii_case(value));
    AccountStatus {
        locked_by_administrator: match kind {
            ServerKind::OpenLdap => holds(openldap::LOCK_ATTRIBUTE, openldap::LOCKED_FOR_EVER),
            ServerKind::Ds389 => holds("nsAccountLock", "TRUE"),
            ServerKind::ActiveDirectory => false,
        },
        must_change: holds("pwdReset", "TRUE"),
    }
}
