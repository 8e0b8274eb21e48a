//! The access rights: the fewest that the service needs, as `docs/administration.md` advises for OpenLDAP.
//!
//! | | anonymous | service | person, own entry | person, another's |
//! | --- | --- | --- | --- | --- |
//! | root DSE | read | read | read | read |
//! | policies | – | read | read | read |
//! | userPassword | (bind) | write | write | – |
//! | pwdReset | – | read, write | read | – |
//! | proofs: NUMEN, external number, birth date | – | compare | – | – |
//! | names and account state | – | read | read | – |
//! | the rest | – | – | read | – |

use super::dn::Dn;
use super::entry::StoredEntry;
use super::schema::AttributeType;

/// The service account of the demonstration.
pub const SERVICE_DN: &str = "cn=mamamia,ou=services,dc=ac-exemple,dc=fr";

/// Attributes that the service compares and cannot read.
const PROOFS: &[&str] = &["numen", "numeroPersonneExterieure", "dateNaissance"];

/// Attributes that the service searches and reads.
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
    "pwdFailureTime",
    "pwdStartTime",
    "pwdEndTime",
    "pwdPolicySubentry",
    "pwdChangedTime",
    "pwdReset",
];

/// The right to an attribute; each level includes those before it.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum AccessLevel {
    Nothing,
    Compare,
    /// Includes the right to search by the attribute.
    Read,
}

/// The identities that the rights distinguish.
enum Requester<'a> {
    Anonymous,
    Service,
    Person(&'a Dn),
}

impl<'a> Requester<'a> {
    fn of(identity: Option<&'a Dn>) -> Self {
        match identity {
            None => Self::Anonymous,
            Some(dn) if Dn::parse(SERVICE_DN).as_ref() == Some(dn) => Self::Service,
            Some(dn) => Self::Person(dn),
        }
    }
}

/// Whether `identity` may learn that `entry` exists.
pub(super) fn may_disclose(identity: Option<&Dn>, entry: &StoredEntry) -> bool {
    match Requester::of(identity) {
        _ if entry.dn.is_empty() => true,
        Requester::Anonymous => false,
        Requester::Service => true,
        Requester::Person(dn) => *dn == *entry.dn || is_policy(entry),
    }
}

/// The right of `identity` to the attribute `kind` of `entry`.
pub(super) fn level(identity: Option<&Dn>, entry: &StoredEntry, kind: &AttributeType) -> AccessLevel {
    if entry.dn.is_empty() {
        return AccessLevel::Read;
    }
    if kind.name == "userPassword" {
        return AccessLevel::Nothing;
    }
    match Requester::of(identity) {
        Requester::Anonymous => AccessLevel::Nothing,
        _ if is_policy(entry) => AccessLevel::Read,
        Requester::Service if READABLE.contains(&kind.name) => AccessLevel::Read,
        Requester::Service if PROOFS.contains(&kind.name) => AccessLevel::Compare,
        Requester::Service => AccessLevel::Nothing,
        Requester::Person(dn) if *dn == *entry.dn && !PROOFS.contains(&kind.name) => AccessLevel::Read,
        Requester::Person(_) => AccessLevel::Nothing,
    }
}

/// Whether `identity` may set the password of `entry`, or have it verified.
pub(super) fn may_write_password(identity: Option<&Dn>, entry: &StoredEntry) -> bool {
    match Requester::of(identity) {
        Requester::Anonymous => false,
        Requester::Service => !is_below(entry, "ou=services") || identity == Some(&*entry.dn),
        Requester::Person(dn) => *dn == *entry.dn,
    }
}

/// Whether `identity` may write `pwdReset`.
pub(super) fn may_write_reset(identity: Option<&Dn>) -> bool {
    matches!(Requester::of(identity), Requester::Service)
}

fn is_policy(entry: &StoredEntry) -> bool {
    is_below(entry, "ou=politiques")
}

fn is_below(entry: &StoredEntry, branch: &str) -> bool {
    entry.dn.key().iter().any(|rdn| rdn == branch)
}
