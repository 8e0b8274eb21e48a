//! No password is left in memory once the session is over: a search, as by a debugger, of every byte that the process
//! may write.
//!
//! The proof is bounded. It searches for nine bytes in a row of a password, in a process that also holds the embedded
//! directory; it does not see registers, the kernel (pipes, sockets, the tty) and swap, and sees the stack only while
//! nothing is under way.
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic, clippy::indexing_slicing, reason = "tests")]

#[path = "support/sessions/mod.rs"]
mod sessions;

use std::alloc::System;
use std::fs::{self, File};
use std::os::unix::fs::FileExt;
use std::time::Duration;

use regex::bytes::Regex;
use sessions::{DONE, EmbeddedApp, MENU, OLD, SAVE, SessionHarness};
use zeroizing_alloc::ZeroAlloc;

#[global_allocator]
static WIPED_ON_FREE: ZeroAlloc<System> = ZeroAlloc(System);

/// A password that this program holds only where it is typed: masked here, unmasked a byte at a time.
struct Marker([u8; LENGTH]);

const LENGTH: usize = 16;
const MASK: u8 = 0x5a;
/// So many bytes in a row tell too much of a password.
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

    async fn fill(&self, session: &SessionHarness) {
        for masked in self.0 {
            session.send(&[masked ^ MASK]).await;
        }
        session.send(b"\t").await;
    }

    /// The writable mappings of the process that hold a telling part of it.
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
            // A mapping may disappear meanwhile.
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

async fn change(session: &SessionHarness, current: Option<&Marker>, new: &Marker) {
    session.expect(MENU).await;
    session.reach(b"1", "Identifiant").await;
    session.fill("jdupont").await;
    match current {
        Some(marker) => marker.fill(session).await,
        None => session.fill(OLD).await,
    }
    new.fill(session).await;
    new.fill(session).await;
    let captcha = session.captcha().await;
    assert!(!new.found().is_empty(), "the search must find a password while it is typed");
    session.fill(&captcha).await;
    session.reach(SAVE, DONE).await;
    session.send(b"\r").await;
}

#[tokio::test(flavor = "multi_thread")]
async fn password_is_wiped_after_the_session() {
    let embedded = EmbeddedApp::start().await;
    for (current, new) in [(None, &FIRST), (Some(&FIRST), &SECOND)] {
        let session = SessionHarness::start(&embedded.app);
        change(&session, current, new).await;
        session.end().await;
    }
    // The server may still be closing the last connection.
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
