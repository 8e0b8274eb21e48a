//! Typing and pasting: what comes, what is lost, and what a change of a field does to the others.

use crate::app::FieldId;
use crate::app::form::{Edit, Field, Focus, Form, Loss, check, wording};
use crate::app::model::{Change, next};
use crate::i18n::keys::form as texts;

use super::open_form::OpenForm;

impl OpenForm<'_> {
    /// Inserts a typed character, and records whether it changed nothing but the end of its field.
    pub(super) fn append(&mut self, character: char) {
        let is_calm =
            self.form.refused.is_none() && self.form.fields.iter().all(|field| field.fault.is_none());
        let length =
            |form: &Form| form.focused().filter(|field| !field.revealed).and_then(Field::length_at_end);
        let before = length(self.form).filter(|_| is_calm);
        self.insert(character.encode_utf8(&mut [0; 4]), false);
        if let (Some(before), Some(after)) = (before, length(self.form))
            && after == before + 1
        {
            *self.change =
                Change::Appended(self.form.focused().and_then(|field| field.seen().chars().next_back()));
        }
    }

    /// Inserts a text, unless it is refused: it is missing in a secret then, unless it was all of it.
    fn insert(&mut self, text: &str, is_all: bool) -> bool {
        let Some(field) = self.form.focused_mut() else { return false };
        let id = field.id;
        match field.insert(text) {
            Ok(()) => {
                self.changed(id);
                true
            }
            Err(refusal) => {
                if !is_all && field.lose(Loss::Refused) {
                    self.changed(id);
                }
                *self.notice = Some(check::refusal_text(refusal));
                false
            }
        }
    }

    /// Something was lost in the field that has the focus: a secret is void, elsewhere a notice says so.
    pub(super) fn lose(&mut self, loss: Loss) {
        let is_void = self.form.focused_mut().is_some_and(|field| field.lose(loss));
        match self.form.focus {
            Focus::Field(id) if is_void => self.changed(id),
            _ => *self.notice = Some(wording::loss(loss).notice.into()),
        }
    }

    /// Pastes the first line. Without the others, a secret is void: nobody sees where it was cut.
    pub(super) fn paste(&mut self, text: &str) {
        let text = text.trim_matches(['\r', '\n']);
        let line = text.split(['\r', '\n']).next().unwrap_or_default();
        if self.put_line(line) && line.len() < text.len() {
            if self.form.focused().is_some_and(|field| field.masked().is_some()) {
                self.lose(Loss::Paste);
            }
            *self.notice = Some(texts::NOTICE_FIRST_LINE.into());
        }
    }

    /// Inserts a line, unless it is refused. A password keeps the blanks at its ends, with a notice.
    pub(super) fn put_line(&mut self, line: &str) -> bool {
        let Some(field) = self.form.focused() else { return false };
        let is_password = field.is_password();
        let kept = if is_password { line } else { line.trim() };
        if kept.is_empty() {
            return true;
        }
        let has_blanks = is_password && line.trim().len() < line.len();
        let is_all = field.is_empty();
        if is_all && field.loss() == Some(Loss::Paste) {
            // The same text again, this time whole.
            self.edit(Edit::Clear);
        }
        let is_taken = self.insert(kept, is_all);
        if self.notice.is_none() && has_blanks {
            *self.notice = Some(texts::NOTICE_BLANKS.into());
        }
        is_taken
    }

    pub(super) fn edit(&mut self, edit: Edit) {
        let Some(field) = self.form.focused_mut() else {
            return;
        };
        let had_nothing = field.is_empty() && field.loss().is_none();
        field.edit(edit);
        let id = field.id;
        if edit.changes_text() && !had_nothing {
            self.changed(id);
        }
    }

    /// After a change of a field: removes its faults, and checks again the fields that depend on it.
    pub(super) fn changed(&mut self, id: FieldId) {
        let generation = next(self.generation);
        if let Some(field) = self.form.field_mut(id) {
            field.generation = generation;
            field.is_in_doubt = false;
            field.set_faults(None);
        }
        match id {
            FieldId::Current | FieldId::New | FieldId::Confirmation => self.password_changed(id, generation),
            FieldId::Login | FieldId::Number | FieldId::BirthDate => self.form.context_changed = true,
            FieldId::Captcha => {}
        }
        for other in [FieldId::New, FieldId::Confirmation].into_iter().filter(|other| *other != id) {
            self.revalidate_shown_fault(other);
        }
    }

    /// Checks again a field whose fault is shown.
    fn revalidate_shown_fault(&mut self, id: FieldId) {
        if self.form.field(id).is_some_and(|field| field.fault.is_some()) {
            self.show_faults_of(id);
        }
    }

    /// Shows the faults of a field.
    pub(super) fn show_faults_of(&mut self, id: FieldId) {
        let faults = check::faults_on_leaving(self.form, id, self.settings, self.session.today);
        if let Some(field) = self.form.field_mut(id) {
            field.set_faults(faults);
        }
    }
}
