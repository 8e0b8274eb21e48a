//! A program that is stopped gives the terminal back, and takes it again when it goes on.

use rstest::rstest;
use rustix::process::Signal;

use crate::endings::{TYPED, secret_on_the_screen_of};
use crate::pty::{Program, Terminal};
use crate::{MENU, OLD};

fn with_jobs() -> Program {
    secret_on_the_screen_of(Terminal::new().with_jobs())
}

/// The form with what was typed, and keys that work; then the end.
fn goes_on(mut program: Program) {
    program.expect("jdupont");
    program.expect("Mot de passe actuel");
    program.gone(OLD);
    program.send(b"\x1b[Z.tr");
    program.expect("jdupont.tr");
    program.send(b"\x03");
    program.end().restored(TYPED).code(0);
}

#[test]
fn by_its_shell() {
    let mut program = with_jobs();
    program.signal(Signal::TSTP);
    program.is_stopped(TYPED);
    program.watch(&[OLD]);
    program.go_on();
    program.expect("jdupont");
    assert_eq!(program.leaked(), [""; 0], "what was shown in clear is masked");
    goes_on(program);
}

#[test]
fn at_another_size() {
    let mut program = with_jobs();
    program.signal(Signal::TSTP);
    program.is_stopped(TYPED);
    program.resize(100, 30);
    program.go_on();
    program.expect(&"─".repeat(100));
    goes_on(program);
}

#[test]
fn without_a_warning() {
    let mut program = with_jobs();
    program.signal(Signal::STOP);
    program.expect("[stopped ");
    program.go_on();
    program.gone("[stopped ");
    goes_on(program);
}

/// A shell that goes away ends its stopped jobs like this; the terminal is the shell's meanwhile.
#[rstest]
#[case(Signal::HUP)]
#[case(Signal::TERM)]
fn told_to_end_while_it_is_stopped(#[case] signal: Signal) {
    let mut program = with_jobs();
    program.signal(Signal::TSTP);
    program.is_stopped(TYPED);
    program.signal(signal);
    program.signal(Signal::CONT);
    program.wait_for_its_end();
    program.go_on();
    program.end().restored(TYPED);
}

/// What goes on behind its shell stops again: the terminal is not its own.
#[test]
fn told_to_go_on_in_the_background() {
    let mut program = with_jobs();
    program.signal(Signal::TSTP);
    program.is_stopped(TYPED);
    program.signal(Signal::CONT);
    program.is_stopped(TYPED);
    program.go_on();
    goes_on(program);
}

/// Nobody could make it go on: a screen without a shell is not to be dead for that.
#[test]
fn where_there_is_no_shell_with_jobs_it_goes_on() {
    let program = secret_on_the_screen_of(Terminal::new());
    program.signal(Signal::TSTP);
    program.gone(OLD);
    goes_on(program);
}

#[test]
fn in_line_mode_the_question_is_asked_again() {
    let mut program = Terminal::new().with_jobs().run(&["demo", "--plain"]);
    program.expect(MENU);
    program.send(b"1\r");
    program.expect("Identifiant");
    program.send(b"jdup");
    program.expect("jdup");
    program.signal(Signal::TSTP);
    program.expect("[stopped ");
    program.go_on();
    program.expect_after("[stopped ", "jdup");
    assert!(!program.bytes().contains(&0x1b));
    program.send(b"\x03");
    program.end().given_back().code(0);
}
