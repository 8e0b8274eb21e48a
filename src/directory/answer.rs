//! What a directory answers when it does not do what was asked.

/// What remains of a server's answer: codes, never its texts (they may hold a name or a value).
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct ServerAnswer {
    /// LDAP result code (RFC 4511 §4.1.9).
    pub result_code: u32,
    /// Error of the password policy response control (draft-behera-ldap-password-policy).
    pub ppolicy: Option<PpolicyError>,
    /// Active Directory's own code: the eight leading hexadecimal digits, or `data XXX` at a bind.
    pub ad_code: Option<u32>,
}

impl ServerAnswer {
    /// Whether it depends on the entry that was asked about: insufficientAccessRights (50) and
    /// unwillingToPerform (53). Other refusals are those of a server to everybody: busy, unavailable, no TLS.
    #[must_use]
    pub fn is_about_the_entry(&self) -> bool {
        matches!(self.result_code, 50 | 53)
    }
}

/// Errors of the password policy control, and OpenLDAP's `passwordTooLong`.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
#[allow(missing_docs, reason = "the names are the draft's")]
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

/// The directory could not answer the question.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum DirectoryError {
    /// No server of the list could be reached (name, TCP).
    #[error("no directory server can be reached")]
    Unreachable,
    /// A server was reached, but not trusted.
    #[error("TLS with the directory failed: {0:?}")]
    Tls(TlsError),
    /// No answer within the limit of the operation.
    #[error("the directory did not answer in time")]
    Timeout,
    /// The connection was cut before the answer, or the answer could not be read.
    #[error("the connection to the directory was cut")]
    Interrupted,
    /// The directory refuses the service account itself.
    #[error("the directory refuses the service account: {0:?}")]
    ServiceRefused(ServerAnswer),
    /// The directory refuses the question.
    #[error("the directory refuses: {0:?}")]
    Refused(ServerAnswer),
    /// The server is of a kind that is not spoken to yet.
    #[error("this kind of directory is not supported")]
    Unsupported,
    /// The client broke on an answer; nothing more is known.
    #[error("the directory client failed on an answer")]
    Broken,
}

/// Why a server was not trusted.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum TlsError {
    /// Signed by an authority that is not in `ca_file` (or the system's).
    UnknownAuthority,
    /// The certificate is for another host name.
    WrongHost,
    /// Past its end date, or not yet valid.
    Expired,
    /// StartTLS was refused by the server.
    StartTlsRefused,
    /// Anything else: no common version, broken handshake.
    Handshake,
}

/// A write that was not done, or of which nobody knows.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum WriteError {
    /// The server answered: refused, nothing is changed.
    Refused(Refusal),
    /// The request may have been carried out: only a bind can tell, and only at the server that was asked.
    Unknown(DirectoryError, ServerId),
    /// Nothing is changed, whatever the password: the request was never sent, or the server turned it away for
    /// a reason of its own.
    NotSent(DirectoryError),
}

/// One of the servers of a directory. After a write without an answer the others prove nothing: what was written
/// may have to reach them yet.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct ServerId(pub(crate) usize);

#[cfg(any(test, feature = "test-support"))]
impl ServerId {
    /// The first one of the configuration.
    pub const FIRST: Self = Self(0);
}

/// A refused write.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Refusal {
    /// Why, as far as the answer tells.
    pub reason: RefusalReason,
    /// The answer.
    pub answer: ServerAnswer,
}

/// Why a server refuses a new password.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum RefusalReason {
    /// The current password is not the right one.
    WrongCurrent,
    /// Shorter than the server's minimum.
    TooShort,
    /// Longer than the server's maximum.
    TooLong,
    /// Too simple for the server, or a word of its list.
    Quality,
    /// Used before.
    InHistory,
    /// The same as the current one.
    Unchanged,
    /// Changed too recently.
    TooYoung,
    /// This person may not change their password.
    Forbidden,
    /// Locked meanwhile.
    Locked,
    /// The service account lacks the right to write.
    Rights,
    /// The server demands TLS.
    Confidentiality,
    /// A rule of the server that its answer does not name.
    Unexplained,
}
