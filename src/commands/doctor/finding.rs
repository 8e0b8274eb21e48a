//! The finding of a check: its level, its sentence and its remedy.
//!
//! Its words are safe in both forms of the report: [`Text::word`] filtered those of the sentences, and [`Finding::at`]
//! filters the address, which is in no sentence.

use serde::Serialize;

use crate::config::ConfigError;
use crate::directory::ServerAnswer;
use crate::i18n::keys::doctor as texts;
use crate::i18n::{Catalogue, Shown, Text, TextKey};

#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize)]
#[serde(rename_all = "lowercase")]
pub(super) enum FindingLevel {
    Ok,
    /// Cannot be seen from here: to be checked by hand.
    Unchecked,
    /// Works, but not as well as it could, or not for long.
    Attention,
    /// Does not work, or discloses too much.
    Fault,
}

impl FindingLevel {
    pub(super) fn key(self) -> TextKey {
        match self {
            Self::Ok => texts::LEVEL_OK,
            Self::Unchecked => texts::LEVEL_UNCHECKED,
            Self::Attention => texts::LEVEL_ATTENTION,
            Self::Fault => texts::LEVEL_FAULT,
        }
    }
}

/// One line of the report.
#[derive(Debug, Clone)]
pub(super) struct Finding {
    /// A stable name, for a monitoring system.
    pub(super) check: &'static str,
    /// The server, where the check is about one.
    pub(super) server: Option<String>,
    pub(super) level: FindingLevel,
    text: FindingText,
    pub(super) remedy: Option<Text>,
}

#[derive(Debug, Clone)]
enum FindingText {
    Text(Text),
    /// A sentence that is already in a language: the faults of a configuration.
    Line(String),
}

/// A finding in a language. The names are part of the interface with monitoring systems.
#[derive(Serialize)]
pub(super) struct JsonFinding<'finding> {
    check: &'static str,
    #[serde(skip_serializing_if = "Option::is_none")]
    server: Option<&'finding str>,
    level: FindingLevel,
    said: String,
    #[serde(skip_serializing_if = "Option::is_none")]
    remedy: Option<String>,
}

/// A sentence with the result code of the server.
pub(super) fn coded(text: impl Into<Text>, answer: ServerAnswer) -> Text {
    text.into().number("code", usize::try_from(answer.result_code).unwrap_or_default())
}

impl Finding {
    fn new(check: &'static str, level: FindingLevel, text: Text, remedy: Option<Text>) -> Self {
        Self { check, server: None, level, text: FindingText::Text(text), remedy }
    }

    pub(super) fn ok(check: &'static str, text: impl Into<Text>) -> Self {
        Self::new(check, FindingLevel::Ok, text.into(), None)
    }

    /// The remedy is the advice of the message.
    fn advised(check: &'static str, level: FindingLevel, text: Text) -> Self {
        let remedy = text.advice();
        Self::new(check, level, text, Some(remedy))
    }

    pub(super) fn unchecked(check: &'static str, text: impl Into<Text>) -> Self {
        Self::advised(check, FindingLevel::Unchecked, text.into())
    }

    pub(super) fn attention(check: &'static str, text: impl Into<Text>) -> Self {
        Self::advised(check, FindingLevel::Attention, text.into())
    }

    pub(super) fn fault(check: &'static str, text: impl Into<Text>) -> Self {
        Self::advised(check, FindingLevel::Fault, text.into())
    }

    pub(super) fn attention_with(check: &'static str, text: impl Into<Text>, remedy: Text) -> Self {
        Self::new(check, FindingLevel::Attention, text.into(), Some(remedy))
    }

    /// A fault whose message has no advice: it comes from another room, or the remedy depends on the server's family.
    pub(super) fn fault_with(
        check: &'static str,
        text: impl Into<Text>,
        remedy: impl Into<Option<Text>>,
    ) -> Self {
        Self::new(check, FindingLevel::Fault, text.into(), remedy.into())
    }

    /// The same, about one server.
    pub(super) fn at(self, server: &str) -> Self {
        Self { server: Some(Shown::of(server).into()), ..self }
    }

    pub(super) fn of_configuration(fault: &ConfigError, words: &Catalogue) -> Self {
        let text = FindingText::Line(fault.line(words));
        Self { check: "configuration", server: None, level: FindingLevel::Fault, text, remedy: None }
    }

    /// The sentence.
    pub(super) fn line(&self, words: &Catalogue) -> String {
        match &self.text {
            FindingText::Text(text) => words.format(text),
            FindingText::Line(line) => line.clone(),
        }
    }

    pub(super) fn remedy_line(&self, words: &Catalogue) -> Option<String> {
        self.remedy.as_ref().map(|remedy| words.format(remedy))
    }

    /// The message of the sentence.
    #[cfg(test)]
    pub(super) fn key(&self) -> Option<TextKey> {
        match &self.text {
            FindingText::Text(text) => Some(text.key),
            FindingText::Line(_) => None,
        }
    }

    pub(super) fn as_json(&self, words: &Catalogue) -> JsonFinding<'_> {
        JsonFinding {
            check: self.check,
            server: self.server.as_deref(),
            level: self.level,
            said: self.line(words),
            remedy: self.remedy_line(words),
        }
    }
}
