//! The reports on passwords, which never show them.
use super::trial::TrialCounts;
use super::*;
use crate::i18n::Language;
use serde_json::{Value, json};

const GOOD: &str = "Pivot-Bruine8-Lampadaire";
const WEAK: &str = "Toulouse2026!!";

fn report(passwords: &[u8], json: bool) -> (String, TrialCounts) {
    PolicyTrial::default().report(passwords, json, &Catalogue::of(Language::French))
}

fn records(said: &str) -> Vec<Value> {
    said.lines().map(|line| serde_json::from_str(line).unwrap()).collect()
}

fn run_with(policy: &str, file: &Path) -> Result<(String, ExitCode), Failure> {
    let source = format!(
        "[directory]\nurls = [\"ldaps://ldap.ac-exemple.fr\"]\nbase = \"dc=fr\"\n[interface]\n\
         organisation = \"Académie de Toulouse\"\n[policy]\n{policy}\n"
    );
    let config = Config::parse(&source, "essai".as_ref())?;
    let terminal = crate::assembly::testing::origin().terminal;
    run(Some(&config), Some(file), true, terminal, &Catalogue::of(Language::French))
}

#[test]
fn report_names_rules_without_passwords() {
    let passwords = format!("{GOOD}\r\n\n{WEAK}\nabc\ncaf\u{e9} au lait de la Ferme 12 \n");
    let (said, counts) = report(passwords.as_bytes(), false);
    let parts = "Ligne 1 : |accepté.|Ligne 3 : |Faible, refusé.|Il est trop facile à deviner|Ligne 4 : |\
                 Il faut au moins 12 caractères.|Ajoutez une majuscule|Ajoutez un chiffre|\
                 Ajoutez un caractère spécial|commence ou finit par un espace|difficile à taper|\
                 Acceptés : 2. Refusés : 2.";
    parts.split('|').for_each(|part| assert!(said.contains(part), "{part} in\n{said}"));
    assert!(!said.contains("Ligne 2 "), "an empty line is no password");
    for secret in [GOOD, WEAK, "abc\n", "Ferme"] {
        assert!(!said.contains(secret), "{secret} in\n{said}");
    }
    assert_eq!(counts.exit_code(), ExitCode::Failure);
    assert_eq!(report(GOOD.as_bytes(), false).1.exit_code(), ExitCode::Success);
    assert_eq!(report(b"", false).1.exit_code(), ExitCode::Success);
}

#[test]
fn json_record_is_one_line() {
    let (said, _) = report(format!("{GOOD}\nabc\n\u{b2}\n").as_bytes(), true);
    let records = records(&said);
    assert_eq!(records.len(), 3);
    assert_eq!((&records[0]["line"], &records[0]["accepted"]), (&1.into(), &true.into()));
    assert_eq!((&records[0]["rules"], &records[0]["label"]), (&json!([]), &"very-strong".into()));
    assert_eq!(records[1]["rules"], json!(["min-length", "upper", "digit", "special", "min-percent"]));
    assert_eq!(
        (&records[0]["weakness"], records[1]["weakness"].as_str().unwrap().is_empty()),
        (&Value::Null, false)
    );
    assert_eq!(records[1]["faults"].as_array().unwrap().len(), 5);
    assert_eq!((&records[2]["accepted"], &records[2]["percent"]), (&false.into(), &Value::Null));
}

#[rstest]
#[case(b"\xe9t\xe9-Latin1\n", "UTF-8")]
#[case("m\u{b2}-Metre-carre\n".as_bytes(), "« ² » serait lu autrement")]
#[case(b"tab\there\n", "tabulation")]
fn untypable_line_is_refused(#[case] line: &[u8], #[case] why: &str) {
    let (said, counts) = report(line, false);
    assert!(said.contains(why), "{said}");
    assert_eq!(counts.exit_code(), ExitCode::Failure);
}

#[test]
fn configured_policy_is_used() {
    let directory = tempfile::tempdir().unwrap();
    let [words, passwords] = ["mots.txt", "essais.txt"].map(|name| directory.path().join(name));
    std::fs::write(&words, "# villages\nXyloquentin\n").unwrap();
    std::fs::write(&passwords, "cheval de trait\nXyloquentin2026\nToulouse-123456\n").unwrap();
    let words = words.display().to_string();
    let policy = format!("min_length = 15\nrequire = []\nmin_percent = 0\nwords_file = {words:?}");
    let (said, code) = run_with(&policy, &passwords).unwrap();
    let rules: Vec<_> = records(&said).iter().map(|record| record["rules"].clone()).collect();
    assert_eq!(rules, [json!([]), json!(["known-words"]), json!(["known-words"])]);
    assert_eq!(code, ExitCode::Failure);
}

#[rstest]
#[case("words_file = \"/nowhere/mots.txt\"", ExitCode::Usage, "/nowhere/mots.txt")]
#[case("min_percent = 60\nmin_length = 4\nmax_length = 8", ExitCode::Usage, "essai:")]
#[case("", ExitCode::Failure, "/nowhere/essais.txt")]
fn unusable_file_is_named(#[case] policy: &str, #[case] exit_code: ExitCode, #[case] part: &str) {
    let failure = run_with(policy, Path::new("/nowhere/essais.txt")).unwrap_err();
    let said = failure.report(&Catalogue::of(Language::French));
    assert!(failure.exit_code == exit_code && said.contains(part), "{:?}: {said}", failure.exit_code);
}
