//! The dialects of LDAP: what differs between the families of servers, one file a family.
//!
//! A dialect reads the result code, the policy error and the diagnostic text of an answer together: each of them has
//! another meaning in another family.

mod active_directory;
mod detect;
mod ds389;
mod openldap;
mod unknown;

use async_trait::async_trait;
use jiff::{SignedDuration, Timestamp};

use super::client::connection::{Connection, Exchange, LdapEntry, PasswordWrite, ServerReply};
use super::result_code as code;
use crate::config::DirectoryKind;
use crate::directory::{
    DirectoryError, NoReset, Obstacle, PasswordCheck, Refusal, RefusalReason, ServerAnswer, Stamp,
    StampReading, TriesLeft, WriteAnswer,
};
use crate::identity::generalized_time;

pub(super) use detect::{DialectCell, ROOT_DSE_ATTRIBUTES, configured, of_root_dse};

/// The clocks of the server and of this machine may differ by as much. The time is ours: LDAP has no question for the
/// server's, and the doctor compares both where a server tells it.
const CLOCK_TOLERANCE: SignedDuration = SignedDuration::from_mins(1);

/// An attribute that closes an account by its presence. Before a reset, its absence is to be proved.
pub(super) struct ClosingAttribute {
    pub name: &'static str,
    /// A value of its syntax, for a comparison.
    pub sample: &'static str,
}

/// The entry of a policy, by the attribute of a person that names it.
pub(super) struct PolicyLink {
    pub link: &'static str,
    pub attributes: &'static [ClosingAttribute],
    /// Whether an unreadable policy forbids a reset.
    pub required: bool,
}

/// The values that were read of an account.
pub(super) struct AccountState<'a> {
    pub entry: &'a LdapEntry,
    pub policies: &'a [LdapEntry],
    /// Whether each closing attribute that was not shown is known to be absent.
    pub absences_proved: bool,
}

impl AccountState<'_> {
    /// The first value of an attribute of the policies.
    pub fn policy_value(&self, name: &str) -> Option<&str> {
        self.policies.iter().flat_map(|policy| policy.values(name)).map(String::as_str).next()
    }
}

/// One family of directory servers.
#[async_trait]
pub(super) trait Dialect: Send + Sync {
    /// The family, as the configuration names it.
    fn kind(&self) -> DirectoryKind;

    /// The name that administrators know the family by.
    fn name(&self) -> &'static str;

    /// Whether the client can write passwords there; if not, it refuses the server before any question.
    fn is_supported(&self) -> bool {
        true
    }

    /// Whether the family is known. Where it is not, only the person's own password is trusted.
    fn is_known(&self) -> bool {
        true
    }

    /// The attributes of a person that [`Dialect::no_reset`] reads.
    fn state_attributes(&self) -> &'static [&'static str];

    /// Those of them whose absence is to be proved for this `entry`: one that the service may not see looks absent.
    fn closing_attributes(&self, _entry: &LdapEntry) -> &'static [ClosingAttribute] {
        &[]
    }

    /// Those that become closing attributes when an account is locked: a reset then has to see them.
    fn closing_once_locked(&self) -> &'static [ClosingAttribute] {
        &[]
    }

    /// The policies that an account may have of its own.
    fn policies(&self) -> &'static [PolicyLink] {
        &[]
    }

    /// The reason why this account may not be reset, as far as its values tell. A value without a meaning here forbids it.
    fn no_reset(&self, account: &AccountState<'_>, now: Timestamp) -> Option<NoReset>;

    /// The result of a bind for the password; `None` when the bind does not check it (server busy, no TLS…).
    fn password_check(&self, reply: &ServerReply) -> Option<PasswordCheck>;

    /// The reason for which the server refused a write, when its answer names one.
    fn named_reason(&self, reply: &ServerReply) -> Option<RefusalReason>;

    /// Whether a refused write tells that this server takes no writes at all.
    fn is_read_only(&self, reply: &ServerReply) -> bool {
        reply.code == code::REFERRAL
    }

    /// Whether a refusal may be the answer of a server that takes no writes, which this family does not always tell.
    fn may_be_read_only(&self, _answer: ServerAnswer) -> bool {
        false
    }

    /// Active Directory's own code, from a diagnostic text.
    fn ad_code(&self, _diagnostic: &str) -> Option<u32> {
        None
    }

    /// The attribute that the server sets when a password is written, and at nothing else that we do.
    fn stamp_attribute(&self) -> &'static str;

    /// The change stamp of an entry. It must have been asked for.
    fn stamp(&self, entry: &LdapEntry) -> StampReading {
        match entry.values(self.stamp_attribute()).first() {
            None => StampReading::Absent,
            Some(value) => stamp_of(value).map_or(StampReading::Unreadable, StampReading::At),
        }
    }

    /// When the password was last changed, where the stamp moves at nothing else.
    fn changed_at(&self, _entry: &LdapEntry) -> Option<Timestamp> {
        None
    }

    /// Sends a password: with the current one, which the server verifies, or as a reset by the service.
    ///
    /// By RFC 3062: after a plain Modify, OpenLDAP would store the password in clear.
    fn send_write(&self, connection: &Connection, write: PasswordWrite<'_>) -> Exchange<ServerReply> {
        connection.modify_password(write)
    }

    /// After the service wrote a password: lifts the server's demand that the person change it, who has just chosen it.
    /// After a failure the password is written all the same, and the bind that verifies it tells the demand.
    async fn lift_must_change(&self, _connection: &mut Connection, _entry: &str) {}

    /// The wrong binds that the policy of this account still allows, as the service reads it. An entry that does not exist
    /// costs the same exchanges.
    async fn tries_left(&self, _connection: &mut Connection, _entry: &str) -> TriesLeft {
        TriesLeft::Unknown
    }
}

/// A generalized time as a number that grows with time.
fn stamp_of(value: &str) -> Option<Stamp> {
    let instant = generalized_time::parse(value)?;
    u64::try_from(instant.as_microsecond()).ok().map(Stamp)
}

/// The consequences of these answers, which are the same for every family.
impl dyn Dialect + '_ {
    /// The part of a reply that the audit keeps.
    pub fn answer(&self, reply: &ServerReply) -> ServerAnswer {
        ServerAnswer {
            result_code: reply.code,
            ppolicy: reply.policy.error,
            ad_code: self.ad_code(&reply.diagnostic),
        }
    }

    /// The error for a question that the server refused.
    pub fn refused(&self, reply: &ServerReply) -> DirectoryError {
        DirectoryError::Refused(self.answer(reply))
    }

    /// The meaning of an answer to a write. `current_verified`: a bind has just accepted the current password.
    pub fn write_answer(&self, reply: &ServerReply, current_verified: bool) -> WriteAnswer {
        let answer = self.answer(reply);
        let reason = match self.named_reason(reply) {
            _ if reply.code == code::SUCCESS => return WriteAnswer::Accepted,
            _ if self.is_read_only(reply) => {
                return WriteAnswer::NothingWritten(DirectoryError::ReadOnly(answer));
            }
            _ if code::leaves_unknown(reply.code) => return WriteAnswer::Lost(self.refused(reply)),
            _ if answer.obstacle() == Obstacle::Protection => RefusalReason::Confidentiality,
            // The service lacks the right to have the password verified (OpenLDAP: `=xw`, not `=w`).
            Some(RefusalReason::WrongCurrent) if current_verified => RefusalReason::Rights,
            Some(reason) => reason,
            None if reply.code == code::CONSTRAINT_VIOLATION => RefusalReason::Unexplained,
            // Not a policy violation: another password would be refused as well.
            None => return WriteAnswer::NothingWritten(self.refused(reply)),
        };
        WriteAnswer::Refused(Refusal { reason, answer })
    }
}

#[cfg(test)]
mod tests {
    use super::super::testing::reply;
    use super::active_directory::ActiveDirectory;
    use super::ds389::Ds389;
    use super::openldap::OpenLdap;
    use super::unknown::Unknown;
    use super::*;
    use crate::directory::{Closed, PpolicyError, Validity};

    pub const FREE: Validity = Validity { must_change: false, expires_in: None, grace_left: None };
    pub const MUST_CHANGE: Option<PasswordCheck> = accepted(Validity { must_change: true, ..FREE });
    pub const GRACE: Option<PasswordCheck> = accepted(Validity { grace_left: Some(4), ..FREE });

    pub const fn accepted(validity: Validity) -> Option<PasswordCheck> {
        Some(PasswordCheck::Accepted(validity))
    }

    const ADMINISTRATOR: Option<NoReset> = Some(NoReset::Closed(Closed::ByAdministrator));
    const DATES: Option<NoReset> = Some(NoReset::Closed(Closed::OutsideItsDates));
    const INACTIVE: Option<NoReset> = Some(NoReset::Closed(Closed::Inactive));
    const SHARED: Option<NoReset> = Some(NoReset::ChangeForbidden);
    const UNREADABLE: Option<NoReset> = Some(NoReset::StateUnreadable);

    fn entry(values: &str) -> LdapEntry {
        let attributes = values.split_whitespace().filter_map(|value| value.split_once(':'));
        let attributes = attributes.map(|(name, value)| (name.to_owned(), vec![value.to_owned()]));
        LdapEntry { dn: String::new(), attributes: attributes.collect() }
    }

    /// At noon of 29 November 2026. What closes an account, as its entry and its policy tell.
    #[rstest]
    #[case::nothing(&OpenLdap, "", "", None)]
    #[case::locked(&OpenLdap, "pwdAccountLockedTime:000001010000Z", "", ADMINISTRATOR)]
    #[case::locked_with_offset(&OpenLdap, "pwdAccountLockedTime:00000101010000+0100", "", ADMINISTRATOR)]
    #[case::locked_in_1970(&OpenLdap, "pwdAccountLockedTime:19700101000000Z", "", ADMINISTRATOR)]
    #[case::locked_tomorrow(&OpenLdap, "pwdAccountLockedTime:20261130120000Z", "", ADMINISTRATOR)]
    #[case::locked_by_failures(&OpenLdap, "pwdAccountLockedTime:20261129115500Z pwdFailureTime:20261129115500.5Z", "", None)]
    #[case::locked_in_the_past(&OpenLdap, "pwdAccountLockedTime:20261126120000Z", "", ADMINISTRATOR)]
    #[case::locked_after_failures(&OpenLdap, "pwdAccountLockedTime:20261129115500Z pwdFailureTime:20261129115457Z", "", ADMINISTRATOR)]
    #[case::failure_without_meaning(&OpenLdap, "pwdAccountLockedTime:20261129115500Z pwdFailureTime:hier", "", UNREADABLE)]
    #[case::locked_by_a_fast_clock(&OpenLdap, "pwdAccountLockedTime:20261129120030Z pwdFailureTime:20261129120030Z", "", None)]
    #[case::lock_without_meaning(&OpenLdap, "pwdAccountLockedTime:demain", "", UNREADABLE)]
    #[case::starts_tomorrow(&OpenLdap, "pwdStartTime:20261130120000Z", "", DATES)]
    #[case::started(&OpenLdap, "pwdStartTime:20261128120000Z", "", None)]
    #[case::ended(&OpenLdap, "pwdEndTime:2026112911Z", "", DATES)]
    #[case::ends_within_the_minute(&OpenLdap, "pwdEndTime:20261129120030Z", "", DATES)]
    #[case::ends_tomorrow(&OpenLdap, "pwdEndTime:20261130120000Z", "", None)]
    #[case::shared(&OpenLdap, "", "pwdAllowUserChange:FALSE", SHARED)]
    #[case::not_shared(&OpenLdap, "", "pwdAllowUserChange:TRUE", None)]
    #[case::inactivated(&Ds389, "nsAccountLock:TRUE", "", ADMINISTRATOR)]
    #[case::inactivated_by_role(&Ds389, "nsaccountlock:true", "", ADMINISTRATOR)]
    #[case::inactivated_in_another_word(&Ds389, "nsAccountLock:oui", "", ADMINISTRATOR)]
    #[case::not_inactivated(&Ds389, "nsAccountLock:False", "", None)]
    #[case::unused(&Ds389, "lastLoginTime:20260101000000Z", "accountInactivityLimit:3600", INACTIVE)]
    #[case::never_used(&Ds389, "createTimestamp:20260101000000Z", "accountInactivityLimit:3600", INACTIVE)]
    #[case::used(&Ds389, "lastLoginTime:20261129115500Z", "accountInactivityLimit:3600", None)]
    #[case::use_hidden(&Ds389, "", "accountInactivityLimit:3600", UNREADABLE)]
    #[case::shared_389(&Ds389, "", "passwordChange:off", SHARED)]
    #[case::not_shared_389(&Ds389, "", "passwordChange:on", None)]
    #[case::enabled(&ActiveDirectory, "userAccountControl:512 accountExpires:0", "", None)]
    #[case::enabled_without_end(&ActiveDirectory, "userAccountControl:512 accountExpires:9223372036854775807", "", None)]
    #[case::disabled(&ActiveDirectory, "userAccountControl:514 accountExpires:0", "", ADMINISTRATOR)]
    #[case::locked_out(&ActiveDirectory, "userAccountControl:528 accountExpires:0", "", None)]
    #[case::account_ended(&ActiveDirectory, "userAccountControl:512 accountExpires:132000000000000000", "", DATES)]
    #[case::account_ends_later(&ActiveDirectory, "userAccountControl:512 accountExpires:140000000000000000", "", None)]
    #[case::flags_hidden(&ActiveDirectory, "accountExpires:0", "", UNREADABLE)]
    #[case::end_hidden(&ActiveDirectory, "userAccountControl:512", "", UNREADABLE)]
    #[case::unknown_family(&Unknown, "", "", Some(NoReset::UnknownDirectory))]
    fn account_state_forbids_reset(
        #[case] dialect: &dyn Dialect,
        #[case] person: &str,
        #[case] policy: &str,
        #[case] expected: Option<NoReset>,
    ) {
        let (entry, policies) = (entry(person), [entry(policy)]);
        let account = AccountState { entry: &entry, policies: &policies, absences_proved: true };
        let now = "2026-11-29T12:00:00Z".parse().unwrap();
        assert_eq!(dialect.no_reset(&account, now), expected);
    }

    #[test]
    fn lock_without_shown_failure_is_unreadable() {
        let account = |values: &str, expected| {
            let account = AccountState { entry: &entry(values), policies: &[], absences_proved: false };
            assert_eq!(OpenLdap.no_reset(&account, "2026-11-29T12:00:00Z".parse().unwrap()), expected);
        };
        account("pwdAccountLockedTime:20261126120000Z", UNREADABLE);
        account("pwdAccountLockedTime:000001010000Z", ADMINISTRATOR);
    }

    /// The reason for which a write was refused; `None` where another password would not help.
    pub fn refusal(dialect: &dyn Dialect, reply: &ServerReply, verified: bool) -> Option<RefusalReason> {
        match dialect.write_answer(reply, verified) {
            WriteAnswer::Refused(refusal) => Some(refusal.reason),
            WriteAnswer::NothingWritten(DirectoryError::Refused(answer))
                if answer == dialect.answer(reply) =>
            {
                None
            }
            other => panic!("{other:?}"),
        }
    }

    #[rstest]
    #[case(&OpenLdap, reply(13, "", "confidentiality required"))]
    #[case(&Ds389, reply(13, "", "Operation requires a secure connection.\n"))]
    #[case(&ActiveDirectory, reply(8, "", "BindSimple: Transport encryption required."))]
    fn clear_text_demands_tls(#[case] dialect: &dyn Dialect, #[case] reply: ServerReply) {
        assert_eq!(dialect.password_check(&reply), None);
        assert_eq!(refusal(dialect, &reply, false), Some(RefusalReason::Confidentiality));
    }

    #[rstest]
    #[case(&OpenLdap, reply(53, "", "unwilling to verify old password"))]
    #[case(&Ds389, reply(49, "", "Invalid oldPasswd value.\n"))]
    #[case(&ActiveDirectory, reply(19, "", "00000056: The old password specified doesn't match!"))]
    fn wrong_current_after_bind_is_rights(#[case] dialect: &dyn Dialect, #[case] reply: ServerReply) {
        assert_eq!(refusal(dialect, &reply, false), Some(RefusalReason::WrongCurrent));
        assert_eq!(refusal(dialect, &reply, true), Some(RefusalReason::Rights));
    }

    #[rstest]
    #[case::empty_new(&OpenLdap, reply(53, "", "new password value is empty"))]
    #[case::entry_gone(&OpenLdap, reply(32, "", ""))]
    #[case::entry_gone(&Ds389, reply(32, "", "No such Entry exists.\n"))]
    fn other_refusal_changes_nothing(#[case] dialect: &dyn Dialect, #[case] reply: ServerReply) {
        assert_eq!(refusal(dialect, &reply, false), None);
    }

    /// A proxy may say so after it passed the request on.
    #[rstest]
    fn proxy_error_leaves_write_unknown(#[values(3, 52)] code: u32) {
        let dialect: &dyn Dialect = &OpenLdap;
        let answer = dialect.write_answer(&reply(code, "", ""), false);
        assert!(matches!(answer, WriteAnswer::Lost(DirectoryError::Refused(_))), "{answer:?}");
    }

    #[rstest]
    #[case(&OpenLdap, "pwdChangedTime")]
    #[case(&Ds389, "modifyTimestamp")]
    #[case(&ActiveDirectory, "pwdLastSet")]
    fn stamp_is_read_or_absent(#[case] dialect: &dyn Dialect, #[case] attribute: &str) {
        let entry = |value: &str| {
            let attributes = vec![(attribute.to_owned(), vec![value.to_owned()])];
            dialect.stamp(&LdapEntry { dn: String::new(), attributes })
        };
        let (before, now) = if attribute == "pwdLastSet" {
            ("134089867170000000", "134089867170000001")
        } else {
            ("20270101000000Z", "20270101000000.5Z")
        };
        assert!(entry(now).moved_since(entry(before)) && !entry(before).moved_since(entry(now)));
        assert_eq!(entry("demain"), StampReading::Unreadable);
        assert_eq!(dialect.stamp(&LdapEntry { dn: String::new(), attributes: vec![] }), StampReading::Absent);
    }

    #[rstest]
    #[case(&OpenLdap, "pwdChangedTime:20261129130200Z", Some("2026-11-29T13:02:00Z"))]
    #[case(&OpenLdap, "pwdChangedTime:demain", None)]
    #[case::any_change(&Ds389, "modifyTimestamp:20261129130200Z", None)]
    #[case::any_change(&Unknown, "modifyTimestamp:20261129130200Z", None)]
    #[case(&ActiveDirectory, "pwdLastSet:134089867170000001", Some("2025-11-30T14:31:57Z"))]
    #[case::must_change(&ActiveDirectory, "pwdLastSet:0", None)]
    fn time_of_change_is_of_the_password_alone(
        #[case] dialect: &dyn Dialect,
        #[case] stamp: &str,
        #[case] at: Option<&str>,
    ) {
        let (name, value) = stamp.split_once(':').unwrap();
        let attributes = vec![(name.to_owned(), vec![value.to_owned()])];
        let entry = LdapEntry { dn: String::new(), attributes };
        assert_eq!(dialect.changed_at(&entry).map(|at| at.to_string()).as_deref(), at);
    }

    #[rstest]
    #[case::replica(&OpenLdap, reply(10, "", ""), true)]
    #[case::replica_without_referral(&OpenLdap, reply(53, "", "shadow context; no update referral"), true)]
    #[case::closed_database(&OpenLdap, reply(53, "", "operation restricted"), true)]
    #[case::wrong_old(&OpenLdap, reply(53, "", "unwilling to verify old password"), false)]
    #[case::replica(&Ds389, reply(10, "", ""), true)]
    #[case::closed_server(&Ds389, reply(53, "", "Server is read-only"), true)]
    #[case::forbidden(&Ds389, reply(53, "308400000003810103", "User is not allowed to change password\n"), false)]
    #[case::replica(&ActiveDirectory, reply(10, "", ""), true)]
    fn refused_write_tells_read_only_server(
        #[case] dialect: &dyn Dialect,
        #[case] reply: ServerReply,
        #[case] expected: bool,
    ) {
        let read_only = DirectoryError::ReadOnly(dialect.answer(&reply));
        assert_eq!(dialect.write_answer(&reply, false) == WriteAnswer::NothingWritten(read_only), expected);
    }

    #[test]
    fn answer_keeps_codes_only() {
        let dialect: &dyn Dialect = &OpenLdap;
        let answer = dialect.answer(&reply(19, "3003810106", "jdupont: too short"));
        assert_eq!(answer.result_code, 19);
        assert_eq!(answer.ppolicy, Some(PpolicyError::PasswordTooShort));
        assert_eq!(answer.ad_code, None);
        assert!(!format!("{answer:?}").contains("jdupont"));
    }
}
