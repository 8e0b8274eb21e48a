//! The outcome catalogue: every response of a request, with its stable code.
//!
//! `MDP-2xx` done · `MDP-4xx` the person can act · `MDP-5xx` the service cannot. A code never changes its
//! meaning; the sentences are in `outcomes.ftl`, each under its code.

use std::time::Duration;

use crate::directory::RefusalReason;
use crate::password::Rule;

/// How a request ended.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Outcome {
    /// Proved by a fresh bind with the new password.
    Done(Done),
    /// The captcha's answer is not the right one.
    WrongCaptcha,
    /// The image is too old, or was already answered.
    ExpiredCaptcha,
    /// Too many requests waited instead of copying an image: of that login, from that source, or all together.
    TooManyDelays,
    /// The person gave up while the request was held: nothing was asked of the directory.
    Cancelled,
    /// Unknown login, wrong password, wrong NUMEN, wrong date, ineligible or locked account: one and the same.
    NotIdentified,
    /// The academy's own rules refuse the new password: all those that do.
    AgainstPolicy(Vec<Rule>),
    /// The directory refuses the new password; nothing is changed.
    RefusedByDirectory(RefusalReason),
    /// The identity is proved, but an administrator locked the account.
    LockedByAdministrator,
    /// The line was cut: nothing is changed, the old password is still the right one.
    ConnectionLostUnchanged,
    /// The line was cut, and no one can say which password is valid.
    ConnectionLostUnknown,
    /// The directory said yes, but a bind with the new password says no.
    NotVerified,
    /// No server can be reached.
    Unreachable,
    /// A server did not answer in time; nothing was sent that changes anything.
    TooSlow,
    /// The server's certificate is not trusted.
    Untrusted,
    /// The service account is refused, or lacks a right.
    ServiceRefused,
    /// « le redéfinir » without a service account.
    ResetUnavailable,
    /// The list of breached passwords cannot be read, and the configuration accepts no password without it.
    BreachListUnavailable,
    /// The directory refuses for a reason that a person can do nothing about.
    DirectoryFault,
    /// A fault of this program.
    Internal,
}

/// A success.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Done {
    /// The line was cut meanwhile, and a bind proved that the new password is valid.
    pub after_connection_loss: bool,
    /// The password of the workstation changes too.
    pub head_office: bool,
    /// Longest time before it is effective everywhere.
    pub effective_within: Duration,
}

impl Outcome {
    /// The stable code, without its prefix `MDP-`.
    #[must_use]
    pub fn code(&self) -> u16 {
        match self {
            Self::Done(done) if done.after_connection_loss => 201,
            Self::Done(_) => 200,
            Self::WrongCaptcha => 410,
            Self::ExpiredCaptcha => 411,
            Self::TooManyDelays => 412,
            Self::Cancelled => 413,
            Self::NotIdentified => 420,
            Self::AgainstPolicy(_) => 430,
            Self::RefusedByDirectory(reason) => match reason {
                RefusalReason::TooShort => 431,
                RefusalReason::TooLong => 432,
                RefusalReason::Quality => 433,
                RefusalReason::InHistory => 434,
                RefusalReason::Unchanged => 435,
                RefusalReason::TooYoung => 436,
                RefusalReason::Forbidden => 437,
                RefusalReason::Unexplained => 438,
                RefusalReason::Locked => 441,
                // Right at the check and wrong at the write: changed in between.
                RefusalReason::WrongCurrent => 442,
                RefusalReason::Rights => 521,
                RefusalReason::Confidentiality => 522,
            },
            Self::LockedByAdministrator => 440,
            Self::ConnectionLostUnchanged => 450,
            Self::ConnectionLostUnknown => 550,
            Self::NotVerified => 551,
            Self::Unreachable => 503,
            Self::TooSlow => 504,
            Self::Untrusted => 505,
            Self::ServiceRefused => 520,
            Self::ResetUnavailable => 523,
            Self::BreachListUnavailable => 524,
            Self::DirectoryFault => 530,
            Self::Internal => 500,
        }
    }

    /// Whether the password is changed for sure.
    #[must_use]
    pub fn is_done(&self) -> bool {
        matches!(self, Self::Done(_))
    }
}
