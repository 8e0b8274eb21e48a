//! Puts texts into the buffer: at a place, in a role, cut at a width.

use std::num::NonZeroU16;

use ratatui::buffer::{Buffer, Cell, CellDiffOption};
use ratatui::layout::{Position, Rect};
use ratatui::style::Style;
use textwrap::{Options, WordSplitter};
use unicode_width::UnicodeWidthStr;

use super::theme::Role;

/// Writes into one area; coordinates are relative to it.
pub(super) struct TextPainter<'frame> {
    buffer: &'frame mut Buffer,
    area: Rect,
}

impl<'frame> TextPainter<'frame> {
    pub(super) fn new(buffer: &'frame mut Buffer, area: Rect) -> Self {
        let area = area.intersection(buffer.area);
        Self { buffer, area }
    }

    pub(super) fn width(&self) -> u16 {
        self.area.width
    }

    pub(super) fn height(&self) -> u16 {
        self.area.height
    }

    /// Writes `text` at (`x`, `y`), at most to the edge; the column after it.
    pub(super) fn put(&mut self, x: u16, y: u16, text: &str, role: Role) -> u16 {
        self.put_within(x, y, text, role, self.area.width)
    }

    /// Writes `text` at (`x`, `y`), at most to column `end`; the column after it.
    pub(super) fn put_within(&mut self, x: u16, y: u16, text: &str, role: Role, end: u16) -> u16 {
        let end = end.min(self.area.width);
        if y >= self.area.height || x >= end {
            return x;
        }
        let (left, top) = (self.area.x + x, self.area.y + y);
        let (room, style) = (usize::from(end - x), Style::from(role));
        if !text.chars().all(is_plain) {
            let (right, _) = self.buffer.set_stringn(left, top, text, room, style);
            return right - self.area.x;
        }
        (left..).zip(text.chars().take(room)).fold(x, |after, (x, character)| {
            if let Some(cell) = self.buffer.cell_mut((x, top)) {
                cell.set_char(character).set_style(style);
            }
            after + 1
        })
    }

    /// Writes the ink of a row of an image: characters of one column each, and nothing where there is a blank.
    pub(super) fn put_ink(&mut self, x: u16, y: u16, row: &str, role: Role) {
        // Most cells equal the one before: a copy is less work than a new cell.
        let mut stamp = (' ', Cell::EMPTY);
        let cells = (x..self.area.width).zip(row.chars());
        for (x, character) in cells.filter(|(_, character)| *character != ' ') {
            if stamp.0 != character {
                stamp = (character, ink(character, role));
            }
            if let Some(cell) = self.buffer.cell_mut((self.area.x + x, self.area.y + y)) {
                let ground = cell.bg;
                cell.clone_from(&stamp.1);
                cell.bg = ground;
            }
        }
    }

    /// Writes `text` so that it ends at the edge, if there is room for it after column `from`.
    pub(super) fn put_right(&mut self, from: u16, y: u16, text: &str, role: Role) {
        let width = columns(text);
        if let Some(x) = self.area.width.checked_sub(width + 1).filter(|x| *x >= from) {
            self.put(x, y, text, role);
        }
    }

    /// Blanks in a role, `width` columns and `height` rows from (`x`, `y`): words put there later keep what they do not
    /// have themselves.
    pub(super) fn fill(&mut self, x: u16, y: u16, width: u16, height: u16, role: Role) {
        self.blanks(x, y, width, height, |cell| {
            cell.set_symbol(" ").set_style(Style::from(role));
        });
    }

    /// Takes back what was drawn there.
    pub(super) fn clear(&mut self, x: u16, y: u16, width: u16, height: u16, ground: Style) {
        self.blanks(x, y, width, height, |cell| {
            cell.reset();
            cell.set_style(ground);
        });
    }

    fn blanks(&mut self, x: u16, y: u16, width: u16, height: u16, blank: impl Fn(&mut Cell)) {
        let part = Rect::new(self.area.x + x, self.area.y + y, width, height).intersection(self.area);
        for position in part.positions() {
            if let Some(cell) = self.buffer.cell_mut(position) {
                blank(cell);
            }
        }
    }

    /// The position of (`x`, `y`) on the screen.
    pub(super) fn position(&self, x: u16, y: u16) -> Position {
        let right = self.area.right().saturating_sub(1);
        let bottom = self.area.bottom().saturating_sub(1);
        Position::new((self.area.x + x).min(right), (self.area.y + y).min(bottom))
    }

    /// The same buffer, within a part of the area.
    pub(super) fn within(&mut self, part: Rect) -> TextPainter<'_> {
        TextPainter::new(self.buffer, part)
    }

    pub(super) fn area(&self) -> Rect {
        self.area
    }
}

/// A cell of an image. Its width of one column is set, so that ratatui does not compute it in every frame.
fn ink(character: char, role: Role) -> Cell {
    let mut cell = Cell::EMPTY;
    cell.set_char(character).set_style(Style::from(role));
    cell.set_diff_option(CellDiffOption::ForcedWidth(NonZeroU16::MIN));
    cell
}

/// Whether a character has one column and joins no neighbour. Nearly all of them: a look-up of widths is spared.
fn is_plain(character: char) -> bool {
    matches!(character, ' '..='~' | '\u{a0}'..='\u{ac}' | '\u{ae}'..='\u{2ff}' | '\u{2500}'..='\u{259f}')
}

/// Columns that a text takes.
pub(super) fn columns(text: &str) -> u16 {
    u16::try_from(text.width()).unwrap_or(u16::MAX)
}

/// A sentence in lines of at most `width` columns. French double punctuation stays with its word, a unit with its number.
pub(super) fn wrap(text: &str, width: u16) -> Vec<String> {
    if width == 0 {
        return Vec::new();
    }
    let glued = GLUED.iter().fold(numbers_glued(text), |text, (loose, glued)| text.replace(loose, glued));
    // Words stay whole at their hyphens: a reference that is cut there is copied wrongly.
    let whole = Options::new(usize::from(width)).word_splitter(WordSplitter::NoHyphenation);
    let lines = textwrap::wrap(&glued, whole);
    lines.into_iter().map(|line| line.replace(NO_BREAK, " ")).collect()
}

/// Signs and letters that stand for a unit after a number.
const UNITS: [&str; 5] = ["%", "h", "min", "s", "bits"];

/// The text with its numbers in one piece, and with their units: « 05 36 25 70 00 », « 18 h ».
fn numbers_glued(text: &str) -> String {
    let mut glued = String::with_capacity(text.len());
    for (at, word) in text.split(' ').enumerate() {
        let is_unit = UNITS.contains(&word.trim_end_matches(['.', ',', ';', ')']));
        let goes_on = is_unit || word.starts_with(|sign: char| sign.is_ascii_digit());
        if at > 0 {
            let is_number = glued.ends_with(|sign: char| sign.is_ascii_digit());
            glued.push(if is_number && goes_on { NO_BREAK } else { ' ' });
        }
        glued.push_str(word);
    }
    glued
}

const NO_BREAK: char = '\u{a0}';
const GLUED: [(&str, &str); 6] = [
    (" ;", "\u{a0};"),
    (" :", "\u{a0}:"),
    (" !", "\u{a0}!"),
    (" ?", "\u{a0}?"),
    ("« ", "«\u{a0}"),
    (" »", "\u{a0}»"),
];

#[cfg(test)]
mod tests {
    use super::*;
    use crate::i18n::keys::outcomes;
    use crate::i18n::{Catalogue, Language};

    #[test]
    fn number_stays_whole_with_its_unit() {
        assert_eq!(wrap("de 8 h à 18 h", 11), ["de 8 h à", "18 h"]);
        assert_eq!(wrap("Au 05 36 25 70 00, le lundi", 16), ["Au", "05 36 25 70 00,", "le lundi"]);
        assert_eq!(wrap("au moins 40 %.", 12), ["au moins", "40 %."]);
        assert_eq!(wrap("dans 12 heures", 8), ["dans 12", "heures"]);
    }

    #[test]
    fn wrapped_line_never_begins_with_punctuation() {
        assert_eq!(wrap("Vous en avez saisi ; douze", 19), ["Vous en avez", "saisi ; douze"]);
        assert_eq!(wrap("choisir « le modifier »", 20), ["choisir « le", "modifier »"]);
        assert_eq!(wrap("code MDP-200", 9), ["code", "MDP-200"]);
        assert_eq!(wrap("x", 0), Vec::<String>::new());
    }

    #[test]
    fn wrapping_keeps_french_punctuation() {
        let catalogue = Catalogue::of(Language::French);
        for key in outcomes::ALL.iter().flat_map(|(_, key)| [*key, key.advice()]) {
            for line in (20..80).flat_map(|width| wrap(&catalogue.get(key), width)) {
                assert!(!line.starts_with([';', ':', '!', '?', '»']) && !line.ends_with('«'), "{line}");
            }
        }
    }
}
