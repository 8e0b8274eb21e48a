//! The text of a field in the available columns, scrolled so that the cursor is visible.

use unicode_segmentation::UnicodeSegmentation;
use zeroize::Zeroizing;

use crate::app::FieldId;
use crate::app::form::{Editor, Field};
use crate::password::is_invisible;
use crate::ui::text_painter::columns;

/// The masks of a secret.
#[derive(Clone, Copy)]
pub(in crate::ui) struct Masks {
    mask: char,
}

/// The last masks of a secret that fills its field, in turn: each key then changes the screen, for two bytes.
const MOVED: [&str; 2] = ["*", "+"];

impl Masks {
    pub(in crate::ui) fn of(mask: char) -> Self {
        Self { mask }
    }
}

/// The visible part of a text.
pub(in crate::ui) struct Window {
    /// The text, or the masks of a secret that is not revealed.
    pub(in crate::ui) text: Zeroizing<String>,
    pub(in crate::ui) cursor: u16,
    /// Columns that may still be filled before anything scrolls; 0 if the cursor is not at the end.
    pub(in crate::ui) room: u16,
}

impl Window {
    /// The next character comes at the end.
    fn open_ended(self, width: u16) -> Self {
        Self { room: width.saturating_sub(self.cursor + 1), ..self }
    }
}

/// The visible part of a field, `width` columns wide: around the cursor if the field has the focus, else from its
/// beginning.
pub(in crate::ui) fn window(field: &Field, width: u16, masks: Masks, focused: bool) -> Window {
    let mut bytes = [0; 4];
    let mask: &str = masks.mask.encode_utf8(&mut bytes);
    let place = |cursor| if focused { cursor } else { 0 };
    match field.editor() {
        Editor::Plain(area) => {
            let text = area.lines().first().map_or("", String::as_str);
            let cursor = text.chars().take(area.cursor().1).map(char::len_utf8).sum();
            let window = scrolled(text.graphemes(true), place(graphemes_before(text, cursor)), width);
            if cursor == text.len() { window.open_ended(width) } else { window }
        }
        Editor::Secret(secret) | Editor::Void(secret, _) if field.is_in_clear() => {
            let window =
                scrolled(secret.expose().graphemes(true).map(visible), place(secret.cursor()), width);
            let is_at_end = secret.cursor() == secret.grapheme_count();
            if is_at_end && !field.revealed() { window.open_ended(width) } else { window }
        }
        // The slashes of a date are no secret, and show how far one is.
        Editor::Secret(secret) | Editor::Void(secret, _) if field.id() == FieldId::BirthDate => {
            let glyphs = secret.expose().graphemes(true).map(|g| if g == "/" { "/" } else { mask });
            scrolled(glyphs, place(secret.cursor()), width)
        }
        Editor::Secret(secret) | Editor::Void(secret, _) => {
            let length = secret.grapheme_count();
            let is_at_end = secret.cursor() == length;
            let hidden = length.saturating_sub(usize::from(width.saturating_sub(1)));
            let is_full = length + 1 >= usize::from(width);
            let moved = MOVED.get(hidden % 2).copied().filter(|_| is_at_end && focused && is_full);
            let last = moved.unwrap_or(mask);
            let glyphs =
                std::iter::repeat_n(mask, length.saturating_sub(1)).chain((length > 0).then_some(last));
            let window = scrolled(glyphs, place(secret.cursor()), width);
            // The mask that fills a field may be another one.
            let end = if mask.len() > 1 { width.saturating_sub(1) } else { width };
            if is_at_end { window.open_ended(end) } else { window }
        }
    }
}

/// A grapheme that a terminal may be sent: a password that was set elsewhere may hold an escape or a change of direction.
fn visible(grapheme: &str) -> &str {
    let is_drawn = |c: char| !is_invisible(c) || matches!(c, '\u{200d}' | '\u{fe00}'..='\u{fe0f}');
    if grapheme.chars().all(is_drawn) && columns(grapheme) > 0 { grapheme } else { "\u{fffd}" }
}

fn graphemes_before(text: &str, byte: usize) -> usize {
    text.grapheme_indices(true).take_while(|(at, _)| *at < byte).count()
}

/// Hides the beginning of a long text, so that the cursor stands in the last column at most.
fn scrolled<'a>(glyphs: impl Iterator<Item = &'a str>, cursor: usize, width: u16) -> Window {
    let glyphs: Vec<&str> = glyphs.collect();
    let room = width.saturating_sub(1);
    let before: u16 = glyphs.iter().take(cursor).map(|glyph| columns(glyph)).sum();
    let mut hidden = 0;
    let mut first = 0;
    while before - hidden > room {
        hidden += glyphs.get(first).map_or(1, |glyph| columns(glyph));
        first += 1;
    }
    let mut text = Zeroizing::new(String::with_capacity(usize::from(width) * 8));
    let mut used = 0;
    for glyph in glyphs.iter().skip(first) {
        used += columns(glyph);
        if used > width || text.len() + glyph.len() > text.capacity() {
            break;
        }
        text.push_str(glyph);
    }
    Window { text, cursor: before - hidden, room: 0 }
}

/// A piece of at most `width` characters, if possible up to a separator, and the rest.
pub(in crate::ui) fn cut(text: &str, width: usize) -> (&str, &str) {
    let whole = text.char_indices().nth(width).map_or(text.len(), |(at, _)| at);
    let (head, _) = text.split_at_checked(whole).unwrap_or((text, ""));
    let end = if whole == text.len() { whole } else { head.rfind('-').map_or(whole, |at| at + 1) };
    text.split_at_checked(end).unwrap_or((text, ""))
}
