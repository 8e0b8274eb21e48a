//! Estimates of the passwords: a key shows at once, its estimate comes after the next pause in typing.

use crate::account::Estimate;
use crate::app::FieldId;
use crate::app::effect::{Effect, Timer, TimerKind};
use crate::app::form::Focus;
use crate::app::model::next;
use crate::password::SecretText;

use super::open_form::OpenForm;

const PASSWORDS: [FieldId; 3] = [FieldId::Current, FieldId::New, FieldId::Confirmation];

impl OpenForm<'_> {
    /// Starts the timer of the pause; an emptied or void field loses its gauge at once.
    pub(super) fn password_changed(&mut self, id: FieldId, generation: u64) {
        let Some(field) = self.form.field_mut(id) else {
            return;
        };
        if field.is_empty() || field.loss().is_some() {
            field.estimate = None;
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

    /// Asks for the missing estimates: a field that loses the focus waits for no pause.
    pub(super) fn estimate_pending(&mut self) {
        if std::mem::take(&mut self.form.context_changed) {
            // The login changed, so the estimates are stale.
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

    /// Asks for the estimate of the present text, once.
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

    /// Updates ticks and comparison. They need no estimator, but come with its reply: one frame a pause.
    fn tick(&mut self, id: FieldId) {
        if id == FieldId::New {
            let nothing = SecretText::new();
            let new = self.form.secret(FieldId::New).unwrap_or(&nothing);
            self.form.ticks = self.settings.judge.policy().ticks(new).collect();
        }
        self.form.identical = self.form.compare();
    }

    pub(super) fn on_estimate(&mut self, id: FieldId, generation: u64, estimate: Option<Estimate>) {
        let Some(field) = self.form.field_mut(id).filter(|field| field.generation == generation) else {
            return;
        };
        field.estimate = estimate;
        field.estimated_generation = generation;
        self.tick(id);
        // A field that lost the focus before its estimate shows its faults now.
        let is_left = self.form.focus != Focus::Field(id) && self.form.sending.is_none();
        if id == FieldId::New && is_left {
            self.show_faults_of(id);
        }
    }
}
