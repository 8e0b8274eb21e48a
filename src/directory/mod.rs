//! The directory behind the service: what the use cases ask of it, and the words in which it answers.
//!
//! Nothing here knows French, a screen or a rule of the academy. An answer keeps what the server said
//! (result code, ppolicy error, Active Directory code) so that it can be audited; it never keeps a
//! diagnostic text, which may hold anything.

pub mod answer;
pub mod ldap;
pub mod person;

use async_trait::async_trait;

use crate::identity::{BirthDate, Login, PersonNumber};
use crate::password::SecretText;

pub use answer::{
    DirectoryError, PpolicyError, Refusal, RefusalReason, ServerAnswer, ServerId, TlsError, WriteError,
};
pub use person::{AccountStatus, EntryDn, LookupResult, PasswordCheck, Person, Validity};

/// What the use cases ask of a directory. Each call opens what it needs and closes it; none keeps a secret.
#[async_trait]
pub trait Directory: Send + Sync {
    /// Whether a service account is at hand: without it nobody can redefine a password.
    fn offers_reset(&self) -> bool;

    /// Looks for the one person of that login.
    async fn locate(&self, login: &Login) -> Result<LookupResult, DirectoryError>;

    /// An entry that does not exist, so that an unknown login costs the same exchanges as a known one.
    fn decoy_entry(&self) -> Person;

    /// Tries the password by a fresh bind (RFC 4513 §5.1.3). An empty one is refused before anything is sent.
    async fn verify_password(
        &self,
        person: &Person,
        password: &SecretText,
    ) -> Result<PasswordCheck, DirectoryError>;

    /// The same at one server, and at no other.
    async fn verify_password_at(
        &self,
        server: ServerId,
        person: &Person,
        password: &SecretText,
    ) -> Result<PasswordCheck, DirectoryError>;

    /// Whether both the number and the birth date are those of the person. Both are always asked for.
    async fn verify_identity(
        &self,
        person: &Person,
        number: &PersonNumber,
        birth_date: &BirthDate,
    ) -> Result<bool, DirectoryError>;

    /// Changes a password whose owner knows it. `check` is what [`Directory::verify_password`] answered for
    /// `current`: an expired one goes through the service account, with both passwords.
    async fn change(
        &self,
        person: &Person,
        check: PasswordCheck,
        current: &SecretText,
        new: &SecretText,
    ) -> Result<(), WriteError>;

    /// Defines a new password, as the service account.
    async fn reset(&self, person: &Person, new: &SecretText) -> Result<(), WriteError>;
}
