//! Who may see and write what: the least that the service needs, as `docs/administration.md` advises
//! for OpenLDAP.
//!
//! | | anonymous | service | person, own entry | person, another's |
//! | --- | --- | --- | --- | --- |
//! | root DSE | read | read | read | read |
//! | policies | – | read | read | read |
//! | userPassword | (bind) | write | write | – |
//! | pwdReset | – | read, write | read | – |
//! | proofs: NUMEN, external number, birth date | – | compare | – | – |
//! | what names a person and tells the state of the account | – | read | read | – |
//! | the rest | – | – | read | – |

use super::dn::Dn;
use super::entry::Entry;
use super::schema::AttributeType;

/// The service account of the demonstration.
pub const SERVICE_DN: &str = "cn=mamamia,ou=services,dc=ac-exemple,dc=fr";

/// What the service compares and cannot read.
const PROOFS: &[&str] = &["numen", "numeroPersonneExterieure", "dateNaissance"];

/// What the service searches and reads.
const READABLE: &[&str] = &[
    "objectClass",
    "uid",
    "cn",
    "sn",
    "givenName",
    "displayName",
    "mail",
    "compteAD",
    "pwdAccountLockedTime",
    "pwdChangedTime",
    "pwdReset",
];

/// What one may do with an attribute, each level with those before it.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Level {
    Nothing,
    Compare,
    /// And search by it.
    Read,
}

/// Who speaks, as far as rights go.
enum Speaker<'a> {
    Anonymous,
    Service,
    Person(&'a Dn),
}

impl<'a> Speaker<'a> {
    fn of(identity: Option<&'a Dn>) -> Self {
        match identity {
            None => Self::Anonymous,
            Some(dn) if Dn::parse(SERVICE_DN).as_ref() == Some(dn) => Self::Service,
            Some(dn) => Self::Person(dn),
        }
    }
}

/// Whether `identity` may know that `entry` exists.
pub(super) fn may_disclose(identity: Option<&Dn>, entry: &Entry) -> bool {
    match Speaker::of(identity) {
        _ if entry.dn.is_empty() => true,
        Speaker::Anonymous => false,
        Speaker::Service => true,
        Speaker::Person(dn) => *dn == *entry.dn || is_policy(entry),
    }
}

/// What `identity` may do with the attribute `kind` of `entry`.
pub(super) fn level(identity: Option<&Dn>, entry: &Entry, kind: &AttributeType) -> Level {
    if entry.dn.is_empty() {
        return Level::Read;
    }
    if kind.name == "userPassword" {
        return Level::Nothing;
    }
    match Speaker::of(identity) {
        Speaker::Anonymous => Level::Nothing,
        _ if is_policy(entry) => Level::Read,
        Speaker::Service if READABLE.contains(&kind.name) => Level::Read,
        Speaker::Service if PROOFS.contains(&kind.name) => Level::Compare,
        Speaker::Service => Level::Nothing,
        Speaker::Person(dn) if *dn == *entry.dn && !PROOFS.contains(&kind.name) => Level::Read,
        Speaker::Person(_) => Level::Nothing,
    }
}

/// Whether `identity` may give `entry` another password, or have its password verified.
pub(super) fn may_write_password(identity: Option<&Dn>, entry: &Entry) -> bool {
    match Speaker::of(identity) {
        Speaker::Anonymous => false,
        Speaker::Service => !is_below(entry, "ou=services") || identity == Some(&*entry.dn),
        Speaker::Person(dn) => *dn == *entry.dn,
    }
}

/// Whether `identity` may say that `entry` must change its password.
pub(super) fn may_write_reset(identity: Option<&Dn>) -> bool {
    matches!(Speaker::of(identity), Speaker::Service)
}

fn is_policy(entry: &Entry) -> bool {
    is_below(entry, "ou=politiques")
}

fn is_below(entry: &Entry, branch: &str) -> bool {
    entry.dn.key().iter().any(|rdn| rdn == branch)
}
