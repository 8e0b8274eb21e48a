//! A glyph of the font, and the same glyph placed in the picture.

use super::warp::{Linear, Point};

/// A letter drawn upright and large by the font, its centre at the origin, measured in ems.
pub(super) struct LetterOutline {
    width: usize,
    height: usize,
    // Row after row from the top, 0 for paper to 255 for ink.
    coverage: Vec<u8>,
}

impl LetterOutline {
    /// Fine enough that a pixel of the picture covers several of the glyph.
    pub(super) const PIXELS_PER_EM: f32 = 112.0;

    /// A glyph of `width` by `height` pixels, one byte of coverage each.
    pub(super) fn new(width: usize, height: usize, coverage: Vec<u8>) -> Self {
        Self { width, height, coverage }
    }

    fn ink_at(&self, point: Point) -> bool {
        let x = (point.x * Self::PIXELS_PER_EM + self.width as f32 / 2.0).floor();
        let y = (point.y * Self::PIXELS_PER_EM + self.height as f32 / 2.0).floor();
        if x < 0.0 || y < 0.0 || x >= self.width as f32 {
            return false;
        }
        self.coverage.get(y as usize * self.width + x as usize).is_some_and(|ink| *ink >= 128)
    }

    /// The bounds of the ink after `map`.
    pub(super) fn bounds(&self, map: Linear) -> Bounds {
        let place = |at: usize| {
            map.apply(Point {
                x: ((at % self.width) as f32 + 0.5 - self.width as f32 / 2.0) / Self::PIXELS_PER_EM,
                y: ((at / self.width) as f32 + 0.5 - self.height as f32 / 2.0) / Self::PIXELS_PER_EM,
            })
        };
        let inked = self.coverage.iter().enumerate().filter(|(_, ink)| **ink >= 128).map(|(at, _)| place(at));
        inked.fold(Bounds::EMPTY, Bounds::with)
    }
}

/// The smallest upright rectangle around some ink.
#[derive(Clone, Copy, Debug)]
pub(super) struct Bounds {
    pub(super) left: f32,
    pub(super) right: f32,
    pub(super) top: f32,
    pub(super) bottom: f32,
}

impl Bounds {
    const EMPTY: Self =
        Self { left: f32::INFINITY, right: f32::NEG_INFINITY, top: f32::INFINITY, bottom: f32::NEG_INFINITY };

    fn with(self, point: Point) -> Self {
        Self {
            left: self.left.min(point.x),
            right: self.right.max(point.x),
            top: self.top.min(point.y),
            bottom: self.bottom.max(point.y),
        }
    }

    pub(super) fn width(&self) -> f32 {
        self.right - self.left
    }

    pub(super) fn height(&self) -> f32 {
        self.bottom - self.top
    }
}

/// A glyph placed in the picture.
pub(super) struct PlacedLetter {
    glyph: LetterOutline,
    centre: Point,
    // Maps the picture to the glyph.
    back: Linear,
}

impl PlacedLetter {
    /// Maps `glyph`, from ems to pixels, and puts its centre at `centre`.
    pub(super) fn new(glyph: LetterOutline, map: Linear, centre: Point) -> Self {
        Self { glyph, centre, back: map.inverse() }
    }

    pub(super) fn covers(&self, point: Point) -> bool {
        let away = Point { x: point.x - self.centre.x, y: point.y - self.centre.y };
        self.glyph.ink_at(self.back.apply(away))
    }

    /// Whether the letter, made `seam` pixels wider on both sides, covers `point`.
    pub(super) fn reaches(&self, point: Point, seam: f32) -> bool {
        [0.0, -seam, seam].iter().any(|shift| self.covers(Point { x: point.x + shift, ..point }))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// An upright bar, one em high and a quarter wide, in the left half of its box.
    fn bar() -> LetterOutline {
        LetterOutline::new(56, 112, (0..56 * 112).map(|at| if at % 56 < 28 { 255 } else { 0 }).collect())
    }

    #[test]
    fn bounds_enclose_the_ink() {
        let bounds = bar().bounds(Linear::slant(0.0, 0.0).scaled(100.0, 10.0));
        assert!((bounds.width() - 24.1).abs() < 0.1 && (bounds.height() - 9.9).abs() < 0.1, "{bounds:?}");
        assert!(bounds.right < 0.0);
        let lying = bar().bounds(Linear::slant(90.0, 0.0));
        assert!(lying.width() > 0.98 && lying.height() < 0.25 && lying.bottom < 0.0, "{lying:?}");
    }

    type Test = fn(&PlacedLetter, Point) -> bool;
    type At = (f32, f32);

    /// The bar stands from 45 to 50, and from 4 to 24.
    #[rstest]
    #[case::covers(PlacedLetter::covers, &[(47.0, 14.0), (47.0, 23.5)], &[(51.0, 14.0), (47.0, 24.5), (44.0, 14.0)])]
    #[case::reaches(|letter: &PlacedLetter, point| letter.reaches(point, 1.0), &[(47.0, 14.0), (44.2, 14.0), (50.8, 14.0)], &[(43.9, 14.0), (51.1, 14.0), (47.0, 24.5)])]
    fn letter_covers_its_ink_and_seam(#[case] test: Test, #[case] inside: &[At], #[case] outside: &[At]) {
        let slant = Linear::slant(0.0, 0.0).scaled(20.0, 20.0);
        let letter = PlacedLetter::new(bar(), slant, Point { x: 50.0, y: 14.0 });
        for (points, expected) in [(inside, true), (outside, false)] {
            for (x, y) in points.iter().copied() {
                assert_eq!(test(&letter, Point { x, y }), expected, "{x} {y}");
            }
        }
    }
}
