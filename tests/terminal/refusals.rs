//! A program that cannot start says why in one sentence, with its exit code.

use super::*;

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
    assert_eq!((output.status.code(), String::from_utf8_lossy(&output.stdout).as_ref()), (Some(2), ""));
    assert_eq!(String::from_utf8_lossy(&output.stderr), format!("{sentence}\nVoir : mamamia --help\n"));
}

/// As sshd starts a login shell: for a command, and for its own forced one.
#[rstest]
#[case(&["-c", "id"])]
#[case(&["-c", "scp -t ."])]
#[case(&["-c", "/usr/lib/openssh/sftp-server"])]
#[case(&["-c"])]
fn command_of_login_shell_is_refused(#[case] arguments: &[&str]) {
    let output = mamamia(arguments).stdin(Stdio::null()).output().unwrap();
    assert_eq!((output.status.code(), output.stdout.len()), (Some(2), 0));
    assert_eq!(String::from_utf8_lossy(&output.stderr), "Cette borne n’exécute aucune commande.\n");
}

#[test]
fn forced_command_of_login_shell_opens_menu() {
    let installation = Installation::new();
    let itself = env!("CARGO_BIN_EXE_mamamia");
    let shell = |original: &str| {
        let mut shell = mamamia(&["-c", itself]);
        shell.env("MAMAMIA_CONFIG", installation.configuration()).env("SSH_ORIGINAL_COMMAND", original);
        shell.stdin(Stdio::null()).output().unwrap()
    };
    assert!(String::from_utf8_lossy(&shell("").stdout).contains(MENU));
    let other = shell("id");
    assert_eq!((other.status.code(), other.stdout.len()), (Some(2), 0));
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

/// With this configuration, the program says these words before its first screen, and ends.
fn refused(file: &str, words: &[&str]) {
    let end = PtyHarness::sized(200, 24).run(&["--config", file]).end();
    let said = end.restored(&[]).code(2).said();
    assert!(words.iter().all(|word| said.contains(word)), "{said}");
    assert!(!end.bytes.contains(&0x1b), "no escape before the first screen");
}

#[rstest]
#[case::unknown_key("min_lenght = 12", "clé inconnue ; vouliez-vous dire « min_length » ?")]
#[case::wrong_value("min_length = \"douze\"", "Attendu : un nombre entier de 1 à")]
fn wrong_line_is_located_and_corrected(#[case] wrong: &str, #[case] sentence: &str) {
    let installation = Installation::new();
    let file = installation.configuration();
    let text = fs::read_to_string(&file).unwrap();
    fs::write(&file, format!("{text}[policy]\n{wrong}\n")).unwrap();
    refused(&file, &[&format!("{file}:{}", text.lines().count() + 2), sentence]);
}

#[test]
fn unusable_file_is_reported() {
    refused("/nulle/part.toml", &["/nulle/part.toml", "ce fichier n’existe pas."]);
    let installation = Installation::new();
    installation.write_secret(0o644);
    refused(&installation.configuration(), &["service.secret est ouvert à d’autres que son propriétaire"]);
}

#[test]
fn unreachable_directory_has_an_exit_code() {
    let installation = Installation::new();
    installation.lose_the_directory();
    let mut program = PtyHarness::new().run(&["--config", &installation.configuration()]);
    program.open_change();
    program.fill_all(&["jdupont", OLD, NEW, NEW]);
    program.reach(b"\x13", "MDP-5");
    program.send(b"\x1b");
    program.end().restored(&[OLD, NEW]).code(3);
}
