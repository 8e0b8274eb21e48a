//! What stands around every screen: header, line or notice, keys.

use ratatui::layout::Rect;

use crate::app::form::CaptchaImage;
use crate::app::keymap::hints;
use crate::app::{Model, Screen};
use crate::i18n::Text;
use crate::i18n::keys::screens;
use crate::ui::appearance::Appearance;
use crate::ui::names;
use crate::ui::text_painter::{TextPainter, columns, wrap};

/// Draws header and footer; what is left between them.
pub(in crate::ui) fn draw(painter: &mut TextPainter<'_>, model: &Model, appearance: &Appearance) -> Rect {
    header(painter, model, appearance);
    under_header(painter, model, appearance);
    footer(painter, model, appearance);
    body(painter.area(), model, appearance)
}

/// Draws the footer only; what is left above it.
pub(in crate::ui) fn draw_footer(
    painter: &mut TextPainter<'_>,
    model: &Model,
    appearance: &Appearance,
) -> Rect {
    footer(painter, model, appearance);
    let area = painter.area();
    Rect { height: area.height.saturating_sub(1), ..area }
}

/// What is left between header and footer.
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
            // Where both do not fit, or are waited for, the title of the screen is what matters.
            let both = columns(&whole) < painter.width() && !appearance.is_lean();
            let header = if both { whole.as_str() } else { &title };
            painter.put(1, 0, header, appearance.theme.title)
        }
        None => {
            let after = painter.put(1, 0, &name, appearance.theme.title);
            let subtitle = words.get(screens::SUBTITLE);
            let fits = after + 2 + columns(&subtitle) < painter.width();
            if fits { painter.put(after + 2, 0, &subtitle, appearance.theme.subtitle) } else { after }
        }
    };
    if !appearance.is_lean() {
        painter.put_right(after + 2, 0, &model.settings.organisation, appearance.theme.subtitle);
    }
}

/// The line under the header; a notice takes its place. Where no line is drawn the row stays: nothing moves when
/// a notice comes.
fn under_header(painter: &mut TextPainter<'_>, model: &Model, appearance: &Appearance) {
    let notice = notice_lines(painter.width(), model, appearance);
    if notice.is_empty() && !appearance.is_lean() {
        painter.line(1, appearance.glyphs.line, appearance.theme.frame);
    }
    for (y, line) in (1..painter.height()).zip(notice) {
        painter.put(1, y, &line, appearance.theme.notice);
    }
}

/// One thing for the person; where there is none, the image's text in the demonstration that shows it.
fn notice_lines(width: u16, model: &Model, appearance: &Appearance) -> Vec<String> {
    let disclosed = || disclosed(model).map(|text| Text::from(screens::DISCLOSED).word("text", text));
    let notice = model.notice().cloned().or_else(disclosed);
    let sentence = notice.map(|notice| appearance.words(model.language()).say(&notice));
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

/// Columns of the keys on a slow line: the first three, those of a proposal too.
const LEAN_FOOTER: u16 = 50;

/// The keys of the moment, most useful first; those that do not fit are left to the help.
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
        let after = painter.put(x, row, &keys, appearance.theme.key);
        x = painter.put(after + 1, row, &does, appearance.theme.hint) + 2;
    }
}
