//! A program that cannot start says why in one sentence, with its exit code.

use std::fs;
use std::process::{Command, Stdio};

use rstest::rstest;

use crate::installation::Installation;
use crate::pty::PtyHarness;
use crate::{NEW, OLD};

fn mamamia(arguments: &[&str]) -> Command {
    let mut command = Command::new(env!("CARGO_BIN_EXE_mamamia"));
    command.args(arguments).env_clear().env("LANG", "fr_FR.UTF-8").env("TERM", "xterm");
    command
}

#[rstest]
#[case(&["--motdepasse"], "L’option « --motdepasse » est inconnue.")]
#[case(&["changer"], "La commande « changer » est inconnue.")]
#[case(&["--lang", "de"], "« de » ne convient pas à --lang <fr|en>. Valeurs possibles : fr, en.")]
#[case(&["docter"], "La commande « docter » est inconnue ; vouliez-vous dire « doctor » ?")]
#[case(&["--theme", "x", "doctor"], "L’option « --theme » est sans effet avec « mamamia doctor ».")]
#[case(&["policy", "try", "--plain"], "L’option « --plain » est sans effet avec « mamamia policy try ».")]
fn misuse_is_explained(#[case] arguments: &[&str], #[case] sentence: &str) {
    let output = mamamia(arguments).stdin(Stdio::null()).output().unwrap();
    assert_eq!((output.status.code(), output.stdout), (Some(2), Vec::new()));
    let expected = format!("{sentence}\nVoir : mamamia --help\n");
    assert_eq!(String::from_utf8_lossy(&output.stderr), expected);
}

#[rstest]
#[case(&["--nonsense"], "The option “--nonsense” is unknown.")]
#[case(&["policy", "try"], "All accepted (0).")]
#[case(&["demo", "--accounts"], "What the account shows")]
#[case(&["doctor", "--config", "/nowhere"], "this file does not exist.")]
fn every_command_speaks_language_of_locale(#[case] arguments: &[&str], #[case] english: &str) {
    for (arguments, locale, expected) in [
        (arguments.to_vec(), "en_US.UTF-8", true),
        (arguments.to_vec(), "de_DE.UTF-8", false),
        ([arguments, &["--lang", "en"]].concat(), "fr_FR.UTF-8", true),
    ] {
        let output = mamamia(&arguments).env("LANG", locale).stdin(Stdio::null()).output().unwrap();
        let said = String::from_utf8([output.stdout, output.stderr].concat()).unwrap();
        assert_eq!(said.contains(english), expected, "{arguments:?} {locale}: {said}");
    }
}

/// The words of a program that refuses this configuration, before any escape sequence.
fn refused_configuration(file: &str) -> String {
    let end = PtyHarness::sized(200, 24).run(&["--config", file]).end();
    assert!(!end.bytes.contains(&0x1b), "no escape before the first screen");
    end.restored(&[]).code(2).said()
}

#[rstest]
#[case::unknown_key("min_lenght = 12", "clé inconnue ; vouliez-vous dire « min_length » ?")]
#[case::wrong_value("min_length = \"douze\"", "Attendu : un nombre entier de 1 à")]
fn faulty_key_is_located_and_corrected(#[case] key: &str, #[case] advice: &str) {
    let installation = Installation::new();
    let file = installation.configuration();
    let text = fs::read_to_string(&file).unwrap();
    fs::write(&file, format!("{text}[policy]\n{key}\n")).unwrap();
    let said = refused_configuration(&file);
    let place = format!("{file}:{}", text.lines().count() + 2);
    assert!(said.contains(&place) && said.contains(advice), "{said}");
}

#[test]
fn missing_configuration_is_reported() {
    let said = refused_configuration("/nulle/part.toml");
    assert!(said.contains("/nulle/part.toml") && said.contains("ce fichier n’existe pas."), "{said}");
}

#[test]
fn readable_secret_is_refused() {
    let installation = Installation::new();
    installation.write_secret(0o644);
    let said = refused_configuration(&installation.configuration());
    assert!(said.contains("service.secret est ouvert à d’autres que son propriétaire"), "{said}");
}

#[test]
fn unreachable_directory_has_an_exit_code() {
    let installation = Installation::new();
    installation.lose_the_directory();
    let mut program = PtyHarness::new().run(&["--config", &installation.configuration()]);
    program.open_change();
    for field in ["jdupont", OLD, NEW, NEW] {
        program.fill(field);
    }
    program.press(b"\x13", "MDP-5");
    program.send(b"\x1b");
    program.end().restored(&[OLD, NEW]).code(3);
}
