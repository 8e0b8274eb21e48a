//! The letters that a captcha is made of, and the text to copy.

use std::fmt;

use rand::{Rng, RngExt};
use zeroize::Zeroizing;

/// Letters and digits that nobody takes for one another, even warped and cut: no B/8, G/6, I/1, O/0/Q, S/5, Z/2,
/// and of F/P, T/7, U/V/Y and 4/A, which people mixed up when they were tried, one of each.
pub const ALPHABET: [char; 20] =
    ['A', 'C', 'D', 'E', 'H', 'J', 'K', 'L', 'M', 'N', 'P', 'R', 'T', 'U', 'W', 'X', 'Y', '3', '6', '9'];

/// Letters in one captcha: five leave 15 pixels to each, six are clearly harder to read.
pub const LENGTH: usize = 5;

/// The text that the picture shows. It never goes where the picture goes.
pub struct AnswerText(Zeroizing<String>);

impl AnswerText {
    /// [`LENGTH`] letters, each equally likely.
    pub(super) fn random(rng: &mut impl Rng) -> Self {
        // The room for it is taken at once: a string that grows leaves copies behind.
        let mut text = Zeroizing::new(String::with_capacity(LENGTH));
        text.extend((0..LENGTH).filter_map(|_| ALPHABET.get(rng.random_range(0..ALPHABET.len()))));
        Self(text)
    }

    /// The text itself: to seal it, or to show it in the demonstration.
    #[must_use]
    pub fn expose(&self) -> &str {
        &self.0
    }

    #[cfg(test)]
    pub(super) fn of(text: &str) -> Self {
        Self(Zeroizing::new(text.to_owned()))
    }
}

impl fmt::Debug for AnswerText {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("AnswerText(…)")
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use rand::SeedableRng;
    use rand::rngs::Xoshiro256PlusPlus;

    #[test]
    fn letters_are_all_different_and_none_is_a_look_alike() {
        for (at, letter) in ALPHABET.iter().enumerate() {
            assert!(!ALPHABET[at + 1..].contains(letter), "{letter} twice");
            assert!(!"0OQ1I2Z5S8BGF7V4".contains(*letter), "{letter} looks like another");
        }
    }

    #[test]
    fn a_text_has_five_letters_and_every_letter_comes_in_every_place() {
        let mut rng = Xoshiro256PlusPlus::seed_from_u64(1);
        let mut seen = vec![[0; ALPHABET.len()]; LENGTH];
        for _ in 0..4000 {
            let answer = AnswerText::random(&mut rng);
            assert_eq!(answer.expose().chars().count(), LENGTH);
            for (place, letter) in answer.expose().chars().enumerate() {
                seen[place][ALPHABET.iter().position(|known| *known == letter).unwrap()] += 1;
            }
        }
        // 200 of each are awaited; five standard deviations away would be a biased draw.
        assert!(seen.iter().flatten().all(|count| (130..270).contains(count)), "{seen:?}");
    }

    #[test]
    fn debug_says_nothing() {
        assert_eq!(format!("{:?}", AnswerText::of("ACDEF")), "AnswerText(…)");
    }
}
