//! What a password must not be made of: the person, the organisation, the words of an administrator.
//!
//! Words are compared in lower case, without accents, and with `@` and `0` read as the letters for which they stand.

mod birth_date;
mod facts;
mod reading;
mod word_list;

pub(super) use birth_date::BirthDate;
pub(super) use facts::Facts;
pub(super) use reading::Readings;
pub use word_list::WordList;

use unicode_normalization::UnicodeNormalization;
use unicode_normalization::char::is_combining_mark;
use zeroize::Zeroizing;

/// Lower case, without accents: what two spellings of a word have in common.
pub(super) fn folded(text: &str) -> Zeroizing<String> {
    // Reserved at once: a string that grows leaves copies behind. NFD is at most three times as long.
    let mut kept = Zeroizing::new(String::with_capacity(text.len() * 3));
    for character in text.nfd().filter(|c| !is_combining_mark(*c)).flat_map(char::to_lowercase) {
        match character {
            'œ' => kept.push_str("oe"),
            'æ' => kept.push_str("ae"),
            _ => kept.push(character),
        }
    }
    kept
}

/// The same, letters and digits only.
pub(super) fn bare(text: &str) -> Zeroizing<String> {
    let folded = folded(text);
    let mut kept = Zeroizing::new(String::with_capacity(folded.len()));
    kept.extend(folded.chars().filter(|c| c.is_alphanumeric()));
    kept
}
