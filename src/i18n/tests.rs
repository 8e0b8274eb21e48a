//! The texts of both languages agree, the program uses each key, and French signs have their space.
use super::keys::{ENGLISH, FRENCH, SUBJECTS, form};
use super::{Catalogue, Language, Text};
use fluent_bundle::FluentResource;
use regex::Regex;
use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::path::{Path, PathBuf};
use std::sync::LazyLock;

/// Each message and each advice (`done.advice`) of a language, with the arguments that it names.
fn messages(sources: &[&str]) -> BTreeMap<String, BTreeSet<String>> {
    let mut found: BTreeMap<_, BTreeSet<_>> = BTreeMap::new();
    for source in sources {
        assert!(FluentResource::try_new((*source).to_owned()).is_ok(), "a faulty file:\n{source}");
        let (mut message, mut current) = (String::new(), String::new());
        for line in source.lines().filter(|line| !line.starts_with('#')) {
            if let Some(begun) = BEGUN.captures(line) {
                let name = begun[2].to_owned();
                current = if begun.get(1).is_some() { format!("{message}.{name}") } else { name.clone() };
                message = if begun.get(1).is_some() { message } else { name };
                assert!(found.insert(current.clone(), BTreeSet::new()).is_none(), "{current} stands twice");
            }
            let arguments = ARGUMENT.captures_iter(line).map(|found| found[1].to_owned());
            if let Some(known) = found.get_mut(&current) {
                known.extend(arguments);
            }
        }
    }
    found
}

#[test]
fn languages_have_same_messages_and_arguments() {
    let (french, english) = (messages(FRENCH), messages(ENGLISH));
    let differ = |(name, arguments): &(&String, &BTreeSet<String>)| english.get(*name) != Some(*arguments);
    assert_eq!(french.iter().filter(differ).collect::<Vec<_>>(), []);
    assert_eq!(english.keys().filter(|name| !french.contains_key(*name)).collect::<Vec<_>>(), [""; 0]);
    let keys: Vec<_> = SUBJECTS.iter().flat_map(|(_, keys)| keys.iter().map(|(_, key)| key.id)).collect();
    assert_eq!(keys.iter().collect::<BTreeSet<_>>().len(), keys.len(), "a name stands twice");
    let named: BTreeSet<_> = french.keys().map(String::as_str).filter(|name| !name.contains('.')).collect();
    assert_eq!(keys.into_iter().collect::<BTreeSet<_>>(), named, "keys and texts agree");
}

#[test]
fn arguments_are_put_without_marks() {
    for language in Language::ALL {
        let text = Catalogue::of(language).format(&Text::from(form::RULE_MIN_LENGTH).number("count", 12));
        assert!(text.contains("12 c"), "{text:?}");
    }
}

#[test]
fn apostrophe_is_the_typographic_one() {
    for source in FRENCH.iter().chain(ENGLISH) {
        let straight = source.lines().find(|line| !line.starts_with('#') && line.contains('\''));
        assert_eq!(straight, None);
    }
}

static BEGUN: LazyLock<Regex> = LazyLock::new(|| Regex::new(r"^(    \.)?(\S+) =").unwrap());
static ARGUMENT: LazyLock<Regex> = LazyLock::new(|| Regex::new(r"\$([A-Za-z0-9-]*)").unwrap());
static RENAMED: LazyLock<Regex> = LazyLock::new(|| Regex::new(r"\b(\w+)\s+as\s+(\w+)").unwrap());
static WORD: LazyLock<Regex> = LazyLock::new(|| Regex::new(r"\w+").unwrap());
/// The space of a French sign. `ldap://`, `EMPREINTE:NOMBRE` and lists of signs need none.
static MISSING_SPACE: LazyLock<Regex> =
    LazyLock::new(|| Regex::new(r"«[^ ]|[^ ]»|[^ ,(][:;!?%]([^\p{Alphabetic}\p{N}/]|$)").unwrap());

/// `subject::CONSTANT` of each key that a source names. `form as words` gives a subject another name there.
fn keys_named_in(source: &str) -> BTreeSet<String> {
    let production = source.split("#[cfg(test)]\nmod tests {").next().unwrap_or_default();
    let mut subjects: BTreeMap<_, _> = SUBJECTS.iter().map(|(subject, _)| (*subject, *subject)).collect();
    for (_, [subject, name]) in RENAMED.captures_iter(production).map(|found| found.extract()) {
        if SUBJECTS.iter().any(|(known, _)| *known == subject) {
            subjects.insert(name, subject);
        }
    }
    let names = subjects.keys().copied().collect::<Vec<_>>().join("|");
    let paths = Regex::new(&format!(r"\b({names})\s*::\s*(\w+|\{{[^}}]*)")).unwrap();
    let paths = paths.captures_iter(production).map(|found| found.extract());
    let keys =
        paths.flat_map(|(_, [name, list])| WORD.find_iter(list).map(move |word| (name, word.as_str())));
    keys.map(|(name, constant)| format!("{}::{constant}", subjects[name])).collect()
}

#[rstest]
#[case("use crate::i18n::keys::form; form::KEY_F1", true)]
#[case("use crate::i18n::keys::{form as words, plain}; words::KEY_F1", true)]
#[case("use crate::i18n::keys::form::{KEY_DOWN, KEY_F1};", true)]
#[case("keys::form::KEY_F1", true)]
#[case("form::KEY_F10", false)]
#[case("plain::KEY_F1", false)]
#[case("fn f() {}\n#[cfg(test)]\nmod tests {\n form::KEY_F1 }", false)]
fn keys_are_found_in_sources(#[case] source: &str, #[case] found: bool) {
    assert_eq!(keys_named_in(source).contains("form::KEY_F1"), found);
}

/// Sources of production, but those of this room.
fn sources(folder: &Path) -> Vec<PathBuf> {
    let entries = fs::read_dir(folder).unwrap().map(|entry| entry.unwrap().path());
    let (folders, files): (Vec<_>, Vec<_>) = entries.partition(|path| path.is_dir());
    let below = folders.iter().filter(|path| !path.ends_with("i18n") && !path.ends_with("tests"));
    let files = files.into_iter().filter(|path| {
        let path = path.to_string_lossy();
        path.ends_with(".rs") && !path.ends_with("tests.rs")
    });
    files.chain(below.flat_map(|folder| sources(folder))).collect()
}

#[test]
fn program_uses_every_key() {
    let sources = sources(&Path::new(env!("CARGO_MANIFEST_DIR")).join("src"));
    let named: BTreeSet<_> =
        sources.iter().flat_map(|source| keys_named_in(&fs::read_to_string(source).unwrap())).collect();
    let keys = SUBJECTS
        .iter()
        .flat_map(|(subject, keys)| keys.iter().map(move |(constant, _)| format!("{subject}::{constant}")));
    let unused: Vec<_> = keys.filter(|key| !named.contains(key)).collect();
    assert!(unused.is_empty(), "{unused:?}");
}

#[rstest]
#[case(true, &["Attendu: une valeur", "vouliez-vous dire « a »?", "«a »", "« a»", "45%", "{ $label }:"])]
#[case(false, &["Attendu : une valeur", "vouliez-vous dire « a » ?", "45 %", "ldap://, EMPREINTE:NOMBRE, (&,#,!,$)"])]
fn missing_french_space_is_found(#[case] found: bool, #[case] texts: &[&str]) {
    texts.iter().for_each(|text| assert_eq!(MISSING_SPACE.is_match(text), found, "{text}"));
}

/// The space is an ordinary one: `ui` and the line mode keep a sign and its word on one line.
#[test]
fn french_signs_follow_an_ordinary_space() {
    for line in FRENCH.iter().flat_map(|source| source.lines()).filter(|line| !line.starts_with('#')) {
        assert!(!MISSING_SPACE.is_match(line) && !line.contains(['\u{a0}', '\u{202f}']), "{line}");
    }
}
