//! [`Caret`]: the visible cursor, and how far it may move before the rest of the screen changes.

use ratatui::layout::Position;

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
