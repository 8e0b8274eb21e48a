//! The memory of the process keeps no typed text once its form is left: a search from outside, as by a
//! debugger, of every byte that the binary may write, stacks of threads included.
//!
//! The directory is a slapd of its own, so that the process holds what a visit holds and no more. The search does not see
//! registers, the kernel (pipes, sockets, the tty) and swap.
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic, clippy::indexing_slicing, reason = "tests")]

#[path = "support/pty/mod.rs"]
mod pty;
mod support;

use std::fs::{self, File};
use std::os::unix::fs::{FileExt, PermissionsExt};
use std::thread;
use std::time::{Duration, Instant};

use pty::{MENU, Program, PtyHarness};
use regex::bytes::Regex;
use rstest::rstest;
use support::slapd::{self, Setting, Slapd};
use support::{BASE, SERVICE, SERVICE_PASSWORD, skip};

const CURRENT: &str = "Initial-2026-Mdp";
const NEW: &str = "qT7!vLw2Zr#9kXpB";
const OTHER: &str = "mG4?yHc8Ns+6dRfJ";
const NUMEN: &str = "75E8000017JKL";
const BIRTH_DATE: &str = "03/03/1983";

/// A telling part of a secret, in bytes: enough to guess the rest.
const TELLING: usize = 8;
/// For how long connections may take to close: the machine is shared.
const PATIENCE: Duration = Duration::from_secs(20);

/// The texts that a person typed, and the spellings that the program makes of them.
const SPELLINGS: &[&str] = &[CURRENT, NEW, OTHER, NUMEN, BIRTH_DATE, "19830303"];

/// The parts of the secrets that tell too much, in UTF-8, UTF-16 and UTF-32, as one expression.
fn telling_parts() -> Regex {
    let mut parts = Vec::new();
    for spelling in SPELLINGS {
        let bytes = spelling.as_bytes().windows(TELLING);
        // The service's own password stays in memory, and resembles that of the people of these tests.
        let own =
            bytes.filter(|part| !SERVICE_PASSWORD.as_bytes().windows(TELLING).any(|other| other == *part));
        parts.extend(own.map(<[u8]>::to_vec));
        let head: Vec<char> = spelling.chars().take(TELLING).collect();
        parts.push(head.iter().flat_map(|c| (u32::from(*c) as u16).to_le_bytes()).collect());
        parts.push(head.iter().flat_map(|c| u32::from(*c).to_le_bytes()).collect());
    }
    let escaped =
        parts.iter().map(|part| part.iter().map(|byte| format!(r"\x{byte:02x}")).collect::<String>());
    Regex::new(&format!("(?s-u){}", escaped.collect::<Vec<_>>().join("|"))).unwrap()
}

/// A program under a pty, and the sight of its memory.
struct Watched {
    program: Program,
    parts: Regex,
    _slapd: Slapd,
    _folder: tempfile::TempDir,
}

impl Watched {
    /// `None` where slapd is missing, or where the memory of another process may not be read.
    fn start(arguments: &[&str]) -> Option<Self> {
        let slapd = slapd::start(&Setting::default())?;
        let folder = tempfile::tempdir().unwrap();
        let [secret, config] = ["secret", "mamamia.toml"].map(|name| folder.path().join(name));
        fs::write(&secret, SERVICE_PASSWORD).unwrap();
        fs::set_permissions(&secret, fs::Permissions::from_mode(0o600)).unwrap();
        let text = format!(
            "[directory]\nurls = [\"{}\"]\nallow_cleartext_on_loopback = true\nbase = \"{BASE}\"\n\
             [directory.service]\ndn = \"cn={SERVICE},ou=services,{BASE}\"\npassword_file = {secret:?}\n\
             [captcha]\nmode = \"never\"\n[session]\nrefusal_time = \"50ms\"\n",
            slapd.ldap()
        );
        fs::write(&config, text).unwrap();
        let config = config.to_str().unwrap().to_owned();
        let program = PtyHarness::sized(100, 40).run(&[&["--config", &config], arguments].concat());
        program.expect("mot de passe");
        if File::open(program.proc("mem")).is_err() {
            skip::skip("the memory of another process may not be read here (root may)");
            return None;
        }
        Some(Self { program, parts: telling_parts(), _slapd: slapd, _folder: folder })
    }

    /// The writable mappings that hold a telling part: each with its spelling.
    fn found(&self) -> Vec<String> {
        // Opened now: an earlier view would be that of the program that started this one.
        let memory = File::open(self.program.proc("mem")).unwrap();
        let maps = fs::read_to_string(self.program.proc("maps")).unwrap();
        let writable =
            maps.lines().filter(|map| map.split(' ').nth(1).is_some_and(|kind| kind.starts_with("rw")));
        let mut found = Vec::new();
        for map in writable {
            let (start, end) = map.split(' ').next().unwrap().split_once('-').unwrap();
            let [start, end] = [start, end].map(|hex| u64::from_str_radix(hex, 16).unwrap());
            let mut bytes = vec![0; usize::try_from(end - start).unwrap()];
            // A mapping may disappear meanwhile.
            if memory.read_exact_at(&mut bytes, start).is_ok() {
                let parts = self.parts.find_iter(&bytes);
                found.extend(parts.map(|part| {
                    format!("{map} +{:#x}: {:?}", part.start(), String::from_utf8_lossy(part.as_bytes()))
                }));
            }
        }
        found
    }

    /// The search finds what is typed while it is typed.
    fn holds_it(&self) {
        assert!(!self.found().is_empty(), "the search must find a password that is in a field");
    }

    /// Escape, and yes: what is typed goes.
    fn give_up(&mut self, then: &str) {
        self.program.reach(b"\x1b", "Tout effacer et revenir");
        self.program.reach(b"\r", then);
    }

    fn forgets_it(&self) {
        let deadline = Instant::now() + PATIENCE;
        loop {
            let left = self.found();
            if left.is_empty() {
                return;
            }
            assert!(Instant::now() < deadline, "{}\n{}", left.join("\n"), self.program.screen());
            thread::sleep(Duration::from_millis(200));
        }
    }
}

/// The ways in which a form is left.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Ending {
    /// Sent, and not identified; then left.
    Refused,
    Done,
    /// Left before it is sent.
    GivenUp,
}

fn type_form(watched: &mut Watched, choice: &[u8], login: &str, proofs: &[&str]) {
    let program = &mut watched.program;
    program.expect(MENU);
    program.reach(choice, "Identifiant");
    program.fill(login);
    for proof in proofs {
        program.fill(proof);
    }
    // Shown in clear for a moment, then pasted again.
    program.send(NEW.as_bytes());
    program.reach(b"\x12", NEW);
    program.send(b"\x12\x15");
    program.send(format!("\x1b[200~{NEW}\x1b[201~\t").as_bytes());
    program.fill(NEW);
    program.expect("identique");
    watched.holds_it();
}

#[rstest]
#[case::change_refused(b"1", "essai17", &[OTHER], Ending::Refused)]
#[case::change_done(b"1", "essai17", &[CURRENT], Ending::Done)]
#[case::change_given_up(b"1", "essai17", &[CURRENT], Ending::GivenUp)]
#[case::reset_refused(b"2", "essai18", &[NUMEN, BIRTH_DATE], Ending::Refused)]
#[case::reset_done(b"2", "essai17", &[NUMEN, BIRTH_DATE], Ending::Done)]
#[case::reset_given_up(b"2", "essai17", &[NUMEN, BIRTH_DATE], Ending::GivenUp)]
fn left_form_leaves_nothing(
    #[case] choice: &[u8],
    #[case] login: &str,
    #[case] proofs: &[&str],
    #[case] ending: Ending,
) {
    let Some(mut watched) = Watched::start(&[]) else { return };
    type_form(&mut watched, choice, login, proofs);
    match ending {
        Ending::Done => watched.program.reach(b"\x13", "MDP-200"),
        Ending::Refused => {
            watched.program.reach(b"\x13", "MDP-420");
            // Closes the page of the refusal.
            watched.program.reach(b"\r", "Enregistrer");
            watched.give_up(MENU);
        }
        Ending::GivenUp => watched.give_up(MENU),
    }
    watched.forgets_it();
    watched.program.leave();
}

#[rstest]
#[case::change("1", "essai17", &[OTHER])]
#[case::reset("2", "essai18", &[NUMEN, BIRTH_DATE])]
fn refused_answers_leave_nothing(#[case] choice: &str, #[case] login: &str, #[case] proofs: &[&str]) {
    let Some(mut watched) = Watched::start(&["--plain"]) else { return };
    let program = &mut watched.program;
    program.expect("Votre choix : ");
    program.reach(format!("{choice}\r").as_bytes(), "Identifiant : ");
    program.send(format!("{login}\r").as_bytes());
    for proof in proofs {
        program.send(format!("{proof}\r").as_bytes());
    }
    program.expect("Nouveau mot de passe : ");
    program.reach(format!("{NEW}\r").as_bytes(), "Confirmation : ");
    program.reach(format!("{NEW}\r").as_bytes(), "Votre choix (Entrée : 1) ");
    watched.holds_it();
    watched.program.reach(b"\r", "MDP-420");
    watched.give_up("Retour au menu");
    watched.forgets_it();
    watched.program.leave();
}
