//! The image to copy, in the cells there are.

use crate::captcha::Bitmap;
use crate::ui::signs::Picture;

/// Rows of an image that is shown whole.
pub(in crate::ui) fn height(picture: Picture) -> u16 {
    match picture {
        Picture::Blocks | Picture::Ascii => 14,
        Picture::Quadrants => 7,
    }
}

/// The quadrants of a cell, by its pixels: 1 upper left, 2 upper right, 4 lower left, 8 lower right.
const QUADRANTS: [char; 16] =
    [' ', '▘', '▝', '▀', '▖', '▌', '▞', '▛', '▗', '▚', '▐', '▜', '▄', '▙', '▟', '█'];

/// The rows of the image, at most `width` columns and `height` rows; `None` where it is too narrow.
pub(in crate::ui) fn rows(bitmap: &Bitmap, picture: Picture, width: u16, height: u16) -> Option<Vec<String>> {
    let full = bitmap.width() <= usize::from(width);
    let rows: Vec<String> = match picture {
        Picture::Ascii if full => bitmap.ascii_rows().collect(),
        Picture::Blocks if full => bitmap.half_blocks().collect(),
        Picture::Blocks | Picture::Quadrants if bitmap.width().div_ceil(2) <= usize::from(width) => {
            quadrants(bitmap)
        }
        _ => return None,
    };
    Some(inkiest(rows, usize::from(height)))
}

fn quadrants(bitmap: &Bitmap) -> Vec<String> {
    let row = |y: usize| {
        (0..bitmap.width()).step_by(2).map(move |x| {
            let pixels = [(x, y), (x + 1, y), (x, y + 1), (x + 1, y + 1)];
            let index: usize =
                pixels.iter().enumerate().map(|(bit, (x, y))| usize::from(bitmap.pixel(*x, *y)) << bit).sum();
            QUADRANTS.get(index).copied().unwrap_or(' ')
        })
    };
    (0..bitmap.height()).step_by(2).map(|y| row(y).collect()).collect()
}

/// Where not all rows fit, those that hold the most ink: margins go first.
fn inkiest(rows: Vec<String>, height: usize) -> Vec<String> {
    if rows.len() <= height {
        return rows;
    }
    let ink = |row: &String| row.chars().filter(|sign| *sign != ' ').count();
    let window = |start: usize| rows.iter().skip(start).take(height).map(ink).sum::<usize>();
    // The first of equals would be the last by `max_by_key`: reversed, so that the top wins.
    let start = (0..=rows.len() - height).rev().max_by_key(|start| window(*start)).unwrap_or(0);
    rows.into_iter().skip(start).take(height).collect()
}
