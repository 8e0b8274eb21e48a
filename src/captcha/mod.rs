//! Draws a captcha, and checks the text that a person copied.
//!
//! A [`CaptchaPainter`] draws five warped letters of a real font, and returns the [`Bitmap`] and the [`AnswerText`]
//! apart: the first goes to the screen, the second stays in the captcha store, as a [`Sealed`] hash. The picture only
//! slows a script down: admission protects the service.

mod alphabet;
mod challenge;
mod check;
mod font;
mod letter;
mod painter;
mod picture;
mod warp;

pub use alphabet::{ALPHABET, AnswerText, LENGTH};
pub use challenge::{Challenge, ChallengeId};
pub use check::{Sealed, SealingKey, absent_letters, foreign_letters};
pub use font::FontError;
pub use painter::CaptchaPainter;
pub use picture::{Bitmap, PictureForm};

use rand::SeedableRng;
use rand::rngs::{StdRng, SysRng};

/// The operating system gives no randomness: every captcha could be guessed.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct NoRandomness;

impl std::fmt::Display for NoRandomness {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str("the operating system gives no randomness")
    }
}

impl std::error::Error for NoRandomness {}

/// A cryptographic generator seeded by the operating system, for one drawing.
///
/// # Errors
/// [`NoRandomness`] when the operating system has none to give.
pub fn system_rng() -> Result<StdRng, NoRandomness> {
    StdRng::try_from_rng(&mut SysRng).map_err(|_| NoRandomness)
}
