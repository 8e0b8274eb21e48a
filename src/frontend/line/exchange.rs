//! One exchange of the dialogue: a batch goes to the model, what changed there is announced, and the question of
//! the moment is asked.

use std::time::Duration;

use crate::app::form::{Field, Focus, Form, Loss};
use crate::app::keymap::{self, Action, line_action};
use crate::app::{Effect, Message, Model, update};
use crate::frontend::{Batch, ends_session};
use crate::i18n::{Catalogue, Text};

use super::dialogue::Dialogue;
use super::question::Question;

/// Most messages that may be typed ahead.
const MAX_TYPED_AHEAD: usize = 1024;

/// The dialogue and the model, while a batch is handled.
pub(super) struct Exchange<'a, 'session> {
    pub(super) dialogue: &'a mut Dialogue<'session>,
    pub(super) model: &'a mut Model,
    now: Duration,
    effects: Vec<Effect>,
}

impl<'a, 'session> Exchange<'a, 'session> {
    pub(super) fn new(dialogue: &'a mut Dialogue<'session>, model: &'a mut Model, now: Duration) -> Self {
        Self { dialogue, model, now, effects: Vec::new() }
    }

    /// Handles a batch, up to what ends the session; the effects.
    pub(super) fn take_batch(mut self, batch: Batch) -> Vec<Effect> {
        match batch {
            Batch::Messages(messages) => {
                if self.dialogue.shown.is_none() {
                    self.announce_changes();
                }
                for message in messages {
                    self.receive(message);
                    if self.is_over() {
                        break;
                    }
                }
            }
            Batch::Line(line) => {
                self.take_line(line);
                self.announce_unless_over();
            }
        }
        self.effects
    }

    /// Takes a message, unless its question is not asked yet.
    fn receive(&mut self, message: Message) {
        if self.is_waiting() && is_typed(&message) {
            match self.dialogue.typed_ahead.len() {
                ..MAX_TYPED_AHEAD => self.dialogue.typed_ahead.push_back(message),
                MAX_TYPED_AHEAD => self.dialogue.typed_ahead.push_back(Message::InputLost(Loss::Key)),
                _ => {}
            }
            return;
        }
        self.take(message);
        while !self.is_over()
            && !self.is_waiting()
            && let Some(message) = self.dialogue.typed_ahead.pop_front()
        {
            // The user could not know that this text would now be shown: it may be a password.
            if self.shows_answer() {
                self.dialogue.typed_ahead.clear();
                break;
            }
            self.take(message);
        }
    }

    fn take(&mut self, message: Message) {
        let before = self.model.notice().cloned();
        match message {
            Message::Key(key) => match line_action(key, self.model.question()) {
                None if self.is_answering() && keymap::loses_text(key, !self.dialogue.untouched) => {
                    self.update(Message::Activity);
                    self.lose(Loss::Key);
                }
                action => self.strike(action),
            },
            Message::InputLost(loss) => self.lose(loss),
            Message::Paste(text) => self.paste(&text),
            Message::Resized(columns, rows) => {
                self.dialogue.writer.set_width(columns);
                self.update(Message::Resized(columns, rows));
            }
            // Other programs wrote meanwhile: the question is asked again.
            Message::Resumed(columns, rows) => {
                self.dialogue.writer.set_width(columns);
                self.dialogue.writer.end_line();
                self.update(Message::Resumed(columns, rows));
            }
            other => self.update(other),
        }
        if self.model.notice() != before.as_ref() {
            self.dialogue.announced.notice = self.model.notice().cloned();
        }
        self.announce_unless_over();
    }

    /// Whether the answer to the question of the moment is shown while it is typed.
    fn shows_answer(&self) -> bool {
        let Question::Field(id) = self.dialogue.asked else { return false };
        self.form().and_then(|form| form.field(id)).is_some_and(Field::may_be_seen)
    }

    fn announce_unless_over(&mut self) {
        if !self.is_over() {
            self.announce_changes();
        }
    }
}

/// Access to the model and to the writer.
impl Exchange<'_, '_> {
    pub(super) fn update(&mut self, message: Message) {
        let wanted = update(self.model, message, self.now);
        self.effects.extend(wanted);
        if self.model.rings() {
            self.dialogue.writer.ring();
        }
    }

    pub(super) fn act(&mut self, action: Action) {
        self.update(Message::Act(action));
    }

    pub(super) fn go_back_to(&mut self, focus: Focus) {
        let stops = self.form().map_or(0, |form| form.stops().count());
        for _ in 0..stops {
            if self.form().is_none_or(|form| form.focus() == focus) {
                return;
            }
            self.act(Action::Previous);
        }
    }

    pub(super) fn form(&self) -> Option<&Form> {
        self.model.form()
    }

    pub(super) fn is_over(&self) -> bool {
        ends_session(&self.effects)
    }

    pub(super) fn words(&self) -> &Catalogue {
        self.dialogue.appearance.words(self.model.language())
    }

    pub(super) fn write(&mut self, text: impl Into<Text>) {
        let sentence = self.words().format(&text.into());
        self.dialogue.writer.write(&sentence);
    }

    pub(super) fn write_all(&mut self, sentences: Vec<String>) {
        for sentence in sentences {
            self.dialogue.writer.write(&sentence);
        }
    }
}

/// Whether it is an answer, or a part of one. Ctrl-C never waits.
fn is_typed(message: &Message) -> bool {
    match message {
        Message::Key(key) => line_action(*key, None) != Some(Action::Quit),
        Message::Paste(_) | Message::InputLost(_) => true,
        _ => false,
    }
}
