//! The screen of an outcome: what happened, what to do, the reference.

use ratatui::layout::{Position, Rect};

use super::layout::MARGIN;
use super::signs::{FAULT, SUCCESS};
use crate::account::{Outcome, Response};
use crate::app::Model;
use crate::i18n::Text;
use crate::i18n::keys::form::KEY_DOWN;
use crate::i18n::keys::screens;
use crate::ui::appearance::Appearance;
use crate::ui::text_painter::{TextPainter, wrap};
use crate::ui::theme::Role;

/// Draws the response, the cursor on its sentence, so that a screen reader reads it.
pub(super) fn draw(
    painter: &mut TextPainter<'_>,
    body: Rect,
    model: &Model,
    response: &Response,
    appearance: &Appearance,
) -> Option<Position> {
    let mut painter = painter.within(body);
    let (lines, last) = fitting(body, model, response, appearance);
    let above = model.scroll().first.min(last);
    let rows = if last > 0 { body.height.saturating_sub(1) } else { body.height };
    let (glyph, role) = glyph(response);
    let first = lines.iter().position(|(text, _)| !text.is_empty()).unwrap_or(0);
    for (y, (text, role)) in (0..rows).zip(lines.iter().skip(above.into())) {
        painter.put(MARGIN, y, text, *role);
    }
    if above < last {
        let words = appearance.lean_words(model.language());
        let more = Text::from(screens::HELP_MORE).word("key", words.get(KEY_DOWN));
        painter.put(MARGIN, rows, &words.format(&more), Role::PLAIN);
    }
    let y = u16::try_from(first).unwrap_or(0);
    if above == 0 {
        painter.put(1, y, glyph, role);
    }
    Some(painter.position(MARGIN, y))
}

/// Whether the screen is so small that the response needs the rows of the header.
pub(super) fn needs_the_screen(
    body: Rect,
    model: &Model,
    response: &Response,
    appearance: &Appearance,
) -> bool {
    lines(body.width, model, response, appearance, DetailLevel::Least).len() > usize::from(body.height)
}

/// The scroll that shows the last line of a response in `area`, of which `body` is without the header.
pub(super) fn end(
    area: Rect,
    body: Rect,
    model: &Model,
    response: &Response,
    appearance: &Appearance,
) -> u16 {
    let above = Rect { height: area.height.saturating_sub(1), ..area };
    let shown = if needs_the_screen(body, model, response, appearance) { above } else { body };
    fitting(shown, model, response, appearance).1
}

/// The part of a response that fits.
#[derive(Clone, Copy, PartialEq, Eq)]
enum DetailLevel {
    /// All of it, with blank rows between the paragraphs.
    Airy,
    Tight,
    /// Only what the user must know.
    Least,
    /// The same, the reference first: the rest is to be scrolled.
    Scrolled,
}

/// The lines, and the scroll that shows the last one; 0 if all fit.
fn fitting(
    body: Rect,
    model: &Model,
    response: &Response,
    appearance: &Appearance,
) -> (Vec<(String, Role)>, u16) {
    let of = |room| lines(body.width, model, response, appearance, room);
    let fits = |lines: &Vec<(String, Role)>| lines.len() <= usize::from(body.height);
    let levels = [DetailLevel::Airy, DetailLevel::Tight, DetailLevel::Least];
    if let Some(lines) = levels.into_iter().map(of).find(fits) {
        return (lines, 0);
    }
    let lines = of(DetailLevel::Scrolled);
    // The last row has the key that shows more.
    let rows = body.height.saturating_sub(1);
    let last = u16::try_from(lines.len()).unwrap_or(u16::MAX).saturating_sub(rows);
    (lines, last)
}

fn lines(
    width: u16,
    model: &Model,
    response: &Response,
    appearance: &Appearance,
    room: DetailLevel,
) -> Vec<(String, Role)> {
    let words = appearance.lean_words(model.language());
    let plain = Role::PLAIN;
    let reference = Text::from(screens::REFERENCE)
        .word("reference", response.reference.to_string())
        .word("code", format!("MDP-{}", response.outcome.code()));
    let mut paragraphs = vec![(words.format(&response.text()), glyph(response).1)];
    let advice = (words.format(&response.advice()), plain);
    let reminder = response.reminder.map(|reminder| (words.format(&reminder.text()), plain));
    let reference = (words.format(&reference), plain);
    if room == DetailLevel::Scrolled {
        paragraphs.extend(reminder.into_iter().chain([reference, advice]));
    } else {
        paragraphs.extend([advice].into_iter().chain(reminder).chain([reference]));
    }
    if matches!(room, DetailLevel::Airy | DetailLevel::Tight) && !response.outcome.is_done() {
        paragraphs.push((words.get(screens::REFERENCE_EXPLAINED).into_owned(), plain));
    }
    let after = model.settings.line_after(&response.outcome, words);
    paragraphs.extend(after.map(|text| (text, plain)));
    let mut lines = Vec::new();
    for (text, role) in paragraphs {
        if room == DetailLevel::Airy {
            lines.push((String::new(), plain));
        }
        lines.extend(wrap(&text, width.saturating_sub(MARGIN + 1)).into_iter().map(|line| (line, role)));
    }
    lines
}

fn glyph(response: &Response) -> (&'static str, Role) {
    match response.outcome {
        Outcome::Done(_) => (SUCCESS, Role::BOLD),
        _ => (FAULT, Role::BOLD),
    }
}
