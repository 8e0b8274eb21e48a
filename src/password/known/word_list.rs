//! The forbidden words of the administrator.

use std::collections::HashSet;
use std::sync::Arc;

use super::{Readings, bare};

/// Shorter words occur by chance in any password.
const SHORTEST: usize = 4;
/// Longer entries fit into no password.
const LONGEST: usize = 64;

/// Words that must not be most of a password. Cheap to clone; not secret.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct WordList(Arc<WordSet>);

#[derive(Debug, Default, PartialEq, Eq)]
struct WordSet {
    words: HashSet<String>,
    /// Characters of the longest word.
    longest: usize,
}

impl WordList {
    /// Reads a list: a word or a phrase a line; a line that begins with `#` is a remark. Capitals, accents and blanks do
    /// not count; words of fewer than four letters or more than 64 are ignored.
    #[must_use]
    pub fn parse(text: &str) -> Self {
        let lines = text.lines().filter(|line| !line.trim_start().starts_with('#'));
        let words = lines.map(|line| bare(line).to_string());
        let words: HashSet<String> =
            words.filter(|word| (SHORTEST..=LONGEST).contains(&word.chars().count())).collect();
        let longest = words.iter().map(|word| word.chars().count()).max().unwrap_or(0);
        Self(Arc::new(WordSet { words, longest }))
    }

    #[cfg(test)]
    pub fn len(&self) -> usize {
        self.0.words.len()
    }

    #[cfg(test)]
    pub fn is_empty(&self) -> bool {
        self.0.words.is_empty()
    }

    /// Its words in a password. The time depends on the length of the password, not of the list.
    pub(in crate::password) fn found_in(&self, readings: &Readings) -> Vec<&str> {
        let mut found = Vec::new();
        let mut spelt = String::with_capacity(LONGEST * 4);
        for stretch in readings.stretches(SHORTEST, self.0.longest) {
            spelt.clear();
            spelt.extend(stretch);
            if let Some(word) = self.0.words.get(spelt.as_str())
                && !found.contains(&word.as_str())
            {
                found.push(word.as_str());
            }
        }
        zeroize::Zeroize::zeroize(&mut spelt);
        found
    }
}
