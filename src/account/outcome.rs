//! The outcome catalogue: every response of a request, with its stable code.
//!
//! `MDP-2xx` done · `MDP-4xx` the person can act · `MDP-5xx` the service cannot. A code never changes its
//! meaning; the sentences are in `outcomes.ftl`, each under its code.

use std::time::Duration;

use crate::directory::{Closed, RefusalReason};
use crate::password::Rule;

#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Outcome {
    /// Verified by a fresh bind with the new password.
    Done(Done),
    WrongCaptcha,
    /// The captcha is too old, or was already answered.
    ExpiredCaptcha,
    /// Too many requests were delayed instead of a captcha: of that login, from that source, or all together.
    TooManyDelays {
        /// The time until the next one is free.
        free_in: Duration,
    },
    /// The person cancelled the request during its delay: nothing was asked of the directory.
    Cancelled,
    /// Unknown login, wrong password, wrong NUMEN, wrong date, ineligible or locked account: one answer for all.
    NotIdentified,
    /// The new password breaks these rules of the academy.
    AgainstPolicy(Vec<Rule>),
    /// The directory refuses the new password; nothing is changed.
    RefusedByDirectory(RefusalReason),
    /// The person is verified, but the account is closed.
    AccountClosed(Closed),
    /// The connection was lost before the write was sent: nothing is changed, the old password is still valid.
    ConnectionLostUnchanged,
    /// The write has no answer and may still be carried out: after `settled_after`, both passwords can be tried.
    NotKnownYet {
        settled_after: Duration,
    },
    /// The directory accepted the write, and answered no bind that could prove it.
    AcceptedUnverified,
    /// The directory accepted the write, but refuses a bind with the new password.
    NotVerified,
    Unreachable,
    /// A server did not answer in time, and no write was sent.
    TooSlow,
    /// The server's certificate is not trusted.
    Untrusted,
    /// The server sent an answer that cannot be read, and no write was sent.
    UnreadableAnswer,
    /// The server demands a client certificate, and we have none that it accepts.
    CertificateDemanded,
    /// The server refuses the service account, or denies it a right.
    ServiceRefused,
    /// « le redéfinir » needs a service account.
    ResetUnavailable,
    /// The person is verified, but the server does not tell its family: « le redéfinir » is not safe there.
    UnknownDirectory,
    /// The person is verified, but the service account cannot see whether the account is closed.
    StateUnreadable,
    /// The list of breached passwords cannot be read, and the configuration accepts no password without it.
    BreachListUnavailable,
    /// The directory cannot answer anybody at the moment.
    DirectoryBusy,
    /// The directory refuses, and would refuse again.
    DirectoryFault,
    Internal,
}

/// A success: where the new password is valid, and the limits that the person must know.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Done {
    /// Each directory that has the new password.
    pub targets: Vec<Target>,
    /// The directory demands another change before anything else, and the service could not lift the demand.
    pub must_change: bool,
    /// Longest time before it is effective everywhere.
    pub effective_within: Duration,
}

/// A directory in which a fresh bind verified the new password.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Target {
    pub name: &'static str,
    /// The connection was lost during the write.
    pub after_connection_loss: bool,
}

impl Target {
    /// The name of the one directory that there is.
    pub const DIRECTORY: &'static str = "directory";
}

impl Done {
    #[must_use]
    pub fn after_connection_loss(&self) -> bool {
        self.targets.iter().any(|target| target.after_connection_loss)
    }
}

impl Outcome {
    /// The stable code, without its prefix `MDP-`.
    #[must_use]
    pub fn code(&self) -> u16 {
        match self {
            Self::Done(done) if done.must_change => 202,
            Self::Done(done) if done.after_connection_loss() => 201,
            Self::Done(_) => 200,
            Self::WrongCaptcha => 410,
            Self::ExpiredCaptcha => 411,
            Self::TooManyDelays { .. } => 412,
            Self::Cancelled => 413,
            Self::NotIdentified => 420,
            Self::AgainstPolicy(_) => 430,
            Self::RefusedByDirectory(reason) => match reason {
                RefusalReason::TooShort => 431,
                RefusalReason::TooLong => 432,
                RefusalReason::Quality | RefusalReason::QualityOrNames => 433,
                RefusalReason::InHistory => 434,
                RefusalReason::Unchanged => 435,
                RefusalReason::TooYoung => 436,
                RefusalReason::Forbidden => 437,
                RefusalReason::Unexplained => 438,
                RefusalReason::Locked => 441,
                // The password changed between the verification and the write.
                RefusalReason::WrongCurrent => 442,
                RefusalReason::Expired => 443,
                RefusalReason::Rights => 521,
                RefusalReason::Confidentiality => 522,
            },
            Self::AccountClosed(_) => 440,
            Self::ConnectionLostUnchanged => 450,
            Self::NotKnownYet { .. } => 452,
            Self::AcceptedUnverified => 550,
            Self::NotVerified => 551,
            Self::Unreachable => 503,
            Self::TooSlow => 504,
            Self::Untrusted => 505,
            Self::UnreadableAnswer => 506,
            Self::CertificateDemanded => 507,
            Self::ServiceRefused => 520,
            Self::ResetUnavailable => 523,
            Self::BreachListUnavailable => 524,
            Self::UnknownDirectory => 526,
            Self::StateUnreadable => 527,
            Self::DirectoryBusy => 530,
            Self::DirectoryFault => 532,
            Self::Internal => 500,
        }
    }

    /// Whether the same request may be sent once more at once.
    #[must_use]
    pub fn may_be_sent_again(&self) -> bool {
        !matches!(self, Self::Done(_) | Self::NotKnownYet { .. })
    }

    /// Whether the password is certainly changed.
    #[must_use]
    pub fn is_done(&self) -> bool {
        matches!(self, Self::Done(_))
    }
}
