//! The forbidden words of a password: of the person, of the organisation, of the administrator.
//!
//! Comparison is in lower case, without accents, and reads `@` as a, `0` as o.

mod birth_date;
mod disguise;
mod facts;
mod fold;
mod reading;
mod word_list;

pub(super) use birth_date::BirthDate;
pub(super) use disguise::meant_by;
pub(super) use facts::Facts;
pub(super) use fold::fold;
pub(super) use reading::Readings;
pub use word_list::WordList;

use zeroize::Zeroizing;

/// A text in lower case, without accents.
pub(super) fn folded(text: &str) -> Zeroizing<String> {
    // Reserved at once: a string that grows leaves copies behind. NFD is at most three times as long.
    let mut kept = Zeroizing::new(String::with_capacity(text.len() * 3));
    kept.extend(text.chars().flat_map(fold));
    kept
}

pub(super) fn not_alphanumeric(character: char) -> bool {
    !character.is_alphanumeric()
}

/// The same, letters and digits only.
pub(super) fn bare(text: &str) -> Zeroizing<String> {
    let folded = folded(text);
    let mut kept = Zeroizing::new(String::with_capacity(folded.len()));
    kept.extend(folded.chars().filter(|c| c.is_alphanumeric()));
    kept
}
