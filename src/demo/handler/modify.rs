//! The modify, which the service may use on `pwdReset` alone.

use ldap3_proto::proto::{LdapModify, LdapModifyRequest, LdapModifyType, LdapResultCode};

use super::connection_state::ConnectionState;
use super::operation_result::OperationResult;
use crate::demo::access;
use crate::demo::dn::Dn;
use crate::demo::policy::PolicyError;
use crate::demo::schema;
use crate::demo::store::Store;

pub(super) fn modify(
    store: &mut Store,
    connection: &ConnectionState,
    request: &LdapModifyRequest,
) -> OperationResult {
    let Some(dn) = Dn::parse(&request.dn) else { return OperationResult::invalid_dn() };
    if connection.identity.is_none() {
        return authentication_required();
    }
    if let Some(outcome) = request.changes.iter().find_map(syntax_fault) {
        return outcome;
    }
    if let Some(outcome) = connection.restriction() {
        return outcome.with_policy(PolicyError::ChangeAfterReset);
    }
    let Some(current) = store.get(&dn).map(|entry| entry.password.reset) else {
        return OperationResult::no_such_object(store, connection.identity(), &dn);
    };
    let only_reset =
        request.changes.iter().all(|change| change.modification.atype.eq_ignore_ascii_case("pwdReset"));
    if !only_reset || !access::may_write_reset(connection.identity()) {
        return OperationResult::insufficient_access("");
    }
    // All changes or none: RFC 4511 §4.6.
    match request.changes.iter().try_fold(current, apply) {
        Ok(reset) => {
            if let Some(entry) = store.get_mut(&dn) {
                entry.password.reset = reset;
            }
            OperationResult::success()
        }
        Err(outcome) => outcome,
    }
}

/// Refuses add, delete and rename.
pub(super) fn structure(connection: &ConnectionState) -> OperationResult {
    if connection.identity.is_none() {
        return authentication_required();
    }
    connection
        .restriction()
        .unwrap_or_else(|| OperationResult::insufficient_access("no write access to parent"))
}

fn authentication_required() -> OperationResult {
    OperationResult::new(LdapResultCode::StrongerAuthRequired, "modifications require authentication")
}

fn syntax_fault(change: &LdapModify) -> Option<OperationResult> {
    let description = &change.modification.atype;
    let Some(kind) = schema::find(description) else {
        let text = format!("{description}: attribute type undefined");
        return Some(OperationResult::new(LdapResultCode::UndefinedAttributeType, text));
    };
    let at = change.modification.vals.iter().position(|value| kind.rule.normalize(value).is_none())?;
    let text = format!("{description}: value #{at} invalid per syntax");
    Some(OperationResult::new(LdapResultCode::InvalidAttributeSyntax, text))
}

/// One change of pwdReset, whose value so far is `current`.
fn apply(current: Option<bool>, change: &LdapModify) -> Result<Option<bool>, OperationResult> {
    let values: Vec<bool> = change.modification.vals.iter().map(|value| value == b"TRUE").collect();
    let too_many = || {
        let text = "attribute 'pwdReset' cannot have multiple values";
        OperationResult::new(LdapResultCode::ConstraintViolation, text)
    };
    let missing = || {
        OperationResult::new(LdapResultCode::NoSuchAttribute, "modify/delete: pwdReset: no such attribute")
    };
    match (&change.operation, values.as_slice()) {
        (LdapModifyType::Replace, []) => Ok(None),
        (LdapModifyType::Replace, [value]) => Ok(Some(*value)),
        (LdapModifyType::Add, [value]) if current.is_none() => Ok(Some(*value)),
        (LdapModifyType::Replace | LdapModifyType::Add, _) => Err(too_many()),
        (LdapModifyType::Delete, []) if current.is_some() => Ok(None),
        (LdapModifyType::Delete, [value]) if current == Some(*value) => Ok(None),
        (LdapModifyType::Delete, _) => Err(missing()),
        (LdapModifyType::Increment, _) => Err(OperationResult::insufficient_access("")),
    }
}
