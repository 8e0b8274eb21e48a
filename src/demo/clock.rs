//! Time as the directory sees it: injected, so that a test can wait for a year.

use std::fmt;
use std::sync::{Arc, Mutex, PoisonError};

use jiff::civil::DateTime;
use jiff::tz::TimeZone;
use jiff::{SignedDuration, Timestamp};

/// How LDAP writes a moment (RFC 4517 §3.3.13), in UTC and to the second as OpenLDAP does.
const GENERALIZED_TIME: &str = "%Y%m%d%H%M%SZ";

/// Where the directory reads the time.
pub trait Clock: Send + Sync {
    /// The moment that it is.
    fn now(&self) -> Timestamp;
}

/// The clock of the machine.
#[derive(Debug, Clone, Copy, Default)]
pub struct SystemClock;

impl Clock for SystemClock {
    fn now(&self) -> Timestamp {
        Timestamp::now()
    }
}

/// A clock that moves only when told to. Clones are one clock.
#[derive(Clone)]
pub struct ManualClock {
    now: Arc<Mutex<Timestamp>>,
}

impl ManualClock {
    /// A clock stopped at `now`.
    #[must_use]
    pub fn at(now: Timestamp) -> Self {
        Self { now: Arc::new(Mutex::new(now)) }
    }

    /// Moves the clock forward, or backward when `duration` is negative.
    pub fn advance(&self, duration: SignedDuration) {
        let mut now = self.now.lock().unwrap_or_else(PoisonError::into_inner);
        *now = now.saturating_add(duration).unwrap_or(Timestamp::MAX);
    }
}

impl Clock for ManualClock {
    fn now(&self) -> Timestamp {
        *self.now.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

impl fmt::Debug for ManualClock {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "ManualClock({})", self.now())
    }
}

/// `moment` in LDAP's spelling.
pub(super) fn to_generalized_time(moment: Timestamp) -> String {
    moment.strftime(GENERALIZED_TIME).to_string()
}

/// The moment that `text` spells, or nothing.
pub(super) fn from_generalized_time(text: &str) -> Option<Timestamp> {
    let civil = DateTime::strptime(GENERALIZED_TIME, text).ok()?;
    TimeZone::UTC.to_timestamp(civil).ok()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn generalized_time_goes_both_ways() {
        let moment = from_generalized_time("20261123101112Z").unwrap();
        assert_eq!(moment.to_string(), "2026-11-23T10:11:12Z");
        assert_eq!(to_generalized_time(moment), "20261123101112Z");
        assert_eq!(from_generalized_time("000001010000Z"), None);
    }

    #[test]
    fn a_manual_clock_moves_when_told() {
        let clock = ManualClock::at(Timestamp::UNIX_EPOCH);
        let same = clock.clone();
        clock.advance(SignedDuration::from_secs(90));
        assert_eq!(same.now().as_second(), 90);
    }
}
