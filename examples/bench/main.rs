//! The measures of MaMamia, beside what was asked: `make bench`, or `bench SECTION…` for some of them. `make performance`
//! writes what it says of the terminal, beside other programs, into `docs/performance.md`.
//!
//! Bytes and counts are exact. Times are of this machine and of this run: a bound on a ratio compares two
//! things measured one after the other in the same run, and no test depends on any of them.

mod bytes;
mod change;
mod estimating;
mod means;
mod memory;
mod peers;
mod table;
mod typing;

#[allow(dead_code, clippy::unwrap_used, clippy::indexing_slicing, reason = "shared with the tests")]
#[path = "../../tests/support/pty/attributes.rs"]
mod attributes;
#[path = "../../tests/support/sessions/mod.rs"]
mod sessions;
#[allow(clippy::expect_used, reason = "shared with the tests")]
#[path = "../../tests/support/mod.rs"]
mod support;

use std::alloc::System;
use std::io::{self, Write};

use anyhow::bail;
use peers::launch::{ECHO, LAUNCH};
use tokio::runtime::{Builder, Runtime};
use zeroizing_alloc::ZeroAlloc;

/// As in the program: what is measured pays for it too.
#[global_allocator]
static WIPED_ON_FREE: ZeroAlloc<System> = ZeroAlloc(System);

/// Writes the page of the documentation: `bench --page FILE`.
const PAGE: &str = "--page";

/// A part of the report.
type Section = fn(&mut dyn Write) -> anyhow::Result<()>;

/// Memory comes first: what the others leave on the heap would be counted. Then estimating, whose first estimate
/// is to be the first.
const SECTIONS: [(&str, Section); 6] = [
    ("memory", memory::report),
    ("estimating", estimating::report),
    ("bytes", bytes::report),
    ("typing", typing::report),
    ("change", change::report),
    ("peers", peers::report),
];

fn main() -> anyhow::Result<()> {
    let wanted: Vec<String> = std::env::args().skip(1).collect();
    match wanted.iter().map(String::as_str).collect::<Vec<_>>()[..] {
        [change::ONE, url, authority] => return change::one_in_this_process(url, authority.as_ref()),
        [LAUNCH, ..] => return peers::launch::become_program(wanted.get(1..).unwrap_or_default()),
        [ECHO] => return peers::launch::echo_one_byte(),
        [PAGE, path] => return peers::write(path.as_ref()),
        _ => (),
    }
    if let Some(unknown) = wanted.iter().find(|name| !SECTIONS.iter().any(|(known, _)| known == name)) {
        let known: Vec<&str> = SECTIONS.iter().map(|(name, _)| *name).collect();
        bail!("no section is called {unknown}: {}", known.join(", "));
    }
    let mut out = io::stdout().lock();
    if cfg!(debug_assertions) {
        writeln!(out, "Without optimisation: times mean nothing here (make bench has them).")?;
    }
    for (name, section) in SECTIONS {
        if wanted.is_empty() || wanted.iter().any(|wanted| wanted == name) {
            section(&mut out)?;
        }
    }
    Ok(())
}

/// Two threads, as the program has.
fn runtime() -> io::Result<Runtime> {
    Builder::new_multi_thread().worker_threads(2).enable_all().build()
}
