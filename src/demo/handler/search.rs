//! The search (RFC 4511 §4.5).

use ldap3_proto::proto::{
    LdapOp, LdapPartialAttribute, LdapResultCode, LdapSearchRequest, LdapSearchResultEntry, LdapSearchScope,
};

use super::connection_state::ConnectionState;
use super::operation_result::OperationResult;
use crate::demo::access::{self, AccessLevel};
use crate::demo::dn::Dn;
use crate::demo::entry::{Attribute, StoredEntry};
use crate::demo::filter;
use crate::demo::schema;
use crate::demo::store::Store;

/// The most entries of one answer (`sizelimit` of slapd).
const SERVER_SIZE_LIMIT: usize = 200;

pub(super) fn search(
    store: &Store,
    connection: &ConnectionState,
    request: &LdapSearchRequest,
) -> (Vec<LdapOp>, OperationResult) {
    let Some(base) = Dn::parse(&request.base) else { return (Vec::new(), OperationResult::invalid_dn()) };
    let entries: Vec<&StoredEntry> = if base.is_empty() && request.scope == LdapSearchScope::Base {
        vec![store.root_dse()]
    } else {
        match candidates(store, connection, &base, &request.scope) {
            Ok(entries) => entries,
            Err(outcome) => return (Vec::new(), outcome),
        }
    };
    let identity = connection.identity();
    let mut found = entries.into_iter().filter(|entry| {
        access::may_disclose(identity, entry) && filter::matches(&request.filter, identity, entry)
    });
    let asked = usize::try_from(request.sizelimit).unwrap_or(0);
    let limit = if asked == 0 { SERVER_SIZE_LIMIT } else { asked.min(SERVER_SIZE_LIMIT) };
    let answers = found
        .by_ref()
        .take(limit)
        .map(|entry| LdapOp::SearchResultEntry(shown(entry, connection, request)))
        .collect();
    let outcome = match found.next() {
        Some(_) => OperationResult::new(LdapResultCode::SizeLimitExceeded, ""),
        None => OperationResult::success(),
    };
    (answers, outcome)
}

/// The entries in the scope.
fn candidates<'a>(
    store: &'a Store,
    connection: &ConnectionState,
    base: &Dn,
    scope: &LdapSearchScope,
) -> Result<Vec<&'a StoredEntry>, OperationResult> {
    if !base.is_within(store.base()) {
        return Err(OperationResult::new(LdapResultCode::NoSuchObject, ""));
    }
    if let Some(outcome) = connection.restriction() {
        return Err(outcome);
    }
    let start =
        store.get(base).ok_or_else(|| OperationResult::no_such_object(store, connection.identity(), base))?;
    if !access::may_disclose(connection.identity(), start) {
        return Err(OperationResult::new(LdapResultCode::NoSuchObject, ""));
    }
    let within = |entry: &&StoredEntry| match scope {
        LdapSearchScope::Base => *entry.dn == *base,
        LdapSearchScope::OneLevel => entry.dn.is_child_of(base),
        LdapSearchScope::Subtree => entry.dn.is_within(base),
        LdapSearchScope::Children => entry.dn.is_within(base) && *entry.dn != *base,
    };
    Ok(store.entries().iter().filter(within).collect())
}

/// The attributes of `entry` that the request selects and the connection may read.
fn shown(
    entry: &StoredEntry,
    connection: &ConnectionState,
    request: &LdapSearchRequest,
) -> LdapSearchResultEntry {
    let attributes = entry
        .attributes()
        .into_iter()
        .filter(|attribute| is_selected(attribute, &request.attrs))
        .filter(|attribute| access::level(connection.identity(), entry, attribute.kind) >= AccessLevel::Read)
        .map(|attribute| LdapPartialAttribute {
            atype: attribute.description,
            vals: if request.typesonly { Vec::new() } else { attribute.values },
        })
        .collect();
    LdapSearchResultEntry { dn: entry.dn.as_str().to_owned(), attributes }
}

/// RFC 4511 §4.5.1.8: an empty list means `*`; `+` means every operational attribute (RFC 3673).
fn is_selected(attribute: &Attribute, selectors: &[String]) -> bool {
    let by = |selector: &String| match selector.as_str() {
        "*" => !attribute.kind.operational,
        "+" => attribute.kind.operational,
        name if name.contains(';') => attribute.description.eq_ignore_ascii_case(name),
        name => schema::find(name) == Some(attribute.kind),
    };
    if selectors.is_empty() { !attribute.kind.operational } else { selectors.iter().any(by) }
}
