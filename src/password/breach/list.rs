//! A public list of hashes: `HEX:count` lines, read once, in order, in bounded memory.

use std::io::{self, BufRead, BufReader, Read};

use ring::digest::{Context, SHA256};

use super::HashKind;
use super::format::ended;

const READ_SIZE: usize = 1 << 18;
/// Longest line: 40 digits, a colon, the greatest count, and an end of line of two characters.
const LONGEST_LINE: u64 = 40 + 1 + 20 + 2;

#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum ListError {
    #[error("it cannot be read: {0}")]
    Unreadable(io::ErrorKind),
    /// The number of the line, counted from 1, and its fault.
    #[error("line {0}: {1}")]
    Line(u64, LineError),
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum LineError {
    #[error("no colon")]
    Shape,
    /// The hash has the length of no kind, or of the other kind.
    #[error("a hash of {found} digits")]
    Digits {
        found: usize,
        /// The kind of the list, once it is known.
        kind: Option<HashKind>,
    },
    #[error("the hash is not hexadecimal")]
    Hexadecimal,
    #[error("the count is no number")]
    Count,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct HashEntry {
    /// The first eight bytes of the hash, big endian.
    pub key: u64,
    pub count: u64,
}

pub(super) struct HashList<R> {
    reader: BufReader<HashCounter<R>>,
    line: Vec<u8>,
    pub lines: u64,
    /// The required kind, else that of the first line.
    pub kind: Option<HashKind>,
}

impl<R: Read> HashList<R> {
    pub(super) fn new(list: R, kind: Option<HashKind>) -> Self {
        let tally = HashCounter { inner: list, digest: Context::new(&SHA256), bytes: 0 };
        Self { reader: BufReader::with_capacity(READ_SIZE, tally), line: Vec::new(), lines: 0, kind }
    }

    pub(super) fn bytes(&self) -> u64 {
        self.reader.get_ref().bytes
    }

    pub(super) fn digest(&self) -> [u8; 32] {
        ended(self.reader.get_ref().digest.clone().finish().as_ref())
    }

    /// The next line; `None` at the end.
    pub(super) fn next(&mut self) -> Result<Option<HashEntry>, ListError> {
        self.line.clear();
        // Refuses a list without line ends, instead of keeping it in memory.
        let read = self.reader.by_ref().take(LONGEST_LINE + 1).read_until(b'\n', &mut self.line);
        if read.map_err(|error| ListError::Unreadable(error.kind()))? == 0 {
            return Ok(None);
        }
        self.lines += 1;
        self.entry().map(Some).map_err(|fault| ListError::Line(self.lines, fault))
    }

    fn entry(&mut self) -> Result<HashEntry, LineError> {
        let line = self.line.strip_suffix(b"\n").unwrap_or(&self.line);
        let line = line.strip_suffix(b"\r").unwrap_or(line);
        let (hash, count) = line
            .iter()
            .position(|byte| *byte == b':')
            .and_then(|at| line.split_at_checked(at))
            .ok_or(LineError::Shape)?;
        let kind = kind_of(hash.len(), self.kind)?;
        self.kind = Some(kind);
        Ok(HashEntry { key: key_of(hash)?, count: number(count.get(1..).unwrap_or_default())? })
    }
}

fn kind_of(found: usize, wanted: Option<HashKind>) -> Result<HashKind, LineError> {
    let kind = [HashKind::Sha1, HashKind::Ntlm].into_iter().find(|kind| kind.digits() == found);
    match (kind, wanted) {
        (Some(kind), None) => Ok(kind),
        (Some(kind), Some(wanted)) if kind == wanted => Ok(kind),
        _ => Err(LineError::Digits { found, kind: wanted }),
    }
}

/// The first sixteen digits as a number; the others are only validated.
fn key_of(hash: &[u8]) -> Result<u64, LineError> {
    let mut key = 0;
    for (at, digit) in hash.iter().enumerate() {
        let digit = char::from(*digit).to_digit(16).ok_or(LineError::Hexadecimal)?;
        if at < 16 {
            key = (key << 4) | u64::from(digit);
        }
    }
    Ok(key)
}

/// A number of decimal digits only.
fn number(digits: &[u8]) -> Result<u64, LineError> {
    if digits.is_empty() {
        return Err(LineError::Count);
    }
    digits.iter().try_fold(0_u64, |number, digit| {
        let digit = char::from(*digit).to_digit(10).ok_or(LineError::Count)?;
        number.checked_mul(10).and_then(|number| number.checked_add(digit.into())).ok_or(LineError::Count)
    })
}

/// A reader that counts and digests.
struct HashCounter<R> {
    inner: R,
    digest: Context,
    bytes: u64,
}

impl<R: Read> Read for HashCounter<R> {
    fn read(&mut self, into: &mut [u8]) -> io::Result<usize> {
        let count = self.inner.read(into)?;
        self.digest.update(into.get(..count).unwrap_or_default());
        self.bytes += count as u64;
        Ok(count)
    }
}
