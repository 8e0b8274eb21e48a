//! The letters that words are compared by. The build of the word lists reads this file too: a list and a password fold alike.

use unicode_normalization::UnicodeNormalization;
use unicode_normalization::char::is_combining_mark;

/// A character in lower case, without accents; a ligature is two letters, a combining mark none.
pub fn fold(character: char) -> impl Iterator<Item = char> {
    let base = std::iter::once(character).nfd().filter(|c| !is_combining_mark(*c));
    base.flat_map(char::to_lowercase).flat_map(|letter| {
        let (first, second) = match letter {
            'œ' => ('o', Some('e')),
            'æ' => ('a', Some('e')),
            'ß' => ('s', Some('s')),
            'ø' => ('o', None),
            'ı' => ('i', None),
            _ => (letter, None),
        };
        std::iter::once(first).chain(second)
    })
}
