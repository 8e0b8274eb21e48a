//! `mamamia doctor`: looks at everything that a visit relies on, changes nothing, says what to do.
//!
//! A line a check: ok, attention or fault. Exit code 0 when nothing is a fault, 1 when something is, 2 when
//! the configuration is refused, 3 when no server of the directory can be reached.

mod finding;
mod machine;
mod server;

use serde::Serialize;

use crate::app::ExitCode;
use crate::assembly;
use crate::cli::GlobalOptions;
use crate::config::{self, Config, ENVIRONMENT_VARIABLE};
use crate::i18n::keys::doctor as words;
use crate::i18n::{Catalogue, Text};

use super::failure::Failure;
use super::session;

use finding::{Finding, FindingLevel};

/// What a supervisor reads.
#[derive(Serialize)]
struct Report<'finding> {
    /// 0, 1, 2 or 3, as the program ends.
    exit_code: u8,
    findings: Vec<finding::Written<'finding>>,
}

/// Checks everything, and writes what was found through `write_out`.
pub(super) fn run(
    common: &GlobalOptions,
    json: bool,
    words: &Catalogue,
    write_out: impl Fn(&[u8]) -> Result<ExitCode, Failure>,
) -> Result<ExitCode, Failure> {
    let path = config::path_in_use(common.config.as_deref(), std::env::var_os(ENVIRONMENT_VARIABLE));
    let (findings, exit_code) = match Config::load(&path) {
        Err(faults) => {
            (faults.iter().map(|fault| Finding::of_configuration(fault, words)).collect(), ExitCode::Usage)
        }
        Ok(config) => {
            let read = Text::from(words::CONFIGURATION_READ).word("file", path.display().to_string());
            examine(&config, common, Finding::ok("configuration", read))?
        }
    };
    write_out(&if json { as_json(&findings, exit_code, words)? } else { as_lines(&findings, words) })?;
    Ok(exit_code)
}

/// Everything beyond the configuration's own sense.
fn examine(
    config: &Config,
    common: &GlobalOptions,
    read: Finding,
) -> Result<(Vec<Finding>, ExitCode), Failure> {
    let mut findings = vec![read];
    findings.extend(machine::examine(config, common));
    let directory = match assembly::directory(config) {
        Ok(directory) => directory,
        Err(error) => {
            findings.push(Finding::fault_with("directory", error.text(), None));
            return Ok((findings, ExitCode::Usage));
        }
    };
    if config.directory.service.is_none() {
        findings.push(Finding::attention("service", words::SERVICE_ABSENT));
    }
    let probe = session::runtime()?.block_on(directory.probe(None));
    for seen in &probe.servers {
        findings.extend(server::examine(seen, config));
    }
    let nobody_reached = probe.servers.iter().all(|seen| seen.reached.is_err());
    let faulty = findings.iter().any(|finding| finding.level == FindingLevel::Fault);
    Ok((
        findings,
        match (nobody_reached, faulty) {
            (true, _) => ExitCode::Unreachable,
            (false, true) => ExitCode::Failure,
            (false, false) => ExitCode::Success,
        },
    ))
}

fn as_lines(findings: &[Finding], words: &Catalogue) -> Vec<u8> {
    let levels = findings.iter().map(|finding| words.get(finding.level.key()).chars().count());
    let width = levels.max().unwrap_or(0);
    let mut lines = String::new();
    for finding in findings {
        let level = words.get(finding.level.key());
        lines.push_str(&format!("{level:<width$}  {}\n", finding.say(words)));
        if let Some(remedy) = &finding.remedy {
            let to_do = Text::from(words::REMEDY).word("remedy", words.say(remedy));
            lines.push_str(&format!("{:width$}  {}\n", "", words.say(&to_do)));
        }
    }
    lines.into_bytes()
}

fn as_json(findings: &[Finding], exit_code: ExitCode, words: &Catalogue) -> Result<Vec<u8>, Failure> {
    let report = Report {
        exit_code: exit_code.number(),
        findings: findings.iter().map(|finding| finding.written(words)).collect(),
    };
    let mut text = serde_json::to_vec_pretty(&report).map_err(std::io::Error::from)?;
    text.push(b'\n');
    Ok(text)
}
