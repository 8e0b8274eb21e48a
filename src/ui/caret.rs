//! [`Caret`]: where the visible cursor is, and how far it may go without the rest of the screen.

use ratatui::layout::Position;

/// Where the visible cursor stands.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Caret {
    /// Its cell.
    pub at: Position,
    /// Signs that the field still takes from there without scrolling, of one column each; 0 where what is typed
    /// would not come at the end.
    pub room: u16,
}

impl From<Position> for Caret {
    fn from(at: Position) -> Self {
        Self { at, room: 0 }
    }
}
