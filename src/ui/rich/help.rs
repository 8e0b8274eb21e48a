//! « Aide »: the sections of the web page, then the keys of the moment; over the whole screen, or beside a form.

use crate::app::keymap::hints_under_help;
use crate::i18n::Text;
use crate::i18n::keys::form::{KEY_DOWN, KEY_F1};
use crate::i18n::keys::screens;
use crate::ui::caret::Caret;
use crate::ui::help_text::{self, Signs};
use crate::ui::names;
use crate::ui::text_painter::{TextPainter, wrap};
use crate::ui::theme::Role;

use super::chrome;
use super::grid::HELP;
use super::scene::Scene;

/// Columns of a paragraph from its heading.
const INDENT: u16 = 2;

struct Line {
    x: u16,
    text: String,
    role: Role,
}

/// Draws the help, scrolled; the cursor is on its first line.
pub(super) fn draw(painter: &mut TextPainter<'_>, scene: &Scene<'_>) -> Caret {
    let grid = scene.grid;
    let (top, height) = rows(scene);
    let end = end(scene);
    let first = scene.model.scroll().first.min(end);
    let lines = lines(scene, grid.text(), INDENT, true).into_iter().skip(first.into());
    for (y, line) in (top..top + height).zip(lines) {
        painter.put(grid.left + line.x, y, &line.text, line.role);
    }
    if first < end {
        let more = Text::from(screens::HELP_MORE).word("key", scene.words.get(KEY_DOWN));
        painter.put(grid.left, grid.state(), &scene.words.format(&more), scene.strong());
    }
    // A notice takes that row.
    chrome::draw(painter, scene, screens::HELP_TITLE, top);
    painter.position(grid.left, top).into()
}

/// First row of the text, and its rows.
fn rows(scene: &Scene<'_>) -> (u16, u16) {
    let grid = scene.grid;
    let top = if grid.is_whole { grid.top } else { 1 };
    (top, grid.state().saturating_sub(top))
}

/// The scroll that shows the last line.
pub(super) fn end(scene: &Scene<'_>) -> u16 {
    let lines = lines(scene, scene.grid.text(), INDENT, true).len();
    u16::try_from(lines).unwrap_or(u16::MAX).saturating_sub(rows(scene).1)
}

/// Draws as many sections as fit beside a form.
pub(super) fn draw_beside(painter: &mut TextPainter<'_>, scene: &Scene<'_>) {
    let (grid, theme) = (scene.grid, scene.theme());
    let (x, top) = (grid.help(), if grid.is_whole { grid.title() } else { grid.top });
    let room = usize::from(grid.state().saturating_sub(top));
    let lines = lines(scene, HELP, 0, false);
    let fits = lines.len() <= room;
    // A section is not cut: the last blank line before the end is where it stops.
    let kept = if fits {
        lines.len()
    } else {
        let blanks = lines.iter().take(room.saturating_sub(1)).rposition(|line| line.text.trim().is_empty());
        blanks.map_or(room.saturating_sub(1), |at| at + 1)
    };
    let mut y = top;
    for line in lines.into_iter().take(kept) {
        painter.put(x + line.x, y, &line.text, line.role);
        y += 1;
    }
    if !fits {
        let more = Text::from(screens::HELP_MORE).word("key", scene.words.get(KEY_F1));
        painter.put(x, y, &scene.words.format(&more), scene.strong());
        y += 1;
    }
    for y in top..y {
        painter.put(x.saturating_sub(2), y, scene.glyphs().column, theme.rest);
    }
}

fn lines(scene: &Scene<'_>, width: u16, indent: u16, keys: bool) -> Vec<Line> {
    let (words, theme) = (scene.words, scene.theme());
    let mut lines = Vec::new();
    let mut say = |x: u16, text: &str, role: Role| {
        lines.extend(wrap(text, width - x).into_iter().map(|text| Line { x, text, role }));
    };
    let glyphs = scene.glyphs();
    let signs = Signs { met: glyphs.met, unmet: glyphs.unmet, waived: glyphs.not_needed };
    let sections = help_text::sections(scene.model, words, keys.then_some(signs), scene.estimates);
    let mut sections = sections.into_iter().peekable();
    while let Some(section) = sections.next() {
        say(0, &section.heading, scene.strong());
        section.lines(width - indent).iter().for_each(|line| say(indent, line, theme.soft));
        if keys || sections.peek().is_some() {
            say(0, " ", theme.soft);
        }
    }
    if let Some(support) = scene.model.settings.support_line(words) {
        if !keys {
            say(0, " ", theme.soft);
        }
        say(0, &support, theme.soft);
        if keys {
            say(0, " ", theme.soft);
        }
    }
    if keys {
        say(0, &words.get(screens::HELP_KEYS), scene.strong());
        for hint in hints_under_help(scene.model) {
            say(indent, &names::key_and_use(&hint, words), theme.soft);
        }
        say(0, " ", theme.soft);
        say(0, &words.get(screens::HELP_LIMITS), scene.strong());
        say(indent, &names::limits(&scene.model.settings, words), theme.soft);
    }
    lines
}
