//! « Aide »: the sections of the web page, then the keys of the moment.

use ratatui::layout::{Position, Rect};

use super::layout::MARGIN;
use super::signs::{MET, NOT_NEEDED, UNMET};
use crate::app::Model;
use crate::app::keymap::hints_under_help;
use crate::i18n::keys::form::KEY_DOWN;
use crate::i18n::keys::screens;
use crate::i18n::{Text, TextKey};
use crate::ui::appearance::Appearance;
use crate::ui::help_text::{self, Signs};
use crate::ui::names;
use crate::ui::text_painter::{TextPainter, wrap};
use crate::ui::theme::Role;
use crate::ui::view_options::Estimates;

const SIGNS: Signs = Signs { met: MET, unmet: UNMET, waived: NOT_NEEDED };

/// Most columns of a line that is easy to read.
const WIDEST: u16 = 90;

/// Draws the help over the whole body, scrolled; the cursor goes to its first line.
pub(super) fn draw(
    painter: &mut TextPainter<'_>,
    body: Rect,
    model: &Model,
    appearance: &Appearance,
    estimates: Estimates,
) -> Option<Position> {
    let end = end(body, model, appearance);
    let first = model.scroll().first.min(end);
    let mut painter = painter.within(body);
    let lines = lines(model, appearance, width(body), estimates);
    let rows = rows(lines.len(), body.height);
    for (y, (text, role)) in (0..rows).zip(lines.into_iter().skip(usize::from(first))) {
        painter.put(MARGIN, y, &text, role);
    }
    if first < end {
        more(&mut painter, MARGIN, KEY_DOWN, model, appearance);
    }
    Some(painter.position(MARGIN, 0))
}

/// Rows for the text: if it does not fit, the last row shows that more follows.
fn rows(lines: usize, height: u16) -> u16 {
    if lines > usize::from(height) { height.saturating_sub(1) } else { height }
}

/// Draws in the last row that there is more, and the key that shows it.
fn more(painter: &mut TextPainter<'_>, x: u16, key: TextKey, model: &Model, appearance: &Appearance) {
    let words = appearance.lean_words(model.language());
    let sentence = Text::from(screens::HELP_MORE).word("key", words.get(key));
    painter.put(x, painter.height().saturating_sub(1), &words.format(&sentence), Role::PLAIN);
}

/// The scroll that shows the last line at the bottom of `body`.
pub(super) fn end(body: Rect, model: &Model, appearance: &Appearance) -> u16 {
    let lines = lines(model, appearance, width(body), Estimates::Shown).len();
    u16::try_from(lines).unwrap_or(u16::MAX).saturating_sub(rows(lines, body.height))
}

fn width(body: Rect) -> u16 {
    body.width.saturating_sub(2 * MARGIN).min(WIDEST)
}

fn lines(model: &Model, appearance: &Appearance, width: u16, estimates: Estimates) -> Vec<(String, Role)> {
    let words = appearance.lean_words(model.language());
    let mut lines = Vec::new();
    let mut paragraph = |text: &str, role: Role| {
        lines.extend(wrap(text, width).into_iter().map(|line| (line, role)));
    };
    for section in help_text::sections(model, words, Some(SIGNS), estimates) {
        paragraph(&section.heading, Role::PLAIN);
        section.lines(width).iter().for_each(|line| paragraph(line, Role::PLAIN));
        paragraph(" ", Role::PLAIN);
    }
    paragraph(&words.get(screens::HELP_KEYS), Role::PLAIN);
    for hint in hints_under_help(model) {
        paragraph(&names::key_and_use(&hint, words), Role::PLAIN);
    }
    paragraph(" ", Role::PLAIN);
    paragraph(&words.get(screens::HELP_LIMITS), Role::PLAIN);
    paragraph(&names::limits(&model.settings, words), Role::PLAIN);
    lines
}
