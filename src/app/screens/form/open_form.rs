//! [`OpenForm`]: the form on the screen, as the files of this module change it.

use crate::app::effect::Effect;
use crate::app::form::Form;
use crate::app::model::{Change, Model, Screen};
use crate::app::settings::{ServiceSettings, SessionSettings};
use crate::i18n::Text;

/// The form on the screen, and the parts of the model that change with it.
pub(super) struct OpenForm<'a> {
    pub(super) form: &'a mut Form,
    pub(super) settings: &'a ServiceSettings,
    pub(super) session: &'a SessionSettings,
    pub(super) generation: &'a mut u64,
    pub(super) notice: &'a mut Option<Text>,
    pub(super) change: &'a mut Change,
    pub(super) effects: Vec<Effect>,
}

impl<'a> OpenForm<'a> {
    fn of(model: &'a mut Model) -> Option<Self> {
        let Screen::Form(form) = &mut model.screen else {
            return None;
        };
        Some(Self {
            form,
            settings: &model.settings,
            session: &model.session,
            generation: &mut model.generation,
            notice: &mut model.notice,
            change: &mut model.change,
            effects: Vec::new(),
        })
    }
}

/// The effects of `change` on the form; none if no form is on the screen.
pub(super) fn with_form(model: &mut Model, change: impl FnOnce(&mut OpenForm<'_>)) -> Vec<Effect> {
    let Some(mut open) = OpenForm::of(model) else {
        return Vec::new();
    };
    change(&mut open);
    open.effects
}
