//! Modify: the service says that a password must be changed, and that is all that may be modified.

use ldap3_proto::proto::{LdapModify, LdapModifyRequest, LdapModifyType, LdapResultCode};

use super::{Outcome, Session, restriction};
use crate::demo::access;
use crate::demo::dn::Dn;
use crate::demo::policy::PolicyError;
use crate::demo::schema;
use crate::demo::store::Store;

pub(super) fn modify(store: &mut Store, session: &Session, request: &LdapModifyRequest) -> Outcome {
    let Some(dn) = Dn::parse(&request.dn) else { return Outcome::invalid_dn() };
    if session.identity.is_none() {
        return authentication_required();
    }
    if let Some(outcome) = request.changes.iter().find_map(syntax_fault) {
        return outcome;
    }
    if let Some(outcome) = restriction(session) {
        return outcome.with_policy(PolicyError::ChangeAfterReset);
    }
    let Some(current) = store.get(&dn).map(|entry| entry.password.reset) else {
        return Outcome::no_such_object(store, session, &dn);
    };
    let only_reset =
        request.changes.iter().all(|change| change.modification.atype.eq_ignore_ascii_case("pwdReset"));
    if !only_reset || !access::may_write_reset(session.identity()) {
        return Outcome::insufficient_access("");
    }
    // All changes or none: RFC 4511 §4.6.
    match request.changes.iter().try_fold(current, apply) {
        Ok(reset) => {
            if let Some(entry) = store.get_mut(&dn) {
                entry.password.reset = reset;
            }
            Outcome::success()
        }
        Err(outcome) => outcome,
    }
}

/// Add, delete and rename: nobody may.
pub(super) fn structure(session: &Session) -> Outcome {
    if session.identity.is_none() {
        return authentication_required();
    }
    restriction(session).unwrap_or_else(|| Outcome::insufficient_access("no write access to parent"))
}

fn authentication_required() -> Outcome {
    Outcome::new(LdapResultCode::StrongerAuthRequired, "modifications require authentication")
}

fn syntax_fault(change: &LdapModify) -> Option<Outcome> {
    let description = &change.modification.atype;
    let Some(kind) = schema::find(description) else {
        let text = format!("{description}: attribute type undefined");
        return Some(Outcome::new(LdapResultCode::UndefinedAttributeType, text));
    };
    let at = change.modification.vals.iter().position(|value| kind.rule.normalize(value).is_none())?;
    let text = format!("{description}: value #{at} invalid per syntax");
    Some(Outcome::new(LdapResultCode::InvalidAttributeSyntax, text))
}

/// One change of pwdReset, whose value so far is `current`.
fn apply(current: Option<bool>, change: &LdapModify) -> Result<Option<bool>, Outcome> {
    let values: Vec<bool> = change.modification.vals.iter().map(|value| value == b"TRUE").collect();
    let too_many = || {
        let text = "attribute 'pwdReset' cannot have multiple values";
        Outcome::new(LdapResultCode::ConstraintViolation, text)
    };
    let missing =
        || Outcome::new(LdapResultCode::NoSuchAttribute, "modify/delete: pwdReset: no such attribute");
    match (&change.operation, values.as_slice()) {
        (LdapModifyType::Replace, []) => Ok(None),
        (LdapModifyType::Replace, [value]) => Ok(Some(*value)),
        (LdapModifyType::Add, [value]) if current.is_none() => Ok(Some(*value)),
        (LdapModifyType::Replace | LdapModifyType::Add, _) => Err(too_many()),
        (LdapModifyType::Delete, []) if current.is_some() => Ok(None),
        (LdapModifyType::Delete, [value]) if current == Some(*value) => Ok(None),
        (LdapModifyType::Delete, _) => Err(missing()),
        (LdapModifyType::Increment, _) => Err(Outcome::insufficient_access("")),
    }
}
