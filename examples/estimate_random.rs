//! Whether random passwords suffer from the French estimator: `estimate_random [COUNT]` draws COUNT (10 000 unless told)
//! passwords of 14 random characters and as many phrases of five words of our own list, and counts those that have a
//! lower label than zxcvbn alone gives them. Ends with 1 where more than one in a hundred has.

use std::io::{self, Write};
use std::process::ExitCode;
use std::time::Instant;

use anyhow::{Context as _, anyhow};
use mamamia::password::generate::{ProposalKind, propose};
use mamamia::password::strength::{Strength, estimate, estimate_by_zxcvbn_alone};
use mamamia::password::{Context, Policy, SecretText};
use rand::rngs::SysRng;
use rand::{RngExt, SeedableRng, rngs::StdRng};

const LENGTH: usize = 14;

fn main() -> anyhow::Result<ExitCode> {
    let count = match std::env::args().nth(1) {
        Some(count) => count.parse().context("COUNT is not a number")?,
        None => 10_000,
    };
    let mut rng = StdRng::try_from_rng(&mut SysRng).map_err(|_| anyhow!("no randomness"))?;
    let random = || {
        let text: String = (0..LENGTH).map(|_| char::from(rng.random_range(b'!'..=b'~'))).collect();
        SecretText::from_text(&text).map_err(|refusal| anyhow!("{refusal:?}"))
    };
    // No class is required: words and nothing else.
    let words_only = Policy { require: Vec::new(), ..Policy::default() };
    let phrase = || {
        let proposal = propose(&words_only, ProposalKind::Phrase, &Context::default());
        proposal.map(|proposal| proposal.text).map_err(|none| anyhow!("{none:?}"))
    };
    let few = [compare("14 random characters", count, random)?, compare("five-word phrases", count, phrase)?];
    Ok(if few.into_iter().all(|few| few) { ExitCode::SUCCESS } else { ExitCode::FAILURE })
}

/// Estimates `count` passwords; whether one in a hundred at most loses a label.
fn compare(
    name: &str,
    count: usize,
    mut draw: impl FnMut() -> anyhow::Result<SecretText>,
) -> anyhow::Result<bool> {
    let no_context = Context::default();
    let (mut lost, mut lowest) = (0_usize, 100);
    let mut estimating = std::time::Duration::ZERO;
    for _ in 0..count {
        let password = draw()?;
        let started = Instant::now();
        let ours = estimate(&password, &no_context).context("it is empty")?;
        estimating += started.elapsed();
        let theirs = estimate_by_zxcvbn_alone(&password, &no_context).context("it is empty")?;
        lost += usize::from(loses_a_label(ours, theirs));
        lowest = lowest.min(ours.percent);
    }
    writeln!(
        io::stdout(),
        "{name}: {lost} of {count} lose a label ({:.2} %); the lowest has {lowest} %; {:.0} µs each",
        100.0 * lost as f64 / count.max(1) as f64,
        1e6 * estimating.as_secs_f64() / count.max(1) as f64,
    )?;
    Ok(100 * lost <= count)
}

fn loses_a_label(ours: Strength, theirs: Strength) -> bool {
    ours.label < theirs.label
}
