//! A semantic grammar: a password is a chain of segments, each of a kind, and an attacker takes the likeliest chains
//! first. Its structures are learned from passwords (parsed by the likeliest chain, again and again).

mod capitals;
mod dates;
mod draws;
mod leet;
mod lexicon;
mod parse;
mod spans;
mod tags;

pub use capitals::with_first_capital;
pub use leet::draw as with_signs;
pub use lexicon::Lexicon;

use std::sync::Arc;

use capitals::Capitals;
use dates::Dates;
use tags::{Tag, Trigrams};

use super::chain::Chain;
use super::learned::Learned;
use super::walks;

/// Parses of the training passwords, each with what the one before taught.
const ROUNDS: usize = 2;
const LETTERS: &[u8] = b"abcdefghijklmnopqrstuvwxyz";
pub const DIGITS: &[u8] = b"0123456789";
pub const SYMBOLS: &[u8] = b" !\"#$%&'()*+,-./:;<=>?@[\\]^_`{|}~";
const LONGEST_LETTERS: usize = 20;

pub struct Grammar {
    lexicon: Arc<Lexicon>,
    letters: Arc<Chain>,
    habits: Habits,
}

/// Shares that the training passwords taught.
struct Habits {
    tags: Trigrams,
    capitals: Capitals,
    digits: Learned,
    inner: Learned,
    last: Learned,
    years: Learned,
    walks: Learned,
    dates: Dates,
}

impl Habits {
    fn none() -> Self {
        Self {
            tags: Trigrams::new(),
            capitals: Capitals::default(),
            digits: Learned::free(DIGITS, 8),
            inner: Learned::free(SYMBOLS, 4),
            last: Learned::free(SYMBOLS, 4),
            years: Learned::closed((1900..2040).map(|year| year.to_string())),
            walks: Learned::closed(walks::all()),
            dates: Dates::default(),
        }
    }

    fn learn(&mut self, tag: Tag, text: &str, opens: bool) {
        match tag {
            Tag::Digits => self.digits.learn(text),
            Tag::Year => self.years.learn(text),
            Tag::Date => self.dates.learn(text),
            Tag::Inner => self.inner.learn(text),
            Tag::Last => self.last.learn(text),
            Tag::Edge | Tag::PostalCode => (),
            Tag::Walk => {
                self.walks.learn(&text.to_ascii_lowercase());
                self.capitals.learn(text, opens);
            }
            Tag::Word(_) | Tag::Letters | Tag::Leet => self.capitals.learn(text, opens),
            // The capitals of the one word, or of the town.
            Tag::Doubled | Tag::TownWithCode => {
                let end = text.find(|c: char| !c.is_ascii_alphabetic()).unwrap_or(text.len() / 2);
                self.capitals.learn(&text[..end], opens);
            }
        }
    }

    fn settle(&mut self) {
        self.tags.settle();
        let learned = [&mut self.digits, &mut self.inner, &mut self.last, &mut self.years, &mut self.walks];
        learned.into_iter().for_each(Learned::settle);
    }
}

impl Grammar {
    pub fn learned_from(passwords: &[String], lexicon: Arc<Lexicon>, letters: Arc<Chain>) -> Self {
        let mut grammar = Self { lexicon, letters, habits: Habits::none() };
        grammar.habits.settle();
        for _ in 0..ROUNDS {
            let mut habits = Habits::none();
            for password in passwords {
                let Some(chain) = grammar.parse(password) else { continue };
                let (mut before, mut last) = (Tag::Edge, Tag::Edge);
                for segment in chain.segments {
                    habits.tags.learn(before, last, segment.tag);
                    habits.learn(segment.tag, &password[segment.start..segment.end], segment.start == 0);
                    (before, last) = (last, segment.tag);
                }
                habits.tags.learn(before, last, Tag::Edge);
            }
            habits.settle();
            grammar.habits = habits;
        }
        grammar
    }

    /// Words that no source holds follow the trigrams of `words`.
    pub fn letters_of<'word>(words: impl IntoIterator<Item = &'word String>) -> Chain {
        let mut chain = Chain::new(2, LETTERS);
        words.into_iter().for_each(|word| chain.learn(word));
        chain
    }

    /// Natural logarithm of the probability of the likeliest chain; `None` of a text that is not ASCII.
    pub fn cost(&self, password: &str) -> Option<f64> {
        self.parse(password).map(|chain| chain.cost)
    }

    /// The strings of digits and of symbols that the training passwords hold, the most frequent first.
    pub fn tails(&self, digits: usize, symbols: usize) -> (Vec<String>, Vec<String>) {
        let mut strings = self.habits.years.most_frequent(digits / 2);
        strings.extend(self.habits.digits.most_frequent(digits - strings.len()));
        (strings, self.habits.last.most_frequent(symbols))
    }
}

#[cfg(test)]
mod tests;
