//! The image to copy, in the available cells.

use std::borrow::Cow;

use crate::captcha::Bitmap;
use crate::ui::glyphs::ImageStyle;

/// Rows of an image that is shown whole.
pub(in crate::ui) fn height(picture: ImageStyle) -> u16 {
    match picture {
        ImageStyle::Blocks | ImageStyle::Ascii => 14,
        ImageStyle::Quadrants => 7,
    }
}

/// The quadrants of a cell, by its pixels: 1 upper left, 2 upper right, 4 lower left, 8 lower right.
const QUADRANTS: [char; 16] =
    [' ', '▘', '▝', '▀', '▖', '▌', '▞', '▛', '▗', '▚', '▐', '▜', '▄', '▙', '▟', '█'];

/// Rows that an image may lose before its letters are cut.
const MARGINS: u16 = 2;

/// The rows of the image, at most `width` columns and `height` rows; `None` if it does not fit.
pub(in crate::ui) fn rows(
    bitmap: &Bitmap,
    picture: ImageStyle,
    width: u16,
    height: u16,
) -> Option<Vec<Cow<'_, str>>> {
    let full = bitmap.width() <= usize::from(width);
    let half = bitmap.width().div_ceil(2) <= usize::from(width);
    let low = height + MARGINS < self::height(picture);
    let rows = match picture {
        ImageStyle::Ascii if full => bitmap.ascii_rows().iter().map(Cow::from).collect(),
        // Small whole letters rather than halves of large ones: one pixel for two, one above the other.
        ImageStyle::Blocks if half && low => quadrants(bitmap.width(), bitmap.height() / 2, |x, y| {
            bitmap.pixel(x, 2 * y) || bitmap.pixel(x, 2 * y + 1)
        }),
        ImageStyle::Blocks if full => bitmap.half_blocks().iter().map(Cow::from).collect(),
        ImageStyle::Blocks | ImageStyle::Quadrants if half => {
            quadrants(bitmap.width(), bitmap.height(), |x, y| bitmap.pixel(x, y))
        }
        _ => return None,
    };
    Some(inkiest(rows, usize::from(height)))
}

/// Columns of a row: its glyphs have one each.
pub(in crate::ui) fn columns(row: &str) -> u16 {
    u16::try_from(row.chars().count()).unwrap_or(u16::MAX)
}

fn quadrants(width: usize, height: usize, ink: impl Fn(usize, usize) -> bool) -> Vec<Cow<'static, str>> {
    let cell = |x: usize, y: usize| {
        let pixels = [(x, y), (x + 1, y), (x, y + 1), (x + 1, y + 1)];
        let index: usize =
            pixels.iter().enumerate().map(|(bit, (x, y))| usize::from(ink(*x, *y)) << bit).sum();
        QUADRANTS.get(index).copied().unwrap_or(' ')
    };
    (0..height).step_by(2).map(|y| (0..width).step_by(2).map(|x| cell(x, y)).collect()).collect()
}

/// If not all rows fit, those with the most ink: margins go first.
fn inkiest(rows: Vec<Cow<'_, str>>, height: usize) -> Vec<Cow<'_, str>> {
    if rows.len() <= height {
        return rows;
    }
    let ink = |row: &Cow<'_, str>| row.chars().filter(|sign| *sign != ' ').count();
    let window = |start: usize| rows.iter().skip(start).take(height).map(ink).sum::<usize>();
    // `max_by_key` returns the last of equals: reversed, so that the top wins.
    let start = (0..=rows.len() - height).rev().max_by_key(|start| window(*start)).unwrap_or(0);
    rows.into_iter().skip(start).take(height).collect()
}

#[cfg(test)]
mod tests {
    use super::ImageStyle::{Ascii, Blocks, Quadrants};
    use super::*;
    use crate::captcha::{CaptchaPainter, Challenge, Design, PictureForm, system_rng};
    use rstest::rstest;

    /// Columns and rows that are drawn; none where the image is too wide.
    #[rstest]
    #[case::wide(Blocks, (80, 14), Some((76, 14)))]
    #[case::margins(Blocks, (80, 12), Some((76, 12)))]
    #[case::low(Blocks, (80, 11), Some((38, 7)))]
    #[case::narrow(Blocks, (60, 14), Some((38, 14)))]
    #[case::small(Blocks, (40, 8), Some((38, 7)))]
    #[case::too_narrow(Blocks, (37, 14), None)]
    #[case::lean(Quadrants, (80, 7), Some((38, 7)))]
    #[case::lean_narrow(Quadrants, (40, 7), Some((38, 7)))]
    #[case::ascii(Ascii, (80, 14), Some((76, 14)))]
    #[case::ascii_narrow(Ascii, (60, 14), None)]
    fn image_is_whole_or_absent(
        #[case] picture: ImageStyle,
        #[case] (width, height): (u16, u16),
        #[case] drawn: Option<(usize, usize)>,
    ) {
        let form = if picture == Blocks { PictureForm::HalfBlocks } else { PictureForm::Ascii };
        let (painter, mut rng) = (CaptchaPainter::new().unwrap(), system_rng().unwrap());
        let (challenge, _) = Challenge::draw(&painter, Design::Crossed, form, &mut rng);
        let rows = rows(&challenge.picture, picture, width, height);
        let size = rows.map(|rows| (rows.iter().map(|row| row.chars().count()).max().unwrap(), rows.len()));
        assert_eq!(size, drawn);
    }
}
