//! The three embedded bold fonts of the captcha (`README.md` beside says how they were made).

use std::fmt;

use fontdue::{Font, FontSettings};
use rand::{Rng, RngExt};

use super::ALPHABET;
use super::letter::LetterOutline;

const SANS: &[u8] = include_bytes!("sans-bold.ttf");
const CONDENSED: &[u8] = include_bytes!("condensed-bold.ttf");
const MONO: &[u8] = include_bytes!("mono-bold.ttf");

/// An embedded font cannot be used: the program was built from a damaged file.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct FontError(&'static str);

impl fmt::Display for FontError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "an embedded face of the captcha cannot be used: {}", self.0)
    }
}

impl std::error::Error for FontError {}

pub(super) struct Typefaces {
    sans: Typeface,
    others: [Typeface; 2],
}

impl Typefaces {
    /// # Errors
    /// [`FontError`] when a font is damaged or lacks a letter of the alphabet.
    pub(super) fn load() -> Result<Self, FontError> {
        Ok(Self { sans: Typeface::load(SANS)?, others: [Typeface::load(CONDENSED)?, Typeface::load(MONO)?] })
    }

    /// The font that is the easiest to read.
    pub(super) fn sans(&self) -> &Typeface {
        &self.sans
    }

    /// Any of the fonts, each equally likely.
    pub(super) fn any(&self, rng: &mut impl Rng) -> &Typeface {
        self.others.get(rng.random_range(0..=self.others.len())).unwrap_or(&self.sans)
    }
}

pub(super) struct Typeface(Font);

impl Typeface {
    fn load(file: &'static [u8]) -> Result<Self, FontError> {
        let font = Font::from_bytes(file, FontSettings::default()).map_err(FontError)?;
        let whole = ALPHABET.iter().all(|letter| font.has_glyph(*letter));
        if whole { Ok(Self(font)) } else { Err(FontError("a letter is missing")) }
    }

    pub(super) fn glyph(&self, letter: char) -> LetterOutline {
        let (metrics, coverage) = self.0.rasterize(letter, LetterOutline::PIXELS_PER_EM);
        LetterOutline::new(metrics.width, metrics.height, coverage)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn damaged_font_is_refused() {
        assert!(Typeface::load(b"not a font").is_err());
        assert!(Typeface::load(&SANS[..64]).is_err());
    }

    #[test]
    fn every_font_is_drawn() {
        let faces = Typefaces::load().unwrap();
        let mut rng = crate::captcha::system_rng().unwrap();
        let drawn: Vec<_> = (0..200).map(|_| std::ptr::from_ref(faces.any(&mut rng))).collect();
        for face in faces.others.iter().chain([faces.sans()]) {
            assert!(drawn.contains(&std::ptr::from_ref(face)));
        }
    }
}
