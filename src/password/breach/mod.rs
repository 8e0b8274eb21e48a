//! Passwords of known breaches, looked up offline: nothing of a password, nor of its hash, ever leaves the machine.
//!
//! [`build()`] makes a compact file of a public list of hashes (`HEX:count` lines, as « Have I Been Pwned »
//! publishes them); [`BreachFilter`] looks a password up in it. The file holds binary fuse filters (Graf and Lemire,
//! 2022, arXiv:2201.01174) of 16-bit fingerprints: some 19 bits a hash, no false negative, one other password in
//! 65 536 wrongly refused. `docs/breached-passwords.md` writes its format down.

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
pub use list::{LineError, ListError};
pub use lookup::{BreachFilter, FileStamp};

/// Kinds of hashes that lists are made of.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum HashKind {
    /// SHA-1 of the UTF-8 text (FIPS 180-4).
    Sha1,
    /// NT hash: MD4 (RFC 1320) of the UTF-16LE text.
    Ntlm,
}

/// What is known of a filter file: its header.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct BreachFacts {
    /// Kind of the hashes.
    pub kind: HashKind,
    /// When it was built, to the second.
    pub built: Timestamp,
    /// Hashes seen less often than this are not in it.
    pub min_count: u64,
    /// Distinct hashes in it.
    pub entries: u64,
    /// SHA-256 of the list that it was made of.
    pub source_digest: [u8; 32],
    /// Bytes of that list.
    pub source_bytes: u64,
    /// Bytes of the file.
    pub file_bytes: u64,
    /// SHA-256 of the fingerprints.
    pub(in crate::password) fingerprints_digest: [u8; 32],
}

/// Why a file cannot be used as a filter.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum BreachError {
    /// It cannot be read.
    #[error("it cannot be read: {0}")]
    Unreadable(io::ErrorKind),
    /// It is no filter file.
    #[error("it is no filter file")]
    NotAFilter,
    /// It is of a version that this program does not know.
    #[error("it is of an unknown version, {0}")]
    Version(u32),
    /// It is not as long as its header says: cut, or still being copied.
    #[error("it is not as long as its header says")]
    Cut,
    /// Its header or its fingerprints are not those that were written.
    #[error("it is damaged")]
    Corrupt,
}

impl From<io::Error> for BreachError {
    fn from(error: io::Error) -> Self {
        Self::Unreadable(error.kind())
    }
}

impl BreachFacts {
    /// Whole days since it was built; none where the clock says that it is still to be built.
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

    /// Its usual name.
    #[must_use]
    pub fn name(self) -> &'static str {
        match self {
            Self::Sha1 => "SHA-1",
            Self::Ntlm => "NTLM",
        }
    }

    /// The first eight bytes of the hash of `password`, big endian: its key.
    fn key_of(self, password: &SecretText) -> u64 {
        match self {
            Self::Sha1 => first_eight(Sha1::digest(password.expose().as_bytes())),
            Self::Ntlm => {
                // Twice the capacity is never exceeded: the buffer does not grow, so it leaves no copy behind.
                let mut utf16 = Zeroizing::new(Vec::with_capacity(2 * CAPACITY));
                utf16.extend(password.expose().encode_utf16().flat_map(u16::to_le_bytes));
                first_eight(Md4::digest(utf16.as_slice()))
            }
        }
    }
}

/// Reads the key and wipes the hash.
fn first_eight(mut hash: impl AsMut<[u8]> + AsRef<[u8]>) -> u64 {
    let key = hash.as_ref().first_chunk().map_or(0, |bytes| u64::from_be_bytes(*bytes));
    hash.as_mut().zeroize();
    key
}

/// Spreads keys evenly over the shards, whatever part of a list they are: a part of a sorted list has one prefix.
/// Multiplying by an odd number is one to one.
fn spread(key: u64) -> u64 {
    key.wrapping_mul(0x9e37_79b9_7f4a_7c15)
}
