//! Result codes (RFC 4511 §4.1.9, appendix A), and their meaning on every server.
//!
//! Most codes mean something else on each family of servers, and only with the policy error and the diagnostic text
//! beside them: those meanings stand in the dialects. Each constant names the ones that surprise.

use crate::directory::{Obstacle, PpolicyError, RefusalReason, ServerAnswer};

pub(super) const SUCCESS: u32 = 0;
/// A search looks through too many entries, or a proxy gave up on the server behind it.
const TIME_LIMIT_EXCEEDED: u32 = 3;
pub(super) const SIZE_LIMIT_EXCEEDED: u32 = 4;
pub(super) const COMPARE_FALSE: u32 = 5;
pub(super) const COMPARE_TRUE: u32 = 6;
/// Active Directory: the bind needs TLS.
pub(super) const STRONGER_AUTH_REQUIRED: u32 = 8;
/// A replica sends writers to another server.
pub(super) const REFERRAL: u32 = 10;
/// A search looks through too many entries.
const ADMIN_LIMIT_EXCEEDED: u32 = 11;
/// OpenLDAP and 389-DS: the operation needs TLS.
pub(super) const CONFIDENTIALITY_REQUIRED: u32 = 13;
pub(super) const NO_SUCH_ATTRIBUTE: u32 = 16;
pub(super) const UNDEFINED_ATTRIBUTE_TYPE: u32 = 17;
/// The new password breaks a rule. 389-DS, at a bind: the account is locked by failures. Active Directory: also a
/// wrong current password.
pub(super) const CONSTRAINT_VIOLATION: u32 = 19;
pub(super) const INVALID_ATTRIBUTE_SYNTAX: u32 = 21;
pub(super) const NO_SUCH_OBJECT: u32 = 32;
/// The name is no distinguished name.
const INVALID_DN_SYNTAX: u32 = 34;
/// The entry has no password.
pub(super) const INAPPROPRIATE_AUTHENTICATION: u32 = 48;
/// A wrong, expired or locked password at a bind. 389-DS: also a wrong current password at a change.
pub(super) const INVALID_CREDENTIALS: u32 = 49;
pub(super) const INSUFFICIENT_ACCESS_RIGHTS: u32 = 50;
pub(super) const BUSY: u32 = 51;
pub(super) const UNAVAILABLE: u32 = 52;
/// OpenLDAP, at a change: a wrong current password. 389-DS, at a bind: the account is inactivated; at a search:
/// an index is required (« require index »).
pub(super) const UNWILLING_TO_PERFORM: u32 = 53;
/// An internal error of the server.
const OTHER: u32 = 80;

/// Whether the code leaves a write unknown: a proxy gave up on the server that it had passed the request to.
pub(super) fn leaves_unknown(code: u32) -> bool {
    matches!(code, TIME_LIMIT_EXCEEDED | UNAVAILABLE)
}

/// The reason that a policy error gives by itself, on the servers that follow the draft.
pub(super) fn reason_of_policy(error: PpolicyError) -> Option<RefusalReason> {
    Some(match error {
        PpolicyError::AccountLocked => RefusalReason::Locked,
        PpolicyError::PasswordModNotAllowed => RefusalReason::Forbidden,
        PpolicyError::MustSupplyOldPassword => RefusalReason::WrongCurrent,
        PpolicyError::InsufficientPasswordQuality => RefusalReason::Quality,
        PpolicyError::PasswordTooShort => RefusalReason::TooShort,
        PpolicyError::PasswordTooLong => RefusalReason::TooLong,
        PpolicyError::PasswordTooYoung => RefusalReason::TooYoung,
        PpolicyError::PasswordInHistory => RefusalReason::InHistory,
        PpolicyError::PasswordExpired | PpolicyError::ChangeAfterReset => return None,
    })
}

impl Obstacle {
    pub(super) fn of(code: u32) -> Self {
        match code {
            STRONGER_AUTH_REQUIRED | CONFIDENTIALITY_REQUIRED => Self::Protection,
            TIME_LIMIT_EXCEEDED | BUSY | UNAVAILABLE | OTHER => Self::Moment,
            _ => Self::Lasting,
        }
    }
}

impl ServerAnswer {
    /// The obstacle to this request.
    #[must_use]
    pub fn obstacle(&self) -> Obstacle {
        Obstacle::of(self.result_code)
    }

    /// Whether a search was refused because it looks through too many entries: an attribute lacks its index.
    #[must_use]
    pub fn limits_the_search(&self) -> bool {
        matches!(self.result_code, TIME_LIMIT_EXCEEDED | ADMIN_LIMIT_EXCEEDED | UNWILLING_TO_PERFORM)
    }

    /// Whether the name in the request is no distinguished name, hence that of no entry.
    #[must_use]
    pub fn names_no_entry(&self) -> bool {
        self.result_code == INVALID_DN_SYNTAX
    }

    /// Whether the refusal depends on the entry. Other refusals (busy, no TLS…) would meet any entry.
    #[must_use]
    pub fn is_about_the_entry(&self) -> bool {
        matches!(self.result_code, INSUFFICIENT_ACCESS_RIGHTS | UNWILLING_TO_PERFORM)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn answer(result_code: u32) -> ServerAnswer {
        ServerAnswer { result_code, ..ServerAnswer::default() }
    }

    fn codes_that(is_so: impl Fn(&ServerAnswer) -> bool) -> Vec<u32> {
        (0..=80).filter(|code| is_so(&answer(*code))).collect()
    }

    #[test]
    fn each_question_has_its_codes() {
        assert_eq!(codes_that(ServerAnswer::limits_the_search), [3, 11, 53]);
        assert_eq!(codes_that(ServerAnswer::names_no_entry), [34]);
        assert_eq!(codes_that(ServerAnswer::is_about_the_entry), [50, 53]);
    }

    #[rstest]
    #[case(Obstacle::Protection, &[8, 13])]
    #[case(Obstacle::Moment, &[3, 51, 52, 80])]
    #[case(Obstacle::Lasting, &[1, 2, 7, 10, 11, 12, 32, 34, 48, 49, 50, 53, 54])]
    fn code_tells_obstacle(#[case] expected: Obstacle, #[case] codes: &[u32]) {
        for &result_code in codes {
            assert_eq!(answer(result_code).obstacle(), expected, "{result_code}");
        }
    }
}
