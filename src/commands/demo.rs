//! `mamamia demo`: the same program over an embedded directory and fictitious people.

use std::sync::Arc;

use crate::app::ExitCode;
use crate::cli::GlobalOptions;
use crate::config::Config;
use crate::demo::{self, EmbeddedDirectory, Options};
use crate::directory::ldap::{LdapDirectory, ServiceAccount};
use crate::i18n::keys::command_line as words;
use crate::i18n::{Catalogue, Language, Text};
use crate::password::SecretText;
use crate::terminal::Capabilities;

use super::appearance::AppearanceOptions;
use super::failure::Failure;
use super::session::{at_this_terminal, runtime};
use super::setup;

/// Opens the menu over the embedded directory.
pub(super) fn run(
    common: &GlobalOptions,
    capabilities: &Capabilities,
    show_captcha: bool,
) -> Result<ExitCode, Failure> {
    let runtime = runtime()?;
    let embedded = runtime.block_on(EmbeddedDirectory::start(Options::default()))?;
    let config = match &common.config {
        Some(file) => tried(Config::load(file)?, configuration(&embedded)?),
        None => configuration(&embedded)?,
    };
    let password = SecretText::from_text(embedded.service_password()).map_err(|_| faulty())?;
    let service = ServiceAccount { dn: embedded.service_dn().to_owned(), password };
    let directory =
        LdapDirectory::new(&config.directory, &config.identity, Some(service)).map_err(|_| faulty())?;
    let options = AppearanceOptions::of(common, capabilities, &config.interface)?;
    let app = setup::app(Arc::new(directory), &config, show_captcha, options.link_speed())?;
    at_this_terminal(runtime, &app, common, capabilities, options)
}

/// The configuration that an administrator would write for that directory.
fn configuration(embedded: &EmbeddedDirectory) -> Result<Config, Failure> {
    let source = format!(
        r#"
        [directory]
        urls = ["{}"]
        allow_cleartext_on_loopback = true
        base = "{}"
        head_office_filter = "(compteAD=TRUE)"
        [interface]
        organisation = "Académie de Démonstration"
        "#,
        embedded.url(),
        embedded.base()
    );
    Ok(Config::parse(&source, "demo".as_ref())?)
}

/// Rules, limits and appearance of an administrator, who tries them on fictitious people. Nothing goes to their audit.
fn tried(own: Config, embedded: Config) -> Config {
    Config { directory: embedded.directory, identity: embedded.identity, audit: embedded.audit, ..own }
}

/// The fictitious people, as a table.
pub(super) fn accounts(words: &Catalogue) -> Result<String, Failure> {
    let titles = [
        words::ACCOUNTS_LOGIN,
        words::ACCOUNTS_NAME,
        words::ACCOUNTS_PASSWORD,
        words::ACCOUNTS_NUMBER,
        words::ACCOUNTS_BIRTH_DATE,
        words::ACCOUNTS_SHOWS,
    ];
    let mut rows = vec![titles.map(|title| words.get(title).into_owned())];
    for person in demo::accounts().map_err(|_| faulty())? {
        let shows = match words.language() {
            Language::French => person.shows_fr,
            Language::English => person.shows_en,
        };
        let password = person.password.unwrap_or_else(|| words.get(words::ACCOUNTS_NO_PASSWORD).into_owned());
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
    Failure::failed(Text::from(words::DEMO_FAULTY))
}
