//! « Gérer mon mot de passe ».

use ratatui::layout::{Position, Rect};

use crate::app::{FormKind, Model};
use crate::i18n::TextKey;
use crate::i18n::keys::screens;
use crate::ui::appearance::Appearance;
use crate::ui::layout::MARGIN;
use crate::ui::text_painter::{TextPainter, wrap};

/// Draws the menu; the place of the cursor.
pub(in crate::ui) fn draw(
    painter: &mut TextPainter<'_>,
    body: Rect,
    model: &Model,
    chosen: FormKind,
    appearance: &Appearance,
) -> Option<Position> {
    let words = appearance.words(model.language());
    let mut painter = painter.within(body);
    let airy = u16::from(body.height >= 12 && !appearance.is_lean());
    let mut y = airy;
    painter.put(MARGIN, y, &words.get(screens::MENU_TITLE), appearance.strong());
    y += 1 + airy;
    let mut cursor = None;
    for (choice, digit, title, explanation) in entries(model) {
        let offered = choice == FormKind::Change || model.settings.offers_reset;
        let role = if offered { appearance.strong() } else { appearance.theme.soft };
        if choice == chosen {
            painter.put(1, y, appearance.glyphs.pointer, appearance.theme.ink);
            cursor = Some(painter.position(MARGIN, y));
        }
        painter.put(MARGIN, y, &format!("{digit}  {}", words.get(title)), role);
        y += 1;
        for line in wrap(&words.get(explanation), painter.width().saturating_sub(2 * MARGIN)) {
            painter.put(
                2 * MARGIN,
                y,
                &line,
                if offered { appearance.theme.ink } else { appearance.theme.soft },
            );
            y += 1;
        }
        y += airy;
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
