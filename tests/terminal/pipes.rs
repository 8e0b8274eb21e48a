//! Another program answers over pipes: all answers at once, every outcome, and its mistakes.

use super::*;

/// Without an image: all the answers are known from the start.
fn start(installation: &Installation) -> PipeHarness {
    PipeHarness::start(Ends::Pipes, &["--config", &installation.configuration()], &[UTF8])
}

/// Gives all these lines at once, and no more; the transcript, once the program ends with this code.
fn answer_at_once(installation: &Installation, lines: &[&str], code: i32) -> String {
    let mut program = start(installation);
    lines.iter().for_each(|line| program.send(format!("{line}\n").as_bytes()));
    program.close();
    let said = program.end(code);
    assert!(!said.contains(['\r', '\u{8}']), "{said:?}");
    said
}

const CHANGE: [&str; 6] = ["1", "jdupont", OLD, NEW, NEW, ""];
const RESET: [&str; 7] = ["2", "jdupont", NUMEN, BIRTH_DATE, NEW, NEW, "1"];
const WRONG: [&str; 6] = ["1", "jdupont", "Faux-Mdp-2026", NEW, NEW, "1"];
/// A refused password, whose answers come again.
const WEAK: [&str; 11] = ["1", "jdupont", OLD, "azerty", "?", NEW, "autre", NEW, NEW, "", ""];

#[rstest]
#[case::change(&[&CHANGE[..], &[""]].concat())]
#[case::reset(&[&RESET[..], &[""]].concat())]
#[case::no_more_than_needed(&CHANGE)]
#[case::weak(&WEAK)]
#[case::after_a_refusal(&[&WRONG[..], &["2", OLD, "1", ""]].concat())]
fn answers_at_once_succeed(#[case] lines: &[&str]) {
    let said = answer_at_once(&Installation::new(), lines, 0);
    assert_eq!(said.matches(DONE).count(), 1, "{said}");
    assert!(said.contains("\nIdentifiant :\n"), "a question has its own line: {said}");
}

#[rstest]
fn any_line_ending_is_accepted(#[values(("\r\n", "\r\n"), ("\n", ""), ("\r\n", ""))] ends: (&str, &str)) {
    let (end, last) = ends;
    let installation = Installation::new();
    let mut program = start(&installation);
    program.send(format!("{}{last}", RESET.join(end)).as_bytes());
    program.close();
    program.end(0);
}

#[test]
fn only_the_new_password_works() {
    let installation = Installation::new();
    answer_at_once(&installation, &CHANGE, 0);
    answer_at_once(&installation, &CHANGE, 1);
    let other = "encore-Un8-autre-mot";
    answer_at_once(&installation, &["1", "jdupont", NEW, other, other, "1"], 0);
}

#[rstest]
#[case::nothing_at_all(&[], 1, "Votre choix :\nL’entrée est finie, cette question reste sans réponse.")]
#[case::in_the_middle(&CHANGE[..3], 1, "Nouveau mot de passe :\nL’entrée est finie")]
#[case::left_at_the_menu(&["4", "1"], 0, "Vous avez quitté MaMamia.")]
#[case::given_up(&[&CHANGE[..5], &["3", "4"]].concat(), 0, "Vous avez quitté MaMamia.")]
#[case::refused(&WRONG, 1, "(code MDP-420)")]
#[case::refused_then_left(&[&WRONG[..], &["4", "3", "4"]].concat(), 1, "Vous avez quitté MaMamia.")]
fn exit_code_tells_the_end(#[case] lines: &[&str], #[case] expected: i32, #[case] sentence: &str) {
    let said = answer_at_once(&Installation::new(), lines, expected);
    assert!(said.contains(sentence), "{said}");
    assert!(!said.contains(DONE));
}

#[rstest]
#[case(&CHANGE)]
#[case::and_left(&[&CHANGE[..], &["2"]].concat())]
#[case::and_tried_again(&[&CHANGE[..], &["1", "1", ""]].concat())]
fn unreachable_directory_has_an_exit_code(#[case] lines: &[&str]) {
    let installation = Installation::new();
    installation.lose_the_directory();
    let said = answer_at_once(&installation, lines, 3);
    assert!(said.contains("(code MDP-503)"), "{said}");
}

#[test]
fn unusable_line_repeats_the_question() {
    let installation = Installation::new();
    let mut program = start(&installation);
    program.answer("Votre choix :\n", &"1".repeat(5000));
    program.expect("Cette ligne est trop longue : elle n’est pas prise.\n");
    program.exchange("Votre choix :\n", "1", "Identifiant :\n");
    program.reach(b"jdup\xe9nt\n", "Cette ligne n’est pas en UTF-8 : elle n’est pas prise.\n");
    program.answer("Identifiant :\n", "jdupont");
    // A pipe has no keys.
    program.exchange("Mot de passe actuel :\n", "Ancien\0Mdp", "Un caractère invisible (U+0000) s’y trouve");
    program.exchange("Mot de passe actuel :\n", &"x".repeat(1025), "trop longue");
    program.exchange("Mot de passe actuel :\n", OLD, "15 caractères saisis.\n");
    program.close();
    program.end(1);
}

/// The rest is never read: the writer is stopped, however much it has.
#[test]
fn endless_line_ends_the_visit() {
    let installation = Installation::new();
    let mut program = start(&installation);
    program.expect("Votre choix :\n");
    program.send(&[b'x'; 64 * 1024 + 1]);
    let said = program.end(1);
    assert!(said.ends_with("la visite est terminée. Ce qui était saisi est effacé.\n"), "{said}");
    assert!(said.contains("Une ligne a dépassé 64 Kio"), "{said}");
}

#[test]
fn flood_of_lines_ends_the_visit() {
    let said = answer_at_once(&Installation::new(), &["x"; 101], 1);
    assert!(said.contains("Trop de réponses n’ont pas pu être prises : la visite est terminée."), "{said}");
    assert_eq!(said.matches("Répondez par un nombre").count(), 101, "{said}");
}

#[rstest]
#[case("fr_FR.ISO-8859-1", b"Ancien-Mdp-2026-\xe9", "17 caractères saisis.")]
#[case("fr_FR@euro", b"Ancien-Mdp-2026-\xa4", "17 caracteres saisis.")]
#[case("fr_FR.ISO-8859-1", "Ancien-é".as_bytes(), "n’est pas ecrite comme le systeme le dit (LANG)")]
fn line_is_read_in_the_encoding_of_the_locale(
    #[case] locale: &'static str,
    #[case] line: &[u8],
    #[case] said: &str,
) {
    let installation = Installation::new();
    let mut program =
        PipeHarness::start(Ends::Pipes, &["--config", &installation.configuration()], &[("LANG", locale)]);
    program.send(b"1\njdupont\n");
    program.send(&[line, b"\n"].concat());
    program.expect(&said.replace('è', "e").replace('’', "'"));
    program.close();
    program.end(1);
}

#[test]
fn ssh_without_terminal_is_warned() {
    let installation = Installation::new();
    let config = ["--config", &installation.configuration()];
    let ssh = ("SSH_CONNECTION", "192.0.2.1 5 192.0.2.2 22");
    for (environment, warnings) in [(vec![UTF8], 0), (vec![UTF8, ssh], 1)] {
        let mut program = PipeHarness::start(Ends::Pipes, &config, &environment);
        program.send(b"1\n");
        program.expect("Identifiant :\n");
        program.close();
        let said = program.end(1);
        assert!(!said.contains("ne s’affichent pas"), "{said}");
        assert_eq!(said.matches("ce que vous tapez peut s’afficher").count(), warnings, "{said}");
    }
}

#[test]
fn misplaced_secret_is_not_repeated() {
    let said = answer_at_once(&Installation::new(), &["1", OLD, OLD, NEW, NEW, "2", "1"], 1);
    assert!(said.contains("Identifiant (Entrée : garder)\n"), "{said}");
}

#[test]
fn unread_input_is_left() {
    let installation = Installation::new();
    let script = r#""$0" --config "$1" >/dev/null; cat"#;
    let output = assert_cmd::Command::new("/bin/sh")
        .args(["-c", script, env!("CARGO_BIN_EXE_mamamia"), &installation.configuration()])
        .write_stdin("9\n4\nla suite\n")
        .output()
        .unwrap();
    assert_eq!(String::from_utf8(output.stdout).unwrap(), "la suite\n");
}

#[test]
fn closed_output_ends_the_session() {
    let installation = Installation::new();
    let mut program = start(&installation);
    program.expect("Votre choix :\n");
    program.stop_reading();
    program.send(b"1\n");
    program.end(1);
}

#[test]
fn signal_ends_a_waiting_session() {
    let installation = Installation::new();
    let mut program = start(&installation);
    program.expect("Votre choix :\n");
    program.signal(Signal::TERM);
    let said = program.end(128 + 15);
    assert!(said.ends_with("Votre choix :\n"), "{said}");
}

#[test]
fn output_file_is_appended() {
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
