//! Simple bind.

use std::sync::Arc;

use jiff::Timestamp;
use ldap3_proto::proto::{LdapBindCred, LdapBindRequest, LdapResultCode};
use zeroize::Zeroizing;

use super::{Outcome, Session};
use crate::demo::dn::Dn;
use crate::demo::store::Store;

pub(super) fn bind(
    store: &mut Store,
    session: &mut Session,
    request: LdapBindRequest,
    now: Timestamp,
) -> Outcome {
    // RFC 4511 §4.2.1: whatever comes of it, a bind ends the previous identity.
    *session = Session::default();
    let LdapBindCred::Simple(password) = request.cred else {
        return Outcome::new(LdapResultCode::AuthMethodNotSupported, "unknown authentication method");
    };
    let password = Zeroizing::new(password);
    if request.version != 3 {
        return Outcome::new(LdapResultCode::ProtocolError, "requested protocol version not supported");
    }
    let Some(dn) = Dn::parse(&request.dn) else { return Outcome::invalid_dn() };
    match (dn.is_empty(), password.is_empty()) {
        (true, true) => return Outcome::success(),
        (true, false) => return Outcome::new(LdapResultCode::InvalidCredentials, ""),
        (false, true) => {
            let text = "unauthenticated bind (DN with no password) disallowed";
            return Outcome::new(LdapResultCode::UnwillingToPerform, text);
        }
        (false, false) => {}
    }
    authenticate(store, session, &dn, &password, now)
}

fn authenticate(
    store: &mut Store,
    session: &mut Session,
    dn: &Dn,
    password: &str,
    now: Timestamp,
) -> Outcome {
    let policy = store.get(dn).map(|entry| store.policy_of(entry));
    let (Some(policy), Some(entry)) = (policy, store.get_mut(dn)) else {
        // No control with it: this is how OpenLDAP tells an unknown name from a wrong password.
        return Outcome::new(LdapResultCode::InvalidCredentials, "");
    };
    let authentication = entry.password.authenticate(&policy, password, now);
    if !authentication.accepted {
        return Outcome::new(LdapResultCode::InvalidCredentials, "").with_policy(authentication.answer);
    }
    session.identity = Some(Arc::clone(&entry.dn));
    session.must_change = authentication.must_change;
    Outcome::success().with_policy(authentication.answer)
}
