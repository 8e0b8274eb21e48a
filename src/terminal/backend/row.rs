//! Writes the changed cells of a row.

use std::borrow::Cow;

use ratatui::buffer::{Cell, CellWidth};
use ratatui::layout::Position;

use super::super::charset::fold;
use super::known_cell::KnownCell;
use super::{CLEAR_TO_END_OF_LINE, LeanBackend, PenState};

impl LeanBackend {
    /// Draws the changed cells of one row, and erases its blank end at once where that is shorter.
    pub(super) fn draw_row(&mut self, y: u16, changed: &[(u16, &Cell)]) {
        let glyphs: Vec<PendingCell> = self.glyphs(y, changed);
        let end = self.blank_end(y, &glyphs);
        let (inner, tail) = glyphs.split_at(glyphs.partition_point(|glyph| glyph.x < end));
        for glyph in inner {
            self.draw_glyph(y, glyph);
        }
        match (tail.first(), tail.last()) {
            (Some(first), Some(last)) if usize::from(last.x - first.x) + 1 > CLEAR_TO_END_OF_LINE.len() => {
                self.move_to(Position::new(first.x, y));
                self.use_neutral_pen();
                self.push(CLEAR_TO_END_OF_LINE);
                let start = usize::from(first.x);
                self.row_mut(y).iter_mut().skip(start).for_each(|shown| *shown = KnownCell::Blank);
            }
            _ => tail.iter().for_each(|glyph| self.draw_glyph(y, glyph)),
        }
    }

    /// The cells to write. Leaves out a blank over a blank, a cell outside the screen, and a cell under a wide character of
    /// the same row. When a wide character loses its first half, adds a blank over the second, where terminals differ.
    fn glyphs<'a>(&self, y: u16, changed: &[(u16, &'a Cell)]) -> Vec<PendingCell<'a>> {
        let row = self.row(y);
        let mut free = 0;
        let mut glyphs = Vec::with_capacity(changed.len());
        for &(x, cell) in changed {
            let Some(shown) = row.get(usize::from(x)) else { continue };
            let glyph = self.glyph(x, cell);
            if x < free || (glyph.is_blank() && *shown == KnownCell::Blank) {
                continue;
            }
            free = x + glyph.width;
            glyphs.push(glyph);
            let is_left = row.get(usize::from(free)) == Some(&KnownCell::SecondHalf);
            if is_left && changed.iter().all(|(other, _)| *other != free) {
                glyphs.push(PendingCell::blank(free));
            }
        }
        glyphs
    }

    /// `cell` as this terminal can show it. A wide character that would wrap becomes a space. So does a control character:
    /// no text of a directory may control the terminal.
    fn glyph<'a>(&self, x: u16, cell: &'a Cell) -> PendingCell<'a> {
        let pen = PenState::of(cell, self.depth);
        let symbol = cell.symbol();
        let width = if symbol.chars().any(char::is_control) { 0 } else { symbol.cell_width() };
        let fits = width > 0 && u32::from(x) + u32::from(width) <= self.size.width.into();
        let (text, width) = if fits { (fold(symbol, width, self.charset), width) } else { (" ".into(), 1) };
        PendingCell { x, text, width, pen }
    }

    /// The first column of the blank end of the row once `glyphs` are written.
    fn blank_end(&self, y: u16, glyphs: &[PendingCell]) -> u16 {
        let mut after = self.row(y).to_vec();
        for glyph in glyphs {
            mark(&mut after, glyph);
        }
        let end = after.iter().rposition(|shown| *shown != KnownCell::Blank).map_or(0, |last| last + 1);
        u16::try_from(end).unwrap_or(u16::MAX)
    }

    fn draw_glyph(&mut self, y: u16, glyph: &PendingCell) {
        self.move_to(Position::new(glyph.x, y));
        let (pen, sgr) = if glyph.text == " " {
            glyph.pen.sgr_for_space_from(self.pen, self.level)
        } else {
            (glyph.pen, glyph.pen.sgr_from(self.pen, self.level))
        };
        self.push(&sgr);
        self.pen = Some(pen);
        self.push(&glyph.text);
        mark(self.row_mut(y), glyph);
        let next = glyph.x + glyph.width;
        // A cluster of several characters is one cell here and several in some terminals.
        let certain = next < self.size.width && glyph.text.chars().nth(1).is_none();
        self.cursor = certain.then(|| Position::new(next, y));
    }
}

/// A cell in the form in which it is written.
struct PendingCell<'a> {
    x: u16,
    text: Cow<'a, str>,
    width: u16,
    pen: PenState,
}

impl PendingCell<'_> {
    fn blank(x: u16) -> Self {
        Self { x, text: " ".into(), width: 1, pen: PenState::DEFAULT }
    }

    fn is_blank(&self) -> bool {
        self.text == " " && self.pen.is_neutral()
    }
}

fn mark(row: &mut [KnownCell], glyph: &PendingCell) {
    let first = if glyph.is_blank() { KnownCell::Blank } else { KnownCell::Other };
    let halves = std::iter::once(first).chain(std::iter::repeat(KnownCell::SecondHalf));
    for (cell, half) in row.iter_mut().skip(glyph.x.into()).zip(halves.take(glyph.width.into())) {
        *cell = half;
    }
}
