//! The lines of a program.

use zeroize::Zeroizing;

use crate::app::FieldId;
use crate::app::Message;
use crate::app::keymap::Action;
use crate::i18n::TextKey;
use crate::i18n::keys::plain as texts;
use crate::terminal::{InputLine, InputLoss};

use super::exchange::Exchange;
use super::input_mode::InputMode;
use super::question::Question;

/// Most answers of a visit that cannot be taken: a program that gives more will not give a better one.
pub(super) const MOST_REFUSALS: usize = 100;

impl Exchange<'_, '_> {
    /// Takes the line of a program as the answer to the question of the moment.
    pub(super) fn take_line(&mut self, line: InputLine) {
        self.update(Message::Activity);
        let mut is_announced = false;
        match line {
            InputLine::Complete(text) => match self.dialogue.asked {
                Question::Field(id) => is_announced = self.fill(id, text),
                question => self.choose(question, &text),
            },
            InputLine::TooLong => self.refuse_line(texts::LINE_TOO_LONG),
            InputLine::NotText(InputLoss::OtherEncoding) => self.refuse_line(texts::LINE_OTHER_ENCODING),
            InputLine::NotText(_) => self.refuse_line(texts::LINE_NOT_UTF8),
            InputLine::Endless => self.end_visit(texts::LINE_ENDLESS),
            InputLine::End => self.end_visit(texts::INPUT_ENDED),
        }
        self.dialogue.announced.notice = self.model.notice().filter(|_| !is_announced).cloned();
    }

    fn refuse_line(&mut self, why: TextKey) {
        self.write(why);
        self.count_refusal();
    }

    /// Counts an answer of a program that could not be taken. Too many end the visit: a flood of them costs more than a
    /// person would.
    pub(super) fn count_refusal(&mut self) {
        if self.dialogue.input != InputMode::Lines {
            return;
        }
        self.dialogue.refusals += 1;
        if self.dialogue.refusals > MOST_REFUSALS {
            self.end_visit(texts::TOO_MANY_REFUSED);
        }
    }

    fn end_visit(&mut self, why: TextKey) {
        self.dialogue.abandoned = Some(why);
        self.act(Action::Quit);
    }

    /// Puts the line into the field, as a whole or not at all; whether a refusal was announced.
    fn fill(&mut self, id: FieldId, text: Zeroizing<String>) -> bool {
        let is_blank = text.trim().is_empty();
        if !text.is_empty() {
            self.begin_answer();
            self.update(Message::Line(text));
        }
        let is_refused = self.form().and_then(|form| form.field(id)).is_some_and(|field| field.is_empty());
        let refusal = self.model.notice().filter(|_| is_refused && !is_blank).cloned();
        match &refusal {
            Some(refusal) => {
                self.write(refusal.clone());
                self.count_refusal();
                self.dialogue.untouched = true;
            }
            None => self.answer(id),
        }
        refusal.is_some()
    }
}
