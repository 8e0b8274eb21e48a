//! `mamamia demo`: the same program over an embedded directory and fictitious people.

use std::sync::Arc;

use crate::app::ExitCode;
use crate::assembly::{Assembly, embedded_config, embedded_directory};
use crate::cli::GlobalOptions;
use crate::config::{Config, DirectorySection};
use crate::demo::{self, EmbeddedDirectory, Options};
use crate::i18n::keys::command_line as texts;
use crate::i18n::{Catalogue, Language, Text};
use crate::terminal::Capabilities;

use super::failure::Failure;
use super::session::{at_this_terminal, runtime};

/// Opens the menu over the embedded directory.
pub(super) fn run(
    own: Option<Config>,
    common: &GlobalOptions,
    capabilities: &Capabilities,
    show_captcha: bool,
) -> Result<ExitCode, Failure> {
    let runtime = runtime()?;
    let options = own.as_ref().map_or_else(Options::default, |own| {
        Options::under_lengths(own.policy.min_length, own.policy.max_length)
    });
    let embedded = runtime.block_on(EmbeddedDirectory::start(options))?;
    let embedded_config = embedded_config(&embedded)?;
    let config = match own {
        Some(own) => tried(own, embedded_config),
        None => embedded_config,
    };
    let directory = embedded_directory(&embedded, &config)?;
    let app = Assembly::of(&config, Arc::new(directory)).disclosing_captchas(show_captcha).app()?;
    at_this_terminal(runtime, &app, &config.interface, common, capabilities)
}

/// The rules, limits and appearance of the configuration over fictitious people, who enter by its login where they have
/// such an attribute. Its audit receives no line.
fn tried(own: Config, embedded: Config) -> Config {
    let directory = match demo::has_attribute(&own.directory.login_attribute) {
        true => DirectorySection {
            login_attribute: own.directory.login_attribute,
            login_pattern: own.directory.login_pattern,
            ..embedded.directory
        },
        false => embedded.directory,
    };
    Config { directory, identity: embedded.identity, audit: embedded.audit, ..own }
}

/// The fictitious people, as a table.
pub(super) fn accounts(words: &Catalogue, language: Language) -> Result<String, Failure> {
    let titles = [
        texts::ACCOUNTS_LOGIN,
        texts::ACCOUNTS_NAME,
        texts::ACCOUNTS_PASSWORD,
        texts::ACCOUNTS_NUMBER,
        texts::ACCOUNTS_BIRTH_DATE,
        texts::ACCOUNTS_SHOWS,
    ];
    let mut rows = vec![titles.map(|title| words.get(title).into_owned())];
    for person in demo::accounts().map_err(|_| faulty())? {
        let shows = match language {
            Language::French => person.shows_fr,
            Language::English => person.shows_en,
        };
        let password = person.password.unwrap_or_else(|| words.get(texts::ACCOUNTS_NO_PASSWORD).into_owned());
        rows.push([person.login, person.name, password, person.number, person.birth_date, shows]);
    }
    Ok(table(&rows))
}

/// Columns as wide as their widest cell; the last one as it comes.
fn table<const COLUMNS: usize>(rows: &[[String; COLUMNS]]) -> String {
    let width =
        |column: usize| rows.iter().filter_map(|row| row.get(column)).map(|cell| cell.chars().count()).max();
    let mut text = String::new();
    for row in rows {
        let cells = row.iter().enumerate().map(|(column, cell)| {
            let width = if column + 1 == COLUMNS { 0 } else { width(column).unwrap_or(0) };
            format!("{cell:<width$}")
        });
        text.push_str(&cells.collect::<Vec<_>>().join("  "));
        text.push('\n');
    }
    text
}

fn faulty() -> Failure {
    Failure::failed(Text::from(texts::DEMO_FAULTY))
}
