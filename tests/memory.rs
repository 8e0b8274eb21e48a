//! What is left in memory of a password once the visit is over, searched for as a debugger would: in every byte
//! that the process may write.
//!
//! What this proves is bounded. The passwords are sought as bytes in a row (nine of them suffice), in a process
//! that holds the embedded directory too; registers, the kernel (pipes, sockets, the tty) and swap are out of
//! its sight, and the stack is seen only as it is when nothing is under way.
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic, clippy::indexing_slicing, reason = "tests")]

#[allow(dead_code)]
#[path = "support/app.rs"]
mod app;
#[allow(dead_code)]
#[path = "support/journey.rs"]
mod journey;

use std::alloc::System;
use std::fs::{self, File};
use std::os::unix::fs::FileExt;
use std::time::Duration;

use app::EmbeddedApp;
use journey::Journey;
use regex::bytes::Regex;
use zeroizing_alloc::ZeroAlloc;

/// As in the binary.
#[global_allocator]
static WIPED_ON_FREE: ZeroAlloc<System> = ZeroAlloc(System);

/// A password that this program never holds but where it is typed: masked here, unmasked a byte at a time.
struct Marker([u8; LENGTH]);

const LENGTH: usize = 16;
const MASK: u8 = 0x5a;
/// Bytes in a row of a password that tell too much of it.
const TELLING: usize = LENGTH / 2 + 1;

impl Marker {
    const fn of(text: &[u8; LENGTH]) -> Self {
        let mut masked = [0; LENGTH];
        let mut at = 0;
        while at < LENGTH {
            masked[at] = text[at] ^ MASK;
            at += 1;
        }
        Self(masked)
    }

    /// Types it, a key at a time, then goes to the next field.
    async fn fill(&self, visit: &Journey) {
        for masked in self.0 {
            visit.send(&[masked ^ MASK]).await;
        }
        visit.send(b"\t").await;
    }

    /// Places of the process that may be written and hold a telling part of it.
    fn found(&self) -> Vec<String> {
        let memory = File::open("/proc/self/mem").unwrap();
        let maps = fs::read_to_string("/proc/self/maps").unwrap();
        let mut found = Vec::new();
        for map in maps.lines().filter(|map| map.split(' ').nth(1).is_some_and(|kind| kind.starts_with("rw")))
        {
            let (start, end) = map.split(' ').next().unwrap().split_once('-').unwrap();
            let number = |hex| u64::from_str_radix(hex, 16).unwrap();
            let (start, end) = (number(start), number(end));
            let mut bytes = vec![0; usize::try_from(end - start).unwrap()];
            // A mapping may go while it is looked at.
            if memory.read_exact_at(&mut bytes, start).is_ok() && self.is_in(&bytes) {
                found.push(map.to_owned());
            }
        }
        found
    }

    fn is_in(&self, bytes: &[u8]) -> bool {
        // Every telling part holds both bytes of the middle.
        let middle = LENGTH - TELLING;
        let [one, two] = [self.0[middle - 1], self.0[middle]].map(|masked| masked ^ MASK);
        let pair = Regex::new(&format!(r"(?s-u)\x{one:02x}\x{two:02x}")).unwrap();
        let same = |at: Option<&u8>, masked: &u8| at.is_some_and(|byte| byte ^ MASK == *masked);
        pair.find_iter(bytes).map(|found| found.start() + 1).any(|at| {
            let before = (0..middle).rev().zip((0..at).rev());
            let before = before.take_while(|(mine, its)| same(bytes.get(*its), &self.0[*mine])).count();
            let after = (middle..LENGTH).zip(at..);
            let after = after.take_while(|(mine, its)| same(bytes.get(*its), &self.0[*mine])).count();
            before + after >= TELLING
        })
    }
}

static FIRST: Marker = Marker::of(b"qT7!vLw2Zr#9kXpB");
static SECOND: Marker = Marker::of(b"mG4?yHc8Ns+6dRfJ");

enum Current<'a> {
    Known(&'a str),
    Marked(&'a Marker),
}

async fn change(visit: &Journey, current: Current<'_>, new: &Marker) {
    visit.expect("Gérer mon mot de passe").await;
    visit.send(b"1").await;
    visit.expect("Identifiant").await;
    visit.fill("jdupont").await;
    match current {
        Current::Known(text) => visit.fill(text).await,
        Current::Marked(marker) => marker.fill(visit).await,
    }
    new.fill(visit).await;
    new.fill(visit).await;
    let captcha = visit.captcha().await;
    assert!(!new.found().is_empty(), "a password that is being typed must be found, or nothing can be");
    visit.fill(&captcha).await;
    visit.send(b"\x13").await;
    visit.expect("La modification de votre mot de passe a été effectuée").await;
    visit.send(b"\r").await;
}

#[tokio::test(flavor = "multi_thread")]
async fn nothing_is_left_of_a_password_after_the_visit() {
    let embedded = EmbeddedApp::start().await;
    let visit = Journey::begin(&embedded.app);
    change(&visit, Current::Known("Ancien-Mdp-2026"), &FIRST).await;
    visit.end().await;
    let visit = Journey::begin(&embedded.app);
    change(&visit, Current::Marked(&FIRST), &SECOND).await;
    visit.end().await;
    // The server's side of the last connection may be closing still.
    let mut left = Vec::new();
    for _ in 0..20 {
        left = [FIRST.found(), SECOND.found()].concat();
        if left.is_empty() {
            return;
        }
        tokio::time::sleep(Duration::from_millis(200)).await;
    }
    panic!("a password is still in\n{}", left.join("\n"));
}
