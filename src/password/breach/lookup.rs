//! [`BreachFilter`]: a filter file in which passwords are looked up.
//!
//! The file is mapped into memory: processes share the pages, a file of any size opens at once, and a look-up takes tens
//! of nanoseconds. Rejected: three `pread`, of 1.5 µs each when measured (`docs/breached-passwords.md`).

use std::fs::Metadata;
use std::os::unix::fs::MetadataExt;
use std::path::Path;

use mmap_guard::FileData;

use super::format::{self, FINGERPRINT, ShardHeader};
use super::{BreachError, BreachFacts, spread};
use crate::password::secret::SecretText;

/// An open filter file, shared and read only.
pub struct BreachFilter {
    file: FileData,
    stamp: FileStamp,
    facts: BreachFacts,
    shard_bits: u8,
    shards: Vec<Shard>,
}

/// Identifies a file and its state: replacing or writing the file changes it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct FileStamp {
    device: u64,
    inode: u64,
    length: u64,
    modified: (i64, i64),
}

/// A shard, and the place of its fingerprints.
struct Shard {
    row: ShardHeader,
    /// Offset in bytes from the beginning of the file.
    at: usize,
}

impl BreachFilter {
    /// Opens a file, and checks its header and rows; it does not read the fingerprints.
    ///
    /// # Errors
    /// See [`BreachError`].
    pub fn open(path: &Path) -> Result<Self, BreachError> {
        let file = match std::fs::metadata(path)?.len() {
            0 => return Err(BreachError::NotAFilter),
            _ => mmap_guard::map_file(path)?,
        };
        let stamp = FileStamp::of_mapped(&file)?;
        if stamp.length != file.len() as u64 {
            return Err(BreachError::Cut);
        }
        let (facts, shard_bits, rows) = format::decode(&file)?;
        let mut at = format::fingerprints_at(rows.len());
        let mut shards = Vec::with_capacity(rows.len());
        for row in rows {
            shards.push(Shard { row, at });
            at += row.fingerprints() as usize * FINGERPRINT;
        }
        Ok(Self { file, stamp, facts, shard_bits, shards })
    }

    #[must_use]
    pub fn facts(&self) -> &BreachFacts {
        &self.facts
    }

    /// Whether the list holds the password. True for each password of the list, and for one other in 65 536.
    #[must_use]
    pub fn contains(&self, password: &SecretText) -> bool {
        self.contains_key(self.facts.kind.key_of(password))
    }

    /// The same for the first eight bytes of a hash.
    #[cfg(any(test, feature = "test-support"))]
    #[must_use]
    pub fn contains_hash(&self, first: [u8; 8]) -> bool {
        self.contains_key(u64::from_be_bytes(first))
    }

    fn contains_key(&self, key: u64) -> bool {
        let key = spread(key);
        let shard = self.shards.get((key >> (64 - u32::from(self.shard_bits))) as usize);
        shard.is_some_and(|shard| holds(shard.row, self.file.get(shard.at..).unwrap_or_default(), key))
    }

    /// Reads the whole file and checks its digest.
    ///
    /// # Errors
    /// [`BreachError::Corrupt`]
    pub fn verify(&self) -> Result<(), BreachError> {
        let fingerprints =
            self.file.get(format::fingerprints_at(self.shards.len())..).ok_or(BreachError::Corrupt)?;
        let sound = format::sha256(fingerprints) == self.facts.fingerprints_digest;
        if sound { Ok(()) } else { Err(BreachError::Corrupt) }
    }

    #[must_use]
    pub fn stamp(&self) -> FileStamp {
        self.stamp
    }

    /// Whether the file is unchanged since it was opened. Ask before each look-up: reading the map of a shortened file
    /// would kill the process.
    #[must_use]
    pub fn is_untouched(&self) -> bool {
        FileStamp::of_mapped(&self.file) == Ok(self.stamp)
    }
}

impl FileStamp {
    /// The current state of the file of that path.
    ///
    /// # Errors
    /// [`BreachError::Unreadable`]
    pub fn of(path: &Path) -> Result<Self, BreachError> {
        Ok(Self::from(std::fs::metadata(path)?))
    }

    fn of_mapped(file: &FileData) -> Result<Self, BreachError> {
        match file {
            FileData::Mapped(_, file) => Ok(Self::from(file.metadata()?)),
            // `map_file` never loads a file.
            _ => Err(BreachError::NotAFilter),
        }
    }
}

impl From<Metadata> for FileStamp {
    fn from(metadata: Metadata) -> Self {
        Self {
            device: metadata.dev(),
            inode: metadata.ino(),
            length: metadata.len(),
            modified: (metadata.mtime(), metadata.mtime_nsec()),
        }
    }
}

/// Whether the filter of a shard holds a spread key. `bytes` begins with its fingerprints.
///
/// The look-up is a part of the file format, so it does not depend on the library that builds the filters. A test
/// compares both, and a build looks up each key once.
pub(super) fn holds(row: ShardHeader, bytes: &[u8], key: u64) -> bool {
    let hash = finalised(key.wrapping_add(row.seed));
    let (length, mask) = (u64::from(row.segment_length), u64::from(row.segment_length) - 1);
    let first = ((u128::from(hash) * u128::from(row.segment_count_length)) >> 64) as u64;
    let second = (first + length) ^ ((hash >> 18) & mask);
    let third = (first + 2 * length) ^ (hash & mask);
    let fingerprint = (hash ^ (hash >> 32)) as u16;
    let stored = [first, second, third].map(|at| {
        let at = at as usize * FINGERPRINT;
        bytes.get(at..at + FINGERPRINT).and_then(<[u8]>::first_chunk).map(|pair| u16::from_le_bytes(*pair))
    });
    matches!(stored, [Some(one), Some(two), Some(three)] if one ^ two ^ three == fingerprint)
}

/// The finaliser of MurmurHash3 for 64 bits (Appleby).
fn finalised(mut bits: u64) -> u64 {
    bits = (bits ^ (bits >> 33)).wrapping_mul(0xff51_afd7_ed55_8ccd);
    bits = (bits ^ (bits >> 33)).wrapping_mul(0xc4ce_b9fe_1a85_ec53);
    bits ^ (bits >> 33)
}
