//! How a visit looks: words, styles, signs, and how much is drawn around what is said.

use crate::i18n::{Catalogue, Language, Words};

use super::signs::Signs;
use super::theme::Theme;

/// Everything of the look, shared by the frames of one visit.
pub struct Look {
    /// Styles of the roles.
    pub theme: Theme,
    /// Signs that the terminal can show.
    pub signs: Signs,
    /// How much is drawn around what is said.
    pub presentation: Presentation,
    words: Words,
}

/// How much is drawn around what is said.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Presentation {
    /// Lines, the seed's long labels where they fit, the help beside the form.
    Boxed,
    /// Words only, in as few bytes as they take: for slow lines.
    Lean,
}

impl Look {
    /// A look with the words of every language.
    #[must_use]
    pub fn new(theme: Theme, signs: Signs, words: Words) -> Self {
        Self { theme, signs, presentation: Presentation::Boxed, words }
    }

    /// The same look, with more or less around what is said.
    #[must_use]
    pub fn with_presentation(self, presentation: Presentation) -> Self {
        Self { presentation, ..self }
    }

    /// The words of a language.
    #[must_use]
    pub fn words(&self, language: Language) -> &Catalogue {
        self.words.of(language)
    }

    pub(super) fn is_lean(&self) -> bool {
        self.presentation == Presentation::Lean
    }
}
