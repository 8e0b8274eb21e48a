//! What a person types, as an answer in words or by a number, and what it does to the model.

use zeroize::Zeroizing;

use crate::app::FieldId;
use crate::app::form::{CaptchaImage, Edit, Focus};
use crate::app::keymap::Action;
use crate::app::{FormKind, Message, Screen};
use crate::i18n::Text;
use crate::i18n::keys::plain as words;
use crate::ui::plain::{self, InputMode, NumberedChoice, Question};

use super::Answered;
use super::exchange::Exchange;
use super::keys::LineKey;

/// Longest answer to a numbered choice.
const LONGEST_CHOICE: usize = 2;

impl Exchange<'_, '_> {
    pub(super) fn strike(&mut self, key: LineKey) {
        match (key, self.dialogue.asked) {
            (LineKey::Quit, _) => self.act(Action::Quit),
            (LineKey::Back, _) => self.act(Action::Back),
            (LineKey::Language, _) => {
                self.drop_answer();
                self.act(Action::Language);
                self.dialogue.anew = true;
            }
            (LineKey::Other, _) | (_, Question::Sending) => self.update(Message::Activity),
            (LineKey::Help, _) => {
                self.update(Message::Activity);
                self.drop_answer();
                self.help();
            }
            (LineKey::NewImage, Question::Image | Question::Field(FieldId::Captcha)) => self.draw_another(),
            (LineKey::Propose, Question::Field(FieldId::New) | Question::Proposal) => self.propose(),
            (LineKey::NewImage | LineKey::Propose, _) => self.update(Message::Activity),
            (key, Question::Field(id)) => self.answer_in_words(key, id),
            (key, question) => self.answer_by_number(key, question),
        }
    }

    fn answer_in_words(&mut self, key: LineKey, id: FieldId) {
        match key {
            LineKey::Insert(character) => {
                self.begin_answer();
                self.act(Action::Insert(character));
            }
            LineKey::RubOut if !self.dialogue.untouched => self.act(Action::Edit(Edit::DeleteBefore)),
            LineKey::Clear if !self.dialogue.untouched => self.act(Action::Edit(Edit::Clear)),
            LineKey::Enter => self.answer(id),
            _ => self.update(Message::Activity),
        }
    }

    fn answer_by_number(&mut self, key: LineKey, question: Question) {
        self.update(Message::Activity);
        match key {
            // Nothing but a number or a question mark is shown: a password may be typed here by mistake.
            LineKey::Insert(character)
                if matches!(character, '0'..='9' | '?') && self.dialogue.choice.len() < LONGEST_CHOICE =>
            {
                self.dialogue.choice.push(character);
            }
            LineKey::RubOut => drop(self.dialogue.choice.pop()),
            LineKey::Clear => self.dialogue.choice.clear(),
            LineKey::Enter => {
                let typed = std::mem::take(&mut self.dialogue.choice);
                self.choose(question, &typed);
            }
            _ => {}
        }
    }

    pub(super) fn paste(&mut self, text: &Zeroizing<String>) {
        match self.dialogue.asked {
            Question::Field(_) => {
                self.begin_answer();
                self.update(Message::Paste(text.clone()));
            }
            _ => self.update(Message::Activity),
        }
    }

    /// The first character of an answer takes the place of what was there before.
    pub(super) fn begin_answer(&mut self) {
        if std::mem::take(&mut self.dialogue.untouched) {
            self.act(Action::Edit(Edit::Clear));
        }
    }

    /// What interrupts an answer has it begun again: nobody saw how far it was.
    fn drop_answer(&mut self) {
        if matches!(self.dialogue.asked, Question::Field(_)) && !self.dialogue.untouched {
            self.act(Action::Edit(Edit::Clear));
        }
    }

    pub(super) fn answer(&mut self, id: FieldId) {
        self.dialogue.writer.end_line();
        let untouched = std::mem::replace(&mut self.dialogue.untouched, true);
        let Screen::Form(form) = &self.model.screen else { return };
        let Some(field) = form.field(id) else { return };
        let is = |sign: &str| {
            field.plain() == sign || field.secret().is_some_and(|secret| secret.expose() == sign)
        };
        let (asks_for_help, asks_for_proposal) = (is("?"), is("!") && self.may_propose(id));
        if untouched && plain::may_keep(form, id) {
            self.give(id, true);
        } else if untouched || field.is_empty() {
            self.leave_empty(id);
        } else if asks_for_help {
            self.act(Action::Edit(Edit::Clear));
            self.help();
        } else if asks_for_proposal {
            self.propose();
        } else {
            self.give(id, false);
        }
    }

    fn give(&mut self, field: FieldId, kept: bool) {
        self.act(Action::Next);
        self.dialogue.answered = Some(Answered { field, kept });
    }

    fn leave_empty(&mut self, id: FieldId) {
        self.update(Message::Activity);
        let Screen::Form(form) = &self.model.screen else { return };
        match id {
            FieldId::Captcha => self.dialogue.drawn = None,
            FieldId::Current | FieldId::Number
                if form.kind == FormKind::Reset || self.model.settings.offers_reset =>
            {
                self.dialogue.empty = Some(id);
            }
            _ => {
                let fault = plain::fault(form, id, self.words());
                self.dialogue.writer.say(&fault);
            }
        }
    }

    pub(super) fn choose(&mut self, question: Question, typed: &str) {
        self.dialogue.writer.end_line();
        let typed = typed.trim();
        let choices = question.choices(self.model);
        let chosen = match (typed, choices) {
            ("?", _) => return self.help(),
            (_, [only]) => Some(only),
            ("", [first, ..]) if question.has_default() => Some(first),
            (number, _) => {
                number.parse::<usize>().ok().and_then(|number| choices.get(number.checked_sub(1)?))
            }
        };
        match chosen {
            Some(offer) => self.take_up(*offer),
            None => self.say(Text::from(words::NOT_A_CHOICE).number("most", choices.len())),
        }
    }

    fn take_up(&mut self, offer: NumberedChoice) {
        match offer {
            NumberedChoice::Open(choice) => self.act(Action::OpenForm(choice)),
            NumberedChoice::Language => {
                self.act(Action::Language);
                self.dialogue.anew = true;
            }
            NumberedChoice::Quit | NumberedChoice::GiveUp | NumberedChoice::End => self.act(Action::Back),
            NumberedChoice::AnswerIt => self.dialogue.empty = None,
            NumberedChoice::OtherForm => {
                self.dialogue.empty = None;
                self.go_back_to(Focus::OtherForm);
                self.act(Action::Press);
            }
            NumberedChoice::Show => self.draw_this(),
            NumberedChoice::Another => self.draw_another(),
            NumberedChoice::Wait | NumberedChoice::CopyImage => self.act(Action::ToggleCaptcha),
            NumberedChoice::AskSupport => {
                self.say(words::GAVE_UP);
                self.act(Action::Back);
            }
            NumberedChoice::TakeProposal => self.act(Action::Accept),
            NumberedChoice::AnotherProposal => self.propose(),
            // Any action but those of a proposal puts it aside.
            NumberedChoice::OwnPassword => self.act(Action::Edit(Edit::End)),
            NumberedChoice::Save => self.act(Action::Save),
            NumberedChoice::Review => self.go_back_to(Focus::Field(FieldId::Login)),
            NumberedChoice::Retry => self.act(Action::Retry),
        }
    }

    fn draw_this(&mut self) {
        self.dialogue.draws = true;
        let is_there = self.form().is_some_and(|form| matches!(form.image, CaptchaImage::Shown { .. }));
        if !is_there {
            self.act(Action::NewImage);
        }
    }

    fn draw_another(&mut self) {
        self.dialogue.draws = true;
        self.act(Action::NewImage);
    }

    /// A program has its own means to draw a password, and could not tell one from a sentence.
    pub(super) fn may_propose(&self, id: FieldId) -> bool {
        id == FieldId::New && self.dialogue.input == InputMode::Keys
    }

    fn propose(&mut self) {
        self.drop_answer();
        self.act(Action::Propose);
        self.dialogue.anew = true;
    }

    /// What concerns the question; all of the help where there is nothing, or where it was said already.
    fn help(&mut self) {
        let (asked, input) = (self.dialogue.asked, self.dialogue.input);
        let again = self.dialogue.announced.help.replace(asked) == Some(asked);
        let mut said = plain::help_with(asked, self.model, input, self.words());
        if again || said.is_empty() {
            self.dialogue.announced.help = None;
            said = plain::help(self.model, input, self.words());
        }
        for sentence in said {
            self.dialogue.writer.say(&sentence);
        }
        self.dialogue.anew = true;
    }
}
