//! What a program answers: a whole line at once, for the question of the moment.

use zeroize::Zeroizing;

use crate::app::FieldId;
use crate::app::keymap::Action;
use crate::app::{Effect, Message};
use crate::i18n::keys::plain as words;
use crate::terminal::InputLine;
use crate::ui::plain::Question;

use super::exchange::Exchange;

impl Exchange<'_, '_> {
    /// Takes an answer; what is then wanted outside.
    pub(super) fn take_line(mut self, answer: InputLine) -> Vec<Effect> {
        self.update(Message::Activity);
        match answer {
            InputLine::Complete(text) => match self.dialogue.asked {
                Question::Field(id) => self.fill(id, text),
                question => self.choose(question, &text),
            },
            InputLine::TooLong => self.say(words::LINE_TOO_LONG),
            InputLine::NotUtf8 => self.say(words::LINE_NOT_UTF8),
            InputLine::End => {
                self.dialogue.abandoned = true;
                self.act(Action::Quit);
            }
        }
        self.dialogue.announced.notice.clone_from(&self.model.notice);
        self.end()
    }

    /// The line goes into the field as a whole or not at all; nothing of it is left elsewhere.
    fn fill(&mut self, id: FieldId, text: Zeroizing<String>) {
        let is_blank = text.trim().is_empty();
        if !text.is_empty() {
            self.begin_answer();
            self.update(Message::Paste(text));
        }
        let is_refused = self.form().and_then(|form| form.field(id)).is_some_and(|field| field.is_empty());
        match self.model.notice.take() {
            Some(refusal) if is_refused && !is_blank => {
                self.say(refusal);
                self.dialogue.untouched = true;
            }
            _ => self.answer(id),
        }
    }
}
