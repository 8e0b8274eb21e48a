//! Every fault of a file, with its line.

use std::fs::{self, Permissions};
use std::os::unix::fs::PermissionsExt;
use std::path::Path;
use std::time::Duration;

use rstest::rstest;

use super::*;
use crate::i18n::keys::command_line as words;
use crate::i18n::{Catalogue, Language, TextKey as Word};
use skip::skip;

#[path = "../../tests/support/skip.rs"]
mod skip;

const GOOD: &str = r#"
[directory]
urls = ["ldaps://ldap1.ac-exemple.fr"]
base = "dc=ac-exemple,dc=fr"
"#;

/// `line key: word` of each fault.
fn faults(source: &str) -> Vec<(Option<usize>, String, Word)> {
    Config::parse(source, Path::new("mamamia.toml"))
        .err()
        .unwrap_or_default()
        .into_iter()
        .map(|fault| (fault.line, fault.key, fault.reason.key))
        .collect()
}

#[test]
fn least_file_has_every_default() {
    let config = Config::parse(GOOD, Path::new("mamamia.toml")).unwrap();
    assert_eq!(config.directory.connect_timeout, Duration::from_secs(5));
    assert_eq!(config.directory.person_filter, "(objectClass=inetOrgPerson)");
    assert_eq!(config.policy.min_length, 12);
    assert!(config.directory.service.is_none() && config.audit.file.is_none());
}

#[test]
fn written_value_replaces_default() {
    let source = format!(
        "{GOOD}
connect_timeout = \"1500ms\"
service = {{ dn = \"cn=mamamia,dc=fr\", password_file = \"/etc/secret\" }}
[policy]
min_length = 0x10
require = [\"lower\", # a to z
  \"digit\"]
[interface]
language = \"en\"
organisation = '''Académie « de Toulouse »'''
"
    );
    let config = Config::parse(&source, Path::new("mamamia.toml")).unwrap();
    assert_eq!(config.directory.connect_timeout, Duration::from_millis(1500));
    assert_eq!(config.directory.service.unwrap().dn, "cn=mamamia,dc=fr");
    assert_eq!((config.policy.min_length, config.policy.require.len()), (16, 2));
    assert_eq!(config.interface.language, Language::English);
    assert_eq!(config.interface.organisation, "Académie « de Toulouse »");
}

/// One line is added to the good file, which has four lines.
#[rstest]
#[case("bases = 1", 5, "directory.bases", words::CONFIG_UNKNOWN_KEY_NEAR)]
#[case("xyz = 1", 5, "directory.xyz", words::CONFIG_UNKNOWN_KEY)]
#[case("min_length = 12", 5, "directory.min_length", words::CONFIG_UNKNOWN_KEY_NEAR)]
#[case("kind = \"novell\"", 5, "directory.kind", words::CONFIG_WRONG_VALUE)]
#[case("kind = 3", 5, "directory.kind", words::CONFIG_WRONG_VALUE)]
#[case("starttls = \"yes\"", 5, "directory.starttls", words::CONFIG_WRONG_VALUE)]
#[case("person_filter = \"objectClass=person\"", 5, "directory.person_filter", words::CONFIG_WRONG_VALUE)]
#[case("head_office_filter = \"\"", 5, "directory.head_office_filter", words::CONFIG_WRONG_VALUE)]
#[case("login_attribute = \"u id\"", 5, "directory.login_attribute", words::CONFIG_WRONG_VALUE)]
#[case("connect_timeout = \"soon\"", 5, "directory.connect_timeout", words::CONFIG_WRONG_VALUE)]
#[case("connect_timeout = 5", 5, "directory.connect_timeout", words::CONFIG_WRONG_VALUE)]
#[case("connect_timeout = \"0s\"", 5, "directory.connect_timeout", words::CONFIG_WRONG_VALUE)]
#[case("connect_timeout = \"-5s\"", 5, "directory.connect_timeout", words::CONFIG_WRONG_VALUE)]
#[case("ca_file = \"\"", 5, "directory.ca_file", words::CONFIG_WRONG_VALUE)]
#[case("service = 1", 5, "directory.service", words::CONFIG_WRONG_VALUE)]
#[case("starttls = true", 5, "directory.starttls", words::CONFIG_STARTTLS_WITHOUT_LDAP)]
#[case("[polcy]", 5, "polcy", words::CONFIG_UNKNOWN_KEY_NEAR)]
#[case(
    "[directory.service]\ndn = \"cn=x,dc=fr\"",
    5,
    "directory.service.password_file",
    words::CONFIG_MISSING_KEY
)]
#[case(
    "[directory.service]\ndn = \"\"\npassword_file = \"/s\"",
    6,
    "directory.service.dn",
    words::CONFIG_WRONG_VALUE
)]
#[case("[policy]\nmin_length = 0", 6, "policy.min_length", words::CONFIG_WRONG_VALUE)]
#[case("[policy]\nmin_length = -1", 6, "policy.min_length", words::CONFIG_WRONG_VALUE)]
#[case("[policy]\nmax_length = 100000", 6, "policy.max_length", words::CONFIG_WRONG_VALUE)]
#[case("[policy]\nmin_length = 200", 6, "policy.min_length", words::CONFIG_MIN_ABOVE_MAX)]
#[case("[policy]\nmax_length = 8", 6, "policy.max_length", words::CONFIG_MIN_ABOVE_MAX)]
#[case("[policy]\nmin_length = 3", 6, "policy.min_length", words::CONFIG_MIN_BELOW_CLASSES)]
#[case("[policy]\nmin_percent = 101", 6, "policy.min_percent", words::CONFIG_WRONG_VALUE)]
#[case("[policy]\nmin_percent = 300", 6, "policy.min_percent", words::CONFIG_WRONG_VALUE)]
#[case("[policy]\nrequire = [\n\"lower\",\n\"uper\"]", 8, "policy.require", words::CONFIG_WRONG_VALUE)]
#[case("[policy]\nrequire = [\"lower\", \"lower\"]", 6, "policy.require", words::CONFIG_WRONG_VALUE)]
#[case(
    "[identity]\nexternal_number_shape = \"[\"",
    6,
    "identity.external_number_shape",
    words::CONFIG_WRONG_VALUE
)]
#[case(
    "[identity]\nbirth_date_format = \"YYMMDD\"",
    6,
    "identity.birth_date_format",
    words::CONFIG_WRONG_VALUE
)]
#[case("[captcha]\nttl = \"0s\"", 6, "captcha.ttl", words::CONFIG_WRONG_VALUE)]
#[case("[captcha]\nwait = \"0s\"", 6, "captcha.wait", words::CONFIG_WRONG_VALUE)]
#[case("[captcha]\nalternative = \"sound\"", 6, "captcha.alternative", words::CONFIG_WRONG_VALUE)]
#[case("[session]\nidle_timeout = \"1h\"", 6, "session.idle_timeout", words::CONFIG_IDLE_ABOVE_ABSOLUTE)]
#[case("[interface]\nlanguage = \"de\"", 6, "interface.language", words::CONFIG_WRONG_VALUE)]
#[case("[[policy]]\nmin_length = 3", 5, "policy", words::CONFIG_WRONG_VALUE)]
#[case("base = \"dc=fr\"", 5, "", words::CONFIG_SYNTAX)]
#[case("kind = auto", 5, "", words::CONFIG_SYNTAX)]
#[case("[directory]", 5, "", words::CONFIG_SYNTAX)]
fn one_fault_has_line_and_key(
    #[case] added: &str,
    #[case] line: usize,
    #[case] key: &str,
    #[case] word: Word,
) {
    assert_eq!(faults(&format!("{GOOD}{added}\n")), [(Some(line), key.to_owned(), word)]);
}

#[rstest]
#[case("urls = []", words::CONFIG_WRONG_VALUE)]
#[case("urls = \"ldaps://ldap1\"", words::CONFIG_WRONG_VALUE)]
#[case("urls = [\"https://ldap1\"]", words::CONFIG_WRONG_VALUE)]
#[case("urls = [\"ldap://ldap1.ac-exemple.fr\"]", words::CONFIG_CLEARTEXT)]
#[case("urls = [\"ldap://127.0.0.1\"]", words::CONFIG_CLEARTEXT)]
#[case("urls = [\"ldap://10.0.0.1\"]\nallow_cleartext_on_loopback = true", words::CONFIG_CLEARTEXT)]
fn faulty_url_is_refused(#[case] urls: &str, #[case] word: Word) {
    let source = format!("[directory]\nbase = \"dc=fr\"\n{urls}\n");
    assert_eq!(faults(&source), [(Some(3), "directory.urls".to_owned(), word)]);
}

#[rstest]
#[case("urls = [\"ldap://ldap1.ac-exemple.fr\"]\nstarttls = true")]
#[case("urls = [\"ldap://ldap1.ac-exemple.fr\", \"ldapi:///\"]\nstarttls = true")]
#[case("urls = [\"ldap://127.0.0.1:3890\", \"ldap://[::1]\"]\nallow_cleartext_on_loopback = true")]
#[case("urls = [\"ldapi://%2Frun%2Fslapd%2Fldapi\", \"ldaps://ldap1.ac-exemple.fr\"]")]
fn good_url_is_accepted(#[case] urls: &str) {
    assert_eq!(faults(&format!("[directory]\nbase = \"dc=fr\"\n{urls}\n")), []);
}

#[test]
fn faults_come_in_line_order() {
    let source = "\
[directory]
url = [\"ldaps://ldap1\"]
base = \"\"
operation_timeout = \"10\"

[policy]
min_length = 500
max_length = 6
min_percent = \"40\"

[sesion]
";
    assert_eq!(
        faults(source),
        [
            (Some(1), "directory.urls".to_owned(), words::CONFIG_MISSING_KEY),
            (Some(2), "directory.url".to_owned(), words::CONFIG_UNKNOWN_KEY_NEAR),
            (Some(3), "directory.base".to_owned(), words::CONFIG_WRONG_VALUE),
            (Some(4), "directory.operation_timeout".to_owned(), words::CONFIG_WRONG_VALUE),
            (Some(7), "policy.min_length".to_owned(), words::CONFIG_WRONG_VALUE),
            (Some(8), "policy.max_length".to_owned(), words::CONFIG_MIN_ABOVE_MAX),
            (Some(9), "policy.min_percent".to_owned(), words::CONFIG_WRONG_VALUE),
            (Some(11), "sesion".to_owned(), words::CONFIG_UNKNOWN_KEY_NEAR),
        ]
        .into_iter()
        // Nothing is deduced from a value that is already refused: min_length is, so max_length is not blamed.
        .filter(|(_, _, word)| *word != words::CONFIG_MIN_ABOVE_MAX)
        .collect::<Vec<_>>()
    );
}

#[test]
fn empty_file_lacks_required_keys() {
    let missing = |key: &str| (None, format!("directory.{key}"), words::CONFIG_MISSING_KEY);
    assert_eq!(faults(""), [missing("urls"), missing("base")]);
}

#[test]
fn every_syntax_fault_is_reported() {
    let lines: Vec<_> =
        faults("[directory]\nurls = \nbase = 'dc=fr'\nkind = auto\n").iter().map(|fault| fault.0).collect();
    assert_eq!(lines, [Some(2), Some(4)]);
}

#[rstest]
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
    let said: Vec<_> = Config::parse(&source, Path::new("/etc/m.toml"))
        .unwrap_err()
        .iter()
        .map(|fault| fault.line(&Catalogue::of(Language::French)))
        .collect();
    assert_eq!(
        said,
        [
            "/etc/m.toml:6: policy.min_lenght: clé inconnue ; vouliez-vous dire « min_length » ?",
            "/etc/m.toml:7: policy.min_percent: cette valeur est refusée. Attendu : un nombre entier de 0 à 100.",
        ]
    );
}

#[test]
fn fault_never_quotes_value() {
    let source =
        format!("{GOOD}[directory.service]\ndn = \"S3cret-mal-placé\"\npassword = \"S3cret-mal-placé\"\n");
    for language in Language::ALL {
        for fault in Config::parse(&source, Path::new("m.toml")).unwrap_err() {
            assert!(!fault.line(&Catalogue::of(language)).contains("S3cret"));
            assert!(!format!("{fault:?}").contains("S3cret"));
        }
    }
}

#[test]
fn fault_never_has_control_character() {
    let faults = Config::parse("\"\\u001b[2J\" = 1\n", Path::new("m.toml")).unwrap_err();
    let said: Vec<_> = faults.iter().map(|fault| fault.line(&Catalogue::of(Language::English))).collect();
    assert!(said.concat().contains("[2J"), "{said:?}");
    assert!(!said.concat().contains(char::is_control), "{said:?}");
}

#[test]
fn unreadable_file_says_why() {
    let directory = tempfile::tempdir().unwrap();
    let why = |path: &Path| {
        Config::load(path).unwrap_err().iter().map(|fault| fault.reason.key).collect::<Vec<_>>()
    };
    assert_eq!(why(&directory.path().join("absent.toml")), [words::CONFIG_NOT_FOUND]);
    assert_eq!(why(directory.path()), [words::CONFIG_UNREADABLE]);
    let path = directory.path().join("mamamia.toml");
    fs::write(&path, b"base = \"\xe9\"").unwrap();
    assert_eq!(why(&path), [words::CONFIG_NOT_UTF8]);
    fs::write(&path, "#".repeat(2 << 20)).unwrap();
    assert_eq!(why(&path), [words::CONFIG_TOO_LONG]);
    fs::write(&path, GOOD).unwrap();
    assert!(Config::load(&path).is_ok());
    fs::set_permissions(&path, Permissions::from_mode(0o000)).unwrap();
    if !rustix::process::geteuid().is_root() {
        assert_eq!(why(&path), [words::CONFIG_NOT_PERMITTED]);
    }
}

#[rstest]
#[case(Some("/a"), Some("/b"), "/a")]
#[case(None, Some("/b"), "/b")]
#[case(None, Some(""), DEFAULT_PATH)]
#[case(None, None, DEFAULT_PATH)]
fn path_in_use_is_first_named(
    #[case] argument: Option<&str>,
    #[case] environment: Option<&str>,
    #[case] expected: &str,
) {
    let found = path_in_use(argument.map(Path::new), environment.map(OsString::from));
    assert_eq!(found, Path::new(expected));
}

#[rstest]
#[case("", Some(60))]
#[case("wait = \"90s\"", Some(90))]
#[case("alternative = \"none\"\nwait = \"90s\"", None)]
#[case("mode = \"never\"", None)]
fn delay_is_offered_with_captcha(#[case] captcha: &str, #[case] seconds: Option<u64>) {
    let config = Config::parse(&format!("{GOOD}[captcha]\n{captcha}\n"), Path::new("mamamia.toml")).unwrap();
    assert_eq!(config.captcha.delay_instead(), seconds.map(Duration::from_secs));
}

/// A configuration with a service account, in a file of that mode.
fn naming_a_service(mode: u32) -> (tempfile::TempDir, PathBuf) {
    let folder = tempfile::tempdir().unwrap();
    let file = folder.path().join("mamamia.toml");
    let source = format!("{GOOD}[directory.service]\ndn = \"cn=x,dc=fr\"\npassword_file = \"/s\"\n");
    fs::write(&file, source).unwrap();
    fs::set_permissions(&file, Permissions::from_mode(mode)).unwrap();
    (folder, file)
}

fn loaded(file: &Path) -> Result<(), Word> {
    Config::load(file).map(|_| ()).map_err(|faults| faults[0].reason.key)
}

#[rstest]
#[case(0o644, true)]
#[case(0o600, true)]
#[case(0o664, false)]
#[case(0o646, false)]
fn writable_file_names_no_service(#[case] mode: u32, #[case] accepted: bool) {
    let (_folder, file) = naming_a_service(mode);
    assert_eq!(loaded(&file), if accepted { Ok(()) } else { Err(words::CONFIG_UNGUARDED) });
    // Without a service account there is no secret to send.
    fs::write(&file, GOOD).unwrap();
    assert_eq!(loaded(&file), Ok(()));
}

#[test]
fn foreign_file_names_no_service() {
    if !rustix::process::geteuid().is_root() {
        return skip("only root may give a file away");
    }
    let (_folder, file) = naming_a_service(0o600);
    std::os::unix::fs::chown(&file, Some(65_534), None).unwrap();
    assert_eq!(loaded(&file), Err(words::CONFIG_UNGUARDED));
}

#[test]
fn pipe_names_no_service() {
    let (folder, file) = naming_a_service(0o600);
    let pipe = folder.path().join("pipe");
    rustix::fs::mknodat(rustix::fs::CWD, &pipe, rustix::fs::FileType::Fifo, rustix::fs::Mode::RWXU, 0)
        .unwrap();
    let (source, into) = (fs::read(&file).unwrap(), pipe.clone());
    let writer = std::thread::spawn(move || fs::write(into, source));
    assert_eq!(loaded(&pipe), Err(words::CONFIG_UNGUARDED));
    writer.join().unwrap().unwrap();
}
