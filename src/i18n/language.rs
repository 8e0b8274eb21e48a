//! The languages of the interface, and the one rule that chooses between them.

use serde::{Deserialize, Serialize};

#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Serialize, Deserialize)]
pub enum Language {
    /// The default.
    #[default]
    #[serde(rename = "fr")]
    French,
    #[serde(rename = "en")]
    English,
}

impl Language {
    #[cfg(any(test, feature = "test-support"))]
    pub const ALL: [Self; 2] = [Self::French, Self::English];

    /// The other one (the key F9 goes there and back).
    #[must_use]
    pub fn other(self) -> Self {
        match self {
            Self::French => Self::English,
            Self::English => Self::French,
        }
    }

    /// The language of this code, `fr` or `en`.
    #[must_use]
    pub fn of_code(code: &str) -> Option<Self> {
        match code {
            "fr" => Some(Self::French),
            "en" => Some(Self::English),
            _ => None,
        }
    }

    /// Chooses the language of the command line, else that of the configuration, else that of the locale's code (`fr`,
    /// `en`), else French.
    #[must_use]
    pub fn choose(command_line: Option<Self>, configuration: Option<Self>, locale: Option<&str>) -> Self {
        command_line.or(configuration).or_else(|| Self::of_code(locale?)).unwrap_or_default()
    }
}

#[cfg(test)]
mod tests {
    use super::Language::{self, English, French};

    type Sources = (Option<Language>, Option<Language>, Option<&'static str>);

    #[rstest]
    #[case::command_line((Some(English), Some(French), Some("fr")), English)]
    #[case::configuration((None, Some(English), Some("fr")), English)]
    #[case::locale((None, None, Some("en")), English)]
    #[case::other_locale((None, None, Some("de")), French)]
    #[case::nothing((None, None, None), French)]
    fn first_source_chooses_language(#[case] sources: Sources, #[case] chosen: Language) {
        let (command_line, configuration, locale) = sources;
        assert_eq!(Language::choose(command_line, configuration, locale), chosen);
    }
}
