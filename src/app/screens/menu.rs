//! « Gérer mon mot de passe »

use crate::app::effect::{Effect, Farewell};
use crate::app::keymap::Action;
use crate::app::model::{Choice, Model, Screen};

use super::form;

pub(in crate::app) fn act(model: &mut Model, selected: Choice, action: Action) -> Vec<Effect> {
    match action {
        // Two entries: up and down are the same move.
        Action::Next | Action::Previous => {
            model.screen = Screen::Menu(selected.other());
            Vec::new()
        }
        Action::Press => form::open(model, selected, None),
        Action::Choose(choice) => {
            model.screen = Screen::Menu(choice);
            form::open(model, choice, None)
        }
        Action::Back => {
            model.wipe();
            vec![Effect::End(Farewell { exit_code: 0, last_words: None })]
        }
        _ => Vec::new(),
    }
}
