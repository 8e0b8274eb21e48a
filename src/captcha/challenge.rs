//! The part of a captcha that goes to the screen: a random identifier, and a picture.

use std::fmt;

use rand::{Rng, RngExt};

use super::{AnswerText, Bitmap, CaptchaPainter, PictureForm};

/// Names a challenge: 128 random bits, no relation to the answer.
#[derive(Clone, Copy, PartialEq, Eq, Hash)]
pub struct ChallengeId(u128);

impl ChallengeId {
    pub fn random(rng: &mut impl Rng) -> Self {
        Self(rng.random())
    }
}

impl fmt::Debug for ChallengeId {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "ChallengeId({:032x})", self.0)
    }
}

/// A picture to copy, and the identifier of its answer in the captcha store.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Challenge {
    /// Sent back with the copied text.
    pub id: ChallengeId,
    pub picture: Bitmap,
}

impl Challenge {
    /// Draws a challenge, and returns its answer apart, for the check.
    #[must_use]
    pub fn draw(painter: &CaptchaPainter, form: PictureForm, rng: &mut impl Rng) -> (Self, AnswerText) {
        let id = ChallengeId::random(rng);
        let (picture, answer) = painter.draw(form, rng);
        (Self { id, picture }, answer)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::captcha::system_rng;

    #[test]
    fn challenges_differ_and_hide_answers() {
        let painter = CaptchaPainter::new().unwrap();
        let mut rng = system_rng().unwrap();
        let mut draw = || Challenge::draw(&painter, PictureForm::Quadrants, &mut rng).0;
        let (first, second) = (draw(), draw());
        assert_ne!(first.id, second.id);
        assert_ne!(first.picture, second.picture);
        let written = format!("{:?}", Challenge { id: ChallengeId(10), ..first });
        let id = "0000000000000000000000000000000a";
        assert_eq!(written, format!("Challenge {{ id: ChallengeId({id}), picture: Bitmap(76×14) }}"));
    }
}
