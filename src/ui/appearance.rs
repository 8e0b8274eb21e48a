//! How a visit looks: words, styles, glyphs, and how much is drawn around what is said.

use crate::i18n::{Catalogue, Catalogues, Language};

use super::glyphs::GlyphSet;
use super::theme::Theme;

/// Everything of the appearance, shared by the frames of one visit.
pub struct Appearance {
    /// Styles of the roles.
    pub theme: Theme,
    /// GlyphSet that the terminal can show.
    pub glyphs: GlyphSet,
    /// How much is drawn around what is said.
    pub presentation: Presentation,
    words: Catalogues,
}

/// How much is drawn around what is said.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Presentation {
    /// Lines, the seed's long labels where they fit, the help beside the form.
    Boxed,
    /// Words only, in as few bytes as they take: for slow lines.
    Lean,
}

impl Appearance {
    /// A appearance with the words of every language.
    #[must_use]
    pub fn new(theme: Theme, glyphs: GlyphSet, words: Catalogues) -> Self {
        Self { theme, glyphs, presentation: Presentation::Boxed, words }
    }

    /// The same appearance, with more or less around what is said.
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
