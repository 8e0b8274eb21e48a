//! [`SessionMode`]: how a visit goes over the standard streams. Decided here and nowhere else.

use std::io;

use rustix::termios::isatty;

use super::tty::{self, TerminalMode};

/// What standard input and output are.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Streams {
    /// Whether somebody types at the other end of the input.
    pub input_is_tty: bool,
    /// Columns and rows of the output, 0 where it does not know; `None`: it is no terminal.
    pub output_size: Option<(u16, u16)>,
}

/// How a visit goes.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum SessionMode {
    /// Somebody types at a terminal.
    Terminal(TerminalMode),
    /// A program, or a file, gives one answer a line.
    Pipe,
}

impl Streams {
    /// Looks at those of the process.
    #[must_use]
    pub fn of_the_process() -> Self {
        let output = io::stdout();
        let size = || tty::size(&output).unwrap_or_default();
        Self { input_is_tty: isatty(io::stdin()), output_size: isatty(&output).then(size) }
    }

    /// How a visit goes over them: over the whole screen only where there is one of a known size, and nobody
    /// (`by_line`) wants it otherwise.
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
    use rstest::rstest;

    use super::*;

    const SCREEN: SessionMode = SessionMode::Terminal(TerminalMode::FullScreen);
    const LINES: SessionMode = SessionMode::Terminal(TerminalMode::LineByLine);

    #[rstest]
    #[case(true, Some((80, 24)), false, SCREEN)]
    #[case(true, Some((1, 1)), false, SCREEN)]
    #[case::plain(true, Some((80, 24)), true, LINES)]
    #[case::serial_line(true, Some((0, 0)), false, LINES)]
    #[case::half_known(true, Some((80, 0)), false, LINES)]
    #[case::into_a_pipe(true, None, false, LINES)]
    #[case::from_a_pipe(false, Some((80, 24)), false, SessionMode::Pipe)]
    #[case::from_a_pipe_by_line(false, Some((80, 24)), true, SessionMode::Pipe)]
    #[case::both_pipes(false, None, false, SessionMode::Pipe)]
    fn ways(
        #[case] input_is_tty: bool,
        #[case] output_size: Option<(u16, u16)>,
        #[case] by_line: bool,
        #[case] way: SessionMode,
    ) {
        assert_eq!(Streams { input_is_tty, output_size }.mode(by_line), way);
    }
}
