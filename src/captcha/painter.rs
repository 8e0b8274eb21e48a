//! [`CaptchaPainter`]: draws five letters as a picture.

use std::ops::RangeInclusive;

use rand::{Rng, RngExt};

use super::font::Typefaces;
use super::letter::{Bounds, LetterOutline, PlacedLetter};
use super::warp::{Linear, Point, Wave};
use super::{AnswerText, Bitmap, FontError, PictureForm};

/// The distortion of a picture. Every visitor gets the same one: an easier one for the asking would be the one that
/// a robot asks for.
#[derive(Clone)]
struct Design {
    mixes_fonts: bool,
    /// Most degrees by which a letter turns to either side.
    turn: f32,
    /// Most of the height by which the upper part of a letter leans to either side.
    shear: f32,
    /// The distance of a letter from the one before it, as a fraction of its own width.
    gap: RangeInclusive<f32>,
    /// The position of a letter in the spare height, from 0 at the top to 1 at the bottom.
    lift: RangeInclusive<f32>,
    /// Half the height from trough to crest of the wave under the letters.
    wave: f32,
}

impl Design {
    const USUAL: Self =
        Self { mixes_fonts: true, turn: 10.0, shear: 0.12, gap: 0.06..=0.14, lift: 0.2..=0.8, wave: 1.0 };

    /// Upright letters apart from each other: no protection, a base of comparison.
    #[cfg(any(test, feature = "test-support"))]
    const PLAIN: Self =
        Self { mixes_fonts: false, turn: 0.0, shear: 0.0, gap: 0.12..=0.12, lift: 0.5..=0.5, wave: 0.0 };
}

/// Width and height of every picture, in units of the drawing: a pixel is one wide and two high.
const WIDTH: usize = 76;
const HEIGHT: usize = 28;
const PIXEL_HEIGHT: usize = 2;

/// Samples along each unit.
const SAMPLES: usize = 4;

/// Blank on both sides of a letter that overlaps another: without it two stems make a third letter.
const LETTER_SEAM: f32 = 0.9;

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
    pub fn draw(&self, form: PictureForm, rng: &mut impl Rng) -> (Bitmap, AnswerText) {
        self.draw_as(&Design::USUAL, form, rng)
    }

    /// The same without any distortion: a measure compares with it.
    #[cfg(any(test, feature = "test-support"))]
    #[must_use]
    pub fn draw_plain(&self, form: PictureForm, rng: &mut impl Rng) -> (Bitmap, AnswerText) {
        self.draw_as(&Design::PLAIN, form, rng)
    }

    fn draw_as(&self, design: &Design, form: PictureForm, rng: &mut impl Rng) -> (Bitmap, AnswerText) {
        let answer = AnswerText::random(rng);
        let picture = self.paint(answer.expose(), design, form, rng);
        (picture, answer)
    }

    fn paint(&self, text: &str, design: &Design, form: PictureForm, rng: &mut impl Rng) -> Bitmap {
        let slanted = text.chars().map(|letter| self.slant(letter, design, rng)).collect();
        let letters = set_in_line(slanted, design, rng);
        let scene = CaptchaScene { letters, wave: wave(design, rng) };
        reduce(form, |point| scene.inked(point))
    }

    /// The outline of a letter in one of the fonts, and how it is turned and sheared.
    fn slant(&self, letter: char, design: &Design, rng: &mut impl Rng) -> (LetterOutline, Linear) {
        let face = if design.mixes_fonts { self.faces.any(rng) } else { self.faces.sans() };
        let (turn, shear) = (either_side(design.turn, rng), either_side(design.shear, rng));
        (face.glyph(letter), Linear::slant(turn, shear))
    }
}

/// The shapes of a picture, before they become pixels.
struct CaptchaScene {
    /// From the first one, at the back, to the last one, at the front.
    letters: Vec<PlacedLetter>,
    wave: Wave,
}

impl CaptchaScene {
    fn inked(&self, point: Point) -> bool {
        let unwaved = Point { x: point.x, y: point.y - self.wave.at(point.x) };
        let front = self.letters.iter().rev().find(|letter| letter.reaches(unwaved, LETTER_SEAM));
        front.is_some_and(|letter| letter.covers(unwaved))
    }
}

/// Places the letters side by side, as large as the picture allows.
fn set_in_line(
    slanted: Vec<(LetterOutline, Linear)>,
    design: &Design,
    rng: &mut impl Rng,
) -> Vec<PlacedLetter> {
    let bounds: Vec<Bounds> = slanted.iter().map(|(glyph, map)| glyph.bounds(*map)).collect();
    // The distance of each letter from the one before it, as a fraction of its own width.
    let gaps: Vec<f32> = bounds
        .iter()
        .enumerate()
        .map(|(at, _)| if at == 0 { 0.0 } else { rng.random_range(design.gap.clone()) })
        .collect();
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
        let top = 1.0 + spare * rng.random_range(design.lift.clone());
        let centre = Point { x: left - bounds.left * scale_x, y: top - bounds.top * scale_y };
        letters.push(PlacedLetter::new(glyph, map.scaled(scale_x, scale_y), centre));
        left += bounds.width() * scale_x;
    }
    letters
}

fn wave(design: &Design, rng: &mut impl Rng) -> Wave {
    Wave { amplitude: design.wave, period: rng.random_range(25.0..=45.0), phase: rng.random() }
}

fn either_side(most: f32, rng: &mut impl Rng) -> f32 {
    rng.random_range(-most..=most)
}

/// The pixels of a picture: a pixel is inked when at least half of its samples are.
fn reduce(form: PictureForm, ink: impl Fn(Point) -> bool) -> Bitmap {
    let middle = |sample: usize| (sample as f32 + 0.5) / SAMPLES as f32;
    Bitmap::from_fn(form, WIDTH, HEIGHT / PIXEL_HEIGHT, |x, y| {
        let samples =
            (0..SAMPLES).flat_map(|across| (0..SAMPLES * PIXEL_HEIGHT).map(move |down| (across, down)));
        let inked = samples.filter(|(across, down)| {
            ink(Point { x: x as f32 + middle(*across), y: (y * PIXEL_HEIGHT) as f32 + middle(*down) })
        });
        inked.count() * 2 >= SAMPLES * SAMPLES * PIXEL_HEIGHT
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

    fn paint(text: &str, form: PictureForm, seed: u64) -> Bitmap {
        PAINTER.paint(text, &Design::USUAL, form, &mut Xoshiro256PlusPlus::seed_from_u64(seed))
    }

    fn ink_beyond(one: &Bitmap, other: &Bitmap) -> usize {
        pixels(one).zip(pixels(other)).filter(|(one, other)| *one && !other).count()
    }

    fn pixels(picture: &Bitmap) -> impl Iterator<Item = bool> {
        (0..picture.height()).flat_map(move |y| (0..picture.width()).map(move |x| picture.pixel(x, y)))
    }

    #[rstest]
    fn picture_fills_its_cells(#[values(PictureForm::Quadrants, PictureForm::Ascii)] form: PictureForm) {
        let picture = paint("ACDEH", form, 1);
        assert_eq!((picture.width(), picture.height()), (76, 14));
        assert_eq!(picture.rows().len(), usize::from(form.rows()));
        assert!(picture.rows().iter().all(|row| row.chars().count() == usize::from(form.columns())));
    }

    /// With the same slants and places, two letters differ in a tenth of their ink.
    #[rstest]
    fn letters_are_distinct(#[values(PictureForm::Quadrants, PictureForm::Ascii)] form: PictureForm) {
        for seed in 0..2 {
            let five = |letter: char| paint(&letter.to_string().repeat(5), form, seed);
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
    #[case("quadrants", PictureForm::Quadrants)]
    #[case("ascii", PictureForm::Ascii)]
    fn pictures_match_snapshots(#[case] name: &str, #[case] form: PictureForm) {
        let drawn = ["HKAR9", "MWTE3"].map(|text| paint(text, form, 7).rows().join("\n"));
        insta::assert_snapshot!(name, drawn.join("\n\n"));
    }

    #[test]
    fn seed_decides_picture_and_text() {
        let drawn = |seed| {
            let mut rng = Xoshiro256PlusPlus::seed_from_u64(seed);
            let (picture, answer) = PAINTER.draw(PictureForm::Quadrants, &mut rng);
            (picture, answer.expose().to_owned())
        };
        assert!(drawn(1) == drawn(1));
        assert_ne!(drawn(1).1, drawn(2).1);
    }

    #[test]
    fn text_makes_many_pictures() {
        let [one, other] = [1, 2].map(|seed| paint("ACDEH", PictureForm::Quadrants, seed));
        let apart = ink_beyond(&one, &other) + ink_beyond(&other, &one);
        assert!(apart > 100, "{apart}");
    }

    #[test]
    fn forms_show_one_design() {
        let [quadrants, ascii] =
            [PictureForm::Quadrants, PictureForm::Ascii].map(|form| paint("ACDEH", form, 3));
        assert!(pixels(&quadrants).eq(pixels(&ascii)));
    }

    /// The broadest and the blackest texts cost the most. A movement over blanks is counted as five bytes, and 50 are
    /// left for those that bring the cursor to each row.
    #[rstest]
    fn picture_keeps_its_budget(
        #[values("MMMMM", "WWWWW", "EEEEE", "NNNNN", "33333", "66666", "KRMWE")] text: &str,
        #[values(PictureForm::Quadrants, PictureForm::Ascii)] form: PictureForm,
    ) {
        let bytes = |row: &String| -> usize {
            let runs = row.trim_end().split_inclusive(|character| character != ' ');
            runs.map(|run| (run.trim_start().len(), run.chars().count() - 1))
                .map(|(ink, blanks)| ink + blanks.min(5))
                .sum()
        };
        for seed in 0..20 {
            let cost: usize = paint(text, form, seed).rows().iter().map(bytes).sum();
            assert!(cost <= 950, "{text}, seed {seed}: {cost}");
        }
    }

    #[test]
    fn letters_fill_the_picture() {
        for seed in 0..20 {
            let picture = paint("WWWWW", PictureForm::Ascii, seed);
            let columns: Vec<bool> = (0..76).map(|x| (0..14).any(|y| picture.pixel(x, y))).collect();
            assert!(!columns[0] && !columns[75], "seed {seed}: cut");
            assert!(columns[4] && columns[71], "seed {seed}: small");
        }
    }
}
