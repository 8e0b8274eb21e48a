//! Questions: those answered in words, and numbered choices.

use std::time::Duration;

use crate::app::FieldId;
use crate::app::form::{CaptchaImage, Form, check, wording};
use crate::app::{FormKind, Model, Screen};
use crate::captcha::LENGTH;
use crate::i18n::keys::{form as form_texts, plain, screens};
use crate::i18n::{Catalogue, Text, TextKey};
use crate::ui;

use super::input_mode::InputMode;

/// The question of the moment.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Question {
    /// The choice of a form.
    Menu,
    /// The text of a field.
    Field(FieldId),
    /// Asks for another way after a password or number was left empty.
    Empty(FieldId),
    /// Whether to take the proposed password.
    Proposal,
    /// Offers the image or a delay: a screen reader cannot read the image.
    Image,
    Save,
    /// None, until the response to the request.
    Sending,
    /// Offers to go on after an outcome.
    Outcome,
}

/// One of the numbered choices.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum NumberedChoice {
    Open(FormKind),
    /// Change the language.
    Language,
    Quit,
    /// Answer the question that was left empty.
    AnswerIt,
    /// Go to the other form.
    OtherForm,
    TakeProposal,
    /// Propose one of another kind.
    AnotherProposal,
    /// Type a password of one's own.
    OwnPassword,
    Show,
    Another,
    /// Have the request delayed instead of copying an image.
    Wait,
    /// Copy an image after all.
    CopyImage,
    /// Ask the support rather than read an image.
    AskSupport,
    Save,
    /// Go through the answers again.
    Review,
    GiveUp,
    /// Back to the form that failed.
    Retry,
    /// End the session after an outcome.
    End,
}

impl Question {
    /// The choices in the order of their numbers; none if the answer is a text.
    pub(super) fn choices(self, model: &Model) -> &'static [NumberedChoice] {
        match self {
            Self::Field(_) | Self::Sending => &[],
            Self::Menu => &[
                NumberedChoice::Open(FormKind::Change),
                NumberedChoice::Open(FormKind::Reset),
                NumberedChoice::Language,
                NumberedChoice::Quit,
            ],
            Self::Empty(_) => &[NumberedChoice::AnswerIt, NumberedChoice::OtherForm],
            Self::Proposal => {
                &[NumberedChoice::TakeProposal, NumberedChoice::AnotherProposal, NumberedChoice::OwnPassword]
            }
            Self::Image if model.settings.delay_instead.is_some() => {
                // The choice that every user can take comes first.
                &[
                    NumberedChoice::Wait,
                    NumberedChoice::Show,
                    NumberedChoice::Another,
                    NumberedChoice::AskSupport,
                ]
            }
            Self::Image => &[NumberedChoice::Show, NumberedChoice::Another, NumberedChoice::AskSupport],
            Self::Save if delay(model).is_some() => &[
                NumberedChoice::Save,
                NumberedChoice::Review,
                NumberedChoice::CopyImage,
                NumberedChoice::GiveUp,
            ],
            Self::Save => &[NumberedChoice::Save, NumberedChoice::Review, NumberedChoice::GiveUp],
            Self::Outcome if matches!(model.screen(), Screen::Outcome { form: Some(_), .. }) => {
                &[NumberedChoice::Retry, NumberedChoice::End]
            }
            Self::Outcome => &[NumberedChoice::End],
        }
    }

    /// Whether Enter alone takes the first choice; the prompt then says so.
    pub(super) fn has_default(self) -> bool {
        matches!(self, Self::Empty(_) | Self::Save | Self::Outcome)
    }
}

/// The sentences before the prompt: the subject, and the choices.
pub(super) fn introduction(question: Question, model: &Model, words: &Catalogue) -> Vec<String> {
    let mut sentences = match question {
        Question::Menu => vec![words.get(screens::MENU_TITLE).into_owned()],
        Question::Empty(_) => vec![words.get(plain::NOTHING_TYPED).into_owned()],
        Question::Proposal => proposal(model, words),
        Question::Image => image(model, words),
        Question::Save => all_answered(model, words),
        Question::Field(_) | Question::Sending | Question::Outcome => Vec::new(),
    };
    let choices = question.choices(model);
    if choices.len() > 1 {
        sentences.extend((1..).zip(choices).map(|(number, offer)| {
            words.format(
                &Text::from(plain::CHOICE)
                    .number("number", number)
                    .word("label", label(*offer, model, words)),
            )
        }));
    }
    sentences
}

fn proposal(model: &Model, words: &Catalogue) -> Vec<String> {
    let Screen::Form(form) = model.screen() else { return Vec::new() };
    form.proposal().iter().map(|proposal| words.format(&check::chance_text(proposal))).collect()
}

fn image(model: &Model, words: &Catalogue) -> Vec<String> {
    let mut sentences = vec![words.format(&Text::from(plain::IMAGE).number("count", LENGTH))];
    if let Screen::Form(form) = model.screen()
        && let CaptchaImage::Shown { disclosed: Some(text), .. } = form.image()
    {
        sentences.push(words.format(&Text::from(screens::DISCLOSED).word("text", text.as_str())));
    }
    sentences
}

fn all_answered(model: &Model, words: &Catalogue) -> Vec<String> {
    let delayed = delay(model)
        .map(|delay| words.format(&Text::from(plain::WILL_BE_DELAYED).number("seconds", ui::seconds(delay))));
    [words.get(plain::ALL_ANSWERED).into_owned()].into_iter().chain(delayed).collect()
}

/// The delay that the user chose instead of the image.
fn delay(model: &Model) -> Option<Duration> {
    match model.screen() {
        Screen::Form(form) => match form.image() {
            CaptchaImage::Skipped { delay } => Some(*delay),
            _ => None,
        },
        Screen::Menu(_) | Screen::Outcome { .. } => None,
    }
}

fn label(offer: NumberedChoice, model: &Model, words: &Catalogue) -> String {
    let key = match offer {
        NumberedChoice::Open(choice) => return entry(choice, model, words),
        NumberedChoice::OtherForm => match model.screen() {
            Screen::Form(form) => form.link(),
            Screen::Menu(_) | Screen::Outcome { .. } => form_texts::LINK_TO_RESET,
        },
        NumberedChoice::Language => form_texts::DO_LANGUAGE,
        NumberedChoice::Quit => plain::QUIT,
        NumberedChoice::AnswerIt => plain::ANSWER_IT,
        NumberedChoice::TakeProposal => plain::TAKE_PROPOSAL,
        NumberedChoice::AnotherProposal => plain::ANOTHER_PROPOSAL,
        NumberedChoice::OwnPassword => plain::OWN_PASSWORD,
        NumberedChoice::Show => plain::IMAGE_SHOW,
        NumberedChoice::Another => plain::IMAGE_ANOTHER,
        NumberedChoice::Wait => {
            let delay = model.settings.delay_instead.unwrap_or_default();
            return words.format(&Text::from(plain::IMAGE_WAIT).number("seconds", ui::seconds(delay)));
        }
        NumberedChoice::CopyImage => plain::IMAGE_AFTER_ALL,
        NumberedChoice::AskSupport => plain::IMAGE_GIVE_UP,
        NumberedChoice::Save => plain::SAVE,
        NumberedChoice::Review => plain::REVIEW,
        NumberedChoice::GiveUp => plain::GIVE_UP,
        NumberedChoice::Retry => plain::RETRY,
        NumberedChoice::End => plain::END,
    };
    words.get(key).into_owned()
}

/// An entry of the menu, and whom it is for.
fn entry(choice: FormKind, model: &Model, words: &Catalogue) -> String {
    let (title, explained) = match choice {
        FormKind::Change => (screens::MENU_CHANGE, screens::MENU_CHANGE_EXPLAINED),
        FormKind::Reset if model.settings.offers_reset => {
            (screens::MENU_RESET, screens::MENU_RESET_EXPLAINED)
        }
        FormKind::Reset => (screens::MENU_RESET, screens::MENU_RESET_CLOSED),
    };
    format!("{}. {}", words.get(title), words.get(explained))
}

/// The prompt, without the blank after it. Once an answer is `begun`, Enter gives that answer.
pub(super) fn prompt(
    question: Question,
    begun: bool,
    input: InputMode,
    model: &Model,
    words: &Catalogue,
) -> String {
    let asked = |key: TextKey| Text::from(plain::PROMPT).word("label", words.get(key));
    let with_default = |key: TextKey, default: String| {
        Text::from(plain::PROMPT_DEFAULT).word("label", words.get(key)).word("default", default)
    };
    let text = match (question, model.screen()) {
        (Question::Field(id), _) if begun => asked(wording::field(id).spoken),
        (Question::Field(id), Screen::Form(form)) => match default(form, id, input, words) {
            Some(default) => with_default(wording::field(id).spoken, default),
            None => asked(wording::field(id).spoken),
        },
        (Question::Outcome, Screen::Outcome { form: None, .. }) => asked(plain::ENTER_TO_END),
        _ if question.has_default() => with_default(plain::YOUR_CHOICE, "1".to_owned()),
        _ => asked(plain::YOUR_CHOICE),
    };
    words.format(&text)
}

/// The answer of Enter alone; `None` if the question needs more.
fn default(form: &Form, id: FieldId, input: InputMode, words: &Catalogue) -> Option<String> {
    if !may_keep(form, id) {
        return (id == FieldId::Captcha).then(|| words.get(plain::OTHER_CHOICES).into_owned());
    }
    // A line that came too early may be a secret: a program never reads back what it wrote.
    let shown = form.field(id).map(|field| field.plain()).filter(|_| input == InputMode::Keys);
    match shown.filter(|text| !text.is_empty()) {
        Some(text) => Some(words.format(&Text::from(plain::KEEP_TEXT).word("text", text))),
        None => Some(words.get(plain::KEEP).into_owned()),
    }
}

/// Whether an empty answer may keep the text of a field: there is one, without a fault.
pub(super) fn may_keep(form: &Form, id: FieldId) -> bool {
    let refused = form.refused().and_then(|response| FieldId::to_correct(&response.outcome));
    let good = form.field(id).is_some_and(|field| !field.is_empty() && field.fault().is_none());
    good && match id {
        // The directory refused this text, and would refuse it again.
        FieldId::Current | FieldId::New => refused != Some(id),
        FieldId::Confirmation => form.identical() != Some(false),
        FieldId::Login | FieldId::Number | FieldId::BirthDate | FieldId::Captcha => true,
    }
}
