//! The product over the embedded directory.

use super::*;

pub struct EmbeddedApp {
    pub app: App,
    pub directory: EmbeddedDirectory,
    /// The clock of the directory, which only a test moves.
    pub clock: ManualClock,
}

impl EmbeddedApp {
    pub async fn start() -> Self {
        Self::with(|_| {}).await
    }

    pub async fn with(alter: impl FnOnce(&mut Config)) -> Self {
        Self::over(alter, |server, config| assembly::embedded_directory(server, config).unwrap()).await
    }

    pub async fn without_service() -> Self {
        let client = |config: &Config| LdapDirectory::new(&config.directory, &config.identity, None).unwrap();
        Self::over(|_| {}, |_, config| client(config)).await
    }

    async fn over(
        alter: impl FnOnce(&mut Config),
        client: impl FnOnce(&EmbeddedDirectory, &Config) -> LdapDirectory,
    ) -> Self {
        let clock = ManualClock::at("2026-11-24T08:00:00Z".parse().unwrap());
        let options = Options { clock: Arc::new(clock.clone()), ..Options::default() };
        let directory = EmbeddedDirectory::start(options).await.unwrap();
        let mut config = assembly::embedded_config(&directory).unwrap();
        config.interface.organisation = "Académie de Test".to_owned();
        config.session.refusal_time = Duration::from_millis(50);
        alter(&mut config);
        let app = app(client(&directory, &config), &config);
        Self { app, directory, clock }
    }

    pub fn holds(&self, login: &str, password: &str) -> bool {
        self.directory.holds_password(&dn(login), password)
    }

    pub fn asked_since(&self, before: OperationCounts) -> OperationCounts {
        let now = self.directory.operations();
        OperationCounts {
            binds: now.binds - before.binds,
            searches: now.searches - before.searches,
            compares: now.compares - before.compares,
            writes: now.writes - before.writes,
        }
    }

    pub async fn written(&self) {
        until("a write", || self.directory.operations().writes > 0).await;
    }

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

/// The product over any directory; its captcha store discloses the answers.
pub fn app(client: LdapDirectory, config: &Config) -> App {
    Arc::new(testing::assembly(config, Arc::new(client)).app().unwrap())
}
