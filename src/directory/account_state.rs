//! Whether an account is open: the proof that a reset needs, and what stands in its way.

/// The proof that a complete reading found an account open. Only [`crate::directory::ldap`] makes one, from values that
/// it read and from absences that the server confirmed: what cannot be read is no proof.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct OpenAccount(());

impl OpenAccount {
    /// For the reading, in one place.
    pub(in crate::directory) fn proved() -> Self {
        Self(())
    }

    /// For the scripted directories of tests, which read nothing.
    #[cfg(any(test, feature = "test-support"))]
    #[must_use]
    pub fn assumed() -> Self {
        Self(())
    }
}

/// The way in which an account is closed. A reset would open it, or write a password that opens nothing.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Closed {
    /// An administrator locked it.
    ByAdministrator,
    /// Its first day is to come, or its last day is past.
    OutsideItsDates,
    /// The account was not used for longer than its policy allows.
    Inactive,
}

/// The reason why the password of an identified person is not reset.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum NoReset {
    Closed(Closed),
    /// The policy of the account lets no user change its password: it is shared, or kept elsewhere.
    ChangeForbidden,
    /// The service account may not read all that can close an account here.
    StateUnreadable,
    /// The server does not tell its family, so nobody knows what closes an account there.
    UnknownDirectory,
}

/// The result of the comparison of both proofs.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum IdentityProof {
    /// The number, the birth date, or both are wrong.
    Wrong,
    /// Both are right. Whether the account may be reset is asked only now: only its owner may learn it.
    Right(Result<OpenAccount, NoReset>),
}
