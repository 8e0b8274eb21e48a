//! [`Painter`]: from five letters to a picture.

use rand::{Rng, RngExt};

use super::font::Faces;
use super::letter::{Bounds, Glyph, Letter};
use super::warp::{Curve, Linear, Point, Wave};
use super::{AnswerText, Bitmap, FontFault};

/// How hard the picture is made for a program, and therefore for a person.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub enum Design {
    /// Upright letters apart from each other: no protection, a base to measure the others by.
    Plain,
    /// Letters of mixed faces, turned, sheared, overlapping, on a wave: for who cannot read the next one.
    Warped,
    /// The same, and two curves across.
    #[default]
    Crossed,
}

/// What the picture is drawn for.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub enum PictureForm {
    /// 76×28 pixels, for 76×14 cells of `▀▄█`.
    #[default]
    HalfBlocks,
    /// 76×14 pixels, for as many `#`: twice as coarse, so curves would hide the letters and are left out.
    Ascii,
}

impl PictureForm {
    /// Height of a pixel, its width being 1.
    fn pixel_height(self) -> usize {
        match self {
            Self::HalfBlocks => 1,
            Self::Ascii => 2,
        }
    }
}

/// Breadth and height of every picture, in half-block pixels.
const WIDTH: usize = 76;
const HEIGHT: usize = 28;

/// Samples along each side of a half-block pixel.
const SAMPLES: usize = 4;

/// Letters may be made taller than wide by this factor, to use the height that there is.
const STRETCH: f32 = 1.6;

/// Draws captchas. Holds the faces, and nothing of what it drew.
pub struct Painter {
    faces: Faces,
}

impl Painter {
    /// A painter with the embedded faces.
    ///
    /// # Errors
    /// [`FontFault`] when the program was built from a damaged face.
    pub fn new() -> Result<Self, FontFault> {
        Ok(Self { faces: Faces::load()? })
    }

    /// A new picture, and apart from it the text that it shows.
    #[must_use]
    pub fn draw(&self, design: Design, form: PictureForm, rng: &mut impl Rng) -> (Bitmap, AnswerText) {
        let answer = AnswerText::random(rng);
        let picture = self.paint(answer.expose(), design, form, rng);
        (picture, answer)
    }

    /// A picture of `text`.
    pub(super) fn paint(&self, text: &str, design: Design, form: PictureForm, rng: &mut impl Rng) -> Bitmap {
        let slanted = text.chars().map(|letter| self.slant(letter, design, rng)).collect();
        let letters = set_in_line(slanted, design, rng);
        let wave = wave(design, rng);
        let curves = curves(design, form, rng);
        reduce(form, |point| {
            let still = Point { x: point.x, y: point.y - wave.at(point.x) };
            let letter = letters.iter().rev().find_map(|letter| letter.ink_at(still));
            letter.unwrap_or_else(|| curves.iter().any(|curve| curve.covers(point)))
        })
    }

    fn slant(&self, letter: char, design: Design, rng: &mut impl Rng) -> (Glyph, Linear) {
        match design {
            Design::Plain => (self.faces.sans().glyph(letter), Linear::slant(0.0, 0.0)),
            Design::Warped | Design::Crossed => {
                let glyph = self.faces.any(rng).glyph(letter);
                (glyph, Linear::slant(rng.random_range(-16.0..=16.0), rng.random_range(-0.2..=0.2)))
            }
        }
    }
}

/// Sets the letters side by side, as large as the picture lets them be.
fn set_in_line(slanted: Vec<(Glyph, Linear)>, design: Design, rng: &mut impl Rng) -> Vec<Letter> {
    let bounds: Vec<Bounds> = slanted.iter().map(|(glyph, map)| glyph.bounds(*map)).collect();
    // How far each letter goes into the room of the one before it, as a part of its own width.
    let overlaps: Vec<f32> =
        bounds.iter().enumerate().map(|(at, _)| if at == 0 { 0.0 } else { overlap(design, rng) }).collect();
    let line: f32 =
        bounds.iter().zip(&overlaps).map(|(bounds, overlap)| bounds.width() * (1.0 - overlap)).sum();
    let tallest = bounds.iter().map(Bounds::height).fold(0.0, f32::max);
    let (room_x, room_y) = (WIDTH as f32 - 2.0, HEIGHT as f32 - 2.0);
    let scale_x = (room_x / line).min(room_y / tallest);
    let scale_y = (room_y / tallest).min(scale_x * STRETCH);

    let mut left = (WIDTH as f32 - line * scale_x) / 2.0;
    let mut letters = Vec::with_capacity(slanted.len());
    for (((glyph, map), bounds), overlap) in slanted.into_iter().zip(bounds).zip(overlaps) {
        left -= overlap * bounds.width() * scale_x;
        let spare = (room_y - bounds.height() * scale_y).max(0.0);
        let top = 1.0 + spare * lift(design, rng);
        let centre = Point { x: left - bounds.left * scale_x, y: top - bounds.top * scale_y };
        letters.push(Letter::new(glyph, map.scaled(scale_x, scale_y), centre));
        left += bounds.width() * scale_x;
    }
    letters
}

fn overlap(design: Design, rng: &mut impl Rng) -> f32 {
    match design {
        Design::Plain => -0.12,
        Design::Warped | Design::Crossed => rng.random_range(0.02..=0.10),
    }
}

/// Where a letter stands in the height that it leaves, from 0 at the top to 1 at the bottom.
fn lift(design: Design, rng: &mut impl Rng) -> f32 {
    match design {
        Design::Plain => 0.5,
        Design::Warped | Design::Crossed => rng.random_range(0.2..=0.8),
    }
}

fn wave(design: Design, rng: &mut impl Rng) -> Wave {
    let amplitude = if design == Design::Plain { 0.0 } else { 1.0 };
    Wave { amplitude, period: rng.random_range(25.0..=45.0), phase: rng.random() }
}

/// Two curves that lean opposite ways, so that they cross.
fn curves(design: Design, form: PictureForm, rng: &mut impl Rng) -> Vec<Curve> {
    if design != Design::Crossed || form == PictureForm::Ascii {
        return Vec::new();
    }
    let phase = rng.random();
    let opposite = phase + rng.random_range(0.35..=0.65);
    vec![curve(phase, rng), curve(opposite, rng)]
}

fn curve(phase: f32, rng: &mut impl Rng) -> Curve {
    let wave = Wave { amplitude: rng.random_range(9.0..=13.0), period: rng.random_range(30.0..=50.0), phase };
    let (start, end) = (rng.random_range(11.0..=17.0), rng.random_range(11.0..=17.0));
    Curve { start, lean: (end - start) / WIDTH as f32, wave, breadth: 1.75 }
}

/// One bit a pixel from what is inked within it.
fn reduce(form: PictureForm, ink: impl Fn(Point) -> bool) -> Bitmap {
    let rows = form.pixel_height();
    let middle = |sample: usize| (sample as f32 + 0.5) / SAMPLES as f32;
    Bitmap::from_fn(WIDTH, HEIGHT / rows, |x, y| {
        let samples = (0..SAMPLES).flat_map(|across| (0..SAMPLES * rows).map(move |down| (across, down)));
        let inked = samples.filter(|(across, down)| {
            ink(Point { x: x as f32 + middle(*across), y: (y * rows) as f32 + middle(*down) })
        });
        inked.count() * 2 >= SAMPLES * SAMPLES * rows
    })
}
