//! [`SecretText`]: a text that only the person who types it may see.
//!
//! The buffer never grows, so it never leaves a copy behind; clearing and dropping wipe it; the person edits it by
//! grapheme. There is no `Clone`, no `Display`, and `Debug` shows nothing, not even a length.

use std::fmt;
use std::ops::Range;

use subtle::ConstantTimeEq;
use unicode_normalization::UnicodeNormalization;
use unicode_normalization::char::is_public_assigned;
use unicode_segmentation::UnicodeSegmentation;
use zeroize::Zeroize;

/// Bytes of a secret: twice the 128 characters of four bytes that a policy allows, so that the rule is what refuses more.
pub const CAPACITY: usize = 1024;

/// The fault of a typed or pasted text. The secret is unchanged.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum InputRefusal {
    /// The text does not fit in [`CAPACITY`] bytes.
    TooLong,
    /// A control, bidirectional, zero-width, private or unassigned character.
    Invisible,
    /// A character that NFKC would alter (², µ, ½…): some servers would accept it, others not.
    Unstable,
}

/// An editable secret: NFC text, and a cursor between two graphemes.
pub struct SecretText {
    // Always `CAPACITY` long; only the first `len` bytes are text, and they are UTF-8.
    bytes: Box<[u8; CAPACITY]>,
    len: usize,
    cursor: usize,
}

impl SecretText {
    #[must_use]
    pub fn new() -> Self {
        Self { bytes: Box::new([0; CAPACITY]), len: 0, cursor: 0 }
    }

    /// A secret that holds `text`, its cursor at the end.
    ///
    /// # Errors
    /// See [`InputRefusal`].
    pub fn from_text(text: &str) -> Result<Self, InputRefusal> {
        let mut secret = Self::new();
        secret.insert(text)?;
        Ok(secret)
    }

    /// The text. Review every call: its result must be wiped.
    #[must_use]
    pub fn expose(&self) -> &str {
        self.bytes.get(..self.len).and_then(|bytes| std::str::from_utf8(bytes).ok()).unwrap_or_default()
    }

    /// A second secret with the same text: a named method, not `Clone`, so that each copy is deliberate.
    #[must_use]
    pub fn duplicate(&self) -> Self {
        Self { bytes: self.bytes.clone(), len: self.len, cursor: self.cursor }
    }

    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.len == 0
    }

    /// Characters of a policy: code points after NFC.
    #[must_use]
    pub fn char_count(&self) -> usize {
        self.expose().chars().count()
    }

    /// Visible characters: one mask sign each.
    #[must_use]
    pub fn grapheme_count(&self) -> usize {
        graphemes(self.expose())
    }

    /// The place of the cursor, in graphemes.
    #[must_use]
    pub fn cursor(&self) -> usize {
        graphemes(self.before_cursor())
    }

    /// Whether both hold the same text, in constant time.
    #[must_use]
    pub fn same_as(&self, other: &Self) -> bool {
        // The whole buffers are compared: neither length nor content changes the time.
        bool::from(self.bytes.as_slice().ct_eq(other.bytes.as_slice())) && self.len == other.len
    }

    /// Inserts a typed or pasted text at the cursor, in NFC.
    ///
    /// # Errors
    /// See [`InputRefusal`].
    pub fn insert(&mut self, text: &str) -> Result<(), InputRefusal> {
        self.compose(text, is_stable)
    }

    /// The same for an existing password, perhaps set elsewhere: it may hold a character that NFKC would alter.
    ///
    /// # Errors
    /// [`InputRefusal::TooLong`] or [`InputRefusal::Invisible`]
    pub fn insert_existing(&mut self, text: &str) -> Result<(), InputRefusal> {
        self.compose(text, |_| true)
    }

    fn compose(&mut self, text: &str, acceptable: impl Fn(&str) -> bool) -> Result<(), InputRefusal> {
        if text.len() > CAPACITY {
            return Err(InputRefusal::TooLong);
        }
        if text.chars().any(is_invisible) {
            return Err(InputRefusal::Invisible);
        }
        if text.is_ascii() && self.expose().is_ascii() {
            return self.splice(text);
        }
        // Composes the whole text again: a combining accent typed alone joins the letter before it.
        let mut head = Scratch::default();
        head.extend(self.before_cursor().chars().chain(text.chars()).nfc())?;
        let mut whole = Scratch::default();
        whole.extend(head.as_str().chars().chain(self.after_cursor().chars()).nfc())?;
        if !acceptable(whole.as_str()) {
            return Err(InputRefusal::Unstable);
        }
        let cursor = boundary_at_or_after(whole.as_str(), head.len);
        self.replace(&whole, cursor);
        Ok(())
    }

    /// Inserts ASCII into ASCII, which no Unicode form alters or joins.
    fn splice(&mut self, text: &str) -> Result<(), InputRefusal> {
        let (start, end) = (self.cursor, self.cursor + text.len());
        let len = self.len + text.len();
        if len > CAPACITY {
            return Err(InputRefusal::TooLong);
        }
        self.bytes.copy_within(start..self.len, end);
        if let Some(room) = self.bytes.get_mut(start..end) {
            room.copy_from_slice(text.as_bytes());
        }
        (self.len, self.cursor) = (len, end);
        Ok(())
    }

    pub fn delete_before(&mut self) {
        let start = self.before_cursor().grapheme_indices(true).next_back().map_or(self.cursor, |(at, _)| at);
        self.remove(start..self.cursor);
    }

    pub fn delete_after(&mut self) {
        let end = self.cursor + self.after_cursor().graphemes(true).next().map_or(0, str::len);
        self.remove(self.cursor..end);
    }

    pub fn move_left(&mut self) {
        self.cursor = self.before_cursor().grapheme_indices(true).next_back().map_or(0, |(at, _)| at);
    }

    pub fn move_right(&mut self) {
        self.cursor += self.after_cursor().graphemes(true).next().map_or(0, str::len);
    }

    pub fn move_home(&mut self) {
        self.cursor = 0;
    }

    pub fn move_end(&mut self) {
        self.cursor = self.len;
    }

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
        // Composes again: the neighbours of the removed grapheme may join. The result is never longer, so it fits.
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

/// A buffer of the same fixed size, to compose in, wiped like the secret.
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
    fn extend(&mut self, text: impl Iterator<Item = char>) -> Result<(), InputRefusal> {
        for character in text {
            let end = self.len + character.len_utf8();
            let room = self.bytes.get_mut(self.len..end).ok_or(InputRefusal::TooLong)?;
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

/// Visible characters. ASCII holds no control character here, so each byte is one.
fn graphemes(text: &str) -> usize {
    if text.is_ascii() { text.len() } else { text.graphemes(true).count() }
}

fn boundary_at_or_after(text: &str, at: usize) -> usize {
    text.grapheme_indices(true).map(|(start, _)| start).find(|start| *start >= at).unwrap_or(text.len())
}

fn is_stable(text: &str) -> bool {
    text.chars().eq(text.chars().nfkc())
}

/// Whether a character is invisible, or changes the look of its neighbours.
fn is_invisible(character: char) -> bool {
    if character.is_ascii() {
        return character.is_ascii_control();
    }
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
mod tests;
