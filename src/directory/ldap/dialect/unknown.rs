//! A server whose rootDSE names no known family, or is hidden.
//!
//! No rule says what closes an account there, nor whether it verifies a current password that a service sends. So the
//! service writes nothing; a person whose own bind succeeds changes their password by RFC 3062, which the server checks.

use async_trait::async_trait;
use jiff::Timestamp;

use super::{AccountState, Dialect};
use crate::config::DirectoryKind;
use crate::directory::ldap::client::connection::ServerReply;
use crate::directory::ldap::result_code as code;
use crate::directory::{NoReset, PasswordCheck, PpolicyError, RefusalReason};

pub(super) struct Unknown;

#[async_trait]
impl Dialect for Unknown {
    /// The configuration has no name for it.
    fn kind(&self) -> DirectoryKind {
        DirectoryKind::Auto
    }

    fn name(&self) -> &'static str {
        "unknown"
    }

    fn is_known(&self) -> bool {
        false
    }

    fn state_attributes(&self) -> &'static [&'static str] {
        &[]
    }

    fn no_reset(&self, _account: &AccountState<'_>, _now: Timestamp) -> Option<NoReset> {
        Some(NoReset::UnknownDirectory)
    }

    fn stamp_attribute(&self) -> &'static str {
        "modifyTimestamp"
    }

    /// Only a bind that succeeds proves a password: some servers say « expired » of a wrong one too.
    fn password_check(&self, reply: &ServerReply) -> Option<PasswordCheck> {
        match (reply.code, reply.policy.error) {
            (code::SUCCESS, _) => Some(PasswordCheck::Accepted(reply.validity())),
            (_, Some(PpolicyError::AccountLocked)) => Some(PasswordCheck::Locked),
            (
                code::INVALID_CREDENTIALS
                | code::INAPPROPRIATE_AUTHENTICATION
                | code::NO_SUCH_OBJECT
                | code::CONSTRAINT_VIOLATION
                | code::UNWILLING_TO_PERFORM,
                _,
            ) => Some(PasswordCheck::Wrong),
            _ => None,
        }
    }

    fn named_reason(&self, reply: &ServerReply) -> Option<RefusalReason> {
        match (reply.code, reply.policy.error) {
            (code::INSUFFICIENT_ACCESS_RIGHTS, None) => Some(RefusalReason::Rights),
            (code::INVALID_CREDENTIALS, None) => Some(RefusalReason::WrongCurrent),
            (_, error) => error.and_then(code::reason_of_policy),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::super::tests::{FREE, MUST_CHANGE, accepted, refusal};
    use super::*;
    use crate::directory::ldap::testing::reply;

    #[rstest]
    #[case::right(reply(0, "", ""), accepted(FREE))]
    #[case::must_change(reply(0, "3003810102", ""), MUST_CHANGE)]
    #[case::wrong(reply(49, "", ""), Some(PasswordCheck::Wrong))]
    #[case::expired_proves_nothing(reply(49, "3003810100", ""), Some(PasswordCheck::Wrong))]
    #[case::locked_by_failures(reply(19, "308400000003810101", ""), Some(PasswordCheck::Locked))]
    #[case::closed(reply(53, "", "Account inactivated."), Some(PasswordCheck::Wrong))]
    #[case::clear_text(reply(13, "", ""), None)]
    #[case::busy(reply(51, "", ""), None)]
    fn bind_tells_password_check(#[case] reply: ServerReply, #[case] expected: Option<PasswordCheck>) {
        assert_eq!(Unknown.password_check(&reply), expected);
    }

    #[rstest]
    #[case::policy(reply(19, "3003810106", ""), RefusalReason::TooShort)]
    #[case::wrong_current(reply(49, "", ""), RefusalReason::WrongCurrent)]
    #[case::no_right(reply(50, "", ""), RefusalReason::Rights)]
    #[case::other_rule(reply(19, "", ""), RefusalReason::Unexplained)]
    fn refused_write_tells_reason(#[case] reply: ServerReply, #[case] expected: RefusalReason) {
        assert_eq!(refusal(&Unknown, &reply, false), Some(expected));
    }
}
