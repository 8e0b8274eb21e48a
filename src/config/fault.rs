//! A fault of the configuration file, with its line.

use std::path::PathBuf;

use crate::i18n::{Catalogue, Text, keys::command_line as texts};

/// One fault of the file. Never holds a value of the file.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ConfigError {
    pub file: PathBuf,
    /// Counted from 1; `None` for the whole file, or for a table that it lacks.
    pub line: Option<usize>,
    /// The dotted path of the key (`policy.min_length`), empty for the whole file.
    pub key: String,
    pub reason: Text,
    pub expected: Option<Text>,
}

impl ConfigError {
    /// One line for the administrator: `FILE:LINE: key: reason; expected`, in the typography of the language.
    #[must_use]
    pub fn line(&self, catalogue: &Catalogue) -> String {
        let mut text = catalogue.format(&self.reason);
        if let Some(expected) = &self.expected {
            let expected = catalogue.format(expected);
            text.push(' ');
            text.push_str(&catalogue.format(&Text::from(texts::CONFIG_EXPECTED).word("what", expected)));
        }
        let mut place = self.file.display().to_string();
        if let Some(line) = self.line {
            place.push_str(&format!(":{line}"));
        }
        for place in [self.key.clone(), place].into_iter().filter(|place| !place.is_empty()) {
            text = catalogue.format(&Text::from(texts::CONFIG_AT).word("place", place).word("fault", text));
        }
        text
    }
}
