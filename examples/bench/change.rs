//! « le modifier » over TLS, beside the same sequence by OpenLDAP's own command-line tools: the same server, the
//! same person, one after the other.
//!
//! The sequence is that of the use case: bind as the service and search the login; bind as the person; bind as the
//! person and change the password (RFC 3062); bind with the new one. Each step on a connection of its own.

use std::fs;
use std::io::Write;
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};
use std::sync::Arc;
use std::time::{Duration, Instant};

use anyhow::{Context, anyhow, bail, ensure};
use mamamia::account::{Caller, CaptchaEvidence, ChangeRequest, Request};
use mamamia::assembly::Assembly;
use mamamia::assembly::testing::config_with;
use mamamia::config::{self, CaptchaMode, Config};
use mamamia::directory::ldap::LdapDirectory;
use mamamia::session::AppContext;

use crate::means::{Durations, milliseconds, ms};
use crate::sessions::{SessionHarness, TerminalProfile};
use crate::support::slapd::{self, Slapd};
use crate::support::{self, BASE, INITIAL, SERVICE, SERVICE_PASSWORD};
use crate::table::{Table, held};

/// The argument of the bench itself for one change in a process of its own.
pub const ONE: &str = "--one-change";
const TIMES: usize = 30;
/// Program over tools, at most.
const BOUND: f64 = 1.1;
const PERSON: &str = "hlefevre";
const TOOLS: [&str; 4] = ["ldapsearch", "ldapwhoami", "ldappasswd", "ldapwhoami"];

pub fn report(out: &mut dyn Write) -> anyhow::Result<()> {
    let Some(slapd) = slapd::start(&slapd::Setting::default()) else {
        writeln!(
            out,
            "\nA change through the program, and by OpenLDAP's tools: skipped, slapd is not installed."
        )?;
        return Ok(());
    };
    if Command::new("ldappasswd").arg("-VV").output().is_err() {
        writeln!(
            out,
            "\nA change through the program, and by OpenLDAP's tools: skipped, ldap-utils is not installed."
        )?;
        return Ok(());
    }
    let runtime = crate::runtime()?;
    let mut bench = Bench::new(slapd)?;
    let (mut program, mut alone, mut tools, mut starts) = (Vec::new(), Vec::new(), Vec::new(), Vec::new());
    let (app, settings) = bench.app()?;
    for round in 0..=TIMES {
        let times = [
            runtime.block_on(bench.through_the_program(&app))?,
            bench.in_a_process_of_its_own(&settings)?,
            bench.by_the_tools()?,
            bench.starts_of_the_tools()?,
        ];
        // The first round warms both sides.
        if round > 0 {
            for (list, time) in [&mut program, &mut alone, &mut tools, &mut starts].into_iter().zip(times) {
                list.push(time);
            }
        }
    }
    table(&[program, alone, tools, starts].map(Durations::new)).print(out)?;
    Ok(())
}

fn table([program, alone, tools, starts]: &[Durations; 4]) -> Table {
    let mut table = Table::new(
        &format!("A change over TLS: the program, and OpenLDAP's tools ({TIMES} times each, in turn)"),
        &["", "median", "p99", "× the tools", "asked", "held"],
    );
    let reference = milliseconds(tools.median());
    let mut row = |what: &str, durations: &Durations, bound: Option<f64>| {
        let ratio = milliseconds(durations.median()) / reference;
        table.row([
            what.to_owned(),
            ms(durations.median()),
            ms(durations.p99()),
            format!("{ratio:.2}"),
            bound.map_or_else(String::new, |bound| format!("≤ {bound}")),
            bound.map_or_else(String::new, |bound| held(ratio, bound).to_owned()),
        ]);
    };
    row("ldapsearch, ldapwhoami, ldappasswd, ldapwhoami", tools, None);
    row("  of which: starting four programs (-VV)", starts, None);
    row("the program, from « Enregistrer » to the proof on the screen", program, Some(BOUND));
    row("the program, in a process started for it", alone, Some(BOUND));
    let network = milliseconds(tools.median()) - milliseconds(starts.median());
    table.note(format!(
        "Without the starts on either side: {:.2} ms against {network:.2} ms, × {:.2}.",
        milliseconds(program.median()),
        milliseconds(program.median()) / network,
    ));
    table.note(
        "The running program resumes its TLS sessions, estimates the new password twice and draws the screens.",
    );
    table
        .note("The process started for it reads the authority, resumes nothing at first, and has no screen.");
    table
}

/// A server, a person, and the password of the moment.
struct Bench {
    slapd: Slapd,
    files: tempfile::TempDir,
    current: String,
    changes: usize,
}

impl Bench {
    fn new(slapd: Slapd) -> anyhow::Result<Self> {
        let files = tempfile::tempdir()?;
        fs::write(files.path().join("service"), SERVICE_PASSWORD)?;
        Ok(Self { slapd, files, current: INITIAL.to_owned(), changes: 0 })
    }

    /// A password that this person never had, and that differs enough from the one before.
    fn another(&mut self) -> String {
        const FIRST: [&str; 5] = ["pivot", "socle", "tunnel", "girafe", "moulin"];
        self.changes += 1;
        let first = FIRST.get(self.changes % FIRST.len()).copied().unwrap_or_default();
        format!("{first}-Bruine{}-lampadaire", self.changes)
    }

    fn app(&self) -> anyhow::Result<(Arc<AppContext>, config::DirectorySection)> {
        let config = configuration(&self.slapd.ldaps(), &self.slapd.authority());
        let app = Assembly::of(&config, client(&config)?).app();
        Ok((Arc::new(app.map_err(|fault| anyhow!("{fault:?}"))?), config.directory))
    }

    /// From the key that sends the form to the frame that says how it ended.
    async fn through_the_program(&mut self, app: &Arc<AppContext>) -> anyhow::Result<Duration> {
        let new = self.another();
        let session = SessionHarness::at(app, TerminalProfile::USUAL);
        session.frame().await;
        session.press(b"1").await;
        for text in [PERSON, &self.current, &new, &new] {
            session.paste(text).await;
            session.press(b"\t").await;
        }
        // The estimate arrives before a person reaches the button.
        tokio::time::sleep(Duration::from_millis(400)).await;
        session.written();
        let sent = Instant::now();
        session.send(b"\x13").await;
        let end = session.frame_with("MDP-").await;
        ensure!(end.holds("MDP-200"), "the program did not change the password");
        self.current = new;
        Ok(end.at - sent)
    }

    /// From the start of a process to its end, which is a success only when the new password is proved.
    fn in_a_process_of_its_own(&mut self, settings: &config::DirectorySection) -> anyhow::Result<Duration> {
        let new = self.another();
        let (url, authority) = (settings.urls.first().context("a server")?, self.slapd.authority());
        let started = Instant::now();
        let mut child = Command::new(std::env::current_exe()?)
            .args([ONE, url])
            .arg(authority)
            .stdin(Stdio::piped())
            .spawn()?;
        let typed = format!("{PERSON}\n{}\n{new}\n", self.current);
        child.stdin.take().context("its input")?.write_all(typed.as_bytes())?;
        ensure!(child.wait()?.success(), "the process did not change the password");
        let elapsed = started.elapsed();
        self.current = new;
        Ok(elapsed)
    }

    /// The four commands, as an administrator would type them.
    fn by_the_tools(&mut self) -> anyhow::Result<Duration> {
        let new = self.another();
        let old_file = self.file("old", &self.current)?;
        let new_file = self.file("new", &new)?;
        let person = format!("uid={PERSON},ou=personnels,{BASE}");
        let service = format!("cn={SERVICE},ou=services,{BASE}");
        let filter = format!("(&(objectClass=inetOrgPerson)(uid={PERSON}))");
        let service_file = self.files.path().join("service");
        let [search, whoami, passwd, again] = TOOLS;

        let started = Instant::now();
        let attributes = ["givenName", "sn", "cn", "displayName", "mail", "pwdAccountLockedTime"];
        let found = self.run(search, &service, &service_file, |command| {
            command.args(["-LLL", "-b", BASE, &filter]).args(attributes)
        })?;
        ensure!(found.contains(&person), "ldapsearch found no person");
        self.run(whoami, &person, &old_file, |command| command)?;
        self.run(passwd, &person, &old_file, |command| {
            command.arg("-t").arg(&old_file).arg("-T").arg(&new_file)
        })?;
        self.run(again, &person, &new_file, |command| command)?;
        let elapsed = started.elapsed();
        self.current = new;
        Ok(elapsed)
    }

    /// The same four programs, which say their version and end.
    fn starts_of_the_tools(&self) -> anyhow::Result<Duration> {
        let started = Instant::now();
        for tool in TOOLS {
            Command::new(tool).arg("-VV").output()?;
        }
        Ok(started.elapsed())
    }

    fn run(
        &self,
        tool: &str,
        dn: &str,
        password: &Path,
        with: impl FnOnce(&mut Command) -> &mut Command,
    ) -> anyhow::Result<String> {
        let mut command = Command::new(tool);
        // The password policy control, as the program asks for it.
        command.args(["-x", "-e", "ppolicy", "-H", &self.slapd.ldaps(), "-D", dn]).arg("-y").arg(password);
        command.env("LDAPTLS_CACERT", self.slapd.authority()).env("LDAPTLS_REQCERT", "demand");
        let output = with(&mut command).output()?;
        if !output.status.success() {
            bail!("{tool}: {}", String::from_utf8_lossy(&output.stderr));
        }
        Ok(String::from_utf8_lossy(&output.stdout).into_owned())
    }

    fn file(&self, name: &str, text: &str) -> anyhow::Result<PathBuf> {
        let path = self.files.path().join(name);
        fs::write(&path, text)?;
        Ok(path)
    }
}

/// One search for the login, as the tools do; neither a captcha nor a wait.
fn configuration(url: &str, authority: &Path) -> Config {
    config_with(|config| {
        config.directory = config::DirectorySection {
            ca_file: Some(authority.to_owned()),
            head_office_filter: None,
            kind: config::DirectoryKind::OpenLdap,
            ..support::settings(&[url])
        };
        config.captcha.mode = CaptchaMode::Never;
        config.session.refusal_time = Duration::ZERO;
    })
}

fn client(config: &Config) -> anyhow::Result<Arc<LdapDirectory>> {
    let service = Some(support::service(SERVICE));
    Ok(Arc::new(LdapDirectory::new(&config.directory, &config.identity, service)?))
}

/// The change of three lines of standard input: login, current password, new one.
pub fn one_in_this_process(url: &str, authority: &Path) -> anyhow::Result<()> {
    let config = configuration(url, authority);
    let services = Assembly::of(&config, client(&config)?).services();
    let services = services.map_err(|fault| anyhow!("{fault:?}"))?;
    let mut lines = std::io::stdin().lines();
    let mut line = || lines.next().context("login, current and new password, a line each")?.context("a line");
    let request = Request::Change(ChangeRequest {
        login: support::login(&line()?),
        current: support::secret(&line()?),
        new: support::secret(&line()?),
        evidence: CaptchaEvidence::NotRequired,
    });
    let peer = services.open_session("bench");
    let ending = crate::runtime()?.block_on(services.submit(request, &peer, Caller::default()));
    ensure!(ending.outcome.is_done(), "MDP-{}", ending.outcome.code());
    Ok(())
}
