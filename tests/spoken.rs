//! What a screen reader hears: it speaks what is written, as it is written.
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic, clippy::indexing_slicing, reason = "tests")]

#[path = "support/sessions/mod.rs"]
mod sessions;

use regex::bytes::Regex;
use sessions::*;

const LEAN: TerminalProfile = TerminalProfile::LEAN;

/// « le redéfinir » in lean, refused once: the frames of the whole session.
async fn lean_journey() -> Vec<u8> {
    let embedded = EmbeddedApp::start().await;
    let session = SessionHarness::at(&embedded.app, LEAN);
    let wrong = Proofs { number: "16E9912345ABD", ..JDUPONT };
    session.fill_reset(wrong, NEW).await;
    session.copy_and_send().await;
    session.expect("MDP-420").await;
    session.send(TAB).await;
    session.refill(JDUPONT.number).await;
    session.send(&TAB.repeat(3)).await;
    session.copy_and_succeed().await;
    session.bytes()
}

/// Each motion to the right by one sequence, and whether the cells that it skips take as many bytes or fewer, in the
/// style with which the terminal writes.
fn right_moves(bytes: &[u8]) -> Vec<(String, bool)> {
    let mut emulator = vt100::Parser::new(LEAN.size.1, LEAN.size.0, 0);
    let (mut moves, mut done) = (Vec::new(), 0);
    for found in Regex::new(r"\x1b\[([0-9]*)C").unwrap().captures_iter(bytes) {
        let sequence = found.get(0).unwrap();
        emulator.process(&bytes[done..sequence.start()]);
        done = sequence.start();
        let count = std::str::from_utf8(&found[1]).unwrap().parse().unwrap_or(1);
        let screen = emulator.screen();
        let (row, column) = screen.cursor_position();
        let skipped: Vec<&vt100::Cell> =
            (column..column + count).map(|column| screen.cell(row, column).unwrap()).collect();
        let text: String =
            skipped.iter().map(|cell| if cell.has_contents() { cell.contents() } else { " " }).collect();
        let has_the_pen = skipped.iter().all(|cell| {
            cell.bold() == screen.bold() && cell.dim() == screen.dim() && cell.fgcolor() == screen.fgcolor()
        });
        moves.push((text.clone(), has_the_pen && text.len() <= sequence.len()));
    }
    moves
}

#[tokio::test(flavor = "multi_thread")]
async fn lean_journey_skips_no_cheap_cell() {
    let bytes = lean_journey().await;
    let moves = right_moves(&bytes);
    let dear: Vec<&String> = moves.iter().filter(|(_, is_dear)| *is_dear).map(|(text, _)| text).collect();
    println!("{} bytes, {} motions to the right, {} too dear", bytes.len(), moves.len(), dear.len());
    assert!(dear.is_empty(), "{dear:?}");
    assert!(moves.len() > 10, "a journey moves to the right: {moves:?}");
}
