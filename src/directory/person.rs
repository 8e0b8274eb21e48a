//! A person as the directory knows them.

use std::fmt;
use std::time::Duration;

/// A distinguished name exactly as the server returned it: never built, never shown, never logged.
#[derive(Clone, PartialEq, Eq)]
pub struct EntryDn(String);

impl EntryDn {
    /// Keeps a name returned by the server.
    #[must_use]
    pub fn returned(dn: String) -> Self {
        Self(dn)
    }

    /// The name, byte for byte.
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
    /// Where the entry stands.
    pub entry: EntryDn,
    /// What the directory says of the account before any proof.
    pub account: AccountStatus,
    /// Head-office staff: the password of their workstation changes too.
    pub head_office: bool,
    /// Names and mail local part: words that a password must not be made of.
    pub names: Vec<String>,
}

/// What can be read of an account without its password.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct AccountStatus {
    /// Locked by an administrator: a reset would unlock it, so it is refused.
    pub locked_by_administrator: bool,
    /// Must change the password at the next use.
    pub must_change: bool,
}

/// What a search by login found.
#[derive(Debug, Clone)]
pub enum LookupResult {
    /// Exactly one entry.
    One(Person),
    /// No entry.
    None,
    /// More than one entry: nobody can say which one is meant.
    Several,
}

/// What a bind said of a password.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum PasswordCheck {
    /// The password is right and opens the account.
    Accepted(Validity),
    /// The password is right, but the server lets nobody in with it until it is changed (expired; on
    /// Active Directory also: must change).
    CorrectButUnusable,
    /// Wrong password, or no such entry.
    Wrong,
    /// Locked or disabled, whatever the password: says nothing of whether it is right.
    Locked,
}

/// How long an accepted password remains one.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Validity {
    /// The server demands a change before anything else.
    pub must_change: bool,
    /// Time left before expiry, when the server says so.
    pub expires_in: Option<Duration>,
    /// Uses left of an expired password.
    pub grace_left: Option<u32>,
}
