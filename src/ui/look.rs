//! How a visit looks: words, styles, signs.

use crate::i18n::{Catalogue, Language, Words};

use super::signs::Signs;
use super::theme::Theme;

/// Everything of the look, shared by the frames of one visit.
pub struct Look {
    /// Styles of the roles.
    pub theme: Theme,
    /// Signs that the terminal can show.
    pub signs: Signs,
    words: Words,
}

impl Look {
    /// A look with the words of every language.
    #[must_use]
    pub fn new(theme: Theme, signs: Signs, words: Words) -> Self {
        Self { theme, signs, words }
    }

    /// The words of a language.
    #[must_use]
    pub fn words(&self, language: Language) -> &Catalogue {
        self.words.of(language)
    }
}
