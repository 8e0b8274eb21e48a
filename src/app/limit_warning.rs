//! [`LimitWarning`]: a limit of the session is near.

use std::time::Duration;

use crate::i18n::Text;
use crate::i18n::keys::form as texts;

/// A session may be made longer that many times, by its first duration each time.
pub const MAX_EXTENSIONS: usize = 4;

/// A limit of the session.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Limit {
    /// The longest time without a key: any key restarts it.
    Idle,
    /// The longest session: one key makes it longer.
    Duration,
}

/// The warning of a limit that is near.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct LimitWarning {
    limit: Limit,
    left: Duration,
    sentence: Text,
}

impl LimitWarning {
    pub(super) fn new(limit: Limit, left: Duration, extensions_left: usize) -> Self {
        let (count, in_minutes) = in_units(left);
        let key = match limit {
            Limit::Idle => texts::WARNING_IDLE,
            Limit::Duration if in_minutes => texts::WARNING_DURATION_MINUTES,
            Limit::Duration => texts::WARNING_DURATION,
        };
        let sentence = Text::from(key).number("count", count).number("left", extensions_left);
        Self { limit, left, sentence }
    }

    #[must_use]
    pub fn limit(&self) -> Limit {
        self.limit
    }

    /// The time that was left when it was last said.
    #[cfg(test)]
    #[must_use]
    pub fn left(&self) -> Duration {
        self.left
    }

    /// The end of the session, the time until it, and the key that goes on.
    #[must_use]
    pub fn sentence(&self) -> &Text {
        &self.sentence
    }

    /// The same in some twenty columns, for the line of the cursor.
    #[must_use]
    pub fn short(&self) -> Text {
        let (count, in_minutes) = in_units(self.left);
        let key = match self.limit {
            Limit::Idle => texts::WARNING_IDLE_SHORT,
            Limit::Duration if in_minutes => texts::WARNING_DURATION_SHORT_MINUTES,
            Limit::Duration => texts::WARNING_DURATION_SHORT,
        };
        Text::from(key).number("count", count)
    }
}

/// A time in seconds, or in minutes: rounded to the nearest, since a timer is a little early or late.
fn in_units(time: Duration) -> (usize, bool) {
    let seconds = (time + Duration::from_millis(500)).as_secs();
    let in_minutes = seconds >= 60;
    let count = if in_minutes { (seconds + 30) / 60 } else { seconds };
    (usize::try_from(count).unwrap_or(usize::MAX), in_minutes)
}
