//! `mamamia policy try`: what a person would be told of each password of a file, or of a hidden prompt.
//!
//! Passwords come from a file, from standard input or from keys that are not echoed, never from an argument; none is
//! shown again: a line number stands for it.

mod prompt;
mod trial_result;

use std::fs::File;
use std::io::{self, ErrorKind, IsTerminal, Read, Write};
use std::path::Path;

use zeroize::Zeroizing;

use crate::app::ExitCode;
use crate::assembly;
use crate::cli::GlobalOptions;
use crate::config::Config;
use crate::i18n::keys::command_line as words;
use crate::i18n::{Catalogue, Text};
use crate::password::{Context, Policy};

use super::failure::Failure;
use trial_result::{TrialCounts, TrialResult};

/// Bytes of the longest file of passwords.
const LONGEST_FILE: u64 = 64 << 20;

/// The rules, and what everybody knows.
struct PolicyTrial {
    policy: Policy,
    known: Context,
}

/// Judges them all. Exit code 0: all are accepted; 1: one at least is not.
pub(super) fn run(
    common: &GlobalOptions,
    file: Option<&Path>,
    json: bool,
    words: &Catalogue,
    say: impl Fn(&[u8]) -> Result<ExitCode, Failure>,
) -> Result<ExitCode, Failure> {
    let trial = PolicyTrial::of(common)?;
    let passwords = match file {
        Some(path) => File::open(path)
            .and_then(passwords_of)
            .map_err(|cause| unreadable(path.display().to_string(), &cause))?,
        None if io::stdin().is_terminal() && io::stdout().is_terminal() => {
            return prompt::run(&trial, json, words);
        }
        None => passwords_of(io::stdin().lock())
            .map_err(|cause| unreadable(words.get(words::PASSWORDS_STDIN).into_owned(), &cause))?,
    };
    let mut told = Vec::new();
    let tally = trial.tell_all(&passwords, json, words, &mut told)?;
    say(&told)?;
    Ok(tally.exit_code())
}

fn passwords_of(source: impl Read) -> io::Result<Zeroizing<Vec<u8>>> {
    let mut bytes = Zeroizing::new(Vec::new());
    let length = source.take(LONGEST_FILE + 1).read_to_end(&mut bytes)?;
    if length as u64 > LONGEST_FILE { Err(ErrorKind::FileTooLarge.into()) } else { Ok(bytes) }
}

fn unreadable(file: String, cause: &io::Error) -> Failure {
    let text = Text::from(words::PASSWORDS_UNREADABLE).word("file", file);
    Failure::failed(text.word("cause", cause.kind().to_string()))
}

impl PolicyTrial {
    /// The rules of the file that `--config` names; without it, those of a file that says nothing of them.
    fn of(common: &GlobalOptions) -> Result<Self, Failure> {
        let (policy, organisation) = match &common.config {
            Some(path) => {
                let config = Config::load(path)?;
                (assembly::policy(&config.policy)?, config.interface.organisation)
            }
            None => (Policy::default(), String::new()),
        };
        let known = policy.context(&organisation);
        Ok(Self { policy, known })
    }

    /// Says what there is to say of every line that is not empty, then how many are accepted.
    fn tell_all(
        &self,
        passwords: &[u8],
        json: bool,
        words: &Catalogue,
        out: &mut dyn Write,
    ) -> io::Result<TrialCounts> {
        let mut tally = TrialCounts::default();
        for (number, line) in (1..).zip(passwords.split(|byte| *byte == b'\n')) {
            let line = line.strip_suffix(b"\r").unwrap_or(line);
            if !line.is_empty() {
                let verdict = TrialResult::of_line(self, line);
                tally.count(&verdict);
                out.write_all(verdict.say(number, json, words).as_bytes())?;
            }
        }
        if !json {
            out.write_all(tally.say(words).as_bytes())?;
        }
        Ok(tally)
    }
}

#[cfg(test)]
mod tests;
