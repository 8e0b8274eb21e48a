//! The entries of the embedded directory, in the order in which they were loaded.

use jiff::Timestamp;

use super::dn::Dn;
use super::entry::StoredEntry;
use super::ldif::{self, LdifError, LdifErrorKind};
use super::policy::PasswordPolicy;

/// The root DSE, by which a client recognizes an OpenLDAP.
const ROOT_DSE: &str = "\
dn:
objectClass: top
objectClass: OpenLDAProotDSE
structuralObjectClass: OpenLDAProotDSE
supportedControl: 1.3.6.1.4.1.42.2.27.8.5.1
supportedControl: 2.16.840.1.113730.3.4.2
supportedExtension: 1.3.6.1.4.1.4203.1.11.1
supportedExtension: 1.3.6.1.4.1.4203.1.11.3
supportedFeatures: 1.3.6.1.4.1.4203.1.5.1
supportedLDAPVersion: 3
vendorName: MaMamia (demonstration)
namingContexts: ";

/// The policy, below the base, of entries that name none.
const DEFAULT_POLICY: &str = "cn=defaut,ou=politiques";

#[derive(Debug)]
pub(super) struct Store {
    entries: Vec<StoredEntry>,
    root_dse: StoredEntry,
    base: Dn,
    default_policy: Option<Dn>,
}

impl Store {
    /// The directory that the LDIF `text` describes, its first entry being the base.
    ///
    /// # Errors
    /// The first line that cannot be loaded.
    pub(super) fn load(text: &str, now: Timestamp) -> Result<Self, LdifError> {
        let mut entries: Vec<StoredEntry> = Vec::new();
        for record in ldif::parse(text)? {
            let entry = StoredEntry::load(&record, now)?;
            if entries.iter().any(|other| other.dn == entry.dn) {
                return Err(LdifErrorKind::Duplicate.at(record.line));
            }
            entries.push(entry);
        }
        let base = entries.first().map(|entry| Dn::clone(&entry.dn)).ok_or(LdifErrorKind::NoDn.at(1))?;
        let root_dse = ldif::parse(&format!("{ROOT_DSE}{}\n", base.as_str()))?;
        let root_dse = StoredEntry::load(root_dse.first().ok_or(LdifErrorKind::NoDn.at(1))?, now)?;
        let default_policy = Dn::parse(&format!("{DEFAULT_POLICY},{}", base.as_str()));
        Ok(Self { entries, root_dse, base, default_policy })
    }

    pub(super) fn base(&self) -> &Dn {
        &self.base
    }

    pub(super) fn root_dse(&self) -> &StoredEntry {
        &self.root_dse
    }

    pub(super) fn entries(&self) -> &[StoredEntry] {
        &self.entries
    }

    pub(super) fn get(&self, dn: &Dn) -> Option<&StoredEntry> {
        self.entries.iter().find(|entry| *entry.dn == *dn)
    }

    pub(super) fn get_mut(&mut self, dn: &Dn) -> Option<&mut StoredEntry> {
        self.entries.iter_mut().find(|entry| *entry.dn == *dn)
    }

    /// The closest existing ancestor of `dn`.
    pub(super) fn nearest_ancestor(&self, dn: &Dn) -> Option<&StoredEntry> {
        self.entries.iter().filter(|entry| dn.is_within(&entry.dn)).max_by_key(|entry| entry.dn.depth())
    }

    /// The policy of `entry`'s password: its own, or the default one.
    pub(super) fn policy_of(&self, entry: &StoredEntry) -> PasswordPolicy {
        let dn = entry.policy.as_ref().or(self.default_policy.as_ref());
        let policy = dn.and_then(|dn| self.get(dn));
        PasswordPolicy::read(|name| policy?.text(name))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[rstest]
    #[case("", 1, LdifErrorKind::NoDn)]
    #[case("dn: nonsense", 1, LdifErrorKind::InvalidDn)]
    #[case("dn: dc=fr\n\ndn: DC=FR", 3, LdifErrorKind::Duplicate)]
    #[case("dn: dc=fr\nfoo: bar", 1, LdifErrorKind::UnknownAttribute)]
    #[case("dn: dc=fr\ncompteAD: oui", 1, LdifErrorKind::InvalidValue)]
    #[case("dn: dc=fr\nuserPassword: not marked as clear", 1, LdifErrorKind::InvalidValue)]
    #[case("dn: dc=fr\npwdChangedTime: {AGO}long", 1, LdifErrorKind::InvalidValue)]
    fn faulty_entry_is_refused(#[case] text: &str, #[case] line: usize, #[case] fault: LdifErrorKind) {
        assert_eq!(Store::load(text, Timestamp::UNIX_EPOCH).err(), Some(fault.at(line)));
    }

    #[test]
    fn debug_hides_passwords() {
        let text = "dn: dc=fr\nuserPassword: {CLEAR}Ancien-Mdp-2026\n";
        let store = Store::load(text, Timestamp::UNIX_EPOCH).unwrap();
        let shown = format!("{store:?}");
        assert!(shown.contains("PasswordHash(…)"));
        assert!(!shown.contains("Ancien") && !shown.contains("salt"), "{shown}");
    }
}
