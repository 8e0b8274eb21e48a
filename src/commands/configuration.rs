//! The configuration that a command reads, and the language that a run speaks.

use std::ffi::OsString;
use std::path::{Path, PathBuf};

use crate::cli::{Cli, Command};
use crate::config::{Config, ConfigError, DEFAULT_PATH, path_in_use};
use crate::i18n::Language;
use crate::i18n::keys::command_line as texts;

/// The path of a configuration, and its content or its faults.
pub(super) type Loaded = (PathBuf, Result<Config, Vec<ConfigError>>);

/// Reads the configuration of the command, if it has one: `environment` is the value of `MAMAMIA_CONFIG`. `None` also
/// where no file is named and the default one does not exist.
pub(super) fn load(cli: &Cli, environment: Option<OsString>) -> Option<Loaded> {
    let named = cli.common.config.as_deref();
    let path = match &cli.command {
        None | Some(Command::Doctor { .. }) => path_in_use(named, environment),
        Some(Command::Demo { accounts: false, .. } | Command::Policy(_)) => named?.to_owned(),
        Some(Command::Demo { accounts: true, .. } | Command::Breach(_) | Command::Docs(_)) => return None,
    };
    let config = Config::load(&path);
    let is_default = named.is_none() && path == Path::new(DEFAULT_PATH);
    (!is_default || !is_missing(&config)).then_some((path, config))
}

fn is_missing(config: &Result<Config, Vec<ConfigError>>) -> bool {
    let faults = config.as_ref().err();
    faults.is_some_and(|faults| faults.iter().any(|fault| fault.reason.key == texts::CONFIG_NOT_FOUND))
}

/// The language of a run: the option, else the configuration where one is read, else the locale (`fr` or `en`),
/// else French.
pub(super) fn language(option: Option<Language>, loaded: Option<&Loaded>, locale: Option<&str>) -> Language {
    let config = loaded.and_then(|(_, config)| config.as_ref().ok());
    Language::choose(option, config.map(|config| config.interface.language), locale)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::app::ExitCode;
    use crate::cli;
    use crate::commands::failure::Failure;
    use crate::i18n::Catalogue;

    fn loaded(line: &str, environment: Option<&str>) -> Option<Loaded> {
        let cli = cli::parse(std::iter::once("mamamia").chain(line.split_whitespace())).unwrap();
        load(&cli, environment.map(Into::into))
    }

    #[rstest]
    #[case("/nowhere/e", &["", "doctor"])]
    #[case("/nowhere/o", &["--config /nowhere/o", "--config /nowhere/o demo", "--config /nowhere/o policy try"])]
    #[case("/etc/mamamia/mamamia.toml/none", &["--config /etc/mamamia/mamamia.toml/none"])]
    fn named_file_is_loaded(#[case] expected: &str, #[case] lines: &[&str]) {
        for line in lines {
            let (path, config) = loaded(line, Some("/nowhere/e")).unwrap();
            assert_eq!(path, Path::new(expected), "{line}");
            // A named file that is missing keeps its own message.
            assert_eq!(Failure::from(config.unwrap_err()).exit_code, ExitCode::Usage, "{line}");
        }
    }

    #[test]
    fn command_reads_no_configuration() {
        let reads = |line: &str| loaded(line, Some("/nowhere/e")).is_some();
        assert!(!reads("demo") && !reads("policy try"));
        for command in ["demo --accounts", "docs man", "breach check f"] {
            assert!(!reads(&format!("--config /nowhere/o {command}")), "{command}");
        }
    }

    #[rstest]
    #[case(None, Language::French)]
    #[case(Some("[interface]\nlanguage = \"en\""), Language::English)]
    #[case(Some("[interface]\nlanguage = \"anglais\""), Language::French)]
    fn language_is_configured_or_of_locale(#[case] interface: Option<&str>, #[case] expected: Language) {
        let directory = "[directory]\nurls = [\"ldaps://ldap.ac-exemple.fr\"]\nbase = \"dc=fr\"\n";
        let parse = |text| Config::parse(&format!("{directory}{text}"), Path::new("essai"));
        let loaded = interface.map(|interface| (PathBuf::new(), parse(interface)));
        assert_eq!(language(None, loaded.as_ref(), Some("fr")), expected);
        assert_eq!(language(Some(Language::English), loaded.as_ref(), Some("fr")), Language::English);
    }

    #[test]
    fn missing_configuration_is_told_from_faulty() {
        assert!(is_missing(&Config::load(Path::new("/nowhere/mamamia.toml"))));
        assert!(!is_missing(&Config::parse("", Path::new("essai"))));
    }

    #[test]
    fn absent_configuration_names_demo_and_guides() {
        for language in Language::ALL {
            let said = Failure::not_configured().report(&Catalogue::of(language));
            let parts = [DEFAULT_PATH, "mamamia demo", "docs/administration.md", "docs/guide-utilisateur.md"];
            assert!(parts.iter().all(|part| said.contains(part)), "{said}");
        }
    }
}
