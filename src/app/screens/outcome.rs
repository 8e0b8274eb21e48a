//! The screen of an outcome.

use crate::account::Response;
use crate::app::effect::Effect;
use crate::app::exit::{Exit, ExitCode};
use crate::app::keymap::Action;
use crate::app::model::{Model, Screen};
use crate::i18n::Text;
use crate::i18n::keys::form as texts;

use super::form;

pub(in crate::app) fn act(model: &mut Model, action: Action) -> Vec<Effect> {
    let Screen::Outcome { response, form, .. } = &mut model.screen else {
        return Vec::new();
    };
    match action {
        Action::Back => {
            let exit = exit(response);
            model.wipe();
            vec![Effect::Exit(exit)]
        }
        Action::Retry => match form.take() {
            Some(form) => form::reopen(model, *form),
            None => Vec::new(),
        },
        _ => Vec::new(),
    }
}

/// The exit after this response: its code, and a message that stays on the ordinary screen.
pub(in crate::app) fn exit(response: &Response) -> Exit {
    let code = ExitCode::from(&response.outcome);
    let words = if response.outcome.is_done() {
        Text::from(texts::EXIT_DONE)
    } else {
        Text::from(texts::EXIT_FAILED).number("code", usize::from(response.outcome.code()))
    };
    Exit { code, message: Some(words.word("reference", response.reference.to_string())) }
}
