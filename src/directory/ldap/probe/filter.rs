//! The parts of a filter of the configuration, and whether the server evaluates them for the service.
//!
//! A server answers a search by an attribute that its schema lacks, or that the service may not search, as if nothing
//! matched. Such a part is neither true nor false, hence neither it nor its negation finds the entry (RFC 4511 §4.5.1.7).

use crate::directory::ldap::client::connection::{Connection, NO_ATTRIBUTE};

/// One comparison of a filter.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct FilterPart {
    /// The name of its attribute, without options.
    pub attribute: String,
    /// The comparison as an RFC 4515 filter of its own.
    pub filter: String,
}

/// The comparisons of a filter, in its order. Extensible ones (`:=`) are left out.
pub(super) fn parts(filter: &str) -> Vec<FilterPart> {
    // A parenthesis within a value is escaped (RFC 4515 §3): each innermost pair holds one comparison.
    let innermost = filter.split('(').filter_map(|rest| rest.split_once(')'));
    innermost
        .filter_map(|(comparison, _)| {
            let (left, _) = comparison.split_once('=')?;
            let attribute = left.trim_end_matches(['~', '<', '>']).split(';').next()?.trim();
            if attribute.is_empty() || attribute.contains(':') {
                return None;
            }
            Some(FilterPart { attribute: attribute.to_owned(), filter: format!("({comparison})") })
        })
        .collect()
}

/// Whether the server finds the part true or false of one of these people; `None` without an answer.
pub(super) async fn is_evaluated(
    connection: &mut Connection,
    people: &[String],
    part: &FilterPart,
) -> Option<bool> {
    for person in people {
        for filter in [part.filter.clone(), format!("(!{})", part.filter)] {
            let found = connection.read(person, &filter, &[NO_ATTRIBUTE]).await.ok()?;
            if !found.entries.is_empty() {
                return Some(true);
            }
        }
    }
    Some(false)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[rstest]
    #[case("(objectClass=inetOrgPerson)", &["objectClass"])]
    #[case("(&(objectClass=person)(|(ou=a)(!(departmentNumber>=3)))(cn;lang-fr=*x*))", &["objectClass", "ou", "departmentNumber", "cn"])]
    #[case("(cn:caseExactMatch:=x)", &[])]
    #[case("(description=a\\28b\\29=c)", &["description"])]
    #[case("", &[])]
    fn filter_has_parts(#[case] filter: &str, #[case] expected: &[&str]) {
        let found = parts(filter);
        assert_eq!(found.iter().map(|part| part.attribute.as_str()).collect::<Vec<_>>(), expected);
        assert!(found.iter().all(|part| filter.contains(&part.filter)));
    }
}
