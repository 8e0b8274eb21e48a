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

/// A cell of a frame, with its column and its row.
type Placed<'cells> = (u16, u16, &'cells Cell);

/// Most changed cells of a move of the focus.
const FEW: usize = 64;

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
            Sent::Changes if changed.len() <= FEW && before.at.y != caret.at.y => {
                self.in_shorter_order(changed, input)
            }
            Sent::Changes => in_order(changed, &first),
            Sent::WholeRows => whole_rows::cells(changed, &self.next, before.at, caret.at),
        };
        send(&mut self.backend, cells, &self.next, input, caret.at);
        std::mem::swap(&mut self.shown, &mut self.next);
    }

    /// The cells from top to bottom, or with the row of the cursor at the end: there, what was sent last is near the
    /// cursor, and may have its style.
    fn in_shorter_order<'cells>(
        &self,
        changed: Vec<Placed<'cells>>,
        input: Option<Style>,
    ) -> Vec<Placed<'cells>> {
        let at = self.caret.at;
        let (last, others): (Vec<_>, Vec<_>) = changed.iter().partition(|(_, y, _)| *y == at.y);
        let ordered = [others, last].concat();
        let cost = |cells: &[Placed<'cells>]| {
            let mut trial = self.backend.clone();
            send(&mut trial, cells.to_vec(), &self.next, input, at);
            trial.take_output_of(&self.next).len()
        };
        if cost(&ordered) < cost(&changed) { ordered } else { changed }
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

/// Has the backend draw cells of `page`, with the cursor `at` a place and ready for what is typed there.
fn send(
    backend: &mut LeanBackend,
    cells: Vec<Placed<'_>>,
    page: &Buffer,
    input: Option<Style>,
    at: Position,
) {
    backend.draw_changes(cells.into_iter(), page);
    backend.expect_next(input);
    let Ok(()) = backend.show_cursor();
    let Ok(()) = backend.set_cursor_position(at);
}

/// The changed cells, those in one of the areas of `first` before the others.
fn in_order<'cells>(changed: Vec<Placed<'cells>>, first: &[Rect]) -> Vec<Placed<'cells>> {
    let is_first = |x, y| first.iter().any(|area| area.contains(Position::new(x, y)));
    let (mut ordered, others): (Vec<_>, Vec<_>) = changed.into_iter().partition(|(x, y, _)| is_first(*x, *y));
    ordered.extend(others);
    ordered
}
