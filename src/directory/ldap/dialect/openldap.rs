//! OpenLDAP, with the answers of slapd 2.5 and its ppolicy overlay.

use async_trait::async_trait;
use jiff::{SignedDuration, Timestamp};

use super::{AccountState, CLOCK_TOLERANCE, ClosingAttribute, Dialect, PolicyLink};
use crate::config::DirectoryKind;
use crate::directory::ldap::client::connection::{ANY, Connection, LdapEntry, NO_ATTRIBUTE, ServerReply};
use crate::directory::ldap::result_code as code;
use crate::directory::{Closed, NoReset, PasswordCheck, PpolicyError, RefusalReason, TriesLeft};
use crate::identity::generalized_time;

/// Since when an account is locked.
const LOCK: &str = "pwdAccountLockedTime";
/// The first and the last moment at which an account opens.
const START: &str = "pwdStartTime";
const END: &str = "pwdEndTime";
/// The policy of the account; without it the default one, which no LDAP question names.
const POLICY: &str = "pwdPolicySubentry";
const USER_MAY_CHANGE: &str = "pwdAllowUserChange";
/// The date that ppolicy gives to a lock set by an administrator.
const LOCKED_FOR_EVER: &str = "000001010000Z";

/// The times of the wrong binds that count.
const FAILURES: &str = "pwdFailureTime";
/// A lock and its failure come from one request and one clock. One has fractions of a second, the other has not; two wrong
/// binds at once may each write their own.
const SAME_FAILURE: SignedDuration = SignedDuration::from_secs(2);
/// A time to compare with them.
const SOME_TIME: &str = "20000101000000Z";

/// The failures first.
const CLOSING: &[ClosingAttribute] = &[
    ClosingAttribute { name: FAILURES, sample: SOME_TIME },
    ClosingAttribute { name: LOCK, sample: LOCKED_FOR_EVER },
    ClosingAttribute { name: START, sample: LOCKED_FOR_EVER },
    ClosingAttribute { name: END, sample: LOCKED_FOR_EVER },
    ClosingAttribute { name: POLICY, sample: "cn=none" },
];

pub(super) struct OpenLdap;

#[async_trait]
impl Dialect for OpenLdap {
    fn kind(&self) -> DirectoryKind {
        DirectoryKind::OpenLdap
    }

    fn name(&self) -> &'static str {
        "OpenLDAP"
    }

    fn state_attributes(&self) -> &'static [&'static str] {
        &[LOCK, START, END, POLICY, FAILURES]
    }

    /// The failures tell who locked: they matter where there is a lock.
    fn closing_attributes(&self, entry: &LdapEntry) -> &'static [ClosingAttribute] {
        if entry.values(LOCK).is_empty() { CLOSING.split_at(1).1 } else { CLOSING }
    }

    fn closing_once_locked(&self) -> &'static [ClosingAttribute] {
        CLOSING.split_at(1).0
    }

    fn policies(&self) -> &'static [PolicyLink] {
        const ATTRIBUTES: &[ClosingAttribute] = &[ClosingAttribute { name: USER_MAY_CHANGE, sample: "TRUE" }];
        &[PolicyLink { link: POLICY, attributes: ATTRIBUTES, required: true }]
    }

    fn no_reset(&self, account: &AccountState<'_>, now: Timestamp) -> Option<NoReset> {
        let read = |name| moments(account.entry.values(name));
        let (Some(locks), Some(starts), Some(ends)) = (read(LOCK), read(START), read(END)) else {
            return Some(NoReset::StateUnreadable);
        };
        if let Some(no_reset) = locks.iter().find_map(|since| locked(*since, account, now)) {
            return Some(no_reset);
        }
        let too_early = starts.iter().any(|start| *start > now - CLOCK_TOLERANCE);
        let too_late = ends.iter().any(|end| *end <= now + CLOCK_TOLERANCE);
        if too_early || too_late {
            return Some(NoReset::Closed(Closed::OutsideItsDates));
        }
        let may_change = account.policy_value(USER_MAY_CHANGE)?;
        (!may_change.eq_ignore_ascii_case("TRUE")).then_some(NoReset::ChangeForbidden)
    }

    fn password_check(&self, reply: &ServerReply) -> Option<PasswordCheck> {
        Some(match (reply.code, reply.policy.error) {
            (code::SUCCESS, _) => PasswordCheck::Accepted(reply.validity()),
            // Sent for a right and for a wrong password.
            (code::INVALID_CREDENTIALS, Some(PpolicyError::AccountLocked)) => PasswordCheck::Locked,
            // Sent for the right password only.
            (code::INVALID_CREDENTIALS, Some(PpolicyError::PasswordExpired)) => {
                PasswordCheck::CorrectButUnusable
            }
            (code::INVALID_CREDENTIALS | code::INAPPROPRIATE_AUTHENTICATION | code::NO_SUCH_OBJECT, _) => {
                PasswordCheck::Wrong
            }
            _ => return None,
        })
    }

    fn is_read_only(&self, reply: &ServerReply) -> bool {
        const TEXTS: [&str; 2] = ["shadow context; no update referral", "operation restricted"];
        let is_told = TEXTS.iter().any(|text| reply.diagnostic.contains(text));
        reply.code == code::REFERRAL || reply.code == code::UNWILLING_TO_PERFORM && is_told
    }

    fn named_reason(&self, reply: &ServerReply) -> Option<RefusalReason> {
        match (reply.code, reply.policy.error, reply.diagnostic.as_str()) {
            (code::UNWILLING_TO_PERFORM, None, "unwilling to verify old password") => {
                Some(RefusalReason::WrongCurrent)
            }
            (
                code::CONSTRAINT_VIOLATION,
                Some(PpolicyError::PasswordInHistory),
                "Password is not being changed from existing value",
            ) => Some(RefusalReason::Unchanged),
            // The server demands the current password of a service that does not know it; only a service with
            // the right to manage may do without.
            (code::INSUFFICIENT_ACCESS_RIGHTS, Some(PpolicyError::MustSupplyOldPassword) | None, _) => {
                Some(RefusalReason::Rights)
            }
            (_, error, _) => error.and_then(code::reason_of_policy),
        }
    }

    /// The second in which the request came. Not `entryCSN`, which a wrong bind moves.
    fn stamp_attribute(&self) -> &'static str {
        "pwdChangedTime"
    }

    fn changed_at(&self, entry: &LdapEntry) -> Option<Timestamp> {
        generalized_time::parse(entry.values(self.stamp_attribute()).first()?)
    }

    /// Removes `pwdReset`, which OpenLDAP sets when a service with the right to manage resets a password.
    async fn lift_must_change(&self, connection: &mut Connection, entry: &str) {
        let Ok(found) = connection.read(entry, "(pwdReset=TRUE)", &[NO_ATTRIBUTE]).await else { return };
        if found.entries.is_empty() {
            return;
        }
        match connection.remove(entry, "pwdReset", Some("TRUE")).await {
            Ok(reply) if reply.code == code::SUCCESS => {}
            Ok(reply) => tracing::warn!(code = reply.code, "the service may not lift pwdReset"),
            Err(_) => tracing::warn!("pwdReset was not lifted"),
        }
    }

    /// The policy may be the default one, which no entry names. But ppolicy records each failure that counts, before its
    /// answer, and a server without ppolicy does not know the attribute.
    async fn tries_left(&self, connection: &mut Connection, entry: &str) -> TriesLeft {
        let person = first(connection, entry, &[FAILURES, POLICY]).await;
        let values = |name| person.as_ref().map_or(&[][..], |person| person.values(name));
        let (named, failures) = (values(POLICY).first(), values(FAILURES).len());
        let policy = first(connection, named.map_or(entry, String::as_str), &["pwdLockout", "pwdMaxFailure"]);
        let policy = policy.await.filter(|_| named.is_some());
        let recorded = connection.compare(entry, FAILURES, SOME_TIME).await.ok().map(|reply| reply.code);
        if recorded == Some(code::UNDEFINED_ATTRIBUTE_TYPE) {
            return TriesLeft::Unlimited;
        }
        let is_none_recorded = recorded == Some(code::NO_SUCH_ATTRIBUTE);
        let failures = (failures > 0 || is_none_recorded).then_some(failures);
        match policy.map_or(TriesLeft::Unknown, |policy| tries_left(&policy, failures)) {
            TriesLeft::Unknown if is_none_recorded => TriesLeft::NoneRecorded,
            told => told,
        }
    }
}

/// `None` when a value is no moment: it may mean anything.
fn moments(values: &[String]) -> Option<Vec<Timestamp>> {
    values.iter().map(|value| generalized_time::parse(value)).collect()
}

/// The reason why a lock forbids a reset, which lifts a lock by failures only. ppolicy reads the first days of the years
/// 0 and 1970 as « for ever », and never writes a day to come. Its own lock has the date of the failure that brought it, the
/// last one: it counts none afterwards. Any other lock is the decision of an administrator.
fn locked(since: Timestamp, account: &AccountState<'_>, now: Timestamp) -> Option<NoReset> {
    let by_administrator = Some(NoReset::Closed(Closed::ByAdministrator));
    if since <= Timestamp::UNIX_EPOCH || since > now + CLOCK_TOLERANCE {
        return by_administrator;
    }
    let Some(failures) = moments(account.entry.values(FAILURES)) else {
        return Some(NoReset::StateUnreadable);
    };
    match failures.into_iter().max() {
        Some(last) if last.duration_since(since).abs() <= SAME_FAILURE => None,
        None if !account.absences_proved => Some(NoReset::StateUnreadable),
        _ => by_administrator,
    }
}

/// The tries that a policy entry and the failures of a person leave; `failures` is `None` if the service may not read
/// them.
fn tries_left(policy: &LdapEntry, failures: Option<usize>) -> TriesLeft {
    let most = policy.values("pwdMaxFailure").first().and_then(|most| most.parse::<u32>().ok());
    match (most, failures.map(u32::try_from)) {
        _ if policy.holds("pwdLockout", "FALSE") => TriesLeft::Unlimited,
        (Some(0), _) => TriesLeft::Unlimited,
        (Some(most), Some(Ok(failures))) if policy.holds("pwdLockout", "TRUE") => {
            TriesLeft::Known(most.saturating_sub(failures))
        }
        _ => TriesLeft::Unknown,
    }
}

/// That entry, if it can be read.
async fn first(connection: &mut Connection, entry: &str, attributes: &[&str]) -> Option<LdapEntry> {
    connection.read(entry, ANY, attributes).await.ok()?.entries.into_iter().next()
}

#[cfg(test)]
mod tests {
    use super::super::tests::{FREE, GRACE, MUST_CHANGE, accepted, refusal};
    use super::*;
    use crate::directory::Validity;
    use crate::directory::ldap::testing::reply;
    use std::time::Duration;

    const LEFT: Option<Duration> = Some(Duration::from_secs(431_999));
    const QUALITY: &str = "Password fails quality checking policy";
    const IN_HISTORY: &str = "Password is in history of old passwords";
    const UNCHANGED: &str = "Password is not being changed from existing value";
    const NOT_ALLOWED: &str = "User alteration of password is not allowed";
    const OLD_NEEDED: &str = "Must supply old password to be changed as well as new one";
    const WRONG_OLD: &str = "Must supply correct old password to change to new one";

    #[rstest]
    #[case::right(accepted(FREE), &[reply(0, "3000", ""), reply(0, "", "")])]
    #[case::must_change(MUST_CHANGE, &[reply(0, "3003810102", "")])]
    #[case::will_expire(accepted(Validity { expires_in: LEFT, ..FREE }), &[reply(0, "3007a005800306977f", "")])]
    #[case::grace(GRACE, &[reply(0, "3005a003810104", "")])]
    #[case::wrong(Some(PasswordCheck::Wrong), &[reply(49, "3000", ""), reply(49, "", "")])]
    #[case::no_entry_or_password(Some(PasswordCheck::Wrong), &[reply(32, "", ""), reply(48, "3000", "")])]
    #[case::locked(Some(PasswordCheck::Locked), &[reply(49, "3003810101", "")])]
    #[case::expired(Some(PasswordCheck::CorrectButUnusable), &[reply(49, "3003810100", "")])]
    #[case::unauthenticated(None, &[reply(53, "", "unauthenticated bind (DN with no password) disallowed")])]
    #[case::bad_name_or_clear_text(None, &[reply(34, "", "invalid DN"), reply(13, "", "confidentiality required")])]
    #[case::busy_or_unavailable(None, &[reply(51, "", ""), reply(52, "", "")])]
    fn bind_tells_password_check(#[case] expected: Option<PasswordCheck>, #[case] replies: &[ServerReply]) {
        replies
            .iter()
            .for_each(|reply| assert_eq!(OpenLdap.password_check(reply), expected, "{}", reply.code));
    }

    #[rstest]
    #[case::three_less_one(&[("pwdLockout", "TRUE"), ("pwdMaxFailure", "3")], Some(1), TriesLeft::Known(2))]
    #[case::single_try(&[("pwdLockout", "TRUE"), ("pwdMaxFailure", "1")], Some(0), TriesLeft::Known(1))]
    #[case::none_left(&[("pwdLockout", "TRUE"), ("pwdMaxFailure", "3")], Some(5), TriesLeft::Known(0))]
    #[case::failures_unreadable(&[("pwdLockout", "TRUE"), ("pwdMaxFailure", "3")], None, TriesLeft::Unknown)]
    #[case::no_lockout(&[("pwdLockout", "FALSE"), ("pwdMaxFailure", "3")], Some(1), TriesLeft::Unlimited)]
    #[case::policy_unreadable(&[], Some(1), TriesLeft::Unknown)]
    #[case::lockout_unreadable(&[("pwdMaxFailure", "3")], Some(1), TriesLeft::Unknown)]
    #[case::no_maximum(&[("pwdLockout", "TRUE"), ("pwdMaxFailure", "0")], Some(1), TriesLeft::Unlimited)]
    fn policy_tells_tries_left(
        #[case] says: &[(&str, &str)],
        #[case] failures: Option<usize>,
        #[case] left: TriesLeft,
    ) {
        let says = says.iter().map(|&(name, value)| (name.to_owned(), vec![value.to_owned()]));
        assert_eq!(tries_left(&LdapEntry { dn: String::new(), attributes: says.collect() }, failures), left);
    }

    #[rstest]
    #[case::wrong_old(reply(53, "", "unwilling to verify old password"), RefusalReason::WrongCurrent)]
    #[case::too_short(reply(19, "3003810106", QUALITY), RefusalReason::TooShort)]
    #[case::too_long(reply(19, "3003810109", QUALITY), RefusalReason::TooLong)]
    #[case::quality(reply(19, "3003810105", "Mot de passe trop simple, jdupont"), RefusalReason::Quality)]
    #[case::history(reply(19, "3003810108", IN_HISTORY), RefusalReason::InHistory)]
    #[case::same(reply(19, "3003810108", UNCHANGED), RefusalReason::Unchanged)]
    #[case::too_young(reply(19, "3003810107", "Password is too young to change"), RefusalReason::TooYoung)]
    #[case::forbidden(reply(50, "3003810103", NOT_ALLOWED), RefusalReason::Forbidden)]
    #[case::old_demanded_of_the_service(reply(50, "3003810104", OLD_NEEDED), RefusalReason::Rights)]
    #[case::wrong_old_by_modify(reply(53, "3003810104", WRONG_OLD), RefusalReason::WrongCurrent)]
    #[case::no_right(reply(50, "", ""), RefusalReason::Rights)]
    #[case::other_rule(reply(19, "", ""), RefusalReason::Unexplained)]
    fn refused_write_tells_reason(#[case] reply: ServerReply, #[case] expected: RefusalReason) {
        assert_eq!(refusal(&OpenLdap, &reply, false), Some(expected));
    }
}
