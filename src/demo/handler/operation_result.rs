//! The result of an operation.

use std::borrow::Cow;

use ldap3_proto::proto::{LdapResult, LdapResultCode};

use crate::demo::access;
use crate::demo::dn::Dn;
use crate::demo::policy::PolicyAnswer;
use crate::demo::store::Store;

/// A result before it is put in the message of its kind.
#[derive(Debug)]
pub(super) struct OperationResult {
    pub(super) code: LdapResultCode,
    matched: String,
    text: Cow<'static, str>,
    /// Sent to a client that asked for the password policy control.
    pub(super) policy: Option<PolicyAnswer>,
}

impl OperationResult {
    pub(super) fn new(code: LdapResultCode, text: impl Into<Cow<'static, str>>) -> Self {
        Self { code, matched: String::new(), text: text.into(), policy: None }
    }

    pub(super) fn success() -> Self {
        Self::new(LdapResultCode::Success, "")
    }

    pub(super) fn with_policy(self, answer: impl Into<PolicyAnswer>) -> Self {
        Self { policy: Some(answer.into()), ..self }
    }

    /// The entry does not exist. Names its closest ancestor, if `identity` may learn of that one.
    pub(super) fn no_such_object(store: &Store, identity: Option<&Dn>, dn: &Dn) -> Self {
        let matched = store
            .nearest_ancestor(dn)
            .filter(|entry| access::may_disclose(identity, entry))
            .map(|entry| entry.dn.as_str().to_owned())
            .unwrap_or_default();
        Self { matched, ..Self::new(LdapResultCode::NoSuchObject, "") }
    }

    pub(super) fn invalid_dn() -> Self {
        Self::new(LdapResultCode::InvalidDNSyntax, "invalid DN")
    }

    pub(super) fn insufficient_access(text: &'static str) -> Self {
        Self::new(LdapResultCode::InsufficentAccessRights, text)
    }

    pub(super) fn into_result(self) -> LdapResult {
        LdapResult {
            code: self.code,
            matcheddn: self.matched,
            message: self.text.into_owned(),
            referral: Vec::new(),
        }
    }
}
