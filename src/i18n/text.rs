//! A text without a language: its key and its arguments.

use super::shown::Shown;

/// The name of a text. Made only in [`keys`](super::keys), so that a misspelt one does not compile.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub struct TextKey {
    /// The name of the message.
    pub(crate) id: &'static str,
    pub(super) is_advice: bool,
}

impl TextKey {
    pub(super) const fn of(id: &'static str) -> Self {
        Self { id, is_advice: false }
    }

    /// The advice of the same message: its attribute `.advice`.
    #[must_use]
    pub const fn advice(self) -> Self {
        Self { is_advice: true, ..self }
    }
}

/// A key with its arguments, put into words once the language is known.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Text {
    pub key: TextKey,
    /// Its arguments: numbers, or short words that are no secret.
    pub args: Vec<(&'static str, Argument)>,
}

/// An argument of a text.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Argument {
    /// May decide a plural.
    Number(usize),
    /// Put as it is: [`Text::word`] made it safe to show.
    Word(String),
}

impl From<TextKey> for Text {
    fn from(key: TextKey) -> Self {
        Self { key, args: Vec::new() }
    }
}

impl Text {
    /// The advice of the same message, with the same arguments.
    #[must_use]
    pub fn advice(&self) -> Self {
        Self { key: self.key.advice(), args: self.args.clone() }
    }

    /// Adds a number, which may decide a plural.
    #[must_use]
    pub fn number(mut self, name: &'static str, value: usize) -> Self {
        self.args.push((name, Argument::Number(value)));
        self
    }

    /// Adds a word. Characters that a terminal would obey are replaced: it may come from a server or a file.
    #[must_use]
    pub fn word(mut self, name: &'static str, value: impl Into<String>) -> Self {
        self.args.push((name, Argument::Word(Shown::of(&value.into()).into())));
        self
    }
}
