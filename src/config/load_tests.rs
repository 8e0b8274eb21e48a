//! Every fault of a file, with its line.
use super::*;
use crate::i18n::keys::command_line as words;
use crate::i18n::{Catalogue, Language, TextKey as Word};
use rustix::fs::{CWD, FileType, Mode, mknodat};
use skip::skip;
use std::fs::{self, Permissions};
use std::os::unix::fs::PermissionsExt;
use std::path::Path;
use std::time::Duration;
use words::CONFIG_MISSING_KEY as MISSING;

#[path = "../../tests/support/skip.rs"]
mod skip;

const GOOD: &str = r#"
[directory]
urls = ["ldaps://ldap1.ac-exemple.fr"]
base = "dc=ac-exemple,dc=fr"
"#;

/// `line key: word` of each fault.
fn faults(source: &str) -> Vec<(Option<usize>, String, Word)> {
    let faults = Config::parse(source, Path::new("mamamia.toml")).err().unwrap_or_default();
    faults.into_iter().map(|fault| (fault.line, fault.key, fault.reason.key)).collect()
}

fn parsed(added: &str) -> Config {
    Config::parse(&format!("{GOOD}{added}\n"), Path::new("mamamia.toml")).unwrap()
}

#[test]
fn least_file_has_every_default() {
    let config = parsed("");
    assert_eq!(config.directory.connect_timeout, Duration::from_secs(5));
    assert_eq!(config.directory.person_filter, "(objectClass=inetOrgPerson)");
    assert_eq!(config.policy.min_length, 12);
    assert!(config.directory.service.is_none() && config.audit.file.is_none());
}

#[test]
fn written_value_replaces_default() {
    let config = parsed(
        "connect_timeout = \"1500ms\"
service = { dn = \"cn=mamamia,dc=fr\", password_file = \"/etc/secret\" }
[policy]
min_length = 0x10
require = [\"lower\", # a to z
  \"digit\"]
[interface]
language = \"en\"
organisation = '''Académie « de Toulouse »'''",
    );
    assert_eq!(config.directory.connect_timeout, Duration::from_millis(1500));
    assert_eq!(config.directory.service.unwrap().dn, "cn=mamamia,dc=fr");
    assert_eq!((config.policy.min_length, config.policy.require.len()), (16, 2));
    assert_eq!(config.interface.language, Language::English);
    assert_eq!(config.interface.organisation, "Académie « de Toulouse »");
}

/// Each line is added to the good file, which has four lines, under the header of its section.
#[rstest]
#[case("directory", words::CONFIG_UNKNOWN_KEY_NEAR, &["bases = 1", "min_length = 12"])]
#[case("directory", words::CONFIG_UNKNOWN_KEY, &["xyz = 1"])]
#[case("directory", words::CONFIG_STARTTLS_WITHOUT_LDAP, &["starttls = true"])]
#[case("directory", words::CONFIG_WRONG_VALUE, &["kind = \"novell\"", "kind = 3", "starttls = \"yes\"",
    "person_filter = \"objectClass=person\"", "head_office_filter = \"\"", "login_attribute = \"u id\"",
    "connect_timeout = \"soon\"", "connect_timeout = 5", "connect_timeout = \"0s\"", "connect_timeout = \"-5s\"",
    "ca_file = \"\"", "service = 1"])]
#[case("policy", words::CONFIG_WRONG_VALUE, &["min_length = 0", "min_length = -1", "max_length = 100000",
    "min_percent = 101", "min_percent = 300", "require = [\"lower\", \"lower\"]"])]
#[case("directory.service", words::CONFIG_WRONG_VALUE, &["dn = \"\"\npassword_file = \"/s\""])]
#[case("policy", words::CONFIG_MIN_ABOVE_MAX, &["min_length = 200", "max_length = 8"])]
#[case("policy", words::CONFIG_MIN_BELOW_CLASSES, &["min_length = 3"])]
#[case("identity", words::CONFIG_WRONG_VALUE, &["external_number_shape = \"[\"", "birth_date_format = \"YYMMDD\""])]
#[case("captcha", words::CONFIG_WRONG_VALUE, &["ttl = \"0s\"", "wait = \"0s\"", "alternative = \"sound\""])]
#[case("session", words::CONFIG_IDLE_ABOVE_ABSOLUTE, &["idle_timeout = \"1h\""])]
#[case("interface", words::CONFIG_WRONG_VALUE, &["language = \"de\""])]
fn faulty_line_is_named(#[case] section: &str, #[case] word: Word, #[case] lines: &[&str]) {
    for added in lines {
        let key = format!("{section}.{}", added.split(' ').next().unwrap());
        let (header, line) =
            if section == "directory" { ("".into(), 5) } else { (format!("[{section}]\n"), 6) };
        assert_eq!(faults(&format!("{GOOD}{header}{added}\n")), [(Some(line), key, word)], "{added}");
    }
}

#[rstest]
#[case("[polcy]", 5, "polcy", words::CONFIG_UNKNOWN_KEY_NEAR)]
#[case("[directory.service]\ndn = \"cn=x,dc=fr\"", 5, "directory.service.password_file", MISSING)]
#[case("[policy]\nrequire = [\n\"lower\",\n\"uper\"]", 8, "policy.require", words::CONFIG_WRONG_VALUE)]
#[case("[[policy]]\nmin_length = 3", 5, "policy", words::CONFIG_WRONG_VALUE)]
#[case("base = \"dc=fr\"", 5, "", words::CONFIG_SYNTAX)]
#[case("kind = auto", 5, "", words::CONFIG_SYNTAX)]
#[case("[directory]", 5, "", words::CONFIG_SYNTAX)]
fn faulty_lines_are_named(#[case] added: &str, #[case] line: usize, #[case] key: &str, #[case] word: Word) {
    assert_eq!(faults(&format!("{GOOD}{added}\n")), [(Some(line), key.to_owned(), word)]);
}

#[rstest]
#[case(Some(words::CONFIG_WRONG_VALUE), &["[]", "\"ldaps://ldap1\"", "[\"https://ldap1\"]"])]
#[case(Some(words::CONFIG_CLEARTEXT), &["[\"ldap://ldap1.ac-exemple.fr\"]", "[\"ldap://127.0.0.1\"]",
    "[\"ldap://10.0.0.1\"]\nallow_cleartext_on_loopback = true"])]
#[case(None, &["[\"ldap://ldap1.ac-exemple.fr\"]\nstarttls = true",
    "[\"ldap://ldap1.ac-exemple.fr\", \"ldapi:///\"]\nstarttls = true",
    "[\"ldap://127.0.0.1:3890\", \"ldap://[::1]\"]\nallow_cleartext_on_loopback = true",
    "[\"ldapi://%2Frun%2Fslapd%2Fldapi\", \"ldaps://ldap1.ac-exemple.fr\"]"])]
fn faulty_url_is_refused(#[case] fault: Option<Word>, #[case] values: &[&str]) {
    for urls in values {
        let expected = fault.map(|word| (Some(3), "directory.urls".to_owned(), word));
        let found = faults(&format!("[directory]\nbase = \"dc=fr\"\nurls = {urls}\n"));
        assert_eq!(found, Vec::from_iter(expected), "{urls}");
    }
}

#[test]
fn faults_come_in_line_order() {
    let source = "[directory]\nurl = [\"ldaps://ldap1\"]\nbase = \"\"\noperation_timeout = \"10\"\n\n\
                  [policy]\nmin_length = 500\nmax_length = 6\nmin_percent = \"40\"\n\n[sesion]\n";
    // `max_length` is below a refused `min_length`: this is no fault of its own.
    let expected = [
        (1, "directory.urls", MISSING),
        (2, "directory.url", words::CONFIG_UNKNOWN_KEY_NEAR),
        (3, "directory.base", words::CONFIG_WRONG_VALUE),
        (4, "directory.operation_timeout", words::CONFIG_WRONG_VALUE),
        (7, "policy.min_length", words::CONFIG_WRONG_VALUE),
        (9, "policy.min_percent", words::CONFIG_WRONG_VALUE),
        (11, "sesion", words::CONFIG_UNKNOWN_KEY_NEAR),
    ];
    assert_eq!(faults(source), expected.map(|(line, key, word)| (Some(line), key.to_owned(), word)));
}

#[test]
fn empty_file_lacks_required_keys() {
    let missing = |key: &str| (None, format!("directory.{key}"), MISSING);
    assert_eq!(faults(""), [missing("urls"), missing("base")]);
}

#[rstest]
#[case("[directory]\nurls = \nbase = 'dc=fr'\nkind = auto\n", &[(2, ""), (4, "")])]
#[case("[directory]\nkind = auto\nbasee = 'dc=fr'\nstarttls = 3\n", &[(2, ""), (3, "directory.basee"), (4, "directory.starttls")])]
#[case("[directory\nurls = 3\n", &[(1, "")])]
#[case("[directory]\nurls = [\"ldaps://a\"\nbase = \"dc=fr\"\n\n", &[(3, "")])]
#[case("[directory]\nbase = 'dc=fr\nurls = [3]\n", &[(2, ""), (3, "directory.urls")])]
fn syntax_fault_keeps_sure_faults(#[case] source: &str, #[case] expected: &[(usize, &str)]) {
    let found = faults(source);
    let found: Vec<_> = found.iter().map(|(line, key, _)| (line.unwrap_or(0), key.as_str())).collect();
    assert_eq!(found, expected);
}

#[test]
fn fault_reads_as_one_line() {
    let source = format!("{GOOD}[policy]\nmin_lenght = 8\nmin_percent = 400\n");
    let faults = Config::parse(&source, Path::new("/etc/m.toml")).unwrap_err();
    let said: Vec<_> = faults.iter().map(|fault| fault.line(&Catalogue::of(Language::French))).collect();
    let expected = [
        "/etc/m.toml:6 : policy.min_lenght : clé inconnue ; vouliez-vous dire « min_length » ?",
        "/etc/m.toml:7 : policy.min_percent : cette valeur est refusée. Attendu : un nombre entier de 0 à 100.",
    ];
    assert_eq!(said, expected);
}

#[test]
fn fault_never_quotes_value() {
    let source =
        format!("{GOOD}[directory.service]\ndn = \"S3cret-mal-placé\"\npassword = \"S3cret-mal-placé\"\n");
    for fault in Config::parse(&source, Path::new("m.toml")).unwrap_err() {
        let said = Language::ALL.map(|language| fault.line(&Catalogue::of(language)));
        assert!(!format!("{said:?} {fault:?}").contains("S3cret"), "{said:?}");
    }
}

#[test]
fn fault_has_no_character_that_terminals_obey() {
    let faults = Config::parse("\"\\u001b[2J\\u202e\\u2028\" = 1\n", Path::new("m.toml")).unwrap_err();
    let said: Vec<_> = faults.iter().map(|fault| fault.line(&Catalogue::of(Language::English))).collect();
    assert!(said.concat().contains("[2J"), "{said:?}");
    let obeyed = |c: char| c.is_control() || matches!(c, '\u{202e}' | '\u{2028}');
    assert!(!said.concat().contains(obeyed), "{said:?}");
}

#[test]
fn unreadable_file_says_why() {
    let directory = tempfile::tempdir().unwrap();
    assert_eq!(loaded(&directory.path().join("absent.toml")), Err(vec![words::CONFIG_NOT_FOUND]));
    assert_eq!(loaded(directory.path()), Err(vec![words::CONFIG_UNREADABLE]));
    let path = directory.path().join("mamamia.toml");
    fs::write(&path, b"base = \"\xe9\"").unwrap();
    assert_eq!(loaded(&path), Err(vec![words::CONFIG_NOT_UTF8]));
    fs::write(&path, "#".repeat(2 << 20)).unwrap();
    assert_eq!(loaded(&path), Err(vec![words::CONFIG_TOO_LONG]));
    fs::write(&path, GOOD).unwrap();
    assert_eq!(loaded(&path), Ok(()));
    fs::set_permissions(&path, Permissions::from_mode(0o000)).unwrap();
    if !rustix::process::geteuid().is_root() {
        assert_eq!(loaded(&path), Err(vec![words::CONFIG_NOT_PERMITTED]));
    }
}

#[rstest]
#[case(Some("/a"), Some("/b"), "/a")]
#[case(None, Some("/b"), "/b")]
#[case(None, Some(""), DEFAULT_PATH)]
#[case(None, None, DEFAULT_PATH)]
fn path_in_use_is_first_named(#[case] option: Option<&str>, #[case] env: Option<&str>, #[case] path: &str) {
    assert_eq!(path_in_use(option.map(Path::new), env.map(OsString::from)), Path::new(path));
}

#[rstest]
#[case("", Some(60))]
#[case("wait = \"90s\"", Some(90))]
#[case("alternative = \"none\"\nwait = \"90s\"", None)]
#[case("mode = \"never\"", None)]
fn delay_is_offered_with_captcha(#[case] captcha: &str, #[case] seconds: Option<u64>) {
    let config = parsed(&format!("[captcha]\n{captcha}"));
    assert_eq!(config.captcha.delay_instead(), seconds.map(Duration::from_secs));
}

fn naming_a_service(mode: u32) -> (tempfile::TempDir, PathBuf) {
    let folder = tempfile::tempdir().unwrap();
    let file = folder.path().join("mamamia.toml");
    let source = format!("{GOOD}[directory.service]\ndn = \"cn=x,dc=fr\"\npassword_file = \"/s\"\n");
    fs::write(&file, source).unwrap();
    fs::set_permissions(&file, Permissions::from_mode(mode)).unwrap();
    (folder, file)
}

fn loaded(file: &Path) -> Result<(), Vec<Word>> {
    Config::load(file).map(|_| ()).map_err(|faults| faults.iter().map(|fault| fault.reason.key).collect())
}

#[rstest]
#[case(Ok(()), &[0o644, 0o600])]
#[case(Err(vec![words::CONFIG_UNGUARDED]), &[0o664, 0o646])]
fn writable_file_names_no_service(#[case] expected: Result<(), Vec<Word>>, #[case] modes: &[u32]) {
    for mode in modes {
        let (_folder, file) = naming_a_service(*mode);
        assert_eq!(loaded(&file), expected, "{mode:o}");
        // Without a service account there is no secret to send.
        fs::write(&file, GOOD).unwrap();
        assert_eq!(loaded(&file), Ok(()), "{mode:o}");
    }
}

#[test]
fn foreign_file_names_no_service() {
    if !rustix::process::geteuid().is_root() {
        return skip("only root may give a file away");
    }
    let (_folder, file) = naming_a_service(0o600);
    std::os::unix::fs::chown(&file, Some(65_534), None).unwrap();
    assert_eq!(loaded(&file), Err(vec![words::CONFIG_UNGUARDED]));
}

#[test]
fn pipe_names_no_service() {
    let (folder, file) = naming_a_service(0o600);
    let pipe = folder.path().join("pipe");
    mknodat(CWD, &pipe, FileType::Fifo, Mode::RWXU, 0).unwrap();
    let (source, into) = (fs::read(&file).unwrap(), pipe.clone());
    let writer = std::thread::spawn(move || fs::write(into, source));
    assert_eq!(loaded(&pipe), Err(vec![words::CONFIG_UNGUARDED]));
    writer.join().unwrap().unwrap();
}
