//! One file a subcommand: what the command line asks, done, and its exit code.

mod appearance;
mod breach;
mod demo;
pub mod docs;
mod doctor;
mod failure;
mod policy;
mod session;
mod setup;

use std::cell::LazyCell;
use std::ffi::OsString;
use std::io::{self, Write};

use crate::app::ExitCode;
use crate::cli::{self, Cli, Command, GlobalOptions, ParseError, PolicyAction};
use crate::i18n::keys::command_line as words;
use crate::i18n::{Catalogue, Language};
use crate::terminal::{Capabilities, Charset};

use failure::Failure;

/// Runs what the arguments ask (the program's name first).
pub fn run(arguments: impl IntoIterator<Item = OsString>) -> std::process::ExitCode {
    let mut capabilities = Capabilities::detect(|name| std::env::var(name).ok());
    let locale = capabilities.language;
    // These commands speak before any configuration is read.
    let spoken = |common: Option<&GlobalOptions>| {
        Language::choose(common.and_then(|common| common.lang), None, locale)
    };
    let (language, ended) = match cli::parse(arguments) {
        Ok(cli) => {
            if cli.common.ascii {
                capabilities.charset = Charset::Ascii;
            }
            let language = spoken(Some(&cli.common));
            (language, dispatch(&cli, &capabilities, language))
        }
        Err(ParseError::HelpRequested(text)) => (spoken(None), say_out(&text, capabilities.charset)),
        Err(ParseError::Misuse(text)) => {
            (spoken(None), Err(Failure::usage(text).and(words::USAGE_SEE_HELP.into())))
        }
    };
    match ended {
        Ok(code) => code.into(),
        Err(failure) => {
            let words = Catalogue::of(language);
            // Nobody is left to be told that nothing could be told.
            let said = failure.say(&words);
            let _ = io::stderr().write_all(capabilities.charset.spell(&said).as_bytes());
            failure.exit_code.into()
        }
    }
}

fn dispatch(cli: &Cli, capabilities: &Capabilities, language: Language) -> Result<ExitCode, Failure> {
    // Reading them takes as long as opening the form, which says its own.
    let words = LazyCell::new(|| Catalogue::of(language));
    match &cli.command {
        None => session::run(&cli.common, capabilities),
        Some(Command::Demo { accounts: true, .. }) => say_out(&demo::accounts(&words)?, capabilities.charset),
        Some(Command::Demo { accounts: false, show_captcha }) => {
            demo::run(&cli.common, capabilities, *show_captcha)
        }
        Some(Command::Policy { action: PolicyAction::Try { file, json } }) => {
            policy::run(&cli.common, file.as_deref(), *json, &words, |told| match json {
                // JSON is UTF-8, wherever it goes.
                true => write_out(told),
                false => say_out(&String::from_utf8_lossy(told), capabilities.charset),
            })
        }
        Some(Command::Breach { action }) => {
            breach::run(action, &words, |text| say_out(text, capabilities.charset))
        }
        // JSON is UTF-8, wherever it goes.
        Some(Command::Doctor { json: true }) => doctor::run(&cli.common, true, &words, write_out),
        Some(Command::Doctor { json: false }) => doctor::run(&cli.common, false, &words, |lines| {
            say_out(&String::from_utf8_lossy(lines), capabilities.charset)
        }),
        Some(Command::Docs { page }) => {
            let mut text = Vec::new();
            docs::write(*page, &mut text)?;
            write_out(&text)
        }
    }
}

/// A text to standard output, in characters that the terminal has.
fn say_out(text: &str, charset: Charset) -> Result<ExitCode, Failure> {
    write_out(charset.spell(text).as_bytes())
}

/// To standard output; a reader that had enough (`| head`) is no failure.
fn write_out(text: &[u8]) -> Result<ExitCode, Failure> {
    match io::stdout().write_all(text) {
        Err(fault) if fault.kind() != io::ErrorKind::BrokenPipe => Err(fault.into()),
        _ => Ok(ExitCode::Success),
    }
}
