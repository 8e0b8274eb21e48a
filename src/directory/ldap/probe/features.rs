//! The server's own words about itself: its rootDSE, its schema, its clock.

use std::collections::HashSet;

use jiff::{SignedDuration, Timestamp};

use crate::config::DirectoryKind;
use crate::directory::ldap::client::connection::{ANY, Connection, LdapEntry};
use crate::directory::ldap::dialect;
use crate::directory::ldap::ppolicy;
use crate::identity::generalized_time;

/// Password Modify (RFC 3062), as a rootDSE lists it.
const PASSWORD_MODIFY: &str = "1.3.6.1.4.1.4203.1.11.1";
/// Simple paged results (RFC 2696).
const PAGES: &str = "1.2.840.113556.1.4.319";
/// The entry of OpenLDAP's monitor that holds the time.
const MONITOR_TIME: &str = "cn=Current,cn=Time,cn=Monitor";

/// The features that a server announces in its rootDSE.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Features {
    /// The family that it belongs to.
    pub kind: DirectoryKind,
    /// The name of its dialect, such as OpenLDAP.
    pub dialect: &'static str,
    /// Whether the client can write passwords there.
    pub supported: bool,
    /// Its maker and version, when it announces them.
    pub vendor: Option<String>,
    pub policy_control: bool,
    pub password_modify: bool,
    pub pages: bool,
}

impl Features {
    pub(super) fn of(root: &LdapEntry) -> Self {
        let lists = |attribute: &str, oid: &str| root.values(attribute).iter().any(|value| value == oid);
        let vendor = [root.values("vendorName"), root.values("vendorVersion")].concat();
        let dialect = dialect::of_root_dse(Some(root));
        Self {
            kind: dialect.kind(),
            dialect: dialect.name(),
            supported: dialect.is_supported(),
            vendor: if vendor.is_empty() { None } else { Some(vendor.join(" ")) },
            policy_control: lists("supportedControl", ppolicy::OID),
            password_modify: lists("supportedExtension", PASSWORD_MODIFY),
            pages: lists("supportedControl", PAGES),
        }
    }
}

pub(super) async fn root_dse(connection: &mut Connection) -> Option<LdapEntry> {
    let mut attributes = dialect::ROOT_DSE_ATTRIBUTES.to_vec();
    let others =
        ["supportedControl", "supportedExtension", "vendorVersion", "currentTime", "subschemaSubentry"];
    attributes.extend(others);
    let found = connection.read("", ANY, &attributes).await.ok()?;
    // An entry that hides its attributes tells as little as none.
    found.entries.into_iter().next().filter(|root| !root.attributes.is_empty())
}

/// The names of the attributes that the server's schema knows, in lower case; `None` when it does not show them.
pub(super) async fn schema(connection: &mut Connection, root: &LdapEntry) -> Option<HashSet<String>> {
    let subschema = root.values("subschemaSubentry").first()?;
    let found = connection.read(subschema, "(objectClass=subschema)", &["attributeTypes"]).await.ok()?;
    let types = found.entries.first()?.values("attributeTypes");
    let names: HashSet<String> = types.iter().flat_map(|description| names_of(description)).collect();
    (!names.is_empty()).then_some(names)
}

/// The OID and the names of an attribute description (RFC 4512 §4.1.2): `( 2.5.4.3 NAME ( 'cn' 'commonName' ) …`.
fn names_of(description: &str) -> Vec<String> {
    let mut words = description.trim_start_matches(['(', ' ']).split_whitespace();
    let mut names: Vec<String> = words.next().map(str::to_lowercase).into_iter().collect();
    let mut named = words.skip_while(|word| *word != "NAME").skip(1).filter(|word| *word != "(");
    names.extend(named.by_ref().map_while(|word| {
        let name = word.strip_prefix('\'')?.strip_suffix('\'')?;
        Some(name.to_lowercase())
    }));
    names
}

/// The server's clock less ours.
pub(super) async fn clock_gap(
    connection: &mut Connection,
    root: Option<&LdapEntry>,
) -> Option<SignedDuration> {
    let now = Timestamp::now();
    if let Some(time) = root.and_then(|root| root.values("currentTime").first()) {
        return generalized_time::parse(time).map(|time| time.duration_since(now));
    }
    let found = connection.read(MONITOR_TIME, ANY, &["monitorTimestamp"]).await.ok()?;
    let time = generalized_time::parse(found.entries.first()?.values("monitorTimestamp").first()?)?;
    Some(time.duration_since(now))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[rstest]
    #[case("( 2.5.4.3 NAME ( 'cn' 'commonName' ) DESC 'NAME of an entry' SUP name )", &["2.5.4.3", "cn", "commonname"])]
    #[case("( 0.9.2342.19200300.100.1.1 NAME 'uid' DESC 'x' )", &["0.9.2342.19200300.100.1.1", "uid"])]
    #[case("( 1.2.3 )", &["1.2.3"])]
    #[case("", &[])]
    fn attribute_description_names_attribute(#[case] description: &str, #[case] expected: &[&str]) {
        assert_eq!(names_of(description), expected);
    }
}
