//! Answers that are late or lost, in every way that the service may meet, and what the directory itself says a minute
//! later. Slow: all cells wait side by side (`make test-slow`).

use super::support::middlebox::{Deed, Middlebox, Trouble};
use super::support::slapd::{self, Setting};
use super::support::{INITIAL, SERVICE, change, directory, person, secret, settings};
use super::*;
use mamamia::config::DirectorySection;
use mamamia::directory::{Directory, PasswordCheck};
use std::process::{Child, Command, Stdio};
use std::sync::Mutex;
use std::time::Duration;
use tokio::sync::Barrier;
use tokio::time::{Instant, sleep};

/// The time between the ending and the question to the directory.
const SETTLED: Duration = Duration::from_secs(60);
const CHANGES: [&str; 2] = ["essai01", "essai02"];
const RESETS: [&str; 2] = ["essai03", "essai04"];
/// The second one of each is under a policy that locks nobody.
const UNLOCKED: [&str; 2] = ["essai02", "essai04"];

#[derive(Debug, Clone, Copy, PartialEq)]
enum Fault {
    Stall(u64),
    OtherWriter(u64),
    RequestHeld(u64),
    AnswerHeld(u64),
    CutBefore,
    CutAfter,
    /// One address, two servers, of which the second one is late by so long.
    Balancer(u64),
    KilledBefore,
    KilledAfter,
}

const FAULTS: [Fault; 13] = [
    Fault::Stall(6),
    Fault::Stall(12),
    Fault::Stall(25),
    Fault::Stall(45),
    Fault::OtherWriter(25),
    Fault::OtherWriter(75),
    Fault::RequestHeld(20),
    Fault::AnswerHeld(20),
    Fault::CutBefore,
    Fault::CutAfter,
    Fault::Balancer(30),
    Fault::KilledBefore,
    Fault::KilledAfter,
];

/// One cell of the table.
struct Cell {
    fault: Fault,
    uid: &'static str,
    code: u16,
    seconds: u64,
    new_opens: bool,
    old_opens: bool,
    failures: usize,
    binds_after_write: usize,
    is_locked: bool,
}

impl Cell {
    /// Whether the directory contradicts what was said.
    fn is_false(&self) -> bool {
        match self.code {
            200..=202 => !self.new_opens,
            452 => !self.new_opens && !self.old_opens,
            450 => self.new_opens || !self.old_opens,
            _ => true,
        }
    }

    fn harms(&self) -> bool {
        self.failures > 0 || self.binds_after_write > 1 || self.is_locked
    }
}

impl std::fmt::Display for Cell {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        let fault = format!("{:?}", self.fault);
        let use_case = if CHANGES.contains(&self.uid) { "change" } else { "reset" };
        let lockout = if UNLOCKED.contains(&self.uid) { "off" } else { "on" };
        let opens = match (self.new_opens, self.old_opens) {
            (true, false) => "new",
            (false, true) => "old",
            (true, true) => "both",
            (false, false) => "none",
        };
        let Self { code, seconds, failures, binds_after_write: binds, .. } = self;
        let verdict = if self.is_false() { "FALSE" } else { "true" };
        write!(
            f,
            "{fault:<18} {use_case:<7} lockout {lockout:<4} MDP-{code} {seconds:>3} s  {opens:<5} {failures} failures {binds} binds  {verdict}"
        )
    }
}

fn kill(pid: u32, signal: &str) {
    assert!(Command::new("kill").args([signal, &pid.to_string()]).status().unwrap().success());
}

/// Another process that holds the one place where the database can be written: it loads entries that do not come.
fn hold_writes(slapd: &Slapd) -> Child {
    let configuration = slapd.directory.join("slapd.conf");
    let mut holder = Command::new("slapadd")
        .env("PATH", std::env::var("PATH").unwrap() + ":/usr/sbin")
        .env("LDAPNOINIT", "1")
        .args(["-q", "-b", BASE, "-f", configuration.to_str().unwrap()])
        .stdin(Stdio::piped())
        .stdout(Stdio::null())
        .stderr(Stdio::null())
        .spawn()
        .unwrap();
    let entry = |name: &str| format!("dn: ou={name},{BASE}\nobjectClass: organizationalUnit\nou: {name}\n\n");
    let entries = [entry("import-1"), entry("import-2")].concat();
    std::io::Write::write_all(holder.stdin.as_mut().unwrap(), entries.as_bytes()).unwrap();
    holder
}

/// The fault as it strikes at the write; the four writes of a fault come together.
fn trouble(fault: Fault, slapd: &Arc<Mutex<Slapd>>, together: &Arc<Barrier>, late: Option<u16>) -> Trouble {
    let seconds = Duration::from_secs;
    let (slapd, together) = (Arc::clone(slapd), Arc::clone(together));
    let deed = |deed: fn(Arc<Mutex<Slapd>>, Duration), time: u64| -> Deed {
        Arc::new(move || {
            let (slapd, together) = (Arc::clone(&slapd), Arc::clone(&together));
            Box::pin(async move {
                if together.wait().await.is_leader() {
                    tokio::task::spawn_blocking(move || deed(slapd, seconds(time))).await.unwrap();
                }
                together.wait().await;
            })
        })
    };
    match fault {
        Fault::Stall(time) => Trouble::Before(deed(
            |slapd, time| {
                let pid = slapd.lock().unwrap().pid;
                kill(pid, "-STOP");
                std::thread::spawn(move || {
                    std::thread::sleep(time);
                    kill(pid, "-CONT");
                });
            },
            time,
        )),
        Fault::OtherWriter(time) => Trouble::Before(deed(
            |slapd, time| {
                let mut holder = hold_writes(&slapd.lock().unwrap());
                std::thread::sleep(Duration::from_secs(1));
                std::thread::spawn(move || {
                    std::thread::sleep(time);
                    holder.kill().unwrap();
                    holder.wait().unwrap();
                });
            },
            time,
        )),
        Fault::KilledAfter | Fault::KilledBefore => {
            let deed = deed(
                |slapd, time| {
                    slapd.lock().unwrap().kill();
                    std::thread::spawn(move || {
                        std::thread::sleep(time);
                        slapd.lock().unwrap().restart();
                    });
                },
                4,
            );
            if fault == Fault::KilledAfter { Trouble::After(deed) } else { Trouble::Before(deed) }
        }
        Fault::RequestHeld(time) => Trouble::HoldRequest(seconds(time)),
        Fault::AnswerHeld(time) => Trouble::HoldAnswers(seconds(time)),
        Fault::CutBefore => Trouble::CutBefore,
        Fault::CutAfter => Trouble::CutAfter,
        Fault::Balancer(_) => Trouble::Balance(late.unwrap()),
    }
}

/// Does the work of replication on the late server, some seconds after the writes.
fn replicate(late: Arc<Slapd>, after: Duration) {
    std::thread::spawn(move || {
        std::thread::sleep(after);
        for uid in CHANGES.into_iter().chain(RESETS) {
            // As the person: after an administrator, the server would demand another change.
            let (url, name) = (late.ldap(), dn(uid));
            let tool = Command::new("ldappasswd")
                .args(["-x", "-H", &url, "-D", &name, "-w", INITIAL, "-s", NEW])
                .status();
            assert!(tool.unwrap().success());
        }
    });
}

async fn cell(
    fault: Fault,
    uid: &'static str,
    slapd: Arc<Mutex<Slapd>>,
    late: Option<Arc<Slapd>>,
    trouble: Trouble,
) -> Cell {
    let port = slapd.lock().unwrap().port;
    let middlebox = Middlebox::before(port, trouble).await;
    let replication_delay =
        if let Fault::Balancer(late) = fault { Some(Duration::from_secs(late + 10)) } else { None };
    let settings = DirectorySection { replication_delay, ..settings(&[&middlebox.url]) };
    let request = if CHANGES.contains(&uid) { change(uid, INITIAL, NEW) } else { redefine(uid) };
    let began = Instant::now();
    let code = submit(&services(&settings, Some(SERVICE)), request).await.code();
    let seconds = began.elapsed().as_secs();
    // A late server counts wrong binds of its own, until the write reaches it.
    let failures_there = late.map_or(0, |late| values(&late, uid, "pwdFailureTime"));
    sleep(SETTLED).await;
    let (failures, is_locked, url) = {
        let slapd = slapd.lock().unwrap();
        let of = |attribute| values(&slapd, uid, attribute);
        (failures_there + of("pwdFailureTime"), of("pwdAccountLockedTime") > 0, slapd.ldap())
    };
    let direct = directory(&super::support::settings(&[&url]), Some(SERVICE));
    let found = person(&direct, uid).await;
    let opens = async |password: &str| {
        let check = direct.verify_password(&found, &secret(password)).await.unwrap().check;
        matches!(check, PasswordCheck::Accepted(_))
    };
    let (new_opens, old_opens) = (opens(NEW).await, opens(INITIAL).await);
    let binds_after_write = middlebox.counts().binds_after_write;
    Cell { fault, uid, code, seconds, new_opens, old_opens, failures, binds_after_write, is_locked }
}

async fn cells_of(fault: Fault) -> Vec<Cell> {
    let start = || slapd::start(&Setting::default()).unwrap();
    // The late server comes first: its stamps are not later than those of the other.
    let late = if let Fault::Balancer(delay) = fault { Some((Arc::new(start()), delay)) } else { None };
    let slapd = start();
    put_under(&slapd, "sans-blocage", &UNLOCKED);
    let slapd = Arc::new(Mutex::new(slapd));
    let late_port = late.as_ref().map(|(late, _)| late.port);
    let together = Arc::new(Barrier::new(4));
    let people = CHANGES.into_iter().chain(RESETS);
    let cells: Vec<_> = people
        .map(|uid| {
            let trouble = trouble(fault, &slapd, &together, late_port);
            let late = late.as_ref().map(|(late, _)| Arc::clone(late));
            tokio::spawn(cell(fault, uid, Arc::clone(&slapd), late, trouble))
        })
        .collect();
    if let Some((late, delay)) = late {
        replicate(late, Duration::from_secs(delay));
    }
    let mut ended = Vec::new();
    for cell in cells {
        ended.push(cell.await.unwrap());
    }
    ended
}

#[tokio::test(flavor = "multi_thread")]
#[ignore = "some three minutes: make test-slow"]
async fn no_lost_answer_makes_a_false_statement() {
    if slapd::shared().is_none() {
        return;
    }
    let mut all = Vec::new();
    let running: Vec<_> = FAULTS.into_iter().map(|fault| tokio::spawn(cells_of(fault))).collect();
    for cells in running {
        all.extend(cells.await.unwrap());
    }
    all.iter().for_each(|cell| println!("{cell}"));
    let count = |holds: fn(&Cell) -> bool| all.iter().filter(|cell| holds(cell)).count();
    println!("{} cells, {} false, {} harmful", all.len(), count(Cell::is_false), count(Cell::harms));
    assert_eq!((count(Cell::is_false), count(Cell::harms)), (0, 0));
    // Neither does it doubt where the answer came in time, or the stamp did.
    use Fault::{Balancer, CutAfter, OtherWriter, Stall};
    let answered = |cell: &&Cell| matches!(cell.fault, Stall(_) | OtherWriter(25) | CutAfter | Balancer(_));
    assert!(all.iter().filter(answered).all(|cell| cell.code == 200 || cell.code == 201));
}
