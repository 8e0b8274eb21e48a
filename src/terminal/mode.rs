//! The modes of a local terminal, and the errors of opening it.

use std::io;

use rustix::io::Errno;

/// A session uses the terminal in one of these modes; the restorer undoes it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum TerminalMode {
    /// On the alternate screen, from [`ENTER`](super::backend::ENTER) to [`LEAVE`](super::backend::LEAVE).
    FullScreen,
    /// Questions and answers, without an escape byte.
    LineByLine,
}

/// One of the two standard streams.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Stream {
    Input,
    Output,
}

/// The process has no usable terminal.
#[derive(Debug, thiserror::Error)]
pub enum TtyError {
    /// The stream is a pipe, a file or closed: no person is at the other end.
    #[error("standard {} is not a terminal", match .0 { Stream::Input => "input", Stream::Output => "output" })]
    NotATty(Stream),
    /// The echo cannot be turned off: passwords would be shown.
    #[error("the terminal goes on echoing")]
    Echoes,
    /// The system refused a usual request, such as the attributes of the terminal.
    #[error("the terminal refuses: {0}")]
    Io(#[from] io::Error),
}

impl From<Errno> for TtyError {
    fn from(errno: Errno) -> Self {
        Self::Io(errno.into())
    }
}
