//! A masked key is echoed at once; what is requested_generation of a password comes with the next pause in typing.

use crate::app::FieldId;
use crate::app::effect::{Effect, Timer, TimerKind};
use crate::app::form::Focus;
use crate::app::model::next;
use crate::password::Strength;

use super::OpenForm;

const PASSWORDS: [FieldId; 3] = [FieldId::Current, FieldId::New, FieldId::Confirmation];

impl OpenForm<'_> {
    /// Waits for a pause; an empty field has no bar from now on, and nothing to judge.
    pub(super) fn password_changed(&mut self, id: FieldId, generation: u64) {
        let Some(field) = self.form.field_mut(id) else {
            return;
        };
        if field.is_empty() {
            field.strength = None;
            field.requested_generation = generation;
            self.tick(id);
        } else {
            let timer = Timer { kind: TimerKind::TypingPause(id), generation };
            let delay = self.session.link.typing_pause(self.settings.typing_pause);
            self.effects.push(Effect::StartTimer { timer, delay });
        }
    }

    pub(super) fn on_typing_pause(&mut self, id: FieldId, generation: u64) {
        if self.form.field(id).is_some_and(|field| field.generation == generation) {
            self.estimate(id);
        }
    }

    /// When a field is left, nobody waits for a pause.
    pub(super) fn estimate_pending(&mut self) {
        if std::mem::take(&mut self.form.context_changed) {
            // The same password is weaker with another login: what was requested_generation is so no more.
            for id in PASSWORDS {
                let generation = next(self.generation);
                if let Some(field) = self.form.field_mut(id).filter(|field| !field.is_empty()) {
                    field.generation = generation;
                }
            }
        }
        for id in PASSWORDS {
            self.estimate(id);
        }
    }

    /// Has this state of a password requested_generation, once.
    fn estimate(&mut self, id: FieldId) {
        let Some(field) =
            self.form.field_mut(id).filter(|field| field.requested_generation != field.generation)
        else {
            return;
        };
        field.requested_generation = field.generation;
        let generation = field.generation;
        if let Some(password) = self.form.secret(id).filter(|secret| !secret.is_empty()) {
            let (password, context) = (password.duplicate(), self.form.context());
            self.effects.push(Effect::Estimate { field: id, generation, password, context });
        }
    }

    /// Rules and equality need no estimator, but come with what it says: one frame a pause.
    fn tick(&mut self, id: FieldId) {
        if id == FieldId::New
            && let Some(new) = self.form.secret(FieldId::New)
        {
            self.form.ticks = self.settings.policy.ticks(new).collect();
        }
        self.form.identical = self.form.compare();
    }

    pub(super) fn on_estimate(&mut self, id: FieldId, generation: u64, strength: Option<Strength>) {
        let Some(field) = self.form.field_mut(id).filter(|field| field.generation == generation) else {
            return;
        };
        field.strength = strength;
        field.estimated_generation = generation;
        self.tick(id);
        // Left before it was requested_generation: what is wrong is said now. While it is typed, nothing is.
        let is_left = self.form.focus != Focus::Field(id) && self.form.sending.is_none();
        if id == FieldId::New && is_left {
            self.show_faults_of(id);
        }
    }
}
