//! The readings of a password as words.

use zeroize::{Zeroize, Zeroizing};

use super::disguise::meant_by;
use super::fold::fold;

/// A text in lower case without accents: plain, and with signs read as the letters that they replace.
pub(in crate::password) struct Readings {
    readings: [Vec<char>; 3],
    /// For each character of a reading, its character in the text.
    origins: Vec<usize>,
}

impl Readings {
    pub(in crate::password) fn of(text: &str) -> Self {
        // Reserved at once: a vector that grows leaves copies behind.
        let most = text.len() * 3;
        let mut plain = Vec::with_capacity(most);
        let mut origins = Vec::with_capacity(most);
        for (origin, character) in text.chars().enumerate() {
            plain.extend(fold(character));
            origins.resize(plain.len(), origin);
        }
        // « 1 » replaces an i as often as an l.
        let undone = |choice: usize| {
            let letter = |sign: &char| {
                let meant = meant_by(*sign);
                meant.get(choice).or(meant.first()).copied().unwrap_or(*sign)
            };
            plain.iter().map(letter).collect()
        };
        Self { readings: [undone(0), undone(1), plain], origins }
    }

    /// The readings that hold `word`, each with its place.
    fn places<'a>(&'a self, word: &'a [char]) -> impl Iterator<Item = (&'a [char], usize)> + 'a {
        let windows = move |reading: &'a Vec<char>| {
            let found = reading.windows(word.len().max(1)).enumerate().filter(move |(_, w)| *w == word);
            found.map(move |(at, _)| (reading.as_slice(), at))
        };
        self.readings.iter().flat_map(windows)
    }

    /// Whether a reading holds `word` (folded).
    pub(in crate::password) fn contain(&self, word: &str) -> bool {
        self.places(&letters(word)).next().is_some()
    }

    /// Whether a reading holds `word` (folded) with no letter beside it.
    pub(in crate::password) fn contain_alone(&self, word: &str) -> bool {
        let word = letters(word);
        self.places(&word).any(|(reading, at)| {
            let before = at.checked_sub(1).and_then(|before| reading.get(before));
            let after = reading.get(at + word.len());
            [before, after].into_iter().flatten().all(|beside| !beside.is_alphabetic())
        })
    }

    /// Marks the characters of the text that belong to `word` (folded).
    pub(in crate::password) fn mark(&self, word: &str, marked: &mut [bool]) {
        let word = letters(word);
        for (_, at) in self.places(&word) {
            for origin in self.origins.iter().skip(at).take(word.len()) {
                if let Some(mark) = marked.get_mut(*origin) {
                    *mark = true;
                }
            }
        }
    }

    /// Every stretch of `shortest` to `longest` characters of every reading.
    pub(in crate::password) fn stretches(
        &self,
        shortest: usize,
        longest: usize,
    ) -> impl Iterator<Item = &[char]> {
        self.readings.iter().flat_map(move |reading| {
            (shortest.max(1)..=longest.min(reading.len())).flat_map(move |length| reading.windows(length))
        })
    }
}

impl Drop for Readings {
    fn drop(&mut self) {
        self.readings.zeroize();
    }
}

fn letters(word: &str) -> Zeroizing<Vec<char>> {
    Zeroizing::new(word.chars().collect())
}
