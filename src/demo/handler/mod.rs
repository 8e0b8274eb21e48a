//! One request in, its answers out: what the directory does, without a network.

mod bind;
mod compare;
mod modify;
mod password_modify;
mod search;

use std::borrow::Cow;
use std::sync::Arc;

use jiff::Timestamp;
use ldap3_proto::LdapMsg;
use ldap3_proto::control::LdapControl;
use ldap3_proto::proto::{
    LdapBindResponse, LdapExtendedRequest, LdapExtendedResponse, LdapOp, LdapResult, LdapResultCode,
    OID_PASSWORD_MODIFY, OID_WHOAMI,
};

use super::access;
use super::dn::Dn;
use super::policy::{self, PolicyAnswer};
use super::store::Store;

/// What a connection remembers.
#[derive(Debug, Default)]
pub(super) struct ConnectionState {
    /// Absent: anonymous.
    pub identity: Option<Arc<Dn>>,
    /// Bound with a password that must be changed: nothing else is allowed.
    pub must_change: bool,
}

impl ConnectionState {
    fn identity(&self) -> Option<&Dn> {
        self.identity.as_deref()
    }
}

/// How an operation ends, before it is put in the message of its kind.
#[derive(Debug)]
struct OperationResult {
    code: LdapResultCode,
    matched: String,
    text: Cow<'static, str>,
    /// Sent to whoever asked for the password policy control.
    policy: Option<PolicyAnswer>,
}

impl OperationResult {
    fn new(code: LdapResultCode, text: impl Into<Cow<'static, str>>) -> Self {
        Self { code, matched: String::new(), text: text.into(), policy: None }
    }

    fn success() -> Self {
        Self::new(LdapResultCode::Success, "")
    }

    fn with_policy(self, answer: impl Into<PolicyAnswer>) -> Self {
        Self { policy: Some(answer.into()), ..self }
    }

    /// An entry that is not there; its closest ancestor is named to who may know it.
    fn no_such_object(store: &Store, session: &ConnectionState, dn: &Dn) -> Self {
        let matched = store
            .nearest_ancestor(dn)
            .filter(|entry| access::may_disclose(session.identity(), entry))
            .map(|entry| entry.dn.as_str().to_owned())
            .unwrap_or_default();
        Self { matched, ..Self::new(LdapResultCode::NoSuchObject, "") }
    }

    fn invalid_dn() -> Self {
        Self::new(LdapResultCode::InvalidDNSyntax, "invalid DN")
    }

    fn insufficient_access(text: &'static str) -> Self {
        Self::new(LdapResultCode::InsufficentAccessRights, text)
    }

    fn into_result(self) -> LdapResult {
        LdapResult {
            code: self.code,
            matcheddn: self.matched,
            message: self.text.into_owned(),
            referral: Vec::new(),
        }
    }
}

/// The answers to `message`, in order; none to what asks for none.
pub(super) fn answer(
    store: &mut Store,
    session: &mut ConnectionState,
    message: LdapMsg,
    now: Timestamp,
) -> Vec<LdapMsg> {
    let LdapMsg { msgid, op, ctrl } = message;
    let wants_policy =
        ctrl.iter().any(|control| matches!(control, LdapControl::PasswordPolicyRequest { .. }));
    let (answers, policy) = if ctrl.iter().any(is_critical_and_unknown) {
        let text = "critical extension is not recognized";
        (refusal_of(&op, LdapResultCode::UnavailableCriticalExtension, text).into_iter().collect(), None)
    } else {
        dispatch(store, session, op, now)
    };
    let mut messages: Vec<LdapMsg> = answers.into_iter().map(|op| LdapMsg::new(msgid, op)).collect();
    if let (true, Some(policy), Some(last)) = (wants_policy, policy, messages.last_mut()) {
        last.ctrl.push(LdapControl::Unknown {
            oid: policy::CONTROL_OID.to_owned(),
            criticality: false,
            value: Some(policy.to_ber()),
        });
    }
    messages
}

type OperationReplies = (Vec<LdapOp>, Option<PolicyAnswer>);

fn dispatch(
    store: &mut Store,
    session: &mut ConnectionState,
    op: LdapOp,
    now: Timestamp,
) -> OperationReplies {
    match op {
        LdapOp::BindRequest(request) => one(bind::bind(store, session, request, now), |res| {
            LdapOp::BindResponse(LdapBindResponse { res, saslcreds: None })
        }),
        LdapOp::SearchRequest(request) => {
            let (mut answers, outcome) = search::search(store, session, &request);
            let policy = outcome.policy;
            answers.push(LdapOp::SearchResultDone(outcome.into_result()));
            (answers, policy)
        }
        LdapOp::CompareRequest(request) => {
            one(compare::compare(store, session, &request), LdapOp::CompareResult)
        }
        LdapOp::ModifyRequest(request) => {
            one(modify::modify(store, session, &request), LdapOp::ModifyResponse)
        }
        LdapOp::AddRequest(_) => one(modify::structure(session), LdapOp::AddResponse),
        LdapOp::DelRequest(_) => one(modify::structure(session), LdapOp::DelResponse),
        LdapOp::ModifyDNRequest(_) => one(modify::structure(session), LdapOp::ModifyDNResponse),
        LdapOp::ExtendedRequest(request) => extended(store, session, request, now),
        _ => (Vec::new(), None),
    }
}

fn one(outcome: OperationResult, wrap: impl FnOnce(LdapResult) -> LdapOp) -> OperationReplies {
    let policy = outcome.policy;
    (vec![wrap(outcome.into_result())], policy)
}

fn extended(
    store: &mut Store,
    session: &mut ConnectionState,
    request: LdapExtendedRequest,
    now: Timestamp,
) -> OperationReplies {
    let (outcome, value) = match request.name.as_str() {
        OID_PASSWORD_MODIFY => password_modify::password_modify(store, session, request, now),
        OID_WHOAMI => {
            let authorization = session.identity().map(|dn| format!("dn:{}", dn.as_str()));
            (OperationResult::success(), Some(authorization.unwrap_or_default().into_bytes()))
        }
        _ => (OperationResult::new(LdapResultCode::ProtocolError, "unsupported extended operation"), None),
    };
    one(outcome, |res| LdapOp::ExtendedResponse(LdapExtendedResponse { res, name: None, value }))
}

/// The answer of its kind that refuses `op`; nothing when `op` has no answer.
pub(super) fn refusal_of(op: &LdapOp, code: LdapResultCode, text: &str) -> Option<LdapOp> {
    let res = LdapResult { code, matcheddn: String::new(), message: text.to_owned(), referral: Vec::new() };
    Some(match op {
        LdapOp::BindRequest(_) => LdapOp::BindResponse(LdapBindResponse { res, saslcreds: None }),
        LdapOp::SearchRequest(_) => LdapOp::SearchResultDone(res),
        LdapOp::CompareRequest(_) => LdapOp::CompareResult(res),
        LdapOp::ModifyRequest(_) => LdapOp::ModifyResponse(res),
        LdapOp::AddRequest(_) => LdapOp::AddResponse(res),
        LdapOp::DelRequest(_) => LdapOp::DelResponse(res),
        LdapOp::ModifyDNRequest(_) => LdapOp::ModifyDNResponse(res),
        LdapOp::ExtendedRequest(_) => {
            LdapOp::ExtendedResponse(LdapExtendedResponse { res, name: None, value: None })
        }
        _ => return None,
    })
}

/// What a session that must change its password gets for anything else. OpenLDAP adds the policy's error
/// to a modify, and to nothing else.
fn restriction(session: &ConnectionState) -> Option<OperationResult> {
    const TEXT: &str = "Operations are restricted to bind/unbind/abandon/StartTLS/modify password";
    session.must_change.then(|| OperationResult::insufficient_access(TEXT))
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
        // Their criticality is not kept by the decoder.
        _ => false,
    }
}
