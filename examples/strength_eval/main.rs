//! The gauge against the guesses of attackers: `make strength-eval LIST=…`. It makes passwords as people do who have to meet the
//! policy, lets attackers of its own guess them, and compares what the gauge said, beside zxcvbn in the same run.
//!
//! The words come from lists that are given, half of them for the attackers to learn from, half for the passwords. The
//! same lists give the same figures, times apart.

#![allow(clippy::indexing_slicing, reason = "a tool of the project: it stops where it cannot go on")]

mod arguments;
mod attack;
mod cases;
mod habits;
mod lists;
mod meters;
mod policy;
mod report;
mod statistics;
#[allow(dead_code, reason = "shared with the bench")]
#[path = "../bench/table.rs"]
mod table;

use std::io::{self, Write};
use std::panic::resume_unwind;
use std::path::PathBuf;
use std::process::ExitCode;
use std::sync::Arc;

use rand::SeedableRng;
use rand::rngs::StdRng;

use arguments::Arguments;
use attack::{Attackers, Knowledge, Lexicon};
use cases::{Case, Group, NameList, Real};
use habits::Maker;
use lists::{Shares, Towns};
use meters::Rating;

/// Added to ten times the seed that is given.
const TRAINING_SEED: u64 = 1;
const FORCED_SEED: u64 = 2;
const DRAWN_SEED: u64 = 3;
/// Training passwords for each test password.
const TRAINING: usize = 5;

/// A test password with its truth and what the meters say.
pub struct Judged {
    pub case: Case,
    /// Decimal logarithm of the guesses of the quickest attacker.
    pub truth: f64,
    pub ratings: [Option<Rating>; 3],
}

/// Every list, as given.
struct Given {
    seed: u64,
    words: Vec<String>,
    whole: Shares,
    first_names: Shares,
    surnames: Shares,
    towns: Towns,
    names: [Shares; 2],
    real: Real,
}

fn main() -> anyhow::Result<ExitCode> {
    let arguments = match Arguments::read(std::env::args().skip(1)) {
        Ok(arguments) => arguments,
        Err(said) => {
            writeln!(io::stderr(), "{said}")?;
            return Ok(ExitCode::from(2));
        }
    };
    let given = Given::read(&arguments)?;
    let (attackers, cases) = prepare(&given);
    let truths = truths(&attackers, &cases);
    let plain = cases.iter().filter(|case| attackers.log10_plain(&case.text).is_some()).count();
    let mut judged = Vec::with_capacity(cases.len());
    for (case, truth) in cases.into_iter().zip(truths) {
        let [ours, zxcvbn] = meters::rate(&case.text)?;
        judged.push(Judged { case, truth, ratings: [Some(ours), Some(zxcvbn), None] });
    }
    if let Some(modules) = &arguments.zxcvbn_ts {
        let mut asked: Vec<&mut Judged> =
            judged.iter_mut().filter(|judged| !is_of_names(judged.case.group)).collect();
        let texts: Vec<&str> = asked.iter().map(|judged| judged.case.text.as_str()).collect();
        let ratings = meters::rate_by_zxcvbn_ts(&texts, modules)?;
        for (judged, rating) in asked.iter_mut().zip(ratings) {
            judged.ratings[meters::ZXCVBN_TS] = Some(rating);
        }
    }
    let texts = judged.iter().filter(|judged| !is_of_names(judged.case.group));
    let times = meters::times(&texts.map(|judged| judged.case.text.as_str()).collect::<Vec<_>>())?;
    report::write(
        &mut io::stdout().lock(),
        &report::Evaluation { judged, plain, log10_plain: attackers.log10_plain_size(), times },
        arguments.markdown,
    )?;
    Ok(ExitCode::SUCCESS)
}

fn is_of_names(group: Group) -> bool {
    matches!(group, Group::NameYear(_) | Group::NameSurname(_))
}

impl Given {
    fn read(arguments: &Arguments) -> anyhow::Result<Self> {
        let text = |path: &Option<PathBuf>| path.as_deref().map_or(Ok(String::new()), lists::read);
        let words = lists::words_of(&lists::read(&arguments.list)?);
        let whole = Shares::ranked(words.iter().cloned());
        Ok(Self {
            seed: arguments.seed,
            first_names: lists::names_of(&text(&arguments.first_names)?),
            surnames: lists::names_of(&text(&arguments.surnames)?),
            towns: lists::towns_of(&text(&arguments.towns)?),
            names: [lists::names_of(&text(&arguments.names_a)?), lists::names_of(&text(&arguments.names_b)?)],
            real: cases::real(&text(&arguments.real)?, &whole),
            words,
            whole,
        })
    }

    /// The words of one half, with the shares of the whole list.
    fn half(&self, first: bool) -> Shares {
        let half = self
            .words
            .iter()
            .enumerate()
            .filter(|(_, word)| lists::is_in_first_half(word, self.seed) == first);
        Shares::new(half.map(|(place, word)| (word.clone(), self.whole.share_at(place))))
    }

    fn lexicon(&self, listed: Shares) -> Arc<Lexicon> {
        let common = habits::words::SMALL.split_whitespace().chain(habits::words::SCHOOL.split_whitespace());
        Arc::new(Lexicon {
            first_names: self
                .names
                .iter()
                .fold(self.first_names.clone(), |known, names| known.with_rare(names)),
            surnames: self.surnames.clone(),
            towns: self.towns.clone(),
            listed,
            common: Shares::ranked(common.chain(cases::proposal_words()).map(str::to_owned)),
        })
    }

    /// The list and the words of the real passwords to learn from.
    fn words_of_real(&self) -> Shares {
        let mut counts: std::collections::BTreeMap<String, f64> = std::collections::BTreeMap::new();
        for run in self.real.learned.iter().flat_map(|password| lists::letter_runs(password)) {
            *counts.entry(run).or_default() += 1.0;
        }
        let sum: f64 = counts.values().sum();
        let listed = self
            .whole
            .words
            .iter()
            .enumerate()
            .map(|(place, word)| (word.clone(), self.whole.share_at(place)));
        Shares::new(listed.chain(counts.into_iter().map(|(word, count)| (word, count / sum))))
    }
}

/// The attackers, and the passwords that they are to guess.
fn prepare(given: &Given) -> (Attackers, Vec<Case>) {
    let seed = given.seed.wrapping_mul(10);
    let (first, second) = (given.half(true), given.half(false));
    let maker = |words| Maker::new(words, &given.first_names, &given.surnames, &given.towns);
    let (training, test) = (maker(&first), maker(&second));
    let made = training.all(TRAINING, &mut StdRng::seed_from_u64(seed + TRAINING_SEED));
    let passwords = Arc::new(made.into_iter().map(|(_, text)| text).collect::<Vec<String>>());
    let mut knowledge = vec![
        Knowledge { passwords: Arc::clone(&passwords), lexicon: given.lexicon(first.clone()) },
        Knowledge { passwords, lexicon: given.lexicon(given.whole.clone()) },
    ];
    if !given.real.learned.is_empty() {
        let lexicon = given.lexicon(given.words_of_real());
        knowledge.push(Knowledge { passwords: Arc::new(given.real.learned.clone()), lexicon });
    }
    let mut all = cases::forced(&test, seed + FORCED_SEED);
    all.extend(cases::drawn(&given.words, seed + DRAWN_SEED));
    let copies = given.real.cases.iter().map(|case| Case { text: case.text.clone(), ..*case });
    all.extend(copies);
    for (names, list) in given.names.iter().zip([NameList::A, NameList::B]) {
        all.extend(cases::of_names(names, list, &given.surnames));
    }
    (Attackers::new(&knowledge), all)
}

/// The guesses for each password, on every core.
fn truths(attackers: &Attackers, cases: &[Case]) -> Vec<f64> {
    let threads = std::thread::available_parallelism().map_or(1, usize::from);
    let of = |case: &Case| attackers.log10_guesses(&case.text).min(case.log10_space.unwrap_or(f64::INFINITY));
    std::thread::scope(|scope| {
        let parts = cases.chunks(cases.len().div_ceil(threads).max(1));
        let parts: Vec<_> =
            parts.map(|part| scope.spawn(move || part.iter().map(of).collect::<Vec<f64>>())).collect();
        parts.into_iter().flat_map(|part| part.join().unwrap_or_else(|cause| resume_unwind(cause))).collect()
    })
}
