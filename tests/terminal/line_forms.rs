//! Both forms in line mode, from start to end, with each kind of ends.

use super::*;

const DUMB: &[(&str, &str)] = &[("TERM", "dumb"), UTF8];
const ACCESSIBLE: &[(&str, &str)] = &[("TERM", "xterm"), ("ACCESSIBLE", "1"), UTF8];

const BY_ITSELF: &[&str] = &["demo", "--show-captcha"];
const ASKED_FOR: &[&str] = &["--plain", "demo", "--show-captcha"];

fn copy_and_end(mut program: PipeHarness) {
    let captcha = program.captcha();
    program.exchange("Votre choix :", "2", "##");
    program.answer("Texte de l’image (Entrée : choix)", &captcha);
    program.answer("Votre choix (Entrée : 1)", "");
    program.expect_all(&[DONE, "(code MDP-200)"]);
    program.answer("Entrée : terminer", "");
    program.end(0);
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
    program.exchange("Nouveau mot de passe :", NEW, "Force : 87 pour cent, Très Fort.");
    program.answer("Confirmation :", NEW);
    copy_and_end(program);

    let mut program = PipeHarness::start(ends, arguments, environment);
    program.answer_all(&[("Votre choix :", "2"), ("Identifiant :", "jdupont")]);
    program.answer("Numen ou numéro extérieur :", NUMEN);
    let understood = if ends.has_keyboard() { "14 juillet 1975." } else { "Date comprise." };
    program.exchange("Date de naissance, JJ/MM/AAAA :", BIRTH_DATE, understood);
    program.answer_all(&[("Nouveau mot de passe :", NEW), ("Confirmation :", NEW)]);
    copy_and_end(program);
}

#[rstest]
fn missing_locale_restricts_to_ascii(#[values(Ends::Pipes, Ends::Tty)] ends: Ends) {
    let mut program = PipeHarness::start(ends, ASKED_FOR, &[("LANG", "C")]);
    program.answer_all(&[
        ("Votre choix :", "?"),
        ("Votre choix :", "2"),
        ("Identifiant :", "jdupont"),
        ("Numen ou numero exterieur :", NUMEN),
        ("Date de naissance, JJ/MM/AAAA :", BIRTH_DATE),
        ("Nouveau mot de passe :", NEW),
        ("Confirmation :", NEW),
    ]);
    let captcha = program.captcha();
    program.answer("Votre choix :", "2");
    program.answer("Texte de l'image (Entree : choix)", &captcha);
    program.exchange("Votre choix (Entree : 1)", "", "effectuee.");
    program.answer("Entree : terminer", "");
    let said = program.end(0);
    assert!(said.is_ascii(), "{said}");
}
