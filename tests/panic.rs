//! A panic of the session gives the terminal back. The program has no way to panic on purpose: this test is
//! its own program, which runs the real loop at the real terminal, over an output that breaks.
#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::panic,
    clippy::indexing_slicing,
    clippy::print_stdout,
    reason = "tests"
)]
#![allow(dead_code, reason = "each test uses a part of what they share")]

#[path = "support/app.rs"]
mod app;
#[path = "support/pty/mod.rs"]
mod pty;

use std::io;

use async_trait::async_trait;
use mamamia::assembly::{SessionOptions, testing};
use mamamia::i18n::keys::command_line as words;
use mamamia::i18n::{Catalogue, Language};
use mamamia::session;
use mamamia::terminal::{ColourDepth, Output, TerminalMode, Tty};

/// The argument that makes the program out of the test.
const VISIT: &str = "--visit";
const SECRET: &str = "Ancien-Mdp-2026";
/// Said by the help only.
const FATAL: &[u8] = b"rectorat";

fn main() {
    if std::env::args().any(|argument| argument == VISIT) {
        visit();
        return;
    }
    let done = std::panic::catch_unwind(the_terminal_is_given_back).is_ok();
    // The lines of libtest, which are counted.
    let (result, passed, failed) = if done { ("ok", 1, 0) } else { ("FAILED", 0, 1) };
    println!("\nrunning 1 test\ntest the_terminal_is_given_back ... {result}\n");
    println!(
        "test result: {result}. {passed} passed; {failed} failed; 0 ignored; 0 measured; 0 filtered out\n"
    );
    std::process::exit(if done { 0 } else { 101 });
}

fn the_terminal_is_given_back() {
    let myself = std::env::current_exe().unwrap();
    let mut program = pty::Terminal::new().start(&[myself.to_str().unwrap(), VISIT]);
    program.expect("Gérer mon mot de passe");
    program.send(b"1");
    program.expect("Mot de passe actuel");
    program.fill("jdupont");
    program.send(SECRET.as_bytes());
    program.send(b"\x12");
    program.expect(SECRET);
    program.send(b"\x07");
    let end = program.end();
    end.restored(&["jdupont", SECRET, "panicked", "backtrace"]).code(101);
    assert!(end.said().starts_with("MaMamia s'est arrêté sur une erreur interne."), "{}", end.screen);
}

fn visit() {
    let runtime = tokio::runtime::Runtime::new().unwrap();
    runtime.block_on(async {
        let embedded = app::EmbeddedApp::start().await;
        let (tty, mut line) = Tty::open(TerminalMode::FullScreen).unwrap();
        tty.restore_on_panic(Catalogue::of(Language::French).get(words::PANIC).into_owned());
        line.output = Box::new(Breaking(line.output));
        let mut origin = testing::origin();
        origin.terminal.depth = ColourDepth::Sixteen;
        let visit = testing::open_session(&embedded.app, &origin, &SessionOptions::default());
        session::run(&embedded.app, visit, &mut line).await.unwrap();
    });
}

/// Panics on the thread of the loop, with a secret in its payload.
struct Breaking(Box<dyn Output>);

#[async_trait]
impl Output for Breaking {
    async fn write(&mut self, frame: &[u8]) -> io::Result<()> {
        assert!(!pty::contains(frame, FATAL), "{SECRET}");
        self.0.write(frame).await
    }
}
