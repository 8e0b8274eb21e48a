//! [`InputMode`]: who answers.

/// Who answers, and therefore how the dialogue explains the way to answer.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum InputMode {
    /// A user types, and sees what is no secret.
    Keys,
    /// A program gives whole lines, and nothing is echoed.
    Lines,
}
