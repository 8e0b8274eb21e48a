//! 389 Directory Server (2.3): what its answers mean.

use super::classify::{ServerReply, code};
use super::openldap::by_policy;
use crate::directory::{PasswordCheck, PpolicyError, RefusalReason, Validity};

/// Operational attributes that tell the state of an account.
pub(super) const STATE_ATTRIBUTES: [&str; 2] = ["nsAccountLock", "pwdReset"];

pub(super) fn password_check(reply: &ServerReply) -> Option<PasswordCheck> {
    Some(match (reply.code, reply.policy.error) {
        // The time announced is the whole window of warning, not what is left: it would make a wrong date.
        (code::SUCCESS, _) => PasswordCheck::Accepted(Validity { expires_in: None, ..reply.validity() }),
        (code::INVALID_CREDENTIALS, Some(PpolicyError::PasswordExpired)) => PasswordCheck::CorrectButUnusable,
        // Too many failures (19) or inactivated (53), whatever the password is: proves nothing.
        (
            code::CONSTRAINT_VIOLATION | code::UNWILLING_TO_PERFORM | code::INVALID_CREDENTIALS,
            Some(PpolicyError::AccountLocked),
        ) => PasswordCheck::Locked,
        (code::CONSTRAINT_VIOLATION, _) => PasswordCheck::Locked,
        (code::INVALID_CREDENTIALS | code::INAPPROPRIATE_AUTHENTICATION | code::NO_SUCH_OBJECT, _) => {
            PasswordCheck::Wrong
        }
        _ => return None,
    })
}

pub(super) fn refusal(reply: &ServerReply) -> RefusalReason {
    match (reply.code, reply.policy.error) {
        (code::INVALID_CREDENTIALS, None) => RefusalReason::WrongCurrent,
        // With 50, « not allowed » is said of the service; with 53, of the person.
        (code::INSUFFICIENT_ACCESS_RIGHTS, _) => RefusalReason::Rights,
        (_, Some(error)) => by_policy(error),
        // The one rule for which it sends no control.
        (code::CONSTRAINT_VIOLATION, None) => RefusalReason::Unchanged,
        _ => RefusalReason::Unexplained,
    }
}

#[cfg(test)]
mod tests {
    use super::super::classify::tests::reply;
    use super::*;
    use rstest::rstest;

    const FREE: Validity = Validity { must_change: false, expires_in: None, grace_left: None };
    const GENERIC: &str = "Failed to update password\n";

    #[rstest]
    #[case::right(reply(0, "", ""), Some(PasswordCheck::Accepted(FREE)))]
    #[case::must_change(
        reply(0, "30840000000ea084000000058003127500810102", ""),
        Some(PasswordCheck::Accepted(Validity { must_change: true, ..FREE }))
    )]
    #[case::will_expire(
        reply(0, "30840000000ba084000000058003127500", ""),
        Some(PasswordCheck::Accepted(FREE))
    )]
    #[case::grace(
        reply(0, "308400000009a08400000003810104", ""),
        Some(PasswordCheck::Accepted(Validity { grace_left: Some(4), ..FREE }))
    )]
    #[case::wrong(reply(49, "", ""), Some(PasswordCheck::Wrong))]
    #[case::locked(
        reply(19, "308400000003810101", "Exceed password retry limit. Please try later."),
        Some(PasswordCheck::Locked)
    )]
    #[case::inactivated(
        reply(53, "308400000003810101", "Account inactivated. Contact system administrator."),
        Some(PasswordCheck::Locked)
    )]
    #[case::expired(
        reply(49, "308400000003810100", "password expired!"),
        Some(PasswordCheck::CorrectButUnusable)
    )]
    #[case::unauthenticated(reply(53, "", "Unauthenticated binds are not allowed"), None)]
    #[case::clear_text(reply(13, "", "Operation requires a secure connection.\n"), None)]
    fn binds(#[case] reply: ServerReply, #[case] expected: Option<PasswordCheck>) {
        assert_eq!(password_check(&reply), expected);
    }

    #[rstest]
    #[case::wrong_old(reply(49, "", "Invalid oldPasswd value.\n"), RefusalReason::WrongCurrent)]
    #[case::quality_or_length(reply(19, "308400000003810105", GENERIC), RefusalReason::Quality)]
    #[case::history(reply(19, "308400000003810108", GENERIC), RefusalReason::InHistory)]
    #[case::same(reply(19, "", GENERIC), RefusalReason::Unchanged)]
    #[case::too_young(reply(19, "308400000003810107", GENERIC), RefusalReason::TooYoung)]
    #[case::forbidden(
        reply(53, "308400000003810103", "User is not allowed to change password\n"),
        RefusalReason::Forbidden
    )]
    #[case::no_right(reply(50, "308400000003810103", "Insufficient access rights\n"), RefusalReason::Rights)]
    #[case::entry_gone(reply(32, "", "No such LdapEntry exists.\n"), RefusalReason::Unexplained)]
    fn refusals(#[case] reply: ServerReply, #[case] expected: RefusalReason) {
        assert_eq!(refusal(&reply), expected);
    }
}
