//! A remark of a bind on the password in force: it must be changed, has expired, or expires soon.

use std::time::Duration;

use crate::directory::{PasswordCheck, RefusalReason, Validity};
use crate::i18n::Text;
use crate::i18n::keys::reminder as keys;

use super::outcome::Outcome;

const HOUR: u64 = 60 * 60;
const DAY: u64 = 24 * HOUR;

/// Said with the outcome, and only to the person who proved a password or defined it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Reminder {
    /// It has expired, and still opens the account so many times.
    UsesLeft(u32),
    /// It opens nothing until it is changed.
    Unusable,
    MustChange,
    ExpiresIn(Duration),
}

impl Reminder {
    /// About the current password, as `check` proved it before a request that ended so.
    pub(super) fn of_current(check: PasswordCheck, outcome: &Outcome) -> Option<Self> {
        if !keeps_current(outcome) {
            return None;
        }
        match check {
            PasswordCheck::Accepted(validity) => Self::of(validity),
            PasswordCheck::CorrectButUnusable => Some(Self::Unusable),
            PasswordCheck::Wrong | PasswordCheck::Locked => None,
        }
    }

    /// About the new password, by the bind that proved it. The outcome itself says that it must be changed again.
    pub(super) fn of_new(validity: Validity) -> Option<Self> {
        Self::of(Validity { must_change: false, ..validity })
    }

    fn of(validity: Validity) -> Option<Self> {
        let Validity { must_change, expires_in, grace_left } = validity;
        let must_change = must_change.then_some(Self::MustChange);
        grace_left.map(Self::UsesLeft).or(must_change).or(expires_in.map(Self::ExpiresIn))
    }

    /// Its word in the audit.
    pub(super) fn audit_name(&self) -> String {
        match self {
            Self::UsesLeft(uses) => format!("grace:{uses}"),
            Self::Unusable => "unusable".to_owned(),
            Self::MustChange => "must-change".to_owned(),
            Self::ExpiresIn(_) => "expires".to_owned(),
        }
    }

    #[must_use]
    pub fn text(&self) -> Text {
        match self {
            Self::UsesLeft(uses) => Text::from(keys::USES_LEFT).number("uses", number(*uses)),
            Self::Unusable => keys::UNUSABLE.into(),
            Self::MustChange => keys::MUST_CHANGE.into(),
            // Rounded down, so that the announced time is never longer than the real one.
            Self::ExpiresIn(left) => match left.as_secs() {
                seconds @ DAY.. => Text::from(keys::DAYS_LEFT).number("days", number(seconds / DAY)),
                seconds => Text::from(keys::HOURS_LEFT).number("hours", number(seconds / HOUR)),
            },
        }
    }
}

/// Whether the current password certainly stayed in force, and nothing else in the outcome tells its state.
fn keeps_current(outcome: &Outcome) -> bool {
    match outcome {
        Outcome::RefusedByDirectory(
            RefusalReason::Locked | RefusalReason::WrongCurrent | RefusalReason::Expired,
        )
        | Outcome::Done(_)
        | Outcome::AccountClosed(_)
        | Outcome::NotKnownYet { .. }
        | Outcome::AcceptedUnverified
        | Outcome::NotVerified
        | Outcome::WrongCaptcha
        | Outcome::ExpiredCaptcha
        | Outcome::TooManyDelays { .. }
        | Outcome::Cancelled
        | Outcome::NotIdentified => false,
        Outcome::AgainstPolicy(_)
        | Outcome::RefusedByDirectory(_)
        | Outcome::ConnectionLostUnchanged
        | Outcome::Unreachable
        | Outcome::TooSlow
        | Outcome::Untrusted
        | Outcome::UnreadableAnswer
        | Outcome::CertificateDemanded
        | Outcome::ServiceRefused
        | Outcome::ResetUnavailable
        | Outcome::UnknownDirectory
        | Outcome::StateUnreadable
        | Outcome::BreachListUnavailable
        | Outcome::DirectoryBusy
        | Outcome::DirectoryFault
        | Outcome::Internal => true,
    }
}

fn number(value: impl TryInto<usize>) -> usize {
    value.try_into().unwrap_or(usize::MAX)
}
