//! The ways in which a password may be read as words.

use unicode_normalization::UnicodeNormalization;
use unicode_normalization::char::is_combining_mark;
use zeroize::{Zeroize, Zeroizing};

/// A text in lower case without accents: as it stands, and with signs read as the letters for which they stand.
pub(in crate::password) struct Readings {
    readings: [Vec<char>; 3],
    /// For each character of a reading, the character of the text that it comes from.
    origins: Vec<usize>,
}

impl Readings {
    /// Reads a text.
    pub(in crate::password) fn of(text: &str) -> Self {
        // Reserved at once: a vector that grows leaves copies behind.
        let most = text.len() * 3;
        let mut plain = Vec::with_capacity(most);
        let mut origins = Vec::with_capacity(most);
        for (origin, character) in text.chars().enumerate() {
            for folded in
                [character].into_iter().nfd().filter(|c| !is_combining_mark(*c)).flat_map(char::to_lowercase)
            {
                let pieces: &[char] = match folded {
                    'œ' => &['o', 'e'],
                    'æ' => &['a', 'e'],
                    _ => &[folded],
                };
                plain.extend_from_slice(pieces);
                origins.extend(pieces.iter().map(|_| origin));
            }
        }
        // « 1 » is as often an i as an l.
        let undone = |one: char| plain.iter().map(|c| meant_by(*c, one)).collect();
        Self { readings: [undone('i'), undone('l'), plain], origins }
    }

    /// Where `word` stands in some reading: the characters of the text that make it up.
    fn places<'a>(&'a self, word: &'a [char]) -> impl Iterator<Item = (&'a [char], usize)> + 'a {
        let windows = move |reading: &'a Vec<char>| {
            let found = reading.windows(word.len().max(1)).enumerate().filter(move |(_, w)| *w == word);
            found.map(move |(at, _)| (reading.as_slice(), at))
        };
        self.readings.iter().flat_map(windows)
    }

    /// Whether `word` (folded) stands anywhere.
    pub(in crate::password) fn contain(&self, word: &str) -> bool {
        let word = letters(word);
        self.places(&word).next().is_some()
    }

    /// Whether `word` (folded) stands there with no letter beside it.
    pub(in crate::password) fn contain_alone(&self, word: &str) -> bool {
        let word = letters(word);
        self.places(&word).any(|(reading, at)| {
            let before = at.checked_sub(1).and_then(|before| reading.get(before));
            let after = reading.get(at + word.len());
            [before, after].into_iter().flatten().all(|beside| !beside.is_alphabetic())
        })
    }

    /// Marks the characters of the text that make up `word` (folded).
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
            let longest = longest.min(reading.len());
            (shortest.max(1)..=longest).flat_map(move |length| reading.windows(length))
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

/// The letter for which a sign is written by those who disguise their words.
fn meant_by(character: char, one: char) -> char {
    match character {
        '@' | '4' => 'a',
        '8' => 'b',
        '(' => 'c',
        '3' | '€' => 'e',
        '6' => 'g',
        '1' | '!' | '|' => one,
        '0' => 'o',
        '5' | '$' => 's',
        '7' | '+' => 't',
        '2' => 'z',
        _ => character,
    }
}
