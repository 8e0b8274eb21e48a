//! The end of a procedure: an outcome for the person, and its cause, which only the audit may know.

use crate::directory::{
    Closed, DirectoryError, NoReset, Obstacle, Refusal, RefusalReason, ServerAnswer, TlsError,
};

use super::outcome::Outcome;
use super::reminder::Reminder;

/// A step of a procedure: a value for the next step, or the end of the procedure.
pub(super) type StepResult<T> = Result<T, AuditedOutcome>;

#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct AuditedOutcome {
    pub outcome: Outcome,
    /// For the audit; `None` if the outcome has only one cause.
    pub cause: Option<Cause>,
    /// A remark on the password in force, told to the person besides.
    pub reminder: Option<Reminder>,
}

/// The reason of an outcome. It stays in the audit: the person must not learn which proof was wrong.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum Cause {
    /// An empty password, which is never sent.
    EmptyPassword,
    UnknownLogin,
    SeveralEntries,
    WrongPassword,
    /// The server refuses every bind, even with the right password.
    LockedAtBind,
    /// The number, the birth date, or both are wrong.
    WrongIdentity,
    Closed(Closed),
    /// The policy of the account lets no user change its password.
    ChangeForbidden,
    Directory(DirectoryError),
    Refusal(Refusal),
    Panic,
    /// The operating system gives no thread or no randomness, or the program is being stopped.
    Stopped,
}

impl AuditedOutcome {
    pub(super) fn new(outcome: Outcome, cause: Cause) -> Self {
        Self { outcome, cause: Some(cause), reminder: None }
    }

    /// The server could not verify an entry. A refusal that concerns this entry only becomes « not identified »: an
    /// unknown login never meets it, so any other answer would show that this login exists.
    pub(super) fn unverified(error: DirectoryError) -> Self {
        match error {
            DirectoryError::Refused(answer) if answer.is_about_the_entry() => {
                Self::not_identified(Cause::Directory(error))
            }
            _ => error.into(),
        }
    }

    /// The one answer to a person who is not verified.
    pub(super) fn not_identified(cause: Cause) -> Self {
        Self::new(Outcome::NotIdentified, cause)
    }
}

impl From<Outcome> for AuditedOutcome {
    fn from(outcome: Outcome) -> Self {
        Self { outcome, cause: None, reminder: None }
    }
}

/// A question failed, which changes nothing.
impl From<DirectoryError> for AuditedOutcome {
    fn from(error: DirectoryError) -> Self {
        let outcome = match &error {
            DirectoryError::Unreachable => Outcome::Unreachable,
            DirectoryError::Tls(
                TlsError::UnknownAuthority
                | TlsError::WrongHost
                | TlsError::Expired
                | TlsError::StartTlsRefused
                | TlsError::Handshake,
            ) => Outcome::Untrusted,
            DirectoryError::Tls(TlsError::CertificateDemanded | TlsError::CertificateRefused) => {
                Outcome::CertificateDemanded
            }
            DirectoryError::Timeout => Outcome::TooSlow,
            DirectoryError::Interrupted => Outcome::ConnectionLostUnchanged,
            DirectoryError::Unreadable => Outcome::UnreadableAnswer,
            DirectoryError::ServiceRefused(answer) | DirectoryError::Refused(answer) => {
                match answer.obstacle() {
                    Obstacle::Protection => Outcome::RefusedByDirectory(RefusalReason::Confidentiality),
                    Obstacle::Moment => Outcome::DirectoryBusy,
                    Obstacle::Lasting if matches!(error, DirectoryError::ServiceRefused(_)) => {
                        Outcome::ServiceRefused
                    }
                    Obstacle::Lasting => Outcome::DirectoryFault,
                }
            }
            DirectoryError::UnknownFamily => Outcome::UnknownDirectory,
            DirectoryError::ReadOnly(_) | DirectoryError::Unsupported => Outcome::DirectoryFault,
            DirectoryError::Broken => Outcome::Internal,
        };
        Self::new(outcome, Cause::Directory(error))
    }
}

/// The account of an identified person is not reset.
impl From<NoReset> for AuditedOutcome {
    fn from(no_reset: NoReset) -> Self {
        match no_reset {
            NoReset::Closed(closed) => closed.into(),
            NoReset::ChangeForbidden => {
                Self::new(Outcome::RefusedByDirectory(RefusalReason::Forbidden), Cause::ChangeForbidden)
            }
            NoReset::StateUnreadable => Outcome::StateUnreadable.into(),
            NoReset::UnknownDirectory => Outcome::UnknownDirectory.into(),
        }
    }
}

impl From<Closed> for AuditedOutcome {
    fn from(closed: Closed) -> Self {
        Self::new(Outcome::AccountClosed(closed), Cause::Closed(closed))
    }
}

impl From<Refusal> for AuditedOutcome {
    fn from(refusal: Refusal) -> Self {
        Self::new(Outcome::RefusedByDirectory(refusal.reason), Cause::Refusal(refusal))
    }
}

impl Cause {
    /// One stable word for the audit.
    pub(super) fn word(&self) -> &'static str {
        match self {
            Self::EmptyPassword => "empty-password",
            Self::UnknownLogin => "unknown-login",
            Self::SeveralEntries => "several-entries",
            Self::WrongPassword => "wrong-password",
            Self::LockedAtBind => "locked-at-bind",
            Self::WrongIdentity => "wrong-identity",
            Self::Closed(Closed::ByAdministrator) => "closed-by-administrator",
            Self::Closed(Closed::OutsideItsDates) => "outside-its-dates",
            Self::Closed(Closed::Inactive) => "inactive",
            Self::ChangeForbidden => "change-forbidden",
            Self::Directory(DirectoryError::Unreachable) => "unreachable",
            Self::Directory(DirectoryError::Timeout) => "timeout",
            Self::Directory(DirectoryError::Interrupted) => "interrupted",
            Self::Directory(DirectoryError::Unreadable) => "unreadable-answer",
            Self::Directory(DirectoryError::ServiceRefused(_)) => "service-refused",
            Self::Directory(DirectoryError::Refused(_)) => "question-refused",
            Self::Directory(DirectoryError::Broken) => "client-broke",
            Self::Directory(DirectoryError::ReadOnly(_)) => "read-only-server",
            Self::Directory(DirectoryError::Unsupported) => "unsupported",
            Self::Directory(DirectoryError::UnknownFamily) => "unknown-family",
            Self::Directory(DirectoryError::Tls(fault)) => match fault {
                TlsError::UnknownAuthority => "tls-unknown-authority",
                TlsError::WrongHost => "tls-wrong-host",
                TlsError::Expired => "tls-expired",
                TlsError::StartTlsRefused => "tls-starttls-refused",
                TlsError::CertificateDemanded => "tls-certificate-demanded",
                TlsError::CertificateRefused => "tls-certificate-refused",
                TlsError::Handshake => "tls-handshake",
            },
            Self::Refusal(_) => "write-refused",
            Self::Panic => "panic",
            Self::Stopped => "stopped",
        }
    }

    /// The codes of the server's answer, without its texts.
    pub(super) fn answer(&self) -> Option<ServerAnswer> {
        match self {
            Self::Directory(
                DirectoryError::ServiceRefused(answer)
                | DirectoryError::Refused(answer)
                | DirectoryError::ReadOnly(answer),
            ) => Some(*answer),
            Self::Refusal(refusal) => Some(refusal.answer),
            Self::Directory(
                DirectoryError::Unreachable
                | DirectoryError::Tls(_)
                | DirectoryError::Timeout
                | DirectoryError::Interrupted
                | DirectoryError::Unreadable
                | DirectoryError::Unsupported
                | DirectoryError::UnknownFamily
                | DirectoryError::Broken,
            )
            | Self::EmptyPassword
            | Self::UnknownLogin
            | Self::SeveralEntries
            | Self::WrongPassword
            | Self::LockedAtBind
            | Self::WrongIdentity
            | Self::Closed(_)
            | Self::ChangeForbidden
            | Self::Panic
            | Self::Stopped => None,
        }
    }
}
