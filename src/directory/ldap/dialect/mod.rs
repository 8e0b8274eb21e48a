//! The dialects of LDAP: what differs between the families of servers, one file a family.
//!
//! A dialect reads the result code, the policy error and the diagnostic text of an answer together: each of them has
//! another meaning in another family.

mod active_directory;
mod detect;
mod ds389;
mod openldap;

use async_trait::async_trait;

use super::client::connection::{Connection, LdapEntry, OperationError, PasswordWrite, ServerReply};
use super::result_code::{self as code, Obstacle};
use crate::directory::{
    AccountStatus, DirectoryError, PasswordCheck, Refusal, RefusalReason, ServerAnswer, WriteError,
};

pub(super) use detect::{ROOT_DSE_ATTRIBUTES, configured, detect, of_root_dse};

/// One family of directory servers.
#[async_trait]
pub(super) trait Dialect: Send + Sync {
    /// The name that administrators know the family by.
    fn name(&self) -> &'static str;

    /// Whether the client can write passwords there; if not, it refuses the server before any question.
    fn is_supported(&self) -> bool {
        true
    }

    /// The attributes that [`Dialect::account_status`] needs.
    fn state_attributes(&self) -> &'static [&'static str];

    /// The state of an account. An attribute that the service may not read is absent from the entry.
    fn account_status(&self, entry: &LdapEntry) -> AccountStatus;

    /// An attribute and a value whose comparison shows whether the service sees locks, if one does.
    fn lock_to_compare(&self) -> Option<(&'static str, &'static str)> {
        None
    }

    /// The result of a bind for the password; `None` when the bind does not check it (server busy, no TLS…).
    fn password_check(&self, reply: &ServerReply) -> Option<PasswordCheck>;

    /// Why the server refused a write, when the answer names a reason.
    fn named_reason(&self, reply: &ServerReply) -> Option<RefusalReason>;

    /// Active Directory's own code, from a diagnostic text.
    fn ad_code(&self, _diagnostic: &str) -> Option<u32> {
        None
    }

    /// Writes a password: with the current one, which the server verifies, or as a reset by the service.
    ///
    /// By RFC 3062: after a plain Modify, OpenLDAP would store the password in clear.
    async fn write(
        &self,
        connection: &mut Connection,
        write: PasswordWrite<'_>,
    ) -> Result<ServerReply, OperationError> {
        connection.modify_password(write).await
    }
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

    /// Why the server refused a write. `current_verified`: a bind has just accepted the current password.
    pub fn refusal(&self, reply: &ServerReply, current_verified: bool) -> WriteError {
        let answer = self.answer(reply);
        let reason = match self.named_reason(reply) {
            _ if answer.obstacle() == Obstacle::Protection => RefusalReason::Confidentiality,
            // The service lacks the right to have the password verified (OpenLDAP: `=xw`, not `=w`).
            Some(RefusalReason::WrongCurrent) if current_verified => RefusalReason::Rights,
            Some(reason) => reason,
            None if reply.code == code::CONSTRAINT_VIOLATION => RefusalReason::Unexplained,
            // Not a policy violation: another password would be refused as well.
            None => return WriteError::NotSent(self.refused(reply)),
        };
        WriteError::Refused(Refusal { reason, answer })
    }
}

#[cfg(test)]
mod tests {
    use super::super::testing::reply;
    use super::active_directory::ActiveDirectory;
    use super::ds389::Ds389;
    use super::openldap::OpenLdap;
    use super::*;
    use crate::directory::{PpolicyError, Validity};

    pub const FREE: Validity = Validity { must_change: false, expires_in: None, grace_left: None };
    pub const MUST_CHANGE: Option<PasswordCheck> = accepted(Validity { must_change: true, ..FREE });
    pub const GRACE: Option<PasswordCheck> = accepted(Validity { grace_left: Some(4), ..FREE });

    pub const fn accepted(validity: Validity) -> Option<PasswordCheck> {
        Some(PasswordCheck::Accepted(validity))
    }

    /// Why a write was refused; `None` where another password would not help.
    pub fn refusal(dialect: &dyn Dialect, reply: &ServerReply, verified: bool) -> Option<RefusalReason> {
        match dialect.refusal(reply, verified) {
            WriteError::Refused(refusal) => Some(refusal.reason),
            WriteError::NotSent(DirectoryError::Refused(answer)) if answer == dialect.answer(reply) => None,
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
    #[case::read_only_replica(&OpenLdap, reply(10, "", ""))]
    #[case::entry_gone(&Ds389, reply(32, "", "No such Entry exists.\n"))]
    fn other_refusal_changes_nothing(#[case] dialect: &dyn Dialect, #[case] reply: ServerReply) {
        assert_eq!(refusal(dialect, &reply, false), None);
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
