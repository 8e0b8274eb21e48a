//! The lists that are given: words, names and towns, folded, each with its share.

#[path = "../../src/password/known/fold.rs"]
mod fold;

use std::collections::{HashMap, HashSet};
use std::path::Path;

use anyhow::Context as _;
use rand::RngExt;
use rand::rngs::StdRng;

/// Shorter runs of letters are no words.
const SHORTEST: usize = 4;
/// The share of a word without a count: (rank + `ZIPF_SHIFT`) to the power of -`ZIPF_SLOPE`.
const ZIPF_SHIFT: f64 = 20.0;
const ZIPF_SLOPE: f64 = 0.7;

/// Small letters without accents, and nothing else.
pub fn folded(text: &str) -> String {
    text.chars().flat_map(fold::fold).filter(char::is_ascii_lowercase).collect()
}

/// The runs of at least four letters, folded.
pub fn letter_runs(text: &str) -> impl Iterator<Item = String> {
    text.split(|c: char| !c.is_alphabetic()).map(folded).filter(|run| run.len() >= SHORTEST)
}

/// Distinct words, each with its share of all.
#[derive(Default, Clone)]
pub struct Shares {
    pub words: Vec<String>,
    index: HashMap<String, usize>,
    /// Of the words up to this one.
    cumulative: Vec<f64>,
}

impl Shares {
    /// A word that stands twice has both weights.
    pub fn new(weighted: impl IntoIterator<Item = (String, f64)>) -> Self {
        let (mut words, mut index, mut weights) = (Vec::new(), HashMap::new(), Vec::new());
        for (word, weight) in weighted {
            let place = *index.entry(word).or_insert_with_key(|word: &String| {
                words.push(word.clone());
                weights.push(0.0);
                words.len() - 1
            });
            weights[place] += weight;
        }
        let sum: f64 = weights.iter().sum();
        let mut reached = 0.0;
        let cumulative = weights.iter().map(|weight| {
            reached += weight / sum;
            reached
        });
        Self { cumulative: cumulative.collect(), words, index }
    }

    pub fn ranked(words: impl IntoIterator<Item = String>) -> Self {
        let mut seen = HashSet::new();
        let distinct = words.into_iter().filter(|word| seen.insert(word.clone()));
        Self::new(
            distinct.enumerate().map(|(rank, word)| (word, (rank as f64 + ZIPF_SHIFT).powf(-ZIPF_SLOPE))),
        )
    }

    pub fn is_empty(&self) -> bool {
        self.words.is_empty()
    }

    /// With the words of `others` that are not there, each as rare as the median word.
    pub fn with_rare(&self, others: &Self) -> Self {
        if self.is_empty() {
            return others.clone();
        }
        let mut shares: Vec<f64> = (0..self.words.len()).map(|place| self.share_at(place)).collect();
        let known = self.words.iter().cloned().zip(shares.clone());
        let new: Vec<&String> = others.words.iter().filter(|word| self.place(word).is_none()).collect();
        let median = crate::statistics::quantile(&mut shares, 0.5);
        Self::new(known.chain(new.into_iter().map(|word| (word.clone(), median))).collect::<Vec<_>>())
    }

    /// Its place in [`Self::words`].
    pub fn place(&self, word: &str) -> Option<usize> {
        self.index.get(word).copied()
    }

    pub fn share_at(&self, place: usize) -> f64 {
        let before = place.checked_sub(1).map_or(0.0, |before| self.cumulative[before]);
        self.cumulative[place] - before
    }

    /// Natural logarithm of the share.
    pub fn cost(&self, word: &str) -> Option<f64> {
        self.place(word).map(|place| self.share_at(place).ln())
    }

    /// A place, drawn by the shares.
    pub fn draw_place(&self, rng: &mut StdRng) -> usize {
        let drawn = rng.random::<f64>();
        self.cumulative.partition_point(|reached| *reached <= drawn).min(self.words.len() - 1)
    }

    pub fn draw(&self, rng: &mut StdRng) -> &str {
        &self.words[self.draw_place(rng)]
    }
}

/// Towns, and the postal codes of each.
#[derive(Default, Clone)]
pub struct Towns {
    pub names: Shares,
    /// By the place of the town.
    pub codes: Vec<Vec<String>>,
    pub all_codes: Shares,
}

pub fn read(path: &Path) -> anyhow::Result<String> {
    let bytes = std::fs::read(path).with_context(|| format!("{} cannot be read", path.display()))?;
    Ok(String::from_utf8_lossy(&bytes).into_owned())
}

/// The words of a list of passwords, folded, once each, in its order.
pub fn words_of(passwords: &str) -> Vec<String> {
    let mut seen = HashSet::new();
    passwords.lines().flat_map(letter_runs).filter(|word| seen.insert(word.clone())).collect()
}

/// A name a line, with a tab and its count, or in the order of frequency.
pub fn names_of(text: &str) -> Shares {
    let lines = || {
        text.lines()
            .map(|line| line.split('\t'))
            .filter_map(|mut columns| Some((columns.next()?, columns.next())))
    };
    let counted = lines().all(|(_, count)| count.is_some_and(|count| count.trim().parse::<f64>().is_ok()));
    let named = lines().map(|(name, count)| (folded(name), count)).filter(|(name, _)| name.len() >= 3);
    if counted {
        let count = |count: Option<&str>| count.and_then(|count| count.trim().parse().ok()).unwrap_or(1.0);
        Shares::new(named.map(|(name, digits)| (name, count(digits))))
    } else {
        Shares::ranked(named.map(|(name, _)| name))
    }
}

/// `Town<tab>31000,31100<tab>inhabitants` a line.
pub fn towns_of(text: &str) -> Towns {
    let mut weighted = Vec::new();
    let mut codes_of: HashMap<String, Vec<String>> = HashMap::new();
    for line in text.lines() {
        let mut columns = line.split('\t');
        let (name, codes) = (folded(columns.next().unwrap_or_default()), columns.next().unwrap_or_default());
        let people = columns.next().and_then(|people| people.trim().parse::<f64>().ok()).unwrap_or(1000.0);
        if name.len() >= 3 {
            let known = codes_of.entry(name.clone()).or_default();
            known.extend(codes.split(',').filter(|code| code.len() == 5).map(str::to_owned));
            weighted.push((name, people.max(10.0)));
        }
    }
    let names = Shares::new(weighted);
    let codes: Vec<Vec<String>> =
        names.words.iter().map(|name| codes_of.remove(name).unwrap_or_default()).collect();
    let mut known: Vec<String> = codes.iter().flatten().cloned().collect();
    known.sort_unstable();
    known.dedup();
    Towns { names, codes, all_codes: Shares::new(known.into_iter().map(|code| (code, 1.0))) }
}

/// Whether a word belongs to the first half; each seed halves otherwise. Words that a plural alone tells apart belong
/// to the same half.
pub fn is_in_first_half(word: &str, seed: u64) -> bool {
    let base = word.trim_end_matches(['s', 'x']);
    // FNV-1a, then a finaliser, so that each bit of the word reaches the lowest bit.
    let hash = base.bytes().fold(0xCBF2_9CE4_8422_2325 ^ seed, |hash, byte| {
        (hash ^ u64::from(byte)).wrapping_mul(0x0100_0000_01B3)
    });
    let mixed = (hash ^ (hash >> 33)).wrapping_mul(0xFF51_AFD7_ED55_8CCD);
    (mixed ^ (mixed >> 33)) & 1 == 0
}

#[cfg(test)]
mod tests {
    use rand::SeedableRng;

    use super::*;

    #[test]
    fn words_are_folded_once_each() {
        assert_eq!(
            words_of("Été2024\nSoleil!\nsoleil12\nCœur-Léa\n123456\nxabc"),
            ["soleil", "coeur", "xabc"]
        );
    }

    #[test]
    fn halves_are_disjoint_and_even() {
        let words: Vec<String> =
            (0..4000).map(|n| format!("mot{}", "abcdefghij".repeat(1 + n % 3)) + &n.to_string()).collect();
        let (first, second): (Vec<&String>, Vec<_>) =
            words.iter().partition(|word| is_in_first_half(word, 0));
        assert!(first.iter().all(|word| !second.contains(word)));
        assert!((1800..2200).contains(&first.len()), "{}", first.len());
        let moved =
            words.iter().filter(|word| is_in_first_half(word, 0) != is_in_first_half(word, 1)).count();
        assert!((1600..2400).contains(&moved), "{moved}");
        assert_eq!(is_in_first_half("vacance", 0), is_in_first_half("vacances", 0));
    }

    #[test]
    fn counts_make_the_shares() {
        let names = names_of("Jérôme\t1\njerome\t2\nMarie\t1");
        assert_eq!(names.words, ["jerome", "marie"]);
        assert!((names.share_at(0) - 0.75).abs() < 1e-9);
        assert!((names.cost("marie").expect("known") - 0.25_f64.ln()).abs() < 1e-9);
        let mut rng = StdRng::seed_from_u64(1);
        let drawn = (0..4000).filter(|_| names.draw(&mut rng) == "jerome").count();
        assert!((2800..3200).contains(&drawn), "{drawn}");
    }

    #[test]
    fn town_keeps_its_codes() {
        let towns = towns_of("Saint-Étienne\t42000,42100\t170000\nBlois\t41000\t46000");
        assert_eq!(towns.names.words, ["saintetienne", "blois"]);
        assert_eq!(towns.codes[0], ["42000", "42100"]);
        assert_eq!(towns.all_codes.words.len(), 3);
    }
}
