//! Every key, one file a subject; the texts stand beside, in `fr/` and `en/`, one file of the same name.

pub mod breach;
pub mod command_line;
pub mod doctor;
pub mod form;
pub mod outcomes;
pub mod plain;
pub mod screens;

/// The French texts.
pub const FRENCH: &[&str] = &[
    include_str!("../fr/screens.ftl"),
    include_str!("../fr/form.ftl"),
    include_str!("../fr/outcomes.ftl"),
    include_str!("../fr/command_line.ftl"),
    include_str!("../fr/breach.ftl"),
    include_str!("../fr/plain.ftl"),
    include_str!("../fr/doctor.ftl"),
];

/// The English texts.
pub const ENGLISH: &[&str] = &[
    include_str!("../en/screens.ftl"),
    include_str!("../en/form.ftl"),
    include_str!("../en/outcomes.ftl"),
    include_str!("../en/command_line.ftl"),
    include_str!("../en/breach.ftl"),
    include_str!("../en/plain.ftl"),
    include_str!("../en/doctor.ftl"),
];

/// Declares the constants of one subject, and their list `ALL`.
macro_rules! keys {
    ($($(#[$doc:meta])* $name:ident = $text:literal;)*) => {
        $($(#[$doc])* pub const $name: $crate::i18n::Key = $crate::i18n::Key($text);)*
        /// Every key of this subject.
        pub const ALL: &[$crate::i18n::Key] = &[$($name),*];
    };
}
pub(crate) use keys;

#[cfg(test)]
mod tests {
    use std::collections::{BTreeMap, BTreeSet};

    use fluent_bundle::FluentResource;

    use super::*;
    use crate::i18n::{Catalogue, Language, Text};

    /// The arguments that each message of a language names.
    fn messages(sources: &[&str]) -> BTreeMap<String, BTreeSet<String>> {
        let mut found = BTreeMap::new();
        for source in sources {
            assert!(FluentResource::try_new((*source).to_owned()).is_ok(), "a faulty file:\n{source}");
            let mut current = String::new();
            for line in source.lines() {
                if let Some((name, _)) = line.split_once(" =").filter(|(name, _)| {
                    !name.is_empty() && name.chars().all(|c| c.is_ascii_alphanumeric() || c == '-')
                }) {
                    current = name.to_owned();
                    assert!(
                        found.insert(current.clone(), BTreeSet::new()).is_none(),
                        "{current} stands twice"
                    );
                }
                for argument in line.split('$').skip(1) {
                    let name: String =
                        argument.chars().take_while(|c| c.is_ascii_alphanumeric() || *c == '-').collect();
                    found.entry(current.clone()).or_default().insert(name);
                }
            }
        }
        found
    }

    #[test]
    fn every_key_is_said_in_every_language_with_the_same_arguments() {
        let keys: BTreeSet<String> =
            [screens::ALL, form::ALL, outcomes::ALL, command_line::ALL, breach::ALL, doctor::ALL, plain::ALL]
                .concat()
                .iter()
                .map(|key| key.0.to_owned())
                .collect();
        let (french, english) = (messages(FRENCH), messages(ENGLISH));
        assert_eq!(french, english, "both languages say the same things");
        assert_eq!(french.into_keys().collect::<BTreeSet<_>>(), keys, "texts and keys agree");
    }

    #[test]
    fn arguments_are_put_without_marks() {
        for language in Language::ALL {
            let text = Catalogue::of(language).say(&Text::from(form::RULE_MIN_LENGTH).number("count", 12));
            assert!(text.contains("12 c"), "{text:?}");
        }
    }
}
