//! One turn of the conversation: what is heard goes to the model, what changed there is said, and the
//! question of the moment is asked.

use std::time::Duration;

use crate::account::FieldId;
use crate::app::form::{Edit, Focus, Form, Image};
use crate::app::keymap::Action;
use crate::app::{Choice, Effect, Message, Model, Screen, update};
use crate::i18n::Text;
use crate::i18n::keys::{form as form_words, plain as words, screens};
use crate::ui::plain::{self, Offer, Question};

use super::stroke::Stroke;
use super::{Answered, Conversation, Scene};

/// Longest answer to a numbered choice.
const LONGEST_CHOICE: usize = 16;
/// Most messages that may be typed ahead.
const MOST_HELD: usize = 1024;

pub(super) struct Turn<'a, 'visit> {
    talk: &'a mut Conversation<'visit>,
    model: &'a mut Model,
    now: Duration,
    effects: Vec<Effect>,
}

/// What is heard.
impl<'a, 'visit> Turn<'a, 'visit> {
    pub(super) fn new(talk: &'a mut Conversation<'visit>, model: &'a mut Model, now: Duration) -> Self {
        Self { talk, model, now, effects: Vec::new() }
    }

    /// The first words and the first question.
    pub(super) fn greet(mut self) {
        self.settle();
    }

    /// Takes a message, unless it must wait; what is then wanted outside.
    pub(super) fn hear(mut self, message: Message) -> Vec<Effect> {
        if self.is_waiting() && is_typed(&message) {
            if self.talk.held.len() < MOST_HELD {
                self.talk.held.push_back(message);
            }
            return self.effects;
        }
        self.take(message);
        while !self.is_over()
            && !self.is_waiting()
            && let Some(message) = self.talk.held.pop_front()
        {
            self.take(message);
        }
        self.effects
    }

    fn take(&mut self, message: Message) {
        let before = self.model.notice.clone();
        match message {
            Message::Key(key) => self.strike(Stroke::of(key)),
            Message::Paste(text) => self.paste(&text),
            Message::Resized(columns, rows) => {
                self.talk.paper.set_width(columns);
                self.update(Message::Resized(columns, rows));
            }
            other => self.update(other),
        }
        if self.model.notice != before {
            self.talk.told.notice.clone_from(&self.model.notice);
        }
        if !self.is_over() {
            self.settle();
        }
    }

    fn strike(&mut self, stroke: Stroke) {
        match (stroke, self.talk.asked) {
            (Stroke::Quit, _) => self.act(Action::Quit),
            (Stroke::Back, _) => self.act(Action::Back),
            (Stroke::Language, _) => {
                self.drop_answer();
                self.act(Action::Language);
                self.talk.anew = true;
            }
            (Stroke::Other, _) | (_, Question::Sending) => self.update(Message::Stirred),
            (Stroke::Help, _) => {
                self.update(Message::Stirred);
                self.drop_answer();
                self.help();
            }
            (Stroke::NewImage, Question::Image | Question::Field(FieldId::Captcha)) => self.draw_another(),
            (Stroke::NewImage, _) => self.update(Message::Stirred),
            (stroke, Question::Field(id)) => self.answer_in_words(stroke, id),
            (stroke, question) => self.answer_by_number(stroke, question),
        }
    }

    fn answer_in_words(&mut self, stroke: Stroke, id: FieldId) {
        match stroke {
            Stroke::Insert(character) => {
                self.begin_answer();
                self.act(Action::Insert(character));
            }
            Stroke::RubOut if !self.talk.untouched => self.act(Action::Edit(Edit::DeleteBefore)),
            Stroke::Clear if !self.talk.untouched => self.act(Action::Edit(Edit::Clear)),
            Stroke::Enter => self.answer(id),
            _ => self.update(Message::Stirred),
        }
    }

    fn answer_by_number(&mut self, stroke: Stroke, question: Question) {
        self.update(Message::Stirred);
        match stroke {
            Stroke::Insert(character) if self.talk.choice.len() < LONGEST_CHOICE => {
                self.talk.choice.push(character);
            }
            Stroke::RubOut => drop(self.talk.choice.pop()),
            Stroke::Clear => self.talk.choice.clear(),
            Stroke::Enter => self.choose(question),
            _ => {}
        }
    }

    fn paste(&mut self, text: &zeroize::Zeroizing<String>) {
        match self.talk.asked {
            Question::Field(_) => {
                self.begin_answer();
                self.update(Message::Paste(text.clone()));
            }
            _ => self.update(Message::Stirred),
        }
    }

    /// The first character of an answer takes the place of what was there before.
    fn begin_answer(&mut self) {
        if std::mem::take(&mut self.talk.untouched) {
            self.act(Action::Edit(Edit::Clear));
        }
    }

    /// What interrupts an answer has it begun again: nobody saw how far it was.
    fn drop_answer(&mut self) {
        if matches!(self.talk.asked, Question::Field(_)) && !self.talk.untouched {
            self.act(Action::Edit(Edit::Clear));
        }
    }

    fn answer(&mut self, id: FieldId) {
        self.talk.paper.end_line();
        let untouched = std::mem::replace(&mut self.talk.untouched, true);
        let Screen::Form(form) = &self.model.screen else { return };
        let Some(field) = form.field(id) else { return };
        let asks_for_help =
            field.plain() == "?" || field.secret().is_some_and(|secret| secret.expose() == "?");
        if untouched && plain::may_keep(form, id) {
            self.give(id, true);
        } else if untouched || field.is_empty() {
            self.leave_empty(id);
        } else if asks_for_help {
            self.act(Action::Edit(Edit::Clear));
            self.help();
        } else {
            self.give(id, false);
        }
    }

    fn give(&mut self, field: FieldId, kept: bool) {
        self.act(Action::Next);
        self.talk.answered = Some(Answered { field, kept });
    }

    fn leave_empty(&mut self, id: FieldId) {
        self.update(Message::Stirred);
        let Screen::Form(form) = &self.model.screen else { return };
        match id {
            FieldId::Captcha => self.talk.drawn = None,
            FieldId::Current | FieldId::Number
                if form.choice == Choice::Reset || self.model.settings.offers_reset =>
            {
                self.talk.empty = Some(id);
            }
            _ => {
                let fault = plain::fault(form, id, self.words());
                self.talk.paper.say(&fault);
            }
        }
    }

    fn choose(&mut self, question: Question) {
        self.talk.paper.end_line();
        let typed = std::mem::take(&mut self.talk.choice);
        let typed = typed.trim();
        let offers = question.offers(self.model);
        let chosen = match (typed, offers) {
            ("?", _) => return self.help(),
            (_, [only]) => Some(only),
            ("", [first, ..]) if question.has_default() => Some(first),
            (number, _) => number.parse::<usize>().ok().and_then(|number| offers.get(number.checked_sub(1)?)),
        };
        match chosen {
            Some(offer) => self.take_up(*offer),
            None => self.say(Text::from(words::NOT_A_CHOICE).number("most", offers.len())),
        }
    }

    fn take_up(&mut self, offer: Offer) {
        match offer {
            Offer::Open(choice) => self.act(Action::Choose(choice)),
            Offer::Language => {
                self.act(Action::Language);
                self.talk.anew = true;
            }
            Offer::Quit | Offer::GiveUp | Offer::End => self.act(Action::Back),
            Offer::AnswerIt => self.talk.empty = None,
            Offer::OtherForm => {
                self.talk.empty = None;
                self.go_back_to(Focus::OtherForm);
                self.act(Action::Press);
            }
            Offer::Show => self.draw_this(),
            Offer::Another => self.draw_another(),
            Offer::AskSupport => {
                self.say(words::GAVE_UP);
                self.act(Action::Back);
            }
            Offer::Save => self.act(Action::Save),
            Offer::Review => self.go_back_to(Focus::Field(FieldId::Login)),
            Offer::Retry => self.act(Action::Retry),
        }
    }

    fn draw_this(&mut self) {
        self.talk.draws = true;
        let is_there = self.form().is_some_and(|form| matches!(form.image, Image::Shown { .. }));
        if !is_there {
            self.act(Action::NewImage);
        }
    }

    fn draw_another(&mut self) {
        self.talk.draws = true;
        self.act(Action::NewImage);
    }

    fn help(&mut self) {
        for sentence in plain::help(self.model, self.words()) {
            self.talk.paper.say(&sentence);
        }
        self.talk.anew = true;
    }
}

/// What is said.
impl Turn<'_, '_> {
    /// Says what changed, then asks the question of the moment.
    fn settle(&mut self) {
        self.talk.language = self.model.language;
        self.tell_scene();
        self.tell_refusal();
        self.tell_notice();
        self.comment_answer();
        self.tell_wait();
        self.draw();
        if !self.is_waiting() {
            self.ask();
        }
    }

    fn tell_scene(&mut self) {
        let scene = Scene::of(self.model);
        let before = self.talk.scene.replace(scene);
        if before == Some(scene) {
            return;
        }
        let words = self.words();
        let said = match (&self.model.screen, before) {
            (Screen::Menu(_), None) => plain::welcome(self.model, words),
            (Screen::Menu(_), Some(_)) => vec![words.get(words::BACK_AT_MENU).into_owned()],
            // Back to what was there: nothing is asked but the image.
            (Screen::Form(_), Some(Scene::Ending)) => Vec::new(),
            (Screen::Form(form), _) => plain::opening(self.model, form, words),
            (Screen::Outcome { ending, .. }, _) => plain::ending(ending, words),
        };
        self.say_all(said);
        self.talk.told = super::Told { notice: self.talk.told.notice.take(), ..super::Told::default() };
        (self.talk.answered, self.talk.empty) = (None, None);
        (self.talk.drawn, self.talk.draws) = (None, false);
        self.talk.anew = true;
    }

    fn tell_refusal(&mut self) {
        let Some(ending) = self.form().and_then(|form| form.refused.clone()) else { return };
        if self.talk.told.refusal.as_ref() != Some(&ending.reference) {
            self.say_all(plain::refusal(&ending, self.words()));
            self.talk.told.refusal = Some(ending.reference);
        }
    }

    fn tell_notice(&mut self) {
        let Some(notice) = self.talk.told.notice.take() else { return };
        // An image that nobody looked at may grow old in silence.
        if notice.key != form_words::NOTICE_IMAGE_OLD || self.talk.drawn.is_some() {
            let sentence = plain::notice(&notice, self.words());
            self.talk.paper.say(&sentence);
        }
    }

    /// What is to be said of an answer, once all of it is known; where it is wrong, back to it.
    fn comment_answer(&mut self) {
        if self.is_waiting() {
            return;
        }
        let Some(Answered { field: id, kept }) = self.talk.answered.take() else { return };
        let Some(form) = self.form() else { return };
        let is_good = form.field(id).is_none_or(|field| field.fault.is_none());
        if !(kept && is_good) {
            self.say_all(plain::after_answer(form, id, self.words()));
        }
        if !is_good {
            self.go_back_to(Focus::Field(id));
        }
        if !is_good && id == FieldId::Confirmation {
            // Nobody saw which of the two was mistyped: both are asked again.
            self.act(Action::Edit(Edit::Clear));
            self.go_back_to(Focus::Field(FieldId::New));
        }
    }

    fn tell_wait(&mut self) {
        let is_long = self.form().and_then(|form| form.sending).is_some_and(|sending| sending.slow);
        if is_long && !std::mem::replace(&mut self.talk.told.wait, is_long) {
            self.say(screens::SAVING);
        }
        self.talk.told.wait = is_long;
    }

    /// Draws the image for whoever wants it, once it is there.
    fn draw(&mut self) {
        let Some(Form { image: Image::Shown { challenge, .. }, .. }) = self.form() else { return };
        let (id, width) = (challenge.id, challenge.picture.width());
        let lines = plain::lines_of_picture(&challenge.picture);
        if !std::mem::take(&mut self.talk.draws) {
            return;
        }
        if width > usize::from(self.talk.paper.width()) {
            self.say(screens::IMAGE_TOO_WIDE);
            return;
        }
        self.say(Text::from(words::IMAGE_FOLLOWS).number("count", lines.len()));
        for line in lines {
            self.talk.paper.draw(&line);
        }
        self.talk.drawn = Some(id);
    }

    fn ask(&mut self) {
        let question = self.question();
        let anew = std::mem::take(&mut self.talk.anew) || question != self.talk.asked;
        self.talk.asked = question;
        if anew {
            self.talk.untouched = true;
            self.talk.choice.clear();
            self.introduce(question);
        }
        if question == Question::Sending {
            self.talk.paper.end_line();
            return;
        }
        if anew || !self.talk.paper.has_prompt() {
            let prompt = plain::prompt(question, !self.talk.untouched, self.model, self.words());
            self.talk.paper.ask(&prompt);
        }
        self.echo(question);
    }

    fn introduce(&mut self, question: Question) {
        let mut said = plain::introduction(question, self.model, self.words());
        if let (Question::Field(id), Some(form)) = (question, self.form()) {
            let refused = form.refused.as_ref().and_then(|ending| ending.outcome.field());
            let has_fault = form.field(id).is_some_and(|field| field.fault.is_some());
            if has_fault && refused != Some(id) {
                said.push(plain::fault(form, id, self.words()));
            }
            if id == FieldId::New && !self.talk.told.rules {
                said.push(plain::rules(&self.model.settings, self.words()));
                self.talk.told.rules = true;
            }
        }
        self.say_all(said);
    }

    /// What may be seen of the answer under way: never a secret.
    fn echo(&mut self, question: Question) {
        let answer = match (question, &self.model.screen) {
            (Question::Field(id), Screen::Form(form)) if !self.talk.untouched => {
                form.field(id).map_or("", |field| field.plain())
            }
            (Question::Field(_), _) => "",
            _ => &self.talk.choice,
        };
        self.talk.paper.echo(answer);
    }

    fn question(&self) -> Question {
        let form = match &self.model.screen {
            Screen::Menu(_) => return Question::Menu,
            Screen::Outcome { .. } => return Question::Ending,
            Screen::Form(form) => form,
        };
        match form.focus {
            _ if form.sending.is_some() => Question::Sending,
            Focus::Field(FieldId::Captcha) if !self.is_before_their_eyes(form) => Question::Image,
            Focus::Field(id) if self.talk.empty == Some(id) => Question::Empty(id),
            Focus::Field(id) => Question::Field(id),
            Focus::Save | Focus::OtherForm => Question::Save,
        }
    }

    fn is_before_their_eyes(&self, form: &Form) -> bool {
        matches!(&form.image, Image::Shown { challenge, .. } if self.talk.drawn == Some(challenge.id))
    }

    /// Whether what comes next depends on a judgement, or on an image, that is on its way.
    fn is_waiting(&self) -> bool {
        let Some(form) = self.form().filter(|form| form.sending.is_none()) else { return false };
        match self.talk.answered {
            Some(Answered { field: FieldId::New, .. }) => {
                form.field(FieldId::New).is_some_and(|field| field.awaits_judgement())
            }
            Some(_) => false,
            None => form.focus == Focus::Field(FieldId::Captcha) && matches!(form.image, Image::Coming),
        }
    }
}

/// Ways to the model and to the paper.
impl Turn<'_, '_> {
    fn update(&mut self, message: Message) {
        let wanted = update(self.model, message, self.now);
        self.effects.extend(wanted);
    }

    fn act(&mut self, action: Action) {
        self.update(Message::Act(action));
    }

    fn go_back_to(&mut self, focus: Focus) {
        let stops = self.form().map_or(0, |form| form.stops().count());
        for _ in 0..stops {
            if self.form().is_none_or(|form| form.focus == focus) {
                return;
            }
            self.act(Action::Previous);
        }
    }

    fn form(&self) -> Option<&Form> {
        match &self.model.screen {
            Screen::Form(form) => Some(form),
            Screen::Menu(_) | Screen::Outcome { .. } => None,
        }
    }

    fn is_over(&self) -> bool {
        self.effects.iter().any(|effect| matches!(effect, Effect::End(_)))
    }

    fn words(&self) -> &crate::i18n::Catalogue {
        self.talk.look.words(self.model.language)
    }

    fn say(&mut self, text: impl Into<Text>) {
        let sentence = self.words().say(&text.into());
        self.talk.paper.say(&sentence);
    }

    fn say_all(&mut self, sentences: Vec<String>) {
        for sentence in sentences {
            self.talk.paper.say(&sentence);
        }
    }
}

/// What a person types, but for Ctrl-C, which never waits.
fn is_typed(message: &Message) -> bool {
    match message {
        Message::Key(key) => Stroke::of(*key) != Stroke::Quit,
        Message::Paste(_) => true,
        _ => false,
    }
}
