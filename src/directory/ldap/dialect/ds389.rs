//! 389 Directory Server, with the answers of version 2.3.

use async_trait::async_trait;
use jiff::{SignedDuration, Timestamp};

use super::{AccountState, CLOCK_TOLERANCE, ClosingAttribute, Dialect, PolicyLink};
use crate::config::DirectoryKind;
use crate::directory::ldap::client::connection::{Connection, LdapEntry, ServerReply};
use crate::directory::ldap::result_code as code;
use crate::directory::{Closed, NoReset, PasswordCheck, PpolicyError, RefusalReason, ServerAnswer, Validity};
use crate::identity::generalized_time;

/// Inactivated: on the entry itself, or computed from a role or a class of service.
const LOCK: &str = "nsAccountLock";
/// The password policy of the account, and whether it lets the person change the password.
const PASSWORD_POLICY: &str = "pwdpolicysubentry";
const USER_MAY_CHANGE: &str = "passwordChange";
/// The account policy (a plug-in), and the seconds without a bind after which it closes the account.
const ACCOUNT_POLICY: &str = "acctPolicySubentry";
const INACTIVITY_LIMIT: &str = "accountInactivityLimit";
const LAST_LOGIN: &str = "lastLoginTime";
const CREATED: &str = "createTimestamp";
/// When the password expires.
const EXPIRES: &str = "passwordExpirationTime";

pub(super) struct Ds389;

#[async_trait]
impl Dialect for Ds389 {
    fn kind(&self) -> DirectoryKind {
        DirectoryKind::Ds389
    }

    fn name(&self) -> &'static str {
        "389 Directory Server"
    }

    fn state_attributes(&self) -> &'static [&'static str] {
        &[LOCK, PASSWORD_POLICY, ACCOUNT_POLICY, LAST_LOGIN, CREATED]
    }

    /// The two policies close nothing by their presence, and most directories have neither.
    fn closing_attributes(&self, _entry: &LdapEntry) -> &'static [ClosingAttribute] {
        &[ClosingAttribute { name: LOCK, sample: "true" }]
    }

    fn policies(&self) -> &'static [PolicyLink] {
        const PASSWORD: &[ClosingAttribute] = &[ClosingAttribute { name: USER_MAY_CHANGE, sample: "on" }];
        const ACCOUNT: &[ClosingAttribute] = &[ClosingAttribute { name: INACTIVITY_LIMIT, sample: "0" }];
        &[
            PolicyLink { link: PASSWORD_POLICY, attributes: PASSWORD, required: false },
            PolicyLink { link: ACCOUNT_POLICY, attributes: ACCOUNT, required: false },
        ]
    }

    fn no_reset(&self, account: &AccountState<'_>, now: Timestamp) -> Option<NoReset> {
        if account.entry.values(LOCK).iter().any(|value| !is_no(value)) {
            return Some(NoReset::Closed(Closed::ByAdministrator));
        }
        if let Some(limit) = account.policy_value(INACTIVITY_LIMIT)
            && let Some(closed) = inactive(account, limit, now)
        {
            return Some(closed);
        }
        account.policy_value(USER_MAY_CHANGE).filter(|value| is_no(value)).map(|_| NoReset::ChangeForbidden)
    }

    /// A wrong bind does not move it. The service needs a right of its own to read it.
    fn stamp_attribute(&self) -> &'static str {
        "modifyTimestamp"
    }

    /// With `passwordMustChange`, the server dates the end of each password that a service writes in 1970, and refuses to
    /// have `pwdReset` removed. Without this date, it sets the one of its policy at the next bind, and demands no change.
    async fn lift_must_change(&self, connection: &mut Connection, entry: &str) {
        match connection.remove(entry, EXPIRES, None).await {
            Ok(reply) if matches!(reply.code, code::SUCCESS | code::NO_SUCH_ATTRIBUTE) => {}
            // The right is needed only under passwordMustChange: the bind that verifies tells whether it was.
            Ok(reply) => {
                tracing::debug!(code = reply.code, "the service may not lift passwordExpirationTime")
            }
            Err(_) => tracing::warn!("passwordExpirationTime was not lifted"),
        }
    }

    fn password_check(&self, reply: &ServerReply) -> Option<PasswordCheck> {
        Some(match (reply.code, reply.policy.error) {
            // The server announces the whole window of warning, not the time left: the date would be wrong.
            (code::SUCCESS, _) => PasswordCheck::Accepted(Validity { expires_in: None, ..reply.validity() }),
            (code::INVALID_CREDENTIALS, Some(PpolicyError::PasswordExpired)) => {
                PasswordCheck::CorrectButUnusable
            }
            // Locked by failures (19) or inactivated (53). Sent for a right and for a wrong password.
            (code::UNWILLING_TO_PERFORM | code::INVALID_CREDENTIALS, Some(PpolicyError::AccountLocked))
            | (code::CONSTRAINT_VIOLATION, _) => PasswordCheck::Locked,
            (code::INVALID_CREDENTIALS | code::INAPPROPRIATE_AUTHENTICATION | code::NO_SUCH_OBJECT, _) => {
                PasswordCheck::Wrong
            }
            _ => return None,
        })
    }

    fn is_read_only(&self, reply: &ServerReply) -> bool {
        let is_told = reply.diagnostic.to_ascii_lowercase().contains("read-only");
        reply.code == code::REFERRAL || reply.code == code::UNWILLING_TO_PERFORM && is_told
    }

    /// A read-only database answers as to somebody without rights.
    fn may_be_read_only(&self, answer: ServerAnswer) -> bool {
        answer.result_code == code::INSUFFICIENT_ACCESS_RIGHTS
            && answer.ppolicy == Some(PpolicyError::PasswordModNotAllowed)
    }

    fn named_reason(&self, reply: &ServerReply) -> Option<RefusalReason> {
        match (reply.code, reply.policy.error) {
            (code::INVALID_CREDENTIALS, None) => Some(RefusalReason::WrongCurrent),
            // The policy error « not allowed » is about the service with 50, about the person with 53.
            (code::INSUFFICIENT_ACCESS_RIGHTS, _) => Some(RefusalReason::Rights),
            // The one rule for which the server sends no control.
            (code::CONSTRAINT_VIOLATION, None) => Some(RefusalReason::Unchanged),
            // The server does not tell its rule on three letters of a name from the others.
            (_, Some(PpolicyError::InsufficientPasswordQuality)) => Some(RefusalReason::QualityOrNames),
            (_, error) => error.and_then(code::reason_of_policy),
        }
    }
}

/// Whether a value denies. Any other word affirms: the server reads « true », administrators write more.
fn is_no(value: &str) -> bool {
    ["false", "off", "no", "0"].iter().any(|no| value.trim().eq_ignore_ascii_case(no))
}

/// An account that nobody has used yet counts from its creation.
fn inactive(account: &AccountState<'_>, limit: &str, now: Timestamp) -> Option<NoReset> {
    let used = [LAST_LOGIN, CREATED].iter().find_map(|name| account.entry.values(name).first());
    let (Some(used), Ok(limit)) = (used.and_then(|used| generalized_time::parse(used)), limit.parse()) else {
        return Some(NoReset::StateUnreadable);
    };
    let end = used.checked_add(SignedDuration::from_secs(limit)).unwrap_or(Timestamp::MAX);
    (limit > 0 && end <= now + CLOCK_TOLERANCE).then_some(NoReset::Closed(Closed::Inactive))
}

#[cfg(test)]
mod tests {
    use super::super::tests::{FREE, GRACE, MUST_CHANGE, accepted, refusal};
    use super::*;
    use crate::directory::ldap::testing::reply;

    const LOCKED: &str = "308400000003810101";
    const EXPIRED: &str = "308400000003810100";
    const RETRY_LIMIT: &str = "Exceed password retry limit. Please try later.";
    const INACTIVATED: &str = "Account inactivated. Contact system administrator.";
    const NOT_ALLOWED: &str = "User is not allowed to change password\n";
    const GENERIC: &str = "Failed to update password\n";

    #[rstest]
    #[case::right(reply(0, "", ""), accepted(FREE))]
    #[case::must_change(reply(0, "30840000000ea084000000058003127500810102", ""), MUST_CHANGE)]
    #[case::will_expire(reply(0, "30840000000ba084000000058003127500", ""), accepted(FREE))]
    #[case::grace(reply(0, "308400000009a08400000003810104", ""), GRACE)]
    #[case::wrong(reply(49, "", ""), Some(PasswordCheck::Wrong))]
    #[case::locked(reply(19, LOCKED, RETRY_LIMIT), Some(PasswordCheck::Locked))]
    #[case::inactivated(reply(53, LOCKED, INACTIVATED), Some(PasswordCheck::Locked))]
    #[case::expired(reply(49, EXPIRED, "password expired!"), Some(PasswordCheck::CorrectButUnusable))]
    #[case::unauthenticated(reply(53, "", "Unauthenticated binds are not allowed"), None)]
    #[case::clear_text(reply(13, "", "Operation requires a secure connection.\n"), None)]
    fn bind_tells_password_check(#[case] reply: ServerReply, #[case] expected: Option<PasswordCheck>) {
        assert_eq!(Ds389.password_check(&reply), expected);
    }

    #[rstest]
    #[case::wrong_old(reply(49, "", "Invalid oldPasswd value.\n"), RefusalReason::WrongCurrent)]
    #[case::quality_or_length(reply(19, "308400000003810105", GENERIC), RefusalReason::QualityOrNames)]
    #[case::history(reply(19, "308400000003810108", GENERIC), RefusalReason::InHistory)]
    #[case::same(reply(19, "", GENERIC), RefusalReason::Unchanged)]
    #[case::too_young(reply(19, "308400000003810107", GENERIC), RefusalReason::TooYoung)]
    #[case::forbidden(reply(53, "308400000003810103", NOT_ALLOWED), RefusalReason::Forbidden)]
    #[case::no_right(reply(50, "308400000003810103", "Insufficient access rights\n"), RefusalReason::Rights)]
    fn refused_write_tells_reason(#[case] reply: ServerReply, #[case] expected: RefusalReason) {
        assert_eq!(refusal(&Ds389, &reply, false), Some(expected));
    }
}
