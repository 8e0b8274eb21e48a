//! The state of a visit. Public to be drawn; changed by `update` only.

use std::time::Duration;

use jiff::civil::Date;

use crate::account::{Ending, FieldId};
use crate::config::CaptchaMode;
use crate::i18n::{Language, Text};
use crate::identity::ExternalShape;
use crate::password::Policy;

use super::form::Form;

/// What does not change during a visit.
#[derive(Debug, Clone)]
pub struct Settings {
    /// Shown at the right of the header.
    pub organisation: String,
    /// The rules for a new password.
    pub policy: Policy,
    /// The shape of an external number.
    pub external_shape: ExternalShape,
    /// Whether « le redéfinir » is offered.
    pub offers_reset: bool,
    /// When the captcha is asked for.
    pub captcha: CaptchaMode,
    /// How long an image may be answered.
    pub captcha_ttl: Duration,
    /// « Vous devrez attendre au maximum … ».
    pub effective_within: Duration,
    /// Without a key for that long, the visit ends.
    pub idle_timeout: Duration,
    /// Longest visit.
    pub absolute_timeout: Duration,
    /// The day of the visit: a birth date is not after it.
    pub today: Date,
}

/// A visit.
pub struct Model {
    /// What does not change.
    pub settings: Settings,
    /// Language of the moment.
    pub language: Language,
    /// Columns and rows of the terminal.
    pub size: (u16, u16),
    /// What is shown.
    pub screen: Screen,
    /// The help, where it is opened by key; beside the form it is always there when there is room.
    pub help: Help,
    /// One line for the person, until the next key: what could not be done and why.
    pub notice: Option<Text>,
    /// Since the start of the visit, when the last key came.
    pub last_key: Duration,
    /// Counts what is asked outside: a reply or timer of an older number is dropped.
    pub generation: u64,
}

/// The help by key.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Help {
    /// Whether it covers the screen.
    pub open: bool,
    /// Lines scrolled; the screen stops at the last one.
    pub scroll: u16,
}

/// Screens.
pub enum Screen {
    /// « Gérer mon mot de passe »
    Menu(Choice),
    /// One of the two forms.
    Form(Box<Form>),
    /// How a request ended, when nothing is left to mend in the form.
    Outcome {
        /// What happened.
        ending: Ending,
        /// Which form led here.
        choice: Choice,
    },
}

/// The two entries of the menu, and the two forms.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Choice {
    /// « le modifier »
    Change,
    /// « le redéfinir »
    Reset,
}

impl Choice {
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
