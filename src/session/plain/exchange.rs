//! One turn of the conversation: what is heard goes to the model, what changed there is said, and the
//! question of the moment is asked.

use std::time::Duration;

use crate::app::FieldId;
use crate::app::form::{Focus, Form};
use crate::app::keymap::Action;
use crate::app::{Effect, Message, Model, Screen, update};
use crate::i18n::{Catalogue, Text};
use crate::ui::plain::Question;

use super::Dialogue;
use super::keys::LineKey;

/// Most messages that may be typed ahead.
const MOST_HELD: usize = 1024;

/// A message, from what is heard to what is asked next.
pub(super) struct Exchange<'a, 'session> {
    pub(super) dialogue: &'a mut Dialogue<'session>,
    pub(super) model: &'a mut Model,
    now: Duration,
    effects: Vec<Effect>,
}

/// What is heard.
impl<'a, 'session> Exchange<'a, 'session> {
    pub(super) fn new(dialogue: &'a mut Dialogue<'session>, model: &'a mut Model, now: Duration) -> Self {
        Self { dialogue, model, now, effects: Vec::new() }
    }

    /// The first words and the first question.
    pub(super) fn greet(mut self) {
        self.announce_changes();
    }

    /// Takes a message, unless it must wait; what is then wanted outside.
    pub(super) fn hear(mut self, message: Message) -> Vec<Effect> {
        if self.is_waiting() && is_typed(&message) {
            if self.dialogue.held.len() < MOST_HELD {
                self.dialogue.held.push_back(message);
            }
            return self.effects;
        }
        self.take(message);
        while !self.is_over()
            && !self.is_waiting()
            && let Some(message) = self.dialogue.held.pop_front()
        {
            // Nobody can have known that what they type would now be shown: it may be a password.
            if matches!(self.dialogue.asked, Question::Field(FieldId::Login | FieldId::Captcha)) {
                self.dialogue.held.clear();
                break;
            }
            self.take(message);
        }
        self.effects
    }

    /// Says what follows of it all, unless the visit is over; what is wanted outside.
    pub(super) fn end(mut self) -> Vec<Effect> {
        if !self.is_over() {
            self.announce_changes();
        }
        self.effects
    }

    fn take(&mut self, message: Message) {
        let before = self.model.notice.clone();
        match message {
            Message::Key(key) => self.strike(LineKey::of(key)),
            Message::Paste(text) => self.paste(&text),
            Message::Resized(columns, rows) => {
                self.dialogue.writer.set_width(columns);
                self.update(Message::Resized(columns, rows));
            }
            // Others wrote meanwhile: the question is asked again.
            Message::Resumed(columns, rows) => {
                self.dialogue.writer.set_width(columns);
                self.dialogue.writer.end_line();
                self.update(Message::Resumed(columns, rows));
            }
            other => self.update(other),
        }
        if self.model.notice != before {
            self.dialogue.announced.notice.clone_from(&self.model.notice);
        }
        if !self.is_over() {
            self.announce_changes();
        }
    }
}

/// Ways to the model and to the writer.
impl Exchange<'_, '_> {
    pub(super) fn update(&mut self, message: Message) {
        let wanted = update(self.model, message, self.now);
        self.effects.extend(wanted);
    }

    pub(super) fn act(&mut self, action: Action) {
        self.update(Message::Act(action));
    }

    pub(super) fn go_back_to(&mut self, focus: Focus) {
        let stops = self.form().map_or(0, |form| form.stops().count());
        for _ in 0..stops {
            if self.form().is_none_or(|form| form.focus == focus) {
                return;
            }
            self.act(Action::Previous);
        }
    }

    pub(super) fn form(&self) -> Option<&Form> {
        match &self.model.screen {
            Screen::Form(form) => Some(form),
            Screen::Menu(_) | Screen::Outcome { .. } => None,
        }
    }

    pub(super) fn is_over(&self) -> bool {
        self.effects.iter().any(|effect| matches!(effect, Effect::Exit(_)))
    }

    pub(super) fn words(&self) -> &Catalogue {
        self.dialogue.appearance.words(self.model.language)
    }

    pub(super) fn say(&mut self, text: impl Into<Text>) {
        let sentence = self.words().say(&text.into());
        self.dialogue.writer.say(&sentence);
    }

    pub(super) fn say_all(&mut self, sentences: Vec<String>) {
        for sentence in sentences {
            self.dialogue.writer.say(&sentence);
        }
    }
}

/// What a person types, but for Ctrl-C, which never waits.
fn is_typed(message: &Message) -> bool {
    match message {
        Message::Key(key) => LineKey::of(*key) != LineKey::Quit,
        Message::Paste(_) => true,
        _ => false,
    }
}
