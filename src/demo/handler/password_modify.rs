//! The password modification of RFC 3062, with OpenLDAP's order of refusals.

use jiff::Timestamp;
use ldap3_proto::proto::{
    LdapExtendedRequest, LdapExtendedResponse, LdapPasswordModifyRequest, LdapPasswordModifyResponse,
    LdapResultCode,
};
use zeroize::Zeroizing;

use super::connection_state::ConnectionState;
use super::operation_result::OperationResult;
use crate::demo::access;
use crate::demo::dn::Dn;
use crate::demo::password_state::PasswordChange;
use crate::demo::store::Store;

/// A decoded request, whose secrets are wiped on drop.
struct PasswordModifyRequest {
    /// The DN of the entry to change; `None`: that of the bound identity.
    target: Option<String>,
    old: Option<Zeroizing<String>>,
    /// `None`: the server generates a password.
    new: Option<Zeroizing<String>>,
}

/// Performs the operation. Returns its result and, for a password that the server generated, the value of the response.
pub(super) fn password_modify(
    store: &mut Store,
    connection: &mut ConnectionState,
    request: LdapExtendedRequest,
    now: Timestamp,
) -> (OperationResult, Option<Vec<u8>>) {
    match modify(store, connection, request, now) {
        Ok(generated) => (OperationResult::success(), generated),
        Err(refusal) => (refusal, None),
    }
}

fn modify(
    store: &mut Store,
    connection: &mut ConnectionState,
    request: LdapExtendedRequest,
    now: Timestamp,
) -> Result<Option<Vec<u8>>, OperationResult> {
    let identity = connection.identity.clone().ok_or_else(|| {
        let text = "only authenticated users may change passwords";
        OperationResult::new(LdapResultCode::StrongerAuthRequired, text)
    })?;
    let request = decode(request)?;
    let target = match &request.target {
        Some(text) => Dn::parse(text)
            .ok_or_else(|| OperationResult::new(LdapResultCode::InvalidAttributeSyntax, "Invalid DN"))?,
        None => Dn::clone(&identity),
    };
    verify_old(store, connection, &target, &request)?;
    let (new, generated) = match request.new {
        Some(new) => (new, None),
        None => {
            let new = generate();
            let response = generated_password_response(&new);
            (new, Some(response))
        }
    };
    let Some(entry) = store.get(&target) else {
        return Err(OperationResult::no_such_object(store, connection.identity(), &target));
    };
    let change =
        PasswordChange { new: &new, by_self: *identity == target, old_supplied: request.old.is_some() };
    let policy = store.policy_of(entry);
    // The policy first, then the rights, as in slapd: the overlay of the policy sits in front of the database.
    entry.password.check(&policy, &change, now).map_err(|refused| {
        let code = if refused.is_access {
            LdapResultCode::InsufficentAccessRights
        } else {
            LdapResultCode::ConstraintViolation
        };
        OperationResult::new(code, refused.text).with_policy(refused.error)
    })?;
    if !access::may_write_password(connection.identity(), entry) {
        return Err(OperationResult::insufficient_access(""));
    }
    if let Some(entry) = store.get_mut(&target) {
        entry.password.apply(&policy, &new, now);
    }
    if *identity == target {
        connection.must_change = false;
    }
    Ok(generated)
}

fn decode(mut request: LdapExtendedRequest) -> Result<PasswordModifyRequest, OperationResult> {
    let decoded = match &request.value {
        Some(_) => LdapPasswordModifyRequest::try_from(&request)
            .map_err(|_| OperationResult::new(LdapResultCode::ProtocolError, "data decoding error")),
        None => Ok(LdapPasswordModifyRequest { user_identity: None, old_password: None, new_password: None }),
    };
    drop(request.value.take().map(Zeroizing::new));
    let decoded = decoded?;
    let request = PasswordModifyRequest {
        target: decoded.user_identity,
        old: decoded.old_password.map(Zeroizing::new),
        new: decoded.new_password.map(Zeroizing::new),
    };
    let is_empty = |secret: &Option<Zeroizing<String>>| secret.as_ref().is_some_and(|text| text.is_empty());
    if is_empty(&request.old) {
        return Err(OperationResult::new(LdapResultCode::UnwillingToPerform, "old password value is empty"));
    }
    if is_empty(&request.new) {
        return Err(OperationResult::new(LdapResultCode::UnwillingToPerform, "new password value is empty"));
    }
    Ok(request)
}

/// Verifies the old password, if the request has one. A wrong one does not count as a failed bind.
fn verify_old(
    store: &Store,
    connection: &ConnectionState,
    target: &Dn,
    request: &PasswordModifyRequest,
) -> Result<(), OperationResult> {
    let unwilling = |text| OperationResult::new(LdapResultCode::UnwillingToPerform, text);
    if target.is_empty() {
        return Err(unwilling("no password is associated with the Root DSE"));
    }
    match &request.old {
        Some(old) => store
            .get(target)
            .filter(|entry| access::may_write_password(connection.identity(), entry))
            .filter(|entry| entry.password.verifies(old))
            .map(|_| ())
            .ok_or_else(|| unwilling("unwilling to verify old password")),
        // slapd hands a name outside its databases to SASL.
        None if !target.is_within(store.base()) => {
            Err(OperationResult::new(LdapResultCode::Other, "unable to retrieve SASL username"))
        }
        None => Ok(()),
    }
}

/// A random password of eight characters, as slapd generates it.
fn generate() -> Zeroizing<String> {
    const ALPHABET: &[u8; 64] = b"ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789./";
    let random: [u8; 8] = rand::random();
    let letter = |byte: u8| ALPHABET.get(usize::from(byte) % ALPHABET.len()).copied().map(char::from);
    Zeroizing::new(random.into_iter().filter_map(letter).collect())
}

/// The response value that tells the client its new password (RFC 3062 §2, `genPasswd`).
fn generated_password_response(password: &str) -> Vec<u8> {
    let response = LdapPasswordModifyResponse {
        res: OperationResult::success().into_result(),
        gen_password: Some(password.to_owned()),
    };
    LdapExtendedResponse::from(response).value.unwrap_or_default()
}
