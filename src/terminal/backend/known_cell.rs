//! The backend's knowledge of the screen.

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
