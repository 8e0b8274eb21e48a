//! The ways into a form and out of it. Those that wipe what is typed take more than one key.

use crate::app::FieldId;
use crate::app::effect::Effect;
use crate::app::form::{Focus, Form, Submission};
use crate::app::form_kind::FormKind;
use crate::app::model::{Model, Screen};
use crate::app::wipe_question::WipeQuestion;
use crate::i18n::keys::form as texts;

use super::open_form::with_form;

/// Opens a form; from the other one, the login and the image are kept.
pub(in crate::app) fn open(model: &mut Model, kind: FormKind, from: Option<Form>) -> Vec<Effect> {
    if kind == FormKind::Reset && !model.settings.offers_reset {
        model.notice = Some(texts::NOTICE_RESET_NOT_OFFERED.into());
        return Vec::new();
    }
    let mut form = Form::new(kind, &model.settings);
    if let Some(from) = from {
        form.take_over_from(from);
    }
    show(model, form)
}

/// Shows again the form of a request that failed.
pub(in crate::app) fn reopen(model: &mut Model, mut form: Form) -> Vec<Effect> {
    // Only the image is left to copy.
    form.focus = if form.copies_image() { Focus::Field(FieldId::Captcha) } else { Focus::Save };
    show(model, form)
}

fn show(model: &mut Model, form: Form) -> Vec<Effect> {
    model.screen = Screen::Form(Box::new(form));
    with_form(model, |open| open.fetch_first_image())
}

/// The Escape key: gives up a request that can be, else leaves the form, after a question if something is typed.
pub(super) fn back(model: &mut Model) -> Vec<Effect> {
    let Screen::Form(form) = &model.screen else {
        return Vec::new();
    };
    match form.sending {
        None if form.has_text() => {
            model.question = Some(WipeQuestion::Leave);
            Vec::new()
        }
        None => abandon(model),
        Some(Submission { generation, delay_left: Some(_), .. })
        | Some(Submission { generation, answer_left: Some(_), .. }) => {
            vec![Effect::Cancel { generation }]
        }
        Some(_) => {
            model.notice = Some(texts::NOTICE_SENDING.into());
            Vec::new()
        }
    }
}

/// Back to the menu; what was typed is wiped. A request under way stays on the screen, for its response.
pub(super) fn abandon(model: &mut Model) -> Vec<Effect> {
    if model.form().is_some_and(|form| form.sending.is_none()) {
        model.wipe();
    }
    Vec::new()
}

/// The link to the other form, after a question if something would be lost there.
pub(super) fn follow_link(model: &mut Model) -> Vec<Effect> {
    let opens = |form: &Form| model.settings.offers_reset || form.kind.other() != FormKind::Reset;
    let asks = model.form().is_some_and(|form| opens(form) && form.has_text_to_lose());
    if asks {
        model.question = Some(WipeQuestion::OtherForm);
        return Vec::new();
    }
    switch(model)
}

/// Opens the other form, which keeps the login and the image.
pub(super) fn switch(model: &mut Model) -> Vec<Effect> {
    let Screen::Form(form) = &mut model.screen else {
        return Vec::new();
    };
    let other = form.kind.other();
    if form.sending.is_some() {
        return Vec::new();
    }
    if other == FormKind::Reset && !model.settings.offers_reset {
        return open(model, other, None);
    }
    let spare = Form::new(other, &model.settings);
    let from = std::mem::replace(form.as_mut(), spare);
    open(model, other, Some(from))
}

impl Form {
    /// Takes the login, the image and its text of the other form.
    pub(super) fn take_over_from(&mut self, mut from: Self) {
        for id in [FieldId::Login, FieldId::Captcha] {
            if let (Some(mine), Some(theirs)) = (self.field_mut(id), from.field_mut(id)) {
                std::mem::swap(mine, theirs);
            }
        }
        self.image = from.image;
        self.image_asked = from.image_asked;
        (self.offer, self.offer_asked) = (from.offer, from.offer_asked);
        if self.focused().is_some_and(|login| !login.is_empty()) {
            self.focus = self.next_stop();
        }
    }
}
