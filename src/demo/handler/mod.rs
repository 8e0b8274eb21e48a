//! Answers one request, without the network.

mod bind;
mod compare;
mod connection_state;
mod modify;
mod operation_result;
mod password_modify;
mod search;

use jiff::Timestamp;
use ldap3_proto::LdapMsg;
use ldap3_proto::control::LdapControl;
use ldap3_proto::proto::{
    LdapBindResponse, LdapExtendedRequest, LdapExtendedResponse, LdapOp, LdapResult, LdapResultCode,
    OID_PASSWORD_MODIFY, OID_WHOAMI,
};

use super::policy;
use super::store::Store;

pub(super) use connection_state::ConnectionState;
use operation_result::OperationResult;

/// The answers to `message`, in order; none to a request that has no answer.
pub(super) fn answer(
    store: &mut Store,
    connection: &mut ConnectionState,
    message: LdapMsg,
    now: Timestamp,
) -> Vec<LdapMsg> {
    let LdapMsg { msgid, op, ctrl } = message;
    let Some(respond) = response_to(&op) else { return Vec::new() };
    let Replies { entries, result, value } = if ctrl.iter().any(is_critical_and_unknown) {
        let text = "critical extension is not recognized";
        OperationResult::new(LdapResultCode::UnavailableCriticalExtension, text).into()
    } else {
        dispatch(store, connection, op, now)
    };
    let policy = result.policy;
    let mut last = LdapMsg::new(msgid, respond(result.into_result(), value));
    let wants_policy =
        ctrl.iter().any(|control| matches!(control, LdapControl::PasswordPolicyRequest { .. }));
    last.ctrl.extend(policy.filter(|_| wants_policy).map(|policy| LdapControl::Unknown {
        oid: policy::CONTROL_OID.to_owned(),
        criticality: false,
        value: Some(policy.to_ber()),
    }));
    entries.into_iter().map(|entry| LdapMsg::new(msgid, entry)).chain([last]).collect()
}

/// The refusal of `op` by a message of its kind; `None` when `op` has no answer.
#[cfg(any(test, feature = "test-support"))]
pub(super) fn refusal_of(op: &LdapOp, code: LdapResultCode) -> Option<LdapOp> {
    Some(response_to(op)?(OperationResult::new(code, "").into_result(), None))
}

/// Makes the message that ends an operation, with the value of an extended one.
type Respond = fn(LdapResult, Option<Vec<u8>>) -> LdapOp;

/// The last message of an operation of the kind of `request`; `None` for a request without an answer.
fn response_to(request: &LdapOp) -> Option<Respond> {
    Some(match request {
        LdapOp::BindRequest(_) => |res, _| LdapOp::BindResponse(LdapBindResponse { res, saslcreds: None }),
        LdapOp::SearchRequest(_) => |res, _| LdapOp::SearchResultDone(res),
        LdapOp::CompareRequest(_) => |res, _| LdapOp::CompareResult(res),
        LdapOp::ModifyRequest(_) => |res, _| LdapOp::ModifyResponse(res),
        LdapOp::AddRequest(_) => |res, _| LdapOp::AddResponse(res),
        LdapOp::DelRequest(_) => |res, _| LdapOp::DelResponse(res),
        LdapOp::ModifyDNRequest(_) => |res, _| LdapOp::ModifyDNResponse(res),
        LdapOp::ExtendedRequest(_) => {
            |res, value| LdapOp::ExtendedResponse(LdapExtendedResponse { res, name: None, value })
        }
        _ => return None,
    })
}

/// The outcome of an operation, with the entries of a search and the value of an extended one.
struct Replies {
    entries: Vec<LdapOp>,
    result: OperationResult,
    value: Option<Vec<u8>>,
}

impl From<OperationResult> for Replies {
    fn from(result: OperationResult) -> Self {
        Self { entries: Vec::new(), result, value: None }
    }
}

fn dispatch(store: &mut Store, connection: &mut ConnectionState, op: LdapOp, now: Timestamp) -> Replies {
    match op {
        LdapOp::BindRequest(request) => bind::bind(store, connection, request, now).into(),
        LdapOp::SearchRequest(request) => {
            let (entries, result) = search::search(store, connection, &request);
            Replies { entries, result, value: None }
        }
        LdapOp::CompareRequest(request) => compare::compare(store, connection, &request).into(),
        LdapOp::ModifyRequest(request) => modify::modify(store, connection, &request).into(),
        LdapOp::ExtendedRequest(request) => extended(store, connection, request, now),
        // Add, delete and rename.
        _ => modify::structure(connection).into(),
    }
}

fn extended(
    store: &mut Store,
    connection: &mut ConnectionState,
    request: LdapExtendedRequest,
    now: Timestamp,
) -> Replies {
    let (result, value) = match request.name.as_str() {
        OID_PASSWORD_MODIFY => password_modify::password_modify(store, connection, request, now),
        OID_WHOAMI => {
            let authorization = connection.identity().map(|dn| format!("dn:{}", dn.as_str()));
            (OperationResult::success(), Some(authorization.unwrap_or_default().into_bytes()))
        }
        _ => (OperationResult::new(LdapResultCode::ProtocolError, "unsupported extended operation"), None),
    };
    Replies { entries: Vec::new(), result, value }
}

fn is_critical_and_unknown(control: &LdapControl) -> bool {
    match control {
        LdapControl::PasswordPolicyRequest { .. } | LdapControl::ManageDsaIT { .. } => false,
        LdapControl::SyncRequest { criticality, .. }
        | LdapControl::SearchOptions { criticality, .. }
        | LdapControl::ShowDeleted { criticality }
        | LdapControl::SdFlags { criticality, .. }
        | LdapControl::ExtendedDn { criticality, .. }
        | LdapControl::Unknown { criticality, .. } => *criticality,
        // The decoder does not keep the criticality of the others.
        _ => false,
    }
}
