//! What is said of passwords, without ever saying them.
use std::path::PathBuf;

use rstest::rstest;

use super::*;
use crate::app::ExitCode;
use crate::i18n::Language;

const GOOD: &str = "Pivot-Bruine8-Lampadaire";
const WEAK: &str = "Toulouse2026!!";

fn told(trial: &PolicyTrial, passwords: &[u8], json: bool) -> (String, TrialCounts) {
    let mut out = Vec::new();
    let tally = trial.tell_all(passwords, json, &Catalogue::of(Language::French), &mut out).unwrap();
    (String::from_utf8(out).unwrap(), tally)
}

fn defaults() -> PolicyTrial {
    PolicyTrial::of(&GlobalOptions::default()).unwrap()
}

fn common(config: PathBuf) -> GlobalOptions {
    let mut common = GlobalOptions::default();
    common.config = Some(config);
    common
}

fn configured(directory: &Path, policy: &str) -> GlobalOptions {
    let path = directory.join("mamamia.toml");
    let source = format!(
        "[directory]\nurls = [\"ldaps://ldap.ac-exemple.fr\"]\nbase = \"dc=fr\"\n[interface]\n\
         organisation = \"Académie de Toulouse\"\n[policy]\n{policy}\n"
    );
    std::fs::write(&path, source).unwrap();
    common(path)
}

#[test]
fn every_rule_is_said_and_no_password() {
    let passwords = format!("{GOOD}\r\n\n{WEAK}\nabc\ncaf\u{e9} au lait de la Ferme 12 \n");
    let (said, tally) = told(&defaults(), passwords.as_bytes(), false);
    for part in [
        "Ligne 1 : ",
        "accepté.",
        "Ligne 3 : ",
        "Faible, refusé.",
        "Il est trop facile à deviner",
        "Ligne 4 : ",
        "Il faut au moins 12 caractères.",
        "Ajoutez une majuscule",
        "Ajoutez un chiffre",
        "qui n'est ni lettre ni chiffre",
        "commence ou finit par un espace",
        "difficile à taper",
        "Acceptés : 2. Refusés : 2.",
    ] {
        assert!(said.contains(part), "{part} in\n{said}");
    }
    assert!(!said.contains("Ligne 2 "), "an empty line is no password");
    for secret in [GOOD, WEAK, "abc\n", "Ferme"] {
        assert!(!said.contains(secret), "{secret} in\n{said}");
    }
    assert_eq!(tally.exit_code(), ExitCode::Failure);
    assert_eq!(told(&defaults(), GOOD.as_bytes(), false).1.exit_code(), ExitCode::Success);
    assert_eq!(told(&defaults(), b"", false).1.exit_code(), ExitCode::Success);
}

#[test]
fn each_record_is_a_line_of_json() {
    let passwords = format!("{GOOD}\nabc\n\u{b2}\n");
    let (said, _) = told(&defaults(), passwords.as_bytes(), true);
    let records: Vec<serde_json::Value> =
        said.lines().map(|line| serde_json::from_str(line).unwrap()).collect();
    assert_eq!(records.len(), 3);
    assert_eq!((&records[0]["line"], &records[0]["accepted"]), (&1.into(), &true.into()));
    assert_eq!(records[0]["rules"], serde_json::json!([]));
    assert_eq!(records[0]["label"], "very-strong");
    assert_eq!(
        records[1]["rules"],
        serde_json::json!(["min-length", "upper", "digit", "special", "min-percent"])
    );
    assert_eq!(records[1]["faults"].as_array().unwrap().len(), 5);
    assert_eq!((&records[2]["accepted"], &records[2]["percent"]), (&false.into(), &serde_json::Value::Null));
}

#[rstest]
#[case(b"\xe9t\xe9-Latin1\n", "UTF-8")]
#[case("m\u{b2}-Metre-carre\n".as_bytes(), "lu autrement")]
#[case(b"tab\there\n", "caractère invisible")]
fn what_no_field_would_take_is_told(#[case] line: &[u8], #[case] why: &str) {
    let (said, tally) = told(&defaults(), line, false);
    assert!(said.contains(why), "{said}");
    assert_eq!(tally.exit_code(), ExitCode::Failure);
}

#[test]
fn the_policy_is_that_of_the_configuration() {
    let directory = tempfile::tempdir().unwrap();
    let words = directory.path().join("mots.txt");
    std::fs::write(&words, "# villages\nXyloquentin\n").unwrap();
    let common = configured(
        directory.path(),
        &format!(
            "min_length = 15\nrequire = []\nmin_percent = 0\nwords_file = {:?}",
            words.display().to_string()
        ),
    );
    let trial = PolicyTrial::of(&common).unwrap();
    let (said, _) = told(&trial, b"cheval de trait\nXyloquentin2026\nToulouse-123456\n", true);
    let rules: Vec<serde_json::Value> = said
        .lines()
        .map(|line| serde_json::from_str::<serde_json::Value>(line).unwrap()["rules"].clone())
        .collect();
    assert_eq!(
        rules,
        [serde_json::json!([]), serde_json::json!(["known-words"]), serde_json::json!(["known-words"])]
    );
}

#[test]
fn a_list_that_is_not_there_and_a_faulty_configuration_are_misuses() {
    let directory = tempfile::tempdir().unwrap();
    for policy in ["words_file = \"/nowhere/mots.txt\"", "min_percent = 60\nmin_length = 4\nmax_length = 8"] {
        let common = configured(directory.path(), policy);
        assert_eq!(PolicyTrial::of(&common).map(|_| ()).unwrap_err().exit_code, ExitCode::Usage, "{policy}");
    }
    let missing = common("/nowhere/mamamia.toml".into());
    assert_eq!(PolicyTrial::of(&missing).map(|_| ()).unwrap_err().exit_code, ExitCode::Usage);
    let words = Catalogue::of(Language::French);
    let failure =
        run(&GlobalOptions::default(), Some(Path::new("/nowhere")), false, &words, |_| Ok(ExitCode::Success))
            .unwrap_err();
    assert_eq!(failure.exit_code, ExitCode::Failure);
    assert!(failure.say(&words).contains("/nowhere"));
}
