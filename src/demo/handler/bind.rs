//! The simple bind (RFC 4511 §4.2).

use std::sync::Arc;

use jiff::Timestamp;
use ldap3_proto::proto::{LdapBindCred, LdapBindRequest, LdapResultCode};
use zeroize::Zeroizing;

use super::connection_state::ConnectionState;
use super::operation_result::OperationResult;
use crate::demo::dn::Dn;
use crate::demo::store::Store;

pub(super) fn bind(
    store: &mut Store,
    connection: &mut ConnectionState,
    request: LdapBindRequest,
    now: Timestamp,
) -> OperationResult {
    // RFC 4511 §4.2.1: even a refused bind ends the previous identity.
    *connection = ConnectionState::default();
    let LdapBindCred::Simple(password) = request.cred else {
        return OperationResult::new(LdapResultCode::AuthMethodNotSupported, "unknown authentication method");
    };
    let password = Zeroizing::new(password);
    if request.version != 3 {
        return OperationResult::new(
            LdapResultCode::ProtocolError,
            "requested protocol version not supported",
        );
    }
    let Some(dn) = Dn::parse(&request.dn) else { return OperationResult::invalid_dn() };
    match (dn.is_empty(), password.is_empty()) {
        (true, true) => return OperationResult::success(),
        (true, false) => return OperationResult::new(LdapResultCode::InvalidCredentials, ""),
        (false, true) => {
            let text = "unauthenticated bind (DN with no password) disallowed";
            return OperationResult::new(LdapResultCode::UnwillingToPerform, text);
        }
        (false, false) => {}
    }
    authenticate(store, connection, &dn, &password, now)
}

fn authenticate(
    store: &mut Store,
    connection: &mut ConnectionState,
    dn: &Dn,
    password: &str,
    now: Timestamp,
) -> OperationResult {
    let policy = store.get(dn).map(|entry| store.policy_of(entry));
    let (Some(policy), Some(entry)) = (policy, store.get_mut(dn)) else {
        // Without a control, unlike after a wrong password: so does OpenLDAP.
        return OperationResult::new(LdapResultCode::InvalidCredentials, "");
    };
    let authentication = entry.password.authenticate(&policy, password, now);
    if !authentication.accepted {
        return OperationResult::new(LdapResultCode::InvalidCredentials, "")
            .with_policy(authentication.answer);
    }
    connection.identity = Some(Arc::clone(&entry.dn));
    connection.must_change = authentication.must_change;
    OperationResult::success().with_policy(authentication.answer)
}
