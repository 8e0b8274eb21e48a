//! The command line accepts the documented forms, and answers a misuse.
use super::*;
use crate::i18n::keys::command_line as words;

fn read(line: &str) -> Result<Cli, ParseError> {
    parse(std::iter::once("mamamia").chain(line.split_whitespace()))
}

fn command(line: &str) -> Option<Command> {
    read(line).unwrap().command
}

fn demo(accounts: bool, show_captcha: bool) -> Option<Command> {
    Some(Command::Demo { accounts, show_captcha, display: DisplayOptions::default() })
}

fn policy_try(file: Option<PathBuf>, json: bool) -> Option<Command> {
    Some(Command::Policy(PolicyAction::Try { file, json }))
}

fn breach_build(list: &str, kind: Option<ListKind>, min_count: u64) -> Option<Command> {
    Some(Command::Breach(BreachAction::Build { list: list.into(), out: "out".into(), kind, min_count }))
}

fn doctor(login: Option<&str>, json: bool) -> Option<Command> {
    let password_file = login.map(|_| "f".into());
    Some(Command::Doctor { login: login.map(str::to_owned), password_file, ssh_user: None, json })
}

fn misuse(word: TextKey, argument: &str) -> Text {
    Text::from(word).word("argument", argument)
}

fn wrong_value(argument: &str, value: &str, values: &str) -> Text {
    misuse(words::USAGE_WRONG_VALUE, argument).word("value", value).word("values", values)
}

#[test]
fn description_has_no_fault() {
    description().debug_assert();
}

#[rstest]
#[case("", None)]
#[case("demo", demo(false, false))]
#[case("demo --accounts", demo(true, false))]
#[case("--plain demo --show-captcha", demo(false, true))]
#[case("doctor", doctor(None, false))]
#[case("doctor --json", doctor(None, true))]
#[case("doctor --login jdupont --password-file f", doctor(Some("jdupont"), false))]
#[case("policy try", policy_try(None, false))]
#[case("policy try --file a --json", policy_try(Some("a".into()), true))]
#[case("breach check f", Some(Command::Breach(BreachAction::Check { file: "f".into() })))]
#[case("breach build - out --kind ntlm --min-count 10", breach_build("-", Some(ListKind::Ntlm), 10))]
#[case("breach build list out --kind sha1", breach_build("list", Some(ListKind::Sha1), 1))]
#[case("breach build list out", breach_build("list", None, 1))]
#[case("docs man", Some(Command::Docs(Page::Man)))]
#[case("docs config", Some(Command::Docs(Page::Config)))]
#[case("docs keys", Some(Command::Docs(Page::Keys)))]
#[case("docs completions zsh", Some(Command::Docs(Page::Completions { shell: clap_complete::Shell::Zsh })))]
#[case("--ascii doctor", doctor(None, false))]
#[case("policy try --ascii", policy_try(None, false))]
fn command_is_read(#[case] line: &str, #[case] expected: Option<Command>) {
    assert_eq!(command(line), expected);
}

#[rstest]
#[case("--config /a --lang en --theme mono --plain --ascii demo")]
#[case("demo --config=/a --lang=en --theme=mono --plain --ascii")]
#[case("--config /a --lang fr --theme academie demo --lang en --theme mono --plain --ascii")]
#[case("--config /a --lang en --theme mono --plain --ascii")]
fn option_stands_before_or_after_command(#[case] line: &str) {
    let display = DisplayOptions { theme: Some("mono".into()), plain: true, lean: false };
    let (config, lang) = (Some("/a".into()), Some(Language::English));
    assert_eq!(read(line).unwrap().common, GlobalOptions { config, lang, ascii: true, display });
}

#[rstest]
#[case("--theme", "doctor", &["doctor --theme x", "doctor --theme=x", "--theme x doctor"])]
#[case("--ascii", "doctor --json", &["--ascii doctor --json"])]
#[case("--plain", "policy try", &["--plain policy try", "policy try --plain", "policy --plain try"])]
#[case("--ascii", "policy try --json", &["policy try --json --ascii"])]
#[case("--lean", "breach", &["--lean breach check f"])]
#[case("--lean", "breach check", &["breach check f --lean"])]
#[case("--ascii", "docs", &["--ascii docs man"])]
#[case("--theme", "docs man", &["docs --theme x man"])]
#[case("--theme", "demo --accounts", &["demo --accounts --theme x"])]
fn option_without_effect_is_refused(#[case] option: &str, #[case] command: &str, #[case] lines: &[&str]) {
    let refusal = || Err(ParseError::Misuse(without_effect(option, command), None));
    lines.iter().for_each(|line| assert_eq!(read(line), refusal(), "{line}"));
}

#[rstest]
#[case("--motdepasse", misuse(words::USAGE_UNKNOWN_ARGUMENT, "--motdepasse"))]
#[case("serve", misuse(words::USAGE_UNKNOWN_COMMAND, "serve"))]
#[case("--langue fr", misuse(words::USAGE_UNKNOWN_ARGUMENT_NEAR, "--langue").word("near", "--lang"))]
#[case("doctor --jsn", misuse(words::USAGE_UNKNOWN_ARGUMENT_NEAR, "--jsn").word("near", "--json"))]
#[case("docter", misuse(words::USAGE_UNKNOWN_COMMAND_NEAR, "docter").word("near", "doctor"))]
#[case("breach bild", misuse(words::USAGE_UNKNOWN_COMMAND_NEAR, "bild").word("near", "build"))]
#[case("--lang", misuse(words::USAGE_VALUE_NEEDED, "--lang <fr|en>"))]
#[case("--lang de", wrong_value("--lang <fr|en>", "de", "fr, en"))]
#[case("docs", misuse(words::USAGE_MISSING, "man | completions | config | keys"))]
#[case("policy", misuse(words::USAGE_MISSING, "try"))]
#[case("policy try motdepasse", misuse(words::USAGE_UNKNOWN_ARGUMENT, "motdepasse"))]
#[case("breach", misuse(words::USAGE_MISSING, "build | check"))]
#[case("breach build", misuse(words::USAGE_MISSING, "<LISTE>, <SORTIE>"))]
#[case("breach build a b --kind md5", wrong_value("--kind <sha1|ntlm>", "md5", "sha1, ntlm"))]
#[case("breach build a b --min-count 0", words::USAGE_OTHER.into())]
#[case("docs completions", misuse(words::USAGE_MISSING, "<SHELL>"))]
#[case("demo --accounts --accounts", words::USAGE_OTHER.into())]
#[case("demo --json", misuse(words::USAGE_UNKNOWN_ARGUMENT, "--json"))]
fn misuse_is_named(#[case] line: &str, #[case] expected: Text) {
    assert_eq!(read(line), Err(ParseError::Misuse(expected, None)));
}

#[rstest]
#[case("--nonsense --lang en", Some(Language::English))]
#[case("--lang=fr --nonsense", Some(Language::French))]
#[case("--lang fr demo --lang=en --nonsense", Some(Language::English))]
#[case("--nonsense --lang de", None)]
#[case("--nonsense", None)]
fn misuse_keeps_asked_language(#[case] line: &str, #[case] expected: Option<Language>) {
    assert!(matches!(read(line), Err(ParseError::Misuse(_, asked)) if asked == expected), "{line}");
}

#[rstest]
#[case("--help", &["le menu s’ouvre"])]
#[case("-h", &["--theme <NOM>", "Options communes :"])]
#[case("demo -h", &["--theme <NOM>"])]
#[case("demo --help", &["--show-captcha"])]
#[case("breach build --help", &["--min-count <N>", "Arguments :"])]
#[case("docs completions --help", &["elvish"])]
#[case("policy --help", &["Actions :"])]
#[case("--version", &[env!("CARGO_PKG_VERSION")])]
fn help_is_in_french(#[case] line: &str, #[case] parts: &[&str]) {
    let Err(ParseError::HelpRequested(text)) = read(line) else { panic!("{line}: no help") };
    assert!(parts.iter().all(|part| text.contains(part)), "{text}");
    for english in ["Print", "Commands", "possible values", "default:"] {
        assert!(!text.contains(english), "{english} in\n{text}");
    }
    for line in text.lines().filter(|line| line.ends_with(':') || line.starts_with("Usage")) {
        assert!(line.contains(" :"), "{line}");
    }
}

#[test]
fn control_character_is_replaced() {
    let Err(ParseError::Misuse(text, _)) = parse(["mamamia", "--\u{1b}[2J"]) else { panic!("accepted") };
    assert!(!format!("{:?}", text.args).contains("\\u{1b}"), "{text:?}");
}
