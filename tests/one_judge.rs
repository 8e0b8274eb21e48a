//! One judge: `policy try`, the form, the line mode and the demonstration under a configuration say the same of a password.
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic, clippy::indexing_slicing, reason = "tests")]

#[path = "support/sessions/mod.rs"]
mod sessions;

use std::path::Path;

use assert_cmd::Command;
use mamamia::config::Config;
use serde_json::Value;
use sessions::{EmbeddedApp, OLD, SessionHarness, TAB, TerminalProfile};
use tempfile::TempDir;

/// In the list of breached passwords. Nothing else is wrong with it.
const BREACHED: &str = "pivot-Bruine8-lampadaire";
/// Its SHA-1, by another program.
const BREACHED_HASH: &str = "44D574AF534A2455522C75E8765D5FA9C328A506:7\n";

/// Each password, and the names of the rules that it breaks; `None` when no field takes it.
const PASSWORDS: &[(&str, Option<&[&str]>)] = &[
    ("rideau-Neige7-chaussette", Some(&[])),
    // A phrase without the classes; as short as the rules allow; as long as they allow, in bytes of UTF-8.
    ("rideau neige chaussette parapluie", Some(&[])),
    ("vK7!qPz4bX", Some(&[])),
    ("éàèùçôïëâêœæÉÀÈÙÇÔÏËÂÊŒÆ-Bruine8-lampe-éàèùçôïëâê-neige-pluie", Some(&[])),
    // Refused by the module of the demonstration's directory.
    ("Azerty-lampe-neige-8-rideau", Some(&[])),
    (BREACHED, Some(&["breached"])),
    ("{SSHA}rideau-Neige7-chaussette", Some(&["no-hash-scheme"])),
    ("abc", Some(&["min-length", "upper", "digit", "special", "min-percent"])),
    ("ToulouseToulouse-1", Some(&["min-percent", "known-words"])),
    ("xyloquentin-Mamamia-8", Some(&["min-percent", "known-words"])),
    ("rideau-²-Neige7-chaussette", None),
    ("rideau\u{200b}-Neige7-chaussette", None),
];

/// The rules that a form ticks: the line mode tells them in one sentence.
const TICKED: [&str; 6] = ["min-length", "max-length", "lower", "upper", "digit", "special"];

/// The judgement of one password.
struct Said {
    password: &'static str,
    accepted: bool,
    rules: Vec<String>,
    faults: Vec<String>,
}

fn mamamia(config: &Path, arguments: &[&str], input: String) -> String {
    let mut command = Command::cargo_bin("mamamia").unwrap();
    command.env("LANG", "fr_FR.UTF-8").arg("--config").arg(config).args(arguments).write_stdin(input);
    String::from_utf8(command.output().unwrap().stdout).unwrap()
}

fn configuration(folder: &TempDir) -> (std::path::PathBuf, Config) {
    let [list, filter, words, file] =
        ["list", "filter", "words", "mamamia.toml"].map(|name| folder.path().join(name));
    std::fs::write(&list, BREACHED_HASH).unwrap();
    std::fs::write(&words, "xyloquentin\n").unwrap();
    let source = format!(
        "[directory]\nurls = [\"ldaps://ldap.ac-exemple.fr\"]\nbase = \"dc=ac-exemple,dc=fr\"\n\
         [policy]\nmin_length = 10\nmax_length = 64\npassphrase_length = 30\nwords_file = {words:?}\n\
         [breach]\nfile = {filter:?}\n[captcha]\nmode = \"never\"\n\
         [interface]\norganisation = \"Académie de Toulouse\"\n"
    );
    std::fs::write(&file, &source).unwrap();
    mamamia(&file, &["breach", "build", list.to_str().unwrap(), filter.to_str().unwrap()], String::new());
    (file, Config::parse(&source, "test".as_ref()).unwrap())
}

/// The verdicts of `policy try`.
fn tried(config: &Path) -> Vec<Said> {
    let lines: String = PASSWORDS.iter().map(|(password, _)| format!("{password}\n")).collect();
    let report = mamamia(config, &["policy", "try", "--json"], lines);
    let texts = |value: &Value| -> Vec<String> {
        value.as_array().unwrap().iter().map(|text| text.as_str().unwrap().to_owned()).collect()
    };
    let records = report.lines().map(|line| serde_json::from_str::<Value>(line).unwrap());
    let said = PASSWORDS.iter().zip(records).map(|((password, _), record)| Said {
        password,
        accepted: record["accepted"].as_bool().unwrap(),
        rules: texts(&record["rules"]),
        faults: texts(&record["faults"]),
    });
    said.collect()
}

/// The form marks the field with the same faults; the lean one says each in its own sentence.
async fn assert_form_agrees(embedded: &EmbeddedApp, said: &Said) {
    let profile = TerminalProfile { size: (100, 40), ..TerminalProfile::LEAN };
    let session = SessionHarness::at(&embedded.app, profile);
    session.begin_change(&["jdupont", OLD]).await;
    session.paste(said.password).await;
    // A text that no field takes is refused at once, and the refusal stays until the next key.
    if said.accepted || !said.rules.is_empty() {
        session.send(TAB).await;
    }
    for fault in &said.faults {
        // The form names the key that says the reason; the report says it.
        let (fault, _) = fault.split_once(" : sa force").unwrap_or((fault, ""));
        session.expect(&fault.replace('’', "'")).await;
    }
    if said.accepted {
        session.expect_gauges(2).await;
        assert!(!session.reading().contains("! "), "{}:\n{}", said.password, session.screen());
    }
}

/// The line mode asks the next question, or the same one again with the same faults.
async fn assert_line_mode_agrees(embedded: &EmbeddedApp, said: &Said) {
    let session = SessionHarness::at(&embedded.app, TerminalProfile::LINES);
    let answers = [("Votre choix : ", "1"), ("Identifiant : ", "jdupont"), ("Mot de passe actuel : ", OLD)];
    session.answer_all(&answers).await;
    session.expect("Nouveau mot de passe : ").await;
    session.paste(said.password).await;
    session.send(b"\r").await;
    let is_told_apart = |at: usize| said.rules.get(at).is_none_or(|rule| !TICKED.contains(&rule.as_str()));
    for (at, fault) in said.faults.iter().enumerate().filter(|(at, _)| is_told_apart(*at)) {
        // The line mode is read aloud.
        session.expect(&fault.replace(" %", " pour cent")).await;
        assert!(!said.accepted, "{at}");
    }
    let next = if said.accepted { "Confirmation : " } else { "Nouveau mot de passe : " };
    session.expect(next).await;
}

/// The demonstration writes what the rules accept, and nothing else.
fn assert_demonstration_agrees(config: &Path, said: &Said) {
    let Said { password, accepted, .. } = said;
    let transcript = mamamia(config, &["demo"], format!("1\njdupont\n{OLD}\n{password}\n{password}\n1\n"));
    assert_eq!(transcript.contains("MDP-200"), *accepted, "{password}:\n{transcript}");
}

#[tokio::test(flavor = "multi_thread")]
async fn password_gets_one_verdict_everywhere() {
    let folder = TempDir::new().unwrap();
    let (file, config) = configuration(&folder);
    let embedded = EmbeddedApp::with(|own| {
        (own.policy, own.breach, own.captcha) = (config.policy, config.breach, config.captcha);
        own.interface.organisation = config.interface.organisation;
    });
    let embedded = embedded.await;
    let said = tried(&file);
    assert_eq!(said.len(), PASSWORDS.len());
    for (said, (_, broken)) in said.iter().zip(PASSWORDS) {
        let expected = broken.unwrap_or_default();
        assert_eq!(
            (said.rules.as_slice(), said.accepted),
            (&expected.iter().map(|&rule| rule.to_owned()).collect::<Vec<_>>()[..], *broken == Some(&[])),
            "{}",
            said.password
        );
        assert_form_agrees(&embedded, said).await;
        assert_line_mode_agrees(&embedded, said).await;
        assert_demonstration_agrees(&file, said);
    }
}
