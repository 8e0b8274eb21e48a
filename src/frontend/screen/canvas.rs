//! [`Canvas`]: the screen as the terminal shows it, and the next one.
//!
//! ratatui's own `Terminal` keeps its buffers private. Here they are known, so that a key can be echoed before its
//! frame: to draw a whole screen takes several times as long as the rest of the way of a key.

use ratatui::backend::{Backend, ClearType};
use ratatui::buffer::{Buffer, Cell};
use ratatui::layout::{Offset, Position, Rect, Size};
use ratatui::style::Style;

use crate::terminal::LeanBackend;
use crate::ui::{Caret, View};

use super::whole_rows;

/// The cells of a frame that are sent.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Sent {
    Changes,
    /// See [`whole_rows`].
    WholeRows,
}

/// Two buffers over a backend that writes into memory: nothing of it can fail.
pub(super) struct Canvas {
    backend: LeanBackend,
    shown: Buffer,
    /// Spare buffer for the next frame.
    next: Buffer,
    /// The place of the terminal's cursor.
    caret: Caret,
    /// The style of every blank.
    ground: Style,
}

impl Canvas {
    /// Over a terminal whose screen is empty, in the style of `ground`.
    pub(super) fn over(backend: LeanBackend, ground: Style) -> Self {
        let (shown, next) = (Buffer::default(), Buffer::default());
        let mut canvas = Self { backend, shown, next, caret: Caret::default(), ground };
        canvas.fit();
        canvas
    }

    pub(super) fn backend(&mut self) -> &mut LeanBackend {
        &mut self.backend
    }

    /// Takes another size of the terminal: what it shows is unknown from here on.
    pub(super) fn resize(&mut self, columns: u16, rows: u16) {
        self.backend.resize(columns, rows);
        self.fit();
        let Ok(()) = self.backend.clear_region(ClearType::All);
    }

    /// Empties the screen, whose state is known.
    pub(super) fn wipe(&mut self) {
        self.backend.wipe();
        self.empty();
    }

    /// Makes the shown buffer that of a screen that was cleared.
    fn empty(&mut self) {
        self.shown.reset();
        self.shown.set_style(self.shown.area, self.ground);
    }

    fn fit(&mut self) {
        let Ok(Size { width, height }) = self.backend.size();
        let area = Rect::new(0, 0, width, height);
        (self.shown, self.next) = (Buffer::empty(area), Buffer::empty(area));
        self.empty();
        self.caret = Caret::default();
    }

    /// Has `draw` fill an empty buffer and say where the cursor goes; the backend has the bytes afterwards.
    pub(super) fn draw(&mut self, sent: Sent, draw: impl FnOnce(&mut Buffer) -> View) {
        self.next.reset();
        let View { caret, input, first } = draw(&mut self.next);
        let before = std::mem::replace(&mut self.caret, caret);
        let changed = self.shown.diff(&self.next);
        let cells = match sent {
            Sent::Changes => in_order(changed, &first),
            Sent::WholeRows => whole_rows::cells(changed, &self.next, before.at, caret.at),
        };
        self.backend.draw_changes(cells.into_iter(), &self.next);
        self.backend.expect_next(input);
        let Ok(()) = self.backend.show_cursor();
        let Ok(()) = self.backend.set_cursor_position(self.caret.at);
        std::mem::swap(&mut self.shown, &mut self.next);
    }

    /// The bytes of the frame, see [`LeanBackend::take_output`].
    pub(super) fn take_output(&mut self) -> Vec<u8> {
        self.backend.take_output_of(&self.shown)
    }

    /// The bytes of the frame, see [`LeanBackend::take_padded`].
    pub(super) fn take_padded(&mut self, multiple: usize) -> Vec<u8> {
        self.backend.take_padded(multiple, &self.shown)
    }

    /// Takes another style of every blank, and empties the screen in it.
    pub(super) fn take_ground(&mut self, ground: Style) {
        self.backend.set_ground(ground);
        self.ground = ground;
        self.wipe();
    }

    #[cfg(test)]
    pub(super) fn shown(&self) -> (&Buffer, Caret) {
        (&self.shown, self.caret)
    }

    /// Puts `character` at the cursor, as the next frame will. Returns whether the caller may send it alone: the cell is
    /// blank, and the field has room.
    pub(super) fn echo(&mut self, character: char) -> bool {
        let Caret { at, room } = self.caret;
        let Some(cell) = self.shown.cell_mut(at).filter(|cell| cell.symbol() == " ") else { return false };
        let mut typed = cell.clone();
        typed.set_char(character);
        let Some(room) = room.checked_sub(1).filter(|_| self.backend.echo(&typed)) else { return false };
        *cell = typed;
        self.caret = Caret { at: at.offset(Offset::new(1, 0)), room };
        true
    }
}

/// The changed cells, those in one of the areas of `first` before the others.
fn in_order<'cells>(changed: Vec<(u16, u16, &'cells Cell)>, first: &[Rect]) -> Vec<(u16, u16, &'cells Cell)> {
    let is_first = |x, y| first.iter().any(|area| area.contains(Position::new(x, y)));
    let (mut ordered, others): (Vec<_>, Vec<_>) = changed.into_iter().partition(|(x, y, _)| is_first(*x, *y));
    ordered.extend(others);
    ordered
}
