//! The capitals of a word: none, the first, all, or any others.

use rand::RngExt;
use rand::rngs::StdRng;

const PATTERNS: usize = 4;
const NONE: usize = 0;
const FIRST: usize = 1;
const ALL: usize = 2;
const OTHERS: usize = 3;

/// Counts of each pattern, of the word that opens a password and of later ones.
#[derive(Default)]
pub struct Capitals {
    counts: [[u32; PATTERNS]; 2],
}

/// Signs that are no letters stay out of it.
fn pattern(word: &str) -> usize {
    let letters = || word.bytes().filter(u8::is_ascii_alphabetic);
    let capitals = letters().filter(u8::is_ascii_uppercase).count();
    let first = word.starts_with(|c: char| c.is_ascii_uppercase());
    match capitals {
        0 => NONE,
        1 if first => FIRST,
        _ if capitals == letters().count() => ALL,
        _ => OTHERS,
    }
}

impl Capitals {
    pub fn learn(&mut self, word: &str, opens: bool) {
        self.counts[usize::from(opens)][pattern(word)] += 1;
    }

    fn share(&self, pattern: usize, opens: bool) -> f64 {
        let counts = &self.counts[usize::from(opens)];
        (f64::from(counts[pattern]) + 0.5) / (f64::from(counts.iter().sum::<u32>()) + 0.5 * PATTERNS as f64)
    }

    /// Natural logarithm of the probability.
    pub fn cost(&self, word: &str, opens: bool) -> f64 {
        let pattern = pattern(word);
        // A sign in the place of the first letter hides whether it was a capital.
        if pattern == NONE && !word.starts_with(|c: char| c.is_ascii_alphabetic()) {
            return (self.share(NONE, opens) + self.share(FIRST, opens)).ln();
        }
        let any = if pattern == OTHERS { -(word.len() as f64) * std::f64::consts::LN_2 } else { 0.0 };
        self.share(pattern, opens).ln() + any
    }

    /// The word with drawn capitals, and their cost.
    pub fn draw(&self, word: &str, opens: bool, rng: &mut StdRng) -> (String, f64) {
        let mut left = rng.random::<f64>();
        let drawn = (0..PATTERNS).find(|pattern| {
            left -= self.share(*pattern, opens);
            left < 0.0
        });
        let text: String = match drawn.unwrap_or(NONE) {
            NONE => word.to_owned(),
            FIRST => with_first_capital(word),
            ALL => word.to_uppercase(),
            _ => {
                word.chars().map(|c| if rng.random_bool(0.5) { c.to_ascii_uppercase() } else { c }).collect()
            }
        };
        let cost = self.cost(&text, opens);
        (text, cost)
    }
}

pub fn with_first_capital(word: &str) -> String {
    let mut text = word.to_owned();
    if let Some(first) = text.get_mut(..1) {
        first.make_ascii_uppercase();
    }
    text
}
