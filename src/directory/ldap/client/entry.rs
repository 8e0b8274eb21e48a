//! An entry, as a search shows it.

use ldap3::SearchEntry;

/// An entry that a search found.
pub(in crate::directory) struct LdapEntry {
    pub dn: String,
    pub attributes: Vec<(String, Vec<String>)>,
}

impl LdapEntry {
    /// The values of an attribute; none when it is absent or unreadable. Servers differ in the case of its name.
    pub fn values(&self, name: &str) -> &[String] {
        let named = self.attributes.iter().find(|(attribute, _)| attribute.eq_ignore_ascii_case(name));
        named.map_or(&[], |(_, values)| values)
    }

    /// Whether an attribute has that value, in any case.
    pub fn holds(&self, name: &str, value: &str) -> bool {
        self.values(name).iter().any(|held| held.eq_ignore_ascii_case(value))
    }
}

impl From<SearchEntry> for LdapEntry {
    fn from(entry: SearchEntry) -> Self {
        // No request asks for binary values (photographs…), which are in another field.
        Self { dn: entry.dn, attributes: entry.attrs.into_iter().collect() }
    }
}
