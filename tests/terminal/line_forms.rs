//! Both forms in line mode, from start to end, with each kind of ends.

use rstest::rstest;

use crate::pipe_harness::{Ends, PipeHarness, UTF8, XTERM};
use crate::{BIRTH_DATE, DONE, NEW, NUMEN, OLD};

/// Waits for the end with this exit code; the transcript, which is plain.
pub fn end_plain(program: PipeHarness, code: i32) -> String {
    let said = program.end_with(code);
    assert_is_plain(&said);
    said
}

/// No escape byte; no secret, nor enough of one to guess the rest.
fn assert_is_plain(said: &str) {
    let odd = said.chars().find(|c| c.is_control() && !matches!(c, '\r' | '\n' | '\u{8}'));
    assert_eq!(odd, None, "{said}");
    let flat = said.to_lowercase();
    for secret in [OLD, NEW, NUMEN, BIRTH_DATE, "14071975", "Faux-Mdp-2026"] {
        let secret: Vec<char> = secret.to_lowercase().chars().collect();
        for part in secret.windows(7) {
            let part: String = part.iter().collect();
            assert!(!flat.contains(&part), "{part} in\n{said}");
        }
    }
}

const DUMB: &[(&str, &str)] = &[("TERM", "dumb"), UTF8];
const ACCESSIBLE: &[(&str, &str)] = &[("TERM", "xterm"), ("ACCESSIBLE", "1"), UTF8];

const BY_ITSELF: &[&str] = &["demo", "--show-captcha"];
const ASKED_FOR: &[&str] = &["--plain", "demo", "--show-captcha"];

/// Has the image drawn, copies it, saves and ends well.
fn copy_and_end(mut program: PipeHarness) {
    let captcha = program.captcha();
    program.answer("Votre choix :", "2");
    program.expect("##");
    program.answer("Texte de l'image (Entrée : autres choix) :", &captcha);
    program.answer("Votre choix (Entrée : 1) :", "");
    program.expect_all(&[DONE, "(code MDP-200)"]);
    program.answer("Entrée pour terminer :", "");
    end_plain(program, 0);
}

#[rstest]
#[case::dumb(Ends::Tty, BY_ITSELF, DUMB)]
#[case::accessible(Ends::Tty, BY_ITSELF, ACCESSIBLE)]
#[case::plain(Ends::Tty, ASKED_FOR, XTERM)]
#[case::pipes(Ends::Pipes, BY_ITSELF, XTERM)]
#[case::plain_pipes(Ends::Pipes, ASKED_FOR, DUMB)]
#[case::into_a_pipe(Ends::TtyToPipe, BY_ITSELF, XTERM)]
#[case::from_a_pipe(Ends::PipeToTty, BY_ITSELF, XTERM)]
fn both_forms_succeed(#[case] ends: Ends, #[case] arguments: &[&str], #[case] environment: &[(&str, &str)]) {
    let mut program = PipeHarness::start(ends, arguments, environment);
    program.answer_all(&[
        ("Votre choix :", "1"),
        ("Identifiant :", "jdupont"),
        ("Mot de passe actuel :", OLD),
    ]);
    program.expect("15 caractères saisis.");
    program.answer("Nouveau mot de passe :", NEW);
    program.expect("Force : 84 % Très Fort.");
    program.answer("Confirmation du nouveau mot de passe :", NEW);
    copy_and_end(program);

    let mut program = PipeHarness::start(ends, arguments, environment);
    program.answer_all(&[("Votre choix :", "2"), ("Identifiant :", "jdupont")]);
    program.answer("Numen (ou Numéro de personne extérieure) :", NUMEN);
    program.answer("Date de naissance, JJ/MM/AAAA :", BIRTH_DATE);
    program.expect("Date comprise.");
    program.answer_all(&[("Nouveau mot de passe :", NEW), ("Confirmation du nouveau mot de passe :", NEW)]);
    copy_and_end(program);
}

#[rstest]
fn missing_locale_restricts_to_ascii(#[values(Ends::Pipes, Ends::Tty)] ends: Ends) {
    let mut program = PipeHarness::start(ends, ASKED_FOR, &[("LANG", "C")]);
    program.answer_all(&[
        ("Votre choix :", "?"),
        ("Votre choix :", "2"),
        ("Identifiant :", "jdupont"),
        ("Numen (ou Numero de personne exterieure) :", NUMEN),
        ("Date de naissance, JJ/MM/AAAA :", BIRTH_DATE),
        ("Nouveau mot de passe :", NEW),
        ("Confirmation du nouveau mot de passe :", NEW),
    ]);
    let captcha = program.captcha();
    program.answer("Votre choix :", "2");
    program.answer("Texte de l'image (Entree : autres choix) :", &captcha);
    program.answer("Votre choix (Entree : 1) :", "");
    program.expect("effectuee.");
    program.answer("Entree pour terminer :", "");
    let said = end_plain(program, 0);
    assert!(said.is_ascii(), "{said}");
}
