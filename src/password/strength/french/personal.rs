//! The words of a person, in the order of the attacker's tries.

use zeroize::Zeroize;

use super::part::WordSource;
use super::search::{Cursor, Entry};
use crate::password::known::fold;

/// The words in alphabetical order, each with its rank. Dropping wipes them.
pub(super) struct PersonalWords(Vec<PersonalWord>);

struct PersonalWord {
    /// Small letters and digits; a blank between the parts.
    letters: Vec<u8>,
    rank: u32,
}

impl PersonalWord {
    fn new(text: &str, rank: u32) -> Self {
        // Reserved at once: a vector that grows leaves copies behind.
        let mut letters = Vec::with_capacity(text.len() * 3);
        for byte in text.chars().flat_map(fold).map(|letter| u8::try_from(letter).unwrap_or_default()) {
            if byte.is_ascii_alphanumeric() {
                letters.push(byte);
            } else if letters.last().is_some_and(|last| *last != b' ') {
                letters.push(b' ');
            }
        }
        if letters.last() == Some(&b' ') {
            letters.pop();
        }
        Self { letters, rank }
    }
}

impl Drop for PersonalWord {
    fn drop(&mut self) {
        self.letters.zeroize();
    }
}

impl PersonalWords {
    pub fn new<'a>(words: impl Iterator<Item = &'a str>) -> Self {
        let mut words: Vec<_> = (1..).zip(words).map(|(rank, word)| PersonalWord::new(word, rank)).collect();
        words.retain(|word| word.letters.len() > 1);
        words.sort_by(|a, b| a.letters.cmp(&b.letters).then(a.rank.cmp(&b.rank)));
        words.dedup_by(|next, kept| next.letters == kept.letters);
        Self(words)
    }

    /// The place at the beginning of all words.
    pub fn start(&self) -> PersonalCursor<'_> {
        PersonalCursor { words: &self.0, depth: 0 }
    }
}

/// The words that begin with the same `depth` letters.
#[derive(Clone, Copy)]
pub(super) struct PersonalCursor<'a> {
    words: &'a [PersonalWord],
    depth: usize,
}

impl Cursor for PersonalCursor<'_> {
    fn after(self, byte: u8) -> Option<Self> {
        let next = |word: &PersonalWord| word.letters.get(self.depth).copied();
        let from = self.words.partition_point(|word| next(word) < Some(byte));
        let to = self.words.partition_point(|word| next(word) <= Some(byte));
        let words = self.words.get(from..to).filter(|words| !words.is_empty())?;
        Some(Self { words, depth: self.depth + 1 })
    }

    fn entry(self) -> Option<Entry> {
        let word = self.words.first().filter(|word| word.letters.len() == self.depth)?;
        Some(Entry { cost: f64::from(word.rank).log10(), source: WordSource::Personal })
    }
}
