//! The product as tests and measures assemble it: the default configuration, on a fixed day. What a test needs
//! otherwise, it alters in the configuration.
#![allow(clippy::expect_used, missing_docs, reason = "a test stops where it cannot go on")]

use std::sync::{Arc, LazyLock};

use jiff::civil::Date;

use crate::app::{Effect, Model, ServiceSettings, SessionSettings};
use crate::config::{Config, InterfaceSection};
use crate::directory::Directory;
use crate::i18n::Catalogues;
use crate::session::{AppContext, SessionConfig};
use crate::terminal::{Charset, ColourDepth, InputEncoding, TerminalInfo, TerminalLevel};
use crate::ui::Appearance;

use super::{Assembly, SessionOptions, SessionOrigin, services, session};

pub const TODAY: Date = Date::constant(2026, 11, 24);

/// The shortest file that offers everything, with the name of an academy.
static CONFIG: LazyLock<Config> = LazyLock::new(|| {
    let source = "[directory]\nurls = [\"ldaps://ldap.ac-exemple.fr\"]\nbase = \"dc=ac-exemple,dc=fr\"\n\
                  [directory.service]\ndn = \"cn=mamamia\"\npassword_file = \"/nowhere\"\n[interface]\norganisation = \"Académie de Toulouse\"\n";
    Config::parse(source, "test".as_ref()).expect("a configuration")
});

pub fn config() -> Config {
    CONFIG.clone()
}

pub fn config_with(alter: impl FnOnce(&mut Config)) -> Config {
    let mut config = config();
    alter(&mut config);
    config
}

/// The product over `directory`, whose captchas come with their answers.
pub fn assembly(config: &Config, directory: Arc<dyn Directory>) -> Assembly<'_> {
    Assembly::of(config, directory).disclosing_captchas(true)
}

/// The settings that all sessions share; « le redéfinir » is offered where the configuration names a service account.
pub fn service_settings(config: &Config) -> Arc<ServiceSettings> {
    let judge = Arc::new(services::judge(config).expect("a judge"));
    services::service_settings(config, judge, config.directory.service.is_some()).expect("settings")
}

/// A terminal on this machine, with all that most have.
pub fn origin() -> SessionOrigin {
    SessionOrigin {
        source: "test".to_owned(),
        terminal: TerminalInfo {
            depth: ColourDepth::TwoFiftySix,
            charset: Charset::Unicode,
            level: TerminalLevel::Xterm,
            input: InputEncoding::Utf8,
            erases_in_colour: true,
            is_st: false,
        },
        is_slow: false,
        is_remote: false,
        screen_reader: false,
        today: TODAY,
    }
}

pub fn session_settings(origin: &SessionOrigin, options: &SessionOptions) -> SessionSettings {
    session::settings(&InterfaceSection::default(), origin, options)
}

pub fn open_session(app: &AppContext, origin: &SessionOrigin, options: &SessionOptions) -> SessionConfig {
    super::open_session(app, &InterfaceSection::default(), origin, options).expect("a theme")
}

pub fn appearance(origin: &SessionOrigin, options: &SessionOptions) -> Appearance {
    session::appearance(Catalogues::load(), &InterfaceSection::default(), origin, options).expect("a theme")
}

/// The model of a session in French at [`origin`].
pub fn model(config: &Config, size: (u16, u16)) -> (Model, Vec<Effect>) {
    Model::new(service_settings(config), session_settings(&origin(), &SessionOptions::default()), size)
}
