//! The documentation of the file: its tables, their keys, and what the administrator is to write there.

use super::expected_type::ExpectedType;

/// A table of the file.
pub struct SectionDoc {
    /// The dotted path: `directory.service`.
    pub path: &'static str,
    /// The subject of the table, in French, the language of `docs/configuration.md`.
    pub purpose: &'static str,
    /// The keys, in the order of the reference.
    pub keys: &'static [KeyDoc],
}

/// A key of a table.
pub struct KeyDoc {
    pub name: &'static str,
    pub expected: ExpectedType,
    /// In French.
    pub purpose: &'static str,
    pub presence: Presence,
}

/// The effect of a key's absence. The examples are TOML.
#[derive(Clone, Copy)]
pub enum Presence {
    /// A fault, unless the whole table is absent; an example.
    Required(&'static str),
    /// No value; an example.
    Absent(&'static str),
    /// The default of the struct.
    Defaulted,
}

impl SectionDoc {
    /// The key of that name.
    pub fn key(&self, name: &str) -> Option<&'static KeyDoc> {
        self.keys.iter().find(|key| key.name == name)
    }

    /// The dotted path of one of its keys.
    pub fn path_of(&self, key: &str) -> String {
        format!("{}.{key}", self.path)
    }
}
