//! The clock of the directory, and moments as LDAP writes them.

use jiff::Timestamp;
use jiff::civil::DateTime;
use jiff::tz::TimeZone;

/// The format of a moment in LDAP (RFC 4517 §3.3.13), in UTC and to the second as in OpenLDAP.
const GENERALIZED_TIME: &str = "%Y%m%d%H%M%SZ";

/// The source of the directory's time. Tests have one that they move.
pub trait Clock: Send + Sync {
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

pub(super) fn to_generalized_time(moment: Timestamp) -> String {
    moment.strftime(GENERALIZED_TIME).to_string()
}

/// The moment that `text` spells; `None` when it is no generalized time.
pub(super) fn from_generalized_time(text: &str) -> Option<Timestamp> {
    TimeZone::UTC.to_timestamp(DateTime::strptime(GENERALIZED_TIME, text).ok()?).ok()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn generalized_time_reads_back() {
        let moment = from_generalized_time("20261123101112Z").unwrap();
        assert_eq!(moment.to_string(), "2026-11-23T10:11:12Z");
        assert_eq!(to_generalized_time(moment), "20261123101112Z");
        assert_eq!(from_generalized_time("000001010000Z"), None);
    }
}
