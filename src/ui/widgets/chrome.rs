//! What stands around every screen: header, line or notice, keys.

use ratatui::layout::Rect;

use crate::app::Model;
use crate::app::keymap::hints;
use crate::i18n::keys::screens;
use crate::ui::look::Look;
use crate::ui::names;
use crate::ui::pen::{Pen, columns, wrap};

/// Draws header and footer; what is left between them.
pub(in crate::ui) fn draw(pen: &mut Pen<'_>, model: &Model, look: &Look) -> Rect {
    header(pen, model, look);
    let top = 1 + notice_or_line(pen, model, look);
    footer(pen, model, look);
    let area = pen.area();
    Rect { y: area.y + top.min(area.height), height: area.height.saturating_sub(top + 1), ..area }
}

fn header(pen: &mut Pen<'_>, model: &Model, look: &Look) {
    let words = look.words(model.language);
    let name = words.get(screens::PROGRAM);
    let after = pen.put(1, 0, &name, look.theme.title);
    let after = match names::title(model) {
        Some(title) => {
            let after = pen.put(after + 1, 0, look.signs.step, look.theme.title);
            pen.put(after + 1, 0, &words.get(title), look.theme.title)
        }
        None => pen.put(after + 2, 0, &words.get(screens::SUBTITLE), look.theme.subtitle),
    };
    pen.put_right(after + 2, 0, &model.settings.organisation, look.theme.subtitle);
}

/// The line under the header; a notice takes its place. The rows that it takes.
fn notice_or_line(pen: &mut Pen<'_>, model: &Model, look: &Look) -> u16 {
    let Some(notice) = &model.notice else {
        pen.line(1, look.signs.line, look.theme.frame);
        return 1;
    };
    let sentence = look.words(model.language).say(notice);
    let mut rows = 0;
    for line in wrap(&sentence, pen.width().saturating_sub(2)) {
        rows += 1;
        pen.put(1, rows, &line, look.theme.notice);
    }
    rows.max(1)
}

/// The keys of the moment, most useful first; those that do not fit are left to the help.
fn footer(pen: &mut Pen<'_>, model: &Model, look: &Look) {
    let words = look.words(model.language);
    let row = pen.height().saturating_sub(1);
    let mut x = 1;
    for hint in hints(model) {
        let (keys, does) = (names::keys(&hint.keys, words), words.get(hint.text));
        let end = x + columns(&keys) + 1 + columns(&does);
        if end > pen.width() {
            break;
        }
        let after = pen.put(x, row, &keys, look.theme.key);
        x = pen.put(after + 1, row, &does, look.theme.hint) + 2;
    }
}
