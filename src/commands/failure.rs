//! The failure of a command: sentences and an exit code.

use std::io;

use crate::app::ExitCode;
use crate::assembly::AssemblyError;
use crate::config::{ConfigError, DEFAULT_PATH};
use crate::i18n::keys::command_line as texts;
use crate::i18n::{Catalogue, Text};

/// Sentences for standard error, a line each, and the exit code.
#[derive(Debug)]
pub(super) struct Failure {
    pub(super) exit_code: ExitCode,
    sentences: Vec<FailureText>,
}

#[derive(Debug)]
enum FailureText {
    Text(Text),
    Fault(Box<ConfigError>),
}

impl Failure {
    /// The command line or the configuration is wrong.
    pub(super) fn usage(sentence: impl Into<Text>) -> Self {
        Self { exit_code: ExitCode::Usage, sentences: vec![FailureText::Text(sentence.into())] }
    }

    /// Neither the command line nor the configuration is at fault.
    pub(super) fn failed(sentence: impl Into<Text>) -> Self {
        Self { exit_code: ExitCode::Failure, sentences: vec![FailureText::Text(sentence.into())] }
    }

    /// No configuration is named and the default one does not exist.
    pub(super) fn not_configured() -> Self {
        let failure = Self::usage(not_configured());
        #[cfg(feature = "demo")]
        let failure = failure.and(texts::TRY_THE_DEMO.into());
        failure.and(not_configured().advice())
    }

    pub(super) fn and(mut self, sentence: Text) -> Self {
        self.sentences.push(FailureText::Text(sentence));
        self
    }

    pub(super) fn report(&self, words: &Catalogue) -> String {
        let mut report = String::new();
        for sentence in &self.sentences {
            match sentence {
                FailureText::Text(text) => report.push_str(&words.format(text)),
                FailureText::Fault(fault) => report.push_str(&fault.line(words)),
            }
            report.push('\n');
        }
        report
    }
}

/// Its advice names the guides.
pub(super) fn not_configured() -> Text {
    Text::from(texts::NOT_CONFIGURED).word("file", DEFAULT_PATH)
}

impl From<Vec<ConfigError>> for Failure {
    fn from(faults: Vec<ConfigError>) -> Self {
        Self {
            exit_code: ExitCode::Usage,
            sentences: faults.into_iter().map(|fault| FailureText::Fault(Box::new(fault))).collect(),
        }
    }
}

impl From<AssemblyError> for Failure {
    fn from(error: AssemblyError) -> Self {
        Self { exit_code: error.exit_code(), sentences: vec![FailureText::Text(error.text())] }
    }
}

impl From<io::Error> for Failure {
    fn from(fault: io::Error) -> Self {
        Self::failed(Text::from(texts::SYSTEM_FAILED).word("cause", fault.kind().to_string()))
    }
}
