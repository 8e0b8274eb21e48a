//! [`LeanBackend`]: ratatui's cells to as few bytes as a terminal needs.
//!
//! It knows where the cursor is, with what style the terminal writes, whether the cursor shows and
//! which cells are blank; whatever the terminal already has is not sent again. It keeps no text: a
//! password that was shown for five seconds is not here afterwards.

use std::borrow::Cow;
use std::convert::Infallible;

use ratatui::backend::{Backend, ClearType, WindowSize};
use ratatui::buffer::{Cell, CellWidth};
use ratatui::layout::{Position, Size};
use ratatui::style::Style;

use super::capabilities::{Charset, ColourDepth};
use super::charset::fold;
use super::motion;
use super::pen::Pen;

mod ending;

/// Columns that are drawn at most: ratatui holds 96 bytes a cell, and the size comes from the client.
pub const MAX_COLUMNS: u16 = 200;
/// Rows that are drawn at most.
pub const MAX_ROWS: u16 = 60;

/// To the alternate screen, cleared for the terminals that have none, with pastes in brackets.
pub const ENTER: &[u8] = b"\x1b[?1049h\x1b[?2004h\x1b[m\x1b[H\x1b[2J";
/// Back to what was there; the screen is wiped first, for a terminal without an alternate one.
pub const LEAVE: &[u8] = b"\x1b[m\x1b[H\x1b[2J\x1b[?2004l\x1b[?25h\x1b[?1049l";

const CLEAR_SCREEN: &str = "\x1b[2J";
const CLEAR_TO_END_OF_LINE: &str = "\x1b[K";

/// A [`Backend`] that writes into memory; [`LeanBackend::take_output`] gives the bytes of one frame.
pub struct LeanBackend {
    size: Size,
    depth: ColourDepth,
    charset: Charset,
    /// Where the terminal's cursor is; `None` after the last column, where terminals differ.
    cursor: Option<Position>,
    /// Where ratatui wants it when the frame is done.
    wanted_cursor: Option<Position>,
    /// Whether the terminal's cursor shows; `None` until told once.
    visible: Option<bool>,
    wanted_visible: Option<bool>,
    /// `None` until the first SGR.
    pen: Option<Pen>,
    /// Row by row, whether a cell is known to show nothing.
    blank: Vec<bool>,
    /// Where the cursor stood and what the terminal wrote with when this frame began; `None` when either
    /// is unknown, or when the frame holds what makes them void.
    start: Option<(Position, Pen)>,
    /// With what the next character will most likely be written.
    next: Option<Pen>,
    output: Vec<u8>,
}

impl LeanBackend {
    /// A backend for a terminal of `size` (columns, rows), of which nothing else is known.
    #[must_use]
    pub fn new(size: (u16, u16), depth: ColourDepth) -> Self {
        let mut backend = Self {
            size: Size::ZERO,
            depth,
            charset: Charset::Unicode,
            cursor: None,
            wanted_cursor: None,
            visible: None,
            wanted_visible: None,
            pen: None,
            blank: Vec::new(),
            start: None,
            next: None,
            output: Vec::new(),
        };
        backend.resize(size.0, size.1);
        backend
    }

    /// The same backend, for a terminal that draws the characters of `charset` only: others go out as
    /// the nearest that it has (é as e, ─ as -), whatever the screens drew.
    #[must_use]
    pub fn with_charset(self, charset: Charset) -> Self {
        Self { charset, ..self }
    }

    /// Bytes of the SGR that brings a terminal of `depth` from its default to `style`; 0 for the default.
    /// For whoever must know beforehand how long a frame may become.
    #[must_use]
    pub fn sgr_cost(style: Style, depth: ColourDepth) -> usize {
        Pen::of(Cell::new("a").set_style(style), depth).sgr_from(Some(Pen::DEFAULT)).len()
    }

    /// Takes the new size of the terminal, within [`MAX_COLUMNS`] × [`MAX_ROWS`]; 0 means that the line
    /// does not know its size, and counts as 80×24. What the terminal shows is unknown from here on: the
    /// caller follows with `Terminal::clear`, because ratatui itself clears only when the drawn size
    /// changes, and terminals move their text at any resize.
    pub fn resize(&mut self, columns: u16, rows: u16) {
        let known = |given: u16, usual: u16| if given == 0 { usual } else { given };
        self.size = Size::new(known(columns, 80).min(MAX_COLUMNS), known(rows, 24).min(MAX_ROWS));
        self.cursor = None;
        self.start = None;
        self.blank = vec![false; usize::from(self.size.width) * usize::from(self.size.height)];
    }

    /// Puts [`ENTER`] into the output: the screen is empty after it, whatever it was.
    pub fn enter(&mut self) {
        self.output.extend_from_slice(ENTER);
        self.visible = None;
        self.cursor = Some(Position::ORIGIN);
        self.pen = Some(Pen::DEFAULT);
        self.start = None;
        self.blank.fill(true);
    }

    /// Puts [`LEAVE`] into the output: nothing of the session stays on the screen.
    pub fn leave(&mut self) {
        self.output.extend_from_slice(LEAVE);
        self.cursor = None;
        self.wanted_cursor = None;
        self.visible = Some(true);
        self.wanted_visible = None;
        self.pen = None;
        self.start = None;
        self.blank.fill(false);
    }

    fn move_to(&mut self, to: Position) {
        let motion = self.motion_to(to);
        self.push(&motion);
        self.cursor = Some(to);
    }

    fn motion_to(&self, to: Position) -> String {
        let over_blanks = self.cursor.is_some_and(|from| self.may_write_spaces(from, to));
        motion::shortest(self.cursor, to, over_blanks)
    }

    /// Whether spaces from `from` (on any row) to `to` would change nothing on the row of `to`.
    fn may_write_spaces(&self, from: Position, to: Position) -> bool {
        self.pen.is_some_and(Pen::is_neutral)
            && self
                .row(to.y)
                .get(from.x.into()..to.x.into())
                .is_some_and(|cells| cells.iter().all(|blank| *blank))
    }

    /// A clearing must not paint: terminals differ on the colour that they clear with.
    fn use_neutral_pen(&mut self) {
        if !self.pen.is_some_and(Pen::is_neutral) {
            let (pen, sgr) = Pen::DEFAULT.sgr_for_space_from(self.pen);
            self.push(&sgr);
            self.pen = Some(pen);
        }
    }

    fn use_pen(&mut self, pen: Pen) {
        let sgr = pen.sgr_from(self.pen);
        self.push(&sgr);
        self.pen = Some(pen);
    }

    fn push(&mut self, text: &str) {
        self.output.extend_from_slice(text.as_bytes());
    }

    fn row(&self, y: u16) -> &[bool] {
        let width = usize::from(self.size.width);
        let start = usize::from(y) * width;
        self.blank.get(start..start + width).unwrap_or_default()
    }

    fn row_mut(&mut self, y: u16) -> &mut [bool] {
        let width = usize::from(self.size.width);
        let start = usize::from(y) * width;
        self.blank.get_mut(start..start + width).unwrap_or_default()
    }

    /// Draws the changed cells of one row, its blank end by one erasure where that is shorter.
    fn draw_row(&mut self, y: u16, changed: &[(u16, &Cell)]) {
        let glyphs: Vec<Glyph> = self.glyphs(y, changed);
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
                self.row_mut(y).iter_mut().skip(start).for_each(|blank| *blank = true);
            }
            _ => tail.iter().for_each(|glyph| self.draw_glyph(y, glyph)),
        }
    }

    /// What must really be written: not a blank over a blank, nothing outside, nothing under a wide
    /// character of the same row.
    fn glyphs<'a>(&self, y: u16, changed: &[(u16, &'a Cell)]) -> Vec<Glyph<'a>> {
        let row = self.row(y);
        let mut free = 0;
        let mut glyphs = Vec::with_capacity(changed.len());
        for (x, cell) in changed {
            let Some(already_blank) = row.get(usize::from(*x)) else { continue };
            let glyph = self.glyph(*x, cell);
            if *x < free || (glyph.is_blank() && *already_blank) {
                continue;
            }
            free = x + glyph.width;
            glyphs.push(glyph);
        }
        glyphs
    }

    /// `cell` as this terminal can show it. A wide character that would wrap becomes a space. A control
    /// character becomes one too: no text of a directory may speak to the terminal.
    fn glyph<'a>(&self, x: u16, cell: &'a Cell) -> Glyph<'a> {
        let pen = Pen::of(cell, self.depth);
        let symbol = cell.symbol();
        let width = if symbol.chars().any(char::is_control) { 0 } else { symbol.cell_width() };
        let fits = width > 0 && u32::from(x) + u32::from(width) <= self.size.width.into();
        let (text, width) = if fits { (fold(symbol, width, self.charset), width) } else { (" ".into(), 1) };
        Glyph { x, text, width, pen }
    }

    /// The first column from which, once `glyphs` are there, the row shows nothing.
    fn blank_end(&self, y: u16, glyphs: &[Glyph]) -> u16 {
        let mut after = self.row(y).to_vec();
        for glyph in glyphs {
            mark(&mut after, glyph);
        }
        let end = after.iter().rposition(|blank| !blank).map_or(0, |last| last + 1);
        u16::try_from(end).unwrap_or(u16::MAX)
    }

    fn draw_glyph(&mut self, y: u16, glyph: &Glyph) {
        self.move_to(Position::new(glyph.x, y));
        let (pen, sgr) = if glyph.text == " " {
            glyph.pen.sgr_for_space_from(self.pen)
        } else {
            (glyph.pen, glyph.pen.sgr_from(self.pen))
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

    /// Sends `sequence`, an ED or an EL.
    fn erase(&mut self, sequence: &str) {
        self.use_neutral_pen();
        self.push(sequence);
    }

    /// Where ratatui believes that the cursor is.
    fn logical_cursor(&self) -> Position {
        self.wanted_cursor.or(self.cursor).unwrap_or(Position::ORIGIN)
    }
}

/// A cell as it will be written.
struct Glyph<'a> {
    x: u16,
    text: Cow<'a, str>,
    width: u16,
    pen: Pen,
}

impl Glyph<'_> {
    fn is_blank(&self) -> bool {
        self.text == " " && self.pen.is_neutral()
    }
}

/// Notes in the `row` of blanks that `glyph` was written.
fn mark(row: &mut [bool], glyph: &Glyph) {
    let blank = glyph.is_blank();
    row.iter_mut().skip(glyph.x.into()).take(glyph.width.into()).for_each(|cell| *cell = blank);
}

impl Backend for LeanBackend {
    type Error = Infallible;

    fn draw<'a, I>(&mut self, content: I) -> Result<(), Infallible>
    where
        I: Iterator<Item = (u16, u16, &'a Cell)>,
    {
        let mut row = Vec::new();
        let mut current = 0;
        for (x, y, cell) in content {
            if y != current {
                self.draw_row(current, &row);
                row.clear();
                current = y;
            }
            row.push((x, cell));
        }
        self.draw_row(current, &row);
        Ok(())
    }

    /// Line feeds at the cursor. Where the terminal is taller than what is drawn it does not scroll, so
    /// nothing is taken for known afterwards.
    fn append_lines(&mut self, n: u16) -> Result<(), Infallible> {
        self.settle();
        self.use_neutral_pen();
        self.push(&"\n".repeat(n.into()));
        let Position { x, y } = self.logical_cursor();
        self.wanted_cursor =
            Some(Position::new(x, y.saturating_add(n).min(self.size.height.saturating_sub(1))));
        self.cursor = None;
        self.start = None;
        self.blank.fill(false);
        Ok(())
    }

    fn hide_cursor(&mut self) -> Result<(), Infallible> {
        self.wanted_visible = Some(false);
        Ok(())
    }

    fn show_cursor(&mut self) -> Result<(), Infallible> {
        self.wanted_visible = Some(true);
        Ok(())
    }

    fn get_cursor_position(&mut self) -> Result<Position, Infallible> {
        Ok(self.logical_cursor())
    }

    fn set_cursor_position<P: Into<Position>>(&mut self, position: P) -> Result<(), Infallible> {
        let Position { x, y } = position.into();
        let last = |length: u16| length.saturating_sub(1);
        self.wanted_cursor = Some(Position::new(x.min(last(self.size.width)), y.min(last(self.size.height))));
        Ok(())
    }

    fn clear(&mut self) -> Result<(), Infallible> {
        self.clear_region(ClearType::All)
    }

    fn clear_region(&mut self, clear_type: ClearType) -> Result<(), Infallible> {
        if clear_type == ClearType::All {
            // ratatui clears twice when the terminal becomes narrower.
            if !self.output.ends_with(CLEAR_SCREEN.as_bytes()) {
                // Someone else may have written there: what was known is sent again.
                (self.cursor, self.pen, self.visible, self.start) = (None, None, None, None);
                self.erase(CLEAR_SCREEN);
            }
            self.blank.fill(true);
            return Ok(());
        }
        let at = self.logical_cursor();
        self.move_to(at);
        let width = usize::from(self.size.width);
        let row = usize::from(at.y) * width;
        let cursor = row + usize::from(at.x);
        let (sequence, cells) = match clear_type {
            ClearType::All | ClearType::AfterCursor => ("\x1b[J", cursor..self.blank.len()),
            ClearType::BeforeCursor => ("\x1b[1J", 0..cursor + 1),
            ClearType::CurrentLine => ("\x1b[2K", row..row + width),
            ClearType::UntilNewLine => (CLEAR_TO_END_OF_LINE, cursor..row + width),
        };
        self.erase(sequence);
        self.blank.get_mut(cells).unwrap_or_default().fill(true);
        Ok(())
    }

    fn size(&self) -> Result<Size, Infallible> {
        Ok(self.size)
    }

    fn window_size(&mut self) -> Result<WindowSize, Infallible> {
        Ok(WindowSize { columns_rows: self.size, pixels: Size::ZERO })
    }

    /// Nothing: a frame leaves as a whole, by [`LeanBackend::take_output`].
    fn flush(&mut self) -> Result<(), Infallible> {
        Ok(())
    }
}

#[cfg(test)]
mod tests;
