//! The ratings of each meter, and the time that ours and zxcvbn take.

use std::hint::black_box;
use std::io::Write as _;
use std::path::Path;
use std::process::{Command, Stdio};
use std::time::{Duration, Instant};

use anyhow::{Context as _, anyhow, ensure};
use mamamia::password::strength::{Strength, estimate, estimate_by_zxcvbn_alone, log10_guesses, strength_of};
use mamamia::password::{Context, SecretText, StrengthLabel};

pub const METERS: [&str; 3] = ["ours", "zxcvbn", "zxcvbn-ts fr"];
pub const OURS: usize = 0;
pub const ZXCVBN: usize = 1;
pub const ZXCVBN_TS: usize = 2;

/// One judgement; a meter that only counts guesses is put on our scale.
#[derive(Clone, Copy)]
pub struct Rating {
    pub log10_guesses: f64,
    pub percent: u8,
    pub label: StrengthLabel,
}

impl Rating {
    fn of_guesses(log10_guesses: f64) -> Self {
        let strength = strength_of(log10_guesses);
        Self { log10_guesses, percent: strength.percent, label: strength.label }
    }
}

/// Ours and zxcvbn's.
pub fn rate(text: &str) -> anyhow::Result<[Rating; 2]> {
    let (secret, context) = (secret(text)?, Context::default());
    let [ours, zxcvbn] = log10_guesses(&secret, &context);
    let strength = estimate(&secret, &context).context("an empty password")?;
    let ours = Rating { log10_guesses: ours, percent: strength.percent, label: strength.label };
    Ok([ours, Rating::of_guesses(zxcvbn)])
}

fn secret(text: &str) -> anyhow::Result<SecretText> {
    SecretText::from_text(text).map_err(|refusal| anyhow!("{refusal:?}"))
}

/// Times of the same judgements, sorted.
pub struct Times {
    pub ours: Vec<Duration>,
    pub zxcvbn: Vec<Duration>,
}

/// Each password three times with each meter in turn, the least kept.
pub fn times(texts: &[&str]) -> anyhow::Result<Times> {
    let secrets = texts.iter().map(|text| secret(text)).collect::<anyhow::Result<Vec<SecretText>>>()?;
    let context = Context::default();
    let timed = |judge: &dyn Fn() -> Option<Strength>| {
        let started = Instant::now();
        black_box(judge());
        started.elapsed()
    };
    let mut least = vec![[Duration::MAX; 2]; secrets.len()];
    for _ in 0..3 {
        for (secret, least) in secrets.iter().zip(&mut least) {
            let ours = timed(&|| estimate(secret, &context));
            let zxcvbn = timed(&|| estimate_by_zxcvbn_alone(secret, &context));
            *least = [least[OURS].min(ours), least[ZXCVBN].min(zxcvbn)];
        }
    }
    let sorted = |meter: usize| {
        let mut times: Vec<Duration> = least.iter().map(|least| least[meter]).collect();
        times.sort_unstable();
        times
    };
    Ok(Times { ours: sorted(OURS), zxcvbn: sorted(ZXCVBN) })
}

const SCRIPT: &str = "
import { ZxcvbnFactory } from '@zxcvbn-ts/core'
import * as common from '@zxcvbn-ts/language-common'
import * as fr from '@zxcvbn-ts/language-fr'
import { readFileSync } from 'node:fs'
const zxcvbn = new ZxcvbnFactory({
  dictionary: { ...common.dictionary, ...fr.dictionary }, graphs: common.adjacencyGraphs, translations: fr.translations,
})
const lines = readFileSync(0, 'utf8').split('\\n').slice(0, -1)
process.stdout.write(lines.map((line) => zxcvbn.check(line).guessesLog10 + '\\n').join(''))
";
/// Processes of node at a time.
const PROCESSES: usize = 2;

/// The guesses of zxcvbn-ts 4 with its French and common lists, on our scale. `modules` is a folder `node_modules`.
pub fn rate_by_zxcvbn_ts(texts: &[&str], modules: &Path) -> anyhow::Result<Vec<Rating>> {
    let parts = texts.chunks(texts.len().div_ceil(PROCESSES).max(1));
    let ratings = std::thread::scope(|scope| {
        let parts: Vec<_> = parts.map(|part| scope.spawn(move || ask_node(part, modules))).collect();
        let joined = parts.into_iter().map(|part| part.join().map_err(|_| anyhow!("a thread failed"))?);
        joined.collect::<anyhow::Result<Vec<Vec<Rating>>>>()
    })?;
    Ok(ratings.concat())
}

fn ask_node(texts: &[&str], modules: &Path) -> anyhow::Result<Vec<Rating>> {
    let folder = modules.canonicalize().with_context(|| format!("{} is not there", modules.display()))?;
    let mut command = Command::new("node");
    command
        .args(["--input-type=module", "--eval", SCRIPT])
        .current_dir(folder.parent().context("no folder")?);
    let mut node =
        command.stdin(Stdio::piped()).stdout(Stdio::piped()).spawn().context("node does not start")?;
    let lines: String = texts.iter().map(|text| format!("{text}\n")).collect();
    // It answers after it has read all: no pipe fills up on both sides.
    node.stdin.take().context("no input")?.write_all(lines.as_bytes())?;
    let output = node.wait_with_output()?;
    ensure!(output.status.success(), "zxcvbn-ts failed");
    let answers = String::from_utf8(output.stdout)?;
    let ratings = answers.lines().map(|line| Ok(Rating::of_guesses(line.trim().parse()?)));
    let ratings = ratings.collect::<anyhow::Result<Vec<Rating>>>()?;
    ensure!(ratings.len() == texts.len(), "zxcvbn-ts answered {} of {}", ratings.len(), texts.len());
    Ok(ratings)
}
