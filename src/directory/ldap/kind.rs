//! Which kind of server it is, by its rootDSE (RFC 4512 §5.1).

use super::classify;
use super::connection::{Connection, LdapEntry};
use crate::config::DirectoryKind;
use crate::directory::DirectoryError;

/// Kinds of servers whose answers are told apart.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum ServerKind {
    /// OpenLDAP, and whoever speaks RFC 3062 and the policy draft without further ado.
    OpenLdap,
    /// 389 Directory Server.
    Ds389,
    /// Active Directory, Samba AD.
    ActiveDirectory,
}

/// What is asked of a rootDSE to know the kind.
pub(super) const ROOT_DSE_ATTRIBUTES: [&str; 3] = ["objectClass", "vendorName", "supportedCapabilities"];

/// LDAP_CAP_ACTIVE_DIRECTORY_OID ([MS-ADTS] §3.1.1.3.4.3.1); Samba lists it too.
const ACTIVE_DIRECTORY: &str = "1.2.840.113556.1.4.800";

impl ServerKind {
    /// The kind that the configuration names, if it does.
    pub(super) fn configured(kind: DirectoryKind) -> Option<Self> {
        match kind {
            DirectoryKind::Auto => None,
            DirectoryKind::OpenLdap => Some(Self::OpenLdap),
            DirectoryKind::Ds389 => Some(Self::Ds389),
            DirectoryKind::ActiveDirectory => Some(Self::ActiveDirectory),
        }
    }

    /// Asks the server; one that shows no rootDSE is spoken to as the standards say.
    pub(super) async fn ask(connection: &mut Connection) -> Result<Self, DirectoryError> {
        let found = connection.read("", "(objectClass=*)", &ROOT_DSE_ATTRIBUTES).await?;
        // What a server says while it is busy must not be kept for the life of the process.
        if classify::cannot_now(&found.end) {
            return Err(DirectoryError::Refused(found.end.answer(Self::OpenLdap)));
        }
        Ok(found.entries.first().map_or(Self::OpenLdap, Self::of))
    }

    /// The kind that a rootDSE tells.
    pub(super) fn of(root: &LdapEntry) -> Self {
        let vendor_is = |name: &str| root.values("vendorName").iter().any(|vendor| vendor.contains(name));
        if root.values("supportedCapabilities").iter().any(|oid| oid == ACTIVE_DIRECTORY) {
            Self::ActiveDirectory
        } else if vendor_is("389 Project") || vendor_is("Red Hat") {
            Self::Ds389
        } else {
            Self::OpenLdap
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use rstest::rstest;

    #[rstest]
    #[case("objectClass", "OpenLDAProotDSE", ServerKind::OpenLdap)]
    #[case("vendorName", "389 Project", ServerKind::Ds389)]
    #[case("VENDORNAME", "389 Project", ServerKind::Ds389)]
    #[case("supportedCapabilities", ACTIVE_DIRECTORY, ServerKind::ActiveDirectory)]
    #[case("vendorName", "Somebody Else", ServerKind::OpenLdap)]
    fn root_dse_tells(#[case] attribute: &str, #[case] value: &str, #[case] expected: ServerKind) {
        let root = LdapEntry {
            dn: String::new(),
            attributes: vec![(attribute.to_owned(), vec!["x".to_owned(), value.to_owned()])],
        };
        assert_eq!(ServerKind::of(&root), expected);
    }
}
