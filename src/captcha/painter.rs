//! [`CaptchaPainter`]: draws five letters as a picture.

use rand::{Rng, RngExt};

use super::font::Typefaces;
use super::letter::{Bounds, LetterOutline, PlacedLetter};
use super::warp::{Curve, Linear, Point, Wave};
use super::{AnswerText, Bitmap, FontError};

/// Designs of a picture, from easy to hard to read: for a program, and for a person too.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub enum Design {
    /// Upright letters apart from each other: no protection, a base of comparison.
    Plain,
    /// Letters of mixed fonts, turned, sheared, close to each other, on a wave, with a cut through them. Easier than
    /// [`Design::Crossed`], for a person who asks for other images.
    Warped,
    /// As [`Design::Warped`], with a curve behind the letters that joins them.
    #[default]
    Crossed,
}

/// The form in which a terminal shows the picture.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub enum PictureForm {
    /// 76×28 pixels, for 76×14 cells of `▀▄█`.
    #[default]
    HalfBlocks,
    /// 76×14 pixels, for as many `#`, or for 38×7 quadrants: twice as coarse. A curve would hide the letters, so there
    /// is none.
    Ascii,
}

impl PictureForm {
    /// Height of a pixel of width 1.
    fn pixel_height(self) -> usize {
        match self {
            Self::HalfBlocks => 1,
            Self::Ascii => 2,
        }
    }

    /// Bytes for the rows of a picture. The cursor movements come on top: 2500 bytes in all at most, and 1000 on a slow
    /// line.
    fn budget(self) -> usize {
        match self {
            Self::HalfBlocks => 2300,
            Self::Ascii => 880,
        }
    }

    /// Bytes of the rows of `picture` at most: a cursor movement skips any number of blanks in five bytes.
    fn cost(self, picture: &Bitmap) -> usize {
        let bytes = |row: &String| -> usize {
            let runs = row.trim_end().split_inclusive(|character| character != ' ');
            runs.map(|run| (run.trim_start().len(), run.chars().count() - 1))
                .map(|(ink, blanks)| ink + blanks.min(5))
                .sum()
        };
        match self {
            Self::HalfBlocks => picture.half_blocks().iter().map(bytes).sum(),
            Self::Ascii => picture.ascii_rows().iter().map(bytes).sum(),
        }
    }
}

/// Most drawings of one text, to find one within the budget. In the coarse form, one text of eight hundred needs a second
/// drawing; in the other, hardly any.
const TRIES: usize = 8;

/// Width and height of every picture, in half-block pixels: the unit of every length below.
const WIDTH: usize = 76;
const HEIGHT: usize = 28;

/// Samples along each side of a half-block pixel.
const SAMPLES: usize = 4;

/// Blank on both sides of a letter that overlaps another: without it two stems make a third letter.
const LETTER_SEAM: f32 = 0.9;
/// Blank around a letter where the curve passes behind: without it the curve closes an E to a 6.
const CURVE_SEAM: f32 = 0.8;

/// Width of the curve: thinner than any stem of a letter.
const CURVE_WIDTH: f32 = 1.65;
/// Width of the cut: a person joins the pieces of a letter over a missing pixel, a program does not. A wider cut turns
/// an R into a P.
const CUT_WIDTH: f32 = 1.3;

/// Letters may be taller than wide by this factor, to fill the height.
const STRETCH: f32 = 1.6;

/// Draws captchas. It keeps the fonts, and no picture.
pub struct CaptchaPainter {
    faces: Typefaces,
}

impl CaptchaPainter {
    /// # Errors
    /// [`FontError`] when the program was built with a damaged font.
    pub fn new() -> Result<Self, FontError> {
        Ok(Self { faces: Typefaces::load()? })
    }

    /// A picture of a random text, and that text.
    #[must_use]
    pub fn draw(&self, design: Design, form: PictureForm, rng: &mut impl Rng) -> (Bitmap, AnswerText) {
        let answer = AnswerText::random(rng);
        let picture = self.paint(answer.expose(), design, form, rng);
        (picture, answer)
    }

    /// A picture of `text` within the budget of its form.
    pub(super) fn paint(&self, text: &str, design: Design, form: PictureForm, rng: &mut impl Rng) -> Bitmap {
        let mut cheapest = self.paint_once(text, design, form, rng);
        for _ in 1..TRIES {
            if form.cost(&cheapest) <= form.budget() {
                break;
            }
            let other = self.paint_once(text, design, form, rng);
            if form.cost(&other) < form.cost(&cheapest) {
                cheapest = other;
            }
        }
        cheapest
    }

    fn paint_once(&self, text: &str, design: Design, form: PictureForm, rng: &mut impl Rng) -> Bitmap {
        let slanted = text.chars().map(|letter| self.slant(letter, design, rng)).collect();
        let letters = set_in_line(slanted, design, rng);
        let scene = CaptchaScene {
            letters,
            wave: wave(design, rng),
            cut: (design != Design::Plain).then(|| cut(rng)),
            curve: (design == Design::Crossed && form == PictureForm::HalfBlocks).then(|| curve(rng)),
        };
        reduce(form, |point| scene.inked(point))
    }

    /// The outline of a letter in a random font, and how it is turned and sheared.
    fn slant(&self, letter: char, design: Design, rng: &mut impl Rng) -> (LetterOutline, Linear) {
        match design {
            Design::Plain => (self.faces.sans().glyph(letter), Linear::slant(0.0, 0.0)),
            Design::Warped | Design::Crossed => {
                let glyph = self.faces.any(rng).glyph(letter);
                (glyph, Linear::slant(rng.random_range(-16.0..=16.0), rng.random_range(-0.2..=0.2)))
            }
        }
    }
}

/// The shapes of a picture, before they become pixels.
struct CaptchaScene {
    /// From the first one, at the back, to the last one, at the front.
    letters: Vec<PlacedLetter>,
    wave: Wave,
    cut: Option<Curve>,
    curve: Option<Curve>,
}

impl CaptchaScene {
    fn inked(&self, point: Point) -> bool {
        // The wave moves the letters up and down, not the cut and the curve.
        let unwaved = Point { x: point.x, y: point.y - self.wave.at(point.x) };
        let front = self.letters.iter().rev().find(|letter| letter.reaches(unwaved, LETTER_SEAM));
        let is_on = |curve: &Option<Curve>| curve.is_some_and(|curve| curve.covers(point));
        (front.is_some_and(|letter| letter.covers(unwaved)) && !is_on(&self.cut))
            || (is_on(&self.curve)
                && !self.letters.iter().any(|letter| letter.surrounds(unwaved, CURVE_SEAM)))
    }
}

/// Places the letters side by side, as large as the picture allows.
fn set_in_line(
    slanted: Vec<(LetterOutline, Linear)>,
    design: Design,
    rng: &mut impl Rng,
) -> Vec<PlacedLetter> {
    let bounds: Vec<Bounds> = slanted.iter().map(|(glyph, map)| glyph.bounds(*map)).collect();
    // The distance of each letter from the one before it, as a fraction of its own width.
    let gaps: Vec<f32> =
        bounds.iter().enumerate().map(|(at, _)| if at == 0 { 0.0 } else { gap(design, rng) }).collect();
    let total_width: f32 = bounds.iter().zip(&gaps).map(|(bounds, gap)| bounds.width() * (1.0 + gap)).sum();
    let tallest = bounds.iter().map(Bounds::height).fold(0.0, f32::max);
    let (room_x, room_y) = (WIDTH as f32 - 2.0, HEIGHT as f32 - 2.0);
    let scale_x = (room_x / total_width).min(room_y / tallest);
    let scale_y = (room_y / tallest).min(scale_x * STRETCH);

    let mut left = (WIDTH as f32 - total_width * scale_x) / 2.0;
    let mut letters = Vec::with_capacity(slanted.len());
    for (((glyph, map), bounds), gap) in slanted.into_iter().zip(bounds).zip(gaps) {
        left += gap * bounds.width() * scale_x;
        let spare = (room_y - bounds.height() * scale_y).max(0.0);
        let top = 1.0 + spare * lift(design, rng);
        let centre = Point { x: left - bounds.left * scale_x, y: top - bounds.top * scale_y };
        letters.push(PlacedLetter::new(glyph, map.scaled(scale_x, scale_y), centre));
        left += bounds.width() * scale_x;
    }
    letters
}

fn gap(design: Design, rng: &mut impl Rng) -> f32 {
    match design {
        Design::Plain => 0.12,
        Design::Warped | Design::Crossed => rng.random_range(0.0..=0.08),
    }
}

/// The position of a letter in the spare height, from 0 at the top to 1 at the bottom.
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

/// A curve that goes up and down over the height: a level line would look like the bar of a letter.
fn curve(rng: &mut impl Rng) -> Curve {
    across(CURVE_WIDTH, rng.random_range(10.0..=14.0), rng)
}

/// A cut near the middle, so that it goes through every letter.
fn cut(rng: &mut impl Rng) -> Curve {
    across(CUT_WIDTH, rng.random_range(2.0..=4.0), rng)
}

/// A curve from the left edge to the right one.
fn across(width: f32, amplitude: f32, rng: &mut impl Rng) -> Curve {
    let wave = Wave { amplitude, period: rng.random_range(50.0..=80.0), phase: rng.random() };
    let (start, end) = (rng.random_range(11.0..=17.0), rng.random_range(11.0..=17.0));
    Curve { start, lean: (end - start) / WIDTH as f32, wave, width }
}

/// The pixels of a picture: a pixel is inked when at least half of its samples are.
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

#[cfg(test)]
mod tests {
    use super::*;
    use crate::captcha::ALPHABET;
    use rand::SeedableRng;
    use rand::rngs::Xoshiro256PlusPlus;
    use std::sync::LazyLock;

    static PAINTER: LazyLock<CaptchaPainter> = LazyLock::new(|| CaptchaPainter::new().unwrap());

    fn paint(text: &str, design: Design, form: PictureForm, seed: u64) -> Bitmap {
        PAINTER.paint(text, design, form, &mut Xoshiro256PlusPlus::seed_from_u64(seed))
    }

    fn ink_beyond(one: &Bitmap, other: &Bitmap) -> usize {
        pixels(one).zip(pixels(other)).filter(|(one, other)| *one && !other).count()
    }

    fn pixels(picture: &Bitmap) -> impl Iterator<Item = bool> {
        (0..picture.height()).flat_map(move |y| (0..picture.width()).map(move |x| picture.pixel(x, y)))
    }

    #[rstest]
    #[case(PictureForm::HalfBlocks, 76, 28)]
    #[case(PictureForm::Ascii, 76, 14)]
    fn picture_has_its_size(#[case] form: PictureForm, #[case] width: usize, #[case] height: usize) {
        let picture = paint("ACDEF", Design::Crossed, form, 1);
        assert_eq!((picture.width(), picture.height()), (width, height));
        let mut rows = picture.half_blocks().iter().chain(picture.ascii_rows());
        assert!(rows.all(|row| row.chars().count() == 76));
    }

    /// With the same slants, places and curves, two letters differ in a tenth of their ink.
    #[rstest]
    fn letters_are_distinct(
        #[values(Design::Plain, Design::Warped, Design::Crossed)] design: Design,
        #[values(PictureForm::HalfBlocks, PictureForm::Ascii)] form: PictureForm,
    ) {
        for seed in 0..2 {
            let five = |letter: char| paint(&letter.to_string().repeat(5), design, form, seed);
            let drawn = ALPHABET.map(|letter| (letter, five(letter)));
            for (at, (one, first)) in drawn.iter().enumerate() {
                for (other, second) in &drawn[at + 1..] {
                    let apart = ink_beyond(first, second) + ink_beyond(second, first);
                    let ink = pixels(first).filter(|ink| *ink).count();
                    assert!(apart * 10 >= ink, "{one} and {other}, seed {seed}: {apart} of {ink}");
                }
            }
        }
    }

    #[rstest]
    #[case("plain", Design::Plain, PictureForm::HalfBlocks)]
    #[case("warped", Design::Warped, PictureForm::HalfBlocks)]
    #[case("crossed", Design::Crossed, PictureForm::HalfBlocks)]
    #[case("warped_ascii", Design::Warped, PictureForm::Ascii)]
    fn pictures_match_snapshots(#[case] name: &str, #[case] design: Design, #[case] form: PictureForm) {
        let drawn = ["HKAR9", "MWTE3"].map(|text| {
            let picture = paint(text, design, form, 7);
            match form {
                PictureForm::HalfBlocks => picture.half_blocks().join("\n"),
                PictureForm::Ascii => picture.ascii_rows().join("\n"),
            }
        });
        insta::assert_snapshot!(name, drawn.join("\n\n"));
    }

    #[test]
    fn seed_decides_picture_and_text() {
        let drawn = |seed| {
            let mut rng = Xoshiro256PlusPlus::seed_from_u64(seed);
            let (picture, answer) = PAINTER.draw(Design::Crossed, PictureForm::HalfBlocks, &mut rng);
            (picture, answer.expose().to_owned())
        };
        assert!(drawn(1) == drawn(1));
        assert_ne!(drawn(1).1, drawn(2).1);
    }

    #[test]
    fn text_makes_many_pictures() {
        let one = paint("ACDEF", Design::Warped, PictureForm::HalfBlocks, 1);
        let other = paint("ACDEF", Design::Warped, PictureForm::HalfBlocks, 2);
        let apart = ink_beyond(&one, &other) + ink_beyond(&other, &one);
        assert!(apart > 200, "{apart}");
    }

    #[test]
    fn curve_is_absent_in_ascii() {
        let both = |form| [Design::Warped, Design::Crossed].map(|design| paint("ACDEF", design, form, 3));
        let [warped, crossed] = both(PictureForm::Ascii);
        assert_eq!(warped, crossed);
        let [warped, crossed] = both(PictureForm::HalfBlocks);
        assert!(ink_beyond(&crossed, &warped) > 20);
        assert_eq!(ink_beyond(&warped, &crossed), 0, "the curve passes behind the letters");
    }

    /// The broadest and the blackest texts cost the most.
    #[rstest]
    fn picture_keeps_its_budget(
        #[values("MMMMM", "WWWWW", "EEEEE", "NNNNN", "33333", "66666", "KRMWE")] text: &str,
        #[values(PictureForm::HalfBlocks, PictureForm::Ascii)] form: PictureForm,
    ) {
        for seed in 0..6 {
            let cost = form.cost(&paint(text, Design::Crossed, form, seed));
            assert!(cost <= form.budget(), "{text}, seed {seed}: {cost}");
        }
    }

    #[test]
    fn letters_fill_the_picture() {
        for seed in 0..20 {
            let picture = paint("WWWWW", Design::Warped, PictureForm::HalfBlocks, seed);
            let columns: Vec<bool> = (0..76).map(|x| (0..28).any(|y| picture.pixel(x, y))).collect();
            assert!(!columns[0] && !columns[75], "seed {seed}: cut");
            assert!(columns[4] && columns[71], "seed {seed}: small");
        }
    }
}
