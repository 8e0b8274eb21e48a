//! [`Appearance`]: the words, styles and glyphs of a session, and how much is drawn around the words.

use ratatui::style::Style;

use crate::i18n::{Catalogue, Catalogues, Language};

use super::glyphs::GlyphSet;
use super::theme::{Role, Theme};

/// The look of every frame of one session.
pub struct Appearance {
    pub theme: Theme,
    /// The glyphs that the terminal can show.
    pub glyphs: GlyphSet,
    /// With or without boxes around the words.
    pub presentation: Presentation,
    words: Catalogues,
}

/// With or without boxes around the words.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Presentation {
    /// Lines, the seed's long labels where they fit, the help beside the form.
    Boxed,
    /// Words only, in as few bytes as they take: for slow lines.
    Lean,
}

impl Appearance {
    /// An appearance with lines around the words.
    #[must_use]
    pub fn new(theme: Theme, glyphs: GlyphSet, words: Catalogues) -> Self {
        Self { theme, glyphs, presentation: Presentation::Boxed, words }
    }

    /// The same appearance, with more or less around the words.
    #[must_use]
    pub fn with_presentation(self, presentation: Presentation) -> Self {
        Self { presentation, ..self }
    }

    /// The words of a language.
    #[must_use]
    pub fn words(&self, language: Language) -> &Catalogue {
        if self.is_lean() { self.words.narrow(language) } else { self.words.of(language) }
    }

    /// The style of a blank, which words without a style of their own have too.
    #[must_use]
    pub fn ground(&self) -> Style {
        Style::from(self.theme.ground).patch(Style::from(self.theme.ink))
    }

    /// Titles, buttons and keys: bold, but on a slow line.
    pub(super) fn strong(&self) -> Role {
        if self.is_lean() { self.theme.ink } else { self.theme.ink.bold() }
    }

    pub(super) fn is_lean(&self) -> bool {
        self.presentation == Presentation::Lean
    }
}
