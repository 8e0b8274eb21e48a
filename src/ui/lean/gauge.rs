//! The strength of a password in words: `NN % label`. A bar would say the same in more bytes.

use crate::app::form::wording;
use crate::i18n::Catalogue;
use crate::password::Strength;
use crate::ui::text_painter::TextPainter;
use crate::ui::theme::Role;

/// Columns of the percentage (`100 %`), a blank, the longest label.
pub(super) const WIDTH: u16 = 5 + 1 + 11;

/// Draws the strength at (`x`, `y`); nothing for an empty field.
pub(super) fn draw(
    painter: &mut TextPainter<'_>,
    x: u16,
    y: u16,
    strength: Option<Strength>,
    words: &Catalogue,
) {
    let Some(strength) = strength else { return };
    let label = words.get(wording::strength(strength.label));
    painter.put(x, y, &format!("{:>3} % {label}", strength.percent), Role::PLAIN);
}
