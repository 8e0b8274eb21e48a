//! Editing of a field: typed and pasted texts enter in the same way.

use tui_textarea::{CursorMove, TextArea};
use unicode_normalization::UnicodeNormalization;

use crate::app::FieldId;
use crate::identity::login;
use crate::password::{InputRefusal, SecretText, is_invisible};

use super::field::{Editor, Field};

/// Most characters of a plain field: twice the longest login, so that an overlong one is a fault and not cut.
pub const MAX_PLAIN_CHARS: usize = 2 * login::MAX_LENGTH;

/// A change of a field, or a motion of its cursor.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Edit {
    /// Delete the character before the cursor.
    DeleteBefore,
    /// Delete the character after the cursor.
    DeleteAfter,
    /// Delete the word before the cursor.
    DeleteWord,
    /// Delete what follows the cursor.
    DeleteToEnd,
    Clear,
    Left,
    Right,
    WordLeft,
    WordRight,
    Home,
    End,
}

impl Edit {
    /// Whether it changes the text, and not only the cursor.
    #[must_use]
    pub fn changes_text(self) -> bool {
        match self {
            Self::DeleteBefore | Self::DeleteAfter | Self::DeleteWord | Self::DeleteToEnd | Self::Clear => {
                true
            }
            Self::Left | Self::Right | Self::WordLeft | Self::WordRight | Self::Home | Self::End => false,
        }
    }
}

impl Field {
    /// Inserts at the cursor.
    ///
    /// # Errors
    /// See [`InputRefusal`]; the field is then as it was.
    pub(in crate::app) fn insert(&mut self, text: &str) -> Result<(), InputRefusal> {
        let is_date = self.id == FieldId::BirthDate;
        let typed_so_far = self.plain().chars().count();
        match &mut self.editor {
            Editor::Plain(area) => {
                // The directory alters what it compares, as it likes: it may have any visible character.
                if let Some(odd) = text.chars().find(|c| is_invisible(*c)) {
                    return Err(InputRefusal::Invisible(odd));
                }
                let composed: String = text.nfc().take(MAX_PLAIN_CHARS + 1).collect();
                if typed_so_far + composed.chars().count() > MAX_PLAIN_CHARS {
                    return Err(InputRefusal::TooLong);
                }
                area.insert_str(composed);
                Ok(())
            }
            Editor::Secret(date) | Editor::Void(date, _) if is_date => insert_in_date(date, text),
            Editor::Secret(secret) | Editor::Void(secret, _) => secret.insert(text),
        }
    }

    /// Puts another text in the place of a visible one.
    pub(in crate::app) fn put_plain(&mut self, text: &str) {
        if let Editor::Plain(area) = &mut self.editor {
            area.clear();
            area.insert_str(text);
        }
    }

    /// Applies an edit. A void secret that it empties is a secret again.
    pub(in crate::app) fn edit(&mut self, edit: Edit) {
        let shows_words = self.is_in_clear();
        match &mut self.editor {
            Editor::Plain(area) => edit_text(area, edit),
            Editor::Secret(date) | Editor::Void(date, _)
                if self.id == FieldId::BirthDate && edit == Edit::DeleteBefore =>
            {
                delete_in_date(date);
            }
            Editor::Secret(secret) | Editor::Void(secret, _) => edit_secret(secret, edit, shows_words),
        }
        if edit.changes_text() {
            self.renew_if_empty();
        }
    }
}

fn edit_text(area: &mut TextArea<'_>, edit: Edit) {
    match edit {
        Edit::DeleteBefore => drop(area.delete_char()),
        Edit::DeleteAfter => drop(area.delete_next_char()),
        Edit::DeleteWord => drop(area.delete_word()),
        Edit::DeleteToEnd => drop(area.delete_line_by_end()),
        Edit::Clear => drop(area.clear()),
        Edit::Left => area.move_cursor(CursorMove::Back),
        Edit::Right => area.move_cursor(CursorMove::Forward),
        Edit::WordLeft => area.move_cursor(CursorMove::WordBack),
        Edit::WordRight => area.move_cursor(CursorMove::WordForward),
        Edit::Home => area.move_cursor(CursorMove::Head),
        Edit::End => area.move_cursor(CursorMove::End),
    }
}

/// Edits a secret. A masked text counts as one word, because a move to its words would tell their lengths.
fn edit_secret(secret: &mut SecretText, edit: Edit, shows_words: bool) {
    match edit {
        Edit::DeleteBefore => secret.delete_before(),
        Edit::DeleteAfter => secret.delete_after(),
        Edit::DeleteWord if shows_words => secret.delete_word(),
        Edit::DeleteWord => secret.delete_to_start(),
        Edit::DeleteToEnd => secret.delete_to_end(),
        Edit::Clear => secret.clear(),
        Edit::Left => secret.move_left(),
        Edit::Right => secret.move_right(),
        Edit::WordLeft if shows_words => secret.move_word_left(),
        Edit::WordRight if shows_words => secret.move_word_right(),
        Edit::Home | Edit::WordLeft => secret.move_home(),
        Edit::End | Edit::WordRight => secret.move_end(),
    }
}

/// Inserts the slashes of a date that is typed as digits; typed separators are kept.
fn insert_in_date(date: &mut SecretText, typed: &str) -> Result<(), InputRefusal> {
    let at_end = date.cursor() == date.grapheme_count();
    let one_digit = typed.len() == 1 && typed.bytes().all(|byte| byte.is_ascii_digit());
    if at_end && one_digit && (has_shape(date, "dd") || has_shape(date, "dd/dd")) {
        date.insert("/")?;
    }
    // A dash after four digits: they are a year, as in 1975-07-14, so the inserted slash goes.
    if at_end && typed == "-" && has_shape(date, "dd/dd") && begins_like_a_year(date) {
        date.move_left();
        date.move_left();
        date.delete_before();
        date.move_end();
    }
    date.insert(typed)
}

/// Deletes an inserted slash together with the digit after it: one key deletes one digit.
fn delete_in_date(date: &mut SecretText) {
    let at_end = date.cursor() == date.grapheme_count();
    date.delete_before();
    if at_end && (has_shape(date, "dd/") || has_shape(date, "dd/dd/")) {
        date.delete_before();
    }
}

/// Whether `date` has this shape: `d` stands for a digit, `/` for itself.
fn has_shape(date: &SecretText, shape: &str) -> bool {
    let text = date.expose();
    text.len() == shape.len()
        && text.bytes().zip(shape.bytes()).all(|(byte, kind)| match kind {
            b'd' => byte.is_ascii_digit(),
            _ => byte == kind,
        })
}

fn begins_like_a_year(date: &SecretText) -> bool {
    date.expose().starts_with("19") || date.expose().starts_with("20")
}
