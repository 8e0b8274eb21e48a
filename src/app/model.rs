//! The state of a visit. Public to be drawn; changed by `update` only.

use std::sync::Arc;
use std::time::Duration;

use crate::account::Response;
use crate::app::FieldId;
use crate::config::CaptchaMode;
use crate::i18n::{Language, Text};

use super::effect::Effect;
use super::form::Form;
use super::session_timeouts;
use super::settings::{ServiceSettings, SessionSettings};

/// A visit.
pub struct Model {
    /// Settings that all sessions share.
    pub settings: Arc<ServiceSettings>,
    /// Settings of this session.
    pub session: SessionSettings,
    /// Language of the moment.
    pub language: Language,
    /// Columns and rows of the terminal.
    pub size: (u16, u16),
    /// What is shown.
    pub screen: Screen,
    /// The help, where it is opened by key; beside the form it is always there when there is room.
    pub help: HelpState,
    /// One line for the person, until the next key: what could not be done and why.
    pub notice: Option<Text>,
    /// Since the start of the visit, when the last key came, or the answer that was waited for.
    pub last_key: Duration,
    /// Counts what is asked outside: a reply or timer of an older number is dropped.
    pub generation: u64,
    /// The timers of the visit itself.
    pub(in crate::app) timers: VisitTimers,
}

/// The timers that run during the whole visit.
#[derive(Debug, Clone, Copy, Default)]
pub(in crate::app) struct VisitTimers {
    /// No key for long.
    pub idle: u64,
    /// The longest visit.
    pub absolute: u64,
}

/// The help by key.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct HelpState {
    /// Whether it covers the screen.
    pub open: bool,
    /// Lines scrolled; never beyond `last`.
    pub scroll: u16,
    /// The scroll that shows the last line, as the session says it after a drawing
    /// ([`Message::HelpScrollLimit`](super::Message::HelpScrollLimit)): it depends on the words and on the size.
    pub last: u16,
}

/// Screens.
pub enum Screen {
    /// « Gérer mon mot de passe »
    Menu(FormKind),
    /// One of the two forms.
    Form(Box<Form>),
    /// How a request ended, when nothing is left to mend in the form.
    Outcome {
        /// What happened.
        response: Response,
        /// Which form led here.
        kind: FormKind,
        /// The form as it was sent, without the text of the image, for another try; `None` once the
        /// password is changed: every secret is then wiped.
        form: Option<Box<Form>>,
    },
}

/// The two entries of the menu, and the two forms.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum FormKind {
    /// « le modifier »
    Change,
    /// « le redéfinir »
    Reset,
}

impl Model {
    /// A visit that begins at the menu, and the timers that end it.
    #[must_use]
    pub fn new(
        settings: Arc<ServiceSettings>,
        session: SessionSettings,
        size: (u16, u16),
    ) -> (Self, Vec<Effect>) {
        let mut model = Self {
            settings,
            session,
            language: session.language,
            size,
            screen: Screen::Menu(FormKind::Change),
            help: HelpState::default(),
            notice: None,
            last_key: Duration::ZERO,
            generation: 0,
            timers: VisitTimers::default(),
        };
        let effects = session_timeouts::start(&mut model);
        (model, effects)
    }

    /// A number that nothing else in this visit has.
    pub(in crate::app) fn next_generation(&mut self) -> u64 {
        next(&mut self.generation)
    }
}

/// The number after the last one.
pub(in crate::app) fn next(generation: &mut u64) -> u64 {
    *generation = generation.wrapping_add(1);
    *generation
}

impl FormKind {
    /// The other entry.
    #[must_use]
    pub fn other(self) -> Self {
        match self {
            Self::Change => Self::Reset,
            Self::Reset => Self::Change,
        }
    }

    /// The fields of that form, in order; the captcha is left out where it is not asked for.
    #[must_use]
    pub fn fields(self, captcha: CaptchaMode) -> Vec<FieldId> {
        use FieldId::{BirthDate, Captcha, Confirmation, Current, Login, New, Number};
        let mut fields = match self {
            Self::Change => vec![Login, Current, New, Confirmation],
            Self::Reset => vec![Login, Number, BirthDate, New, Confirmation],
        };
        if captcha == CaptchaMode::Always {
            fields.push(Captcha);
        }
        fields
    }
}
