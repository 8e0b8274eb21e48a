//! From a server's answer to what it means, by (result code, policy error, diagnostic token, kind): never by
//! the result code alone, which means one thing on OpenLDAP and another on 389-DS or Active Directory.

use ldap3::LdapResult;

use super::kind::ServerKind;
use super::ppolicy::{self, ExpiryWarning, PolicyResponse};
use super::{active_directory, ds389, openldap};
use crate::directory::{PasswordCheck, Refusal, RefusalReason, ServerAnswer, Validity};

/// Result codes (RFC 4511 §4.1.9, appendix A) that are told apart.
pub(super) mod code {
    pub const SUCCESS: u32 = 0;
    pub const SIZE_LIMIT_EXCEEDED: u32 = 4;
    pub const COMPARE_FALSE: u32 = 5;
    pub const COMPARE_TRUE: u32 = 6;
    pub const STRONGER_AUTH_REQUIRED: u32 = 8;
    pub const REFERRAL: u32 = 10;
    pub const CONFIDENTIALITY_REQUIRED: u32 = 13;
    pub const NO_SUCH_ATTRIBUTE: u32 = 16;
    pub const UNDEFINED_ATTRIBUTE_TYPE: u32 = 17;
    pub const CONSTRAINT_VIOLATION: u32 = 19;
    pub const INVALID_ATTRIBUTE_SYNTAX: u32 = 21;
    pub const NO_SUCH_OBJECT: u32 = 32;
    pub const INAPPROPRIATE_AUTHENTICATION: u32 = 48;
    pub const INVALID_CREDENTIALS: u32 = 49;
    pub const INSUFFICIENT_ACCESS_RIGHTS: u32 = 50;
    pub const BUSY: u32 = 51;
    pub const UNAVAILABLE: u32 = 52;
    pub const UNWILLING_TO_PERFORM: u32 = 53;
}

/// A server's answer with its diagnostic text, which is read for tokens and goes no further: no `Debug`.
pub(super) struct ServerReply {
    pub code: u32,
    pub policy: PolicyResponse,
    pub diagnostic: String,
}

impl From<LdapResult> for ServerReply {
    fn from(result: LdapResult) -> Self {
        Self { code: result.rc, policy: ppolicy::response(&result.ctrls), diagnostic: result.text }
    }
}

impl ServerReply {
    /// What remains of the answer.
    pub fn answer(&self, kind: ServerKind) -> ServerAnswer {
        let ad_code = match kind {
            ServerKind::ActiveDirectory => active_directory::own_code(&self.diagnostic),
            ServerKind::OpenLdap | ServerKind::Ds389 => None,
        };
        ServerAnswer { result_code: self.code, ppolicy: self.policy.error, ad_code }
    }

    /// How long the password that has just been accepted remains one.
    pub fn validity(&self) -> Validity {
        Validity {
            must_change: self.policy.error == Some(crate::directory::PpolicyError::ChangeAfterReset),
            expires_in: match self.policy.warning {
                Some(ExpiryWarning::ExpiresIn(time)) => Some(time),
                _ => None,
            },
            grace_left: match self.policy.warning {
                Some(ExpiryWarning::GraceLeft(uses)) => Some(uses),
                _ => None,
            },
        }
    }
}

/// What an answered bind says of the password; `None` when it says nothing of it (server busy, TLS demanded…).
pub(super) fn password_check(kind: ServerKind, reply: &ServerReply) -> Option<PasswordCheck> {
    match kind {
        ServerKind::OpenLdap => openldap::password_check(reply),
        ServerKind::Ds389 => ds389::password_check(reply),
        ServerKind::ActiveDirectory => active_directory::password_check(reply),
    }
}

/// Why a new password was refused.
pub(super) fn refusal(kind: ServerKind, reply: &ServerReply) -> Refusal {
    let reason = match (reply.code, kind) {
        (code::CONFIDENTIALITY_REQUIRED | code::STRONGER_AUTH_REQUIRED, _) => RefusalReason::Confidentiality,
        (_, ServerKind::OpenLdap) => openldap::refusal(reply),
        (_, ServerKind::Ds389) => ds389::refusal(reply),
        (_, ServerKind::ActiveDirectory) => active_directory::refusal(reply),
    };
    Refusal { reason, answer: reply.answer(kind) }
}

/// Whether the server says that it cannot answer now: it did nothing, and says nothing of whoever asks.
pub(super) fn cannot_now(reply: &ServerReply) -> bool {
    matches!(reply.code, code::BUSY | code::UNAVAILABLE)
}

#[cfg(test)]
pub(super) mod tests {
    use super::*;
    use rstest::rstest;

    /// A reply as seen on the wire: result code, policy response in hexadecimal, diagnostic text.
    pub fn reply(code: u32, policy: &str, diagnostic: &str) -> ServerReply {
        let value: Vec<u8> = (0..policy.len())
            .step_by(2)
            .map(|at| u8::from_str_radix(&policy[at..at + 2], 16).unwrap())
            .collect();
        let policy =
            if value.is_empty() { PolicyResponse::default() } else { ppolicy::decode(&value).unwrap() };
        ServerReply { code, policy, diagnostic: diagnostic.to_owned() }
    }

    #[rstest]
    #[case(ServerKind::OpenLdap, reply(13, "", "confidentiality required"))]
    #[case(ServerKind::Ds389, reply(13, "", "Operation requires a secure connection.\n"))]
    #[case(ServerKind::ActiveDirectory, reply(8, "", "BindSimple: Transport encryption required."))]
    fn tls_is_demanded(#[case] kind: ServerKind, #[case] reply: ServerReply) {
        assert_eq!(password_check(kind, &reply), None);
        assert_eq!(refusal(kind, &reply).reason, RefusalReason::Confidentiality);
    }

    #[test]
    fn the_answer_keeps_codes_only() {
        let answer = reply(19, "3003810106", "jdupont: too short").answer(ServerKind::OpenLdap);
        assert_eq!(answer.result_code, 19);
        assert_eq!(answer.ppolicy, Some(crate::directory::PpolicyError::PasswordTooShort));
        assert_eq!(answer.ad_code, None);
        assert!(!format!("{answer:?}").contains("jdupont"));
    }
}
