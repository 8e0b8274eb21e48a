//! The check of passwords against a policy, and its report in sentences or as JSON.

use serde::Serialize;

use crate::account::{Judge, Outcome, UseCase, Verdict};
use crate::app::ExitCode;
use crate::app::form::check::{refusal_text, warning_text};
use crate::app::form::wording;
use crate::i18n::keys::command_line as texts;
use crate::i18n::{Catalogue, Text};
use crate::password::{InputRefusal, Policy, Rule, SecretText, Strength, StrengthLabel, Weakness};

/// Has passwords judged as those of a form are.
#[derive(Default)]
pub(super) struct PolicyTrial {
    judge: Judge,
}

/// The result of the check of one password.
pub(super) enum TrialResult {
    Checked {
        strength: Strength,
        weakness: Option<Weakness>,
        verdict: Verdict,
        warnings: Vec<Text>,
    },
    /// No field of a form would accept it, for this reason.
    Untypable(Text),
}

#[derive(Default)]
pub(super) struct TrialCounts {
    accepted: usize,
    refused: usize,
}

/// A result for another program: the names are part of the interface.
#[derive(Serialize)]
struct JsonRecord<'a> {
    line: usize,
    accepted: bool,
    percent: Option<u8>,
    label: Option<&'static str>,
    weakness: Option<String>,
    rules: Vec<&'static str>,
    faults: &'a [String],
    warnings: &'a [String],
}

impl PolicyTrial {
    pub(super) fn new(judge: Judge) -> Self {
        Self { judge }
    }

    /// Checks each line that is not empty. The report is in sentences, with the counts at the end, or JSON lines.
    pub(super) fn report(&self, passwords: &[u8], json: bool, words: &Catalogue) -> (String, TrialCounts) {
        let (mut report, mut counts) = (String::new(), TrialCounts::default());
        for (number, line) in (1..).zip(passwords.split(|byte| *byte == b'\n')) {
            let line = line.strip_suffix(b"\r").unwrap_or(line);
            if !line.is_empty() {
                let result = self.check_line(line);
                counts.count(&result);
                report.push_str(&result.report(number, json, words));
            }
        }
        if !json {
            report.push_str(&counts.report(words));
        }
        (report, counts)
    }

    fn check_line(&self, line: &[u8]) -> TrialResult {
        match std::str::from_utf8(line).map(SecretText::from_text) {
            Ok(Ok(password)) => self.check(&password),
            Ok(Err(refusal)) => TrialResult::refused(refusal),
            Err(_) => TrialResult::Untypable(texts::TRY_NOT_UTF8.into()),
        }
    }

    pub(super) fn check(&self, password: &SecretText) -> TrialResult {
        let known = self.judge.context();
        let estimate = self.judge.estimate(password, &known);
        TrialResult::Checked {
            strength: estimate.strength,
            weakness: estimate.weakness,
            verdict: self.judge.verdict(password, None, Some(estimate), &known),
            warnings: Policy::warnings(password).map(warning_text).collect(),
        }
    }
}

impl TrialResult {
    fn refused(refusal: InputRefusal) -> Self {
        Self::Untypable(refusal_text(refusal))
    }

    fn weakness(&self) -> Option<Weakness> {
        match self {
            Self::Checked { weakness, .. } => *weakness,
            Self::Untypable(_) => None,
        }
    }

    fn is_accepted(&self) -> bool {
        matches!(self, Self::Checked { verdict: Verdict::Accepted, .. })
    }

    /// The lines of this result: sentences, or one JSON object.
    pub(super) fn report(&self, number: usize, json: bool, words: &Catalogue) -> String {
        let sentences = |texts: &[Text]| texts.iter().map(|text| words.format(text)).collect::<Vec<_>>();
        let (faults, warnings) = match self {
            Self::Checked { verdict, warnings, .. } => {
                let faults = match verdict {
                    Verdict::Accepted => Vec::new(),
                    Verdict::Refused(broken) => {
                        broken.iter().map(|rule| wording::spoken_fault(*rule)).collect()
                    }
                    Verdict::BreachListUnavailable => {
                        vec![Outcome::BreachListUnavailable.text(UseCase::Change)]
                    }
                };
                (sentences(&faults), sentences(warnings))
            }
            Self::Untypable(why) => (vec![words.format(why)], Vec::new()),
        };
        let reason = self.weakness().map(|weakness| match self.is_accepted() {
            true => wording::weak_parts(&weakness, words),
            false => wording::weakness(&weakness, words),
        });
        if json {
            return self.json_line(number, reason, &faults, &warnings);
        }
        let mut text = words.format(&self.headline(number, words)) + "\n";
        for sentence in faults.iter().chain(&warnings).chain(&reason) {
            text.push_str(&format!("    {sentence}\n"));
        }
        text
    }

    fn headline(&self, number: usize, words: &Catalogue) -> Text {
        // As a word, not a number, which a language would write with spaces between the thousands.
        let text = |key| Text::from(key).word("line", number.to_string());
        match self {
            Self::Untypable(_) => text(texts::TRY_UNTYPABLE),
            Self::Checked { strength, .. } => {
                let key = if self.is_accepted() { texts::TRY_ACCEPTED } else { texts::TRY_REFUSED };
                text(key)
                    .word("percent", strength.percent.to_string())
                    .word("label", words.get(wording::strength(strength.label)))
            }
        }
    }

    fn json_line(
        &self,
        line: usize,
        weakness: Option<String>,
        faults: &[String],
        warnings: &[String],
    ) -> String {
        let (strength, broken): (_, &[Rule]) = match self {
            Self::Checked { strength, verdict: Verdict::Refused(broken), .. } => (Some(strength), broken),
            Self::Checked { strength, .. } => (Some(strength), &[]),
            Self::Untypable(_) => (None, &[]),
        };
        let record = JsonRecord {
            line,
            accepted: self.is_accepted(),
            percent: strength.map(|strength| strength.percent),
            label: strength.map(|strength| label_name(strength.label)),
            weakness,
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
    pub(super) fn count(&mut self, result: &TrialResult) {
        *(if result.is_accepted() { &mut self.accepted } else { &mut self.refused }) += 1;
    }

    pub(super) fn exit_code(&self) -> ExitCode {
        if self.refused > 0 { ExitCode::Failure } else { ExitCode::Success }
    }

    pub(super) fn report(&self, words: &Catalogue) -> String {
        let summary = Text::from(texts::TRY_SUMMARY).number("accepted", self.accepted);
        words.format(&summary.number("refused", self.refused)) + "\n"
    }
}
