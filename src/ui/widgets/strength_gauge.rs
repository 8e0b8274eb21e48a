//! The strength gauge of a password: ten segments, then `NN% label`, always of one width. A full segment is a coloured
//! blank: one byte, and no character that a screen reader would read ten times.

use crate::app::form::wording;
use crate::i18n::Catalogue;
use crate::password::Strength;
use crate::ui::appearance::Appearance;
use crate::ui::glyphs::EMPTY_SEGMENT;
use crate::ui::text_painter::TextPainter;

pub(in crate::ui) const SEGMENTS: u16 = 10;
/// Columns of the gauge: segments, space, percentage (`100%`), space, the longest label.
pub(in crate::ui) const WIDTH: u16 = SEGMENTS + 1 + 4 + 1 + 11;

/// Draws the gauge at (`x`, `y`); nothing for an empty field.
pub(in crate::ui) fn draw(
    painter: &mut TextPainter<'_>,
    x: u16,
    y: u16,
    strength: Option<Strength>,
    appearance: &Appearance,
    words: &Catalogue,
) {
    let Some(strength) = strength else { return };
    // Never rounded up: a full bar is 100 %.
    let full_segments = u16::from(strength.percent) * SEGMENTS / 100;
    for segment in 0..SEGMENTS {
        let (glyph, role) = if segment < full_segments {
            (" ", appearance.theme.gauge(strength.label).as_ground())
        } else {
            (EMPTY_SEGMENT, appearance.theme.ink)
        };
        painter.put(x + segment, y, glyph, role);
    }
    draw_figure(painter, x, y, strength, appearance, words);
}

/// Draws only the `NN% label` of a gauge at (`x`, `y`).
pub(in crate::ui) fn draw_figure(
    painter: &mut TextPainter<'_>,
    x: u16,
    y: u16,
    strength: Strength,
    appearance: &Appearance,
    words: &Catalogue,
) {
    let label = words.get(wording::strength(strength.label));
    let figure = format!("{:>3}% {label}", strength.percent);
    painter.put(x + SEGMENTS + 1, y, &figure, appearance.theme.ink);
}
