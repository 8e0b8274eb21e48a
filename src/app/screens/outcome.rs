//! How a request ended.

use crate::account::{Outcome, Response};
use crate::app::effect::{Effect, Exit};
use crate::app::keymap::Action;
use crate::app::model::{Model, Screen};
use crate::i18n::Text;
use crate::i18n::keys::form as words;

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

/// What a request that ended so is for whoever looks at the exit code: 0 done, 3 directory unreachable, 1 anything
/// else.
#[must_use]
pub fn exit_code(outcome: &Outcome) -> u8 {
    match outcome {
        Outcome::Done(_) => 0,
        Outcome::Unreachable | Outcome::TooSlow => 3,
        _ => 1,
    }
}

/// How the visit ends after this response: its exit code, and words that stay on the ordinary screen.
pub(in crate::app) fn exit(response: &Response) -> Exit {
    let exit_code = exit_code(&response.outcome);
    let words = if response.outcome.is_done() {
        Text::from(words::FAREWELL_DONE)
    } else {
        Text::from(words::FAREWELL_FAILED).number("code", usize::from(response.outcome.code()))
    };
    Exit { exit_code, message: Some(words.word("reference", response.reference.to_string())) }
}
