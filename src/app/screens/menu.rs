//! « Gérer mon mot de passe »

use crate::app::effect::Effect;
use crate::app::exit::{Exit, ExitCode};
use crate::app::form_kind::FormKind;
use crate::app::keymap::Action;
use crate::app::model::{Model, Screen};

use super::form;

pub(in crate::app) fn act(model: &mut Model, selected: FormKind, action: Action) -> Vec<Effect> {
    match action {
        // With two entries, up and down are the same move.
        Action::Next | Action::Previous => {
            model.screen = Screen::Menu(selected.other());
            Vec::new()
        }
        Action::Press => form::open(model, selected, None),
        Action::OpenForm(kind) => {
            model.screen = Screen::Menu(kind);
            form::open(model, kind, None)
        }
        Action::Back => {
            model.wipe();
            vec![Effect::Exit(Exit { code: ExitCode::Success, message: None })]
        }
        _ => Vec::new(),
    }
}
