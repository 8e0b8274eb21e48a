//! The screen of an outcome: what happened, what to do, the reference.

use ratatui::layout::{Position, Rect};

use super::layout::MARGIN;
use super::signs::{FAULT, SUCCESS};
use crate::account::{Outcome, Response};
use crate::app::Model;
use crate::i18n::Text;
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
    let lines = fitting(body, model, response, appearance);
    let (glyph, role) = glyph(response);
    let first = lines.iter().position(|(text, _)| !text.is_empty()).unwrap_or(0);
    for (y, (text, role)) in (0..body.height).zip(&lines) {
        painter.put(MARGIN, y, text, *role);
    }
    let y = u16::try_from(first).unwrap_or(0);
    painter.put(1, y, glyph, role);
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

/// The part of a response that fits.
#[derive(Clone, Copy, PartialEq, Eq)]
enum DetailLevel {
    /// All of it, with blank rows between the paragraphs.
    Airy,
    Tight,
    /// Only what the user must know.
    Least,
    /// Without the advice, as a form that is too low for it.
    Brief,
}

fn fitting(body: Rect, model: &Model, response: &Response, appearance: &Appearance) -> Vec<(String, Role)> {
    let of = |room| lines(body.width, model, response, appearance, room);
    let fits = |lines: &Vec<(String, Role)>| lines.len() <= usize::from(body.height);
    [DetailLevel::Airy, DetailLevel::Tight, DetailLevel::Least]
        .into_iter()
        .map(of)
        .find(fits)
        .unwrap_or_else(|| of(DetailLevel::Brief))
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
    if room != DetailLevel::Brief {
        paragraphs.push((words.format(&response.advice()), plain));
    }
    paragraphs.extend(response.reminder.map(|reminder| (words.format(&reminder.text()), plain)));
    paragraphs.push((words.format(&reference), Role::PLAIN));
    if matches!(room, DetailLevel::Airy | DetailLevel::Tight) && !response.outcome.is_done() {
        paragraphs.push((words.get(screens::REFERENCE_EXPLAINED).into_owned(), plain));
    }
    let after = model.settings.line_after(&response.outcome, words).filter(|_| room != DetailLevel::Brief);
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
