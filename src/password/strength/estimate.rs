//! The result of an estimator.

use super::weakness::WeakPart;

/// Decades of a random character, one of the 94 of a keyboard.
const RANDOM_CHARACTER: f64 = 1.973;
/// Decades above which no person has chosen the password.
const BEYOND_PEOPLE: f64 = 14.0;

/// The decimal logarithm of the guesses that an attacker needs, and the parts that the attacker knows.
pub(super) struct Estimate {
    pub log10_guesses: f64,
    /// The characters that belong to no known part; each counts for one decade.
    pub unknown: usize,
    /// In the order of the text.
    pub known: Vec<WeakPart>,
}

impl Estimate {
    /// The logarithm with unknown characters at their true value: from `BEYOND_PEOPLE` on, over one decade, so that the
    /// scale has no step.
    pub fn with_random_characters(&self) -> f64 {
        let share = (self.log10_guesses - BEYOND_PEOPLE).clamp(0.0, 1.0);
        self.log10_guesses + share * self.unknown as f64 * (RANDOM_CHARACTER - 1.0)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[rstest]
    #[case(13.0, 13, 13.0)]
    #[case(14.0, 14, 14.0)]
    #[case(14.5, 10, 19.4)]
    #[case(16.0, 16, 31.6)]
    #[case(17.5, 1, 18.5)] // a phrase and a digit
    fn random_characters_count_above_people(
        #[case] log10_guesses: f64,
        #[case] unknown: usize,
        #[case] all: f64,
    ) {
        let estimate = Estimate { log10_guesses, unknown, known: Vec::new() };
        assert!((estimate.with_random_characters() - all).abs() < 0.1);
    }
}
