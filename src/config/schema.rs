//! The documentation of the configuration file: its tables, their keys and the values that they take.

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
    /// A sentence for the administrator, in French.
    pub purpose: &'static str,
    pub presence: Presence,
}

/// Whether a key may be absent. The examples are values in TOML.
#[derive(Clone, Copy)]
pub enum Presence {
    /// Its absence is a fault, unless the whole table is absent. Holds an example.
    Required(&'static str),
    /// Without it there is no value. Holds an example.
    Optional(&'static str),
    /// Without it the value is the default of the struct.
    Defaulted,
}

impl SectionDoc {
    /// The key named `name`.
    pub fn key(&self, name: &str) -> Option<&'static KeyDoc> {
        self.keys.iter().find(|key| key.name == name)
    }

    /// The dotted path of its key `key`.
    pub fn path_of(&self, key: &str) -> String {
        format!("{}.{key}", self.path)
    }
}
