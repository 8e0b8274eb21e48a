//! The sentences of an outcome.

use std::time::Duration;

use crate::directory::{Closed, RefusalReason};
use crate::i18n::keys::outcomes as keys;
use crate::i18n::{Text, TextKey};
use crate::password::Rule;

use super::outcome::Outcome;
use super::request::UseCase;

impl Outcome {
    /// The sentence about the result of a use case.
    #[must_use]
    pub fn text(&self, use_case: UseCase) -> Text {
        self.key(use_case).into()
    }

    /// The sentence about the next step of the person.
    #[must_use]
    pub fn advice(&self, use_case: UseCase) -> Text {
        let advice = self.text(use_case).advice();
        match self {
            Self::Done(done) => advice.number("minutes", minutes(done.effective_within)),
            Self::NotKnownYet { settled_after } => advice.number("minutes", minutes(*settled_after)),
            Self::TooManyDelays { free_in } => advice.number("minutes", minutes(*free_in)),
            _ => advice,
        }
    }

    fn key(&self, use_case: UseCase) -> TextKey {
        match self {
            Self::Done(done) if done.must_change => keys::DONE_MUST_CHANGE,
            Self::Done(done) if done.after_connection_loss() => keys::DONE_AFTER_CUT,
            Self::Done(_) => keys::DONE,
            Self::WrongCaptcha => keys::WRONG_CAPTCHA,
            Self::ExpiredCaptcha => keys::EXPIRED_CAPTCHA,
            Self::TooManyDelays { .. } => keys::TOO_MANY_WAITS,
            Self::Cancelled => keys::GIVEN_UP,
            // The form that the person chose names its own proofs: that tells a stranger nothing.
            Self::NotIdentified => match use_case {
                UseCase::Change => keys::NOT_IDENTIFIED,
                UseCase::Reset => keys::NOT_IDENTIFIED_RESET,
            },
            // The form marks the broken rules; the sentence names the kind of a single one.
            Self::AgainstPolicy(rules) => match rules.as_slice() {
                [Rule::MinPercent(_)] => keys::TOO_EASY,
                [Rule::BreachFilter] => keys::BREACHED,
                [Rule::DiffersFromCurrent] => keys::SAME_AS_CURRENT,
                _ => keys::AGAINST_POLICY,
            },
            Self::RefusedByDirectory(reason) => refused(*reason),
            Self::AccountClosed(closed) => match closed {
                Closed::ByAdministrator => keys::LOCKED_BY_ADMINISTRATOR,
                Closed::OutsideItsDates => keys::OUTSIDE_ITS_DATES,
                Closed::Inactive => keys::INACTIVE,
            },
            Self::ConnectionLostUnchanged => keys::CUT_UNCHANGED,
            Self::NotKnownYet { .. } => keys::NOT_KNOWN_YET,
            Self::AcceptedUnverified => keys::ACCEPTED_UNVERIFIED,
            Self::NotVerified => keys::NOT_PROVED,
            Self::Unreachable => keys::UNREACHABLE,
            Self::TooSlow => keys::TOO_SLOW,
            Self::Untrusted => keys::UNTRUSTED,
            Self::UnreadableAnswer => keys::UNREADABLE_ANSWER,
            Self::CertificateDemanded => keys::CERTIFICATE_DEMANDED,
            Self::ServiceRefused => keys::SERVICE_REFUSED,
            Self::ResetUnavailable => keys::RESET_UNAVAILABLE,
            Self::UnknownDirectory => keys::UNKNOWN_DIRECTORY,
            Self::StateUnreadable => keys::STATE_UNREADABLE,
            Self::BreachListUnavailable => keys::BREACH_LIST_UNUSABLE,
            Self::DirectoryBusy => keys::DIRECTORY_BUSY,
            Self::DirectoryFault => keys::DIRECTORY_FAULT,
            Self::Internal => keys::INTERNAL,
        }
    }
}

/// The sentence of a reason for which a server refuses a new password.
fn refused(reason: RefusalReason) -> TextKey {
    match reason {
        RefusalReason::TooShort => keys::TOO_SHORT,
        RefusalReason::TooLong => keys::TOO_LONG,
        RefusalReason::Quality => keys::TOO_SIMPLE,
        RefusalReason::QualityOrNames => keys::TOO_SIMPLE_OR_NAMED,
        RefusalReason::InHistory => keys::USED_BEFORE,
        RefusalReason::Unchanged => keys::UNCHANGED,
        RefusalReason::TooYoung => keys::TOO_YOUNG,
        RefusalReason::Forbidden => keys::FORBIDDEN,
        RefusalReason::Unexplained => keys::UNEXPLAINED,
        RefusalReason::Locked => keys::LOCKED,
        RefusalReason::WrongCurrent => keys::WRONG_CURRENT,
        RefusalReason::Expired => keys::EXPIRED,
        RefusalReason::Rights => keys::NO_RIGHT,
        RefusalReason::Confidentiality => keys::NOT_CONFIDENTIAL,
    }
}

/// Rounded up, so that the announced wait is never shorter than the real one.
fn minutes(time: Duration) -> usize {
    usize::try_from(time.as_nanos().div_ceil(60_000_000_000)).unwrap_or(usize::MAX)
}
