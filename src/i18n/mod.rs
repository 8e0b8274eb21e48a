//! The words: one Fluent bundle a language, chosen per session, and typed keys.
//!
//! A key is a constant of [`keys`], made from the French texts; tests hold that the English texts have the same
//! names and arguments, and that the program uses each key.

pub mod keys;
#[cfg(test)]
mod tests;

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
pub struct TextKey {
    /// The name of the message.
    pub(crate) id: &'static str,
    is_advice: bool,
}

impl TextKey {
    const fn of(id: &'static str) -> Self {
        Self { id, is_advice: false }
    }

    /// What to do, as the same message advises: its attribute `.advice`.
    #[must_use]
    pub const fn advice(self) -> Self {
        Self { is_advice: true, ..self }
    }
}

/// A text to be said later, in the language of the session: what `update` leaves for the screen.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Text {
    /// Which text.
    pub key: TextKey,
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

impl From<TextKey> for Text {
    fn from(key: TextKey) -> Self {
        Self { key, args: Vec::new() }
    }
}

impl Text {
    /// What to do, as the same message advises, with the same arguments.
    #[must_use]
    pub fn advice(&self) -> Self {
        Self { key: self.key.advice(), args: self.args.clone() }
    }

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
pub struct Catalogues {
    french: Arc<LazyLock<Arc<Catalogue>>>,
    english: Arc<LazyLock<Arc<Catalogue>>>,
}

impl Catalogues {
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
    pub fn get(&self, key: TextKey) -> Cow<'_, str> {
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
