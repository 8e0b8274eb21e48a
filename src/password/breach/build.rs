//! Builds a filter file from a list, in memory that does not grow with the list.
//!
//! It reads the list once and spills its keys, by their first bits, to 256 temporary files beside the target; then it
//! sorts each of these and builds the filters of its shards. The whole file replaces the old one at the very end, so
//! that running look-ups keep the old one.

use std::fs::{File, Permissions};
use std::io::{self, BufWriter, Read, Seek, SeekFrom, Write};
use std::os::unix::fs::PermissionsExt;
use std::path::Path;

use jiff::Timestamp;
use ring::digest::{Context, SHA256};
use tempfile::NamedTempFile;
use xorf::BinaryFuse16;

use super::format::{self, FINGERPRINT, MIN_SHARD_BITS, ShardHeader, ended};
use super::list::{HashList, ListError};
use super::lookup::holds;
use super::{BreachFacts, HashKind, spread};

/// Bytes of a key in a temporary file.
const KEY: usize = 8;
/// Buffered bytes of each of the 256 temporary files.
const SPILL_BUFFER: usize = 1 << 15;
/// Lines between two reports of progress.
const LINES_BETWEEN_REPORTS: u64 = 1 << 16;

#[derive(Debug, Clone, Copy)]
pub struct BuildOptions<'a> {
    /// The file to write, or to replace.
    pub out: &'a Path,
    /// The required kind of the list; `None`: that of its first line.
    pub kind: Option<HashKind>,
    /// The file leaves out hashes that were seen less often.
    pub min_count: u64,
    /// The date to write into the file.
    pub built: Timestamp,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum BuildProgress {
    Reading { bytes: u64, lines: u64 },
    Building { done: usize, of: usize },
}

/// The fault of a build. An older file is unchanged.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum BuildError {
    #[error("the list: {0}")]
    List(ListError),
    #[error("no hash was seen often enough")]
    Nothing,
    #[error("the file, or a temporary one beside it, cannot be written: {0}")]
    Unwritable(io::ErrorKind),
    /// A filter could not be built, or lost a hash.
    #[error("a filter could not be made")]
    Filter,
}

impl From<io::Error> for BuildError {
    fn from(error: io::Error) -> Self {
        Self::Unwritable(error.kind())
    }
}

/// Builds the file, and returns its header.
///
/// # Errors
/// See [`BuildError`].
pub fn build(
    list: impl Read,
    order: &BuildOptions<'_>,
    progress: &mut dyn FnMut(BuildProgress),
) -> Result<BreachFacts, BuildError> {
    let folder = match order.out.parent() {
        Some(folder) if folder != Path::new("") => folder,
        _ => Path::new("."),
    };
    let mut list = HashList::new(list, order.kind);
    let (spills, kept) = spill(&mut list, order.min_count, folder, progress)?;
    let kind = list.kind.filter(|_| kept > 0).ok_or(BuildError::Nothing)?;

    let bits = format::shard_bits(kept);
    let mut out = FilterFile::begin(folder, 1 << bits)?;
    let (mut entries, of) = (0, spills.len());
    for (number, file) in spills.into_iter().enumerate() {
        let keys = sorted_keys(file)?;
        entries += keys.len() as u64;
        let mut rest = keys.as_slice();
        for shard in shards_of(number, bits) {
            let (own, others) = rest.split_at(rest.partition_point(|key| key >> (64 - bits) <= shard));
            out.write_shard(own)?;
            rest = others;
        }
        progress(BuildProgress::Building { done: number + 1, of });
    }
    let facts = BreachFacts {
        kind,
        built: order.built,
        min_count: order.min_count,
        entries,
        source_digest: list.digest(),
        source_bytes: list.bytes(),
        file_bytes: out.length(),
        fingerprints_digest: out.digest(),
    };
    out.finish(&facts, bits, order.out, folder)?;
    Ok(facts)
}

/// The keys of the list in files, by their first bits, and their number.
fn spill(
    list: &mut HashList<impl Read>,
    min_count: u64,
    folder: &Path,
    progress: &mut dyn FnMut(BuildProgress),
) -> Result<(Vec<File>, u64), BuildError> {
    // They have no name, so they vanish however the program ends.
    let mut spills = (0..1 << MIN_SHARD_BITS)
        .map(|_| tempfile::tempfile_in(folder).map(|file| BufWriter::with_capacity(SPILL_BUFFER, file)))
        .collect::<io::Result<Vec<_>>>()?;
    let mut kept = 0;
    while let Some(entry) = list.next().map_err(BuildError::List)? {
        if list.lines.is_multiple_of(LINES_BETWEEN_REPORTS) {
            progress(BuildProgress::Reading { bytes: list.bytes(), lines: list.lines });
        }
        if entry.count >= min_count {
            let key = spread(entry.key);
            if let Some(spill) = spills.get_mut((key >> (64 - u32::from(MIN_SHARD_BITS))) as usize) {
                spill.write_all(&key.to_le_bytes())?;
                kept += 1;
            }
        }
    }
    progress(BuildProgress::Reading { bytes: list.bytes(), lines: list.lines });
    let files = spills.into_iter().map(|spill| spill.into_inner().map_err(io::IntoInnerError::into_error));
    Ok((files.collect::<io::Result<Vec<_>>>()?, kept))
}

/// The distinct keys of a temporary file.
fn sorted_keys(mut file: File) -> io::Result<Vec<u64>> {
    let mut bytes = Vec::new();
    file.seek(SeekFrom::Start(0))?;
    file.read_to_end(&mut bytes)?;
    let (keys, _) = bytes.as_chunks::<KEY>();
    let mut keys: Vec<u64> = keys.iter().map(|key| u64::from_le_bytes(*key)).collect();
    keys.sort_unstable();
    keys.dedup();
    Ok(keys)
}

fn shards_of(spill: usize, bits: u8) -> std::ops::Range<u64> {
    let each = bits - MIN_SHARD_BITS;
    let first = (spill as u64) << each;
    first..first + (1 << each)
}

/// The new file, under a temporary name.
struct FilterFile {
    file: BufWriter<NamedTempFile>,
    rows: Vec<ShardHeader>,
    fingerprints: u64,
    digest: Context,
}

impl FilterFile {
    fn begin(folder: &Path, shards: usize) -> io::Result<Self> {
        let mut file = tempfile::Builder::new()
            .prefix(".mamamia-breach-")
            // Public data, which the account of the service must read.
            .permissions(Permissions::from_mode(0o644))
            .tempfile_in(folder)?;
        file.seek(SeekFrom::Start(format::fingerprints_at(shards) as u64))?;
        let (rows, digest) = (Vec::with_capacity(shards), Context::new(&SHA256));
        Ok(Self { file: BufWriter::new(file), rows, fingerprints: 0, digest })
    }

    /// Adds the filter of a shard, after a look-up of each of its keys.
    fn write_shard(&mut self, keys: &[u64]) -> Result<(), BuildError> {
        let filter = BinaryFuse16::try_from(keys).map_err(|_| BuildError::Filter)?;
        let row = ShardHeader {
            seed: filter.descriptor.seed,
            segment_length: filter.descriptor.segment_length,
            segment_count_length: filter.descriptor.segment_count_length,
        };
        let bytes: Vec<u8> = filter.fingerprints.iter().flat_map(|bits| bits.to_le_bytes()).collect();
        let whole = row.fingerprints() * FINGERPRINT as u64 == bytes.len() as u64;
        if !whole || !keys.iter().all(|key| holds(row, &bytes, *key)) {
            return Err(BuildError::Filter);
        }
        self.rows.push(row);
        self.fingerprints += row.fingerprints();
        self.digest.update(&bytes);
        Ok(self.file.write_all(&bytes)?)
    }

    fn length(&self) -> u64 {
        format::fingerprints_at(self.rows.len()) as u64 + self.fingerprints * FINGERPRINT as u64
    }

    fn digest(&self) -> [u8; 32] {
        ended(self.digest.clone().finish().as_ref())
    }

    /// Writes the header, and gives the file its name once it is on the disk.
    fn finish(self, facts: &BreachFacts, bits: u8, out: &Path, folder: &Path) -> io::Result<()> {
        let mut file = self.file.into_inner().map_err(io::IntoInnerError::into_error)?;
        file.seek(SeekFrom::Start(0))?;
        file.write_all(&format::encode(facts, bits, &self.rows))?;
        file.as_file().sync_all()?;
        file.persist(out).map_err(|refused| refused.error)?;
        File::open(folder)?.sync_all()
    }
}
