//! A password on its way into the directory: the connections that are kept for it, and what they tell.
//!
//! The connection that verified the current password also carries the change, so that a journey costs no bind more
//! than it needs. The connection of a write is kept until the outcome is known: its answer is the best proof.

use async_trait::async_trait;

use crate::password::SecretText;

use super::answer::{DirectoryError, Refusal};
use super::person::PasswordCheck;
use super::stamp::StampReading;

/// The result of a bind with a person's password, and the connection that it was made on.
pub struct PasswordVerification<'directory> {
    pub check: PasswordCheck,
    pub connection: Box<dyn VerifiedConnection<'directory> + 'directory>,
}

/// A connection on which the person has just proved their password.
#[async_trait]
pub trait VerifiedConnection<'directory>: Send {
    /// Changes the password, once. No other bind as the person precedes it: the last grace use of an expired password
    /// is enough. A password that is right but opens nothing is changed by the service account.
    async fn change(self: Box<Self>, current: &SecretText, new: &SecretText) -> Written<'directory>;
}

/// The fate of a password that was to be written, as far as the directory has told.
pub enum Written<'directory> {
    Accepted(Box<dyn WriteConnection + 'directory>),
    /// The server refused this password; nothing is changed.
    Refused(Refusal),
    /// The request was never sent, or the server would refuse any password.
    Nothing(DirectoryError),
    /// The request may still be carried out. [`DirectoryError::Timeout`]: its connection holds.
    Unanswered(DirectoryError, Box<dyn WriteConnection + 'directory>),
}

/// The connection over which a password was written. Every method may be dropped half-way and called again.
#[async_trait]
pub trait WriteConnection: Send {
    /// Waits for the answer to the write, without a limit.
    async fn answer(&mut self) -> WriteAnswer;

    /// Reads the change stamp now, at the server that was asked to write, as [`Person::stamp`] was read. No bind as
    /// the person: it never counts as a try.
    ///
    /// [`Person::stamp`]: super::Person::stamp
    async fn stamp(&mut self) -> StampReading;

    /// Verifies the new password by one fresh bind at the server that was asked to write. Behind one address that hides
    /// several servers, it binds only where the write was answered or its stamp was seen.
    async fn verify(&mut self, new: &SecretText) -> Result<PasswordCheck, DirectoryError>;

    /// The wrong binds that the policy of this account still allows.
    async fn tries_left(&mut self) -> TriesLeft;

    /// Ends the connection. Nothing depends on its success.
    async fn close(self: Box<Self>) {}
}

/// The answer to a write.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum WriteAnswer {
    Accepted,
    Refused(Refusal),
    /// As [`Written::Nothing`].
    NothingWritten(DirectoryError),
    /// No answer will come: the connection was cut, or the server gave up half-way.
    Lost(DirectoryError),
}

/// The wrong binds that an account still bears before it is locked.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum TriesLeft {
    /// The server does not count them.
    Unlimited,
    Known(u32),
    /// No failure is recorded. A server that counts failures records each before it answers the bind.
    NoneRecorded,
    Unknown,
}

impl TriesLeft {
    /// Read after a wrong bind: whether one more cannot be the one that locks.
    #[must_use]
    pub fn bear_one_more(self) -> bool {
        match self {
            Self::Unlimited | Self::NoneRecorded => true,
            Self::Known(_) => !self.is_last(),
            Self::Unknown => false,
        }
    }

    /// Whether one wrong bind more is known to lock.
    #[must_use]
    pub fn is_last(self) -> bool {
        matches!(self, Self::Known(..=1))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn last_try_is_never_spent() {
        let cases = [TriesLeft::Unlimited, TriesLeft::Known(2), TriesLeft::Known(1), TriesLeft::Known(0)];
        assert_eq!(cases.map(TriesLeft::bear_one_more), [true, true, false, false]);
        assert_eq!(cases.map(TriesLeft::is_last), [false, false, true, true]);
    }

    #[test]
    fn unknown_policy_is_no_last_try() {
        let cases = [TriesLeft::NoneRecorded, TriesLeft::Unknown];
        assert_eq!(cases.map(TriesLeft::bear_one_more), [true, false]);
        assert_eq!(cases.map(TriesLeft::is_last), [false, false]);
    }
}
