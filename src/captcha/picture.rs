//! [`Bitmap`]: a picture of one bit a pixel, and its rows of characters for a terminal, in one of two forms.

use std::fmt;
use std::sync::OnceLock;

/// The form in which a terminal shows the picture: both have 76×14 pixels, twice as high as wide.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum PictureForm {
    /// 38×7 cells of four pixels each.
    Quadrants,
    /// 76×7 cells of two pixels each, in `"`, `m` and `#`, for a terminal without quadrants.
    Ascii,
}

impl PictureForm {
    /// Columns of the picture on the terminal.
    #[must_use]
    pub fn columns(self) -> u16 {
        match self {
            Self::Quadrants => 38,
            Self::Ascii => 76,
        }
    }

    /// Rows of the picture on the terminal.
    #[must_use]
    pub const fn rows(self) -> u16 {
        match self {
            Self::Quadrants | Self::Ascii => 7,
        }
    }
}

/// The quadrants of a cell, by its pixels: 1 upper left, 2 upper right, 4 lower left, 8 lower right.
const QUADRANTS: [char; 16] =
    [' ', '▘', '▝', '▀', '▖', '▌', '▞', '▛', '▗', '▚', '▐', '▜', '▄', '▙', '▟', '█'];

/// The halves of a cell, by its pixels: 1 upper, 2 lower. People read `m` better than `_`: it has as much ink as `#`.
const HALVES: [char; 4] = [' ', '"', 'm', '#'];

/// A picture of one bit a pixel. It caches its rows of characters, because every key draws them again. `Debug` shows only
/// the size: the picture holds the answer.
#[derive(Clone, PartialEq, Eq)]
pub struct Bitmap {
    form: PictureForm,
    width: usize,
    height: usize,
    // Row after row, eight pixels a byte, the leftmost in the highest bit; a row starts on a byte.
    bytes: Box<[u8]>,
    rows: OnceLock<Box<[String]>>,
}

impl Bitmap {
    /// The picture whose pixel at column `x` and row `y` is `ink(x, y)`.
    pub(super) fn from_fn(
        form: PictureForm,
        width: usize,
        height: usize,
        ink: impl Fn(usize, usize) -> bool,
    ) -> Self {
        let byte =
            |y, first| (first..first + 8).fold(0, |byte, x| byte << 1 | u8::from(x < width && ink(x, y)));
        let bytes = (0..height).flat_map(|y| (0..width).step_by(8).map(move |first| (first, y)));
        let bytes = bytes.map(|(first, y)| byte(y, first)).collect();
        Self { form, width, height, bytes, rows: OnceLock::new() }
    }

    /// Pixels of a row.
    #[must_use]
    pub fn width(&self) -> usize {
        self.width
    }

    /// Pixels of a column.
    #[cfg(any(test, feature = "test-support"))]
    #[must_use]
    pub fn height(&self) -> usize {
        self.height
    }

    /// Whether there is ink at column `x` and row `y`, counted from the top left corner. There is none outside.
    #[must_use]
    pub fn pixel(&self, x: usize, y: usize) -> bool {
        x < self.width
            && y < self.height
            && self
                .bytes
                .get(y * self.width.div_ceil(8) + x / 8)
                .is_some_and(|byte| byte & (0x80 >> (x % 8)) != 0)
    }

    /// The rows of characters of the picture, all of one width.
    pub fn rows(&self) -> &[String] {
        self.rows.get_or_init(|| match self.form {
            PictureForm::Quadrants => self.cells(2, &QUADRANTS),
            PictureForm::Ascii => self.cells(1, &HALVES),
        })
    }

    /// Rows of cells of `across` by two pixels: each is the sign at the place in `signs` that its pixels give, one bit each
    /// from the upper left.
    fn cells(&self, across: usize, signs: &[char]) -> Box<[String]> {
        let cell = |x: usize, y: usize| {
            let pixels = (y..y + 2).flat_map(|y| (x..x + across).map(move |x| (x, y)));
            let place: usize =
                pixels.enumerate().map(|(bit, (x, y))| usize::from(self.pixel(x, y)) << bit).sum();
            signs.get(place).copied().unwrap_or(' ')
        };
        let row = |y| (0..self.width).step_by(across).map(|x| cell(x, y)).collect();
        (0..self.height).step_by(2).map(row).collect()
    }
}

impl fmt::Debug for Bitmap {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "Bitmap({}×{})", self.width, self.height)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn staircase(form: PictureForm) -> Bitmap {
        Bitmap::from_fn(form, 10, 3, |x, y| x == y || x == 9)
    }

    #[test]
    fn pixels_are_where_drawn() {
        let picture = staircase(PictureForm::Ascii);
        assert_eq!((picture.width(), picture.height(), picture.bytes.len()), (10, 3, 6));
        for (x, y) in (0..20).flat_map(|x| (0..20).map(move |y| (x, y))) {
            assert_eq!(picture.pixel(x, y), x < 10 && y < 3 && (x == y || x == 9), "{x} {y}");
        }
        assert!(!picture.pixel(usize::MAX, usize::MAX));
    }

    #[rstest]
    #[case(PictureForm::Quadrants, &["▚   ▐", " ▘  ▝"])]
    #[case(PictureForm::Ascii, &["\"m       #", "  \"      \""])]
    fn form_decides_rows(#[case] form: PictureForm, #[case] rows: &[&str]) {
        let picture = staircase(form);
        assert_eq!(picture.rows(), rows);
        assert_eq!(format!("{picture:?}"), "Bitmap(10×3)");
    }
}
