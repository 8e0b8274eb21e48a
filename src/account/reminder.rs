//! A remark of a bind on the password in force: it must be changed, has expired, or expires soon.

use std::time::Duration;

use jiff::Timestamp;
use jiff::civil::{Date, DateTime};
use jiff::tz::TimeZone;

use crate::directory::{PasswordCheck, Person, RefusalReason, Validity};
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
    /// It had been changed before. Whoever lost the line during a request learns here what became of it.
    Changed(PreviousChange),
}

/// The change of a password before the request.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct PreviousChange {
    /// The time of day there.
    pub at: DateTime,
    pub today: Date,
    /// Whether the request changed the password once more.
    pub is_followed: bool,
}

impl PreviousChange {
    /// Told with a success, and with a refusal of the directory, which the change may explain.
    fn told(person: &Person, zone: &TimeZone, outcome: &Outcome) -> Option<Self> {
        let is_followed = match outcome {
            Outcome::Done(_) => true,
            Outcome::RefusedByDirectory(_) => false,
            _ => return None,
        };
        let there = |time: Timestamp| zone.to_datetime(time);
        Some(Self { at: there(person.changed_at?), today: there(Timestamp::now()).date(), is_followed })
    }

    fn text(&self) -> Text {
        let days = self.at.date().duration_until(self.today).as_hours() / 24;
        let text = Text::from(match days {
            0 => keys::CHANGED_TODAY,
            1 => keys::CHANGED_YESTERDAY,
            _ => keys::CHANGED_ON,
        });
        let day = self.at.strftime("%d/%m/%Y").to_string();
        let text = if matches!(days, 0 | 1) { text } else { text.word("day", day) };
        text.number("followed", usize::from(self.is_followed))
            .number("hour", number(self.at.hour()))
            .word("minute", format!("{:02}", self.at.minute()))
    }
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

    /// About the change before the request of a person who is verified.
    pub(super) fn of_previous_change(person: &Person, zone: &TimeZone, outcome: &Outcome) -> Option<Self> {
        PreviousChange::told(person, zone, outcome).map(Self::Changed)
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
            Self::Changed(_) => "changed-before".to_owned(),
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
            Self::Changed(change) => change.text(),
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
