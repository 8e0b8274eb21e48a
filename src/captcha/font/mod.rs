//! The three bold faces of the captcha, embedded (`README.md` beside says how they were made).

use std::fmt;

use fontdue::{Font, FontSettings};
use rand::{Rng, RngExt};

use super::ALPHABET;
use super::letter::Glyph;

const SANS: &[u8] = include_bytes!("sans-bold.ttf");
const CONDENSED: &[u8] = include_bytes!("condensed-bold.ttf");
const MONO: &[u8] = include_bytes!("mono-bold.ttf");

/// An embedded face cannot be used: the program was built from a damaged file.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct FontFault(&'static str);

impl fmt::Display for FontFault {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "an embedded face of the captcha cannot be used: {}", self.0)
    }
}

impl std::error::Error for FontFault {}

/// The faces, read once.
pub(super) struct Faces {
    sans: Face,
    others: [Face; 2],
}

impl Faces {
    /// Reads the embedded faces.
    ///
    /// # Errors
    /// [`FontFault`] when one is damaged or lacks a letter of the alphabet.
    pub(super) fn load() -> Result<Self, FontFault> {
        Ok(Self { sans: Face::load(SANS)?, others: [Face::load(CONDENSED)?, Face::load(MONO)?] })
    }

    /// The face that is the easiest to read.
    pub(super) fn sans(&self) -> &Face {
        &self.sans
    }

    /// Any of the faces, each equally likely.
    pub(super) fn any(&self, rng: &mut impl Rng) -> &Face {
        self.others.get(rng.random_range(0..=self.others.len())).unwrap_or(&self.sans)
    }
}

/// One face.
pub(super) struct Face(Font);

impl Face {
    fn load(file: &'static [u8]) -> Result<Self, FontFault> {
        let font = Font::from_bytes(file, FontSettings::default()).map_err(FontFault)?;
        let whole = ALPHABET.iter().all(|letter| font.has_glyph(*letter));
        if whole { Ok(Self(font)) } else { Err(FontFault("a letter is missing")) }
    }

    /// The glyph of `letter`.
    pub(super) fn glyph(&self, letter: char) -> Glyph {
        let (metrics, coverage) = self.0.rasterize(letter, Glyph::PIXELS_PER_EM);
        Glyph::new(metrics.width, metrics.height, coverage)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_damaged_file_is_refused() {
        assert!(Face::load(b"not a font").is_err());
        assert!(Face::load(&SANS[..64]).is_err());
    }

    #[test]
    fn every_face_is_reached() {
        let faces = Faces::load().unwrap();
        let mut rng = crate::captcha::system_rng().unwrap();
        let drawn: Vec<_> = (0..200).map(|_| std::ptr::from_ref(faces.any(&mut rng))).collect();
        for face in faces.others.iter().chain([faces.sans()]) {
            assert!(drawn.contains(&std::ptr::from_ref(face)));
        }
    }
}
