//! The binary before a server that answers what no directory answers: it ends in time, with an outcome that is true and
//! a line in the audit, in little memory.
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic, clippy::indexing_slicing, reason = "tests")]

#[path = "../support/mod.rs"]
mod support;

mod behaviours;
mod server;

use std::io::{Read, Write};
use std::path::Path;
use std::process::{Child, Command, Stdio};
use std::sync::Arc;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::time::{Duration, Instant};

use futures::StreamExt;
use futures::stream;
use mamamia::directory::ldap::wire;
use serde_json::Value;

use behaviours::{Act, Asked, Behaviour, Meaning, QUICK, WAITING};
use server::{Plan, Stage, Transport};
use support::certificates::{self, Certificate};

/// Cells side by side: most of their time is waiting.
const AT_ONCE: usize = 8;
const NEW: &str = "pivot-Bruine8-lampadaire";
/// The whole process, which draws nothing here.
const MOST_MEMORY_KB: u64 = 64 * 1024;

#[derive(Debug, Clone, Copy)]
struct Limits {
    connect: &'static str,
    operation: &'static str,
    answer: Duration,
    /// Longest request that no write was sent for. Only where nothing else runs: noise breaks it.
    longest: Option<Duration>,
}

const SHORT: Limits =
    Limits { connect: "2s", operation: "3s", answer: Duration::from_secs(2), longest: None };

/// Those of an installation that sets none, but for the wait for an answer.
const USUAL: Limits = Limits { connect: "5s", operation: "10s", ..SHORT };

const TIMED: Limits = Limits { longest: Some(Duration::from_secs(15)), ..USUAL };

#[derive(Clone, Copy)]
struct Cell {
    behaviour: &'static Behaviour,
    transport: Transport,
    stage: Stage,
    limits: Limits,
}

/// The end of one request.
struct Ended {
    code: u32,
    text: String,
    elapsed: Duration,
    memory_kb: u64,
    writes: usize,
    audit: Vec<Value>,
    errors: String,
}

/// Runs the binary once; why the cell fails, if it does.
async fn run(cell: Cell) -> Option<String> {
    let folder = tempfile::tempdir().unwrap();
    certificates::write(folder.path(), Certificate::Good);
    let Behaviour { name, acts, .. } = *cell.behaviour;
    let (transport, stage) = (cell.transport, cell.stage);
    let plan = Arc::new(Plan { transport, stage, acts, writes: AtomicUsize::new(0) });
    let url = server::listen(Arc::clone(&plan), folder.path()).await;
    let file = configuration(folder.path(), &url, &cell);
    let ended = tokio::task::spawn_blocking(move || reset(&file)).await.unwrap();
    let audit = std::fs::read_to_string(folder.path().join("audit.jsonl")).unwrap_or_default();
    let audit = audit.lines().map(|line| serde_json::from_str(line).unwrap()).collect();
    let ended = ended.map(|ended| Ended { writes: plan.writes.load(Ordering::SeqCst), audit, ..ended });
    let fault = match &ended {
        Ok(ended) => judge(&cell, ended),
        Err(fault) => Some(fault.clone()),
    };
    fault.map(|fault| format!("{name}, {transport:?}, {stage:?}: {fault}"))
}

fn judge(cell: &Cell, ended: &Ended) -> Option<String> {
    let meaning = cell.behaviour.meaning;
    let Ended { code, text, elapsed, memory_kb, writes, audit, errors } = ended;
    let wait = if *writes == 0 { Duration::ZERO } else { cell.limits.answer };
    let causes: Vec<&str> = audit.iter().filter_map(|line| line["cause"].as_str()).collect();
    let is_done = (200..300).contains(code);
    let says_unchanged = text.contains("Rien n’a été modifié");
    let faults = [
        (*code == 500, "the application is at fault"),
        (causes.iter().any(|cause| ["client-broke", "panic"].contains(cause)), "the client panicked"),
        (!errors.is_empty(), "something stands on standard error"),
        (text.contains(['\u{1b}', '\u{7}', '\u{202e}']), "a text of the server is shown"),
        (audit.is_empty(), "no line in the audit"),
        (*memory_kb > MOST_MEMORY_KB, "it takes much memory"),
        (cell.limits.longest.is_some_and(|longest| *elapsed > longest + wait), "it lasts"),
        (is_done && *writes == 0, "it claims a write that was not sent"),
        (
            is_done && cell.stage != Stage::Write && meaning != Meaning::Success,
            "it believes a hostile answer",
        ),
        (says_unchanged && *writes > 0 && meaning != Meaning::Refusal, "it claims that nothing changed"),
        (*writes > 1, "it writes twice"),
    ];
    let found: Vec<&str> = faults.iter().filter(|(found, _)| *found).map(|(_, fault)| *fault).collect();
    (!found.is_empty()).then(|| {
        format!("{found:?}: MDP-{code} in {elapsed:?}, {memory_kb} kB, {writes} writes, {audit:?} {errors}")
    })
}

fn configuration(folder: &Path, url: &str, cell: &Cell) -> std::path::PathBuf {
    let secret = folder.join("service.secret");
    std::fs::write(&secret, "Service-2026-Mdp\n").unwrap();
    std::fs::set_permissions(&secret, std::os::unix::fs::PermissionsExt::from_mode(0o600)).unwrap();
    let Limits { connect, operation, answer, .. } = cell.limits;
    let (is_clear, is_starttls) = (cell.transport == Transport::Clear, cell.transport == Transport::StartTls);
    let shown = |name: &str| folder.join(name).display().to_string();
    let text = format!(
        "[directory]\nurls = [\"{url}\"]\nkind = \"openldap\"\nbase = \"dc=fr\"\nca_file = \"{}\"\n\
         starttls = {is_starttls}\nallow_cleartext_on_loopback = {is_clear}\n\
         connect_timeout = \"{connect}\"\noperation_timeout = \"{operation}\"\nanswer_timeout = \"{}s\"\n\
         [directory.service]\ndn = \"cn=mamamia\"\npassword_file = \"{}\"\n\
         [captcha]\nmode = \"never\"\n[session]\nrefusal_time = \"1ms\"\n[audit]\nfile = \"{}\"\n",
        shown("ca.pem"),
        answer.as_secs(),
        secret.display(),
        shown("audit.jsonl"),
    );
    let file = folder.join("mamamia.toml");
    std::fs::write(&file, text).unwrap();
    file
}

/// « le redéfinir », over pipes.
fn reset(configuration: &Path) -> Result<Ended, String> {
    let mut child = Command::new(env!("CARGO_BIN_EXE_mamamia"))
        .arg("--config")
        .arg(configuration)
        .env_clear()
        .env("LANG", "fr_FR.UTF-8")
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .stderr(Stdio::piped())
        .spawn()
        .unwrap();
    let (mut answers, mut output) = (child.stdin.take().unwrap(), child.stdout.take().unwrap());
    let lines = ["2", "jdupont", "16E9912345ABC", "14/07/1975", NEW, NEW, "1"];
    // A process that is over by now has no outcome below.
    let _ = answers.write_all((lines.join("\n") + "\n").as_bytes());
    let started = Instant::now();
    let mut text = String::new();
    let code = outcome(&mut output, &mut text);
    let (elapsed, memory_kb) = (started.elapsed(), high_water_mark(child.id()));
    drop(answers);
    let status = child.wait().unwrap();
    let errors = errors(&mut child);
    match code.filter(|_| status.code().is_some()) {
        Some(code) => Ok(Ended { code, text, elapsed, memory_kb, writes: 0, audit: Vec::new(), errors }),
        None => Err(format!("{status}: {text} {errors}")),
    }
}

/// The code of the outcome, once it is said; `text` is what was said up to then.
fn outcome(output: &mut impl Read, text: &mut String) -> Option<u32> {
    let mut chunk = [0; 4096];
    loop {
        let mut codes = text.split("MDP-").skip(1).filter_map(|after| after.get(..3)?.parse().ok());
        if let Some(code) = codes.next() {
            return Some(code);
        }
        match output.read(&mut chunk).unwrap() {
            0 => return None,
            length => text.push_str(&String::from_utf8_lossy(&chunk[..length])),
        }
    }
}

fn errors(child: &mut Child) -> String {
    let mut errors = String::new();
    child.stderr.take().unwrap().read_to_string(&mut errors).unwrap();
    errors
}

/// The most memory that the process had at once (proc(5), `VmHWM`).
fn high_water_mark(process: u32) -> u64 {
    let status = std::fs::read_to_string(format!("/proc/{process}/status")).unwrap();
    // A process that was killed has none any more.
    let line = status.lines().find_map(|line| line.strip_prefix("VmHWM:")).unwrap_or("0");
    line.trim().trim_end_matches(" kB").parse().unwrap()
}

async fn assert_all(cells: Vec<Cell>) {
    let count = cells.len();
    let ended: Vec<_> = stream::iter(cells.into_iter().map(run)).buffer_unordered(AT_ONCE).collect().await;
    let faults: Vec<String> = ended.into_iter().flatten().collect();
    assert!(faults.is_empty(), "{} of {count}: {faults:#?}", faults.len());
}

fn cells(behaviours: &'static [Behaviour], over: &[(Transport, Stage)], limits: Limits) -> Vec<Cell> {
    let rows = behaviours.iter().flat_map(|behaviour| over.iter().map(move |at| (behaviour, *at)));
    rows.map(|(behaviour, (transport, stage))| Cell { behaviour, transport, stage, limits }).collect()
}

const IN_CLEAR: [(Transport, Stage); 4] = [
    (Transport::Clear, Stage::Bind),
    (Transport::Clear, Stage::Search),
    (Transport::Clear, Stage::Compare),
    (Transport::Clear, Stage::Write),
];

const ENCRYPTED: [(Transport, Stage); 9] = [
    (Transport::StartTls, Stage::BeforeTls),
    (Transport::StartTls, Stage::Bind),
    (Transport::StartTls, Stage::Search),
    (Transport::StartTls, Stage::Compare),
    (Transport::StartTls, Stage::Write),
    (Transport::Tls, Stage::Bind),
    (Transport::Tls, Stage::Search),
    (Transport::Tls, Stage::Compare),
    (Transport::Tls, Stage::Write),
];

fn good(asked: Asked) -> Vec<Act> {
    vec![Act::Send(wire::message(asked.id, &[wire::result(asked.tag, 6, b"", b"")]))]
}

static GOOD: Behaviour = Behaviour { name: "good", acts: good, meaning: Meaning::Success };

/// Without a hostile answer, the same request is done over each transport.
#[tokio::test(flavor = "multi_thread")]
async fn good_server_carries_out_the_reset() {
    for transport in [Transport::Clear, Transport::StartTls, Transport::Tls] {
        let folder = tempfile::tempdir().unwrap();
        certificates::write(folder.path(), Certificate::Good);
        let stage = if transport == Transport::StartTls { Stage::Compare } else { Stage::BeforeTls };
        let plan = Arc::new(Plan { transport, stage, acts: GOOD.acts, writes: AtomicUsize::new(0) });
        let url = server::listen(plan, folder.path()).await;
        let cell = Cell { behaviour: &GOOD, transport, stage, limits: USUAL };
        let file = configuration(folder.path(), &url, &cell);
        let ended = tokio::task::spawn_blocking(move || reset(&file)).await.unwrap().unwrap();
        assert!((200..300).contains(&ended.code), "{transport:?}: {}", ended.text);
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn hostile_answer_ends_the_request_truly() {
    assert_all(cells(QUICK, &IN_CLEAR, USUAL)).await;
}

/// The doctor meets the same answers: it ends with a finding.
#[tokio::test(flavor = "multi_thread")]
async fn doctor_survives_hostile_answer() {
    let running = cells(QUICK, &IN_CLEAR[..3], SHORT).into_iter().map(async |cell| {
        let folder = tempfile::tempdir().unwrap();
        certificates::write(folder.path(), Certificate::Good);
        let Behaviour { name, acts, .. } = *cell.behaviour;
        let (transport, stage) = (cell.transport, cell.stage);
        let plan = Arc::new(Plan { transport, stage, acts, writes: AtomicUsize::new(0) });
        let url = server::listen(plan, folder.path()).await;
        let file = configuration(folder.path(), &url, &cell);
        let doctor = move || {
            let mut doctor = Command::new(env!("CARGO_BIN_EXE_mamamia"));
            doctor.arg("--config").arg(file).arg("doctor").env("LANG", "fr_FR.UTF-8").output().unwrap()
        };
        let output = tokio::task::spawn_blocking(doctor).await.unwrap();
        let said = [output.stdout, output.stderr].concat();
        let said = String::from_utf8_lossy(&said);
        let is_shown = said.chars().any(|sign| sign.is_control() && sign != '\n' || sign == '\u{202e}');
        let is_sound = output.status.code().is_some_and(|code| code <= 3) && !said.contains("panicked");
        (!is_sound || is_shown).then(|| format!("{name}, {stage:?}: {:?} {said}", output.status))
    });
    let ended: Vec<_> = stream::iter(running).buffer_unordered(AT_ONCE).collect().await;
    let faults: Vec<String> = ended.into_iter().flatten().collect();
    assert!(faults.is_empty(), "{faults:#?}");
}

#[tokio::test(flavor = "multi_thread")]
async fn silent_server_is_left_at_the_limits() {
    assert_all(cells(WAITING, &IN_CLEAR, SHORT)).await;
}

#[tokio::test(flavor = "multi_thread")]
#[ignore = "some minutes: make test-slow"]
async fn hostile_answer_over_tls_ends_the_request_truly() {
    assert_all(cells(QUICK, &ENCRYPTED, TIMED)).await;
}

#[tokio::test(flavor = "multi_thread")]
#[ignore = "some minutes: make test-slow"]
async fn silent_server_is_left_at_the_usual_limits() {
    assert_all(cells(WAITING, &[&IN_CLEAR[..], &ENCRYPTED].concat(), TIMED)).await;
}
