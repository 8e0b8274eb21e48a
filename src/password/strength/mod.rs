//! The strength of a password: how long an attacker would search, and advice.

mod context;
mod estimate;
mod french;
mod label;
mod weakness;
mod zxcvbn_fence;

pub use context::Context;
pub use label::StrengthLabel;
pub use weakness::{Remedy, WeakPart, Weakness};

use super::secret::SecretText;
use estimate::Estimate;

pub(super) use super::known::folded;

/// A percentage and its label.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Strength {
    /// 0 to 100, rounded down.
    pub percent: u8,
    pub label: StrengthLabel,
}

/// A strength, and its reason.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Assessment {
    pub strength: Strength,
    /// `None` for a very strong password.
    pub weakness: Option<Weakness>,
}

/// Estimates a password against an attacker who knows `context`; `None` for an empty one.
///
/// It takes up to 0.2 s on hostile input: call it on a worker, never on the event loop.
#[must_use]
pub fn estimate(password: &SecretText, context: &Context) -> Option<Strength> {
    assess(password, context).map(|assessment| assessment.strength)
}

/// The estimate of zxcvbn alone, for comparison.
#[cfg(any(test, feature = "test-support"))]
#[must_use]
pub fn estimate_by_zxcvbn_alone(password: &SecretText, context: &Context) -> Option<Strength> {
    let estimate = || zxcvbn_fence::estimate(password.expose(), context);
    (!password.is_empty()).then(|| Strength::of(estimate().with_random_characters()))
}

/// Decimal logarithms of the guesses that [`estimate()`] and zxcvbn alone expect, for comparison.
#[cfg(any(test, feature = "test-support"))]
#[must_use]
pub fn log10_guesses(password: &SecretText, context: &Context) -> [f64; 2] {
    let password = password.expose();
    [lowest_estimate(password, context), zxcvbn_fence::estimate(password, context)]
        .map(|found| found.log10_guesses)
}

/// The place on the scale of a number of guesses that another estimator expects (decimal logarithm).
#[cfg(any(test, feature = "test-support"))]
#[must_use]
pub fn strength_of(log10_guesses: f64) -> Strength {
    Strength::of(log10_guesses)
}

/// [`estimate()`], with what makes the password weak.
#[must_use]
pub fn assess(password: &SecretText, context: &Context) -> Option<Assessment> {
    if password.is_empty() {
        return None;
    }
    let estimate = lowest_estimate(password.expose(), context);
    let strength = Strength::of(estimate.with_random_characters());
    let weakness = Weakness::of(strength.label, &estimate.known, context.is_within(password));
    Some(Assessment { strength, weakness })
}

/// The lower of the two estimates: an attacker takes the shortest way.
fn lowest_estimate(password: &str, context: &Context) -> Estimate {
    let zxcvbn = zxcvbn_fence::estimate(password, context);
    let french = french::estimate(password, context);
    if french.log10_guesses < zxcvbn.log10_guesses { french } else { zxcvbn }
}

/// Decimal logarithm of the guesses of a piece of a password. It takes less than a millisecond.
pub(super) fn log10_guesses_of_piece(piece: &str) -> f64 {
    if piece.is_empty() { 0.0 } else { french::estimate(piece, &Context::default()).log10_guesses }
}

/// The highest percentage of a password of that many characters, all random.
#[must_use]
pub fn highest_percent(characters: usize) -> u8 {
    let estimate = Estimate { log10_guesses: characters as f64, unknown: characters, known: Vec::new() };
    percent(estimate.with_random_characters())
}

/// Decimal logarithm of the guesses, and its percentage; a straight line in between.
///
/// A directory that locks accounts leaves some 480 guesses a day; 10^14 is the order of a random password of 14 characters, 10^20 is beyond
/// whoever has a stolen base. `docs/strength.md` says what each label promises.
const SCALE: [(f64, f64); 7] =
    [(0.0, 0.0), (4.0, 20.0), (6.5, 40.0), (9.0, 60.0), (11.0, 80.0), (14.0, 88.0), (20.0, 100.0)];

impl Strength {
    fn of(log10_guesses: f64) -> Self {
        let percent = percent(log10_guesses);
        Self { percent, label: StrengthLabel::of(percent) }
    }
}

/// Rounded down, so that no label comes before its percentage.
fn percent(log10_guesses: f64) -> u8 {
    let steps = SCALE.iter().zip(SCALE.iter().skip(1));
    let step = steps.rev().find(|((start, _), _)| *start <= log10_guesses);
    let exact = step.map_or(0.0, |((x0, y0), (x1, y1))| y0 + (y1 - y0) * (log10_guesses - x0) / (x1 - x0));
    // A conversion from f64 saturates; NaN gives 0.
    exact.min(100.0) as u8
}

#[cfg(test)]
mod tests;
