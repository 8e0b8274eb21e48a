//! The binary at a terminal, with a configuration file and without a captcha.

use super::*;

/// Sends a form of the program: the key that opens it, a text that it shows, and its fields.
fn send(config_file: &ConfigFile, key: &[u8], shown: &str, fields: &[&str]) -> Program {
    let mut program = PtyHarness::new().run(&["--config", config_file.path().to_str().unwrap()]);
    program.expect_all(&[MENU, "Académie d’essai"]);
    program.reach(key, shown);
    program.fill_all(fields);
    program.reach(SAVE, DONE);
    program
}

fn send_change(config_file: &ConfigFile, login: &str, current: &str, new: &str) -> Program {
    send(config_file, b"1", "Mot de passe actuel", &[login, current, new, new])
}

/// It ends well: only the new password is valid, the typed passwords are not in the bytes, and neither they nor the
/// proofs of the identity are in the audit.
fn ends_well(
    mut program: Program,
    config_file: &ConfigFile,
    slapd: &Slapd,
    login: &str,
    passwords: &[&str],
    proofs: &[&str],
) {
    program.expect_all(&["30 minutes", "MDP-200"]);
    program.send(b"\r");
    let end = program.end();
    end.code(0).restored(passwords);
    let audit = fs::read(config_file.audit()).unwrap();
    assert!(contains(&audit, b"200"), "{}", String::from_utf8_lossy(&audit));
    for secret in passwords.iter().chain(proofs) {
        assert!(!contains(&audit, secret.as_bytes()), "{secret}");
    }
    for password in passwords {
        assert!(!contains(&end.bytes, password.as_bytes()), "{password}");
    }
    assert!(only_valid(slapd, login, NEW, INITIAL));
}

const WITHOUT_CAPTCHA: &str = "[captcha]\nmode = \"never\"";

#[test]
fn known_password_is_changed() {
    let Some(slapd) = slapd::shared() else { return };
    assert!(binds(slapd, "essai01", INITIAL));
    let config_file = ConfigFile::of(slapd, WITHOUT_CAPTCHA);
    let program = send_change(&config_file, "essai01", INITIAL, NEW);
    ends_well(program, &config_file, slapd, "essai01", &[INITIAL, NEW], &[]);
}

#[test]
fn forgotten_password_is_redefined_then_changed() {
    let Some(slapd) = slapd::shared() else { return };
    let file = ConfigFile::of(slapd, WITHOUT_CAPTCHA);
    let fields = ["essai02", "75e8000002jkl", "03031983", NEW, NEW];
    let program = send(&file, b"2", "Date de naissance", &fields);
    let proofs = ["75E8000002JKL", "75e8000002jkl", "03/03/1983", "03031983"];
    ends_well(program, &file, slapd, "essai02", &[NEW], &proofs);

    send_change(&ConfigFile::of(slapd, WITHOUT_CAPTCHA), "essai02", NEW, OTHER);
    assert!(only_valid(slapd, "essai02", OTHER, NEW));
}
