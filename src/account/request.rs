//! A request and its response.

use std::fmt;

use crate::captcha::ChallengeId;
use crate::i18n::Text;
use crate::identity::{BirthDate, Login, PersonNumber};
use crate::password::SecretText;

use super::outcome::Outcome;
use super::reference::Reference;
use super::reminder::Reminder;

/// The text that a person copied from a captcha.
pub struct CaptchaAnswer {
    pub id: ChallengeId,
    pub typed: String,
}

/// The evidence of a request that a person sent it, not a robot.
#[derive(Debug)]
pub enum CaptchaEvidence {
    /// The configuration asks for no captcha.
    NotRequired,
    Answer(CaptchaAnswer),
    /// The service delays the request, for a person who cannot see an image.
    Delay,
}

/// Hides the text: it stays valid until it is checked.
impl fmt::Debug for CaptchaAnswer {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("CaptchaAnswer(…)")
    }
}

/// « le modifier »: a person who knows their password changes it.
#[derive(Debug)]
pub struct ChangeRequest {
    pub login: Login,
    pub current: SecretText,
    pub new: SecretText,
    pub evidence: CaptchaEvidence,
}

/// « le redéfinir »: a person who does not know their password defines a new one.
#[derive(Debug)]
pub struct ResetRequest {
    pub login: Login,
    pub number: PersonNumber,
    pub birth_date: BirthDate,
    pub new: SecretText,
    pub evidence: CaptchaEvidence,
}

/// The two use cases: they ask for different proofs, which their refusals name.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum UseCase {
    Change,
    Reset,
}

#[derive(Debug)]
pub enum Request {
    Change(ChangeRequest),
    Reset(ResetRequest),
}

impl Request {
    #[must_use]
    pub fn login(&self) -> &Login {
        match self {
            Self::Change(request) => &request.login,
            Self::Reset(request) => &request.login,
        }
    }

    #[must_use]
    pub fn evidence(&self) -> &CaptchaEvidence {
        match self {
            Self::Change(request) => &request.evidence,
            Self::Reset(request) => &request.evidence,
        }
    }

    #[must_use]
    pub fn use_case(&self) -> UseCase {
        match self {
            Self::Change(_) => UseCase::Change,
            Self::Reset(_) => UseCase::Reset,
        }
    }
}

impl UseCase {
    /// Its name in the audit.
    pub(super) fn audit_name(self) -> &'static str {
        match self {
            Self::Change => "change",
            Self::Reset => "reset",
        }
    }
}

impl CaptchaEvidence {
    /// Its name in the audit.
    pub(super) fn audit_name(&self) -> &'static str {
        match self {
            Self::NotRequired => "none",
            Self::Answer(_) => "image",
            Self::Delay => "wait",
        }
    }
}

/// The answer to a request: what the screen shows, and the reference of its audit line.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Response {
    pub use_case: UseCase,
    pub outcome: Outcome,
    pub reference: Reference,
    /// About the password in force, where a bind told it.
    pub reminder: Option<Reminder>,
}

impl Response {
    /// The sentence about the result.
    #[must_use]
    pub fn text(&self) -> Text {
        self.outcome.text(self.use_case)
    }

    /// The sentence about the next step of the person.
    #[must_use]
    pub fn advice(&self) -> Text {
        self.outcome.advice(self.use_case)
    }
}
