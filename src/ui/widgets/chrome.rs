//! The frame of every screen: header, line or notice, footer with keys.

use ratatui::layout::Rect;

use crate::app::form::CaptchaImage;
use crate::app::keymap::hints;
use crate::app::{Model, Screen};
use crate::i18n::Text;
use crate::i18n::keys::screens;
use crate::ui::appearance::Appearance;
use crate::ui::names;
use crate::ui::text_painter::{TextPainter, columns, wrap};

/// Draws header and footer; the area between them.
pub(in crate::ui) fn draw(painter: &mut TextPainter<'_>, model: &Model, appearance: &Appearance) -> Rect {
    header(painter, model, appearance);
    under_header(painter, model, appearance);
    footer(painter, model, appearance);
    body(painter.area(), model, appearance)
}

/// Draws the footer only; the area above it.
pub(in crate::ui) fn draw_footer(
    painter: &mut TextPainter<'_>,
    model: &Model,
    appearance: &Appearance,
) -> Rect {
    footer(painter, model, appearance);
    let area = painter.area();
    Rect { height: area.height.saturating_sub(1), ..area }
}

/// The area between header and footer.
pub(in crate::ui) fn body(area: Rect, model: &Model, appearance: &Appearance) -> Rect {
    let notice = notice_lines(area.width, model, appearance).len();
    let top = 1 + u16::try_from(notice).unwrap_or(u16::MAX).max(1);
    Rect { y: area.y + top.min(area.height), height: area.height.saturating_sub(top + 1), ..area }
}

fn header(painter: &mut TextPainter<'_>, model: &Model, appearance: &Appearance) {
    let words = appearance.words(model.language());
    let name = words.get(screens::PROGRAM);
    let after = match names::title(model) {
        Some(title) => {
            let title = words.get(title);
            let whole = format!("{name} {} {title}", appearance.glyphs.step);
            // If both do not fit, or the line is slow, the title of the screen matters more.
            let both = columns(&whole) < painter.width() && !appearance.is_lean();
            let header = if both { whole.as_str() } else { &title };
            painter.put(1, 0, header, appearance.strong())
        }
        None => {
            let after = painter.put(1, 0, &name, appearance.strong());
            let subtitle = words.get(screens::SUBTITLE);
            let fits = after + 2 + columns(&subtitle) < painter.width();
            if fits { painter.put(after + 2, 0, &subtitle, appearance.theme.ink) } else { after }
        }
    };
    if !appearance.is_lean() {
        painter.put_right(after + 2, 0, &model.settings.organisation, appearance.theme.ink);
    }
}

/// Draws the line under the header, or the notice. Without a line the row stays blank: a notice moves nothing.
fn under_header(painter: &mut TextPainter<'_>, model: &Model, appearance: &Appearance) {
    let notice = notice_lines(painter.width(), model, appearance);
    if notice.is_empty() && !appearance.is_lean() {
        painter.line(1, appearance.glyphs.line, appearance.theme.rest);
    }
    for (y, line) in (1..painter.height()).zip(notice) {
        painter.put(1, y, &line, appearance.theme.ink.bold());
    }
}

/// The notice; without one, the text of the image in the demonstration that shows it.
fn notice_lines(width: u16, model: &Model, appearance: &Appearance) -> Vec<String> {
    let disclosed = || disclosed(model).map(|text| Text::from(screens::DISCLOSED).word("text", text));
    let notice = model.notice().cloned().or_else(disclosed);
    let sentence = notice.map(|notice| appearance.words(model.language()).format(&notice));
    sentence.map_or_else(Vec::new, |sentence| wrap(&sentence, width.saturating_sub(2)))
}

fn disclosed(model: &Model) -> Option<&str> {
    match model.screen() {
        Screen::Form(form) => match form.image() {
            CaptchaImage::Shown { disclosed, .. } => disclosed.as_deref(),
            _ => None,
        },
        Screen::Menu(_) | Screen::Outcome { .. } => None,
    }
}

/// Columns of the keys on a slow line: room for three, also for those of a proposal.
const LEAN_FOOTER: u16 = 50;

/// Draws the keys of the moment, the most useful first; the help has those that do not fit.
fn footer(painter: &mut TextPainter<'_>, model: &Model, appearance: &Appearance) {
    let words = appearance.words(model.language());
    let row = painter.height().saturating_sub(1);
    let room = if appearance.is_lean() { painter.width().min(LEAN_FOOTER) } else { painter.width() };
    let mut x = 1;
    for hint in hints(model) {
        let (keys, does) = (names::keys(&hint.keys, words), words.get(hint.text));
        let end = x + columns(&keys) + 1 + columns(&does);
        if end > room {
            break;
        }
        let after = painter.put(x, row, &keys, appearance.strong());
        x = painter.put(after + 1, row, &does, appearance.theme.ink) + 2;
    }
}
