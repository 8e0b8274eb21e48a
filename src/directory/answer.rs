//! The errors of a directory.

/// The codes of a server's answer. Its texts are left out: they may hold a name or a value.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct ServerAnswer {
    /// LDAP result code (RFC 4511 §4.1.9).
    pub result_code: u32,
    /// Error of the password policy response control (draft-behera-ldap-password-policy).
    pub ppolicy: Option<PpolicyError>,
    /// Active Directory's own code: the eight leading hexadecimal digits, or those after `data` at a bind.
    pub ad_code: Option<u32>,
}

/// The obstacle when a server refuses anybody's request of this kind: the bind of the service or of a person,
/// a search, a comparison, a write.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Obstacle {
    /// The server wants more protection (TLS) than the connection has.
    Protection,
    /// It cannot answer at the moment; the same request may succeed later.
    Moment,
    /// It would refuse the same request again: a replica, a limit, a setting, a missing right.
    Lasting,
}

/// Errors of the password policy control, and OpenLDAP's `passwordTooLong`.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum PpolicyError {
    PasswordExpired = 0,
    AccountLocked = 1,
    ChangeAfterReset = 2,
    PasswordModNotAllowed = 3,
    MustSupplyOldPassword = 4,
    InsufficientPasswordQuality = 5,
    PasswordTooShort = 6,
    PasswordTooYoung = 7,
    PasswordInHistory = 8,
    PasswordTooLong = 9,
}

/// The directory did not answer the question.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum DirectoryError {
    /// No server of the list could be reached (name, TCP).
    #[error("no directory server can be reached")]
    Unreachable,
    /// A server was reached, but not trusted.
    #[error("TLS with the directory failed: {0:?}")]
    Tls(TlsError),
    #[error("the directory did not answer in time")]
    Timeout,
    /// The connection was cut before the answer.
    #[error("the connection to the directory was cut")]
    Interrupted,
    /// The server sent what no directory sends: no LDAP, or more than it was asked for.
    #[error("the directory sent an answer that cannot be read")]
    Unreadable,
    /// The directory refuses the bind of the service account.
    #[error("the directory refuses the service account: {0:?}")]
    ServiceRefused(ServerAnswer),
    #[error("the directory refuses: {0:?}")]
    Refused(ServerAnswer),
    /// The server only reads: a replica, or a database closed to writers. Nothing is written.
    #[error("the directory server does not take writes: {0:?}")]
    ReadOnly(ServerAnswer),
    #[error("this kind of directory is not supported")]
    Unsupported,
    /// The server does not tell its family, so the service account writes nothing there.
    #[error("the family of the directory is unknown")]
    UnknownFamily,
    /// The client panicked on an answer.
    #[error("the directory client failed on an answer")]
    Broken,
}

/// The reason why a server was not trusted.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum TlsError {
    /// The authority that signed is not in `ca_file` (or the system's).
    UnknownAuthority,
    WrongHost,
    /// Past its end date, or not yet valid.
    Expired,
    StartTlsRefused,
    /// The server demands a client certificate, and the configuration names none.
    CertificateDemanded,
    /// The server refuses our client certificate.
    CertificateRefused,
    /// Anything else: no common version, broken handshake.
    Handshake,
}

#[cfg(test)]
impl TlsError {
    pub const ALL: [Self; 7] = [
        Self::UnknownAuthority,
        Self::WrongHost,
        Self::Expired,
        Self::StartTlsRefused,
        Self::CertificateDemanded,
        Self::CertificateRefused,
        Self::Handshake,
    ];
}

/// A server, by its position in the configuration. What another server says about a write proves nothing: replication
/// may be late.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct ServerId(pub usize);

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Refusal {
    pub reason: RefusalReason,
    pub answer: ServerAnswer,
}

/// The reason for which a server refuses a new password.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum RefusalReason {
    /// The current password is not the right one.
    WrongCurrent,
    /// The new password is shorter than the server's minimum.
    TooShort,
    /// The new password is longer than the server's maximum.
    TooLong,
    /// The new password is too simple, or in a list of the server.
    Quality,
    /// As [`RefusalReason::Quality`], where the server also refuses three letters in a row of a name or of the mail.
    QualityOrNames,
    /// The person used this password before.
    InHistory,
    /// The new password is the current one.
    Unchanged,
    /// The last change is too recent.
    TooYoung,
    /// This person may not change their password.
    Forbidden,
    /// The account has been locked since its verification.
    Locked,
    /// The current password is right but expired, and there is no service account to change it.
    Expired,
    /// The service account lacks the right to write, or to have the current password verified.
    Rights,
    /// The server accepts passwords over TLS only.
    Confidentiality,
    /// The new password breaks a rule that the answer does not name.
    Unexplained,
}
