//! The words: one Fluent bundle a language, chosen per session, and typed keys.
//!
//! A key is a constant of [`keys`], made from the French texts; tests hold that the English texts have the same
//! names and arguments, and that the program uses each key.

mod catalogue;
pub mod keys;
mod language;
mod shown;
mod text;

#[cfg(test)]
mod tests;

pub use catalogue::{Catalogue, Catalogues};
pub use language::Language;
pub use shown::{Shown, escaped_json};
pub use text::{Text, TextKey};
