//! [`Canvas`]: what a terminal shows and what it is to show.
//!
//! ratatui's own `Terminal` keeps what it shows to itself. Here it is known, so that a masked key can be echoed ahead of
//! the frame that says the same: drawing a whole screen takes several times as long as all the rest of a key's way.

use ratatui::backend::{Backend, ClearType};
use ratatui::buffer::{Buffer, Cell};
use ratatui::layout::{Position, Rect, Size};
use ratatui::style::Style;

use crate::terminal::LeanBackend;

/// Two buffers over a backend that writes into memory: nothing of it can fail.
pub(super) struct Canvas {
    backend: LeanBackend,
    /// What the terminal shows.
    shown: Buffer,
    /// What it is to show: empty, until it is drawn.
    next: Buffer,
    /// Where the last frame put the cursor.
    cursor: Position,
    /// Where an echo went ahead to; the next frame says whether that was right.
    ahead: Option<Position>,
    /// Whether the last echo was wrong, in the row where the cursor still is: the field is full and scrolls.
    mistaken: bool,
}

impl Canvas {
    /// Over a terminal whose screen is empty.
    pub(super) fn over(backend: LeanBackend) -> Self {
        let (shown, next) = (Buffer::default(), Buffer::default());
        let mut canvas =
            Self { backend, shown, next, cursor: Position::ORIGIN, ahead: None, mistaken: false };
        canvas.fit();
        canvas
    }

    pub(super) fn backend(&mut self) -> &mut LeanBackend {
        &mut self.backend
    }

    /// The terminal has another size, and nobody knows what it shows.
    pub(super) fn resize(&mut self, columns: u16, rows: u16) {
        self.backend.resize(columns, rows);
        self.fit();
        let Ok(()) = self.backend.clear_region(ClearType::All);
    }

    /// Empties the screen, whose state is known.
    pub(super) fn wipe(&mut self) {
        self.backend.wipe();
        self.shown.reset();
    }

    fn fit(&mut self) {
        let Ok(Size { width, height }) = self.backend.size();
        let area = Rect::new(0, 0, width, height);
        (self.shown, self.next) = (Buffer::empty(area), Buffer::empty(area));
        self.ahead = None;
    }

    /// Has `draw` fill the next buffer and say where the cursor goes; the backend has the bytes afterwards.
    pub(super) fn draw(&mut self, draw: impl FnOnce(&mut Buffer) -> Position) {
        let cursor = draw(&mut self.next);
        match self.ahead.take() {
            Some(ahead) => self.mistaken = ahead != cursor,
            None => self.mistaken &= cursor.y == self.cursor.y,
        }
        self.cursor = cursor;
        let Ok(()) = self.backend.draw(self.shown.diff(&self.next).into_iter());
        let Ok(()) = self.backend.show_cursor();
        let Ok(()) = self.backend.set_cursor_position(cursor);
    }

    /// What was drawn is what the terminal shows, or will.
    pub(super) fn turn(&mut self) {
        std::mem::swap(&mut self.shown, &mut self.next);
        self.next.reset();
    }

    /// Puts `sign`, of one column, where the cursor is, ahead of the frame that will say the same; what went out is
    /// noted, so that a frame that says otherwise mends it. Whether it was put: not over anything else.
    pub(super) fn echo(&mut self, sign: &'static str, style: Style) -> bool {
        let Position { x, y } = self.cursor;
        let Some(cell) = self.shown.cell_mut((x, y)).filter(|cell| **cell == Cell::EMPTY) else {
            return false;
        };
        if self.mistaken {
            return false;
        }
        cell.set_symbol(sign).set_style(style);
        let Ok(()) = self.backend.draw(std::iter::once((x, y, &*cell)));
        let ahead = Position::new(x + 1, y);
        let Ok(()) = self.backend.set_cursor_position(ahead);
        self.ahead = Some(ahead);
        true
    }
}
