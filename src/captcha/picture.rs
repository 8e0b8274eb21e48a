//! [`Bitmap`]: a picture of one bit a pixel, and its rows of characters for a terminal.

use std::fmt;
use std::sync::OnceLock;

/// A picture of one bit a pixel. It caches its rows of characters, because every key draws them again. `Debug` shows only
/// the size: the picture holds the answer.
#[derive(Clone, PartialEq, Eq)]
pub struct Bitmap {
    width: usize,
    height: usize,
    // Row after row, eight pixels a byte, the leftmost in the highest bit; a row starts on a byte.
    bytes: Box<[u8]>,
    half_blocks: OnceLock<Box<[String]>>,
    ascii_rows: OnceLock<Box<[String]>>,
}

impl Bitmap {
    /// The picture whose pixel at column `x` and row `y` is `ink(x, y)`.
    pub(super) fn from_fn(width: usize, height: usize, ink: impl Fn(usize, usize) -> bool) -> Self {
        let byte =
            |y, first| (first..first + 8).fold(0, |byte, x| byte << 1 | u8::from(x < width && ink(x, y)));
        let bytes = (0..height).flat_map(|y| (0..width).step_by(8).map(move |first| (first, y)));
        Self {
            width,
            height,
            bytes: bytes.map(|(first, y)| byte(y, first)).collect(),
            half_blocks: OnceLock::new(),
            ascii_rows: OnceLock::new(),
        }
    }

    #[must_use]
    pub fn width(&self) -> usize {
        self.width
    }

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

    /// Rows of `▀`, `▄`, `█` and space, two square pixels a character.
    pub fn half_blocks(&self) -> &[String] {
        self.half_blocks.get_or_init(|| {
            let block = |pixels| match pixels {
                (true, true) => '█',
                (true, false) => '▀',
                (false, true) => '▄',
                (false, false) => ' ',
            };
            (0..self.height)
                .step_by(2)
                .map(|y| self.row(y).zip(self.row(y + 1)).map(block).collect())
                .collect()
        })
    }

    /// Rows of `#` and space, one pixel a character, twice as high as wide.
    pub fn ascii_rows(&self) -> &[String] {
        self.ascii_rows.get_or_init(|| {
            (0..self.height).map(|y| self.row(y).map(|ink| if ink { '#' } else { ' ' }).collect()).collect()
        })
    }

    /// The pixels of row `y`, from the left; blank below the last row.
    fn row(&self, y: usize) -> impl Iterator<Item = bool> {
        let bytes = self.bytes.chunks_exact(self.width.div_ceil(8)).nth(y).unwrap_or_default();
        let pixels = bytes.iter().flat_map(|byte| (0..8).map(move |bit| byte & (0x80 >> bit) != 0));
        pixels.chain(std::iter::repeat(false)).take(self.width)
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

    fn staircase() -> Bitmap {
        Bitmap::from_fn(10, 3, |x, y| x == y || x == 9)
    }

    #[test]
    fn pixels_are_where_drawn() {
        let picture = staircase();
        assert_eq!((picture.width(), picture.height(), picture.bytes.len()), (10, 3, 6));
        for (x, y) in (0..20).flat_map(|x| (0..20).map(move |y| (x, y))) {
            assert_eq!(picture.pixel(x, y), x < 10 && y < 3 && (x == y || x == 9), "{x} {y}");
        }
        assert!(!picture.pixel(usize::MAX, usize::MAX));
    }

    #[test]
    fn bitmap_is_drawn_in_rows() {
        let picture = staircase();
        assert_eq!(picture.half_blocks(), ["▀▄       █", "  ▀      ▀"]);
        assert_eq!(picture.ascii_rows(), ["#        #", " #       #", "  #      #"]);
        assert_eq!(format!("{picture:?}"), "Bitmap(10×3)");
    }
}
