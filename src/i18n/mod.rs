//! The words: one Fluent bundle a language, chosen per session, and typed keys.
//!
//! A key is a constant of [`keys`]; a test holds that each one has a text in every language, with the
//! same arguments, and that no text is without a key.

pub mod keys;

use std::borrow::Cow;
use std::sync::{Arc, LazyLock};

use fluent_bundle::concurrent::FluentBundle;
use fluent_bundle::{FluentArgs, FluentResource};
use serde::Deserialize;
use unic_langid::langid;

/// Languages of the interface.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, serde::Serialize, Deserialize)]
pub enum Language {
    /// Français.
    #[default]
    #[serde(rename = "fr")]
    French,
    /// English.
    #[serde(rename = "en")]
    English,
}

impl Language {
    /// All of them.
    pub const ALL: [Self; 2] = [Self::French, Self::English];

    /// The other one (the key F9 goes there and back).
    #[must_use]
    pub fn other(self) -> Self {
        match self {
            Self::French => Self::English,
            Self::English => Self::French,
        }
    }
}

/// The name of a text. Made only in [`keys`], so that a misspelt one does not compile.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub struct Key(&'static str);

/// A text to be said later, in the language of the session: what `update` leaves for the screen.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Text {
    /// Which text.
    pub key: Key,
    /// Its arguments: numbers, or short words that are no secret.
    pub args: Vec<(&'static str, Argument)>,
}

/// An argument of a text.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Argument {
    /// A number, which may decide a plural.
    Number(usize),
    /// A word, put as it is.
    Word(String),
}

impl From<Key> for Text {
    fn from(key: Key) -> Self {
        Self { key, args: Vec::new() }
    }
}

impl Text {
    /// Adds a number.
    #[must_use]
    pub fn number(mut self, name: &'static str, value: usize) -> Self {
        self.args.push((name, Argument::Number(value)));
        self
    }

    /// Adds a word.
    #[must_use]
    pub fn word(mut self, name: &'static str, value: impl Into<String>) -> Self {
        self.args.push((name, Argument::Word(value.into())));
        self
    }
}

/// The texts of every language, each read when it is first said, and shared: each visit says them in its own.
#[derive(Clone)]
pub struct Words {
    french: Arc<LazyLock<Arc<Catalogue>>>,
    english: Arc<LazyLock<Arc<Catalogue>>>,
}

impl Words {
    /// The texts of every language; none is read yet.
    #[must_use]
    pub fn load() -> Self {
        Self {
            french: Arc::new(LazyLock::new(|| Catalogue::of(Language::French))),
            english: Arc::new(LazyLock::new(|| Catalogue::of(Language::English))),
        }
    }

    /// The texts of one language.
    #[must_use]
    pub fn of(&self, language: Language) -> &Catalogue {
        match language {
            Language::French => &self.french,
            Language::English => &self.english,
        }
    }
}

/// The texts of one language. Shared, read only.
pub struct Catalogue {
    language: Language,
    bundle: FluentBundle<FluentResource>,
}

impl Catalogue {
    /// The texts of `language`.
    #[must_use]
    pub fn of(language: Language) -> Arc<Self> {
        let (id, sources) = match language {
            Language::French => (langid!("fr"), keys::FRENCH),
            Language::English => (langid!("en"), keys::ENGLISH),
        };
        let mut bundle = FluentBundle::new_concurrent(vec![id]);
        // A terminal shows the isolation marks as garbage.
        bundle.set_use_isolating(false);
        for source in sources {
            // What could be read of a faulty file is used; a test holds that no file is faulty.
            let resource =
                FluentResource::try_new((*source).to_owned()).unwrap_or_else(|(partial, _)| partial);
            bundle.add_resource_overriding(resource);
        }
        Arc::new(Self { language, bundle })
    }

    /// The language of these texts.
    #[must_use]
    pub fn language(&self) -> Language {
        self.language
    }

    /// A text without arguments.
    #[must_use]
    pub fn get(&self, key: Key) -> Cow<'_, str> {
        self.find(key, None)
    }

    /// A text with its arguments.
    #[must_use]
    pub fn say(&self, text: &Text) -> String {
        let mut args = FluentArgs::new();
        for (name, value) in &text.args {
            match value {
                Argument::Number(number) => args.set(*name, *number),
                Argument::Word(word) => args.set(*name, word.as_str()),
            }
        }
        self.find(text.key, Some(&args)).into_owned()
    }

    fn find<'a>(&'a self, key: Key, args: Option<&'a FluentArgs<'_>>) -> Cow<'a, str> {
        let Some(pattern) = self.bundle.get_message(key.0).and_then(|message| message.value()) else {
            return Cow::Borrowed(key.0);
        };
        self.bundle.format_pattern(pattern, args, &mut Vec::new())
    }
}
