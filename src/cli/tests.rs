//! What may be typed, and what is answered to a misuse.

use super::*;
use rstest::rstest;

fn read(line: &str) -> Result<Cli, ParseError> {
    parse(std::iter::once("mamamia").chain(line.split_whitespace()))
}

fn command(line: &str) -> Option<Command> {
    read(line).unwrap().command
}

#[test]
fn clap_finds_no_fault_in_it() {
    description().debug_assert();
}

#[rstest]
#[case("", None)]
#[case("demo", Some(Command::Demo { accounts: false, show_captcha: false }))]
#[case("demo --accounts", Some(Command::Demo { accounts: true, show_captcha: false }))]
#[case("--plain demo --show-captcha", Some(Command::Demo { accounts: false, show_captcha: true }))]
#[case("doctor", Some(Command::Doctor { json: false }))]
#[case("doctor --json", Some(Command::Doctor { json: true }))]
#[case("policy try", Some(Command::Policy { action: PolicyAction::Try { file: None, json: false } }))]
#[case("policy try --file a --json", Some(Command::Policy { action: PolicyAction::Try { file: Some("a".into()), json: true } }))]
#[case("breach check f", Some(Command::Breach { action: BreachAction::Check { file: "f".into() } }))]
#[case("breach build - out --kind ntlm --min-count 10", Some(Command::Breach { action: BreachAction::Build {
    list: "-".into(), out: "out".into(), kind: Some(ListKind::Ntlm), min_count: 10
} }))]
#[case("breach build list out", Some(Command::Breach { action: BreachAction::Build {
    list: "list".into(), out: "out".into(), kind: None, min_count: 1
} }))]
#[case("docs man", Some(Command::Docs { page: Page::Man }))]
#[case("docs config", Some(Command::Docs { page: Page::Config }))]
#[case("docs keys", Some(Command::Docs { page: Page::Keys }))]
#[case("docs completions zsh", Some(Command::Docs { page: Page::Completions { shell: clap_complete::Shell::Zsh } }))]
fn commands(#[case] line: &str, #[case] expected: Option<Command>) {
    assert_eq!(command(line), expected);
}

#[rstest]
#[case("--config /a --lang en --theme mono --plain --ascii demo")]
#[case("demo --config=/a --lang=en --theme=mono --plain --ascii")]
fn options_stand_before_or_after_the_command(#[case] line: &str) {
    let common = read(line).unwrap().common;
    assert_eq!(common.config.as_deref(), Some(std::path::Path::new("/a")));
    assert_eq!(common.lang, Some(Language::English));
    assert_eq!(common.theme.as_deref(), Some("mono"));
    assert!(common.plain && common.ascii);
}

#[rstest]
#[case("--motdepasse", Text::from(words::USAGE_UNKNOWN_ARGUMENT).word("argument", "--motdepasse"))]
#[case("serve", Text::from(words::USAGE_UNKNOWN_COMMAND).word("argument", "serve"))]
#[case("--lang", Text::from(words::USAGE_VALUE_NEEDED).word("argument", "--lang <fr|en>"))]
#[case("--lang de", Text::from(words::USAGE_WRONG_VALUE)
    .word("argument", "--lang <fr|en>").word("value", "de").word("values", "fr, en"))]
#[case("docs", Text::from(words::USAGE_MISSING).word("argument", "man | completions | config | keys"))]
#[case("policy", Text::from(words::USAGE_MISSING).word("argument", "try"))]
#[case("policy try motdepasse", Text::from(words::USAGE_UNKNOWN_ARGUMENT).word("argument", "motdepasse"))]
#[case("breach", Text::from(words::USAGE_MISSING).word("argument", "build | check"))]
#[case("breach build", Text::from(words::USAGE_MISSING).word("argument", "<LISTE>, <SORTIE>"))]
#[case("breach build a b --kind md5", Text::from(words::USAGE_WRONG_VALUE)
    .word("argument", "--kind <sha1|ntlm>").word("value", "md5").word("values", "sha1, ntlm"))]
#[case("breach build a b --min-count 0", words::USAGE_OTHER.into())]
#[case("docs completions", Text::from(words::USAGE_MISSING).word("argument", "<SHELL>"))]
#[case("demo --accounts --accounts", words::USAGE_OTHER.into())]
#[case("demo --json", Text::from(words::USAGE_UNKNOWN_ARGUMENT).word("argument", "--json"))]
fn misuses(#[case] line: &str, #[case] expected: Text) {
    assert_eq!(read(line), Err(ParseError::Misuse(expected)));
}

#[rstest]
#[case("--help", "le menu s’ouvre")]
#[case("-h", "--theme <NOM>")]
#[case("demo --help", "--show-captcha")]
#[case("breach build --help", "--min-count <N>")]
#[case("docs completions --help", "elvish")]
#[case("policy --help", "Actions :")]
#[case("breach build --help", "Arguments :")]
#[case("--version", env!("CARGO_PKG_VERSION"))]
fn what_was_asked_for_is_in_french(#[case] line: &str, #[case] part: &str) {
    let Err(ParseError::HelpRequested(text)) = read(line) else { panic!("{line}: nothing was asked for") };
    assert!(text.contains(part), "{text}");
    for english in ["Print", "Commands", "possible values", "default:"] {
        assert!(!text.contains(english), "{english} in\n{text}");
    }
    for line in text.lines().filter(|line| line.ends_with(':') || line.starts_with("Usage")) {
        assert!(line.contains(" :"), "{line}");
    }
}

#[test]
fn a_control_character_never_comes_back() {
    let Err(ParseError::Misuse(text)) = parse(["mamamia", "--\u{1b}[2J"]) else { panic!("it was accepted") };
    assert!(!format!("{:?}", text.args).contains("\\u{1b}"), "{text:?}");
}
