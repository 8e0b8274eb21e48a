//! The file format: a header of fixed length, one row a shard, the fingerprints. Integers are little endian.
//!
//! The digest of header and rows is checked whenever a file is opened; that of the fingerprints on demand, because it
//! reads the whole file.

use jiff::Timestamp;
use ring::digest::{Context, SHA256, digest};

use super::{BreachError, BreachFacts, HashKind};

/// The first bytes of a file.
const MAGIC: [u8; 8] = *b"MMBREACH";
/// The version that this program writes, and the only one that it reads.
const VERSION: u32 = 1;
pub(super) const HEADER: usize = 160;
/// Offset of the header's digest, its last field.
const HEADER_DIGEST_AT: usize = HEADER - 32;
pub(super) const ROW: usize = 16;
pub(super) const FINGERPRINT: usize = 2;

/// More than any list needs.
const MAX_SHARD_BITS: u8 = 20;
/// A file has at least 256 shards.
pub(super) const MIN_SHARD_BITS: u8 = 8;
/// Approximate bound of the keys in a shard: it bounds the memory of a build (some 10 MB).
const KEYS_PER_SHARD: u64 = 1 << 18;

/// A row: the shape of the filter of a shard.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct ShardHeader {
    /// Added to each key before hashing.
    pub seed: u64,
    /// Fingerprints of a segment, a power of two.
    pub segment_length: u32,
    /// Fingerprints of all segments but the last two.
    pub segment_count_length: u32,
}

impl ShardHeader {
    pub(super) fn fingerprints(self) -> u64 {
        u64::from(self.segment_count_length) + 2 * u64::from(self.segment_length)
    }

    fn is_sound(self) -> bool {
        self.segment_length.is_power_of_two()
            && self.segment_count_length > 0
            && self.segment_count_length.is_multiple_of(self.segment_length)
    }
}

/// Number of leading bits of a spread key that select its shard.
pub(super) fn shard_bits(keys: u64) -> u8 {
    (MIN_SHARD_BITS..MAX_SHARD_BITS).find(|bits| keys >> bits <= KEYS_PER_SHARD).unwrap_or(MAX_SHARD_BITS)
}

pub(super) fn fingerprints_at(shards: usize) -> usize {
    HEADER + shards * ROW
}

/// Header and rows, the beginning of the file.
pub(super) fn encode(facts: &BreachFacts, shard_bits: u8, rows: &[ShardHeader]) -> Vec<u8> {
    let mut head = Vec::with_capacity(fingerprints_at(rows.len()));
    head.extend(MAGIC);
    head.extend(VERSION.to_le_bytes());
    head.extend([code(facts.kind), shard_bits, 0, 0]);
    head.extend(facts.built.as_second().to_le_bytes());
    for number in [facts.min_count, facts.entries, facts.source_bytes, facts.file_bytes] {
        head.extend(number.to_le_bytes());
    }
    head.extend(facts.source_digest);
    head.extend(facts.fingerprints_digest);
    head.resize(HEADER_DIGEST_AT, 0);
    let table: Vec<u8> = rows
        .iter()
        .flat_map(|row| {
            let shape = [row.segment_length, row.segment_count_length].map(u32::to_le_bytes);
            row.seed.to_le_bytes().into_iter().chain(shape.into_iter().flatten())
        })
        .collect();
    let sealed = seal(&head, &table);
    head.extend(sealed);
    head.extend(table);
    head
}

/// Facts, shard bits and rows of a whole file.
pub(super) fn decode(file: &[u8]) -> Result<(BreachFacts, u8, Vec<ShardHeader>), BreachError> {
    let mut fields = HeaderReader(file);
    if fields.take::<8>() != Ok(MAGIC) {
        return Err(BreachError::NotAFilter);
    }
    let version = u32::from_le_bytes(fields.take()?);
    if version != VERSION {
        return Err(BreachError::Version(version));
    }
    let [kind, shard_bits, _, _] = fields.take()?;
    let built = i64::from_le_bytes(fields.take()?);
    let [min_count, entries, source_bytes, file_bytes] =
        [fields.number()?, fields.number()?, fields.number()?, fields.number()?];
    let (source_digest, fingerprints_digest) = (fields.take()?, fields.take()?);
    if file.len() as u64 != file_bytes {
        return Err(BreachError::Cut);
    }
    if !(MIN_SHARD_BITS..=MAX_SHARD_BITS).contains(&shard_bits) {
        return Err(BreachError::Corrupt);
    }
    let end_of_table = fingerprints_at(1 << shard_bits);
    let (head, sealed, table) = file
        .get(..HEADER_DIGEST_AT)
        .zip(file.get(HEADER_DIGEST_AT..HEADER))
        .zip(file.get(HEADER..end_of_table))
        .map(|((head, sealed), table)| (head, sealed, table))
        .ok_or(BreachError::Corrupt)?;
    if seal(head, table) != sealed {
        return Err(BreachError::Corrupt);
    }
    let rows = rows(table)?;
    let fingerprints: u64 = rows.iter().map(|row| row.fingerprints()).sum();
    if end_of_table as u64 + fingerprints * FINGERPRINT as u64 != file_bytes {
        return Err(BreachError::Corrupt);
    }
    let facts = BreachFacts {
        kind: kind_of(kind).ok_or(BreachError::Corrupt)?,
        built: Timestamp::from_second(built).map_err(|_| BreachError::Corrupt)?,
        min_count,
        entries,
        source_digest,
        source_bytes,
        file_bytes,
        fingerprints_digest,
    };
    Ok((facts, shard_bits, rows))
}

/// Reads the beginning of a file, whose whole content this is.
///
/// # Errors
/// As when a file is opened.
#[cfg(feature = "test-support")]
pub fn read_header(file: &[u8]) -> Result<BreachFacts, BreachError> {
    decode(file).map(|(facts, ..)| facts)
}

/// Gives altered bytes the length and the digest that their content has, so that the checks behind those are reached.
#[cfg(feature = "test-support")]
pub fn seal_again(file: &mut [u8]) {
    const FILE_BYTES_AT: usize = 48;
    let length = (file.len() as u64).to_le_bytes();
    if let Some(field) = file.get_mut(FILE_BYTES_AT..FILE_BYTES_AT + 8) {
        field.copy_from_slice(&length);
    }
    let bits = file.get(13).copied().unwrap_or_default().min(MAX_SHARD_BITS);
    let end = fingerprints_at(1 << bits).min(file.len());
    if let Some((head, table)) = file.get(..HEADER_DIGEST_AT).zip(file.get(HEADER..end)) {
        let sealed = seal(head, table);
        if let Some(field) = file.get_mut(HEADER_DIGEST_AT..HEADER) {
            field.copy_from_slice(&sealed);
        }
    }
}

pub(super) fn sha256(bytes: &[u8]) -> [u8; 32] {
    ended(digest(&SHA256, bytes).as_ref())
}

/// The 32 bytes of a SHA-256 digest.
pub(super) fn ended(digest: &[u8]) -> [u8; 32] {
    digest.first_chunk().copied().unwrap_or_default()
}

fn seal(head: &[u8], table: &[u8]) -> [u8; 32] {
    let mut context = Context::new(&SHA256);
    context.update(head);
    context.update(table);
    ended(context.finish().as_ref())
}

fn rows(table: &[u8]) -> Result<Vec<ShardHeader>, BreachError> {
    let mut fields = HeaderReader(table);
    let mut rows = Vec::with_capacity(table.len() / ROW);
    while !fields.0.is_empty() {
        let row = ShardHeader {
            seed: fields.number()?,
            segment_length: u32::from_le_bytes(fields.take()?),
            segment_count_length: u32::from_le_bytes(fields.take()?),
        };
        rows.push(if row.is_sound() { row } else { return Err(BreachError::Corrupt) });
    }
    Ok(rows)
}

fn code(kind: HashKind) -> u8 {
    match kind {
        HashKind::Sha1 => 1,
        HashKind::Ntlm => 2,
    }
}

fn kind_of(code: u8) -> Option<HashKind> {
    [HashKind::Sha1, HashKind::Ntlm].into_iter().find(|kind| self::code(*kind) == code)
}

/// The unread rest of a header.
struct HeaderReader<'a>(&'a [u8]);

impl HeaderReader<'_> {
    fn take<const LENGTH: usize>(&mut self) -> Result<[u8; LENGTH], BreachError> {
        let (field, rest) = self.0.split_first_chunk().ok_or(BreachError::Cut)?;
        self.0 = rest;
        Ok(*field)
    }

    fn number(&mut self) -> Result<u64, BreachError> {
        self.take().map(u64::from_le_bytes)
    }
}
