//! « Gérer mon mot de passe ».

use ratatui::layout::{Position, Rect};

use super::layout::MARGIN;
use super::signs::POINTER;
use crate::app::{FormKind, Model};
use crate::i18n::TextKey;
use crate::i18n::keys::screens;
use crate::ui::appearance::Appearance;
use crate::ui::text_painter::{TextPainter, wrap};
use crate::ui::theme::Role;

/// Draws the menu; the place of the cursor.
pub(super) fn draw(
    painter: &mut TextPainter<'_>,
    body: Rect,
    model: &Model,
    chosen: FormKind,
    appearance: &Appearance,
) -> Option<Position> {
    let words = appearance.lean_words(model.language());
    let mut painter = painter.within(body);
    let mut y = 0;
    painter.put(MARGIN, y, &words.get(screens::MENU_TITLE), Role::PLAIN);
    y += 1;
    let mut cursor = None;
    for (choice, digit, title, explanation) in entries(model) {
        if choice == chosen {
            painter.put(1, y, POINTER, Role::PLAIN);
            cursor = Some(painter.position(MARGIN, y));
        }
        painter.put(MARGIN, y, &format!("{digit}  {}", words.get(title)), Role::PLAIN);
        y += 1;
        for line in wrap(&words.get(explanation), painter.width().saturating_sub(2 * MARGIN)) {
            painter.put(2 * MARGIN, y, &line, Role::PLAIN);
            y += 1;
        }
    }
    cursor
}

fn entries(model: &Model) -> [(FormKind, char, TextKey, TextKey); 2] {
    let reset =
        if model.settings.offers_reset { screens::MENU_RESET_EXPLAINED } else { screens::MENU_RESET_CLOSED };
    [
        (FormKind::Change, '1', screens::MENU_CHANGE, screens::MENU_CHANGE_EXPLAINED),
        (FormKind::Reset, '2', screens::MENU_RESET, reset),
    ]
}
