//! The words of an attacker, by source.

use rand::RngExt;
use rand::rngs::StdRng;

use super::tags::{COMMON, FIRST_NAMES, LISTED, SOURCES, SURNAMES, TOWNS};
use crate::lists::{Shares, Towns};

pub struct Lexicon {
    pub first_names: Shares,
    pub surnames: Shares,
    pub towns: Towns,
    /// Words of frequent passwords.
    pub listed: Shares,
    pub common: Shares,
}

/// The shares of the sources among words that are doubled or disguised.
const MIX: [(u8, f64); SOURCES] =
    [(FIRST_NAMES, 0.25), (SURNAMES, 0.05), (TOWNS, 0.1), (LISTED, 0.45), (COMMON, 0.15)];

impl Lexicon {
    pub fn source(&self, source: u8) -> &Shares {
        match source {
            FIRST_NAMES => &self.first_names,
            SURNAMES => &self.surnames,
            TOWNS => &self.towns.names,
            LISTED => &self.listed,
            _ => &self.common,
        }
    }

    /// Natural logarithm of the probability of a word of any source, by its likeliest.
    pub fn mixed_cost(&self, word: &str) -> Option<f64> {
        let costs =
            MIX.iter().filter_map(|(source, share)| Some(self.source(*source).cost(word)? + share.ln()));
        costs.max_by(f64::total_cmp)
    }

    /// `None` where the source is empty.
    pub fn draw_mixed(&self, rng: &mut StdRng) -> Option<(String, f64)> {
        let mut left = rng.random::<f64>();
        let (source, share) = MIX.iter().find(|(_, share)| {
            left -= share;
            left < 0.0
        })?;
        let words = self.source(*source);
        let place = (!words.is_empty()).then(|| words.draw_place(rng))?;
        Some((words.words[place].clone(), words.share_at(place).ln() + share.ln()))
    }

    /// Words by rank over all the sources, in turn: for the plain attack.
    pub fn ranked(&self, most: usize) -> Vec<String> {
        let mut by_source: Vec<std::vec::IntoIter<String>> = (0..SOURCES as u8)
            .map(|source| {
                let words = self.source(source);
                let mut places: Vec<usize> = (0..words.words.len()).collect();
                places.sort_by(|a, b| words.share_at(*b).total_cmp(&words.share_at(*a)).then(a.cmp(b)));
                places
                    .into_iter()
                    .take(most)
                    .map(|place| words.words[place].clone())
                    .collect::<Vec<_>>()
                    .into_iter()
            })
            .collect();
        let rounds = 0..most;
        rounds.flat_map(|_| by_source.iter_mut().filter_map(Iterator::next).collect::<Vec<_>>()).collect()
    }
}
