//! Questions: those answered in words, and numbered choices.

use std::time::Duration;

use crate::account::DelayOffer;
use crate::app::FieldId;
use crate::app::form::{CaptchaImage, Field, Form, check, wording};
use crate::app::{FormKind, Model, Screen};
use crate::captcha::LENGTH;
use crate::i18n::keys::{form as form_texts, plain, screens};
use crate::i18n::{Catalogue, Text, TextKey};
use crate::ui;

use super::input_mode::InputMode;
use super::slot;

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
    /// The number of the answer to correct.
    Review,
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
    /// Choose an answer to correct.
    Review,
    Correct(FieldId),
    CorrectNothing,
    GiveUp,
    /// Back to the form that failed.
    Retry,
    /// Begin again with another person after an outcome.
    NextPerson,
    /// End the session after an outcome.
    End,
}

impl Question {
    /// The choices in the order of their numbers; none if the answer is a text.
    pub(super) fn choices(self, model: &Model) -> Vec<NumberedChoice> {
        use NumberedChoice::{
            Another, AnotherProposal, AnswerIt, AskSupport, CopyImage, End, GiveUp, Language, NextPerson,
            Open, OtherForm, OwnPassword, Quit, Retry, Review, Save, Show, TakeProposal, Wait,
        };
        match self {
            Self::Field(_) | Self::Sending => Vec::new(),
            Self::Menu => vec![Open(FormKind::Change), Open(FormKind::Reset), Language, Quit],
            Self::Empty(_) => vec![AnswerIt, OtherForm],
            Self::Proposal => vec![TakeProposal, AnotherProposal, OwnPassword],
            // The choice that every user can take comes first.
            Self::Image if offers_delay(model) => vec![Wait, Show, Another, AskSupport],
            Self::Image => vec![Show, Another, AskSupport],
            Self::Save if delay(model).is_some() => vec![Save, Review, CopyImage, GiveUp],
            Self::Save => vec![Save, Review, GiveUp],
            Self::Review => corrections(model),
            Self::Outcome if matches!(model.screen(), Screen::Outcome { form: Some(_), .. }) => {
                let next = model.settings.several_people.then_some(NextPerson);
                [Retry].into_iter().chain(next).chain([End]).collect()
            }
            Self::Outcome if model.settings.several_people => {
                vec![End, NextPerson]
            }
            Self::Outcome => vec![End],
        }
    }

    /// Whether Enter alone takes the first choice; the prompt then says so.
    pub(super) fn has_default(self) -> bool {
        matches!(self, Self::Empty(_) | Self::Proposal | Self::Save | Self::Outcome)
    }
}

/// The sentences before the prompt: the subject, and the choices.
pub(super) fn introduction(
    question: Question,
    input: InputMode,
    model: &Model,
    words: &Catalogue,
) -> Vec<String> {
    let mut sentences = match question {
        Question::Menu => vec![words.get(screens::MENU_TITLE).into_owned()],
        Question::Empty(_) => vec![words.get(plain::NOTHING_TYPED).into_owned()],
        Question::Proposal => proposal(model, words),
        Question::Image => image(model, words),
        Question::Save => all_answered(model, words),
        Question::Review => vec![words.get(plain::TO_CORRECT).into_owned()],
        Question::Field(_) | Question::Sending | Question::Outcome => Vec::new(),
    };
    sentences.extend(listed(question, input, model, words));
    sentences
}

/// The choices, each with its number; none where there is no other.
pub(super) fn listed(question: Question, input: InputMode, model: &Model, words: &Catalogue) -> Vec<String> {
    let choices = Some(question.choices(model)).filter(|choices| choices.len() > 1).unwrap_or_default();
    let listed = (1..).zip(choices).map(|(number, offer)| {
        let label = label(offer, input, model, words);
        words.format(&Text::from(plain::CHOICE).number("number", number).word("label", label))
    });
    listed.collect()
}

/// The answers that may be corrected. The confirmation follows the password, and each image has a question of its own.
fn corrections(model: &Model) -> Vec<NumberedChoice> {
    let fields = model.form().map(Form::fields).unwrap_or_default();
    let ids =
        fields.iter().map(Field::id).filter(|id| !matches!(id, FieldId::Confirmation | FieldId::Captcha));
    ids.map(NumberedChoice::Correct).chain([NumberedChoice::CorrectNothing]).collect()
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
    sentences.extend(delay_offer(model).map(|offer| {
        words.format(&match offer {
            DelayOffer::Open(delay) => Text::from(plain::DELAYS_LEFT).number("left", delay.left),
            DelayOffer::Spent { free_in } => wording::delays_spent(free_in),
        })
    }));
    sentences
}

fn all_answered(model: &Model, words: &Catalogue) -> Vec<String> {
    let delayed = delay(model)
        .map(|delay| words.format(&Text::from(plain::WILL_BE_DELAYED).number("seconds", ui::seconds(delay))));
    [words.get(plain::ALL_ANSWERED).into_owned()].into_iter().chain(delayed).collect()
}

/// The delay that the user may choose instead of the image.
fn delay_offer(model: &Model) -> Option<DelayOffer> {
    model.form().and_then(|form| form.delay_offer(&model.settings))
}

fn offers_delay(model: &Model) -> bool {
    matches!(delay_offer(model), Some(DelayOffer::Open(_)))
}

/// The delay that the user chose instead of the image.
fn delay(model: &Model) -> Option<Duration> {
    match model.screen() {
        Screen::Form(form) => match form.image() {
            CaptchaImage::Skipped { delay } => Some(delay.lasts),
            _ => None,
        },
        Screen::Menu(_) | Screen::Outcome { .. } => None,
    }
}

fn label(offer: NumberedChoice, input: InputMode, model: &Model, words: &Catalogue) -> String {
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
            let Some(DelayOffer::Open(delay)) = delay_offer(model) else { return String::new() };
            let wait = Text::from(plain::IMAGE_WAIT).number("seconds", ui::seconds(delay.lasts));
            return words.format(&wait);
        }
        NumberedChoice::CopyImage => plain::IMAGE_AFTER_ALL,
        NumberedChoice::AskSupport => plain::IMAGE_GIVE_UP,
        NumberedChoice::Save => plain::SAVE,
        NumberedChoice::Review => plain::REVIEW,
        NumberedChoice::Correct(id) => return correction(id, input, model, words),
        NumberedChoice::CorrectNothing => plain::CORRECT_NOTHING,
        NumberedChoice::GiveUp => plain::GIVE_UP,
        NumberedChoice::Retry => plain::RETRY,
        NumberedChoice::NextPerson => plain::NEXT_PERSON,
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

/// A field that may be corrected, with its text where that is no secret.
fn correction(id: FieldId, input: InputMode, model: &Model, words: &Catalogue) -> String {
    let label = words.get(short(id));
    match model.form().and_then(|form| kept(form, id, input)) {
        Some(text) => format!("{label}, {text}"),
        None => label.into_owned(),
    }
}

/// The text of a field or its [`slot`], for a person. A line that came too early may be a secret: a program never reads
/// back what it wrote.
pub(super) fn kept(form: &Form, id: FieldId, input: InputMode) -> Option<String> {
    let field = form.field(id).filter(|field| input == InputMode::Keys && !field.seen().is_empty())?;
    Some(slot::of(field).map_or_else(|| field.plain().to_owned(), String::from))
}

/// The name of a field beside the answer of Enter, and in a list.
pub(super) fn short(id: FieldId) -> TextKey {
    match id {
        FieldId::Number => plain::NUMBER_SHORT,
        FieldId::BirthDate => form_texts::LABEL_BIRTH_DATE,
        _ => wording::field(id).spoken,
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
