//! [`Appearance`]: the words, styles and glyphs of a session, in both presentations.

use ratatui::style::Style;

use crate::app::Presentation;
use crate::i18n::{Catalogue, Catalogues, Language};

use super::glyphs::GlyphSet;
use super::theme::Theme;

/// The look of every frame of one session.
pub struct Appearance {
    /// The theme of the rich presentation; the lean one has no style but bold.
    pub theme: Theme,
    /// The glyphs that the terminal can show; the lean presentation takes the picture.
    pub glyphs: GlyphSet,
    words: Catalogues,
}

impl Appearance {
    #[must_use]
    pub fn new(theme: Theme, glyphs: GlyphSet, words: Catalogues) -> Self {
        Self { theme, glyphs, words }
    }

    /// The words of a language.
    #[must_use]
    pub fn words(&self, language: Language) -> &Catalogue {
        self.words.of(language)
    }

    /// The same where each byte counts: an apostrophe is the one of ASCII.
    pub(super) fn lean_words(&self, language: Language) -> &Catalogue {
        self.words.narrow(language)
    }

    /// The style of a blank, which words without a style of their own have too.
    #[must_use]
    pub fn ground(&self, presentation: Presentation) -> Style {
        match presentation {
            Presentation::Rich => Style::from(self.theme.ground).patch(Style::from(self.theme.ink)),
            Presentation::Lean => Style::default(),
        }
    }
}
