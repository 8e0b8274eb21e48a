//! Feeds mutated bytes to each reader of untrusted bytes, for `FUZZ_SECONDS` each (60 unless told): `fuzz [TARGET]…`.
//!
//! Without a nightly compiler, hence without coverage: an input is kept as a seed when its target reports something new.
//! A panic or a slow input is written to `target/fuzz`, and ends the run of its target; the exit code is then 1.

mod mutate;
mod seeds;
mod targets;

use std::collections::HashSet;
use std::io::{self, Write};
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::path::PathBuf;
use std::process::ExitCode;
use std::time::{Duration, Instant};

use anyhow::{Context as _, anyhow, ensure};
use rand::rngs::SysRng;
use rand::{RngExt, SeedableRng, rngs::StdRng};

use rustix::time::{ClockId, clock_gettime};

use targets::{TARGETS, Target};

/// An input that takes longer is a finding. Time of the processor, so that a busy machine finds nothing.
const SLOW: Duration = Duration::from_secs(2);
/// Inputs kept as seeds.
const MOST_KEPT: usize = 4096;

fn main() -> anyhow::Result<ExitCode> {
    let named: Vec<String> = std::env::args().skip(1).collect();
    let unknown = named.iter().find(|name| TARGETS.iter().all(|(target, _)| target != name));
    ensure!(unknown.is_none(), "no such target: {}", unknown.map_or("", String::as_str));
    let seconds = std::env::var("FUZZ_SECONDS").map_or(Ok(60), |text| text.parse());
    let limit = Duration::from_secs(seconds.context("FUZZ_SECONDS is not a number")?);
    // Panics are reported below, with the input that caused them.
    std::panic::set_hook(Box::new(|_| {}));
    let mut sound = true;
    for (name, target) in
        TARGETS.iter().filter(|(name, _)| named.is_empty() || named.iter().any(|n| n == name))
    {
        sound &= fuzz(name, *target, limit)?;
    }
    Ok(if sound { ExitCode::SUCCESS } else { ExitCode::FAILURE })
}

fn processor_time() -> Duration {
    let time = clock_gettime(ClockId::ThreadCPUTime);
    Duration::new(time.tv_sec.unsigned_abs(), u32::try_from(time.tv_nsec).unwrap_or_default())
}

/// Whether the target read everything, in time.
fn fuzz(name: &str, target: Target, limit: Duration) -> anyhow::Result<bool> {
    let mut rng = StdRng::try_from_rng(&mut SysRng).map_err(|_| anyhow!("no randomness"))?;
    let mut kept = seeds::of(name)?;
    let words = seeds::words(name);
    let (mut seen, mut inputs, mut slowest) = (HashSet::new(), 0_u64, Duration::ZERO);
    let started = Instant::now();
    let mut out = io::stdout();
    let mut fresh: Vec<Vec<u8>> = kept.clone();
    while started.elapsed() < limit {
        let input = fresh.pop().unwrap_or_else(|| {
            let mut one = || kept.get(rng.random_range(0..kept.len())).cloned().unwrap_or_default();
            let (input, other) = (one(), one());
            mutate::mutated(&mut rng, &input, &other, words)
        });
        let began = processor_time();
        let read = catch_unwind(AssertUnwindSafe(|| target(&input)));
        let taken = processor_time().saturating_sub(began);
        (inputs, slowest) = (inputs + 1, slowest.max(taken));
        let finding = match read {
            Err(panic) => Some(format!("panic: {}", words_of(&*panic))),
            Ok(_) if taken > SLOW => Some(format!("slow: {taken:?}")),
            Ok(word) => {
                if kept.len() < MOST_KEPT && seen.insert(word) {
                    kept.push(input.clone());
                }
                None
            }
        };
        if let Some(finding) = finding {
            writeln!(out, "{name}: {finding}, by {}", keep(name, &input)?.display())?;
            return Ok(false);
        }
    }
    let (seconds, seeds) = (started.elapsed().as_secs(), kept.len());
    writeln!(
        out,
        "{name}: {inputs} inputs in {seconds} s, {seeds} kept, slowest {slowest:?}, nothing found"
    )?;
    Ok(true)
}

fn words_of(panic: &(dyn std::any::Any + Send)) -> String {
    let text = panic.downcast_ref::<String>().map(String::as_str);
    text.or_else(|| panic.downcast_ref::<&str>().copied()).unwrap_or("without words").to_owned()
}

/// Writes an input to a file.
fn keep(name: &str, input: &[u8]) -> anyhow::Result<PathBuf> {
    let folder = PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("target/fuzz");
    std::fs::create_dir_all(&folder)?;
    let file = folder.join(format!("{name}-{}", std::process::id()));
    std::fs::write(&file, input)?;
    Ok(file)
}
