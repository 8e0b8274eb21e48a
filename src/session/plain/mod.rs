//! The face of a visit in questions and answers: for a screen reader, a braille display, a terminal that
//! cannot move its cursor.
//!
//! The model is that of the screen. What is typed goes to it key by key, so that a secret stands nowhere
//! else; what is said is what changed in it.

mod answers;
mod lines;
mod paper;
mod stroke;
mod telling;
mod turn;

use std::collections::VecDeque;
use std::time::Duration;

use crate::account::{FieldId, Reference};
use crate::app::{Effect, Exit, FormKind, Message, Model, Screen};
use crate::captcha::ChallengeId;
use crate::i18n::keys::plain as words;
use crate::i18n::{Language, Text};
use crate::terminal::{Charset, InputLine};
use crate::ui::Appearance;
use crate::ui::plain::{InputMode, Question};

use super::{Ended, Face, Visit};
use paper::Paper;
use turn::Turn;

/// A conversation: what was asked, and what of the model was said already.
pub(super) struct Conversation<'visit> {
    appearance: &'visit Appearance,
    paper: Paper,
    input: InputMode,
    language: Language,
    /// What is on the screen, in the model's words; `None` before the first one.
    scene: Option<Scene>,
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
    told: Told,
    /// Whether an answer has its question.
    listens: bool,
    /// How the last request ended, for a program.
    last_request: Option<u8>,
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
struct Told {
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
enum Scene {
    Menu,
    Form(FormKind),
    Ending,
}

impl Scene {
    fn of(model: &Model) -> Self {
        match &model.screen {
            Screen::Menu(_) => Self::Menu,
            Screen::Form(form) => Self::Form(form.kind),
            Screen::Outcome { .. } => Self::Ending,
        }
    }
}

impl<'visit> Conversation<'visit> {
    /// With somebody who types, on so many columns.
    pub(super) fn by_keys(columns: u16, visit: &'visit Visit) -> Self {
        Self::over(&visit.appearance, columns, visit.charset, visit.language, InputMode::Keys)
    }

    /// With a program that gives whole lines.
    pub(super) fn by_lines(columns: u16, visit: &'visit Visit) -> Self {
        Self::over(&visit.appearance, columns, visit.charset, visit.language, InputMode::Lines)
    }

    fn over(
        appearance: &'visit Appearance,
        columns: u16,
        charset: Charset,
        language: Language,
        input: InputMode,
    ) -> Self {
        Self {
            appearance,
            paper: Paper::new(columns, charset, input),
            input,
            language,
            scene: None,
            asked: Question::Menu,
            anew: true,
            untouched: true,
            choice: String::new(),
            answered: None,
            empty: None,
            drawn: None,
            draws: false,
            told: Told::default(),
            listens: false,
            last_request: None,
            abandoned: false,
            held: VecDeque::new(),
        }
    }
}

impl Face for Conversation<'_> {
    fn pass_on(&mut self, model: &mut Model, message: Message, now: Duration) -> Vec<Effect> {
        Turn::new(self, model, now).hear(message)
    }

    fn show(&mut self, model: &mut Model, now: Duration) -> Vec<u8> {
        if self.scene.is_none() {
            Turn::new(self, model, now).greet();
        }
        self.paper.take()
    }

    fn listens(&self) -> bool {
        self.listens
    }

    fn take(&mut self, model: &mut Model, answer: InputLine, now: Duration) -> Vec<Effect> {
        Turn::new(self, model, now).take_line(answer)
    }

    /// A program looks at the exit code, whoever went first.
    fn hung_up(&self) -> Ended {
        match self.last_request {
            Some(exit_code) => Ended::Exit(Exit { exit_code, message: None }, self.language),
            None => Ended::LineClosed,
        }
    }

    /// All is said here, where it stays to be read: an response was, already.
    fn leave(&mut self, exit: Exit) -> (Vec<u8>, Exit) {
        self.paper.end_line();
        if self.scene != Some(Scene::Ending) {
            let words = match exit.message {
                _ if self.abandoned => words::INPUT_ENDED.into(),
                Some(words) => words,
                None => words::LEFT.into(),
            };
            self.paper.say(&self.appearance.words(self.language).say(&words));
        }
        let exit_code = match (self.input, self.last_request) {
            (InputMode::Lines, Some(last)) => last,
            (InputMode::Lines, None) if self.abandoned => 1,
            _ => exit.exit_code,
        };
        (self.paper.take(), Exit { message: None, exit_code })
    }

    fn break_off(&mut self) -> Vec<u8> {
        self.paper.end_line();
        self.paper.take()
    }
}

#[cfg(test)]
mod tests;
