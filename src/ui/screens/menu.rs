//! « Gérer mon mot de passe ».

use ratatui::layout::{Position, Rect};

use crate::app::Model;
use crate::app::model::FormKind;
use crate::i18n::Key;
use crate::i18n::keys::screens;
use crate::ui::layout::MARGIN;
use crate::ui::look::Look;
use crate::ui::pen::{Pen, wrap};

/// Draws the menu; where the cursor goes.
pub(in crate::ui) fn draw(
    pen: &mut Pen<'_>,
    body: Rect,
    model: &Model,
    chosen: FormKind,
    look: &Look,
) -> Option<Position> {
    let words = look.words(model.language);
    let mut pen = pen.within(body);
    let airy = u16::from(body.height >= 12 && !look.is_lean());
    let mut y = airy;
    pen.put(MARGIN, y, &words.get(screens::MENU_TITLE), look.theme.heading);
    y += 1 + airy;
    let mut cursor = None;
    for (choice, digit, title, explanation) in entries(model) {
        let offered = choice == FormKind::Change || model.settings.offers_reset;
        let role = if offered { look.theme.selected } else { look.theme.disabled };
        if choice == chosen {
            pen.put(1, y, look.signs.pointer, look.theme.pointer);
            cursor = Some(pen.position(MARGIN, y));
        }
        pen.put(MARGIN, y, &format!("{digit}  {}", words.get(title)), role);
        y += 1;
        for line in wrap(&words.get(explanation), pen.width().saturating_sub(2 * MARGIN)) {
            pen.put(2 * MARGIN, y, &line, if offered { look.theme.subtitle } else { look.theme.disabled });
            y += 1;
        }
        y += airy;
    }
    cursor
}

fn entries(model: &Model) -> [(FormKind, char, Key, Key); 2] {
    let reset =
        if model.settings.offers_reset { screens::MENU_RESET_EXPLAINED } else { screens::MENU_RESET_CLOSED };
    [
        (FormKind::Change, '1', screens::MENU_CHANGE, screens::MENU_CHANGE_EXPLAINED),
        (FormKind::Reset, '2', screens::MENU_RESET, reset),
    ]
}
