//! [`InputMode`]: who answers.

/// A person or a program answers: the dialogue explains a different way to each.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum InputMode {
    /// A user types, and sees what is no secret.
    Keys,
    /// A program gives whole lines, and nothing is echoed.
    Lines,
}
