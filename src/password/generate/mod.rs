//! Proposes a password: words or characters drawn by the operating system, and their bits of randomness.
//!
//! Each draw is among a power of two: it uses the bits of the system unchanged, so that all choices are equally likely.

use std::sync::LazyLock;

use rand::TryRng;
use rand::rngs::SysRng;
use zeroize::Zeroizing;

use super::policy::{CharacterClass, Policy};
use super::secret::SecretText;
use super::strength::{self, Context};

const WORD_BITS: u32 = 11;
/// Words of a phrase, unless the policy requires more: 55 bits resist an attacker who has to ask a server.
const WORDS: usize = 5;
/// Letters of the longest, and of the shortest word of the list.
const LONGEST_WORD: usize = 9;
const SHORTEST_WORD: usize = 4;
/// Separates the words: the same key on most keyboards; copying a text may lose a space at its end.
const SEPARATOR: char = '-';

/// Characters of a random password: 64 without lookalikes, on keys of most keyboards, six bits each.
const ALPHABET: &[u8; 64] = b"abcdefghijkmnpqrstuvwxyzABCDEFGHJKLMNPQRSTUVWXYZ23456789-+*=?!%.";
const CHARACTER_BITS: u32 = 6;
/// Characters of a random password, unless the policy requires more or allows fewer.
const CHARACTERS: usize = 16;
/// Digits without lookalikes, three bits each.
const DIGITS: &[u8; 8] = b"23456789";
const DIGIT_BITS: u32 = 3;

/// Tries, each longer than the last, before the policy counts as too strict for a proposal.
const TRIES: usize = 24;

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum ProposalKind {
    /// Words, for a person who has to remember them.
    Phrase,
    /// Characters, for a password manager.
    Random,
}

/// The number of words or characters.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Composition {
    Words(usize),
    WordsAndDigit(usize),
    Characters(usize),
}

/// A password that meets the policy.
#[derive(Debug)]
pub struct Proposal {
    pub text: SecretText,
    pub makeup: Composition,
    /// Whole bits of randomness: an attacker who knows this program has to try 2 to that power.
    pub bits: u32,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum ProposalError {
    NoRandomness,
    /// No proposal meets the policy.
    Policy,
}

/// Draws a password that breaks no rule of `policy`; a random one if a phrase would be too long for it. It estimates the
/// strength: call it on a worker.
///
/// # Errors
/// See [`ProposalError`].
pub fn propose(policy: &Policy, kind: ProposalKind, known: &Context) -> Result<Proposal, ProposalError> {
    for longer in 0..TRIES {
        let proposal = match PhraseShape::of(policy, longer) {
            Some(phrase) if kind == ProposalKind::Phrase => phrase.draw()?,
            _ => random(policy, longer)?,
        };
        let percent = strength::estimate(&proposal.text, known).map_or(0, |strength| strength.percent);
        // A longer one replaces a refused one. Choosing among several would cost bits of randomness.
        if policy.faults(&proposal.text, None, percent, known).is_empty() {
            return Ok(proposal);
        }
    }
    Err(ProposalError::Policy)
}

/// The shortest and the longest text of each kind that `propose` can draw at its first tries, of fixed letters: a
/// frame that shows them has the length of any frame with a proposal.
#[must_use]
pub fn samples(policy: &Policy) -> Vec<Proposal> {
    let phrases = (0..2).filter_map(|longer| PhraseShape::of(policy, longer));
    let phrases = phrases.flat_map(|phrase| {
        [("a", SHORTEST_WORD), ("b", LONGEST_WORD)]
            .map(|(letter, length)| phrase.proposal(&vec![letter.repeat(length); phrase.words], '7'))
    });
    let characters = (CHARACTERS.max(policy.min_length)).min(policy.max_length);
    let random = SecretText::from_text(&"c".repeat(characters)).map(|text| {
        let bits = u32::try_from(characters).unwrap_or(u32::MAX).saturating_mul(CHARACTER_BITS);
        Proposal { text, makeup: Composition::Characters(characters), bits }
    });
    phrases.chain([random.map_err(|_| ProposalError::Policy)]).flatten().collect()
}

struct PhraseShape {
    words: usize,
    capitals: bool,
    digit: bool,
}

impl PhraseShape {
    /// The shape for a policy, with `longer` more words; `None` if it might be too long.
    fn of(policy: &Policy, longer: usize) -> Option<Self> {
        let requires = |class| policy.require.contains(&class);
        let (capitals, digit) = (requires(CharacterClass::Upper), requires(CharacterClass::Digit));
        let tail = if digit { 2 } else { 0 };
        // n words and n - 1 separators.
        let length = |words: usize, word: usize| words * (word + 1) - 1 + tail;
        let words = (WORDS..).find(|words| length(*words, SHORTEST_WORD) >= policy.min_length)? + longer;
        (length(words, LONGEST_WORD) <= policy.max_length).then_some(Self { words, capitals, digit })
    }

    fn draw(&self) -> Result<Proposal, ProposalError> {
        let mut words = Vec::with_capacity(self.words);
        for _ in 0..self.words {
            words.push(WORD_LIST.get(bits(WORD_BITS)?).copied().unwrap_or_default());
        }
        let digit = if self.digit { pick(DIGITS, DIGIT_BITS)? } else { '-' };
        self.proposal(&words, digit)
    }

    /// The phrase of these words, and of this digit if the policy requires one.
    fn proposal(&self, drawn: &[impl AsRef<str>], digit: char) -> Result<Proposal, ProposalError> {
        let mut text = Zeroizing::new(String::with_capacity(self.words * (LONGEST_WORD + 1) + 2));
        for (place, word) in drawn.iter().enumerate() {
            if place > 0 {
                text.push(SEPARATOR);
            }
            let word = word.as_ref();
            let initial =
                word.chars().take(1).map(|c| if self.capitals { c.to_ascii_uppercase() } else { c });
            text.extend(initial.chain(word.chars().skip(1)));
        }
        if self.digit {
            text.push(SEPARATOR);
            text.push(digit);
        }
        let words = u32::try_from(self.words).unwrap_or(u32::MAX);
        Ok(Proposal {
            text: SecretText::from_text(&text).map_err(|_| ProposalError::Policy)?,
            makeup: if self.digit {
                Composition::WordsAndDigit(self.words)
            } else {
                Composition::Words(self.words)
            },
            bits: words * WORD_BITS + if self.digit { DIGIT_BITS } else { 0 },
        })
    }
}

/// Draws random characters until every required class is present.
fn random(policy: &Policy, longer: usize) -> Result<Proposal, ProposalError> {
    let count = (CHARACTERS.max(policy.min_length) + longer).min(policy.max_length);
    if count < policy.require.len() {
        return Err(ProposalError::Policy);
    }
    let text = loop {
        let mut text = Zeroizing::new(String::with_capacity(count));
        for _ in 0..count {
            text.push(pick(ALPHABET, CHARACTER_BITS)?);
        }
        let text = SecretText::from_text(&text).map_err(|_| ProposalError::Policy)?;
        if policy.require.iter().all(|class| class.is_in(&text)) {
            break text;
        }
    };
    let all = count as f64 * f64::from(CHARACTER_BITS);
    let bits = (all + share_with_every_class(count, &policy.require).log2()).floor();
    // A conversion from f64 saturates.
    Ok(Proposal { text, makeup: Composition::Characters(count), bits: bits as u32 })
}

/// The share of the random passwords that has every one of `classes`, by inclusion and exclusion.
fn share_with_every_class(count: usize, classes: &[CharacterClass]) -> f64 {
    let count = i32::try_from(count).unwrap_or(i32::MAX);
    let subsets = 0..1_u32 << classes.len();
    subsets
        .map(|missing| {
            let is_missing = |character: char| {
                (0..).zip(classes).any(|(place, class)| missing >> place & 1 == 1 && class.holds(character))
            };
            let left = ALPHABET.iter().filter(|byte| !is_missing(char::from(**byte))).count();
            let share = (left as f64 / ALPHABET.len() as f64).powi(count);
            if missing.count_ones() % 2 == 0 { share } else { -share }
        })
        .sum()
}

static WORD_LIST: LazyLock<Vec<&'static str>> = LazyLock::new(|| {
    let lines = include_str!("words.txt").lines().filter(|line| !line.starts_with('#'));
    lines.flat_map(|line| line.split(' ')).collect()
});

/// One entry of a table of 2 to the power of `count` signs.
fn pick(table: &[u8], count: u32) -> Result<char, ProposalError> {
    Ok(table.get(bits(count)?).copied().map_or('-', char::from))
}

/// `count` random bits (32 at most), as a number.
fn bits(count: u32) -> Result<usize, ProposalError> {
    let drawn = SysRng.try_next_u32().map_err(|_| ProposalError::NoRandomness)?;
    Ok((drawn >> (32 - count)) as usize)
}

#[cfg(test)]
mod tests;
