//! [`SessionMode`]: how a session uses the standard streams.

use std::io;

use rustix::termios::isatty;

use super::descriptor;
use super::mode::TerminalMode;

/// The kind of standard input and output.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Streams {
    /// Whether the input is a terminal, at which a person types.
    pub input_is_tty: bool,
    /// Columns and rows of the output, 0 where it does not know them; `None` when it is no terminal.
    pub output_size: Option<(u16, u16)>,
}

/// A session goes over a terminal or over a pipe.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum SessionMode {
    /// A person types at a terminal.
    Terminal(TerminalMode),
    /// A program, or a file, gives one answer a line.
    Pipe,
}

impl Streams {
    /// Examines the standard streams of the process.
    #[must_use]
    pub fn of_the_process() -> Self {
        let output = io::stdout();
        let size = || descriptor::size(&output).unwrap_or_default();
        Self { input_is_tty: isatty(io::stdin()), output_size: isatty(&output).then(size) }
    }

    /// The mode of a session over these streams: the whole screen only if its size is known, and not if the person asks
    /// for lines (`by_line`).
    #[must_use]
    pub fn mode(self, by_line: bool) -> SessionMode {
        let has_screen = self.output_size.is_some_and(|(columns, rows)| columns > 0 && rows > 0);
        match (self.input_is_tty, has_screen && !by_line) {
            (false, _) => SessionMode::Pipe,
            (true, true) => SessionMode::Terminal(TerminalMode::FullScreen),
            (true, false) => SessionMode::Terminal(TerminalMode::LineByLine),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Whether the input is a terminal, and the size of the output.
    type Sizes = (bool, Option<(u16, u16)>);

    const SCREEN: SessionMode = SessionMode::Terminal(TerminalMode::FullScreen);
    const LINES: SessionMode = SessionMode::Terminal(TerminalMode::LineByLine);

    #[rstest]
    #[case((true, Some((80, 24))), false, SCREEN)]
    #[case((true, Some((1, 1))), false, SCREEN)]
    #[case::plain((true, Some((80, 24))), true, LINES)]
    #[case::serial_line((true, Some((0, 0))), false, LINES)]
    #[case::half_known((true, Some((80, 0))), false, LINES)]
    #[case::into_a_pipe((true, None), false, LINES)]
    #[case::from_a_pipe((false, Some((80, 24))), false, SessionMode::Pipe)]
    #[case::from_a_pipe_by_line((false, Some((80, 24))), true, SessionMode::Pipe)]
    #[case::both_pipes((false, None), false, SessionMode::Pipe)]
    fn streams_give_session_mode(#[case] streams: Sizes, #[case] by_line: bool, #[case] mode: SessionMode) {
        let (input_is_tty, output_size) = streams;
        assert_eq!(Streams { input_is_tty, output_size }.mode(by_line), mode);
    }
}
