//! At every end, the terminal is as it was.

use super::*;

/// A form with a revealed secret: the worst moment to end.
fn revealed_secret() -> Program {
    reveal_secret(PtyHarness::new().run(&["demo"]))
}

pub fn reveal_secret(mut program: Program) -> Program {
    program.open_change();
    program.fill("jdupont");
    program.send(OLD.as_bytes());
    program.reach(b"\x12", OLD);
    program
}

pub const TYPED: &[&str] = &["jdupont", OLD, "Ancien"];

#[rstest]
#[case::escape_in_the_menu(b"\x1b", "")]
#[case::ctrl_c_in_a_form(b"\x03", "Vous avez quitté MaMamia. Ce que vous aviez saisi est effacé.")]
fn leaving_key_ends(#[case] key: &[u8], #[case] said: &str) {
    let mut program = revealed_secret();
    if key == b"\x1b" {
        program.reach(key, "Tout effacer et revenir");
        program.reach(b"\r", MENU);
    }
    program.send(key);
    assert_eq!(program.end().restored(TYPED).code(0).said(), said);
}

#[rstest]
fn signal_ends(#[values(Signal::INT, Signal::TERM, Signal::HUP, Signal::QUIT)] signal: Signal) {
    let program = revealed_secret();
    program.signal(signal);
    let number = u32::try_from(signal.as_raw()).unwrap();
    program.end().restored(TYPED).code(128 + number);
}

#[test]
fn closed_window_ends() {
    let lived = revealed_secret().hang_up();
    println!("ended {lived:?} after its terminal");
}

#[test]
fn signal_ends_at_a_blocked_terminal() {
    ends_blocked(revealed_secret(), Some(Signal::TERM), 143);
}

/// The typed secrets are not kept for a terminal that reads nothing.
#[rstest]
fn timeout_ends_at_a_blocked_terminal(
    #[values("idle_timeout = '3s'", "absolute_timeout = '4s'\nidle_timeout = '4s'")] limit: &str,
) {
    let folder = tempfile::tempdir().unwrap();
    let file = folder.path().join("mamamia.toml");
    let directory = "[directory]\nurls = [\"ldaps://127.0.0.1:1\"]\nbase = \"dc=fr\"\n[session]\n";
    std::fs::write(&file, format!("{directory}{limit}\n")).unwrap();
    let program = reveal_secret(PtyHarness::new().run(&["--config", file.to_str().unwrap(), "demo"]));
    ends_blocked(program, None, 1);
}

/// Draws more frames than a terminal holds, a whole one at each size, without reading them; then the end.
fn ends_blocked(mut program: Program, signal: Option<Signal>, code: u32) {
    program.take_nothing();
    for width in 0..400 {
        program.resize(150 + width % 2, 60);
        std::thread::sleep(std::time::Duration::from_millis(2));
    }
    signal.iter().for_each(|signal| program.signal(*signal));
    program.wait_for_its_end();
    program.take_again();
    program.end().restored(TYPED).code(code);
}
