//! Measures the file of breached passwords: `breach_bench [COUNT]` writes a list of COUNT generated hashes (10
//! million unless told), builds the file of it, and looks all of them and 2 million others up.

use std::fs::{self, File};
use std::hint::black_box;
use std::io::{self, BufWriter, Write};
use std::path::Path;
use std::time::Instant;

use anyhow::{Context, bail};
use jiff::Timestamp;
use mamamia::password::breach::{BuildOptions, build};
use mamamia::password::{BreachFilter, SecretText};
use sha1::{Digest, Sha1};

const OTHERS: u64 = 2_000_000;

/// SHA-1 of the nth password of a family.
fn hash(family: &str, number: u64) -> [u8; 20] {
    Sha1::digest(format!("{family}-{number}")).into()
}

fn first_eight(hash: [u8; 20]) -> [u8; 8] {
    std::array::from_fn(|at| hash.get(at).copied().unwrap_or_default())
}

fn write_list(path: &Path, count: u64) -> io::Result<()> {
    let mut list = BufWriter::new(File::create(path)?);
    for number in 0..count {
        for byte in hash("breached", number) {
            write!(list, "{byte:02X}")?;
        }
        writeln!(list, ":{}", number % 1000 + 1)?;
    }
    list.flush()
}

/// The greatest memory that the process ever had, in kB.
fn peak_memory() -> anyhow::Result<u64> {
    let status = fs::read_to_string("/proc/self/status")?;
    let line = status.lines().find(|line| line.starts_with("VmHWM:")).context("no VmHWM")?;
    Ok(line.split_whitespace().nth(1).context("no number")?.parse()?)
}

fn main() -> anyhow::Result<()> {
    let count: u64 = match std::env::args().nth(1) {
        Some(count) => count.parse().context("COUNT is not a number")?,
        None => 10_000_000,
    };
    let mut out = io::stdout();
    // Not where temporary files may be kept in memory.
    let folder = tempfile::tempdir_in(env!("CARGO_MANIFEST_DIR"))?;
    let (list, file) = (folder.path().join("list"), folder.path().join("filter"));
    write_list(&list, count)?;

    let began = Instant::now();
    let order = BuildOptions { out: &file, kind: None, min_count: 1, built: Timestamp::now() };
    let facts = build(File::open(&list)?, &order, &mut |_| ())?;
    writeln!(out, "built    {} hashes in {:.1} s", facts.entries, began.elapsed().as_secs_f64())?;
    writeln!(out, "memory   {} kB at most (VmHWM)", peak_memory()?)?;
    let bits = 8.0 * facts.file_bytes as f64 / facts.entries as f64;
    writeln!(out, "file     {} bytes, {bits:.2} bits a hash", facts.file_bytes)?;

    let began = Instant::now();
    let breached = BreachFilter::open(&file)?;
    writeln!(out, "opened   in {:.2} ms", 1000.0 * began.elapsed().as_secs_f64())?;
    let missed = (0..count).filter(|number| !breached.contains_hash(first_eight(hash("breached", *number))));
    let missed = missed.count();
    writeln!(out, "missed   {missed} of {count}")?;

    let others: Vec<[u8; 8]> = (0..OTHERS).map(|number| first_eight(hash("other", number))).collect();
    let began = Instant::now();
    let found = others.iter().filter(|hash| breached.contains_hash(**hash)).count();
    let each = began.elapsed().as_nanos() as f64 / OTHERS as f64;
    writeln!(out, "found    {found} of {OTHERS} others ({:.4} %)", 100.0 * found as f64 / OTHERS as f64)?;
    writeln!(out, "look-up  {each:.0} ns by hash")?;

    let password = SecretText::from_text("tiroir-Grele5-parapluie").ok().context("a password")?;
    let began = Instant::now();
    for _ in 0..OTHERS {
        black_box(breached.contains(black_box(&password)));
    }
    writeln!(
        out,
        "look-up  {} ns by password, hash included",
        began.elapsed().as_nanos() / u128::from(OTHERS)
    )?;
    let began = Instant::now();
    breached.verify()?;
    writeln!(out, "verified in {:.0} ms", 1000.0 * began.elapsed().as_secs_f64())?;
    if missed > 0 {
        bail!("hashes of the list are missed");
    }
    Ok(())
}
