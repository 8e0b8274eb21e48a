//! Proposals of a password: asked for, shown until the next key, accepted into both fields or refused.

use crate::app::FieldId;
use crate::app::effect::Effect;
use crate::app::form::Focus;
use crate::app::model::{Model, Screen, next};
use crate::i18n::keys::form as texts;
use crate::password::generate::{Composition, Proposal, ProposalKind};

use super::open_form::OpenForm;

impl OpenForm<'_> {
    /// Asks for a proposal: words first, then characters, in turns.
    pub(super) fn propose(&mut self) {
        if self.form.focus != Focus::Field(FieldId::New) {
            self.move_to(Focus::Field(FieldId::New));
        }
        // One at a time, even if the key is held down.
        if self.form.proposing.is_some() {
            return;
        }
        let shown = self.form.proposal.as_ref().map(|proposal| proposal.makeup);
        let kind = match shown {
            Some(Composition::Words(_) | Composition::WordsAndDigit(_)) => ProposalKind::Random,
            Some(Composition::Characters(_)) | None => ProposalKind::Phrase,
        };
        let generation = next(self.generation);
        self.form.proposing = Some(generation);
        self.effects.push(Effect::Propose { generation, kind, context: self.form.context() });
    }

    /// Puts the proposal into both fields, masked.
    pub(super) fn accept(&mut self) {
        let Some(proposal) = self.form.proposal.take() else { return };
        self.form.proposing = None;
        for id in [FieldId::New, FieldId::Confirmation] {
            if let Some(field) = self.form.field_mut(id) {
                field.put_secret(proposal.text.duplicate());
                field.revealed = false;
            }
            self.changed(id);
        }
        self.form.focus = Focus::Field(FieldId::Confirmation);
        self.move_to(self.form.next_stop());
        *self.notice = Some(texts::NOTICE_PROPOSAL_TAKEN.into());
    }
}

/// Wipes the proposal that is shown, or stops waiting for it: any other key refuses it.
pub(in crate::app) fn drop_proposal(model: &mut Model) {
    if let Screen::Form(form) = &mut model.screen {
        form.proposal = None;
        form.proposing = None;
    }
}

/// Shows a proposal, if the form still waits for it.
pub(in crate::app) fn on_proposal(model: &mut Model, generation: u64, proposal: Option<Proposal>) {
    let Screen::Form(form) = &mut model.screen else { return };
    if form.proposing != Some(generation) {
        return;
    }
    form.proposing = None;
    if proposal.is_none() {
        model.notice = Some(texts::NOTICE_NO_PROPOSAL.into());
    }
    form.proposal = proposal;
}
