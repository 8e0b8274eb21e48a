//! [`SecretText`]: a typed secret, in a buffer that keeps no copy.
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

/// The fault of a typed or pasted text. The secret is unchanged. Only the refused character may be shown.
#[derive(Clone, Copy, PartialEq, Eq)]
pub enum InputRefusal {
    /// The text does not fit in [`CAPACITY`] bytes.
    TooLong,
    /// A control, bidirectional, zero-width, private or unassigned character.
    Invisible(char),
    /// A character that NFKC would alter (², µ, ½…): some servers would accept it, others not.
    Unstable(char),
}

/// The characters that a secret takes, and what it makes of them.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Acceptance {
    /// Visible characters that no server alters, in NFC: a secret that is chosen or written here.
    Chosen,
    /// Any character but NUL, as it was typed: a password that may have been set elsewhere.
    SetElsewhere,
}

/// An editable secret: a text, and a cursor between two graphemes.
pub struct SecretText {
    // Always `CAPACITY` long; only the first `len` bytes are text, and they are UTF-8.
    bytes: Box<[u8; CAPACITY]>,
    len: usize,
    cursor: usize,
    acceptance: Acceptance,
}

impl SecretText {
    /// An empty secret for visible characters that no server alters, in NFC.
    #[must_use]
    pub fn new() -> Self {
        Self::empty(Acceptance::Chosen)
    }

    /// An empty secret for a password that may have been set elsewhere: it keeps any character but NUL, as it was typed.
    #[must_use]
    pub fn set_elsewhere() -> Self {
        Self::empty(Acceptance::SetElsewhere)
    }

    fn empty(acceptance: Acceptance) -> Self {
        Self { bytes: Box::new([0; CAPACITY]), len: 0, cursor: 0, acceptance }
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
        let mut copy = Self::empty(self.acceptance);
        (copy.len, copy.cursor) = (self.len, self.cursor);
        // From buffer to buffer: a clone of the array would pass over the stack.
        copy.bytes.copy_from_slice(self.bytes.as_slice());
        copy
    }

    /// The text in NFC, which is what most programs store; `None` when it is in NFC as it stands.
    #[must_use]
    pub fn composed(&self) -> Option<Self> {
        let text = self.expose();
        if text.is_ascii() || text.chars().eq(text.chars().nfc()) {
            return None;
        }
        let mut whole = Scratch::default();
        // A text that does not fit in NFC was not stored so by a program like this one.
        whole.extend(text.chars().nfc()).ok()?;
        let mut composed = Self::empty(self.acceptance);
        composed.replace(&whole, whole.len);
        Some(composed)
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

    /// Inserts a typed or pasted text at the cursor.
    ///
    /// # Errors
    /// See [`InputRefusal`].
    pub fn insert(&mut self, text: &str) -> Result<(), InputRefusal> {
        match self.acceptance {
            Acceptance::Chosen => self.compose(text),
            Acceptance::SetElsewhere if text.contains('\0') => Err(InputRefusal::Invisible('\0')),
            Acceptance::SetElsewhere => self.splice(text),
        }
    }

    fn compose(&mut self, text: &str) -> Result<(), InputRefusal> {
        if text.len() > CAPACITY {
            return Err(InputRefusal::TooLong);
        }
        if let Some(odd) = text.chars().find(|c| is_invisible(*c)) {
            return Err(InputRefusal::Invisible(odd));
        }
        if text.is_ascii() && self.expose().is_ascii() {
            return self.splice(text);
        }
        // Composes the whole text again: a combining accent typed alone joins the letter before it.
        let mut head = Scratch::default();
        head.extend(self.before_cursor().chars().chain(text.chars()).nfc())?;
        let mut whole = Scratch::default();
        whole.extend(head.as_str().chars().chain(self.after_cursor().chars()).nfc())?;
        if let Some(odd) = whole.as_str().chars().find(|c| !is_stable(*c)) {
            return Err(InputRefusal::Unstable(odd));
        }
        let cursor = boundary_at_or_after(whole.as_str(), head.len);
        self.replace(&whole, cursor);
        Ok(())
    }

    /// Inserts a text as it is: ASCII into ASCII, which no Unicode form alters or joins, or what was set elsewhere.
    fn splice(&mut self, text: &str) -> Result<(), InputRefusal> {
        let (start, end) = (self.cursor, self.cursor.saturating_add(text.len()));
        let len = self.len.saturating_add(text.len());
        if len > CAPACITY {
            return Err(InputRefusal::TooLong);
        }
        self.bytes.copy_within(start..self.len, end);
        if let Some(room) = self.bytes.get_mut(start..end) {
            room.copy_from_slice(text.as_bytes());
        }
        self.len = len;
        self.cursor = if is_simple(self.expose()) { end } else { boundary_at_or_after(self.expose(), end) };
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

    /// Deletes all that precedes the cursor.
    pub fn delete_to_start(&mut self) {
        self.remove(0..self.cursor);
    }

    /// Deletes all that follows the cursor.
    pub fn delete_to_end(&mut self) {
        self.remove(self.cursor..self.len);
    }

    /// Deletes the word before the cursor, and what stands between both.
    pub fn delete_word(&mut self) {
        self.remove(self.word_start()..self.cursor);
    }

    pub fn move_word_left(&mut self) {
        self.cursor = self.word_start();
    }

    pub fn move_word_right(&mut self) {
        let rest = self.after_cursor();
        let word = rest.trim_start_matches(char::is_alphanumeric);
        let gap = word.trim_start_matches(|c: char| !c.is_alphanumeric());
        self.cursor = boundary_at_or_after(self.expose(), self.cursor + (rest.len() - gap.len()));
    }

    /// The start of the word before the cursor.
    fn word_start(&self) -> usize {
        let before = self.before_cursor();
        let word = before.trim_end_matches(|c: char| !c.is_alphanumeric());
        let start = word.trim_end_matches(char::is_alphanumeric).len();
        boundary_at_or_after(self.expose(), start)
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
        let left = head.chars().chain(tail.chars());
        // Composes again: the neighbours of the removed grapheme may join. The result is never longer, so it fits.
        let kept_whole = match self.acceptance {
            Acceptance::Chosen => kept.extend(left.nfc()),
            Acceptance::SetElsewhere => kept.extend(left),
        };
        if kept_whole.is_ok() {
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

/// Hides the character, which is part of a secret.
impl fmt::Debug for InputRefusal {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            Self::TooLong => "TooLong",
            Self::Invisible(_) => "Invisible(…)",
            Self::Unstable(_) => "Unstable(…)",
        })
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

/// Whether each byte is a grapheme: so in ASCII, but for CR LF.
fn is_simple(text: &str) -> bool {
    text.is_ascii() && !text.contains('\r')
}

/// Visible characters.
fn graphemes(text: &str) -> usize {
    if is_simple(text) { text.len() } else { text.graphemes(true).count() }
}

fn boundary_at_or_after(text: &str, at: usize) -> usize {
    text.grapheme_indices(true).map(|(start, _)| start).find(|start| *start >= at).unwrap_or(text.len())
}

/// Whether NFKC leaves it as it is. A text in NFC of such characters is in NFKC.
fn is_stable(character: char) -> bool {
    character.is_ascii() || std::iter::once(character).nfkc().eq([character])
}

/// Control and format characters: they leave no mark on a terminal, or alter the characters beside them.
#[must_use]
pub fn is_invisible(character: char) -> bool {
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
