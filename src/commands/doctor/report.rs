//! The report in its two forms: lines for administrators, JSON for a monitoring system.

use serde::Serialize;
use textwrap::{Options, WordSeparator, WordSplitter};

use crate::app::ExitCode;
use crate::i18n::keys::doctor as texts;
use crate::i18n::{Catalogue, Text, escaped_json};

use super::super::failure::Failure;
use super::finding::{Finding, FindingLevel, JsonFinding};

/// Narrower terminals wrap by themselves.
const NARROWEST: usize = 40;

/// The report as a monitoring system reads it.
#[derive(Serialize)]
struct Report<'finding> {
    exit_code: u8,
    findings: Vec<JsonFinding<'finding>>,
}

/// One line a finding, under the name of its server; wrapped when a terminal of so many columns shows them.
pub(super) fn as_lines(findings: &[Finding], columns: Option<usize>, words: &Catalogue) -> String {
    let levels = findings.iter().map(|finding| words.get(finding.level.key()).chars().count());
    let width = levels.max().unwrap_or(0);
    let mut lines = String::new();
    let mut server = None;
    for finding in findings {
        if finding.server != server {
            server.clone_from(&finding.server);
            lines.push_str(&format!("\n{}\n", server.as_deref().unwrap_or_default()));
        }
        let level = words.get(finding.level.key());
        push(&mut lines, &format!("{level:<width$}  "), &finding.line(words), columns);
        if let Some(remedy) = finding.remedy_line(words) {
            let to_do = words.format(&Text::from(texts::REMEDY).word("remedy", remedy));
            push(&mut lines, &format!("{:width$}  ", ""), &to_do, columns);
        }
    }
    lines.push('\n');
    push(&mut lines, "", &summary(findings, words), columns);
    lines
}

fn push(lines: &mut String, head: &str, sentence: &str, columns: Option<usize>) {
    match columns.filter(|columns| *columns >= NARROWEST) {
        Some(columns) => {
            let indent = " ".repeat(head.chars().count());
            // Names and dates with a dash stay whole: they are there to be copied.
            let options = Options::new(columns.saturating_sub(1))
                .word_separator(WordSeparator::AsciiSpace)
                .word_splitter(WordSplitter::NoHyphenation)
                .initial_indent(head)
                .subsequent_indent(&indent);
            // French signs stay with their word.
            let kept = sentence.replace(" :", "\u{a0}:").replace(" ;", "\u{a0};").replace(" ?", "\u{a0}?");
            lines.push_str(&textwrap::fill(&kept, options).replace('\u{a0}', " "));
        }
        None => lines.push_str(&format!("{head}{sentence}")),
    }
    lines.push('\n');
}

fn summary(findings: &[Finding], words: &Catalogue) -> String {
    let count = |level| findings.iter().filter(|finding| finding.level == level).count();
    let text = Text::from(texts::SUMMARY)
        .number("faults", count(FindingLevel::Fault))
        .number("attentions", count(FindingLevel::Attention))
        .number("unchecked", count(FindingLevel::Unchecked))
        .number("ok", count(FindingLevel::Ok));
    words.format(&text)
}

pub(super) fn as_json(
    findings: &[Finding],
    exit_code: ExitCode,
    words: &Catalogue,
) -> Result<String, Failure> {
    let report = Report {
        exit_code: exit_code.number(),
        findings: findings.iter().map(|finding| finding.as_json(words)).collect(),
    };
    let document = serde_json::to_string_pretty(&report).map_err(std::io::Error::from)?;
    Ok(escaped_json(&document).into_owned() + "\n")
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::i18n::Language;

    fn findings() -> Vec<Finding> {
        let reached = Finding::ok("connection", texts::REACHED).at("ldaps://ldap.ac-exemple.fr");
        vec![Finding::attention("audit", texts::AUDIT_ABSENT), reached]
    }

    #[test]
    fn lines_stand_under_their_server() {
        let lines = as_lines(&findings(), None, &Catalogue::of(Language::French));
        let expected = "attention  Aucune trace d’audit n’est écrite.\n           à faire : nommer un fichier dans \
                        [audit] file\n\nldaps://ldap.ac-exemple.fr\nok         Serveur joint, certificat vérifié.\n\n\
                        Bilan : défauts 0, attention 1, non vérifié 0, ok 1.\n";
        assert_eq!(lines, expected);
    }

    #[test]
    fn terminal_gets_lines_of_its_width() {
        let lines = as_lines(&findings(), Some(44), &Catalogue::of(Language::French));
        assert!(lines.lines().all(|line| line.chars().count() < 44), "{lines}");
        assert!(
            lines.contains("           à faire : nommer un fichier dans\n           [audit] file\n"),
            "{lines}"
        );
    }
}
