//! The backend's knowledge of the screen.

use ratatui::buffer::Buffer;

/// The cells that the terminal shows at the end of the frame, as far as the caller tells them.
pub(super) type Page<'a> = Option<&'a Buffer>;

/// The knowledge of one cell of the terminal, without its text: the backend keeps none.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum KnownCell {
    /// A blank, of any foreground colour.
    Blank,
    /// A character, or the cell is unknown.
    Other,
    /// The second column of a wide character.
    SecondHalf,
}
