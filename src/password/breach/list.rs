//! A public list of hashes: lines `HEX:count`, read once, in order, in bounded memory.

use std::io::{self, BufRead, BufReader, Read};

use ring::digest::{Context, SHA256};

use super::HashKind;
use super::format::ended;

/// Bytes that are asked of the list at once.
const CHUNK: usize = 1 << 18;
/// Longest line: 40 digits, a colon, the greatest count, and an end of line of two characters.
const LONGEST_LINE: u64 = 40 + 1 + 20 + 2;

/// What is wrong with a list.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum ListFault {
    /// It cannot be read.
    #[error("it cannot be read: {0}")]
    Unreadable(io::ErrorKind),
    /// A line (counted from 1) is no `HEX:count`.
    #[error("line {0}: {1}")]
    Line(u64, LineFault),
}

/// What is wrong with a line.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum LineFault {
    /// There is no colon.
    #[error("no colon")]
    Shape,
    /// The hash has as many digits as neither kind, or as the other one.
    #[error("a hash of {found} digits")]
    Digits {
        /// As many as there are.
        found: usize,
        /// The kind that the list is of.
        kind: Option<HashKind>,
    },
    /// The hash is not hexadecimal.
    #[error("the hash is not hexadecimal")]
    Hexadecimal,
    /// The count is no number.
    #[error("the count is no number")]
    Count,
}

/// A line.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Entry {
    /// The first eight bytes of the hash, big endian.
    pub key: u64,
    /// How often it was seen.
    pub count: u64,
}

/// A list being read.
pub(super) struct List<R> {
    reader: BufReader<Tally<R>>,
    line: Vec<u8>,
    /// Lines read.
    pub lines: u64,
    /// Their kind: the one that was asked for, else that of the first line.
    pub kind: Option<HashKind>,
}

impl<R: Read> List<R> {
    pub(super) fn new(list: R, kind: Option<HashKind>) -> Self {
        let tally = Tally { inner: list, digest: Context::new(&SHA256), bytes: 0 };
        Self { reader: BufReader::with_capacity(CHUNK, tally), line: Vec::new(), lines: 0, kind }
    }

    /// Bytes read.
    pub(super) fn bytes(&self) -> u64 {
        self.reader.get_ref().bytes
    }

    /// SHA-256 of what was read.
    pub(super) fn digest(&self) -> [u8; 32] {
        ended(self.reader.get_ref().digest.clone().finish().as_ref())
    }

    /// The next line; none at the end.
    pub(super) fn next(&mut self) -> Result<Option<Entry>, ListFault> {
        self.line.clear();
        // A list without line ends is refused, not kept in memory.
        let read = self.reader.by_ref().take(LONGEST_LINE + 1).read_until(b'\n', &mut self.line);
        if read.map_err(|error| ListFault::Unreadable(error.kind()))? == 0 {
            return Ok(None);
        }
        self.lines += 1;
        self.entry().map(Some).map_err(|fault| ListFault::Line(self.lines, fault))
    }

    fn entry(&mut self) -> Result<Entry, LineFault> {
        let line = self.line.strip_suffix(b"\n").unwrap_or(&self.line);
        let line = line.strip_suffix(b"\r").unwrap_or(line);
        let (hash, count) = line
            .iter()
            .position(|byte| *byte == b':')
            .and_then(|at| line.split_at_checked(at))
            .ok_or(LineFault::Shape)?;
        let kind = kind_of(hash.len(), self.kind)?;
        self.kind = Some(kind);
        Ok(Entry { key: key_of(hash)?, count: number(count.get(1..).unwrap_or_default())? })
    }
}

fn kind_of(found: usize, wanted: Option<HashKind>) -> Result<HashKind, LineFault> {
    let kind = [HashKind::Sha1, HashKind::Ntlm].into_iter().find(|kind| kind.digits() == found);
    match (kind, wanted) {
        (Some(kind), None) => Ok(kind),
        (Some(kind), Some(wanted)) if kind == wanted => Ok(kind),
        _ => Err(LineFault::Digits { found, kind: wanted }),
    }
}

/// The first sixteen digits as a number; the others are only looked at.
fn key_of(hash: &[u8]) -> Result<u64, LineFault> {
    let mut key = 0;
    for (at, digit) in hash.iter().enumerate() {
        let digit = char::from(*digit).to_digit(16).ok_or(LineFault::Hexadecimal)?;
        if at < 16 {
            key = (key << 4) | u64::from(digit);
        }
    }
    Ok(key)
}

/// A number of decimal digits and nothing else.
fn number(digits: &[u8]) -> Result<u64, LineFault> {
    if digits.is_empty() {
        return Err(LineFault::Count);
    }
    digits.iter().try_fold(0_u64, |number, digit| {
        let digit = char::from(*digit).to_digit(10).ok_or(LineFault::Count)?;
        number.checked_mul(10).and_then(|number| number.checked_add(digit.into())).ok_or(LineFault::Count)
    })
}

/// Counts and digests what goes through.
struct Tally<R> {
    inner: R,
    digest: Context,
    bytes: u64,
}

impl<R: Read> Read for Tally<R> {
    fn read(&mut self, into: &mut [u8]) -> io::Result<usize> {
        let count = self.inner.read(into)?;
        self.digest.update(into.get(..count).unwrap_or_default());
        self.bytes += count as u64;
        Ok(count)
    }
}
