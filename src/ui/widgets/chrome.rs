//! What stands around every screen: header, line or notice, keys.

use ratatui::layout::Rect;

use crate::app::form::CaptchaImage;
use crate::app::keymap::hints;
use crate::app::{Model, Screen};
use crate::i18n::Text;
use crate::i18n::keys::screens;
use crate::ui::look::Look;
use crate::ui::names;
use crate::ui::pen::{Pen, columns, wrap};

/// Draws header and footer; what is left between them.
pub(in crate::ui) fn draw(pen: &mut Pen<'_>, model: &Model, look: &Look) -> Rect {
    header(pen, model, look);
    under_header(pen, model, look);
    footer(pen, model, look);
    body(pen.area(), model, look)
}

/// Draws the footer only; what is left above it.
pub(in crate::ui) fn draw_footer(pen: &mut Pen<'_>, model: &Model, look: &Look) -> Rect {
    footer(pen, model, look);
    let area = pen.area();
    Rect { height: area.height.saturating_sub(1), ..area }
}

/// What is left between header and footer.
pub(in crate::ui) fn body(area: Rect, model: &Model, look: &Look) -> Rect {
    let notice = notice_lines(area.width, model, look).len();
    let top = 1 + u16::try_from(notice).unwrap_or(u16::MAX).max(1);
    Rect { y: area.y + top.min(area.height), height: area.height.saturating_sub(top + 1), ..area }
}

fn header(pen: &mut Pen<'_>, model: &Model, look: &Look) {
    let words = look.words(model.language);
    let name = words.get(screens::PROGRAM);
    let after = match names::title(model) {
        Some(title) => {
            let title = words.get(title);
            let whole = format!("{name} {} {title}", look.signs.step);
            // Where both do not fit, or are waited for, the title of the screen is what matters.
            let both = columns(&whole) < pen.width() && !look.is_lean();
            let header = if both { whole.as_str() } else { &title };
            pen.put(1, 0, header, look.theme.title)
        }
        None => {
            let after = pen.put(1, 0, &name, look.theme.title);
            let subtitle = words.get(screens::SUBTITLE);
            let fits = after + 2 + columns(&subtitle) < pen.width();
            if fits { pen.put(after + 2, 0, &subtitle, look.theme.subtitle) } else { after }
        }
    };
    if !look.is_lean() {
        pen.put_right(after + 2, 0, &model.settings.organisation, look.theme.subtitle);
    }
}

/// The line under the header; a notice takes its place. Where no line is drawn the row stays: nothing moves when
/// a notice comes.
fn under_header(pen: &mut Pen<'_>, model: &Model, look: &Look) {
    let notice = notice_lines(pen.width(), model, look);
    if notice.is_empty() && !look.is_lean() {
        pen.line(1, look.signs.line, look.theme.frame);
    }
    for (y, line) in (1..pen.height()).zip(notice) {
        pen.put(1, y, &line, look.theme.notice);
    }
}

/// One thing for the person; where there is none, the image's text in the demonstration that shows it.
fn notice_lines(width: u16, model: &Model, look: &Look) -> Vec<String> {
    let disclosed = || disclosed(model).map(|text| Text::from(screens::DISCLOSED).word("text", text));
    let notice = model.notice.clone().or_else(disclosed);
    let sentence = notice.map(|notice| look.words(model.language).say(&notice));
    sentence.map_or_else(Vec::new, |sentence| wrap(&sentence, width.saturating_sub(2)))
}

fn disclosed(model: &Model) -> Option<&str> {
    match &model.screen {
        Screen::Form(form) => match &form.image {
            CaptchaImage::Shown { disclosed, .. } => disclosed.as_deref(),
            _ => None,
        },
        Screen::Menu(_) | Screen::Outcome { .. } => None,
    }
}

/// Columns of the keys on a slow line: the first three, those of a proposal too.
const LEAN_FOOTER: u16 = 50;

/// The keys of the moment, most useful first; those that do not fit are left to the help.
fn footer(pen: &mut Pen<'_>, model: &Model, look: &Look) {
    let words = look.words(model.language);
    let row = pen.height().saturating_sub(1);
    let room = if look.is_lean() { pen.width().min(LEAN_FOOTER) } else { pen.width() };
    let mut x = 1;
    for hint in hints(model) {
        let (keys, does) = (names::keys(&hint.keys, words), words.get(hint.text));
        let end = x + columns(&keys) + 1 + columns(&does);
        if end > room {
            break;
        }
        let after = pen.put(x, row, &keys, look.theme.key);
        x = pen.put(after + 1, row, &does, look.theme.hint) + 2;
    }
}
