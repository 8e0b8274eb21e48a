//! Passwords of known breaches, looked up offline: no part of a password, nor of its hash, leaves the machine.
//!
//! [`build()`] makes a compact file of a public list of hashes (`HEX:count` lines, as « Have I Been Pwned »
//! publishes them); [`BreachFilter`] looks a password up in it. The file holds binary fuse filters (Graf and Lemire,
//! 2022, arXiv:2201.01174) of 16-bit fingerprints: some 19 bits a hash, no false negative, one other password in
//! 65 536 wrongly refused. `docs/breached-passwords.md` specifies the format.

mod build;
mod format;
mod list;
mod lookup;
#[cfg(test)]
mod tests;

use std::io;

use jiff::Timestamp;
use md4::Md4;
use sha1::{Digest, Sha1};
use zeroize::{Zeroize, Zeroizing};

use super::secret::{CAPACITY, SecretText};

pub use build::{BuildError, BuildOptions, BuildProgress, build};
#[cfg(feature = "test-support")]
pub use format::{read_header, seal_again};
pub use list::{LineError, ListError};
pub use lookup::{BreachFilter, FileStamp};

/// The hash of a list.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum HashKind {
    /// SHA-1 of the UTF-8 text (FIPS 180-4).
    Sha1,
    /// NT hash: MD4 (RFC 1320) of the UTF-16LE text.
    Ntlm,
}

/// The header of a filter file.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct BreachFacts {
    pub kind: HashKind,
    /// The time of its build, to the second.
    pub built: Timestamp,
    /// The file leaves out hashes that were seen less often.
    pub min_count: u64,
    pub entries: u64,
    /// SHA-256 of the list that it was built from.
    pub source_digest: [u8; 32],
    pub source_bytes: u64,
    pub file_bytes: u64,
    pub(in crate::password) fingerprints_digest: [u8; 32],
}

/// The fault of a filter file.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum BreachError {
    #[error("it cannot be read: {0}")]
    Unreadable(io::ErrorKind),
    #[error("it is no filter file")]
    NotAFilter,
    #[error("it is of an unknown version, {0}")]
    Version(u32),
    /// The file is shorter or longer than its header says: cut, or still being copied.
    #[error("it is not as long as its header says")]
    Cut,
    /// The header or the fingerprints do not match their digest.
    #[error("it is damaged")]
    Corrupt,
}

impl From<io::Error> for BreachError {
    fn from(error: io::Error) -> Self {
        Self::Unreadable(error.kind())
    }
}

impl BreachFacts {
    /// Whole days since its build; 0 when the clock is earlier.
    #[must_use]
    pub fn age_in_days(&self, now: Timestamp) -> u64 {
        u64::try_from(now.duration_since(self.built).as_hours() / 24).unwrap_or(0)
    }
}

impl HashKind {
    /// Hexadecimal digits of a hash.
    #[must_use]
    pub fn digits(self) -> usize {
        match self {
            Self::Sha1 => 40,
            Self::Ntlm => 32,
        }
    }

    #[must_use]
    pub fn name(self) -> &'static str {
        match self {
            Self::Sha1 => "SHA-1",
            Self::Ntlm => "NTLM",
        }
    }

    /// The key of a password: the first eight bytes of its hash, big endian.
    fn key_of(self, password: &SecretText) -> u64 {
        match self {
            Self::Sha1 => first_eight(Sha1::digest(password.expose().as_bytes())),
            Self::Ntlm => {
                // Large enough for every secret: a buffer that grows leaves copies behind.
                let mut utf16 = Zeroizing::new(Vec::with_capacity(2 * CAPACITY));
                utf16.extend(password.expose().encode_utf16().flat_map(u16::to_le_bytes));
                first_eight(Md4::digest(utf16.as_slice()))
            }
        }
    }
}

/// The first eight bytes of `hash`, which it wipes.
fn first_eight(mut hash: impl AsMut<[u8]> + AsRef<[u8]>) -> u64 {
    let key = hash.as_ref().first_chunk().map_or(0, |bytes| u64::from_be_bytes(*bytes));
    hash.as_mut().zeroize();
    key
}

/// Spreads keys evenly over the shards; a part of a sorted list has one prefix, and would fill one shard. Multiplying by
/// an odd number keeps keys distinct.
fn spread(key: u64) -> u64 {
    key.wrapping_mul(0x9e37_79b9_7f4a_7c15)
}
