//! The state of a session. Frontends read it; [`update`](super::update()) alone changes it.

use std::sync::Arc;
use std::time::Duration;

use crate::account::Response;
use crate::i18n::{Language, Text};

use super::form::Form;
use super::form_kind::FormKind;
use super::limit_warning::LimitWarning;
use super::settings::{Presentation, ServiceSettings, SessionSettings};
use super::wipe_question::WipeQuestion;

pub struct Model {
    /// Settings that all sessions share.
    pub settings: Arc<ServiceSettings>,
    /// Settings of this session.
    pub session: SessionSettings,
    pub(in crate::app) language: Language,
    /// The presentation in which the session opened.
    pub(in crate::app) opened_in: Presentation,
    /// Columns and rows of the terminal.
    pub(in crate::app) size: (u16, u16),
    pub(in crate::app) screen: Screen,
    /// Whether the help covers the screen.
    pub(in crate::app) help_open: bool,
    pub(in crate::app) scroll: Scroll,
    /// The sentence under the header, until the next key.
    pub(in crate::app) notice: Option<Text>,
    /// Asked by a key that would wipe what is typed; the next key answers.
    pub(in crate::app) question: Option<WipeQuestion>,
    /// A limit of the session that is near, until the next key.
    pub(in crate::app) warning: Option<LimitWarning>,
    /// Whether the last message rings the bell.
    pub(in crate::app) rings: bool,
    /// The change that the last message made.
    pub(in crate::app) change: Change,
    /// Time from the start of the session to the last key or response: the idle limit counts from here.
    pub(in crate::app) last_key: Duration,
    /// The number of the last effect. A reply or a timer of an older one is dropped.
    pub(in crate::app) generation: u64,
    pub(in crate::app) timers: SessionTimers,
    /// Time from the start of the session to the last change of person: its duration counts from here.
    pub(in crate::app) since: Duration,
    /// The number of times that the session was made longer.
    pub(in crate::app) extensions: usize,
}

/// The generations of the two timers that run during the whole session.
#[derive(Debug, Clone, Copy, Default)]
pub(in crate::app) struct SessionTimers {
    pub idle: u64,
    pub absolute: u64,
}

/// The change that the last message made, to decide whether its key can be echoed without a frame.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Change {
    /// A key appended one character to the focused field and changed nothing else. `None` for a masked field.
    Appended(Option<char>),
    Other,
}

/// The scroll of a text that may be longer than the window: the help, the page that tells the end of a request.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Scroll {
    /// Lines above the window; never more than `last`.
    pub first: u16,
    /// The scroll that shows the last line. It depends on the words and on the size, so the frontend reports it
    /// ([`Message::ScrollLimit`](super::Message::ScrollLimit)).
    pub last: u16,
}

pub enum Screen {
    /// « Gérer mon mot de passe »
    Menu(FormKind),
    Form(Box<Form>),
    /// The end of a request that the user cannot correct in the form.
    Outcome {
        response: Response,
        /// The form that led here.
        kind: FormKind,
        /// The form as it was sent, without the text of the image, for another try. `None` once the password is changed:
        /// every secret is then wiped.
        form: Option<Box<Form>>,
    },
}

impl Model {
    /// A session at the menu. [`Model::new`] starts its timers too.
    pub(in crate::app) fn at_menu(
        settings: Arc<ServiceSettings>,
        session: SessionSettings,
        size: (u16, u16),
    ) -> Self {
        Self {
            settings,
            session,
            language: session.language,
            opened_in: session.presentation,
            size,
            screen: Screen::Menu(FormKind::Change),
            help_open: false,
            scroll: Scroll::default(),
            notice: None,
            question: None,
            warning: None,
            rings: false,
            change: Change::Other,
            last_key: Duration::ZERO,
            generation: 0,
            timers: SessionTimers::default(),
            since: Duration::ZERO,
            extensions: 0,
        }
    }

    #[must_use]
    pub fn language(&self) -> Language {
        self.language
    }

    #[must_use]
    pub fn presentation(&self) -> Presentation {
        self.session.presentation
    }

    #[must_use]
    pub fn size(&self) -> (u16, u16) {
        self.size
    }

    #[must_use]
    pub fn screen(&self) -> &Screen {
        &self.screen
    }

    /// The form, if it is the screen that is shown.
    #[must_use]
    pub fn form(&self) -> Option<&Form> {
        match &self.screen {
            Screen::Form(form) => Some(form),
            Screen::Menu(_) | Screen::Outcome { .. } => None,
        }
    }

    /// Whether the Escape key wipes what is typed, or asks to: then it must not be mistaken for a part of another key.
    #[must_use]
    pub fn escape_wipes(&self) -> bool {
        let form = self.form().filter(|form| !self.help_open && form.sending.is_none());
        form.is_some_and(|form| form.proposal.is_none() && form.has_text())
    }

    /// Whether the help covers the screen. Beside a form, it stands wherever there is room.
    #[must_use]
    pub fn help_is_open(&self) -> bool {
        self.help_open
    }

    /// The scroll of the help, or of the page that tells the end of a request.
    #[must_use]
    pub fn scroll(&self) -> Scroll {
        self.scroll
    }

    /// One sentence for the user, until the next key: the question that the key answers, a limit that is near, or news.
    #[must_use]
    pub fn notice(&self) -> Option<&Text> {
        let question = self.question.map(WipeQuestion::text);
        question.or(self.warning.as_ref().map(LimitWarning::sentence)).or(self.notice.as_ref())
    }

    /// The question that the next key answers; [`Model::notice`] says it.
    #[must_use]
    pub fn question(&self) -> Option<WipeQuestion> {
        self.question
    }

    /// The limit that is near, until the next key; [`Model::notice`] says it.
    #[must_use]
    pub fn warning(&self) -> Option<&LimitWarning> {
        self.warning.as_ref()
    }

    /// Whether the last message rings the bell: a key without a meaning, a limit that is near, the end of a wait.
    #[must_use]
    pub fn rings(&self) -> bool {
        self.rings
    }

    #[must_use]
    pub fn change(&self) -> Change {
        self.change
    }

    /// A number that nothing else in this session has.
    pub(in crate::app) fn next_generation(&mut self) -> u64 {
        next(&mut self.generation)
    }
}

/// The number after the last one.
pub(in crate::app) fn next(generation: &mut u64) -> u64 {
    *generation = generation.wrapping_add(1);
    *generation
}
