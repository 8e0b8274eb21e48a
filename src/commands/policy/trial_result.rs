//! What is said of one password, in sentences or as JSON.

use serde::Serialize;

use crate::app::ExitCode;
use crate::app::form::check::{refusal_text, warning_text};
use crate::app::form::wording;
use crate::i18n::keys::command_line as words;
use crate::i18n::{Catalogue, Text};
use crate::password::strength::{self, Strength, StrengthLabel};
use crate::password::{InputRefusal, Policy, Rule, SecretText};

use super::PolicyTrial;

/// What became of a password.
pub(super) enum TrialResult {
    /// It was judged.
    Judged {
        /// How strong.
        strength: Strength,
        /// The rules that it breaks.
        broken: Vec<Rule>,
        /// What is worth a word.
        warnings: Vec<Text>,
    },
    /// No field would take it.
    Untypable(Text),
}

/// How many were accepted, and how many not.
#[derive(Default)]
pub(super) struct TrialCounts {
    accepted: usize,
    refused: usize,
}

/// A verdict for another program. Names, once given, keep their meaning.
#[derive(Serialize)]
struct JsonRecord<'a> {
    line: usize,
    accepted: bool,
    percent: Option<u8>,
    label: Option<&'static str>,
    rules: Vec<&'static str>,
    faults: &'a [String],
    warnings: &'a [String],
}

impl TrialResult {
    /// Judges one line of a file.
    pub(super) fn of_line(trial: &PolicyTrial, line: &[u8]) -> Self {
        match std::str::from_utf8(line).map(SecretText::from_text) {
            Ok(Ok(password)) => Self::of(trial, &password),
            Ok(Err(refusal)) => Self::refused(refusal),
            Err(_) => Self::Untypable(words::TRY_NOT_UTF8.into()),
        }
    }

    /// Judges a password.
    pub(super) fn of(trial: &PolicyTrial, password: &SecretText) -> Self {
        let strength = strength::estimate(password, &trial.known);
        let strength = strength.unwrap_or(Strength { percent: 0, label: StrengthLabel::VeryWeak });
        Self::Judged {
            strength,
            broken: trial.policy.faults(password, None, strength.percent, &trial.known),
            warnings: Policy::warnings(password).map(warning_text).collect(),
        }
    }

    fn refused(refusal: InputRefusal) -> Self {
        Self::Untypable(refusal_text(refusal))
    }

    fn is_accepted(&self) -> bool {
        matches!(self, Self::Judged { broken, .. } if broken.is_empty())
    }

    /// Line by line, each with its end.
    pub(super) fn say(&self, number: usize, json: bool, words: &Catalogue) -> String {
        let said = |texts: Vec<Text>| texts.iter().map(|text| words.say(text)).collect::<Vec<_>>();
        let (faults, warnings) = match self {
            Self::Judged { broken, warnings, .. } => (
                said(broken.iter().copied().map(|rule| wording::rule(rule).fault).collect()),
                said(warnings.clone()),
            ),
            Self::Untypable(why) => (said(vec![why.clone()]), Vec::new()),
        };
        if json {
            return self.record(number, &faults, &warnings);
        }
        let mut text = words.say(&self.headline(number, words));
        text.push('\n');
        for sentence in faults.iter().chain(&warnings) {
            text.push_str("    ");
            text.push_str(sentence);
            text.push('\n');
        }
        text
    }

    fn headline(&self, number: usize, words: &Catalogue) -> Text {
        // As a word: a number would be written with the spaces of its language.
        let about = |key| Text::from(key).word("line", number.to_string());
        match self {
            Self::Untypable(_) => about(words::TRY_UNTYPABLE),
            Self::Judged { strength, .. } => {
                let key = if self.is_accepted() { words::TRY_ACCEPTED } else { words::TRY_REFUSED };
                about(key)
                    .word("percent", strength.percent.to_string())
                    .word("label", words.get(wording::strength(strength.label)))
            }
        }
    }

    fn record(&self, line: usize, faults: &[String], warnings: &[String]) -> String {
        let (strength, broken): (_, &[Rule]) = match self {
            Self::Judged { strength, broken, .. } => (Some(strength), broken),
            Self::Untypable(_) => (None, &[]),
        };
        let record = JsonRecord {
            line,
            accepted: self.is_accepted(),
            percent: strength.map(|strength| strength.percent),
            label: strength.map(|strength| label_name(strength.label)),
            rules: broken.iter().map(|rule| rule.name()).collect(),
            faults,
            warnings,
        };
        // A record of numbers and sentences is always JSON.
        serde_json::to_string(&record).map(|json| json + "\n").unwrap_or_default()
    }
}

fn label_name(label: StrengthLabel) -> &'static str {
    match label {
        StrengthLabel::VeryWeak => "very-weak",
        StrengthLabel::Weak => "weak",
        StrengthLabel::Good => "good",
        StrengthLabel::Strong => "strong",
        StrengthLabel::VeryStrong => "very-strong",
    }
}

impl TrialCounts {
    pub(super) fn count(&mut self, verdict: &TrialResult) {
        *(if verdict.is_accepted() { &mut self.accepted } else { &mut self.refused }) += 1;
    }

    /// 0: nothing is refused, 1: something is.
    pub(super) fn exit_code(&self) -> ExitCode {
        if self.refused > 0 { ExitCode::Failure } else { ExitCode::Success }
    }

    pub(super) fn say(&self, words: &Catalogue) -> String {
        let summary = Text::from(words::TRY_SUMMARY).number("accepted", self.accepted);
        words.say(&summary.number("refused", self.refused)) + "\n"
    }
}
