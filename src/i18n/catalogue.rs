//! The texts of each language, by Fluent.

use std::borrow::Cow;
use std::sync::{Arc, LazyLock};

use fluent_bundle::concurrent::FluentBundle;
use fluent_bundle::{FluentArgs, FluentResource};
use unic_langid::langid;

use super::keys;
use super::language::Language;
use super::text::{Argument, Text, TextKey};

/// The texts of every language, shared by the sessions. A language is read when a session first speaks it.
#[derive(Clone)]
pub struct Catalogues {
    french: Arc<LazyLock<Arc<Catalogue>>>,
    english: Arc<LazyLock<Arc<Catalogue>>>,
    narrow_french: Arc<LazyLock<Arc<Catalogue>>>,
    narrow_english: Arc<LazyLock<Arc<Catalogue>>>,
}

impl Catalogues {
    /// The texts of every language; none is read yet.
    #[must_use]
    pub fn load() -> Self {
        Self {
            french: Arc::new(LazyLock::new(|| Catalogue::of(Language::French))),
            english: Arc::new(LazyLock::new(|| Catalogue::of(Language::English))),
            narrow_french: Arc::new(LazyLock::new(|| Catalogue::narrow(Language::French))),
            narrow_english: Arc::new(LazyLock::new(|| Catalogue::narrow(Language::English))),
        }
    }

    /// The texts of `language`, read on its first use.
    #[must_use]
    pub fn of(&self, language: Language) -> &Catalogue {
        match language {
            Language::French => &self.french,
            Language::English => &self.english,
        }
    }

    /// The same with the apostrophe of ASCII: one byte instead of three, where bytes are waited for.
    #[must_use]
    pub fn narrow(&self, language: Language) -> &Catalogue {
        match language {
            Language::French => &self.narrow_french,
            Language::English => &self.narrow_english,
        }
    }
}

/// The texts of one language. Shared, read only.
pub struct Catalogue {
    bundle: FluentBundle<FluentResource>,
}

impl Catalogue {
    /// Reads the texts of `language`.
    #[must_use]
    pub fn of(language: Language) -> Arc<Self> {
        Self::read(language, str::to_owned)
    }

    fn narrow(language: Language) -> Arc<Self> {
        Self::read(language, |source| source.replace('’', "'"))
    }

    fn read(language: Language, spelled: impl Fn(&str) -> String) -> Arc<Self> {
        let (id, sources) = match language {
            Language::French => (langid!("fr"), keys::FRENCH),
            Language::English => (langid!("en"), keys::ENGLISH),
        };
        let mut bundle = FluentBundle::new_concurrent(vec![id]);
        // A terminal may show Unicode's isolation marks as unreadable characters.
        bundle.set_use_isolating(false);
        for source in sources {
            // Uses the readable part of a faulty file; a test checks that no file is faulty.
            let resource = FluentResource::try_new(spelled(source)).unwrap_or_else(|(partial, _)| partial);
            bundle.add_resource_overriding(resource);
        }
        Arc::new(Self { bundle })
    }

    /// The words of a text without arguments.
    #[must_use]
    pub fn get(&self, key: TextKey) -> Cow<'_, str> {
        self.find(key, None)
    }

    /// The words of a text, with its arguments in their places.
    #[must_use]
    pub fn format(&self, text: &Text) -> String {
        let mut args = FluentArgs::new();
        for (name, value) in &text.args {
            match value {
                Argument::Number(number) => args.set(*name, *number),
                Argument::Word(word) => args.set(*name, word.as_str()),
            }
        }
        self.find(text.key, Some(&args)).into_owned()
    }

    fn find<'a>(&'a self, key: TextKey, args: Option<&'a FluentArgs<'_>>) -> Cow<'a, str> {
        let pattern = self.bundle.get_message(key.id).and_then(|message| {
            if key.is_advice {
                message.get_attribute("advice").map(|advice| advice.value())
            } else {
                message.value()
            }
        });
        let Some(pattern) = pattern else { return Cow::Borrowed(key.id) };
        self.bundle.format_pattern(pattern, args, &mut Vec::new())
    }
}
