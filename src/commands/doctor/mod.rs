//! `mamamia doctor`: probes everything that a session relies on, changes nothing, and advises.
//!
//! One line a check: ok, attention or fault. Exit code 0 without a fault, 1 with one, 2 when the configuration is
//! refused, 3 when no server of the directory can be reached.

mod finding;
mod machine;
mod server;

use serde::Serialize;

use crate::app::ExitCode;
use crate::assembly;
use crate::config::Config;
use crate::i18n::keys::doctor as texts;
use crate::i18n::{Catalogue, Text};

use super::configuration::Loaded;
use super::failure::{Failure, not_configured};
use super::session;

use finding::{Finding, FindingLevel};

/// The report as a monitoring system reads it.
#[derive(Serialize)]
struct Report<'finding> {
    exit_code: u8,
    findings: Vec<finding::JsonFinding<'finding>>,
}

/// Checks everything; the report, and the exit code that it stands for.
pub(super) fn run(
    loaded: Option<Loaded>,
    json: bool,
    words: &Catalogue,
) -> Result<(String, ExitCode), Failure> {
    let (findings, exit_code) = match loaded {
        None => (vec![Finding::fault("configuration", not_configured())], ExitCode::Usage),
        Some((_, Err(faults))) => {
            (faults.iter().map(|fault| Finding::of_configuration(fault, words)).collect(), ExitCode::Usage)
        }
        Some((path, Ok(config))) => {
            let read = Text::from(texts::CONFIGURATION_READ).word("file", path.display().to_string());
            examine(&config, Finding::ok("configuration", read))?
        }
    };
    let report = if json { as_json(&findings, exit_code, words)? } else { as_lines(&findings, words) };
    Ok((report, exit_code))
}

/// Checks the machine, then each server, under a configuration without faults.
fn examine(config: &Config, read: Finding) -> Result<(Vec<Finding>, ExitCode), Failure> {
    let mut findings = vec![read];
    findings.extend(machine::examine(config));
    let directory = match assembly::directory(config) {
        Ok(directory) => directory,
        Err(error) => {
            findings.push(Finding::fault_with("directory", error.text(), None));
            return Ok((findings, ExitCode::Usage));
        }
    };
    if config.directory.service.is_none() {
        findings.push(Finding::attention("service", texts::SERVICE_ABSENT));
    }
    let probe = session::runtime()?.block_on(directory.probe(None));
    findings.extend(probe.servers.iter().flat_map(|server| server::examine(server, config)));
    let is_unreachable = probe.servers.iter().all(|server| server.reached.is_err());
    let has_fault = findings.iter().any(|finding| finding.level == FindingLevel::Fault);
    let exit_code = match (is_unreachable, has_fault) {
        (true, _) => ExitCode::Unreachable,
        (false, true) => ExitCode::Failure,
        (false, false) => ExitCode::Success,
    };
    Ok((findings, exit_code))
}

fn as_lines(findings: &[Finding], words: &Catalogue) -> String {
    let levels = findings.iter().map(|finding| words.get(finding.level.key()).chars().count());
    let width = levels.max().unwrap_or(0);
    let mut lines = String::new();
    for finding in findings {
        let level = words.get(finding.level.key());
        lines.push_str(&format!("{level:<width$}  {}\n", finding.line(words)));
        if let Some(remedy) = &finding.remedy {
            let to_do = Text::from(texts::REMEDY).word("remedy", words.format(remedy));
            lines.push_str(&format!("{:width$}  {}\n", "", words.format(&to_do)));
        }
    }
    lines
}

fn as_json(findings: &[Finding], exit_code: ExitCode, words: &Catalogue) -> Result<String, Failure> {
    let report = Report {
        exit_code: exit_code.number(),
        findings: findings.iter().map(|finding| finding.as_json(words)).collect(),
    };
    Ok(serde_json::to_string_pretty(&report).map_err(std::io::Error::from)? + "\n")
}
