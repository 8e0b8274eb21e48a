//! The result of an estimator.

use super::advice::Advice;

/// The decimal logarithm of the guesses that an attacker needs, and advice against the guesses.
pub(super) struct Estimate {
    pub log10_guesses: f64,
    pub advice: Vec<Advice>,
}
