//! The environment and the configuration of the person who starts the program, and what they must not decide.
#![allow(clippy::unwrap_used, clippy::panic, reason = "tests")]

#[allow(dead_code)]
#[path = "support/certificates.rs"]
mod certificates;

use std::fs;
use std::process::{Command, Output};

use certificates::Certificate;
use tempfile::TempDir;

/// The doctor over a server that is not there, by TLS, with the authorities of the system.
fn doctor(folder: &TempDir, authorities: Option<(&str, &str)>) -> (Option<i32>, String) {
    let configuration = folder.path().join("mamamia.toml");
    fs::write(&configuration, "[directory]\nurls = [\"ldaps://127.0.0.1:1\"]\nbase = \"dc=fr\"\n").unwrap();
    let mut command = Command::new(env!("CARGO_BIN_EXE_mamamia"));
    command.arg("--config").arg(&configuration).args(["doctor", "--json"]).env_clear();
    let authorities = authorities.map(|(variable, name)| (variable, folder.path().join(name)));
    let Output { status, stdout, stderr } = command.envs(authorities).output().unwrap();
    (status.code(), String::from_utf8([stdout, stderr].concat()).unwrap())
}

#[test]
fn variables_choose_no_authorities() {
    let folder = tempfile::tempdir().unwrap();
    certificates::write(folder.path(), Certificate::Good);
    fs::write(folder.path().join("none.pem"), "").unwrap();
    fs::create_dir(folder.path().join("empty")).unwrap();
    let expected = doctor(&folder, None);
    // The first would add an authority, the others would remove those of the system.
    for set in [("SSL_CERT_FILE", "ca.pem"), ("SSL_CERT_FILE", "none.pem"), ("SSL_CERT_DIR", "empty")] {
        assert_eq!(doctor(&folder, Some(set)), expected, "{set:?}");
    }
}

/// Rules and appearance come from the configuration, people and directory from the demonstration; no file is written.
#[test]
fn demonstration_tries_a_configuration() {
    let folder = tempfile::tempdir().unwrap();
    let (configuration, audit) = (folder.path().join("mamamia.toml"), folder.path().join("audit.log"));
    let text = format!(
        "[directory]\nurls = [\"ldaps://127.0.0.1:1\"]\nbase = \"dc=fr\"\n\
         [policy]\nmin_length = 17\n[captcha]\nmode = \"never\"\n\
         [interface]\norganisation = \"Académie d’Essai\"\n[audit]\nfile = {:?}\n",
        audit.to_str().unwrap()
    );
    fs::write(&configuration, text).unwrap();
    let demo = |name: &std::path::Path, answers: &str| {
        let mut command = assert_cmd::Command::cargo_bin("mamamia").unwrap();
        command.arg("--config").arg(name).args(["--plain", "demo"]).env_clear().env("LANG", "C.UTF-8");
        let Output { status, stdout, .. } = command.write_stdin(answers.to_owned()).output().unwrap();
        (status.code(), String::from_utf8(stdout).unwrap())
    };
    let new = "pivot-Bruine8-lampadaire";
    let (code, said) = demo(&configuration, &format!("1\njdupont\nAncien-Mdp-2026\n{new}\n{new}\n\n\n"));
    assert!(said.contains("Académie d’Essai") && said.contains("au moins 17 caractères"), "{said}");
    assert_eq!(code, Some(0), "{said}");
    assert!(!audit.exists());
    assert_eq!(demo(&folder.path().join("none.toml"), "").0, Some(2));
}
