//! What a visit holds.

use std::fs;
use std::io::Write;
use std::mem::size_of;

use mamamia::terminal::{MAX_COLUMNS, MAX_ROWS};
use ratatui::buffer::Cell;

use crate::app::EmbeddedApp;
use crate::seat::{Manner, Seat};
use crate::table::{Table, held};

const VISITS: usize = 100;
const MIB: f64 = 1024.0 * 1024.0;

pub fn report(out: &mut dyn Write) -> anyhow::Result<()> {
    let mut table = Table::new("Memory of a visit", &["", "asked", "measured", "held"]);
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
        let each = crate::runtime()?.block_on(resident_of_a_visit(size))? / MIB;
        table.row([
            format!("resident, by /proc, {what}: form and image open, one of {VISITS}"),
            "≤ 0.3 MiB".to_owned(),
            format!("{each:.2} MiB"),
            held(each, 0.3).to_owned(),
        ]);
    }
    table.note("Resident: the process with 100 visits less the process before them, over 100.");
    table.print(out)?;
    Ok(())
}

/// What a hundred visits add to the process, over a hundred.
async fn resident_of_a_visit(size: (u16, u16)) -> anyhow::Result<f64> {
    let embedded = EmbeddedApp::start().await;
    let manner = Manner { size, ..Manner::USUAL };
    // One first, for what all of them share.
    let _first = open_form(&embedded, manner).await;
    let before = resident()?;
    let mut seats = Vec::with_capacity(VISITS);
    for _ in 0..VISITS {
        seats.push(open_form(&embedded, manner).await);
    }
    Ok((resident()? - before) / VISITS as f64)
}

async fn open_form(embedded: &EmbeddedApp, manner: Manner) -> Seat {
    let mut seat = Seat::take(&embedded.app, manner);
    seat.frame().await;
    seat.press(b"1").await;
    // The image.
    seat.frame().await;
    seat.written();
    seat
}

/// Resident bytes of this process.
fn resident() -> anyhow::Result<f64> {
    let status = fs::read_to_string("/proc/self/status")?;
    let line = status.lines().find_map(|line| line.strip_prefix("VmRSS:"));
    let kilobytes = line.and_then(|line| line.trim().strip_suffix(" kB")).map(str::trim);
    let kilobytes: f64 = kilobytes.ok_or_else(|| anyhow::anyhow!("no VmRSS"))?.parse()?;
    Ok(kilobytes * 1024.0)
}
