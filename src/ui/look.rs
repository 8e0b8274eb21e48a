//! How a visit looks: words, styles, signs.

use std::sync::Arc;

use crate::i18n::{Catalogue, Language};

use super::signs::Signs;
use super::theme::Theme;

/// Everything of the look, shared by the frames of one visit.
pub struct Look {
    /// Styles of the roles.
    pub theme: Theme,
    /// Signs that the terminal can show.
    pub signs: Signs,
    french: Arc<Catalogue>,
    english: Arc<Catalogue>,
}

impl Look {
    /// A look with the words of every language.
    #[must_use]
    pub fn new(theme: Theme, signs: Signs) -> Self {
        Self {
            theme,
            signs,
            french: Catalogue::of(Language::French),
            english: Catalogue::of(Language::English),
        }
    }

    /// The words of a language.
    #[must_use]
    pub fn words(&self, language: Language) -> &Catalogue {
        match language {
            Language::French => &self.french,
            Language::English => &self.english,
        }
    }
}
