//! The words of what the model names: fields, rules, strengths, titles.

use std::time::Duration;

use crate::account::Outcome;
use crate::app::FieldId;
use crate::app::form::wording;
use crate::app::model::FormKind;
use crate::app::{Model, Screen};
use crate::i18n::keys::{form, screens};
use crate::i18n::{Catalogue, TextKey};

/// The label of a field: the seed's own, or a short one.
pub(super) fn label(field: FieldId, long: bool) -> TextKey {
    let words = wording::field(field);
    if long { words.label } else { words.short }
}

/// What is expected in a field; on a slow line only how a date is written.
pub(super) fn placeholder(field: FieldId, lean: bool) -> Option<TextKey> {
    wording::field(field).hint.filter(|_| !lean || field == FieldId::BirthDate)
}

/// Whether both new passwords are the same.
pub(super) fn verdict(same: bool) -> TextKey {
    if same { form::IDENTICAL } else { form::DIFFERENT }
}

/// The title of the screen; the menu has the program's.
pub(super) fn title(model: &Model) -> Option<TextKey> {
    if model.help.open {
        return Some(screens::HELP_TITLE);
    }
    match &model.screen {
        Screen::Menu(_) => None,
        Screen::Form(form) => Some(match form.kind {
            FormKind::Change => screens::CHANGE_TITLE,
            FormKind::Reset => screens::RESET_TITLE,
        }),
        Screen::Outcome { response, .. } => Some(match response.outcome {
            Outcome::Done(_) => screens::DONE_TITLE,
            // Nobody knows: neither saved nor not saved may be said.
            Outcome::ConnectionLostUnknown | Outcome::NotVerified => screens::UNSURE_TITLE,
            _ => screens::REFUSED_TITLE,
        }),
    }
}

/// Seconds, rounded up: nobody should be told to wait for less than it takes.
pub(super) fn seconds(time: Duration) -> usize {
    usize::try_from(time.as_millis().div_ceil(1000)).unwrap_or(usize::MAX)
}

/// The names of keys that do the same, side by side.
pub(super) fn keys(names: &[TextKey], words: &Catalogue) -> String {
    names.iter().map(|name| words.get(*name)).collect::<Vec<_>>().join(" ")
}
