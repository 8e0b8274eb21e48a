//! The birth dates of a directory, as it writes them.
//!
//! A generalized time is an instant, not a day. The program that filled the directory may have written the midnight of
//! UTC, the midnight of its own zone, or noon. Each of them is one of the values to compare, and reading accepts the same
//! ones, so that both ways to prove an identity agree. Each instant stands for one day at most.

use jiff::civil::{Date, Time, date};
use jiff::tz::{Offset, TimeZone, TimeZoneDatabase};
use jiff::{SignedDuration, Timestamp};
use zeroize::Zeroizing;

use super::birth_date::{BirthDate, BirthDateFormat};
use super::generalized_time;

/// Noon in UTC is the midnight of a zone twelve hours behind.
const NOON: i32 = -12 * 3600;
const DAY: i32 = 24 * 3600;

/// The years in which the offsets of a zone are looked up: from the oldest birth date on.
const YEARS: (Date, Date) = (date(1925, 1, 1), date(2100, 1, 1));

/// The way in which a directory writes birth dates.
#[derive(Debug, Clone)]
pub struct DateSpelling {
    format: BirthDateFormat,
    /// For an instant: the offsets from UTC, in seconds, at whose midnight a day may begin.
    offsets: Vec<i32>,
}

/// Whether the time zone database has a zone of that name.
#[must_use]
pub fn is_zone(name: &str) -> bool {
    zone(name).is_some()
}

/// The database of the program itself: a machine may have none, and jiff walks through all of it at the first name.
fn zone(name: &str) -> Option<TimeZone> {
    TimeZoneDatabase::bundled().get(name).ok()
}

impl DateSpelling {
    /// `zone` tells at which midnight a day begins. Only an instant needs it. `None`: there is no zone of that name.
    #[must_use]
    pub fn new(format: BirthDateFormat, zone_name: &str) -> Option<Self> {
        let offsets = match format {
            BirthDateFormat::GeneralizedTime => offsets(&zone(zone_name)?)?,
            BirthDateFormat::Compact | BirthDateFormat::Iso | BirthDateFormat::French => Vec::new(),
        };
        Some(Self { format, offsets })
    }

    /// Every value that stands for `date`. Their number is the same for all dates.
    #[must_use]
    pub fn values(&self, date: &BirthDate) -> Vec<Zeroizing<String>> {
        if self.format != BirthDateFormat::GeneralizedTime {
            return vec![date.to_directory(self.format)];
        }
        self.offsets.iter().map(|offset| begin_of(date, *offset)).collect()
    }

    /// Reads a value; `None` when it stands for no day.
    #[must_use]
    pub fn read(&self, value: &str) -> Option<BirthDate> {
        if self.format != BirthDateFormat::GeneralizedTime {
            return BirthDate::from_directory(value, self.format);
        }
        let incomplete = value.strip_suffix("000000Z").filter(|date| date.len() == 8);
        let incomplete =
            incomplete.and_then(|date| BirthDate::from_directory(date, BirthDateFormat::Compact));
        if let Some(date) = incomplete.filter(|date| !date.is_whole()) {
            return Some(date);
        }
        let instant = Offset::UTC.to_datetime(generalized_time::parse(value)?);
        self.offsets.iter().find_map(|offset| {
            let local = instant.checked_add(seconds(*offset)).ok()?;
            (local.time() == Time::midnight()).then(|| BirthDate::from(local.date()))
        })
    }
}

/// The instant at which `date` begins at that offset. A date without day or month is no instant: a server that keeps
/// such values anyway has it as its digits, and any other one refuses the comparison.
fn begin_of(date: &BirthDate, offset: i32) -> Zeroizing<String> {
    let begin =
        date.day().and_then(|day| day.to_datetime(Time::midnight()).checked_sub(seconds(offset)).ok());
    let Some(begin) = begin else { return date.to_directory(BirthDateFormat::GeneralizedTime) };
    Zeroizing::new(format!(
        "{:04}{:02}{:02}{:02}{:02}{:02}Z",
        begin.year(),
        begin.month(),
        begin.day(),
        begin.hour(),
        begin.minute(),
        begin.second()
    ))
}

fn seconds(offset: i32) -> SignedDuration {
    SignedDuration::from_secs(i64::from(offset))
}

/// UTC, each offset that the zone had or has, and noon. Two that are a day apart would give one instant two days: only
/// the first of them is kept.
fn offsets(zone: &TimeZone) -> Option<Vec<i32>> {
    let at = |day: Date| Offset::UTC.to_timestamp(day.to_datetime(Time::midnight())).ok();
    let (from, to): (Timestamp, Timestamp) = (at(YEARS.0)?, at(YEARS.1)?);
    let changes = zone.following(from).take_while(|change| change.timestamp() < to);
    let of_zone = std::iter::once(zone.to_offset(from)).chain(changes.map(|change| change.offset()));
    let mut kept: Vec<i32> = Vec::new();
    for offset in std::iter::once(0).chain(of_zone.map(Offset::seconds)).chain([NOON]) {
        if !kept.iter().any(|other| (other - offset) % DAY == 0) {
            kept.push(offset);
        }
    }
    Some(kept)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn born(text: &str) -> BirthDate {
        BirthDate::from_directory(text, BirthDateFormat::Compact).unwrap()
    }

    fn instants(zone: &str) -> DateSpelling {
        DateSpelling::new(BirthDateFormat::GeneralizedTime, zone).unwrap()
    }

    fn compact(date: &BirthDate) -> String {
        date.to_directory(BirthDateFormat::Compact).to_string()
    }

    #[rstest]
    #[case("Europe/Paris", "19750714", &["19750714000000Z", "19750713230000Z", "19750713220000Z", "19750714120000Z"])]
    #[case("UTC", "19750714", &["19750714000000Z", "19750714120000Z"])]
    #[case("Indian/Reunion", "19750101", &["19750101000000Z", "19741231200000Z", "19750101120000Z"])]
    #[case("America/Guadeloupe", "19750714", &["19750714000000Z", "19750714040000Z", "19750714030000Z", "19750714120000Z"])]
    // Noon there is the midnight of another day here: only one of them may stand.
    #[case("Pacific/Wallis", "19750714", &["19750714000000Z", "19750713120000Z"])]
    fn day_has_one_instant_for_offset(#[case] zone: &str, #[case] day: &str, #[case] expected: &[&str]) {
        let mut values: Vec<_> =
            instants(zone).values(&born(day)).iter().map(|value| value.to_string()).collect();
        let mut expected = expected.to_vec();
        values.sort_unstable();
        expected.sort_unstable();
        assert_eq!(values, expected);
    }

    /// Reading accepts the values that comparing asks for, and no other day.
    #[rstest]
    fn reading_agrees_with_comparing(
        #[values("Europe/Paris", "UTC", "Pacific/Noumea", "Pacific/Apia", "America/Miquelon")] zone: &str,
    ) {
        let spelling = instants(zone);
        for day in ["19400615", "19750713", "19750714", "19751231", "19760714", "20000229"] {
            for value in spelling.values(&born(day)) {
                let read = spelling.read(&value).map(|date| compact(&date));
                assert_eq!(read.as_deref(), Some(day), "{}", *value);
            }
        }
    }

    #[rstest]
    #[case("19750713220000Z", Some("19750714"))]
    #[case("19750713230000Z", Some("19750714"))]
    #[case("19750714000000Z", Some("19750714"))]
    #[case("19750714120000Z", Some("19750714"))]
    #[case("19750714000000+0200", Some("19750714"))]
    #[case("19750714000000+01", Some("19750714"))]
    #[case("197507140000Z", Some("19750714"))]
    #[case("1975071400Z", Some("19750714"))]
    #[case("19750714000000.0Z", Some("19750714"))]
    #[case("19750000000000Z", Some("19750000"))]
    #[case("19750714083000Z", None)]
    #[case("19750714000000-0500", None)]
    #[case("19750714000000", None)]
    #[case("19751314000000Z", None)]
    #[case("19750714000000.5Z", None)]
    #[case("197507140000.5Z", None)]
    #[case("19750714000000.000000001Z", None)]
    #[case("19750714", None)]
    #[case("é", None)]
    #[case("", None)]
    fn instant_is_read_in_zone(#[case] value: &str, #[case] expected: Option<&str>) {
        let read = instants("Europe/Paris").read(value).map(|date| compact(&date));
        assert_eq!(read.as_deref(), expected);
    }

    #[rstest]
    fn number_of_values_is_constant(#[values("19750714", "19750700", "19750000")] day: &str) {
        assert_eq!(instants("Europe/Paris").values(&born(day)).len(), 4);
        let spelling = DateSpelling::new(BirthDateFormat::Iso, "").unwrap();
        assert_eq!(spelling.values(&born(day)).len(), 1);
    }

    #[test]
    fn unknown_zone_is_refused() {
        assert!(is_zone("Europe/Paris") && is_zone("Indian/Reunion") && !is_zone("Europe/Toulouse"));
        assert!(DateSpelling::new(BirthDateFormat::GeneralizedTime, "Europe/Toulouse").is_none());
    }
}
