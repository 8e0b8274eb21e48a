//! A private slapd on loopback, with its own data, certificates and ports. It stops with its test.
use super::certificates::{self, Certificate};
use super::skip::skip;
use super::{directory, person, secret, settings};
use mamamia::config::DirectorySection;
use mamamia::directory::ldap::LdapDirectory;
use mamamia::directory::{Directory, OpenAccount, PasswordCheck, Person, Validity, WriteAnswer, Written};
use std::io::{BufRead, BufReader, Write};
use std::net::TcpListener;
use std::os::unix::net::UnixStream;
use std::path::{Path, PathBuf};
use std::process::{Child, Command, Stdio};
use std::sync::OnceLock;
use std::time::{Duration, Instant};

/// A shell that stops slapd and removes its data when the pipe from the test closes, even after a crash of the test.
const KEEPER: &str = r#"
"$SLAPD" -d 0 -h "$URLS" -f "$DIR/slapd.conf" >"$DIR/slapd.log" 2>&1 </dev/null & pid=$!
echo $pid
read -r word
[ "$word" = keep ] || kill $pid 2>/dev/null
wait $pid 2>/dev/null
[ "$word" = keep ] || rm -rf "$DIR"
"#;

#[derive(Debug, Clone)]
pub struct Setting {
    pub certificate: Certificate,
    pub global: &'static str,
    /// Directives of the database.
    pub database: &'static str,
    /// Whether a bind says that the account is locked.
    pub tells_lockout: bool,
    /// Access of an anonymous connection to entries.
    pub anonymous: &'static str,
    pub access: &'static str,
}

impl Default for Setting {
    fn default() -> Self {
        let (anonymous, access) = ("none", "access.conf");
        Self {
            certificate: Certificate::Good,
            global: "",
            database: "",
            tells_lockout: true,
            anonymous,
            access,
        }
    }
}

/// A valid password, without a limit.
pub const ACCEPTED: PasswordCheck = PasswordCheck::Accepted(FREE);
pub const FREE: Validity = Validity { must_change: false, expires_in: None, grace_left: None };

pub struct Account {
    pub directory: LdapDirectory,
    pub person: Person,
}

impl Account {
    pub async fn check(&self, password: &str) -> PasswordCheck {
        self.directory.verify_password(&self.person, &secret(password)).await.unwrap().check
    }

    /// A change after a verification, whatever it said.
    pub async fn change(&self, current: &str, new: &str) -> WriteAnswer {
        let verified = self.directory.verify_password(&self.person, &secret(current)).await.unwrap();
        answered(verified.connection.change(&secret(current), &secret(new)).await)
    }

    pub async fn reset(&self, new: &str) -> WriteAnswer {
        answered(self.directory.reset(&self.person, OpenAccount::assumed(), &secret(new)).await)
    }

    /// A reset whose connection then verifies the password, as the use case does it.
    pub async fn reset_and_verify(&self, new: &str) -> PasswordCheck {
        match self.directory.reset(&self.person, OpenAccount::assumed(), &secret(new)).await {
            Written::Accepted(mut connection) => connection.verify(&secret(new)).await.unwrap(),
            other => panic!("{:?}", answered(other)),
        }
    }
}

/// The answer to a write that is waited for no longer.
pub fn answered(written: Written<'_>) -> WriteAnswer {
    match written {
        Written::Accepted(_) => WriteAnswer::Accepted,
        Written::Refused(refusal) => WriteAnswer::Refused(refusal),
        Written::Nothing(error) => WriteAnswer::NothingWritten(error),
        Written::Unanswered(error, _) => WriteAnswer::Lost(error),
    }
}

#[derive(Debug)]
pub struct Slapd {
    pub directory: PathBuf,
    pub pid: u32,
    pub port: u16,
    pub tls_port: u16,
    keeper: Child,
}

impl Slapd {
    pub fn ldap(&self) -> String {
        format!("ldap://127.0.0.1:{}", self.port)
    }

    pub fn ldaps(&self) -> String {
        format!("ldaps://127.0.0.1:{}", self.tls_port)
    }

    pub fn ldapi(&self) -> String {
        format!("ldapi://{}", self.socket().to_str().unwrap().replace('/', "%2F"))
    }

    pub fn authority(&self) -> PathBuf {
        self.directory.join("ca.pem")
    }

    pub fn other_authority(&self) -> PathBuf {
        self.directory.join("other-ca.pem")
    }

    /// Settings for this server over LDAPS, with the authority that signed its certificate.
    pub fn settings(&self) -> DirectorySection {
        DirectorySection { ca_file: Some(self.authority()), ..settings(&[&self.ldaps()]) }
    }

    pub fn directory(&self, service: Option<&str>) -> LdapDirectory {
        directory(&self.settings(), service)
    }

    pub async fn account(&self, of: &str, service: Option<&str>) -> Account {
        let directory = self.directory(service);
        let person = person(&directory, of).await;
        Account { directory, person }
    }

    /// Kills the server as a power cut would. Its data stay.
    pub fn kill(&self) {
        assert!(Command::new("kill").args(["-9", &self.pid.to_string()]).status().unwrap().success());
        // The sockets close a little after the signal.
        while UnixStream::connect(self.socket()).is_ok() {
            std::thread::sleep(Duration::from_millis(2));
        }
    }

    /// Starts a killed server again, on the same ports and data.
    pub fn restart(&mut self) {
        let (keeper, pid) = run(&self.directory, self.port, self.tls_port);
        let mut ended = std::mem::replace(&mut self.keeper, keeper);
        // The old keeper must leave the data alone.
        let _ = ended.stdin.take().unwrap().write_all(b"keep\n");
        ended.wait().unwrap();
        self.pid = pid;
        self.wait();
    }

    fn socket(&self) -> PathBuf {
        self.directory.join("ldapi")
    }

    fn wait(&self) {
        let end = Instant::now() + Duration::from_secs(20);
        while UnixStream::connect(self.socket()).is_err() {
            let log = || std::fs::read_to_string(self.directory.join("slapd.log")).unwrap_or_default();
            assert!(Instant::now() < end, "slapd does not answer: {}", log());
            std::thread::sleep(Duration::from_millis(10));
        }
    }
}

impl Drop for Slapd {
    fn drop(&mut self) {
        drop(self.keeper.stdin.take());
        let _ = self.keeper.wait();
    }
}

/// The server that the tests of a binary share. Without slapd the test is reported as skipped and gets `None`.
pub fn shared() -> Option<&'static Slapd> {
    static SHARED: OnceLock<Option<Slapd>> = OnceLock::new();
    required("slapd")?;
    SHARED.get_or_init(|| start(&Setting::default())).as_ref()
}

/// A server for one test. Without slapd the test is reported as skipped and gets `None`.
pub fn start(setting: &Setting) -> Option<Slapd> {
    required("slapd")?;
    let directory = tempfile::Builder::new().prefix("mamamia-slapd-").tempdir().unwrap().keep();
    std::fs::create_dir(directory.join("base")).unwrap();
    certificates::write(&directory, setting.certificate);
    std::fs::write(directory.join("slapd.conf"), configuration(&directory, setting)).unwrap();
    load(&directory);
    let (port, tls_port) = (free_port(), free_port());
    let (keeper, pid) = run(&directory, port, tls_port);
    let slapd = Slapd { directory, pid, port, tls_port, keeper };
    slapd.wait();
    Some(slapd)
}

fn run(directory: &Path, port: u16, tls_port: u16) -> (Child, u32) {
    let socket = directory.join("ldapi");
    let socket = socket.to_str().unwrap().replace('/', "%2F");
    let urls = format!("ldap://127.0.0.1:{port}/ ldaps://127.0.0.1:{tls_port}/ ldapi://{socket}");
    let mut keeper = Command::new("sh")
        .args(["-c", KEEPER])
        .env("SLAPD", tool("slapd").unwrap())
        .env("URLS", urls)
        .env("DIR", directory)
        .env("LDAPNOINIT", "1") // slapd reads the settings of LDAP clients too
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .spawn()
        .unwrap();
    let mut line = String::new();
    BufReader::new(keeper.stdout.take().unwrap()).read_line(&mut line).unwrap();
    (keeper, line.trim().parse().unwrap())
}

fn configuration(directory: &Path, setting: &Setting) -> String {
    let modules = ["/usr/lib/ldap", "/usr/lib64/openldap", "/usr/lib/openldap"];
    let modules = modules.iter().find(|path| Path::new(path).is_dir()).unwrap();
    fixture("slapd.conf")
        .replace("@ACCESS@", &fixture(setting.access))
        .replace("@FIXTURES@", fixtures().to_str().unwrap())
        .replace("@MODULES@", modules)
        .replace("@DIR@", directory.to_str().unwrap())
        .replace("@GLOBAL@", setting.global)
        .replace("@DATABASE@", setting.database)
        .replace("@LOCKOUT@", if setting.tells_lockout { "ppolicy_use_lockout" } else { "" })
        .replace("@ANONYMOUS@", setting.anonymous)
}

fn load(directory: &Path) {
    let generalized = |at: jiff::Timestamp| at.strftime("%Y%m%d%H%M%SZ").to_string();
    let now = jiff::Timestamp::now();
    let old = now - jiff::SignedDuration::from_hours(24 * 360);
    let people = fixture("people.ldif").replace("@NOW@", &generalized(now));
    let people = people.replace("@360_DAYS_AGO@", &generalized(old));
    let closed = fixture("closed.ldif").replace("@NOW@", &generalized(now));
    let ldif = directory.join("all.ldif");
    // The policies go after the suffix, which is the first entry of the people.
    std::fs::write(&ldif, format!("{people}\n{}\n{closed}", fixture("policies.ldif"))).unwrap();
    let loaded = Command::new(tool("slapadd").unwrap())
        .env("LDAPNOINIT", "1")
        .args([Path::new("-q"), Path::new("-f"), &directory.join("slapd.conf"), Path::new("-l"), &ldif])
        .output()
        .unwrap();
    assert!(loaded.status.success(), "{}", String::from_utf8_lossy(&loaded.stderr));
}

fn fixtures() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/fixtures/openldap")
}

fn fixture(name: &str) -> String {
    std::fs::read_to_string(fixtures().join(name)).unwrap()
}

/// A tool without which the test cannot run.
fn required(name: &str) -> Option<PathBuf> {
    let found = tool(name);
    if found.is_none() {
        skip(&format!("{name} is not installed (apt-get install slapd ldap-utils slapd-contrib)"));
    }
    found
}

fn tool(name: &str) -> Option<PathBuf> {
    let path = std::env::var("PATH").unwrap_or_default() + ":/usr/sbin:/usr/local/sbin:/usr/libexec:/sbin";
    path.split(':').map(|dir| Path::new(dir).join(name)).find(|tool| tool.is_file())
}

pub fn dead() -> String {
    format!("ldap://127.0.0.1:{}", free_port())
}

pub fn free_port() -> u16 {
    TcpListener::bind("127.0.0.1:0").unwrap().local_addr().unwrap().port()
}
