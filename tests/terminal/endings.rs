//! However it ends, the terminal is as it was.

use rstest::rstest;
use rustix::process::Signal;

use crate::pty::{Program, Terminal};
use crate::{MENU, OLD};

/// A form with a secret in it, shown in clear: the worst moment to end.
fn secret_on_the_screen() -> Program {
    secret_on_the_screen_of(Terminal::new())
}

pub fn secret_on_the_screen_of(terminal: Terminal) -> Program {
    secret_in_a_form(terminal.run(&["demo"]))
}

fn secret_in_a_form(mut program: Program) -> Program {
    program.expect(MENU);
    program.send(b"1");
    program.expect("Mot de passe actuel");
    program.fill("jdupont");
    program.send(OLD.as_bytes());
    program.send(b"\x12");
    program.expect(OLD);
    program
}

pub const TYPED: &[&str] = &["jdupont", OLD, "Ancien"];

#[test]
fn by_escape_from_the_menu() {
    let mut program = secret_on_the_screen();
    program.send(b"\x1b");
    program.expect(MENU);
    program.send(b"\x1b");
    let end = program.end();
    end.restored(TYPED).code(0);
    assert_eq!(end.said(), "");
}

#[test]
fn by_control_c_from_a_form() {
    let mut program = secret_on_the_screen();
    program.send(b"\x03");
    let end = program.end();
    end.restored(TYPED).code(0);
    assert_eq!(end.said(), "Vous avez quitté MaMamia. Ce que vous aviez saisi est effacé.");
}

#[rstest]
#[case(Signal::INT)]
#[case(Signal::TERM)]
#[case(Signal::HUP)]
#[case(Signal::QUIT)]
fn by_a_signal(#[case] signal: Signal) {
    let program = secret_on_the_screen();
    program.signal(signal);
    let number = u32::try_from(signal.as_raw()).unwrap();
    program.end().restored(TYPED).code(128 + number);
}

#[test]
fn by_the_closing_of_the_window() {
    let lived = secret_on_the_screen().hang_up();
    println!("ended {lived:?} after its terminal");
}

/// A signal must not wait for a terminal that takes no more bytes.
#[test]
fn by_a_signal_while_the_terminal_takes_nothing() {
    let mut program = secret_on_the_screen();
    hold_up(&mut program);
    program.signal(Signal::TERM);
    program.wait_for_its_end();
    program.take_again();
    program.end().restored(TYPED).code(143);
}

/// Nor does a limit: whoever reads nothing more must not keep what was typed for ever.
#[rstest]
#[case("idle_timeout = \"3s\"")]
#[case("absolute_timeout = \"4s\"\nidle_timeout = \"4s\"")]
fn by_a_limit_while_the_terminal_takes_nothing(#[case] limit: &str) {
    let folder = tempfile::tempdir().unwrap();
    let file = folder.path().join("mamamia.toml");
    let directory = "[directory]\nurls = [\"ldaps://127.0.0.1:1\"]\nbase = \"dc=fr\"\n[session]\n";
    std::fs::write(&file, format!("{directory}{limit}\n")).unwrap();
    let mut program = secret_in_a_form(Terminal::new().run(&["--config", file.to_str().unwrap(), "demo"]));
    hold_up(&mut program);
    program.wait_for_its_end();
    program.take_again();
    program.end().restored(TYPED).code(1);
}

/// More frames than a terminal holds, a whole one at each size; and nobody reads them.
fn hold_up(program: &mut Program) {
    program.take_nothing();
    for width in 0..400 {
        program.resize(150 + width % 2, 60);
        std::thread::sleep(std::time::Duration::from_millis(2));
    }
}
