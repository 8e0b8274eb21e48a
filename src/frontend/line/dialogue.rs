//! [`Dialogue`]: what was asked, and what of the model was announced already.

use std::collections::VecDeque;
use std::time::Duration;

use crate::account::Reference;
use crate::app::{Exit, ExitCode, FieldId, FormKind, Message, Model, Screen};
use crate::captcha::ChallengeId;
use crate::i18n::keys::plain as texts;
use crate::i18n::{Language, Text, TextKey};
use crate::terminal::Charset;
use crate::ui::Appearance;

use super::input_mode::InputMode;
use super::question::Question;
use super::writer::LineWriter;

/// The state of the questions and answers.
pub struct Dialogue<'session> {
    pub(super) appearance: &'session Appearance,
    pub(super) writer: LineWriter,
    pub(super) input: InputMode,
    pub(super) language: Language,
    /// The screen of the model that was announced last; `None` before the first one.
    pub(super) shown: Option<ShownScreen>,
    /// The question that was asked last.
    pub(super) asked: Question,
    /// Whether the question must be asked again with its introduction.
    pub(super) anew: bool,
    /// Whether the user typed nothing since the question was asked.
    pub(super) untouched: bool,
    /// The digits typed in answer to a numbered choice; no secret.
    pub(super) choice: String,
    /// Characters typed after it that are not shown.
    pub(super) unseen: usize,
    /// Whether one answer is chosen to be corrected.
    pub(super) reviews: bool,
    /// The last answer, until it is commented.
    pub(super) answered: Option<Answered>,
    /// The password or number that was left empty.
    pub(super) empty: Option<FieldId>,
    /// The image that the user has on the screen.
    pub(super) drawn: Option<ChallengeId>,
    /// Whether the image must be drawn as soon as it arrives.
    pub(super) draws: bool,
    pub(super) announced: Announced,
    /// Whether the question of the next line is asked.
    pub(super) wants_line: bool,
    /// The exit code of the last request, for a program.
    pub(super) last_request: Option<ExitCode>,
    /// The reason why a program gives no more answers, or none that is taken; `None` as long as it does.
    pub(super) abandoned: Option<TextKey>,
    /// The answers of a program that could not be taken.
    pub(super) refusals: usize,
    /// Keys that wait for the estimate or the image that their question depends on.
    pub(super) typed_ahead: VecDeque<Message>,
}

/// An answer to a field.
#[derive(Debug, Clone, Copy)]
pub(super) struct Answered {
    pub(super) field: FieldId,
    /// Whether the user kept the text that the field had before.
    pub(super) kept: bool,
}

/// The facts that were announced, so that each is announced only once.
#[derive(Default)]
pub(super) struct Announced {
    /// Whether the rules of the new password were.
    pub(super) rules: bool,
    /// The question whose help was given last.
    pub(super) help: Option<Question>,
    /// Whether the wait for a slow response was.
    pub(super) wait: bool,
    /// The remaining delay of the request.
    pub(super) delay_left: Option<Duration>,
    /// The time that is left for the answer of a slow directory.
    pub(super) answer_left: Option<Duration>,
    /// The response that refused the request.
    pub(super) refusal: Option<Reference>,
    /// A notice that is still to be announced.
    pub(super) notice: Option<Text>,
}

/// The screen of the model, as far as a change of it is announced.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum ShownScreen {
    Menu,
    Form(FormKind),
    Outcome,
}

impl ShownScreen {
    pub(super) fn of(model: &Model) -> Self {
        match model.screen() {
            Screen::Menu(_) => Self::Menu,
            Screen::Form(form) => Self::Form(form.kind()),
            Screen::Outcome { .. } => Self::Outcome,
        }
    }
}

impl<'session> Dialogue<'session> {
    /// A dialogue on lines of `columns`; 0 if the terminal does not know them.
    #[must_use]
    pub fn new(
        input: InputMode,
        columns: u16,
        charset: Charset,
        language: Language,
        appearance: &'session Appearance,
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
            unseen: 0,
            reviews: false,
            answered: None,
            empty: None,
            drawn: None,
            draws: false,
            announced: Announced::default(),
            wants_line: false,
            last_request: None,
            abandoned: None,
            refusals: 0,
            typed_ahead: VecDeque::new(),
        }
    }

    /// The last sentence and the exit. The message of the exit is written here, where it stays to be read; that
    /// of an outcome was written already.
    pub(super) fn leave(&mut self, exit: Exit) -> (Vec<u8>, Exit) {
        // After an outcome, the end of the input goes without saying.
        let why = self.abandoned.filter(|why| *why != texts::INPUT_ENDED);
        if self.shown != Some(ShownScreen::Outcome) || why.is_some() {
            let left = || exit.message.unwrap_or_else(|| texts::LEFT.into());
            let words = self.abandoned.map_or_else(left, Text::from);
            self.writer.write(&self.appearance.words(self.language).format(&words));
        }
        self.writer.end_line();
        let code = match (self.input, self.last_request) {
            (InputMode::Lines, Some(last)) => last,
            (InputMode::Lines, None) if self.abandoned.is_some() => ExitCode::Failure,
            _ => exit.code,
        };
        (self.writer.take(), Exit { message: None, code })
    }
}
