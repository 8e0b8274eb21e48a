//! The words of what the model names: fields, rules, strengths, titles.

use std::time::Duration;

use crate::account::Outcome;
use crate::app::FieldId;
use crate::app::model::FormKind;
use crate::app::{Model, Screen};
use crate::i18n::keys::{form, screens};
use crate::i18n::{Catalogue, Key};
use crate::password::StrengthLabel;

/// The label of a field: the seed's own, or a short one.
pub(super) fn label(field: FieldId, long: bool) -> Key {
    let (seed, short) = match field {
        FieldId::Login => (form::LABEL_LOGIN, form::SHORT_LOGIN),
        FieldId::Current => (form::LABEL_CURRENT, form::SHORT_CURRENT),
        FieldId::Number => (form::LABEL_NUMBER, form::SHORT_NUMBER),
        FieldId::BirthDate => (form::LABEL_BIRTH_DATE, form::SHORT_BIRTH_DATE),
        FieldId::New => (form::LABEL_NEW, form::SHORT_NEW),
        FieldId::Confirmation => (form::LABEL_CONFIRMATION, form::SHORT_CONFIRMATION),
        FieldId::Captcha => (form::LABEL_CAPTCHA, form::SHORT_CAPTCHA),
    };
    if long { seed } else { short }
}

/// What is expected in a field; on a slow line only how a date is written.
pub(super) fn placeholder(field: FieldId, lean: bool) -> Option<Key> {
    match field {
        FieldId::BirthDate => Some(form::HINT_BIRTH_DATE),
        FieldId::Number if !lean => Some(form::HINT_NUMBER),
        FieldId::Login if !lean => Some(form::HINT_LOGIN),
        FieldId::Login
        | FieldId::Number
        | FieldId::Current
        | FieldId::New
        | FieldId::Confirmation
        | FieldId::Captcha => None,
    }
}

/// Whether both new passwords are the same.
pub(super) fn verdict(same: bool) -> Key {
    if same { form::IDENTICAL } else { form::DIFFERENT }
}

/// The label of a strength.
pub(super) fn strength(label: StrengthLabel) -> Key {
    match label {
        StrengthLabel::VeryWeak => form::STRENGTH_VERY_WEAK,
        StrengthLabel::Weak => form::STRENGTH_WEAK,
        StrengthLabel::Good => form::STRENGTH_GOOD,
        StrengthLabel::Strong => form::STRENGTH_STRONG,
        StrengthLabel::VeryStrong => form::STRENGTH_VERY_STRONG,
    }
}

/// The way from one form to the other.
pub(super) fn other_form(choice: FormKind) -> Key {
    match choice {
        FormKind::Change => form::LINK_TO_RESET,
        FormKind::Reset => form::LINK_TO_CHANGE,
    }
}

/// The title of the screen; the menu has the program's.
pub(super) fn title(model: &Model) -> Option<Key> {
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
pub(super) fn keys(names: &[Key], words: &Catalogue) -> String {
    names.iter().map(|name| words.get(*name)).collect::<Vec<_>>().join(" ")
}
