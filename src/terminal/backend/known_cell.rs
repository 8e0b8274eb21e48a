//! What the backend remembers of the screen.

/// What is known of a cell of the terminal. Not its text: the backend keeps none.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum KnownCell {
    /// A blank, of any foreground colour.
    Blank,
    /// A character, or the cell is unknown.
    Other,
    /// The second column of a wide character.
    SecondHalf,
}
