//! OpenLDAP (slapd 2.5 with the ppolicy overlay): what its answers mean.

use super::classify::{ServerReply, code};
use crate::directory::{PasswordCheck, PpolicyError, RefusalReason};

/// Operational attributes that tell the state of an account.
pub(super) const STATE_ATTRIBUTES: [&str; 2] = [LOCK_ATTRIBUTE, "pwdReset"];
/// Since when an account is locked.
pub(super) const LOCK_ATTRIBUTE: &str = "pwdAccountLockedTime";
/// The date that ppolicy gives to a lock set by an administrator.
pub(super) const LOCKED_FOR_EVER: &str = "000001010000Z";

pub(super) fn password_check(reply: &ServerReply) -> Option<PasswordCheck> {
    Some(match (reply.code, reply.policy.error) {
        (code::SUCCESS, _) => PasswordCheck::Accepted(reply.validity()),
        // Sent whatever the password is: proves nothing.
        (code::INVALID_CREDENTIALS, Some(PpolicyError::AccountLocked)) => PasswordCheck::Locked,
        // Sent only when the password is right.
        (code::INVALID_CREDENTIALS, Some(PpolicyError::PasswordExpired)) => PasswordCheck::CorrectButUnusable,
        (code::INVALID_CREDENTIALS | code::INAPPROPRIATE_AUTHENTICATION | code::NO_SUCH_OBJECT, _) => {
            PasswordCheck::Wrong
        }
        _ => return None,
    })
}

pub(super) fn refusal(reply: &ServerReply) -> RefusalReason {
    match (reply.code, reply.policy.error) {
        (code::UNWILLING_TO_PERFORM, None) if reply.diagnostic == "unwilling to verify old password" => {
            RefusalReason::WrongCurrent
        }
        (code::CONSTRAINT_VIOLATION, Some(PpolicyError::PasswordInHistory))
            if reply.diagnostic == "Password is not being changed from existing value" =>
        {
            RefusalReason::Unchanged
        }
        // The old password is demanded of a service that does not know it: only the right to manage lifts that.
        (code::INSUFFICIENT_ACCESS_RIGHTS, Some(PpolicyError::MustSupplyOldPassword)) => {
            RefusalReason::Rights
        }
        (_, Some(error)) => by_policy(error),
        (code::INSUFFICIENT_ACCESS_RIGHTS, None) => RefusalReason::Rights,
        _ => RefusalReason::Unexplained,
    }
}

/// What the draft itself says of its errors, for the servers that follow it.
pub(super) fn by_policy(error: PpolicyError) -> RefusalReason {
    match error {
        PpolicyError::AccountLocked => RefusalReason::Locked,
        PpolicyError::PasswordModNotAllowed => RefusalReason::Forbidden,
        PpolicyError::MustSupplyOldPassword => RefusalReason::WrongCurrent,
        PpolicyError::InsufficientPasswordQuality => RefusalReason::Quality,
        PpolicyError::PasswordTooShort => RefusalReason::TooShort,
        PpolicyError::PasswordTooLong => RefusalReason::TooLong,
        PpolicyError::PasswordTooYoung => RefusalReason::TooYoung,
        PpolicyError::PasswordInHistory => RefusalReason::InHistory,
        PpolicyError::PasswordExpired | PpolicyError::ChangeAfterReset => RefusalReason::Unexplained,
    }
}

#[cfg(test)]
mod tests {
    use std::time::Duration;

    use super::super::classify::tests::reply;
    use super::*;
    use crate::directory::Validity;
    use rstest::rstest;

    const FREE: Validity = Validity { must_change: false, expires_in: None, grace_left: None };

    #[rstest]
    #[case::right(reply(0, "3000", ""), Some(PasswordCheck::Accepted(FREE)))]
    #[case::right_without_policy(reply(0, "", ""), Some(PasswordCheck::Accepted(FREE)))]
    #[case::must_change(reply(0, "3003810102", ""),
        Some(PasswordCheck::Accepted(Validity { must_change: true, ..FREE })))]
    #[case::will_expire(reply(0, "3007a005800306977f", ""),
        Some(PasswordCheck::Accepted(Validity { expires_in: Some(Duration::from_secs(431_999)), ..FREE })))]
    #[case::grace(reply(0, "3005a003810104", ""),
        Some(PasswordCheck::Accepted(Validity { grace_left: Some(4), ..FREE })))]
    #[case::wrong(reply(49, "3000", ""), Some(PasswordCheck::Wrong))]
    #[case::unknown_name(reply(49, "", ""), Some(PasswordCheck::Wrong))]
    #[case::no_such_object(reply(32, "", ""), Some(PasswordCheck::Wrong))]
    #[case::no_password_in_the_entry(reply(48, "3000", ""), Some(PasswordCheck::Wrong))]
    #[case::locked(reply(49, "3003810101", ""), Some(PasswordCheck::Locked))]
    #[case::expired(reply(49, "3003810100", ""), Some(PasswordCheck::CorrectButUnusable))]
    #[case::unauthenticated(reply(53, "", "unauthenticated bind (DN with no password) disallowed"), None)]
    #[case::bad_name(reply(34, "", "invalid DN"), None)]
    #[case::clear_text(reply(13, "", "confidentiality required"), None)]
    #[case::busy(reply(51, "", ""), None)]
    #[case::unavailable(reply(52, "", ""), None)]
    fn binds(#[case] reply: ServerReply, #[case] expected: Option<PasswordCheck>) {
        assert_eq!(password_check(&reply), expected);
    }

    #[rstest]
    #[case::wrong_old(reply(53, "", "unwilling to verify old password"), RefusalReason::WrongCurrent)]
    #[case::too_short(
        reply(19, "3003810106", "Password fails quality checking policy"),
        RefusalReason::TooShort
    )]
    #[case::too_long(
        reply(19, "3003810109", "Password fails quality checking policy"),
        RefusalReason::TooLong
    )]
    #[case::quality(reply(19, "3003810105", "Mot de passe trop simple, jdupont"), RefusalReason::Quality)]
    #[case::history(
        reply(19, "3003810108", "Password is in history of old passwords"),
        RefusalReason::InHistory
    )]
    #[case::same(
        reply(19, "3003810108", "Password is not being changed from existing value"),
        RefusalReason::Unchanged
    )]
    #[case::too_young(reply(19, "3003810107", "Password is too young to change"), RefusalReason::TooYoung)]
    #[case::forbidden(
        reply(50, "3003810103", "User alteration of password is not allowed"),
        RefusalReason::Forbidden
    )]
    #[case::old_demanded_of_the_service(
        reply(50, "3003810104", "Must supply old password to be changed as well as new one"),
        RefusalReason::Rights
    )]
    #[case::wrong_old_by_modify(
        reply(53, "3003810104", "Must supply correct old password to change to new one"),
        RefusalReason::WrongCurrent
    )]
    #[case::no_right(reply(50, "", ""), RefusalReason::Rights)]
    #[case::empty_new(reply(53, "", "new password value is empty"), RefusalReason::Unexplained)]
    #[case::entry_gone(reply(32, "", ""), RefusalReason::Unexplained)]
    #[case::read_only_replica(reply(10, "", ""), RefusalReason::Unexplained)]
    #[case::other_rule(reply(19, "", ""), RefusalReason::Unexplained)]
    fn refusals(#[case] reply: ServerReply, #[case] expected: RefusalReason) {
        assert_eq!(refusal(&reply), expected);
    }
}
