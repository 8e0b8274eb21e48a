//! Texts that others wrote (a server, a file, an argument), made safe to show.
//!
//! A terminal obeys control characters, and marks of direction reorder what a person reads. [`Text::word`] passes each
//! word through here, so that no sentence of the program carries one.
//!
//! [`Text::word`]: super::Text::word

use std::borrow::Cow;
use std::fmt;

/// Longest text: a long list of names still fits, a flood does not.
const LONGEST: usize = 2000;
/// Longest text of a server: a name or a version, never a page.
const LONGEST_NAME: usize = 120;

const REPLACEMENT: char = '\u{fffd}';

/// A text of one line, of bounded length, without any character that a terminal obeys.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Shown(String);

impl Shown {
    #[must_use]
    pub fn of(text: &str) -> Self {
        Self::within(text, LONGEST)
    }

    /// For a name that a server gives itself.
    #[must_use]
    pub fn name(text: &str) -> Self {
        Self::within(text, LONGEST_NAME)
    }

    fn within(text: &str, longest: usize) -> Self {
        let mut characters = text.chars();
        let mut kept: String = characters
            .by_ref()
            .take(longest)
            .map(|character| if is_obeyed(character) { REPLACEMENT } else { character })
            .collect();
        if characters.next().is_some() {
            kept.push('…');
        }
        Self(kept)
    }
}

impl From<Shown> for String {
    fn from(shown: Shown) -> Self {
        shown.0
    }
}

impl fmt::Display for Shown {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

/// A JSON document with the characters that a terminal obeys as escapes; the values stay the same. Only for JSON that
/// is valid: outside of its strings, such characters are none but blanks.
#[must_use]
pub fn escaped_json(document: &str) -> Cow<'_, str> {
    let is_escaped = |character: char| is_obeyed(character) && !character.is_ascii_whitespace();
    if !document.contains(is_escaped) {
        return Cow::Borrowed(document);
    }
    let mut escaped = String::with_capacity(document.len() + 16);
    for character in document.chars() {
        if is_escaped(character) {
            let mut units = [0; 2];
            for unit in character.encode_utf16(&mut units) {
                escaped.push_str(&format!("\\u{unit:04x}"));
            }
        } else {
            escaped.push(character);
        }
    }
    Cow::Owned(escaped)
}

/// Whether a terminal obeys the character, or lets it reorder or break the line.
fn is_obeyed(character: char) -> bool {
    character.is_control()
        || matches!(
            character,
            // Marks of direction; separators of lines and paragraphs, embeddings and overrides; isolates.
            '\u{61c}' | '\u{200e}' | '\u{200f}' | '\u{2028}'..='\u{202e}' | '\u{2066}'..='\u{2069}'
            // Annotations between lines, and tags.
            | '\u{fff9}'..='\u{fffb}' | '\u{e0000}'..='\u{e007f}'
        )
}

#[cfg(test)]
mod tests {
    use super::*;

    const HOSTILE: &str = "a\u{1b}[2J\u{7}\r\n\u{9b}31m\u{85}\u{202e}b\u{2028}\u{2066}\u{e0041}\u{7f}é";

    #[test]
    fn obeyed_characters_are_replaced() {
        let shown = Shown::of(HOSTILE).to_string();
        assert_eq!(shown.replace(REPLACEMENT, "?"), "a?[2J????31m??b????é");
        assert!(!shown.contains(is_obeyed));
    }

    #[test]
    fn usual_characters_are_kept() {
        let usual = "Académie d’Exemple « à » 1 000 – œ ❤\u{fe0f} e\u{301} \u{200d}中";
        assert_eq!(Shown::of(usual).to_string(), usual);
    }

    #[test]
    fn length_is_bounded() {
        assert_eq!(Shown::name(&"é".repeat(200)).to_string().chars().count(), LONGEST_NAME + 1);
        assert!(Shown::of(&"a".repeat(5000)).to_string().ends_with('…'));
        assert_eq!(Shown::name("court").to_string(), "court");
    }

    #[test]
    fn escaped_json_keeps_values() {
        let document = serde_json::json!({ "said": HOSTILE }).to_string() + "\n";
        let escaped = escaped_json(&document);
        assert!(!escaped.trim_end().contains(is_obeyed), "{escaped:?}");
        assert_eq!(serde_json::from_str::<serde_json::Value>(&escaped).unwrap()["said"], HOSTILE);
        assert!(matches!(escaped_json("{\"a\": 1}\n"), Cow::Borrowed(_)));
    }
}
