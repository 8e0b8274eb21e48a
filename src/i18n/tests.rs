//! The texts of both languages agree, the program uses each key, and French signs have their space.

use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::path::{Path, PathBuf};

use fluent_bundle::FluentResource;
use rstest::rstest;

use super::keys::{ENGLISH, FRENCH, SUBJECTS, form};
use super::{Catalogue, Language, Text};

/// Each message and each advice (`done.advice`) of a language, with the arguments that it names.
fn messages(sources: &[&str]) -> BTreeMap<String, BTreeSet<String>> {
    let mut found = BTreeMap::new();
    for source in sources {
        assert!(FluentResource::try_new((*source).to_owned()).is_ok(), "a faulty file:\n{source}");
        let (mut message, mut current) = (String::new(), String::new());
        for line in source.lines().filter(|line| !line.starts_with('#')) {
            let name = line.split_once(" =").map_or("", |(name, _)| name);
            let begun = match name.strip_prefix("    .") {
                Some(attribute) => Some(format!("{message}.{attribute}")),
                None if name.is_empty() || name.contains(' ') => None,
                None => {
                    name.clone_into(&mut message);
                    Some(message.clone())
                }
            };
            if let Some(begun) = begun {
                assert!(found.insert(begun.clone(), BTreeSet::new()).is_none(), "{begun} stands twice");
                current = begun;
            }
            for argument in line.split('$').skip(1) {
                let name = argument.chars().take_while(|c| c.is_ascii_alphanumeric() || *c == '-').collect();
                found.entry(current.clone()).or_insert_with(BTreeSet::new).insert(name);
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

/// `subject::CONSTANT` of each key that a source names. `form as words` gives a subject another name there.
fn keys_named_in(source: &str) -> BTreeSet<String> {
    let production = source.split("#[cfg(test)]\nmod tests {").next().unwrap_or_default();
    let mut spaced = String::new();
    for character in production.chars() {
        if character.is_alphanumeric() || character == '_' {
            spaced.push(character);
        } else {
            spaced.extend([' ', character, ' ']);
        }
    }
    let tokens: Vec<_> = spaced.split_whitespace().collect();
    let mut subjects: BTreeMap<_, _> = SUBJECTS.iter().map(|(subject, _)| (*subject, *subject)).collect();
    for renamed in tokens.windows(3) {
        if let [subject, "as", name] = renamed
            && SUBJECTS.iter().any(|(known, _)| known == subject)
        {
            subjects.insert(name, subject);
        }
    }
    let mut named = BTreeSet::new();
    for (at, path) in tokens.windows(4).enumerate() {
        let [name, ":", ":", first] = path else { continue };
        let Some(subject) = subjects.get(name) else { continue };
        let list = tokens.iter().skip(at + 3).take_while(|token| **token != "}");
        let length = if *first == "{" { usize::MAX } else { 1 };
        named.extend(list.take(length).map(|constant| format!("{subject}::{constant}")));
    }
    named
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
    let keys = SUBJECTS.iter().flat_map(|(subject, keys)| keys.iter().map(move |key| (subject, key.0)));
    let unused: Vec<_> = keys
        .map(|(subject, constant)| format!("{subject}::{constant}"))
        .filter(|key| !named.contains(key))
        .collect();
    assert_eq!(unused, Vec::<String>::new());
}

/// Where a French text lacks the space of a sign. `ldap://`, `EMPREINTE:NOMBRE` and lists of signs need none.
fn lacks_a_space(text: &str) -> bool {
    let characters: Vec<_> = text.chars().collect();
    characters.windows(2).any(|pair| match pair {
        ['«', next] => *next != ' ',
        [before, '»'] => *before != ' ',
        _ => false,
    }) || (1..characters.len()).any(|at| {
        let before = characters.get(at - 1).is_some_and(|before| ![' ', ',', '('].contains(before));
        let after = characters.get(at + 1).is_none_or(|after| !after.is_alphanumeric() && *after != '/');
        before && after && characters.get(at).is_some_and(|sign| ":;!?%".contains(*sign))
    })
}

#[rstest]
#[case("Attendu : une valeur", false)]
#[case("Attendu: une valeur", true)]
#[case("vouliez-vous dire « a » ?", false)]
#[case("vouliez-vous dire « a »?", true)]
#[case("«a »", true)]
#[case("« a»", true)]
#[case("45 %", false)]
#[case("45%", true)]
#[case("{ $label }:", true)]
#[case("ldap://, EMPREINTE:NOMBRE, (&,#,!,$)", false)]
fn missing_french_space_is_found(#[case] text: &str, #[case] found: bool) {
    assert_eq!(lacks_a_space(text), found);
}

/// The space is an ordinary one: `ui` and the line mode keep a sign and its word on one line.
#[test]
fn french_signs_follow_an_ordinary_space() {
    for line in FRENCH.iter().flat_map(|source| source.lines()).filter(|line| !line.starts_with('#')) {
        assert!(!lacks_a_space(line), "{line}");
        assert!(!line.contains(['\u{a0}', '\u{202f}']), "{line}");
    }
}
