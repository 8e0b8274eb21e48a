//! The end of the program: its exit code and its last message.

use crate::account::Outcome;
use crate::i18n::Text;

/// The exit codes of every command.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum ExitCode {
    /// The work is done, or the user left.
    Success,
    /// A request was refused or failed; a check found a fault.
    Failure,
    /// The command line or the configuration is wrong.
    Usage,
    /// No directory server answers.
    Unreachable,
    /// A signal of that number ended the session; shells count it from 128.
    Signal(u8),
}

impl ExitCode {
    /// The number that the shell reads.
    #[must_use]
    pub fn number(self) -> u8 {
        match self {
            Self::Success => 0,
            Self::Failure => 1,
            Self::Usage => 2,
            Self::Unreachable => 3,
            Self::Signal(signal) => 128 + signal,
        }
    }
}

impl From<&Outcome> for ExitCode {
    fn from(outcome: &Outcome) -> Self {
        match outcome {
            Outcome::Done(_) => Self::Success,
            Outcome::Unreachable | Outcome::TooSlow => Self::Unreachable,
            _ => Self::Failure,
        }
    }
}

impl From<ExitCode> for std::process::ExitCode {
    fn from(code: ExitCode) -> Self {
        Self::from(code.number())
    }
}

/// The end of the program after a session.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Exit {
    pub code: ExitCode,
    /// Shown on the ordinary screen, once the terminal is restored.
    pub message: Option<Text>,
}
