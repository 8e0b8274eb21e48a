//! The line mode: the model said in words, for a screen reader, a braille display or a terminal that cannot
//! move its cursor. Nothing is redrawn; what is here is said once, when it becomes true.

mod help;
mod question;
mod sentences;

/// How the answers come, hence what is said of the way to give them.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum InputMode {
    /// Somebody types, and sees what is no secret.
    Keys,
    /// A program gives lines, and sees nothing of them again.
    Lines,
}

pub use help::{help, help_with};
pub use question::{NumberedChoice, Question, introduction, may_keep, prompt};
pub use sentences::{
    after_answer, fault, held, lines_of_picture, notice, opening, refusal, response, rules, welcome,
};
