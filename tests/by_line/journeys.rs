//! « le modifier » and « le redéfinir », whole, whoever is at the other end.

use rstest::rstest;

use crate::partner::{Ends, Partner};
use crate::{BORN, DONE, NEW, NUMEN, OLD, UTF8, assert_is_plain};

/// Has the image drawn, copies it, saves, and leaves.
fn copy_and_save(partner: &mut Partner) {
    let captcha = partner.captcha();
    partner.answer("Votre choix :", "2");
    partner.expect("##");
    partner.answer("Texte de l'image (Entrée : autres choix) :", &captcha);
    partner.answer("Votre choix (Entrée : 1) :", "");
    partner.expect(DONE);
    partner.expect("(code MDP-200)");
    partner.answer("Entrée pour terminer :", "");
}

fn ends_well(partner: Partner) {
    let (code, said) = partner.end();
    assert_eq!(code, 0, "{said}");
    assert_is_plain(&said);
}

const DUMB: &[(&str, &str)] = &[("TERM", "dumb"), UTF8];
const XTERM: &[(&str, &str)] = &[("TERM", "xterm-256color"), UTF8];
const ACCESSIBLE: &[(&str, &str)] = &[("TERM", "xterm"), ("ACCESSIBLE", "1"), UTF8];

const BY_ITSELF: &[&str] = &["demo", "--show-captcha"];
const ASKED_FOR: &[&str] = &["--plain", "demo", "--show-captcha"];

#[rstest]
#[case::dumb(Ends::Tty, BY_ITSELF, DUMB)]
#[case::accessible(Ends::Tty, BY_ITSELF, ACCESSIBLE)]
#[case::plain(Ends::Tty, ASKED_FOR, XTERM)]
#[case::pipes(Ends::Pipes, BY_ITSELF, XTERM)]
#[case::plain_pipes(Ends::Pipes, ASKED_FOR, DUMB)]
#[case::into_a_pipe(Ends::TtyToPipe, BY_ITSELF, XTERM)]
#[case::from_a_pipe(Ends::PipeToTty, BY_ITSELF, XTERM)]
fn whole(#[case] ends: Ends, #[case] arguments: &[&str], #[case] environment: &[(&str, &str)]) {
    let mut partner = Partner::start(ends, arguments, environment);
    partner.answer("Votre choix :", "1");
    partner.answer("Identifiant :", "jdupont");
    partner.answer("Mot de passe actuel :", OLD);
    partner.expect("15 caractères saisis.");
    partner.answer("Nouveau mot de passe :", NEW);
    partner.expect("Force : 84 % Très Fort.");
    partner.answer("Confirmation du nouveau mot de passe :", NEW);
    copy_and_save(&mut partner);
    ends_well(partner);

    let mut partner = Partner::start(ends, arguments, environment);
    partner.answer("Votre choix :", "2");
    partner.answer("Identifiant :", "jdupont");
    partner.answer("Numen (ou Numéro de personne extérieure) :", NUMEN);
    partner.answer("Date de naissance, JJ/MM/AAAA :", BORN);
    partner.expect("Date comprise.");
    partner.answer("Nouveau mot de passe :", NEW);
    partner.answer("Confirmation du nouveau mot de passe :", NEW);
    copy_and_save(&mut partner);
    ends_well(partner);
}

#[rstest]
fn without_a_locale_only_ascii_is_said(#[values(Ends::Pipes, Ends::Tty)] ends: Ends) {
    let mut partner = Partner::start(ends, &["--plain", "demo", "--show-captcha"], &[("LANG", "C")]);
    partner.answer("Votre choix :", "?");
    partner.answer("Votre choix :", "2");
    partner.answer("Identifiant :", "jdupont");
    partner.answer("Numen (ou Numero de personne exterieure) :", NUMEN);
    partner.answer("Date de naissance, JJ/MM/AAAA :", BORN);
    partner.answer("Nouveau mot de passe :", NEW);
    partner.answer("Confirmation du nouveau mot de passe :", NEW);
    let captcha = partner.captcha();
    partner.answer("Votre choix :", "2");
    partner.answer("Texte de l'image (Entree : autres choix) :", &captcha);
    partner.answer("Votre choix (Entree : 1) :", "");
    partner.expect("effectuee.");
    partner.answer("Entree pour terminer :", "");
    let (code, said) = partner.end();
    assert_eq!(code, 0);
    assert!(said.is_ascii(), "{said}");
    assert_is_plain(&said);
}
