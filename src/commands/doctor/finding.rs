//! The finding of a check: its level, its sentence and its remedy.

use std::borrow::Cow;

use serde::Serialize;

use crate::config::ConfigError;
use crate::i18n::keys::doctor as texts;
use crate::i18n::{Catalogue, Text, TextKey};

#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize)]
#[serde(rename_all = "lowercase")]
pub(super) enum FindingLevel {
    Ok,
    /// Works, but not as well as it could, or not for long.
    Attention,
    /// Does not work, or discloses too much.
    Fault,
}

impl FindingLevel {
    pub(super) fn key(self) -> TextKey {
        match self {
            Self::Ok => texts::LEVEL_OK,
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

    pub(super) fn attention(check: &'static str, text: impl Into<Text>) -> Self {
        Self::advised(check, FindingLevel::Attention, text.into())
    }

    pub(super) fn fault(check: &'static str, text: impl Into<Text>) -> Self {
        Self::advised(check, FindingLevel::Fault, text.into())
    }

    /// A fault whose message has no advice: it comes from another room, or several checks share it.
    pub(super) fn fault_with(
        check: &'static str,
        text: impl Into<Text>,
        remedy: impl Into<Option<Text>>,
    ) -> Self {
        Self::new(check, FindingLevel::Fault, text.into(), remedy.into())
    }

    /// The same, about one server.
    pub(super) fn at(self, server: &str) -> Self {
        Self { server: Some(server.to_owned()), ..self }
    }

    pub(super) fn of_configuration(fault: &ConfigError, words: &Catalogue) -> Self {
        let text = FindingText::Line(fault.line(words));
        Self { check: "configuration", server: None, level: FindingLevel::Fault, text, remedy: None }
    }

    /// The sentence, after the name of its server.
    pub(super) fn line(&self, words: &Catalogue) -> String {
        match &self.server {
            Some(server) => format!("{server}  {}", self.sentence(words)),
            None => self.sentence(words).into_owned(),
        }
    }

    pub(super) fn as_json(&self, words: &Catalogue) -> JsonFinding<'_> {
        JsonFinding {
            check: self.check,
            server: self.server.as_deref(),
            level: self.level,
            said: self.sentence(words).into_owned(),
            remedy: self.remedy.as_ref().map(|remedy| words.format(remedy)),
        }
    }

    fn sentence(&self, words: &Catalogue) -> Cow<'_, str> {
        match &self.text {
            FindingText::Text(text) => Cow::Owned(words.format(text)),
            FindingText::Line(line) => Cow::Borrowed(line),
        }
    }
}
