//! A key waits neither for an estimate nor for the directory.

use std::io::Write;
use std::time::{Duration, Instant};

use mamamia::config::CaptchaMode;
use mamamia::demo::Operation;

use crate::estimating::DENSE;
use crate::means::{Durations, milliseconds, ms};
use crate::sessions::counts::at_new_password;
use crate::sessions::{EmbeddedApp, SessionHarness, TerminalProfile};
use crate::table::{Table, held};

const TIMES: usize = 50;
/// Bound on the next key after the worst paste, in milliseconds.
const BOUND: f64 = 50.0;
/// In what is drawn of a key: its mask, the mark of the focus.
const MASK: &str = "•";
const POINTER: &str = "▸";

pub fn report(out: &mut dyn Write) -> anyhow::Result<()> {
    let runtime = crate::runtime()?;
    let (usual, estimated, hanging) = runtime.block_on(async {
        let embedded = EmbeddedApp::with(|config| config.captcha.mode = CaptchaMode::Never).await;
        (
            usual(&embedded).await,
            while_estimating(&embedded).await,
            while_the_directory_hangs(&embedded).await,
        )
    });
    // The directory hangs for an hour, and this bench does not wait for it.
    runtime.shutdown_background();

    let mut table = Table::new(
        &format!("From a key to its echo, through the real loop ({TIMES} times each)"),
        &["", "asked", "median", "longest", "held"],
    );
    let mut row = |what: &str, durations: &Durations| {
        table.row([
            what.to_owned(),
            format!("≤ {BOUND} ms"),
            ms(durations.median()),
            ms(durations.longest()),
            held(milliseconds(durations.longest()), BOUND).to_owned(),
        ]);
    };
    row("a masked key, nothing else under way", &usual);
    row("Tab, right after 100 hostile characters were pasted", &estimated.tab);
    row("a masked key, while they are estimated", &estimated.key);
    row("help by F1, while the directory hangs", &hanging.same);
    row("a masked key of another session, meanwhile", &hanging.other);
    table.note(format!(
        "Pasted: {DENSE} five times. {} of {TIMES} keys were echoed before the estimate came, which took {} (median).",
        estimated.before, ms(estimated.estimate.median()),
    ));
    table.print(out)?;
    Ok(())
}

async fn usual(embedded: &EmbeddedApp) -> Durations {
    let session = at_new(embedded).await;
    let mut durations = Vec::new();
    for _ in 0..TIMES {
        durations.push(echo(&session, b"x", MASK).await);
        clear(&session).await;
    }
    Durations::new(durations)
}

struct WhileEstimating {
    tab: Durations,
    key: Durations,
    estimate: Durations,
    /// Keys that were echoed before the estimate came.
    before: usize,
}

async fn while_estimating(embedded: &EmbeddedApp) -> WhileEstimating {
    let session = at_new(embedded).await;
    let worst = DENSE.repeat(5);
    let (mut tabs, mut keys, mut estimates, mut before) = (Vec::new(), Vec::new(), Vec::new(), 0);
    for _ in 0..TIMES {
        session.paste(&worst).await;
        // Leaving the field starts its estimate at once, without a pause in typing.
        let left = Instant::now();
        tabs.push(echo(&session, b"\t", POINTER).await);
        let pressed = Instant::now();
        session.send(b"x").await;
        let mut echoed = None;
        let estimated = loop {
            let frame = session.frame().await;
            if frame.holds(MASK) {
                echoed = Some(frame.at);
                keys.push(frame.at - pressed);
            }
            if frame.holds("%") {
                break frame.at;
            }
        };
        estimates.push(estimated - left);
        match echoed {
            Some(_) => before += 1,
            None => keys.push(session.frame_with(MASK).await.at - pressed),
        }
        clear(&session).await;
        session.send(b"\x1b[Z").await;
        clear(&session).await;
    }
    let [tab, key, estimate] = [tabs, keys, estimates].map(Durations::new);
    WhileEstimating { tab, key, estimate, before }
}

struct WhileHanging {
    same: Durations,
    other: Durations,
}

async fn while_the_directory_hangs(embedded: &EmbeddedApp) -> WhileHanging {
    embedded.directory.faults().delay(Operation::Bind, Duration::from_secs(3600));
    let waiting = at_new(embedded).await;
    for key in [
        "pivot-Bruine8-lampadaire",
        "\t",
        "pivot-Bruine8-lampadaire",
        "\x1b[A",
        "\x1b[A",
        "Ancien-Mdp-2026",
        "\x1b[A",
    ] {
        waiting.send(key.as_bytes()).await;
    }
    waiting.send(b"jdupont\x13").await;
    waiting.frame_with("cours").await;
    let other = at_new(embedded).await;
    let (mut helps, mut keys) = (Vec::new(), Vec::new());
    for _ in 0..TIMES {
        let pressed = Instant::now();
        waiting.send(b"\x1bOP").await;
        helps.push(waiting.drawn().await.at - pressed);
        waiting.send(b"\x1bOP").await;
        waiting.drawn().await;
        keys.push(echo(&other, b"x", MASK).await);
        clear(&other).await;
    }
    WhileHanging { same: Durations::new(helps), other: Durations::new(keys) }
}

async fn at_new(embedded: &EmbeddedApp) -> SessionHarness {
    at_new_password(&embedded.app, TerminalProfile::USUAL).await
}

/// From a key to the frame that holds `sign`.
async fn echo(session: &SessionHarness, key: &[u8], sign: &str) -> Duration {
    let pressed = Instant::now();
    session.send(key).await;
    session.frame_with(sign).await.at - pressed
}

/// Empties the field, and lets what is under way come.
async fn clear(session: &SessionHarness) {
    session.send(b"\x15").await;
    tokio::time::sleep(Duration::from_millis(200)).await;
    session.written();
}
