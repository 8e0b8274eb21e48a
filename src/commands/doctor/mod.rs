//! `mamamia doctor`: probes everything that a session relies on, changes nothing, and advises.
//!
//! One line a check: ok, unchecked, attention or fault. Exit code 0 without a fault, 1 with one, 2 when the configuration
//! is refused, 3 when no server of the directory can be reached.

mod bind;
mod finding;
mod machine;
mod remedy;
mod report;
mod rights;
mod server;
mod shapes;
mod sshd;
mod visit;

use std::path::Path;

use crate::app::ExitCode;
use crate::assembly;
use crate::config::{Config, read_secret};
use crate::directory::ldap::ProbeSubject;
use crate::i18n::keys::doctor as texts;
use crate::i18n::{Catalogue, Text};
use crate::identity::Login;
use crate::password::SecretText;

use super::configuration::Loaded;
use super::failure::{Failure, not_configured};
use super::session;

use finding::{Finding, FindingLevel};

/// The options of the command.
#[derive(Debug, Default)]
pub(super) struct Options<'a> {
    /// The login of the person about whom the questions are asked.
    pub login: Option<&'a str>,
    /// The file of that person's password.
    pub password_file: Option<&'a Path>,
    /// The account of a kiosk, about which sshd is asked.
    pub ssh_user: Option<&'a str>,
    pub json: bool,
    /// The width of the terminal that shows the report, if one does.
    pub columns: Option<usize>,
}

/// Checks everything; the report, and the exit code that it stands for.
pub(super) fn run(
    loaded: Option<Loaded>,
    options: &Options<'_>,
    words: &Catalogue,
) -> Result<(String, ExitCode), Failure> {
    let (findings, exit_code) = match loaded {
        None => (vec![Finding::fault("configuration", not_configured())], ExitCode::Usage),
        Some((_, Err(faults))) => {
            (faults.iter().map(|fault| Finding::of_configuration(fault, words)).collect(), ExitCode::Usage)
        }
        Some((path, Ok(config))) => {
            let read = Text::from(texts::CONFIGURATION_READ).word("file", path.display().to_string());
            examine(&config, Finding::ok("configuration", read), options)?
        }
    };
    let report = if options.json {
        report::as_json(&findings, exit_code, words)?
    } else {
        report::as_lines(&findings, options.columns, words)
    };
    Ok((report, exit_code))
}

/// Checks the machine, then each server, under a configuration without faults.
fn examine(
    config: &Config,
    read: Finding,
    options: &Options<'_>,
) -> Result<(Vec<Finding>, ExitCode), Failure> {
    let mut findings = vec![read];
    findings.extend(machine::examine(config));
    findings.extend(sshd::examine(options.ssh_user));
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
    let shape = assembly::login_shape(&config.directory).unwrap_or_default();
    let login = match options.login.map(|typed| Login::parse(typed, &shape)) {
        Some(Err(_)) => {
            findings.push(Finding::fault("login", texts::LOGIN_REFUSED));
            None
        }
        login => login.and_then(Result::ok),
    };
    let password = match options.password_file.map(secret).transpose() {
        Ok(password) => password,
        Err(fault) => {
            findings.push(Finding::fault_with("person", fault, Text::from(texts::PERSON_SECRET)));
            None
        }
    };
    let subject = ProbeSubject { login: login.as_ref(), password: password.as_ref() };
    let probe = session::runtime()?.block_on(directory.probe(&subject));
    let is_named = login.is_some();
    findings.extend(probe.servers.iter().flat_map(|server| server::examine(server, is_named, config)));
    let is_unreachable = probe.servers.iter().all(|server| server.reached.is_err());
    let has_fault = findings.iter().any(|finding| finding.level == FindingLevel::Fault);
    let exit_code = match (is_unreachable, has_fault) {
        (true, _) => ExitCode::Unreachable,
        (false, true) => ExitCode::Failure,
        (false, false) => ExitCode::Success,
    };
    Ok((findings, exit_code))
}

/// The password of the person, from a file that nobody else reads. On a command line, a bare name is a file here, not a
/// systemd credential.
fn secret(file: &Path) -> Result<SecretText, Text> {
    let file = std::path::absolute(file).unwrap_or_else(|_| file.to_owned());
    read_secret(&file, None).map_err(|error| error.text(&file))
}
