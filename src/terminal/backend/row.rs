//! Writes the changed cells of a row.

use std::borrow::Cow;

use ratatui::buffer::{Cell, CellWidth};
use ratatui::layout::Position;

use super::super::capabilities::TerminalLevel;
use super::super::charset::fold;
use super::known_cell::{KnownCell, Page};
use super::{CLEAR_TO_END_OF_LINE, LeanBackend, PenState};

/// Blanks that are written rather than erased: `ESC[nX`, then a motion over them.
const LEAST_ERASED: usize = 9;

impl LeanBackend {
    /// Draws the changed cells of one row, and erases its blank end at once where that is shorter.
    pub(super) fn draw_row(&mut self, y: u16, changed: &[(u16, &Cell)], page: Page) {
        let glyphs: Vec<PendingCell> = self.glyphs(y, changed);
        let end = self.blank_end(y, &glyphs);
        let (inner, tail) = glyphs.split_at(glyphs.partition_point(|glyph| glyph.x < end));
        self.draw_glyphs(y, inner, page);
        match (tail.first(), tail.last()) {
            (Some(first), Some(last)) if usize::from(last.x - first.x) + 1 > CLEAR_TO_END_OF_LINE.len() => {
                self.move_to(Position::new(first.x, y), page);
                self.use_neutral_pen();
                self.push(CLEAR_TO_END_OF_LINE);
                let start = usize::from(first.x);
                self.row_mut(y).iter_mut().skip(start).for_each(|shown| *shown = KnownCell::Blank);
            }
            _ => self.draw_glyphs(y, tail, page),
        }
    }

    /// Draws cells in their order; a long run of coloured blanks is erased, where erased cells take the colour.
    fn draw_glyphs(&mut self, y: u16, mut glyphs: &[PendingCell], page: Page) {
        while let Some((first, rest)) = glyphs.split_first() {
            let run = self.erasable_run(glyphs);
            let (erased, after) = glyphs.split_at(run);
            if self.erases(y, first.x, run) {
                self.move_to(Position::new(first.x, y), page);
                self.use_pen(first.pen);
                let to_end = first.x + u16::try_from(run).unwrap_or(0) == self.size.width;
                let sequence = if to_end { CLEAR_TO_END_OF_LINE.to_owned() } else { format!("\x1b[{run}X") };
                self.push(&sequence);
                erased.iter().for_each(|glyph| mark(self.row_mut(y), glyph));
                glyphs = after;
            } else {
                self.draw_glyph(y, first, page);
                glyphs = rest;
            }
        }
    }

    /// The number of blanks side by side at the beginning of `glyphs`, of one pen that shows its background alone.
    fn erasable_run(&self, glyphs: &[PendingCell]) -> usize {
        let Some(first) = glyphs.first().filter(|glyph| glyph.text == " " && glyph.pen.is_plain_on_blank())
        else {
            return 0;
        };
        let places = (first.x..).zip(glyphs);
        places.take_while(|(x, glyph)| glyph.x == *x && glyph.text == " " && glyph.pen == first.pen).count()
    }

    /// Whether `run` blanks from column `x` are erased, not written: ECH leaves the cursor at their beginning, so that it
    /// takes a motion more.
    fn erases(&self, y: u16, x: u16, run: usize) -> bool {
        let to_end = usize::from(x) + run == self.row(y).len();
        self.erases_in_colour
            && self.level >= TerminalLevel::Vt220
            && run > if to_end { CLEAR_TO_END_OF_LINE.len() } else { LEAST_ERASED }
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
            if x < free || (glyph.blank && *shown == KnownCell::Blank) {
                continue;
            }
            free = x + glyph.width;
            glyphs.push(glyph);
            let is_left = row.get(usize::from(free)) == Some(&KnownCell::SecondHalf);
            if is_left && changed.iter().all(|(other, _)| *other != free) {
                glyphs.push(self.blank_at(free));
            }
        }
        glyphs
    }

    /// `cell` as this terminal can show it. A wide character that would wrap becomes a space. So does a control character:
    /// no text of a directory may control the terminal.
    pub(super) fn glyph<'a>(&self, x: u16, cell: &'a Cell) -> PendingCell<'a> {
        let pen = PenState::of(cell, self.depth);
        let symbol = cell.symbol();
        let width = if symbol.chars().any(char::is_control) { 0 } else { symbol.cell_width() };
        let fits = width > 0 && u32::from(x) + u32::from(width) <= self.size.width.into();
        let (text, width) = if fits { (fold(symbol, width, self.charset), width) } else { (" ".into(), 1) };
        let blank = text == " " && pen.is_neutral(self.blank);
        PendingCell { x, text, width, pen, blank }
    }

    /// A cell that was never written.
    pub(super) fn blank_at(&self, x: u16) -> PendingCell<'static> {
        PendingCell { x, text: " ".into(), width: 1, pen: self.blank, blank: true }
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

    fn draw_glyph(&mut self, y: u16, glyph: &PendingCell, page: Page) {
        let at = Position::new(glyph.x, y);
        let (pen, sgr) = glyph.pen_from(self.pen, self.level);
        // The cells between may have the old pen or the new one.
        let (early, late) = (self.motion_to(at, self.pen, page), self.motion_to(at, Some(pen), page));
        let parts = if late.len() < early.len() { [&sgr, &late] } else { [&early, &sgr] };
        parts.into_iter().for_each(|part| self.push(part));
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
pub(super) struct PendingCell<'a> {
    x: u16,
    pub(super) text: Cow<'a, str>,
    pub(super) width: u16,
    pub(super) pen: PenState,
    /// Whether it looks like a cell that was never written.
    pub(super) blank: bool,
}

impl PendingCell<'_> {
    /// The pen that draws the cell, and the bytes that bring the terminal to it.
    pub(super) fn pen_from(&self, current: Option<PenState>, level: TerminalLevel) -> (PenState, String) {
        if self.text == " " {
            self.pen.sgr_for_space_from(current, level)
        } else {
            (self.pen, self.pen.sgr_from(current, level))
        }
    }
}

fn mark(row: &mut [KnownCell], glyph: &PendingCell) {
    let first = if glyph.blank { KnownCell::Blank } else { KnownCell::Other };
    let halves = std::iter::once(first).chain(std::iter::repeat(KnownCell::SecondHalf));
    for (cell, half) in row.iter_mut().skip(glyph.x.into()).zip(halves.take(glyph.width.into())) {
        *cell = half;
    }
}
