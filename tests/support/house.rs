//! The use cases over the embedded directory, as the demonstration builds them.

use std::sync::Arc;
use std::time::Duration;

use mamamia::account::{Audit, CaptchaDesk, Rules, Services};
use mamamia::app::Settings;
use mamamia::config::{CaptchaMode, Config};
use mamamia::demo::{EmbeddedDirectory, Options};
use mamamia::directory::ldap::{LdapDirectory, ServiceAccount};
use mamamia::identity::ExternalShape;
use mamamia::password::SecretText;
use mamamia::session::House;

/// A house, and the directory that it stands on.
pub struct EmbeddedHouse {
    pub house: Arc<House>,
    pub directory: EmbeddedDirectory,
}

impl EmbeddedHouse {
    pub async fn start() -> Self {
        Self::with(|_| {}).await
    }

    /// The same with another configuration.
    pub async fn with(alter: impl FnOnce(&mut Config)) -> Self {
        let directory = EmbeddedDirectory::start(Options::default()).await.unwrap();
        let mut config = configuration(&directory);
        alter(&mut config);
        let service = ServiceAccount {
            dn: directory.service_dn().to_owned(),
            password: SecretText::from_text(directory.service_password()).unwrap(),
        };
        let client = LdapDirectory::new(&config.directory, &config.identity, Some(service)).unwrap();
        let desk = (config.captcha.mode == CaptchaMode::Always)
            .then(|| CaptchaDesk::new(config.captcha.ttl, 64).unwrap().disclosing());
        let rules = Rules {
            policy: config.policy.clone(),
            organisation_words: Vec::new(),
            refusal_time: config.session.refusal_time,
            effective_within: config.interface.effective_within,
        };
        let services = Services::new(Arc::new(client), rules, desk, Audit::new().unwrap());
        let house = Arc::new(House::new(services, settings(&config)));
        Self { house, directory }
    }
}

fn configuration(directory: &EmbeddedDirectory) -> Config {
    let source = format!(
        "[directory]\nurls = [\"{}\"]\nallow_cleartext_on_loopback = true\nbase = \"{}\"\n\
         head_office_filter = \"(compteAD=TRUE)\"\n[session]\nrefusal_time = \"50ms\"\n",
        directory.url(),
        directory.base()
    );
    Config::parse(&source, "journeys".as_ref()).unwrap()
}

/// What a visit takes of a configuration.
pub fn settings(config: &Config) -> Settings {
    Settings {
        organisation: "Académie de Test".to_owned(),
        policy: config.policy.clone(),
        external_shape: ExternalShape::new(&config.identity.external_number_shape).unwrap(),
        offers_reset: true,
        captcha: config.captcha.mode,
        captcha_ttl: config.captcha.ttl,
        effective_within: config.interface.effective_within,
        idle_timeout: Duration::from_secs(120),
        absolute_timeout: Duration::from_secs(900),
        today: jiff::civil::date(2026, 11, 24),
        slow_line: false,
    }
}
