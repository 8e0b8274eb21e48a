//! The directory behind the service: the trait that the use cases call, and the types of its answers.
//!
//! This room knows no French, no screen and no rule of the academy. An answer keeps the codes of the server for the
//! audit, and never its diagnostic text, which may hold anything.

pub mod account_state;
pub mod answer;
pub mod ldap;
pub mod person;
pub mod stamp;
pub mod write;

use async_trait::async_trait;

use crate::identity::{BirthDate, Login, PersonNumber};
use crate::password::SecretText;

pub use account_state::{Closed, IdentityProof, NoReset, OpenAccount};
pub use answer::{
    DirectoryError, Obstacle, PpolicyError, Refusal, RefusalReason, ServerAnswer, ServerId, TlsError,
};
pub use person::{AccountStatus, EntryDn, LookupResult, PasswordCheck, Person, Validity};
pub use stamp::{Stamp, StampReading};
pub use write::{PasswordVerification, TriesLeft, VerifiedConnection, WriteAnswer, WriteConnection, Written};

/// A directory, as the use cases see it. Each call opens its own connection; only those that carry a write outlive it.
#[async_trait]
pub trait Directory: Send + Sync {
    /// Whether there is a service account, without which a reset is impossible.
    fn offers_reset(&self) -> bool;

    /// Searches the person with this login.
    async fn locate(&self, login: &Login) -> Result<LookupResult, DirectoryError>;

    /// A person whose entry does not exist: questions about them make an unknown login cost the same exchanges as a
    /// known one.
    fn decoy_entry(&self) -> Person;

    /// Authenticates the person: verifies a password by a fresh bind (RFC 4513 §5.1.3), and keeps the connection for
    /// the change. An empty password is wrong: nothing is sent, because the server would accept it as an
    /// unauthenticated bind (§5.1.2).
    async fn verify_password<'directory>(
        &'directory self,
        person: &Person,
        password: &SecretText,
    ) -> Result<PasswordVerification<'directory>, DirectoryError>;

    /// Whether the account bears another wrong password, after one that the server has just refused. What cannot be read
    /// is `false`. The exchanges are those of [`Directory::decoy_entry`].
    async fn bears_failure(&self, person: &Person) -> bool;

    /// Whether the number and the birth date are those of the person. The exchanges are the same whichever is wrong.
    /// When both are right, also whether the account may be reset.
    async fn verify_identity(
        &self,
        person: &Person,
        number: &PersonNumber,
        birth_date: &BirthDate,
    ) -> Result<IdentityProof, DirectoryError>;

    /// Defines a new password by the service account, once, without the current one.
    async fn reset<'directory>(
        &'directory self,
        person: &Person,
        open: OpenAccount,
        new: &SecretText,
    ) -> Written<'directory>;
}
