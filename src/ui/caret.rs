//! [`Caret`]: the visible cursor, and how far it may move before the rest of the screen changes. [`View`]: that, and the
//! rest of what the backend must know of a frame.

use ratatui::layout::{Position, Rect};
use ratatui::style::Style;

/// The place of the visible cursor.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Caret {
    pub at: Position,
    /// Columns that typed text may still fill from there without scrolling; 0 if the cursor is not at its end.
    pub room: u16,
}

impl From<Position> for Caret {
    fn from(at: Position) -> Self {
        Self { at, room: 0 }
    }
}

/// A drawn frame, besides its cells: the backend needs the cursor, its style and the order of the cells.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct View {
    /// The visible cursor. It is on the focus: a screen reader and a braille display follow it.
    pub caret: Caret,
    /// The style of what is typed there; `None` if the cursor is in no field.
    pub input: Option<Style>,
    /// The cells that a slow line shows first, from top to bottom; the others come after.
    pub first: Vec<Rect>,
}

impl From<Caret> for View {
    fn from(caret: Caret) -> Self {
        Self { caret, input: None, first: Vec::new() }
    }
}
