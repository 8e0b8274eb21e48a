//! What a person asks, and how it ended.

use std::fmt;

use crate::captcha::ChallengeId;
use crate::identity::{BirthDate, Login, PersonNumber};
use crate::password::SecretText;

use super::{Outcome, Reference};

/// What was read on an image.
pub struct CaptchaAnswer {
    /// Which image.
    pub id: ChallengeId,
    /// What was typed.
    pub typed: String,
}

/// What tells that no robot asks.
#[derive(Debug)]
pub enum CaptchaEvidence {
    /// Nothing: the configuration asks for nothing.
    NotRequired,
    /// The text of an image.
    Answer(CaptchaAnswer),
    /// The request is to be held for a while, for who cannot see an image. The service holds it.
    Delay,
}

/// A copied text opens a door for a while: it is shown nowhere.
impl fmt::Debug for CaptchaAnswer {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("CaptchaAnswer(…)")
    }
}

/// A person who knows their password changes it.
#[derive(Debug)]
pub struct ChangeRequest {
    /// Who.
    pub login: Login,
    /// The password to be replaced.
    pub current: SecretText,
    /// The password to be.
    pub new: SecretText,
    /// An image, or another way.
    pub evidence: CaptchaEvidence,
}

/// A person who does not know their password defines a new one.
#[derive(Debug)]
pub struct ResetRequest {
    /// Who.
    pub login: Login,
    /// First check.
    pub number: PersonNumber,
    /// Second check.
    pub birth_date: BirthDate,
    /// The password to be.
    pub new: SecretText,
    /// An image, or another way.
    pub evidence: CaptchaEvidence,
}

/// One of the two.
#[derive(Debug)]
pub enum Request {
    /// « le modifier »
    Change(ChangeRequest),
    /// « le redéfinir »
    Reset(ResetRequest),
}

impl Request {
    /// Whose password is asked for.
    #[must_use]
    pub fn login(&self) -> &Login {
        match self {
            Self::Change(request) => &request.login,
            Self::Reset(request) => &request.login,
        }
    }

    /// What tells that no robot asks.
    #[must_use]
    pub fn evidence(&self) -> &CaptchaEvidence {
        match self {
            Self::Change(request) => &request.evidence,
            Self::Reset(request) => &request.evidence,
        }
    }

    /// The word of the audit for what is asked.
    pub(super) fn use_case(&self) -> &'static str {
        match self {
            Self::Change(_) => "change",
            Self::Reset(_) => "reset",
        }
    }
}

impl CaptchaEvidence {
    /// Its word in the audit.
    pub(super) fn word(&self) -> &'static str {
        match self {
            Self::NotRequired => "none",
            Self::Answer(_) => "image",
            Self::Delay => "wait",
        }
    }
}

/// How a request ended: what the screen tells, and the code by which the audit line is found.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Response {
    /// What happened.
    pub outcome: Outcome,
    /// To be told to the helpdesk.
    pub reference: Reference,
}
