//! The words that take the place of a label on the row of the cursor, until the next key: a braille display shows no other
//! row.

use crate::app::form::{Field, Form, wording};
use crate::app::{Model, WipeQuestion};
use crate::i18n::keys::form as texts;
use crate::i18n::{Catalogue, Text};

/// At most 21 columns: those of a label.
pub(super) fn told(model: &Model, words: &Catalogue) -> Option<String> {
    let form = model.form().filter(|form| form.sending().is_none())?;
    let question = model.question().map(|question| match question {
        WipeQuestion::Leave => texts::TOLD_LEAVE.into(),
        WipeQuestion::OtherForm => texts::TOLD_OTHER_FORM.into(),
    });
    let warning = || model.warning().map(|warning| warning.short());
    let text: Text = question.or_else(warning).or_else(|| refusal(form)).or_else(|| news(model, form))?;
    Some(words.format(&text))
}

/// A refusal that is still to be read.
fn refusal(form: &Form) -> Option<Text> {
    let response = form.refused().filter(|_| form.refusal_is_unread())?;
    Some(Text::from(texts::TOLD_REFUSED).word("code", format!("MDP-{}", response.outcome.code())))
}

/// The reason why the request was not sent, or the fate of the image.
fn news(model: &Model, form: &Form) -> Option<Text> {
    match model.notice()?.key {
        // A proposal stands in the place of what was typed.
        texts::NOTICE_FAULTS if form.proposal().is_none() => {
            form.focused().and_then(Field::fault).map(|fault| wording::reason(fault).into())
        }
        texts::NOTICE_WITHOUT_IMAGE => Some(texts::TOLD_WITHOUT_IMAGE.into()),
        _ => None,
    }
}
