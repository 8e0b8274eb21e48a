//! The comparison, by which the service checks a proof that it cannot read.

use ldap3_proto::proto::{LdapCompareRequest, LdapResultCode};

use super::connection_state::ConnectionState;
use super::operation_result::OperationResult;
use crate::demo::access::{self, AccessLevel};
use crate::demo::dn::Dn;
use crate::demo::schema;
use crate::demo::store::Store;

pub(super) fn compare(
    store: &Store,
    connection: &ConnectionState,
    request: &LdapCompareRequest,
) -> OperationResult {
    let Some(dn) = Dn::parse(&request.dn) else { return OperationResult::invalid_dn() };
    let Some(kind) = schema::find(&request.atype) else {
        return OperationResult::new(LdapResultCode::UndefinedAttributeType, "");
    };
    let Some(wanted) = kind.rule.normalize(&request.val) else {
        let text = "value does not conform to assertion syntax";
        return OperationResult::new(LdapResultCode::InvalidAttributeSyntax, text);
    };
    if let Some(outcome) = connection.restriction() {
        return outcome;
    }
    let identity = connection.identity();
    let Some(entry) = store.get(&dn) else {
        return OperationResult::no_such_object(store, connection.identity(), &dn);
    };
    if !access::may_disclose(identity, entry) {
        return OperationResult::new(LdapResultCode::NoSuchObject, "");
    }
    if access::level(identity, entry, kind) < AccessLevel::Compare {
        return OperationResult::insufficient_access("");
    }
    let values = entry.values(kind);
    if values.is_empty() {
        return OperationResult::new(LdapResultCode::NoSuchAttribute, "");
    }
    let holds = values.iter().any(|value| kind.rule.normalize(value).as_ref() == Some(&wanted));
    OperationResult::new(if holds { LdapResultCode::CompareTrue } else { LdapResultCode::CompareFalse }, "")
}
