//! The program by its means alone, so that it also runs with the features of a release (`make release-smoke`): with the
//! demonstration and without it.
#![allow(clippy::unwrap_used, clippy::panic, reason = "tests")]

use std::fs;
use std::process::Output;

use assert_cmd::Command;

/// A text of the embedded directory's people, found nowhere else.
const PERSON: &[u8] = b"dn: uid=jdupont,";
const NEW: &str = "pivot-Bruine8-lampadaire";
/// Neither a captcha nor a server that answers: the demonstration has its own directory.
const CONFIGURATION: &str = "[directory]\nurls = [\"ldaps://ldap.ac-exemple.fr\"]\nbase = \"dc=ac-exemple,dc=fr\"\n\
                             [captcha]\nmode = \"never\"\n";

fn run(arguments: &[&str], locale: &str, input: &str) -> Output {
    let mut program = Command::cargo_bin("mamamia").unwrap();
    program.args(arguments).env("LC_ALL", locale).write_stdin(input.to_owned()).output().unwrap()
}

#[test]
fn binary_holds_people_with_demo_only() {
    let binary = fs::read(env!("CARGO_BIN_EXE_mamamia")).unwrap();
    assert_eq!(binary.windows(PERSON.len()).any(|part| part == PERSON), cfg!(feature = "demo"));
}

#[test]
fn demo_carries_out_a_change() {
    let folder = tempfile::tempdir().unwrap();
    let file = folder.path().join("mamamia.toml");
    fs::write(&file, CONFIGURATION).unwrap();
    let arguments = ["demo", "--config", file.to_str().unwrap()];
    let answers = format!("1\njdupont\nAncien-Mdp-2026\n{NEW}\n{NEW}\n1\n");
    let output = run(&arguments, "fr_FR.UTF-8", &answers);
    if cfg!(feature = "demo") {
        let said = String::from_utf8(output.stdout).unwrap();
        assert!(said.contains("La modification de votre mot de passe a été effectuée."), "{said}");
        assert_eq!(output.status.code(), Some(0), "{said}");
    }
}

#[test]
fn demo_left_out_is_refused_in_one_sentence() {
    let refusals = [
        ("fr_FR.UTF-8", "Ce MaMamia a été construit sans la démonstration.\n"),
        ("en_GB.UTF-8", "This MaMamia was built without the demonstration.\n"),
    ];
    for (locale, refusal) in refusals {
        for arguments in [&["demo"][..], &["demo", "--accounts"], &["demo", "--show-captcha"]] {
            let output = run(arguments, locale, "");
            let said = String::from_utf8(output.stderr).unwrap();
            assert_eq!(said == refusal && output.status.code() == Some(2), !cfg!(feature = "demo"), "{said}");
        }
    }
}
