//! One file a subcommand: what the command line asks, done, and its exit code.
//!
//! 0 done or left by the user, 1 refused or failed, 2 usage or configuration, 3 directory unreachable.

mod demo;
pub mod docs;
mod doctor;
mod failure;
mod policy;
mod setup;
mod visit;

use std::ffi::OsString;
use std::io::{self, Write};
use std::process::ExitCode;

use crate::cli::{self, Cli, Command, Common, Ending, PolicyAction};
use crate::i18n::keys::command_line as words;
use crate::i18n::{Catalogue, Language};
use crate::terminal::Capabilities;

use failure::Failure;

/// Runs what the arguments ask (the program's name first).
pub fn run(arguments: impl IntoIterator<Item = OsString>) -> ExitCode {
    let capabilities = Capabilities::detect(|name| std::env::var(name).ok());
    let spoken = |common: Option<&Common>| {
        let hinted =
            capabilities.language.map(|hint| if hint == "en" { Language::English } else { Language::French });
        common.and_then(|common| common.lang).or(hinted).unwrap_or_default()
    };
    let (language, ended) = match cli::parse(arguments) {
        Ok(cli) => {
            let language = spoken(Some(&cli.common));
            (language, dispatch(&cli, &capabilities, &Catalogue::of(language)))
        }
        Err(Ending::Asked(text)) => (spoken(None), write_out(text.as_bytes())),
        Err(Ending::Misuse(text)) => {
            (spoken(None), Err(Failure::usage(text).and(words::USAGE_SEE_HELP.into())))
        }
    };
    match ended {
        Ok(code) => ExitCode::from(code),
        Err(failure) => {
            let words = Catalogue::of(language);
            // Nobody is left to be told that nothing could be told.
            let _ = io::stderr().write_all(failure.say(&words).as_bytes());
            ExitCode::from(failure.exit_code)
        }
    }
}

fn dispatch(cli: &Cli, capabilities: &Capabilities, words: &Catalogue) -> Result<u8, Failure> {
    match &cli.command {
        None => visit::run(&cli.common, capabilities),
        Some(Command::Demo { accounts: true, .. }) => write_out(demo::accounts(&cli.common)?.as_bytes()),
        Some(Command::Demo { accounts: false, show_captcha }) => {
            demo::run(&cli.common, capabilities, *show_captcha)
        }
        Some(Command::Doctor { json }) => doctor::run(&cli.common, *json, words, write_out),
        Some(Command::Policy { action: PolicyAction::Try { file, json } }) => {
            policy::run(&cli.common, file.as_deref(), *json, words)
        }
        Some(Command::Docs { page }) => {
            let mut text = Vec::new();
            docs::write(*page, &mut text)?;
            write_out(&text)
        }
    }
}

/// To standard output; a reader that had enough (`| head`) is no failure.
fn write_out(text: &[u8]) -> Result<u8, Failure> {
    match io::stdout().write_all(text) {
        Err(fault) if fault.kind() != io::ErrorKind::BrokenPipe => Err(fault.into()),
        _ => Ok(0),
    }
}
