//! A person and their account in the directory.

use std::fmt;
use std::time::Duration;

use jiff::Timestamp;

use super::account_state::Closed;
use super::answer::ServerId;
use super::stamp::StampReading;

/// A distinguished name exactly as the server returned it. It is never rebuilt, shown or logged.
#[derive(Clone, PartialEq, Eq)]
pub struct EntryDn(String);

impl EntryDn {
    #[must_use]
    pub fn returned(dn: String) -> Self {
        Self(dn)
    }

    #[must_use]
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

impl fmt::Debug for EntryDn {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("EntryDn(…)")
    }
}

/// The one entry of a login.
#[derive(Debug, Clone)]
pub struct Person {
    pub entry: EntryDn,
    pub account: AccountStatus,
    /// Names and mail local part, which a password must not contain.
    pub names: Vec<String>,
    /// When the password was last changed, read with the entry.
    pub stamp: StampReading,
    /// The time of that change, where the stamp tells one of the password alone.
    pub changed_at: Option<Timestamp>,
    /// The server that found the entry. A stamp of another one cannot be compared with it.
    pub server: ServerId,
}

/// The state of an account, as far as a search by login shows it. It may forbid, never permit: see
/// [`crate::directory::OpenAccount`].
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct AccountStatus {
    pub closed: Option<Closed>,
}

/// The result of a search by login.
#[derive(Debug, Clone)]
pub enum LookupResult {
    One(Person),
    None,
    /// More than one entry, hence no person to serve.
    Several,
}

/// The result of a bind with a password.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum PasswordCheck {
    /// The password is right and opens the account.
    Accepted(Validity),
    /// The password is right, but must be changed before a bind succeeds (expired; on Active Directory also after
    /// a reset).
    CorrectButUnusable,
    /// Wrong password, or no such entry.
    Wrong,
    /// The account is locked or disabled. The password may be right or wrong.
    Locked,
}

/// The validity of an accepted password.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Validity {
    /// The server demands a change before anything else.
    pub must_change: bool,
    /// Time left before expiry, if the server announces it.
    pub expires_in: Option<Duration>,
    /// Uses left of an expired password.
    pub grace_left: Option<u32>,
}
