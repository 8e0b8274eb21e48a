//! Measures the memory of a session.

use std::fs;
use std::io::Write;
use std::mem::size_of;

use mamamia::terminal::{MAX_COLUMNS, MAX_ROWS};
use ratatui::buffer::Cell;

use crate::sessions::{EmbeddedApp, SessionHarness, TerminalProfile};
use crate::table::{Table, held};

const SESSIONS: usize = 100;
const MIB: f64 = 1024.0 * 1024.0;

pub fn report(out: &mut dyn Write) -> anyhow::Result<()> {
    let mut table = Table::new("Memory of a session", &["", "asked", "measured", "held"]);
    // Two buffers of cells, and one mark of the backend for each.
    let screen =
        |(columns, rows): (u16, u16)| usize::from(columns) * usize::from(rows) * (2 * size_of::<Cell>() + 1);
    for (what, size) in [("80×24", (80, 24)), ("the largest that is drawn", (MAX_COLUMNS, MAX_ROWS))] {
        let (columns, rows) = size;
        table.row([
            format!("its screen, by count, {what} ({columns}×{rows})"),
            String::new(),
            format!("{:.2} MiB", screen(size) as f64 / MIB),
            String::new(),
        ]);
    }
    for (what, size) in [("80×24", (80, 24)), ("500×200 asked for", (500, 200))] {
        let each = crate::runtime()?.block_on(resident_of_a_session(size))? / MIB;
        table.row([
            format!("resident, by /proc, {what}: form and image open, one of {SESSIONS}"),
            "≤ 0.3 MiB".to_owned(),
            format!("{each:.2} MiB"),
            held(each, 0.3).to_owned(),
        ]);
    }
    table.note("Resident: the process with 100 sessions less the process before them, over 100.");
    table.print(out)?;
    Ok(())
}

/// Memory per session: a hundred sessions are opened, and the growth of the process divided by a hundred.
async fn resident_of_a_session(size: (u16, u16)) -> anyhow::Result<f64> {
    let embedded = EmbeddedApp::start().await;
    let profile = TerminalProfile { size, ..TerminalProfile::USUAL };
    // One first, for what all of them share.
    let _first = open_form(&embedded, profile).await;
    let before = resident()?;
    let mut sessions = Vec::with_capacity(SESSIONS);
    for _ in 0..SESSIONS {
        sessions.push(open_form(&embedded, profile).await);
    }
    Ok((resident()? - before) / SESSIONS as f64)
}

async fn open_form(embedded: &EmbeddedApp, profile: TerminalProfile) -> SessionHarness {
    let session = SessionHarness::at(&embedded.app, profile);
    session.frame().await;
    session.press(b"1").await;
    // The image.
    session.frame().await;
    session.written();
    session
}

/// Resident bytes of this process.
fn resident() -> anyhow::Result<f64> {
    let status = fs::read_to_string("/proc/self/status")?;
    let line = status.lines().find_map(|line| line.strip_prefix("VmRSS:"));
    let kilobytes = line.and_then(|line| line.trim().strip_suffix(" kB")).map(str::trim);
    let kilobytes: f64 = kilobytes.ok_or_else(|| anyhow::anyhow!("no VmRSS"))?.parse()?;
    Ok(kilobytes * 1024.0)
}
