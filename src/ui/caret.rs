//! [`Caret`]: where the visible cursor is, and how far it may go without the rest of the screen.

use ratatui::layout::Position;

/// Where the visible cursor stands.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Caret {
    /// Its cell.
    pub at: Position,
    /// Columns that what is typed may still fill from there without scrolling; 0 where it would not come at the end.
    pub room: u16,
}

impl From<Position> for Caret {
    fn from(at: Position) -> Self {
        Self { at, room: 0 }
    }
}
