//! A program at the other end: all its answers at once, every response, and what it may do wrong.

use std::fs::OpenOptions;
use std::io::Write;
use std::process::{Command, Stdio};

use rstest::rstest;
use rustix::process::Signal;

use crate::installation::Installation;
use crate::partner::{Ends, Partner};
use crate::{BORN, DONE, NEW, NUMEN, OLD, UTF8, assert_is_plain};

/// Without an image: all the answers are known from the start.
fn over_pipes(installation: &Installation) -> Partner {
    Partner::start(Ends::Pipes, &["--config", &installation.configuration()], &[UTF8])
}

/// Gives all these lines at once, and no more; the exit code, and what was said.
fn all_at_once(installation: &Installation, lines: &[&str]) -> (i32, String) {
    let mut partner = over_pipes(installation);
    lines.iter().for_each(|line| partner.send(format!("{line}\n").as_bytes()));
    partner.close();
    let (code, said) = partner.end();
    assert_is_plain(&said);
    assert!(!said.contains(['\r', '\u{8}']), "{said:?}");
    (code, said)
}

const CHANGE: [&str; 6] = ["1", "jdupont", OLD, NEW, NEW, ""];
const RESET: [&str; 7] = ["2", "jdupont", NUMEN, BORN, NEW, NEW, "1"];
const WRONG: [&str; 6] = ["1", "jdupont", "Faux-Mdp-2026", NEW, NEW, "1"];

#[rstest]
#[case::change(&[&CHANGE[..], &[""]].concat())]
#[case::reset(&[&RESET[..], &[""]].concat())]
#[case::no_more_than_needed(&CHANGE)]
#[case::answers_of_a_refused_password_come_again(
    &[&["1", "jdupont", OLD, "azerty"], &["?"][..], &[NEW, "autre", NEW, NEW, "", ""]].concat()
)]
#[case::after_a_refusal(&[&WRONG[..], &["", OLD, "", "", "1", ""]].concat())]
fn all_answers_at_once(#[case] lines: &[&str]) {
    let (code, said) = all_at_once(&Installation::new(), lines);
    assert_eq!(code, 0, "{said}");
    assert_eq!(said.matches(DONE).count(), 1, "{said}");
    assert!(said.contains("\nIdentifiant :\n"), "a question has its own line: {said}");
}

#[rstest]
#[case("\r\n", "\r\n")]
#[case("\n", "")]
#[case("\r\n", "")]
fn lines_may_end_as_elsewhere(#[case] end: &str, #[case] last: &str) {
    let installation = Installation::new();
    let mut partner = over_pipes(&installation);
    partner.send(format!("{}{last}", RESET.join(end)).as_bytes());
    partner.close();
    let (code, said) = partner.end();
    assert_eq!(code, 0, "{said}");
}

#[test]
fn the_password_is_changed_indeed() {
    let installation = Installation::new();
    assert_eq!(all_at_once(&installation, &CHANGE).0, 0);
    assert_eq!(all_at_once(&installation, &CHANGE).0, 1, "the old one opens nothing any more");
    let other = "encore-Un8-autre-mot";
    let (code, said) = all_at_once(&installation, &["1", "jdupont", NEW, other, other, "1"]);
    assert_eq!(code, 0, "{said}");
}

#[rstest]
#[case::nothing_at_all(&[], 1, "Votre choix :\nL'entrée est finie, cette question reste sans réponse.")]
#[case::in_the_middle(&CHANGE[..3], 1, "Nouveau mot de passe :\nL'entrée est finie")]
#[case::left_at_the_menu(&["4", "1"], 0, "Vous avez quitté MaMamia.")]
#[case::given_up(&[&CHANGE[..5], &["3", "4"]].concat(), 0, "Vous avez quitté MaMamia.")]
#[case::refused(&WRONG, 1, "(code MDP-420)")]
#[case::refused_then_left(&[&WRONG[..], &["", "", "", "", "3", "4"]].concat(), 1, "Vous avez quitté MaMamia.")]
fn the_exit_code_tells_the_end(#[case] lines: &[&str], #[case] expected: i32, #[case] sentence: &str) {
    let (code, said) = all_at_once(&Installation::new(), lines);
    assert_eq!(code, expected, "{said}");
    assert!(said.contains(sentence), "{said}");
    assert!(!said.contains(DONE));
}

#[rstest]
#[case(&CHANGE)]
#[case::and_left(&[&CHANGE[..], &["2"]].concat())]
#[case::and_tried_again(&[&CHANGE[..], &["1", "1", ""]].concat())]
fn a_directory_that_is_down(#[case] lines: &[&str]) {
    let installation = Installation::new();
    installation.lose_the_directory();
    let (code, said) = all_at_once(&installation, lines);
    assert_eq!(code, 3, "{said}");
    assert!(said.contains("(code MDP-503)"), "{said}");
}

#[test]
fn a_line_that_cannot_be_taken_is_said_and_the_question_asked_again() {
    let installation = Installation::new();
    let mut partner = over_pipes(&installation);
    partner.answer("Votre choix :\n", &"1".repeat(5000));
    partner.expect("Cette ligne est trop longue : elle n'est pas prise.\n");
    partner.answer("Votre choix :\n", "1");
    partner.expect("Identifiant :\n");
    partner.send(b"jdup\xe9nt\n");
    partner.expect("Cette ligne n'est pas en UTF-8 : elle n'est pas prise.\n");
    partner.answer("Identifiant :\n", "jdupont");
    // A key of a terminal is no key here.
    for line in ["Ancien\x03", "\x1b", "Ancien\u{200b}Mdp"] {
        partner.answer("Mot de passe actuel :\n", line);
        partner.expect("Un caractère invisible s'y trouve");
    }
    partner.answer("Mot de passe actuel :\n", &"x".repeat(1025));
    partner.expect("trop longue");
    partner.answer("Mot de passe actuel :\n", OLD);
    partner.expect("15 caractères saisis.\n");
    partner.close();
    assert_eq!(partner.end().0, 1);
}

#[test]
fn nothing_of_a_line_that_came_too_early_is_said_again() {
    let lines = ["1", OLD, OLD, NEW, NEW, "2"];
    let (code, said) = all_at_once(&Installation::new(), &lines);
    assert_eq!(code, 1);
    assert!(said.contains("Identifiant (Entrée : garder) :\n"), "{said}");
}

#[test]
fn what_was_not_asked_for_is_left_to_the_next_program() {
    let installation = Installation::new();
    let mut shell = Command::new("/bin/sh")
        .args(["-c", r#""$0" --config "$1" >/dev/null; cat"#, env!("CARGO_BIN_EXE_mamamia")])
        .arg(installation.configuration())
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .spawn()
        .unwrap();
    shell.stdin.take().unwrap().write_all(b"9\n4\nla suite\n").unwrap();
    let output = shell.wait_with_output().unwrap();
    assert_eq!(String::from_utf8(output.stdout).unwrap(), "la suite\n");
}

#[test]
fn a_reader_that_had_enough_ends_the_visit() {
    let installation = Installation::new();
    let mut partner = over_pipes(&installation);
    partner.expect("Votre choix :\n");
    partner.stop_reading();
    partner.send(b"1\n");
    assert_eq!(partner.end().0, 1);
}

#[test]
fn a_signal_ends_it_while_nothing_comes() {
    let installation = Installation::new();
    let mut partner = over_pipes(&installation);
    partner.expect("Votre choix :\n");
    partner.signal(Signal::TERM);
    let (code, said) = partner.end();
    assert_eq!(code, 128 + 15);
    assert!(said.ends_with("Votre choix :\n"), "{said}");
}

#[test]
fn a_file_is_written_from_where_it_was() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("journal");
    std::fs::write(&path, "avant\n").unwrap();
    let file = OpenOptions::new().append(true).open(&path).unwrap();
    let installation = Installation::new();
    let status = Command::new(env!("CARGO_BIN_EXE_mamamia"))
        .args(["--config", &installation.configuration()])
        .stdin(Stdio::null())
        .stdout(file)
        .status()
        .unwrap();
    assert_eq!(status.code(), Some(1));
    let written = std::fs::read_to_string(&path).unwrap();
    assert!(written.starts_with("avant\nMaMamia. "), "{written}");
}
