//! The file of breached passwords: built and checked by the command, used over the embedded directory.
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic, clippy::indexing_slicing, reason = "tests")]

#[path = "support/sessions/mod.rs"]
mod sessions;
mod support;

use std::fs;
use std::path::Path;

use assert_cmd::Command;
use mamamia::account::{Caller, Outcome, Request};
use mamamia::config::{BreachMissing, CaptchaMode};
use mamamia::password::Rule;
use rstest::rstest;
use sessions::{EmbeddedApp, OLD, OTHER};
use support::{change, reset};
use tempfile::TempDir;

/// Other programs made the hashes of this one.
const BREACHED: &str = "pivot-Bruine8-lampadaire";
const SHA1: &str = "44D574AF534A2455522C75E8765D5FA9C328A506";
const NTLM: &str = "0D5EEAFBB00549D96F53FC7C56322095";
const THIRD: &str = "rideau-Neige7-chaussette";

/// Runs the command, which ends with this code; what it printed and its messages.
fn run(arguments: &[&str], input: &str, code: i32) -> [String; 2] {
    let mut command = Command::cargo_bin("mamamia").unwrap();
    let command = command.env("LANG", "fr_FR.UTF-8").args(arguments).write_stdin(input.to_owned());
    let output = command.assert().code(code).get_output().clone();
    [output.stdout, output.stderr].map(|text| String::from_utf8(text).unwrap())
}

fn text(path: &Path) -> &str {
    path.to_str().unwrap()
}

fn requests(changed: &str, redefined: &str) -> [Request; 2] {
    [change("jdupont", OLD, changed), reset("jdupont", "16E9912345ABC", "19750714", redefined)]
}

#[rstest]
#[case::sha1(SHA1, &[])]
#[case::ntlm(NTLM, &["--kind", "ntlm", "--min-count", "3"])]
#[tokio::test]
async fn only_a_breached_password_is_refused(#[case] hash: &str, #[case] options: &[&str]) {
    let folder = TempDir::new().unwrap();
    let file = folder.path().join("breach.filter");
    let arguments = [&["breach", "build", "-", text(&file)], options].concat();
    run(&arguments, &format!("{hash}:3\r\n"), 0);
    let app = EmbeddedApp::with(|config| {
        config.captcha.mode = CaptchaMode::Never;
        config.breach.file = Some(file.clone());
        config.breach.missing = BreachMissing::Refuse;
    })
    .await;
    let services = &app.app.services;
    let peer = services.open_session("test");
    for request in requests(BREACHED, BREACHED) {
        let response = services.submit(request, &peer, Caller::default()).await;
        assert_eq!(response.outcome, Outcome::AgainstPolicy(vec![Rule::BreachFilter]));
    }
    for request in requests(OTHER, THIRD) {
        let outcome = services.submit(request, &peer, Caller::default()).await.outcome;
        assert!(outcome.is_done(), "{outcome:?}");
    }
}

#[test]
fn built_file_can_be_checked() {
    let folder = TempDir::new().unwrap();
    let (list, file) = (folder.path().join("list.txt"), folder.path().join("breach.filter"));
    fs::write(&list, format!("{SHA1}:3\n5BAA61E4C9B93F3F0682250B6CF8331B7EE68FD8:2\n")).unwrap();
    let build = ["breach", "build", "--min-count", "3", text(&list), text(&file)];
    let [facts, progress] = run(&build, "", 0);
    assert!(facts.contains("1 (SHA-1), vues au moins 3 fois") && facts.contains("aujourd’hui"), "{facts}");
    assert!(progress.contains("Construction  100 %") && !progress.contains('\r'), "{progress}");

    let [checked, _] = run(&["breach", "check", text(&file)], "", 0);
    assert!(checked.starts_with(&facts) && checked.contains("conforme à ce qui a été écrit"), "{checked}");

    let mut damaged = fs::read(&file).unwrap();
    *damaged.last_mut().unwrap() ^= 1;
    fs::write(&file, damaged).unwrap();
    let [_, said] = run(&["breach", "check", text(&file)], "", 1);
    assert!(said.contains("ce fichier est abîmé"), "{said}");
}

#[test]
fn faulty_build_harms_no_file() {
    let folder = TempDir::new().unwrap();
    let (list, file) = (folder.path().join("list.txt"), folder.path().join("breach.filter"));
    fs::write(&list, format!("{SHA1}:3\n{SHA1}\n")).unwrap();
    let [_, said] = run(&["breach", "build", text(&list), text(&file)], "", 1);
    assert!(said.contains("list.txt, ligne 2") && said.contains("EMPREINTE:NOMBRE était attendu"), "{said}");
    assert!(!file.exists());

    // Arguments in the wrong order.
    fs::write(&list, format!("{SHA1}:3\n")).unwrap();
    let [_, said] = run(&["breach", "build", text(&list), text(&list)], "", 2);
    assert!(said.contains("il n’est pas remplacé"), "{said}");
    assert_eq!(fs::read_to_string(&list).unwrap(), format!("{SHA1}:3\n"));
    run(&["breach", "build", text(&list), "/dev/null"], "", 2);
}
