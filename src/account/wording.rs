//! What is said of an outcome: the keys of its sentences.

use std::time::Duration;

use crate::directory::RefusalReason;
use crate::i18n::keys::outcomes as keys;
use crate::i18n::{Key, Text};
use crate::password::Rule;

use super::Outcome;

impl Outcome {
    /// What happened.
    #[must_use]
    pub fn text(&self) -> Text {
        self.sentences().0.into()
    }

    /// What to do.
    #[must_use]
    pub fn advice(&self) -> Text {
        let advice = Text::from(self.sentences().1);
        match self {
            Self::Done(done) => advice.number("minutes", minutes(done.effective_within)),
            _ => advice,
        }
    }

    /// What happened, and what to do.
    fn sentences(&self) -> (Key, Key) {
        match self {
            Self::Done(done) if done.after_connection_loss => {
                (keys::DONE_AFTER_CUT, keys::DONE_AFTER_CUT_ADVICE)
            }
            Self::Done(_) => (keys::DONE, keys::DONE_ADVICE),
            Self::WrongCaptcha => (keys::WRONG_CAPTCHA, keys::WRONG_CAPTCHA_ADVICE),
            Self::ExpiredCaptcha => (keys::EXPIRED_CAPTCHA, keys::EXPIRED_CAPTCHA_ADVICE),
            Self::TooManyDelays => (keys::TOO_MANY_WAITS, keys::TOO_MANY_WAITS_ADVICE),
            Self::Cancelled => (keys::GIVEN_UP, keys::GIVEN_UP_ADVICE),
            Self::NotIdentified => (keys::NOT_IDENTIFIED, keys::NOT_IDENTIFIED_ADVICE),
            Self::AgainstPolicy(rules) => against(rules),
            Self::RefusedByDirectory(reason) => refused(*reason),
            Self::LockedByAdministrator => {
                (keys::LOCKED_BY_ADMINISTRATOR, keys::LOCKED_BY_ADMINISTRATOR_ADVICE)
            }
            Self::ConnectionLostUnchanged => (keys::CUT_UNCHANGED, keys::CUT_UNCHANGED_ADVICE),
            Self::ConnectionLostUnknown => (keys::CUT_UNKNOWN, keys::CUT_UNKNOWN_ADVICE),
            Self::NotVerified => (keys::NOT_PROVED, keys::NOT_PROVED_ADVICE),
            Self::Unreachable => (keys::UNREACHABLE, keys::UNREACHABLE_ADVICE),
            Self::TooSlow => (keys::TOO_SLOW, keys::TOO_SLOW_ADVICE),
            Self::Untrusted => (keys::UNTRUSTED, keys::UNTRUSTED_ADVICE),
            Self::ServiceRefused => (keys::SERVICE_REFUSED, keys::SERVICE_REFUSED_ADVICE),
            Self::ResetUnavailable => (keys::RESET_UNAVAILABLE, keys::RESET_UNAVAILABLE_ADVICE),
            Self::BreachListUnavailable => (keys::BREACH_LIST_UNUSABLE, keys::BREACH_LIST_UNUSABLE_ADVICE),
            Self::DirectoryFault => (keys::DIRECTORY_FAULT, keys::DIRECTORY_FAULT_ADVICE),
            Self::Internal => (keys::INTERNAL, keys::INTERNAL_ADVICE),
        }
    }
}

/// The rules themselves are ticked beside the field; the sentence says which kind is broken.
fn against(rules: &[Rule]) -> (Key, Key) {
    match rules {
        [Rule::MinPercent(_)] => (keys::TOO_EASY, keys::TOO_EASY_ADVICE),
        [Rule::BreachFilter] => (keys::BREACHED, keys::BREACHED_ADVICE),
        [Rule::DiffersFromCurrent] => (keys::SAME_AS_CURRENT, keys::SAME_AS_CURRENT_ADVICE),
        _ => (keys::AGAINST_POLICY, keys::AGAINST_POLICY_ADVICE),
    }
}

fn refused(reason: RefusalReason) -> (Key, Key) {
    match reason {
        RefusalReason::TooShort => (keys::TOO_SHORT, keys::TOO_SHORT_ADVICE),
        RefusalReason::TooLong => (keys::TOO_LONG, keys::TOO_LONG_ADVICE),
        RefusalReason::Quality => (keys::TOO_SIMPLE, keys::TOO_SIMPLE_ADVICE),
        RefusalReason::InHistory => (keys::USED_BEFORE, keys::USED_BEFORE_ADVICE),
        RefusalReason::Unchanged => (keys::UNCHANGED, keys::UNCHANGED_ADVICE),
        RefusalReason::TooYoung => (keys::TOO_YOUNG, keys::TOO_YOUNG_ADVICE),
        RefusalReason::Forbidden => (keys::FORBIDDEN, keys::FORBIDDEN_ADVICE),
        RefusalReason::Unexplained => (keys::UNEXPLAINED, keys::UNEXPLAINED_ADVICE),
        RefusalReason::Locked => (keys::LOCKED, keys::LOCKED_ADVICE),
        RefusalReason::WrongCurrent => (keys::WRONG_CURRENT, keys::WRONG_CURRENT_ADVICE),
        RefusalReason::Rights => (keys::NO_RIGHT, keys::NO_RIGHT_ADVICE),
        RefusalReason::Confidentiality => (keys::NOT_CONFIDENTIAL, keys::NOT_CONFIDENTIAL_ADVICE),
    }
}

/// Rounded up: nobody should be told to wait for less than it takes.
fn minutes(time: Duration) -> usize {
    usize::try_from(time.as_nanos().div_ceil(60_000_000_000)).unwrap_or(usize::MAX)
}
