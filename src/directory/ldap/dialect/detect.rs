//! Detects the dialect of a server: from the configuration, else from its rootDSE (RFC 4512 §5.1).

use std::sync::OnceLock;

use super::Dialect;
use super::active_directory::ActiveDirectory;
use super::ds389::Ds389;
use super::openldap::OpenLdap;
use super::unknown::Unknown;
use crate::config::DirectoryKind;
use crate::directory::ldap::client::connection::{ANY, Connection, LdapEntry};
use crate::directory::{DirectoryError, Obstacle};

/// The attributes of a rootDSE that reveal the dialect.
pub(in crate::directory) const ROOT_DSE_ATTRIBUTES: [&str; 3] =
    ["objectClass", "vendorName", "supportedCapabilities"];

/// The object class of the rootDSE of slapd, which names no vendor.
const OPENLDAP: &str = "OpenLDAProotDSE";

/// `LDAP_CAP_ACTIVE_DIRECTORY_OID` ([MS-ADTS] §3.1.1.3.4.3.1); Samba lists it too.
const ACTIVE_DIRECTORY: &str = "1.2.840.113556.1.4.800";

/// The dialect that the configuration names; `None` when the server is to be asked.
pub(in crate::directory) fn configured(kind: DirectoryKind) -> Option<&'static dyn Dialect> {
    match kind {
        DirectoryKind::Auto => None,
        DirectoryKind::OpenLdap => Some(&OpenLdap),
        DirectoryKind::Ds389 => Some(&Ds389),
        DirectoryKind::ActiveDirectory => Some(&ActiveDirectory),
    }
}

/// The dialect of the servers, kept once it is known. A server that hides its rootDSE from a connection may show it to
/// the next one, or to this one after a bind: so an unknown dialect is not kept.
pub(in crate::directory) struct DialectCell(OnceLock<&'static dyn Dialect>);

impl DialectCell {
    pub fn new(configured: Option<&'static dyn Dialect>) -> Self {
        Self(configured.map_or_else(OnceLock::new, OnceLock::from))
    }

    /// The dialect, if it is known.
    pub fn get(&self) -> Option<&'static dyn Dialect> {
        self.0.get().copied()
    }

    /// Asks the server over `connection` unless its dialect is known.
    pub async fn of(&self, connection: &mut Connection) -> Result<&'static dyn Dialect, DirectoryError> {
        if let Some(known) = self.0.get() {
            return Ok(*known);
        }
        let dialect = detect(connection).await?;
        Ok(if dialect.is_known() { *self.0.get_or_init(|| dialect) } else { dialect })
    }
}

/// Asks the server for its rootDSE.
async fn detect(connection: &mut Connection) -> Result<&'static dyn Dialect, DirectoryError> {
    let found = connection.read("", ANY, &ROOT_DSE_ATTRIBUTES).await?;
    let dialect = of_root_dse(found.entries.first());
    // The answer of a busy server must not decide for the life of the process.
    if Obstacle::of(found.end.code) == Obstacle::Moment {
        return Err(dialect.refused(&found.end));
    }
    Ok(dialect)
}

/// The dialect of a rootDSE. Silence is no family: a server that hides its rootDSE passed for an OpenLDAP once, and what
/// closes an account there was never read.
pub(in crate::directory) fn of_root_dse(root: Option<&LdapEntry>) -> &'static dyn Dialect {
    let values = |attribute| root.map_or(&[][..], |root| root.values(attribute));
    let vendor_is = |name: &str| values("vendorName").iter().any(|vendor| vendor.contains(name));
    if values("supportedCapabilities").iter().any(|oid| oid == ACTIVE_DIRECTORY) {
        &ActiveDirectory
    } else if vendor_is("389 Project") || vendor_is("Red Hat") {
        &Ds389
    } else if values("objectClass").iter().any(|class| class.eq_ignore_ascii_case(OPENLDAP)) {
        &OpenLdap
    } else {
        &Unknown
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[rstest]
    #[case("objectClass", "OpenLDAProotDSE", "OpenLDAP")]
    #[case("vendorName", "389 Project", "389 Directory Server")]
    #[case("VENDORNAME", "389 Project", "389 Directory Server")]
    #[case("supportedCapabilities", ACTIVE_DIRECTORY, "Active Directory")]
    #[case("vendorName", "Somebody Else", "unknown")]
    #[case("objectClass", "top", "unknown")]
    fn root_dse_tells_dialect(#[case] attribute: &str, #[case] value: &str, #[case] expected: &str) {
        let attributes = vec![(attribute.to_owned(), vec!["x".to_owned(), value.to_owned()])];
        assert_eq!(of_root_dse(Some(&LdapEntry { dn: String::new(), attributes })).name(), expected);
    }

    #[test]
    fn hidden_root_dse_tells_nothing() {
        assert!(!of_root_dse(None).is_known());
    }
}
