//! [`LeanBackend`]: ratatui's cells to the fewest bytes that a terminal needs.
//!
//! It knows the position of the cursor, the style that the terminal writes with, whether the cursor shows and which cells
//! are blank, and sends only the differences. It keeps no text, so that a password that was shown for five seconds does
//! not stay in memory.

use std::convert::Infallible;

use ratatui::backend::{Backend, ClearType, WindowSize};
use ratatui::buffer::{Buffer, Cell};
use ratatui::layout::{Position, Size};
use ratatui::style::Style;

use super::capabilities::{Charset, ColourDepth, TerminalLevel};
use super::pen::PenState;

mod bridge;
mod frame_end;
mod known_cell;
mod row;

use known_cell::{KnownCell, Page};

/// The most columns that are drawn: ratatui holds 96 bytes a cell, and the client chooses the size.
pub const MAX_COLUMNS: u16 = 200;
/// The most rows that are drawn.
pub const MAX_ROWS: u16 = 60;

/// Enters the alternate screen, with bracketed paste. Clears it too, for the terminals that have no alternate screen.
pub const ENTER: &[u8] = b"\x1b[?1049h\x1b[?2004h\x1b[m\x1b[H\x1b[2J";
/// Leaves the alternate screen, even from the middle of a frame. First clears it, for a terminal without an alternate
/// screen. Resets the colour last, for a terminal that restores the colour of a frame (DECSC).
pub const LEAVE: &[u8] = b"\x1b[?2026l\x1b[m\x1b[H\x1b[2J\x1b[?2004l\x1b[?25h\x1b[?1049l\x1b[m";

const CLEAR_SCREEN: &str = "\x1b[2J";
const CLEAR_TO_END_OF_LINE: &str = "\x1b[K";

/// A [`Backend`] that writes into memory; [`LeanBackend::take_output`] takes the bytes of one frame.
#[derive(Clone)]
pub struct LeanBackend {
    size: Size,
    depth: ColourDepth,
    charset: Charset,
    level: TerminalLevel,
    /// Whether erased cells take the background of the pen.
    erases_in_colour: bool,
    /// The pen of a blank.
    blank: PenState,
    /// The position of the terminal's cursor; `None` after the last column, where terminals differ.
    cursor: Option<Position>,
    /// Its position at the end of the frame, as ratatui wants it.
    wanted_cursor: Option<Position>,
    /// Whether the terminal's cursor shows; `None` until it was shown or hidden once.
    visible: Option<bool>,
    wanted_visible: Option<bool>,
    /// `None` until the first SGR.
    pen: Option<PenState>,
    /// The knowledge of each cell, row by row.
    cells: Vec<KnownCell>,
    /// The cursor and the pen at the start of this frame; `None` when either is unknown, or when the frame has cleared or
    /// scrolled the screen.
    start: Option<(Position, PenState)>,
    /// The likely pen of the next character.
    next: Option<PenState>,
    output: Vec<u8>,
}

impl LeanBackend {
    /// A backend for a terminal of `size` (columns, rows) whose screen is unknown.
    #[must_use]
    pub fn new(size: (u16, u16), depth: ColourDepth) -> Self {
        let mut backend = Self {
            size: Size::ZERO,
            depth,
            charset: Charset::Unicode,
            level: TerminalLevel::Xterm,
            erases_in_colour: false,
            blank: PenState::DEFAULT,
            cursor: None,
            wanted_cursor: None,
            visible: None,
            wanted_visible: None,
            pen: None,
            cells: Vec::new(),
            start: None,
            next: None,
            output: Vec::new(),
        };
        backend.resize(size.0, size.1);
        backend
    }

    /// The same backend, for a terminal that draws the characters of `charset` only. Sends the nearest of these in place of
    /// others: e for é, - for ─.
    #[must_use]
    pub fn with_charset(self, charset: Charset) -> Self {
        Self { charset, ..self }
    }

    /// The same backend, for a terminal that obeys the sequences of `level` only.
    #[must_use]
    pub fn with_level(self, level: TerminalLevel) -> Self {
        Self { level, ..self }
    }

    /// The same backend, for a terminal whose erased cells take the background of the pen, or not.
    #[must_use]
    pub fn with_erasing_in_colour(self, erases_in_colour: bool) -> Self {
        Self { erases_in_colour, ..self }
    }

    /// Sets the style of the blanks of the next frames. The caller clears the screen, which takes it.
    pub fn set_ground(&mut self, ground: Style) {
        self.blank = PenState::of(Cell::new(" ").set_style(ground), self.depth);
    }

    /// A backend for a terminal of the same kind and of `size`, of which nothing else is known: to measure a
    /// frame that is not sent.
    #[must_use]
    pub fn of_same_kind(&self, size: (u16, u16)) -> Self {
        let Self { depth, charset, level, erases_in_colour, blank, .. } = *self;
        let same = Self::new(size, depth).with_charset(charset).with_level(level);
        Self { blank, ..same.with_erasing_in_colour(erases_in_colour) }
    }

    /// Takes the new size of the terminal, within [`MAX_COLUMNS`] × [`MAX_ROWS`]; 0, an unknown size, counts as 80×24.
    /// The caller must clear the screen, even when the drawn size is the same: terminals move their text at any resize.
    pub fn resize(&mut self, columns: u16, rows: u16) {
        let known = |given: u16, usual: u16| if given == 0 { usual } else { given };
        self.size = Size::new(known(columns, 80).min(MAX_COLUMNS), known(rows, 24).min(MAX_ROWS));
        self.cursor = None;
        self.start = None;
        self.cells = vec![KnownCell::Other; usize::from(self.size.width) * usize::from(self.size.height)];
    }

    /// Puts [`ENTER`] into the output: the screen is empty after it.
    pub fn enter(&mut self) {
        self.output.extend_from_slice(ENTER);
        self.visible = None;
        self.cursor = Some(Position::ORIGIN);
        self.pen = Some(PenState::DEFAULT);
        self.start = None;
        self.cells.fill(KnownCell::Blank);
        if !PenState::DEFAULT.is_neutral(self.blank) {
            self.wipe();
        }
    }

    /// Clears a screen whose state is known, and keeps cursor and pen.
    pub fn wipe(&mut self) {
        self.use_neutral_pen();
        self.push(CLEAR_SCREEN);
        self.start = None;
        self.cells.fill(KnownCell::Blank);
    }

    /// Draws `changed`, the cells of `page` that differ from those on the terminal, row by row.
    pub fn draw_changes<'a>(&mut self, changed: impl Iterator<Item = (u16, u16, &'a Cell)>, page: &Buffer) {
        self.draw_on(changed, Some(page));
    }

    fn draw_on<'a>(&mut self, changed: impl Iterator<Item = (u16, u16, &'a Cell)>, page: Page) {
        let mut row = Vec::new();
        let mut current = 0;
        for (x, y, cell) in changed {
            if y != current {
                self.draw_row(current, &row, page);
                row.clear();
                current = y;
            }
            row.push((x, cell));
        }
        self.draw_row(current, &row, page);
    }

    /// Before a clearing: terminals differ on the colour with which they clear.
    fn use_neutral_pen(&mut self) {
        if !self.pen.is_some_and(|pen| pen.is_neutral(self.blank)) {
            let (pen, sgr) = self.blank.sgr_for_space_from(self.pen, self.level);
            self.push(&sgr);
            self.pen = Some(pen);
        }
    }

    fn use_pen(&mut self, pen: PenState) {
        self.push(&pen.sgr_from(self.pen, self.level));
        self.pen = Some(pen);
    }

    fn push(&mut self, text: &str) {
        self.output.extend_from_slice(text.as_bytes());
    }

    fn row(&self, y: u16) -> &[KnownCell] {
        let width = usize::from(self.size.width);
        let start = usize::from(y) * width;
        self.cells.get(start..start + width).unwrap_or_default()
    }

    fn row_mut(&mut self, y: u16) -> &mut [KnownCell] {
        let width = usize::from(self.size.width);
        let start = usize::from(y) * width;
        self.cells.get_mut(start..start + width).unwrap_or_default()
    }

    /// Sends `sequence`, which erases a part of the screen or of a row (ED, EL).
    fn erase(&mut self, sequence: &str) {
        self.use_neutral_pen();
        self.push(sequence);
    }

    /// The position of the cursor for ratatui.
    fn logical_cursor(&self) -> Position {
        self.wanted_cursor.or(self.cursor).unwrap_or(Position::ORIGIN)
    }
}

impl Backend for LeanBackend {
    type Error = Infallible;

    fn draw<'a, I>(&mut self, content: I) -> Result<(), Infallible>
    where
        I: Iterator<Item = (u16, u16, &'a Cell)>,
    {
        self.draw_on(content, None);
        Ok(())
    }

    /// Sends line feeds at the cursor. Every cell is unknown afterwards: a terminal taller than the drawn size does not
    /// scroll.
    fn append_lines(&mut self, n: u16) -> Result<(), Infallible> {
        let at = self.logical_cursor();
        self.move_to(at, None);
        self.use_neutral_pen();
        self.push(&"\n".repeat(n.into()));
        let Position { x, y } = at;
        self.wanted_cursor =
            Some(Position::new(x, y.saturating_add(n).min(self.size.height.saturating_sub(1))));
        self.cursor = None;
        self.start = None;
        self.cells.fill(KnownCell::Other);
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
                // Another program may have written there: nothing is known any more.
                (self.cursor, self.pen, self.visible, self.start) = (None, None, None, None);
                self.erase(CLEAR_SCREEN);
            }
            self.cells.fill(KnownCell::Blank);
            return Ok(());
        }
        let at = self.logical_cursor();
        self.move_to(at, None);
        let width = usize::from(self.size.width);
        let row = usize::from(at.y) * width;
        let cursor = row + usize::from(at.x);
        let (sequence, cells) = match clear_type {
            ClearType::All | ClearType::AfterCursor => ("\x1b[J", cursor..self.cells.len()),
            ClearType::BeforeCursor => ("\x1b[1J", 0..cursor + 1),
            ClearType::CurrentLine => ("\x1b[2K", row..row + width),
            ClearType::UntilNewLine => (CLEAR_TO_END_OF_LINE, cursor..row + width),
        };
        self.erase(sequence);
        self.cells.get_mut(cells).unwrap_or_default().fill(KnownCell::Blank);
        Ok(())
    }

    fn size(&self) -> Result<Size, Infallible> {
        Ok(self.size)
    }

    fn window_size(&mut self) -> Result<WindowSize, Infallible> {
        Ok(WindowSize { columns_rows: self.size, pixels: Size::ZERO })
    }

    /// Does nothing: a frame leaves as a whole, by [`LeanBackend::take_output`].
    fn flush(&mut self) -> Result<(), Infallible> {
        Ok(())
    }
}

#[cfg(test)]
mod tests;
