//! The rows around every screen: header, notice, keys.

use ratatui::layout::Rect;

use crate::app::Model;
use crate::app::keymap::hints;
use crate::i18n::keys::{form as texts, screens};
use crate::ui::appearance::Appearance;
use crate::ui::names;
use crate::ui::text_painter::{TextPainter, columns, wrap};
use crate::ui::theme::Role;

/// Draws header and footer; the area between them.
pub(super) fn draw(painter: &mut TextPainter<'_>, model: &Model, appearance: &Appearance) -> Rect {
    header(painter, model, appearance);
    under_header(painter, model, appearance);
    footer(painter, model, appearance);
    body(painter.area(), model, appearance)
}

/// Draws the footer only; the area above it.
pub(super) fn draw_footer(painter: &mut TextPainter<'_>, model: &Model, appearance: &Appearance) -> Rect {
    footer(painter, model, appearance);
    let area = painter.area();
    Rect { height: area.height.saturating_sub(1), ..area }
}

/// The area between header and footer.
pub(super) fn body(area: Rect, model: &Model, appearance: &Appearance) -> Rect {
    let notice = notice_lines(area.width, model, appearance).len();
    let top = 1 + u16::try_from(notice).unwrap_or(u16::MAX).max(1);
    Rect { y: area.y + top.min(area.height), height: area.height.saturating_sub(top + 1), ..area }
}

fn header(painter: &mut TextPainter<'_>, model: &Model, appearance: &Appearance) {
    let words = appearance.lean_words(model.language());
    if let Some(title) = names::title(model) {
        painter.put(1, 0, &words.get(title), Role::PLAIN);
        return;
    }
    let after = painter.put(1, 0, &words.get(screens::PROGRAM), Role::PLAIN);
    let subtitle = words.get(screens::SUBTITLE);
    if after + 2 + columns(&subtitle) < painter.width() {
        painter.put(after + 2, 0, &subtitle, Role::PLAIN);
    }
}

/// Draws the notice. Without one the row stays blank: a notice moves nothing.
fn under_header(painter: &mut TextPainter<'_>, model: &Model, appearance: &Appearance) {
    let notice = notice_lines(painter.width(), model, appearance);
    for (y, line) in (1..painter.height()).zip(notice) {
        painter.put(1, y, &line, Role::BOLD);
    }
}

fn notice_lines(width: u16, model: &Model, appearance: &Appearance) -> Vec<String> {
    let sentence = names::notice(model).map(|notice| appearance.lean_words(model.language()).format(&notice));
    sentence.map_or_else(Vec::new, |sentence| wrap(&sentence, width.saturating_sub(2)))
}

/// Most columns of the keys: motions cost bytes.
const WIDEST: u16 = 80;
/// Columns between two keys.
const BETWEEN: u16 = 2;

/// Draws the keys of the moment, the most useful first. Those of the image stand beside it.
/// That of the help, which names the others, is always among them.
fn footer(painter: &mut TextPainter<'_>, model: &Model, appearance: &Appearance) {
    let words = appearance.lean_words(model.language());
    let row = painter.height().saturating_sub(1);
    let room = painter.width().min(WIDEST).saturating_sub(1);
    let of_image = [texts::DO_NEW_IMAGE, texts::DO_WITHOUT_IMAGE];
    let keys: Vec<_> = hints(model)
        .iter()
        .filter(|hint| !of_image.contains(&hint.text))
        .map(|hint| (names::keys(&hint.keys, words), words.get(hint.text).into_owned()))
        .collect();
    let mut x = 1;
    for (key, does) in names::fitting_keys(&keys, words, room, BETWEEN) {
        let after = painter.put(x, row, key, Role::PLAIN);
        x = painter.put(after + 1, row, does, Role::PLAIN) + BETWEEN;
    }
}
