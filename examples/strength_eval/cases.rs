//! The test passwords: made by people's habits, drawn at random, real, and of two lists of names.

use std::collections::HashSet;

use rand::rngs::StdRng;
use rand::seq::IndexedRandom;
use rand::{RngExt, SeedableRng};

use crate::attack::with_first_capital;
use crate::habits::{self, Habit, Maker};
use crate::lists::{Shares, is_in_first_half, letter_runs};
use crate::policy::is_met_by;

/// Words of a proposed password (`src/password/generate`).
const PROPOSAL_WORDS: &str = include_str!("../../src/password/generate/words.txt");
/// Words of a phrase of common words are among so many.
const COMMON_WORDS: usize = 2000;
const SEPARATORS: [&str; 4] = ["-", " ", ".", "_"];
/// Passwords of each length or number of words.
const EACH_RANDOM: usize = 48;
const EACH_PHRASE: usize = 60;
const EACH_COMMON: usize = 80;
/// Real passwords that are judged, at most, and those that attackers learn from.
const MOST_FRENCH: usize = 400;
const MOST_REAL: usize = 1200;
const MOST_LEARNED: usize = 15_000;
/// Names of each of two lists, and passwords of each kind that each name makes.
const MOST_NAMES: usize = 500;
const EACH_NAME: u64 = 3;

#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Group {
    /// French, with the habits of people.
    Forced(Habit),
    /// Characters at random.
    Random,
    /// So many words of our own proposal list.
    OwnWords(usize),
    CommonWords(usize),
    /// Holds a word of the list.
    RealFrench,
    RealOther,
    NameYear(NameList),
    NameSurname(NameList),
}

#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum NameList {
    A,
    B,
}

pub struct Case {
    pub text: String,
    pub group: Group,
    /// Decimal logarithm of the texts that the same draw could have given: an attacker may know how it was drawn.
    pub log10_space: Option<f64>,
}

impl Case {
    fn new(text: String, group: Group) -> Self {
        Self { text, group, log10_space: None }
    }
}

pub fn proposal_words() -> Vec<&'static str> {
    let lines = PROPOSAL_WORDS.lines().filter(|line| !line.starts_with('#'));
    lines.flat_map(str::split_whitespace).collect()
}

pub fn forced(maker: &Maker, seed: u64) -> Vec<Case> {
    let made = maker.all(1, &mut StdRng::seed_from_u64(seed));
    made.into_iter().map(|(habit, text)| Case::new(text, Group::Forced(habit))).collect()
}

/// `words` are the most frequent first.
pub fn drawn(words: &[String], seed: u64) -> Vec<Case> {
    let mut rng = StdRng::seed_from_u64(seed);
    let mut cases = Vec::new();
    for length in 12..=16 {
        for _ in 0..EACH_RANDOM {
            let text = random(length, &mut rng);
            cases.push(Case {
                text,
                group: Group::Random,
                log10_space: Some(length as f64 * 94_f64.log10()),
            });
        }
    }
    let own = proposal_words();
    for count in 3..=6 {
        for _ in 0..EACH_PHRASE {
            let digit = rng.random_range(2..=9);
            let text = phrase(&own, count, "-", digit, &mut rng);
            let space = count as f64 * (own.len() as f64).log10() + 8_f64.log10();
            cases.push(Case { text, group: Group::OwnWords(count), log10_space: Some(space) });
        }
    }
    let common: Vec<&str> = words
        .iter()
        .map(String::as_str)
        .filter(|word| (4..=9).contains(&word.len()))
        .take(COMMON_WORDS)
        .collect();
    for count in 4..=6 {
        for _ in 0..EACH_COMMON {
            let (separator, digit) =
                (SEPARATORS[rng.random_range(0..SEPARATORS.len())], rng.random_range(0..=9));
            let text = phrase(&common, count, separator, digit, &mut rng);
            let space = count as f64 * (common.len() as f64).log10() + 40_f64.log10();
            cases.push(Case { text, group: Group::CommonWords(count), log10_space: Some(space) });
        }
    }
    cases
}

fn random(length: usize, rng: &mut StdRng) -> String {
    loop {
        let text: String = (0..length).map(|_| char::from(rng.random_range(b'!'..=b'~'))).collect();
        if is_met_by(&text) {
            return text;
        }
    }
}

fn phrase(words: &[&str], count: usize, separator: &str, digit: u8, rng: &mut StdRng) -> String {
    let drawn = (0..count).filter_map(|_| words.choose(rng)).map(|word| with_first_capital(word));
    let drawn: Vec<String> = drawn.chain([digit.to_string()]).collect();
    drawn.join(separator)
}

/// The real passwords that meet the policy: those to learn from, and those to judge.
pub struct Real {
    pub learned: Vec<String>,
    pub cases: Vec<Case>,
}

pub fn real(text: &str, list: &Shares) -> Real {
    let mut seen = HashSet::new();
    let fit = text.lines().filter(|line| is_met_by(line) && seen.insert(*line));
    let (learned, judged): (Vec<&str>, Vec<&str>) = fit.partition(|line| is_in_first_half(line, 0));
    let is_french = |line: &str| letter_runs(line).any(|run| list.place(&run).is_some());
    let mut cases: Vec<Case> = Vec::new();
    let (french, other): (Vec<&str>, Vec<&str>) = judged.into_iter().partition(|line| is_french(line));
    for (lines, group, most) in
        [(french, Group::RealFrench, MOST_FRENCH), (other, Group::RealOther, MOST_REAL)]
    {
        cases.extend(spread(lines, most).into_iter().map(|line| Case::new(line, group)));
    }
    Real { learned: spread(learned, MOST_LEARNED), cases }
}

/// At most so many, spread over all.
fn spread(lines: Vec<&str>, most: usize) -> Vec<String> {
    let step = lines.len().div_ceil(most.max(1)).max(1);
    lines.into_iter().step_by(step).map(str::to_owned).collect()
}

/// For each name a few passwords; the names of both lists at the same place have the same ending.
pub fn of_names(names: &Shares, list: NameList, surnames: &Shares) -> Vec<Case> {
    let mut cases = Vec::new();
    for (place, name) in names.words.iter().take(MOST_NAMES).enumerate() {
        let name = with_first_capital(name);
        for variant in 0..EACH_NAME {
            let mut rng = StdRng::seed_from_u64(place as u64 * EACH_NAME + variant);
            let dated = habits::name_and_year(&name, &mut rng);
            cases.push(Case::new(habits::filled(dated, &mut rng), Group::NameYear(list)));
            if !surnames.is_empty() {
                let surname = surnames.draw(&mut rng).to_owned();
                let named = habits::name_and_surname(&name, &surname, &mut rng);
                cases.push(Case::new(habits::filled(named, &mut rng), Group::NameSurname(list)));
            }
        }
    }
    cases.retain(|case| is_met_by(&case.text));
    cases
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::lists::{Towns, names_of};

    fn list() -> Shares {
        Shares::ranked(["soleil", "doudou", "marseille", "chocolat"].map(str::to_owned))
    }

    #[test]
    fn made_passwords_meet_the_policy() {
        let (list, names, towns) = (list(), names_of("marie\njean\nlea"), Towns::default());
        let maker = Maker::new(&list, &names, &names, &towns);
        let cases = forced(&maker, 1);
        assert!(cases.iter().all(|case| is_met_by(&case.text)));
        assert!(cases.iter().any(|case| case.group == Group::Forced(Habit::Doubled)));
        assert!(!cases.iter().any(|case| case.group == Group::Forced(Habit::TownCode)), "there is no town");
        let again = forced(&maker, 1);
        assert!(cases.iter().map(|case| &case.text).eq(again.iter().map(|case| &case.text)));
    }

    #[test]
    fn drawn_passwords_meet_the_policy() {
        let cases = drawn(&list().words, 3);
        assert_eq!(cases.len(), 720);
        for case in cases.iter().filter(|case| case.text.len() <= crate::policy::LONGEST) {
            assert!(is_met_by(&case.text), "{}", case.text);
        }
    }

    #[test]
    fn real_passwords_are_told_apart() {
        let lines: Vec<String> = (0..200)
            .map(|n| format!("Soleil-{n}x{}!\nXyzwvut{}-{n}a\nsoleil{n}", n * 77_777, n + 10_000))
            .collect();
        let real = real(&lines.join("\n"), &list());
        let count = |group| real.cases.iter().filter(|case| case.group == group).count();
        let (french, other) = (count(Group::RealFrench), count(Group::RealOther));
        assert!(
            french > 50 && other > 50 && real.learned.len() > 100,
            "{french} {other} {}",
            real.learned.len()
        );
        assert!(real.cases.iter().all(|case| !real.learned.contains(&case.text)));
    }

    #[test]
    fn both_lists_have_the_same_endings() {
        let (a, b) = (names_of("marie\njean"), names_of("fatou\nali"));
        let tail = |case: &Case, name: &str| case.text.replace(name, "");
        let (of_a, of_b) = (of_names(&a, NameList::A, &a), of_names(&b, NameList::B, &a));
        assert_eq!(tail(&of_a[0], "Marie"), tail(&of_b[0], "Fatou"));
    }
}
