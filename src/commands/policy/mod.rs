//! `mamamia policy try`: shows for each password of a file, or of a masked prompt, the sentences that a person would read.
//!
//! Passwords come from a file, from standard input or from keys without echo, never from an argument. None is
//! shown: its line number stands for it.

mod prompt;
mod trial;

use std::fs::File;
use std::io::{self, ErrorKind, IsTerminal, Read};
use std::path::Path;

use zeroize::Zeroizing;

use crate::app::ExitCode;
use crate::assembly;
use crate::config::Config;
use crate::i18n::keys::command_line as texts;
use crate::i18n::{Catalogue, Text};
use crate::terminal::TerminalInfo;

use super::failure::Failure;
use trial::PolicyTrial;

/// Bytes of the longest file of passwords.
const LONGEST_FILE: u64 = 64 << 20;

/// The report on all passwords, and exit code 0 when all are accepted, else 1. Without a configuration, the rules
/// are the default ones. The prompt reports by itself, to `terminal`.
pub(super) fn run(
    config: Option<&Config>,
    file: Option<&Path>,
    json: bool,
    terminal: TerminalInfo,
    words: &Catalogue,
) -> Result<(String, ExitCode), Failure> {
    let trial = match config {
        Some(config) => PolicyTrial::new(assembly::judge(config)?),
        None => PolicyTrial::default(),
    };
    let passwords = match file {
        Some(path) => File::open(path)
            .and_then(passwords_of)
            .map_err(|cause| unreadable(path.display().to_string(), &cause))?,
        None if io::stdin().is_terminal() && io::stdout().is_terminal() => {
            return Ok((String::new(), prompt::run(&trial, json, terminal, words)?));
        }
        None => passwords_of(io::stdin().lock())
            .map_err(|cause| unreadable(words.get(texts::PASSWORDS_STDIN).into_owned(), &cause))?,
    };
    let (report, counts) = trial.report(&passwords, json, words);
    Ok((report, counts.exit_code()))
}

fn passwords_of(source: impl Read) -> io::Result<Zeroizing<Vec<u8>>> {
    let mut bytes = Zeroizing::new(Vec::new());
    let length = source.take(LONGEST_FILE + 1).read_to_end(&mut bytes)?;
    if length as u64 > LONGEST_FILE { Err(ErrorKind::FileTooLarge.into()) } else { Ok(bytes) }
}

fn unreadable(file: String, cause: &io::Error) -> Failure {
    let text = Text::from(texts::PASSWORDS_UNREADABLE).word("file", file);
    Failure::failed(text.word("cause", cause.kind().to_string()))
}

#[cfg(test)]
mod tests;
