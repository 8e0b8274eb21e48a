//! Bytes as a screen reader speaks them: whole words, whole rows, and the image on request only.
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic, clippy::indexing_slicing, reason = "tests")]

#[path = "support/sessions/mod.rs"]
mod sessions;

use regex::bytes::Regex;
use rstest::rstest;
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

/// The words of a frame, as they are written.
fn words(frame: &Frame) -> String {
    let text = Regex::new(r"\x1b\[[0-9;?]*[A-Za-z]|\x1b[78]").unwrap().replace_all(&frame.bytes, &b" "[..]);
    let text = String::from_utf8(text.into_owned()).unwrap().replace(['\r', '\n', '\x08', '\0'], " ");
    text.split_whitespace().collect::<Vec<_>>().join(" ")
}

#[rstest]
#[case::lean(LEAN)]
#[case::usual(TerminalProfile::USUAL)]
#[tokio::test(start_paused = true)]
async fn screen_reader_hears_the_reached_row(#[case] profile: TerminalProfile) {
    let embedded = EmbeddedApp::start().await;
    let session = SessionHarness::at(&embedded.app, TerminalProfile { screen_reader: true, ..profile });
    session.frame().await;
    session.press(b"1").await;
    session.paste("jdupont").await;
    counts::settled(&session).await;
    for label in ["Mot de passe actuel", "Nouveau mot de passe", "Confirmation", "image"] {
        let said = words(&session.press(TAB).await);
        assert!(said.contains(label), "{said}");
        assert!(!said.contains("jdupont"), "only the mark leaves that row: {said}");
    }
    let said = words(&session.press(b"\x1bOP").await);
    assert!(said.len() > 100, "{said}");
}

/// Every row of an image would be spoken.
#[tokio::test(flavor = "multi_thread")]
async fn screen_reader_asks_for_the_image() {
    let embedded = EmbeddedApp::start().await;
    let session = SessionHarness::at(&embedded.app, TerminalProfile { screen_reader: true, ..LEAN });
    session.begin_change(&["jdupont", OLD, NEW, NEW]).await;
    session.expect("F5 : afficher l'image").await;
    let has_blocks = |session: &SessionHarness| session.text().contains(['▄', '█', '▌', '▐']);
    assert!(!has_blocks(&session));
    session.send(b"\x1b[15~").await;
    session.captcha().await;
    assert!(has_blocks(&session));
}
