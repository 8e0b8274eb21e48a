//! Answers, in words or by a number, and what they do to the model.

use zeroize::Zeroizing;

use crate::app::FieldId;
use crate::app::form::{CaptchaImage, Edit, Field, Focus, Form, Loss, wording};
use crate::app::keymap::Action;
use crate::app::{FormKind, Message, Screen};
use crate::i18n::Text;
use crate::i18n::keys::plain as texts;

use super::dialogue::Answered;
use super::exchange::Exchange;
use super::input_mode::InputMode;
use super::question::{self, NumberedChoice, Question, may_keep};
use super::{help, sentences};

/// Longest answer to a numbered choice.
const LONGEST_CHOICE: usize = 2;

impl Exchange<'_, '_> {
    /// Does what a key does at the question of the moment.
    pub(super) fn strike(&mut self, action: Option<Action>) {
        let Some(action) = action else {
            self.dialogue.writer.ring();
            return self.update(Message::Activity);
        };
        match (action, self.dialogue.asked) {
            (Action::Quit | Action::Back | Action::Abandon | Action::Extend, _) => self.act(action),
            (Action::Language, _) => {
                self.drop_answer();
                self.act(Action::Language);
                self.dialogue.anew = true;
            }
            (_, Question::Sending) => self.update(Message::Activity),
            (Action::Help, _) => {
                self.update(Message::Activity);
                self.drop_answer();
                self.help();
            }
            (Action::NewImage, Question::Image | Question::Field(FieldId::Captcha)) => self.draw_another(),
            (Action::Propose, Question::Field(FieldId::New) | Question::Proposal) => self.propose(),
            (action, Question::Field(id)) => self.answer_in_words(action, id),
            (action, question) => self.answer_by_number(action, question),
        }
    }

    fn answer_in_words(&mut self, action: Action, id: FieldId) {
        match action {
            Action::Insert(_) => {
                self.begin_answer();
                self.act(action);
            }
            Action::Edit(_) if !self.dialogue.untouched => self.act(action),
            Action::Press => self.answer(id),
            // After a lost paste, it says that an answer is taken again.
            Action::Edit(Edit::Clear) => {
                self.update(Message::Activity);
                self.dialogue.writer.close_prompt();
            }
            _ => self.update(Message::Activity),
        }
    }

    fn answer_by_number(&mut self, action: Action, question: Question) {
        self.update(Message::Activity);
        match action {
            Action::Insert(character) => self.add_to_choice(character),
            Action::Edit(Edit::DeleteBefore) if self.dialogue.unseen > 0 => self.dialogue.unseen -= 1,
            Action::Edit(Edit::DeleteBefore) => drop(self.dialogue.choice.pop()),
            Action::Edit(_) => self.clear_choice(),
            Action::Press => {
                let (typed, unseen) = (std::mem::take(&mut self.dialogue.choice), self.dialogue.unseen);
                self.clear_choice();
                if unseen > 0 { self.refuse_choice(question) } else { self.choose(question, &typed) }
            }
            _ => {}
        }
    }

    /// Shows a digit or a question mark; counts any other character, which makes the answer no choice: the digits of a text
    /// must not choose, and a password may be typed here by mistake.
    fn add_to_choice(&mut self, character: char) {
        let is_shown = matches!(character, '0'..='9' | '?') && self.dialogue.choice.len() < LONGEST_CHOICE;
        if is_shown && self.dialogue.unseen == 0 {
            self.dialogue.choice.push(character);
        } else {
            self.spoil_choice();
        }
    }

    /// Counts a character that is not shown; the first one rings.
    pub(super) fn spoil_choice(&mut self) {
        if self.dialogue.unseen == 0 {
            self.dialogue.writer.ring();
        }
        self.dialogue.unseen += usize::from(self.dialogue.asked != Question::Sending);
    }

    pub(super) fn clear_choice(&mut self) {
        self.dialogue.choice.clear();
        self.dialogue.unseen = 0;
    }

    pub(super) fn paste(&mut self, text: &Zeroizing<String>) {
        match self.dialogue.asked {
            Question::Field(_) => {
                self.begin_answer();
                self.update(Message::Paste(text.clone()));
                if self.form().and_then(Form::focused).and_then(Field::loss) == Some(Loss::Paste) {
                    self.refuse_cut_paste();
                }
            }
            Question::Sending => self.update(Message::Activity),
            _ => {
                self.update(Message::Activity);
                text.trim().chars().for_each(|character| self.add_to_choice(character));
            }
        }
    }

    /// Whether the answer to the question of the moment is a text.
    pub(super) fn is_answering(&self) -> bool {
        matches!(self.dialogue.asked, Question::Field(_))
    }

    /// Something is missing in the answer under way. A secret one is refused once it is given; of a paste that goes on,
    /// that would be never.
    pub(super) fn lose(&mut self, loss: Loss) {
        let is_secret = self.form().and_then(Form::focused).is_some_and(|field| field.masked().is_some());
        if self.is_answering() && is_secret {
            self.begin_answer();
        }
        self.update(Message::InputLost(loss));
        if !self.is_answering() {
            self.spoil_choice();
        }
        if self.is_answering() && is_secret && loss == Loss::Paste {
            self.refuse(loss);
        }
    }

    /// Empties the field at the first character of an answer.
    pub(super) fn begin_answer(&mut self) {
        if std::mem::take(&mut self.dialogue.untouched) {
            self.act(Action::Edit(Edit::Clear));
        }
    }

    /// Empties the field when something interrupts the answer: the user could not see how far it was.
    fn drop_answer(&mut self) {
        if self.is_answering() && !self.dialogue.untouched {
            self.act(Action::Edit(Edit::Clear));
        }
    }

    pub(super) fn answer(&mut self, id: FieldId) {
        self.dialogue.writer.close_prompt();
        let untouched = std::mem::replace(&mut self.dialogue.untouched, true);
        let Screen::Form(form) = self.model.screen() else { return };
        let Some(field) = form.field(id) else { return };
        if let Some(loss) = field.loss() {
            return self.refuse(loss);
        }
        let is = |answer: &str| {
            field.plain() == answer || field.secret().is_some_and(|secret| secret.expose() == answer)
        };
        let (asks_for_help, asks_for_proposal) = (is("?"), is("!") && self.may_propose(id));
        if untouched && may_keep(form, id) {
            self.give(id, true);
        } else if untouched || field.is_empty() {
            self.leave_empty(id);
        } else if asks_for_help {
            self.act(Action::Edit(Edit::Clear));
            self.help();
        } else if asks_for_proposal {
            self.act(Action::Edit(Edit::Clear));
            self.propose();
        } else {
            self.give(id, false);
        }
    }

    /// Drops a void answer, and says why it is asked for again.
    fn refuse(&mut self, loss: Loss) {
        self.write(wording::loss(loss).spoken);
        self.act(Action::Edit(Edit::Clear));
        self.dialogue.untouched = true;
    }

    /// Drops a secret whose paste had more lines than its field takes.
    fn refuse_cut_paste(&mut self) {
        if let Some(notice) = self.model.notice().cloned() {
            self.write(notice);
        }
        self.refuse(Loss::Paste);
    }

    fn give(&mut self, field: FieldId, kept: bool) {
        self.act(Action::Next);
        self.dialogue.answered = Some(Answered { field, kept });
    }

    fn leave_empty(&mut self, id: FieldId) {
        self.update(Message::Activity);
        let Screen::Form(form) = self.model.screen() else { return };
        match id {
            FieldId::Captcha => self.dialogue.drawn = None,
            FieldId::Current | FieldId::Number
                if form.kind() == FormKind::Reset || self.model.settings.offers_reset =>
            {
                self.dialogue.empty = Some(id);
            }
            _ => {
                let fault = sentences::fault(form, id, self.words());
                self.dialogue.writer.write(&fault);
                self.count_refusal();
            }
        }
    }

    pub(super) fn choose(&mut self, question: Question, typed: &str) {
        self.dialogue.writer.close_prompt();
        let typed = typed.trim();
        let choices = question.choices(self.model);
        let chosen = match (typed, choices.as_slice()) {
            ("?", _) => return self.help(),
            (_, [only]) => Some(only),
            ("", [first, ..]) if question.has_default() => Some(first),
            (number, _) => {
                number.parse::<usize>().ok().and_then(|number| choices.get(number.checked_sub(1)?))
            }
        };
        match chosen {
            Some(offer) => self.take_up(*offer),
            None => self.refuse_choice(question),
        }
    }

    fn refuse_choice(&mut self, question: Question) {
        self.dialogue.writer.close_prompt();
        let most = question.choices(self.model).len();
        self.write(Text::from(texts::NOT_A_CHOICE).number("most", most));
        self.write_all(question::listed(question, self.dialogue.input, self.model, self.words()));
        self.count_refusal();
    }

    fn take_up(&mut self, offer: NumberedChoice) {
        match offer {
            NumberedChoice::Open(choice) => self.act(Action::OpenForm(choice)),
            NumberedChoice::Language => {
                self.act(Action::Language);
                self.dialogue.anew = true;
            }
            NumberedChoice::Quit | NumberedChoice::End => self.act(Action::Back),
            NumberedChoice::GiveUp => self.act(Action::Abandon),
            NumberedChoice::AnswerIt => self.dialogue.empty = None,
            NumberedChoice::OtherForm => {
                self.dialogue.empty = None;
                self.act(Action::SwitchForm);
            }
            NumberedChoice::Show => self.draw_this(),
            NumberedChoice::Another => self.draw_another(),
            NumberedChoice::Wait | NumberedChoice::CopyImage => self.act(Action::ToggleCaptcha),
            NumberedChoice::AskSupport => {
                self.write(texts::GAVE_UP);
                self.act(Action::Abandon);
            }
            NumberedChoice::TakeProposal => self.act(Action::Accept),
            NumberedChoice::AnotherProposal => self.propose(),
            // Any action without a use for the proposal drops it.
            NumberedChoice::OwnPassword => self.act(Action::Edit(Edit::End)),
            NumberedChoice::Save => self.act(Action::Save),
            NumberedChoice::Review => self.dialogue.reviews = true,
            NumberedChoice::Correct(id) => self.correct(id),
            NumberedChoice::CorrectNothing => {
                self.dialogue.reviews = false;
                self.go_back_to(Focus::Save);
            }
            NumberedChoice::NextPerson => self.act(Action::NextPerson),
            NumberedChoice::Retry => self.act(Action::Retry),
        }
    }

    /// Asks for one answer again; those that may be kept are not asked for after it.
    fn correct(&mut self, id: FieldId) {
        self.dialogue.reviews = false;
        self.go_back_to(Focus::Field(id));
        self.dialogue.anew = true;
    }

    fn draw_this(&mut self) {
        self.dialogue.draws = true;
        let is_there = self.form().is_some_and(|form| matches!(form.image(), CaptchaImage::Shown { .. }));
        if !is_there {
            self.act(Action::NewImage);
        }
    }

    fn draw_another(&mut self) {
        self.dialogue.draws = true;
        self.act(Action::NewImage);
    }

    /// Whether a proposal may be made. A program draws passwords itself, and could not tell one from a sentence.
    pub(super) fn may_propose(&self, id: FieldId) -> bool {
        id == FieldId::New && self.dialogue.input == InputMode::Keys
    }

    fn propose(&mut self) {
        self.drop_answer();
        self.act(Action::Propose);
        self.dialogue.anew = true;
    }

    /// Writes the help of the question, which no answer was given to; the whole help if there is none, or at the second time.
    fn help(&mut self) {
        self.count_refusal();
        let (asked, input) = (self.dialogue.asked, self.dialogue.input);
        let again = self.dialogue.announced.help.replace(asked) == Some(asked);
        let mut sentences = help::help_with(asked, self.model, input, self.words());
        if again || sentences.is_empty() {
            self.dialogue.announced.help = None;
            sentences = help::help(self.model, input, self.words());
        }
        for sentence in sentences {
            self.dialogue.writer.write(&sentence);
        }
        self.dialogue.anew = true;
    }
}
