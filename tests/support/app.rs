//! The use cases over the embedded directory, as the demonstration builds them.
#![allow(dead_code, reason = "each test uses a part")]
#![allow(clippy::unwrap_used, clippy::panic, reason = "tests")]

use std::net::TcpStream;
use std::sync::Arc;
use std::time::Duration;

use mamamia::account::{Audit, BreachList, CaptchaStore, ServiceRules, Services};
use mamamia::app::Settings;
use mamamia::config::{CaptchaMode, Config};
use mamamia::demo::{EmbeddedDirectory, ManualClock, OperationCounts, Options};
use mamamia::directory::ldap::{LdapDirectory, ServiceAccount};
use mamamia::identity::ExternalShape;
use mamamia::password::SecretText;
use mamamia::session::AppContext;

/// The application context and its directory.
pub struct EmbeddedApp {
    pub app: Arc<AppContext>,
    pub directory: EmbeddedDirectory,
    /// The clock of the directory, which only a test moves.
    pub clock: ManualClock,
}

impl EmbeddedApp {
    pub async fn start() -> Self {
        Self::with(|_| {}).await
    }

    /// The same with another configuration.
    pub async fn with(alter: impl FnOnce(&mut Config)) -> Self {
        let clock = ManualClock::at("2026-11-24T08:00:00Z".parse().unwrap());
        let options = Options { clock: Arc::new(clock.clone()), ..Options::default() };
        let directory = EmbeddedDirectory::start(options).await.unwrap();
        let mut config = configuration(&directory);
        alter(&mut config);
        let service = ServiceAccount {
            dn: directory.service_dn().to_owned(),
            password: SecretText::from_text(directory.service_password()).unwrap(),
        };
        let client = LdapDirectory::new(&config.directory, &config.identity, Some(service)).unwrap();
        let app = app(client, &config);
        Self { app, directory, clock }
    }

    /// Whether a login has that password now.
    pub fn holds(&self, login: &str, password: &str) -> bool {
        self.directory.holds_password(&dn(login), password)
    }

    /// The operations since `before`.
    pub fn asked_since(&self, before: OperationCounts) -> OperationCounts {
        let now = self.directory.operations();
        OperationCounts {
            binds: now.binds - before.binds,
            searches: now.searches - before.searches,
            compares: now.compares - before.compares,
            writes: now.writes - before.writes,
        }
    }

    /// Waits until the directory has received a write.
    pub async fn written(&self) {
        until("a write", || self.directory.operations().writes > 0).await;
    }

    /// Waits until the directory refuses connections.
    pub async fn died(&self) {
        until("the end of the directory", || TcpStream::connect(self.directory.address()).is_err()).await;
    }
}

async fn until(what: &str, holds: impl Fn() -> bool) {
    let waited = tokio::time::timeout(Duration::from_secs(30), async {
        while !holds() {
            tokio::time::sleep(Duration::from_millis(2)).await;
        }
    });
    waited.await.unwrap_or_else(|_| panic!("{what}: waited in vain"));
}

/// The entry of a login in the embedded directory.
fn dn(login: &str) -> String {
    let (name, branch) = match login {
        "kmbaye" => ("uid=kmbaye".to_owned(), "externes"),
        "aleroy" => (r#"cn=Le Roy\, André \"Dédé\" \\ R\+D \= #1\;"#.to_owned(), "personnels"),
        _ => (format!("uid={login}"), "personnels"),
    };
    format!("{name},ou={branch},dc=ac-exemple,dc=fr")
}

/// An application context over any directory, with a captcha store that discloses its answers.
pub fn app(client: LdapDirectory, config: &Config) -> Arc<AppContext> {
    let store = (config.captcha.mode == CaptchaMode::Always).then(|| {
        let store = CaptchaStore::new(config.captcha.ttl, 64).unwrap().with_disclosed_answers();
        match config.captcha.delay_instead() {
            Some(hold) => store.with_delay_instead(hold),
            None => store,
        }
    });
    let rules = ServiceRules {
        policy: config.policy.clone(),
        breached: BreachList::open(&config.breach).unwrap(),
        organisation_words: Vec::new(),
        refusal_time: config.session.refusal_time,
        effective_within: config.interface.effective_within,
    };
    let services = Services::new(Arc::new(client), rules, store, Audit::new().unwrap());
    let settings = settings(config, services.offers_reset());
    Arc::new(AppContext::new(services, settings))
}

fn configuration(directory: &EmbeddedDirectory) -> Config {
    let source = format!(
        "[directory]\nurls = [\"{}\"]\nallow_cleartext_on_loopback = true\nbase = \"{}\"\n\
         head_office_filter = \"(compteAD=TRUE)\"\n[session]\nrefusal_time = \"50ms\"\n\
         [interface]\norganisation = \"Académie de Test\"\n",
        directory.url(),
        directory.base()
    );
    Config::parse(&source, "journeys".as_ref()).unwrap()
}

/// The settings of a session.
pub fn settings(config: &Config, offers_reset: bool) -> Settings {
    Settings {
        organisation: config.interface.organisation.clone(),
        policy: config.policy.clone(),
        external_shape: ExternalShape::new(&config.identity.external_number_shape).unwrap(),
        offers_reset,
        captcha: config.captcha.mode,
        captcha_ttl: config.captcha.ttl,
        delay_instead: config.captcha.delay_instead(),
        effective_within: config.interface.effective_within,
        idle_timeout: config.session.idle_timeout,
        absolute_timeout: config.session.absolute_timeout,
        today: jiff::civil::date(2026, 11, 24),
        typing_pause: Duration::from_millis(150),
        slow_line: false,
    }
}
