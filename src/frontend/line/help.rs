//! The help: that of the question first, the whole help at the second time.

use crate::app::FieldId;
use crate::app::Model;
use crate::app::keymap::line_hints;
use crate::captcha::LENGTH;
use crate::i18n::keys::{plain, screens};
use crate::i18n::{Catalogue, Text};

use super::input_mode::InputMode;
use super::question::Question;
use crate::ui;

use super::sentences::rules;

/// The help of `question`, and the way to the whole help; empty if the question has none of its own.
pub(super) fn help_with(
    question: Question,
    model: &Model,
    input: InputMode,
    words: &Catalogue,
) -> Vec<String> {
    let Question::Field(field) = question else { return Vec::new() };
    let of = |keys: &[_]| keys.iter().map(|key| words.get(*key).into_owned()).collect::<Vec<_>>();
    let mut sentences = match field {
        FieldId::Login => of(&[plain::HELP_LOGIN]),
        FieldId::Current if model.settings.offers_reset => of(&[plain::HELP_CURRENT, plain::HELP_FORGOTTEN]),
        FieldId::Current => of(&[plain::HELP_CURRENT]),
        FieldId::Number => of(&[plain::HELP_NUMBER, screens::HELP_EXTERNAL_TEXT]),
        FieldId::BirthDate => of(&[plain::HELP_BIRTH_DATE]),
        FieldId::New => {
            let proposal = (input == InputMode::Keys).then_some(plain::MAY_PROPOSE);
            let more = [plain::HELP_SCORE].into_iter().chain(proposal);
            [rules(&model.settings, words)]
                .into_iter()
                .chain(more.map(|key| words.get(key).into_owned()))
                .collect()
        }
        FieldId::Confirmation => of(&[plain::HELP_CONFIRMATION]),
        FieldId::Captcha => vec![words.format(&Text::from(plain::HELP_CAPTCHA).number("count", LENGTH))],
    };
    sentences.push(words.get(plain::HELP_MORE).into_owned());
    sentences
}

/// The whole help; its keys come from the table of the keys.
pub(super) fn help(model: &Model, input: InputMode, words: &Catalogue) -> Vec<String> {
    let mut sentences = vec![
        format!("{}.", words.get(screens::HELP_COMPLEXITY)),
        rules(&model.settings, words),
        words.get(plain::HELP_SCORE).into_owned(),
    ];
    sentences.push(format!("{}.", words.get(screens::HELP_EXTERNAL)));
    sentences.push(words.get(screens::HELP_EXTERNAL_TEXT).into_owned());
    sentences.push(format!("{}.", words.get(screens::HELP_LIMITS)));
    sentences.push(ui::limits(&model.settings, words));
    if input == InputMode::Keys {
        let keys: Vec<_> =
            line_hints(model).iter().map(|hint| format!("{}.", ui::key_and_use(hint, words))).collect();
        sentences.extend([
            words.get(plain::MAY_PROPOSE).into_owned(),
            format!("{}.", words.get(screens::HELP_KEYS)),
            keys.join(" "),
        ]);
    }
    sentences.extend(model.settings.support_line(words));
    sentences
}
