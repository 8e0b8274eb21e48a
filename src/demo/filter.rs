//! Search filters (RFC 4511 §4.5.1.7), three-valued: a filter on an attribute without search right is Undefined.

use ldap3_proto::proto::{LdapFilter, LdapSubstringFilter};

use super::access::{self, AccessLevel};
use super::dn::Dn;
use super::entry::StoredEntry;
use super::schema::{self, AttributeType, MatchingRule};

/// Whether `identity` finds `entry` with `filter`.
pub(super) fn matches(filter: &LdapFilter, identity: Option<&Dn>, entry: &StoredEntry) -> bool {
    evaluate(filter, identity, entry) == Some(true)
}

/// `None` is RFC 4511's Undefined.
fn evaluate(filter: &LdapFilter, identity: Option<&Dn>, entry: &StoredEntry) -> Option<bool> {
    let inner = |filter| evaluate(filter, identity, entry);
    let searchable = |name: &str| -> Option<&'static AttributeType> {
        schema::find(name).filter(|kind| access::level(identity, entry, kind) >= AccessLevel::Read)
    };
    match filter {
        LdapFilter::And(filters) => all(filters.iter().map(inner)),
        LdapFilter::Or(filters) => all(filters.iter().map(|filter| inner(filter).map(|truth| !truth)))
            .map(|none_is_true| !none_is_true),
        LdapFilter::Not(filter) => inner(filter).map(|truth| !truth),
        LdapFilter::Present(name) => {
            let kind = searchable(name)?;
            Some(!entry.values(kind).is_empty())
        }
        // approxMatch is equality here, as for attributes without an approximate rule in OpenLDAP.
        LdapFilter::Equality(name, value) | LdapFilter::Approx(name, value) => {
            let kind = searchable(name)?;
            Some(normalized(entry, kind).contains(&kind.rule.normalize(value.as_bytes())?))
        }
        LdapFilter::Substring(name, pattern) => {
            let kind = searchable(name)?;
            let pattern = Pattern::of(pattern, kind.rule)?;
            Some(normalized(entry, kind).iter().any(|value| pattern.is_in(value)))
        }
        LdapFilter::GreaterOrEqual(..) | LdapFilter::LessOrEqual(..) | LdapFilter::Extensible(..) => None,
    }
}

/// False if one is false, else Undefined if one is Undefined.
fn all(truths: impl Iterator<Item = Option<bool>>) -> Option<bool> {
    let mut sum = Some(true);
    for truth in truths {
        match truth {
            Some(false) => return Some(false),
            Some(true) => {}
            None => sum = None,
        }
    }
    sum
}

fn normalized(entry: &StoredEntry, kind: &AttributeType) -> Vec<Vec<u8>> {
    entry.values(kind).iter().filter_map(|value| kind.rule.normalize(value)).collect()
}

/// `initial*any*…*final`, each part normalized.
struct Pattern {
    initial: Vec<u8>,
    any: Vec<Vec<u8>>,
    last: Vec<u8>,
}

impl Pattern {
    fn of(pattern: &LdapSubstringFilter, rule: MatchingRule) -> Option<Self> {
        let part = |text: Option<&String>| match text {
            Some(text) => rule.normalize(text.as_bytes()),
            None => Some(Vec::new()),
        };
        Some(Self {
            initial: part(pattern.initial.as_ref())?,
            any: pattern.any.iter().map(|text| rule.normalize(text.as_bytes())).collect::<Option<_>>()?,
            last: part(pattern.final_.as_ref())?,
        })
    }

    fn is_in(&self, value: &[u8]) -> bool {
        let Some(mut rest) = value.strip_prefix(self.initial.as_slice()) else { return false };
        for part in &self.any {
            let found = rest.windows(part.len().max(1)).position(|window| window == part.as_slice());
            match found.and_then(|at| rest.get(at + part.len()..)) {
                Some(after) => rest = after,
                None => return false,
            }
        }
        rest.ends_with(&self.last)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::demo::access::SERVICE_DN;
    use crate::demo::ldif;
    use jiff::Timestamp;
    use ldap3_proto::parse_ldap_filter_str;

    #[rstest]
    #[case::values(true, &["(uid=HLEFEVRE)", "(displayName=anne-MARIE)", "(objectClass=*)"])]
    #[case::parts(true, &["(cn=H*)", "(cn=*l*n*F*re)", "(displayName=Anne*Marie)"])]
    #[case::and(true, &["(&(uid=hlefevre)(objectClass=inetOrgPerson))"])]
    #[case::or(true, &["(|(uid=x)(sn=lefèvre))", "(|(foo=bar)(uid=hlefevre))"])]
    #[case::not(true, &["(!(uid=x))", "(!(&(foo=bar)(uid=x)))"])]
    #[case::no_value(false, &["(uid=other)", "(mail=*)", "(&(uid=hlefevre)(mail=*))"])]
    #[case::no_part(false, &["(cn=*re*f*)", "(displayName=Anne-Marie*Marie)"])]
    // Undefined, and so is its negation.
    #[case::unknown_attribute(false, &["(foo=bar)", "(!(foo=bar))", "(&(foo=bar)(uid=hlefevre))"])]
    #[case::proof(false, &["(numen=06E7012345ABC)", "(!(numen=06E7012345ABC))"])]
    #[case::password_syntax_or_order(false, &["(userPassword=*)", "(!(compteAD=oui))", "(uid>=a)"])]
    fn filter_finds_entry(#[case] found: bool, #[case] filters: &[&str]) {
        let text = "dn: uid=hlefevre,dc=fr\nobjectClass: inetOrgPerson\nuid: hlefevre\ncn: Hélène Lefèvre\n\
                    sn: Lefèvre\ndisplayName: Anne-Marie\nnumen: 06E7012345ABC\nuserPassword: {CLEAR}x\n";
        let entry = StoredEntry::load(&ldif::parse(text).unwrap()[0], Timestamp::UNIX_EPOCH).unwrap();
        let service = Dn::parse(SERVICE_DN);
        for text in filters {
            let filter = parse_ldap_filter_str(text).unwrap();
            assert_eq!(matches(&filter, service.as_ref(), &entry), found, "{text}");
            assert!(!matches(&filter, None, &entry), "an anonymous client finds no entry: {text}");
        }
    }
}
