//! The letters of a captcha, and its text.

use std::fmt;

use rand::{Rng, RngExt};
use zeroize::Zeroizing;

/// Letters and digits that stay distinct even warped and cut: no B/8, G/6, I/1, O/0/Q, S/5, Z/2; and one each of F/P,
/// T/7, U/V/Y and 4/A, which people mixed up in a trial.
pub const ALPHABET: [char; 20] =
    ['A', 'C', 'D', 'E', 'H', 'J', 'K', 'L', 'M', 'N', 'P', 'R', 'T', 'U', 'W', 'X', 'Y', '3', '6', '9'];

/// Letters in one captcha: five leave 15 pixels to each, six are clearly harder to read.
pub const LENGTH: usize = 5;

/// The text that the picture shows. It never goes where the picture goes.
pub struct AnswerText(Zeroizing<String>);

impl AnswerText {
    /// [`LENGTH`] letters, each equally likely.
    pub(super) fn random(rng: &mut impl Rng) -> Self {
        // Reserved at once: a string that grows leaves copies behind.
        let mut text = Zeroizing::new(String::with_capacity(LENGTH));
        text.extend((0..LENGTH).filter_map(|_| ALPHABET.get(rng.random_range(0..ALPHABET.len()))));
        Self(text)
    }

    /// The text, to seal it or to disclose it in the demonstration.
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
    fn alphabet_has_no_lookalikes() {
        for (at, letter) in ALPHABET.iter().enumerate() {
            assert!(!ALPHABET[at + 1..].contains(letter), "{letter} twice");
            assert!(!"0OQ1I2Z5S8BGF7V4".contains(*letter), "{letter} looks like another");
        }
    }

    #[test]
    fn every_letter_comes_everywhere() {
        let mut rng = Xoshiro256PlusPlus::seed_from_u64(1);
        let mut seen = vec![[0; ALPHABET.len()]; LENGTH];
        for _ in 0..4000 {
            let answer = AnswerText::random(&mut rng);
            assert_eq!(answer.expose().chars().count(), LENGTH);
            for (place, letter) in answer.expose().chars().enumerate() {
                seen[place][ALPHABET.iter().position(|known| *known == letter).unwrap()] += 1;
            }
        }
        // 200 of each are expected; five standard deviations away would be a biased draw.
        assert!(seen.iter().flatten().all(|count| (130..270).contains(count)), "{seen:?}");
    }

    #[test]
    fn answer_debug_is_empty() {
        assert_eq!(format!("{:?}", AnswerText::of("ACDEF")), "AnswerText(…)");
    }
}
