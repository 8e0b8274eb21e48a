//! [`SecretText`]: what a person types and nobody else may see.
//!
//! The buffer never grows, so it never leaves a copy behind; it is wiped when it is cleared or
//! dropped; it is edited by grapheme, as the person sees it. There is no `Clone`, no `Display`, and
//! `Debug` says nothing, not even a length.

use std::fmt;
use std::ops::Range;

use subtle::ConstantTimeEq;
use unicode_normalization::UnicodeNormalization;
use unicode_normalization::char::is_public_assigned;
use unicode_segmentation::UnicodeSegmentation;
use zeroize::Zeroize;

/// Bytes that a secret may hold: 128 characters of at most four bytes, and room to be told so.
pub const CAPACITY: usize = 1024;

/// Why a typed or pasted text did not enter. What was there before is untouched.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Refusal {
    /// The text does not fit in [`CAPACITY`] bytes.
    TooLong,
    /// A control, bidirectional, zero-width, private or unassigned character.
    Invisible,
    /// A character that NFKC would alter (², µ, ½…): it would work in one place and fail in another.
    Unstable,
}

/// A secret under edition: NFC text, and a cursor between two graphemes.
pub struct SecretText {
    // Always `CAPACITY` long; only the first `len` bytes are text, and they are UTF-8.
    bytes: Box<[u8; CAPACITY]>,
    len: usize,
    cursor: usize,
}

impl SecretText {
    /// An empty secret.
    #[must_use]
    pub fn new() -> Self {
        Self { bytes: Box::new([0; CAPACITY]), len: 0, cursor: 0 }
    }

    /// A secret that holds `text`, its cursor at the end.
    ///
    /// # Errors
    /// The reason why `text` is not acceptable as typed text.
    pub fn from_text(text: &str) -> Result<Self, Refusal> {
        let mut secret = Self::new();
        secret.insert(text)?;
        Ok(secret)
    }

    /// The text itself. Every call is a place to look at in a review: what is made of it must be wiped.
    #[must_use]
    pub fn expose(&self) -> &str {
        self.bytes.get(..self.len).and_then(|bytes| std::str::from_utf8(bytes).ok()).unwrap_or_default()
    }

    /// A second secret with the same text: named, not `Clone`, so that each copy is meant.
    #[must_use]
    pub fn duplicate(&self) -> Self {
        Self { bytes: self.bytes.clone(), len: self.len, cursor: self.cursor }
    }

    /// Whether nothing was typed.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.len == 0
    }

    /// Characters as a policy counts them: code points after NFC.
    #[must_use]
    pub fn char_count(&self) -> usize {
        self.expose().chars().count()
    }

    /// Characters as the person sees them: one mask sign each.
    #[must_use]
    pub fn grapheme_count(&self) -> usize {
        self.expose().graphemes(true).count()
    }

    /// Graphemes before the cursor.
    #[must_use]
    pub fn cursor(&self) -> usize {
        self.before_cursor().graphemes(true).count()
    }

    /// Whether both hold the same text, in a time that tells nothing of where they differ.
    #[must_use]
    pub fn same_as(&self, other: &Self) -> bool {
        // Both buffers are compared whole: neither length nor content decides how long it takes.
        bool::from(self.bytes.as_slice().ct_eq(other.bytes.as_slice())) && self.len == other.len
    }

    /// Inserts at the cursor what was typed or pasted, in NFC.
    ///
    /// # Errors
    /// See [`Refusal`]; the text is then as it was.
    pub fn insert(&mut self, text: &str) -> Result<(), Refusal> {
        self.compose(text, is_stable)
    }

    /// The same for a password that exists already, perhaps set elsewhere: a character that NFKC would alter
    /// is part of it, and must remain typable.
    ///
    /// # Errors
    /// [`Refusal::TooLong`] or [`Refusal::Invisible`]; the text is then as it was.
    pub fn insert_existing(&mut self, text: &str) -> Result<(), Refusal> {
        self.compose(text, |_| true)
    }

    fn compose(&mut self, text: &str, acceptable: impl Fn(&str) -> bool) -> Result<(), Refusal> {
        if text.len() > CAPACITY {
            return Err(Refusal::TooLong);
        }
        if text.chars().any(is_invisible) {
            return Err(Refusal::Invisible);
        }
        // The whole is composed again: a combining accent typed alone joins the letter before it.
        let mut head = Scratch::default();
        head.extend(self.before_cursor().chars().chain(text.chars()).nfc())?;
        let mut whole = Scratch::default();
        whole.extend(head.as_str().chars().chain(self.after_cursor().chars()).nfc())?;
        if !acceptable(whole.as_str()) {
            return Err(Refusal::Unstable);
        }
        let cursor = boundary_at_or_after(whole.as_str(), head.len);
        self.replace(&whole, cursor);
        Ok(())
    }

    /// Removes the grapheme before the cursor.
    pub fn delete_before(&mut self) {
        let start = self.before_cursor().grapheme_indices(true).next_back().map_or(self.cursor, |(at, _)| at);
        self.remove(start..self.cursor);
    }

    /// Removes the grapheme after the cursor.
    pub fn delete_after(&mut self) {
        let end = self.cursor + self.after_cursor().graphemes(true).next().map_or(0, str::len);
        self.remove(self.cursor..end);
    }

    /// Moves the cursor one grapheme to the left.
    pub fn move_left(&mut self) {
        self.cursor = self.before_cursor().grapheme_indices(true).next_back().map_or(0, |(at, _)| at);
    }

    /// Moves the cursor one grapheme to the right.
    pub fn move_right(&mut self) {
        self.cursor += self.after_cursor().graphemes(true).next().map_or(0, str::len);
    }

    /// Moves the cursor before the first character.
    pub fn move_home(&mut self) {
        self.cursor = 0;
    }

    /// Moves the cursor after the last character.
    pub fn move_end(&mut self) {
        self.cursor = self.len;
    }

    /// Wipes the text.
    pub fn clear(&mut self) {
        self.bytes.zeroize();
        self.len = 0;
        self.cursor = 0;
    }

    fn before_cursor(&self) -> &str {
        self.expose().get(..self.cursor).unwrap_or_default()
    }

    fn after_cursor(&self) -> &str {
        self.expose().get(self.cursor..).unwrap_or_default()
    }

    fn remove(&mut self, range: Range<usize>) {
        let mut kept = Scratch::default();
        let text = self.expose();
        let (head, tail) =
            (text.get(..range.start).unwrap_or_default(), text.get(range.end..).unwrap_or_default());
        // Composed again: what the removed grapheme kept apart may now join. Never longer: it fits.
        if kept.extend(head.chars().chain(tail.chars()).nfc()).is_ok() {
            let cursor = boundary_at_or_after(kept.as_str(), range.start);
            self.replace(&kept, cursor);
        }
    }

    fn replace(&mut self, text: &Scratch, cursor: usize) {
        self.bytes.copy_from_slice(text.bytes.as_slice());
        self.len = text.len;
        self.cursor = cursor.min(text.len);
    }
}

impl Default for SecretText {
    fn default() -> Self {
        Self::new()
    }
}

impl Drop for SecretText {
    fn drop(&mut self) {
        self.clear();
    }
}

impl fmt::Debug for SecretText {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("SecretText(…)")
    }
}

/// A buffer of the same fixed size, for composing, wiped like the secret.
struct Scratch {
    bytes: Box<[u8; CAPACITY]>,
    len: usize,
}

impl Default for Scratch {
    fn default() -> Self {
        Self { bytes: Box::new([0; CAPACITY]), len: 0 }
    }
}

impl Scratch {
    fn extend(&mut self, text: impl Iterator<Item = char>) -> Result<(), Refusal> {
        for character in text {
            let end = self.len + character.len_utf8();
            let room = self.bytes.get_mut(self.len..end).ok_or(Refusal::TooLong)?;
            character.encode_utf8(room);
            self.len = end;
        }
        Ok(())
    }

    fn as_str(&self) -> &str {
        self.bytes.get(..self.len).and_then(|bytes| std::str::from_utf8(bytes).ok()).unwrap_or_default()
    }
}

impl Drop for Scratch {
    fn drop(&mut self) {
        self.bytes.zeroize();
    }
}

fn boundary_at_or_after(text: &str, at: usize) -> usize {
    text.grapheme_indices(true).map(|(start, _)| start).find(|start| *start >= at).unwrap_or(text.len())
}

fn is_stable(text: &str) -> bool {
    text.chars().eq(text.chars().nfkc())
}

/// Characters that a person cannot see or that change how others are shown.
fn is_invisible(character: char) -> bool {
    character.is_control()
        || !is_public_assigned(character)
        || matches!(character,
            '\u{00AD}' | '\u{034F}' | '\u{061C}' | '\u{115F}' | '\u{1160}' | '\u{17B4}' | '\u{17B5}'
            | '\u{180B}'..='\u{180F}' | '\u{200B}'..='\u{200F}' | '\u{2028}'..='\u{202E}'
            | '\u{2060}'..='\u{206F}' | '\u{3164}' | '\u{FE00}'..='\u{FE0F}' | '\u{FEFF}' | '\u{FFA0}'
            | '\u{FFF0}'..='\u{FFFF}' | '\u{1BCA0}'..='\u{1BCA3}' | '\u{1D173}'..='\u{1D17A}'
            | '\u{E0000}'..='\u{10FFFF}')
}

#[cfg(test)]
mod tests {
    use super::*;

    fn secret(text: &str) -> SecretText {
        SecretText::from_text(text).unwrap()
    }

    #[test]
    fn debug_says_nothing() {
        assert_eq!(format!("{:?}", secret("Ancien-Mdp-2026")), "SecretText(…)");
    }

    #[test]
    fn composed_and_decomposed_are_one_password() {
        assert!(secret("e\u{301}te\u{301}").same_as(&secret("été")));
        let mut typed = secret("e");
        typed.insert("\u{301}").unwrap();
        assert!(typed.same_as(&secret("é")));
        assert_eq!(typed.cursor(), 1);
    }

    #[test]
    fn what_a_server_would_alter_is_refused_and_nothing_is_lost() {
        let mut typed = secret("abc");
        for text in ["²", "µ", "½", "™"] {
            assert_eq!(typed.insert(text), Err(Refusal::Unstable), "{text}");
        }
        for text in [
            "\u{1b}",
            "\n",
            "\u{202e}",
            "\u{200b}",
            "\u{e000}",
            "\u{378}",
            "\u{fdd0}",
            "\u{1fffe}",
            "\u{1d173}",
        ] {
            assert_eq!(typed.insert(text), Err(Refusal::Invisible), "{text:?}");
        }
        assert_eq!(typed.insert(&"x".repeat(10_000_000)), Err(Refusal::TooLong));
        assert_eq!(typed.insert(&"é".repeat(511)), Err(Refusal::TooLong));
        assert_eq!(typed.expose(), "abc");
        for text in ["€", "£", "§", "°", "œ", "«", "’", " ", "🙂"] {
            assert_eq!(typed.insert(text), Ok(()), "{text}");
        }
    }

    #[test]
    fn a_password_set_elsewhere_can_still_be_typed() {
        let mut typed = SecretText::new();
        typed.insert_existing("m²µ").unwrap();
        assert_eq!(typed.expose(), "m²µ");
        assert_eq!(typed.insert_existing("\u{1b}"), Err(Refusal::Invisible));
    }

    #[test]
    fn edition_is_by_grapheme() {
        let mut typed = secret("aéb");
        typed.move_left();
        typed.delete_before();
        assert_eq!((typed.expose(), typed.cursor()), ("ab", 1));
        typed.insert("ñ").unwrap();
        assert_eq!((typed.expose(), typed.cursor()), ("añb", 2));
        typed.delete_after();
        assert_eq!(typed.expose(), "añ");
        typed.move_home();
        typed.delete_before();
        typed.delete_after();
        assert_eq!((typed.expose(), typed.grapheme_count()), ("ñ", 1));
        typed.clear();
        assert!(typed.is_empty() && typed.bytes.iter().all(|byte| *byte == 0));
    }

    #[test]
    fn what_a_deletion_brings_together_is_one_text_with_what_is_typed_so() {
        let mut typed = secret("\u{1100}x\u{1161}");
        typed.move_left();
        typed.delete_before();
        assert!(typed.same_as(&secret("\u{AC00}")));
        assert_eq!((typed.cursor(), typed.grapheme_count()), (1, 1));
        let mut flag = secret("🇫x🇷");
        flag.move_left();
        flag.delete_before();
        flag.delete_before();
        assert!(flag.is_empty(), "the cursor stands between graphemes");
    }

    #[test]
    fn deleted_bytes_do_not_stay_in_the_buffer() {
        let mut typed = secret("secret");
        for _ in 0..6 {
            typed.delete_before();
        }
        assert!(typed.bytes.iter().all(|byte| *byte == 0));
    }
}
