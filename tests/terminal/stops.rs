//! A stopped program gives the terminal back, and takes it again when it continues.

use super::*;

fn with_jobs() -> Program {
    reveal_secret(PtyHarness::new().with_jobs().run(&["demo"]))
}

fn stopped() -> Program {
    let program = with_jobs();
    program.signal(Signal::TSTP);
    program.is_stopped(TYPED);
    program
}

/// The form has its fields and its keys; then the end.
fn continues(mut program: Program) {
    program.expect_all(&["jdupont", "Mot de passe actuel"]);
    program.gone(OLD);
    program.reach(b"\x1b[Z.tr", "jdupont.tr");
    program.quit(TYPED);
}

#[test]
fn stopped_program_masks_its_secrets() {
    let mut program = stopped();
    program.watch(&[OLD]);
    program.go_on();
    program.expect("jdupont");
    assert_eq!(program.leaked(), [""; 0], "what was shown in clear is masked");
    continues(program);
}

#[test]
fn continued_program_fits_another_size() {
    let mut program = stopped();
    program.resize(100, 30);
    program.go_on();
    // The rules take two rows there, with their whole names.
    program.expect("caractère spécial");
    continues(program);
}

#[test]
fn unannounced_stop_can_be_continued() {
    let mut program = with_jobs();
    program.signal(Signal::STOP);
    program.expect("[stopped ");
    program.go_on();
    program.gone("[stopped ");
    continues(program);
}

/// A shell that ends does this to its stopped jobs; the terminal is the shell's meanwhile.
#[rstest]
fn signal_ends_a_stopped_program(#[values(Signal::HUP, Signal::TERM)] signal: Signal) {
    let mut program = stopped();
    program.signal(signal);
    program.signal(Signal::CONT);
    program.wait_for_its_end();
    program.go_on();
    program.end().restored(TYPED);
}

/// The terminal belongs to the shell.
#[test]
fn program_continued_in_background_stops_again() {
    let mut program = stopped();
    program.signal(Signal::CONT);
    program.is_stopped(TYPED);
    program.go_on();
    continues(program);
}

/// Without jobs, no shell could continue it.
#[test]
fn program_without_jobs_never_stops() {
    let program = reveal_secret(PtyHarness::new().run(&["demo"]));
    program.signal(Signal::TSTP);
    program.gone(OLD);
    continues(program);
}

#[test]
fn line_mode_repeats_its_question() {
    let mut program = PtyHarness::new().with_jobs().run(&["demo", "--plain"]);
    program.expect(MENU);
    program.reach(b"1\r", "Identifiant");
    program.reach(b"jdup", "jdup");
    program.signal(Signal::TSTP);
    program.expect("[stopped ");
    program.go_on();
    program.expect_after("[stopped ", "jdup");
    assert!(!program.bytes().contains(&0x1b));
    program.send(b"\x03");
    program.end().given_back().code(0);
}
