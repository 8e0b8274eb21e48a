//! A panic of the session gives the terminal back. The program cannot panic on purpose: this test is its own program,
//! which runs the real event loop at the real terminal, over an output that panics.
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic, clippy::indexing_slicing, reason = "tests")]
#![allow(clippy::print_stdout, reason = "it prints the lines of libtest")]

#[path = "support/pty/mod.rs"]
mod pty;
#[path = "support/sessions/mod.rs"]
mod sessions;

use std::io;

use async_trait::async_trait;
use mamamia::i18n::keys::command_line as words;
use mamamia::i18n::{Catalogue, Language};
use mamamia::session;
use mamamia::terminal::{Output, TerminalMode, Tty};
use sessions::{EmbeddedApp, TerminalProfile};

/// With this argument, the test is the program.
const SESSION: &str = "--session";
const SECRET: &str = "Ancien-Mdp-2026";
/// A word that only the help shows.
const FATAL: &[u8] = b"protection";

fn main() {
    if std::env::args().any(|argument| argument == SESSION) {
        run_session();
        return;
    }
    let done = std::panic::catch_unwind(panic_gives_the_terminal_back).is_ok();
    // The lines of libtest, which are counted.
    let (result, passed, failed) = if done { ("ok", 1, 0) } else { ("FAILED", 0, 1) };
    println!("\nrunning 1 test\ntest panic_gives_the_terminal_back ... {result}\n");
    println!(
        "test result: {result}. {passed} passed; {failed} failed; 0 ignored; 0 measured; 0 filtered out\n"
    );
    std::process::exit(if done { 0 } else { 101 });
}

fn panic_gives_the_terminal_back() {
    let myself = std::env::current_exe().unwrap();
    let mut program = pty::PtyHarness::new().start(&[myself.to_str().unwrap(), SESSION]);
    program.expect("Gérer mon mot de passe");
    program.reach(b"1", "Mot de passe actuel");
    program.fill("jdupont");
    program.send(SECRET.as_bytes());
    program.reach(b"\x12", SECRET);
    program.send(b"\x07");
    let end = program.end();
    end.restored(&["jdupont", SECRET, "panicked", "backtrace"]).code(101);
    assert!(end.said().starts_with("MaMamia s’est arrêté sur une erreur interne."), "{}", end.screen);
}

fn run_session() {
    let runtime = tokio::runtime::Runtime::new().unwrap();
    runtime.block_on(async {
        let embedded = EmbeddedApp::start().await;
        let (tty, mut link) = Tty::open(TerminalMode::FullScreen).unwrap();
        tty.restore_on_panic(Catalogue::of(Language::French).get(words::PANIC).into_owned());
        link.output = Box::new(Breaking(link.output));
        let session = TerminalProfile::USUAL.session(&embedded.app);
        session::run(&embedded.app, session, &mut link).await.unwrap();
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
