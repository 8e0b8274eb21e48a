//! The frontend of a session in questions and answers: for a screen reader, a braille display, a terminal that
//! cannot move its cursor.
//!
//! The model is that of the screen. What is typed goes to it key by key, so that a secret stands nowhere
//! else; what is said is what changed in it.

mod announce;
mod answers;
mod exchange;
mod keys;
mod line_writer;
mod lines;

use std::collections::VecDeque;
use std::time::Duration;

use crate::account::Reference;
use crate::app::FieldId;
use crate::app::{Effect, Exit, ExitCode, FormKind, Message, Model, Screen};
use crate::captcha::ChallengeId;
use crate::i18n::keys::plain as words;
use crate::i18n::{Language, Text};
use crate::terminal::{Charset, InputLine};
use crate::ui::Appearance;
use crate::ui::plain::{InputMode, Question};

use super::{Frontend, SessionConfig, SessionEnd};
use exchange::Exchange;
use line_writer::LineWriter;

/// A conversation: what was asked, and what of the model was said already.
pub(super) struct Dialogue<'session> {
    appearance: &'session Appearance,
    writer: LineWriter,
    input: InputMode,
    language: Language,
    /// What is on the screen, in the model's words; `None` before the first one.
    shown: Option<ShownScreen>,
    asked: Question,
    /// Whether the question is to be asked with all that goes before it.
    anew: bool,
    /// Whether nothing was typed since the question was asked.
    untouched: bool,
    /// What is typed in answer to a numbered choice; no secret.
    choice: String,
    answered: Option<Answered>,
    /// A proof that was left empty.
    empty: Option<FieldId>,
    /// The image that was drawn for the person.
    drawn: Option<ChallengeId>,
    /// The person wants to have the image drawn, once it is there.
    draws: bool,
    announced: Announced,
    /// Whether an answer has its question.
    listens: bool,
    /// How the last request ended, for a program.
    last_request: Option<ExitCode>,
    /// A program gave no more answers.
    abandoned: bool,
    /// Typed ahead, while something must be known before it has a meaning.
    held: VecDeque<Message>,
}

/// An answer that was given, and is still to be commented.
#[derive(Debug, Clone, Copy)]
struct Answered {
    field: FieldId,
    /// It is what was there before.
    kept: bool,
}

/// What is said once.
#[derive(Default)]
struct Announced {
    rules: bool,
    /// What helps with this question.
    help: Option<Question>,
    wait: bool,
    /// How long a request is still held.
    held: Option<Duration>,
    refusal: Option<Reference>,
    /// A notice still to be said.
    notice: Option<Text>,
}

/// What the model shows: a change of it is announced.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum ShownScreen {
    Menu,
    Form(FormKind),
    Ending,
}

impl ShownScreen {
    fn of(model: &Model) -> Self {
        match &model.screen {
            Screen::Menu(_) => Self::Menu,
            Screen::Form(form) => Self::Form(form.kind),
            Screen::Outcome { .. } => Self::Ending,
        }
    }
}

impl<'session> Dialogue<'session> {
    /// With somebody who types, on so many columns.
    pub(super) fn by_keys(columns: u16, session: &'session SessionConfig) -> Self {
        Self::of(columns, session, InputMode::Keys)
    }

    /// With a program that gives whole lines.
    pub(super) fn by_lines(columns: u16, session: &'session SessionConfig) -> Self {
        Self::of(columns, session, InputMode::Lines)
    }

    fn of(columns: u16, session: &'session SessionConfig, input: InputMode) -> Self {
        let (charset, language) = (session.terminal.charset, session.settings.language);
        Self::over(&session.appearance, columns, charset, language, input)
    }

    fn over(
        appearance: &'session Appearance,
        columns: u16,
        charset: Charset,
        language: Language,
        input: InputMode,
    ) -> Self {
        Self {
            appearance,
            writer: LineWriter::new(columns, charset, input),
            input,
            language,
            shown: None,
            asked: Question::Menu,
            anew: true,
            untouched: true,
            choice: String::new(),
            answered: None,
            empty: None,
            drawn: None,
            draws: false,
            announced: Announced::default(),
            listens: false,
            last_request: None,
            abandoned: false,
            held: VecDeque::new(),
        }
    }
}

impl Frontend for Dialogue<'_> {
    fn handle(&mut self, model: &mut Model, message: Message, now: Duration) -> Vec<Effect> {
        Exchange::new(self, model, now).hear(message)
    }

    fn show(&mut self, model: &mut Model, now: Duration) -> Vec<u8> {
        if self.shown.is_none() {
            Exchange::new(self, model, now).greet();
        }
        self.writer.take()
    }

    fn listens(&self) -> bool {
        self.listens
    }

    fn take(&mut self, model: &mut Model, answer: InputLine, now: Duration) -> Vec<Effect> {
        Exchange::new(self, model, now).take_line(answer)
    }

    /// A program looks at the exit code, whoever went first.
    fn hung_up(&self) -> SessionEnd {
        match self.last_request {
            Some(code) => SessionEnd::Exit(Exit { code, message: None }, self.language),
            None => SessionEnd::Disconnected,
        }
    }

    /// All is said here, where it stays to be read: an response was, already.
    fn leave(&mut self, exit: Exit) -> (Vec<u8>, Exit) {
        self.writer.end_line();
        if self.shown != Some(ShownScreen::Ending) {
            let words = match exit.message {
                _ if self.abandoned => words::INPUT_ENDED.into(),
                Some(words) => words,
                None => words::LEFT.into(),
            };
            self.writer.say(&self.appearance.words(self.language).say(&words));
        }
        let code = match (self.input, self.last_request) {
            (InputMode::Lines, Some(last)) => last,
            (InputMode::Lines, None) if self.abandoned => ExitCode::Failure,
            _ => exit.code,
        };
        (self.writer.take(), Exit { message: None, code })
    }

    fn break_off(&mut self) -> Vec<u8> {
        self.writer.end_line();
        self.writer.take()
    }
}

#[cfg(test)]
mod tests;
