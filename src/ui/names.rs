//! The texts that name parts of the model: fields, titles, keys.

use std::time::Duration;

use crate::account::Outcome;
use crate::app::FieldId;
use crate::app::form::{CaptchaImage, wording};
use crate::app::keymap::Hint;
use crate::app::{FormKind, MAX_EXTENSIONS, Model, Screen, ServiceSettings};
use crate::i18n::keys::{form, screens};
use crate::i18n::{Catalogue, Text, TextKey};

use super::text_painter::columns;

/// The label of a field, as on the web page.
pub(super) fn label(field: FieldId) -> TextKey {
    wording::field(field).label
}

/// The label of a field where it must be short.
pub(super) fn short_label(field: FieldId) -> TextKey {
    wording::field(field).short
}

/// The example of what a field takes.
pub(super) fn hint(field: FieldId) -> Option<TextKey> {
    wording::field(field).hint
}

/// The notice; without one, the text of the image in the demonstration that shows it, where the image may be.
pub(super) fn notice(model: &Model) -> Option<Text> {
    let disclosed = || {
        disclosed(model)
            .filter(|_| !model.help_is_open())
            .map(|text| Text::from(screens::DISCLOSED).word("text", text))
    };
    model.notice().cloned().or_else(disclosed)
}

fn disclosed(model: &Model) -> Option<&str> {
    match model.form()?.image() {
        CaptchaImage::Shown { disclosed, .. } => disclosed.as_deref(),
        _ => None,
    }
}

/// « identique » or « différent ».
pub(super) fn verdict(same: bool) -> TextKey {
    if same { form::IDENTICAL } else { form::DIFFERENT }
}

/// The title of the screen; `None` for the menu, which has that of the program.
#[must_use]
pub fn title(model: &Model) -> Option<TextKey> {
    if model.help_is_open() {
        return Some(screens::HELP_TITLE);
    }
    match model.screen() {
        Screen::Menu(_) => None,
        Screen::Form(form) => Some(match form.kind() {
            FormKind::Change => screens::CHANGE_TITLE,
            FormKind::Reset => screens::RESET_TITLE,
        }),
        Screen::Outcome { response, .. } => Some(match response.outcome {
            Outcome::Done(_) => screens::DONE_TITLE,
            // The outcome is unknown: the title claims neither.
            Outcome::NotKnownYet { .. } | Outcome::AcceptedUnverified | Outcome::NotVerified => {
                screens::UNSURE_TITLE
            }
            _ => screens::REFUSED_TITLE,
        }),
    }
}

/// Seconds, rounded up: an announced wait is never shorter than the real one.
#[must_use]
pub fn seconds(time: Duration) -> usize {
    usize::try_from(time.as_millis().div_ceil(1000)).unwrap_or(usize::MAX)
}

/// The limits of a session, and the keys that go on.
#[must_use]
pub fn limits(settings: &ServiceSettings, words: &Catalogue) -> String {
    let text = Text::from(screens::HELP_LIMITS_TEXT)
        .word("idle", span(settings.idle_timeout, words))
        .word("longest", span(settings.absolute_timeout, words))
        .number("times", MAX_EXTENSIONS);
    words.format(&text)
}

/// A duration in whole minutes, or else in seconds.
fn span(time: Duration, words: &Catalogue) -> String {
    let seconds = seconds(time);
    let text = if seconds >= 60 && seconds.is_multiple_of(60) {
        Text::from(screens::SPAN_MINUTES).number("count", seconds / 60)
    } else {
        Text::from(screens::SPAN_SECONDS).number("count", seconds)
    };
    words.format(&text)
}

/// The names of a key and its alternatives, and what it does.
#[must_use]
pub fn key_and_use(hint: &Hint, words: &Catalogue) -> String {
    let keys: Vec<_> = hint.keys.iter().chain(&hint.alternatives).map(|name| words.get(*name)).collect();
    let text = Text::from(screens::HELP_KEY).word("keys", keys.join(", ")).word("does", words.get(hint.text));
    words.format(&text)
}

/// The names of keys that do the same, side by side.
pub(super) fn keys(names: &[TextKey], words: &Catalogue) -> String {
    let names: Vec<_> = names.iter().map(|name| words.get(*name)).collect();
    // A blank parts two names only if they have none.
    let between = if names.iter().any(|name| name.contains(' ')) { " / " } else { " " };
    names.join(between)
}

/// The first of these keys, with what they do, that have room in `room` columns, and that of the help; `between` two of
/// them are so many columns.
pub(super) fn fitting_keys<'keys>(
    keys: &'keys [(String, String)],
    words: &Catalogue,
    room: u16,
    between: u16,
) -> Vec<&'keys (String, String)> {
    let help = words.get(form::DO_HELP);
    let width = |(key, does): &(String, String)| columns(key) + 1 + columns(does);
    let of_help = keys.iter().position(|(_, does)| *does == help);
    let (mut shown, mut used, mut is_full) = (Vec::new(), 0, false);
    for (at, key) in keys.iter().enumerate() {
        let kept = of_help.filter(|help| at < *help).and_then(|help| keys.get(help));
        let kept = kept.map_or(0, |help| between + width(help));
        is_full |= used + width(key) + kept > room;
        if !is_full || (of_help == Some(at) && used + width(key) <= room) {
            used += width(key) + between;
            shown.push(key);
        }
    }
    shown
}
