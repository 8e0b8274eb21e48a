//! The image to copy, in the available cells.

use std::borrow::Cow;

use crate::captcha::Bitmap;

/// The rows of the image, at most `width` columns and `height` rows; `None` if it does not fit.
pub(in crate::ui) fn rows(bitmap: &Bitmap, width: u16, height: u16) -> Option<Vec<Cow<'_, str>>> {
    let rows = bitmap.rows();
    let is_narrow = rows.first().is_none_or(|row| columns(row) <= width);
    is_narrow.then(|| inkiest(rows, usize::from(height)).iter().map(Cow::from).collect())
}

/// Columns of a row: its glyphs have one each.
pub(in crate::ui) fn columns(row: &str) -> u16 {
    u16::try_from(row.chars().count()).unwrap_or(u16::MAX)
}

/// If not all rows fit, those with the most ink: margins go first.
fn inkiest(rows: &[String], height: usize) -> &[String] {
    let ink = |row: &String| row.chars().filter(|sign| *sign != ' ').count();
    let windows = rows.windows(height.clamp(1, rows.len().max(1)));
    // `max_by_key` returns the last of equals: reversed, so that the top wins.
    windows.rev().max_by_key(|window| window.iter().map(ink).sum::<usize>()).unwrap_or_default()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::captcha::PictureForm::{self, Ascii, Quadrants};
    use crate::captcha::{CaptchaPainter, Challenge, system_rng};
    use rstest::rstest;

    /// Columns and rows that are drawn; none where the image is too wide.
    #[rstest]
    #[case::quadrants(Quadrants, (80, 7), Some((38, 7)))]
    #[case::quadrants_narrow(Quadrants, (38, 20), Some((38, 7)))]
    #[case::quadrants_too_narrow(Quadrants, (37, 14), None)]
    #[case::ascii(Ascii, (80, 14), Some((76, 7)))]
    #[case::ascii_margins(Ascii, (80, 6), Some((76, 6)))]
    #[case::ascii_too_narrow(Ascii, (60, 14), None)]
    fn image_is_whole_or_absent(
        #[case] form: PictureForm,
        #[case] (width, height): (u16, u16),
        #[case] drawn: Option<(usize, usize)>,
    ) {
        let (painter, mut rng) = (CaptchaPainter::new().unwrap(), system_rng().unwrap());
        let (challenge, _) = Challenge::draw(&painter, form, &mut rng);
        let rows = rows(&challenge.picture, width, height);
        let size = rows.map(|rows| (rows.iter().map(|row| row.chars().count()).max().unwrap(), rows.len()));
        assert_eq!(size, drawn);
    }
}
