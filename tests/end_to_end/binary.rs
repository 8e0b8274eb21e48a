//! The binary at a terminal, with a file; no captcha, as on a console that is trusted.

use std::fs;

use crate::place::{KeyContext, whoami_agrees};
use crate::pty::{Program, Terminal, contains};
use crate::support::INITIAL;
use crate::support::slapd::{self, Slapd};
use crate::walk::{DONE, NEW};

const NO_CAPTCHA: &str = "[captcha]\nmode = \"never\"";
const MENU: &str = "Gérer mon mot de passe";
const SAVE: &[u8] = b"\x13";

fn program(place: &KeyContext) -> Program {
    let program = Terminal::new().run(&["--config", place.configuration().to_str().unwrap()]);
    program.expect(MENU);
    program.expect("Académie d'essai");
    program
}

/// It ends well; only the new password is valid, and nothing that was typed was told to anybody.
fn ends_well(mut program: Program, place: &KeyContext, slapd: &Slapd, login: &str, typed: &[&str]) {
    program.expect(DONE);
    program.expect("30 minutes");
    program.expect("MDP-200");
    program.send(b"\r");
    let end = program.end();
    end.code(0).restored(typed);
    let audit = fs::read(place.audit()).unwrap();
    assert!(contains(&audit, b"200"), "{}", String::from_utf8_lossy(&audit));
    for secret in typed {
        assert!(!contains(&audit, secret.as_bytes()) && !contains(&end.bytes, secret.as_bytes()), "{secret}");
    }
    assert!(whoami_agrees(slapd, login, NEW));
    assert!(!whoami_agrees(slapd, login, INITIAL));
}

#[test]
fn a_known_password_is_changed() {
    let Some(slapd) = slapd::shared() else { return };
    let place = KeyContext::over(slapd, NO_CAPTCHA);
    assert!(whoami_agrees(slapd, "essai01", INITIAL));
    let mut program = program(&place);
    program.send(b"1");
    program.expect("Mot de passe actuel");
    for text in ["essai01", INITIAL, NEW, NEW] {
        program.fill(text);
    }
    program.send(SAVE);
    ends_well(program, &place, slapd, "essai01", &[INITIAL, NEW]);
}

#[test]
fn a_forgotten_password_is_redefined_then_changed() {
    let Some(slapd) = slapd::shared() else { return };
    let place = KeyContext::over(slapd, NO_CAPTCHA);
    let mut visit = program(&place);
    visit.send(b"2");
    visit.expect("Date de naissance");
    for text in ["essai02", "75e8000002jkl", "03031983", NEW, NEW] {
        visit.fill(text);
    }
    visit.send(SAVE);
    ends_well(visit, &place, slapd, "essai02", &[NEW, "75E8000002JKL", "75e8000002jkl", "03/03/1983"]);

    // It then is the current one.
    let (place, other) = (KeyContext::over(slapd, NO_CAPTCHA), "encore-Un8-autre-mot");
    let mut visit = program(&place);
    visit.send(b"1");
    visit.expect("Mot de passe actuel");
    for text in ["essai02", NEW, other, other] {
        visit.fill(text);
    }
    visit.send(SAVE);
    visit.expect(DONE);
    assert!(whoami_agrees(slapd, "essai02", other) && !whoami_agrees(slapd, "essai02", NEW));
}
