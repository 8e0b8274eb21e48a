//! The birth date: typed or pasted in a usual spelling, compared as a date.

use std::fmt;

use jiff::civil::Date;
use serde::Deserialize;
use zeroize::Zeroizing;

use crate::password::SecretText;

use super::typed_date::{self, TypedDateFault};

const OLDEST_YEAR: i16 = 1925;
const YOUNGEST_AGE: i16 = 14;

/// The birth date of a member of the staff: a day of the calendar, or a year whose day, or day and month, nobody knows
/// (00). Never shown.
#[derive(Clone, Copy, PartialEq, Eq)]
pub struct BirthDate {
    year: i16,
    /// 0: unknown, and the day with it.
    month: i8,
    /// 0: unknown.
    day: i8,
}

/// The fault of a typed date.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum BirthDateError {
    Empty,
    /// Not JJ/MM/AAAA nor one of its usual spellings.
    Shape,
    /// The year has two digits only.
    ShortYear,
    /// A day that its month lacks (31/02).
    NoSuchDay,
    /// Before 1925, or less than 14 years ago.
    Implausible,
}

/// The spelling of a birth date in a directory.
#[derive(Debug, Clone, Copy, PartialEq, Eq, serde::Serialize, Deserialize)]
pub enum BirthDateFormat {
    /// `19750714` (schacDateOfBirth).
    #[serde(rename = "YYYYMMDD")]
    Compact,
    /// `1975-07-14` (supannOIDCDateDeNaissance).
    #[serde(rename = "YYYY-MM-DD")]
    Iso,
    /// `14/07/1975` (ENTPersonDateNaissance).
    #[serde(rename = "DD/MM/YYYY")]
    French,
    /// `19750714000000Z` (GeneralizedTime, RFC 4517 §3.3.13).
    #[serde(rename = "generalized-time")]
    GeneralizedTime,
}

impl BirthDate {
    /// Reads a typed date: `14/07/1975`, `14-07-1975`, `14.07.1975`, `14 07 1975`, `14071975`, `1975-07-14`, and with the
    /// name of the month: `14 juillet 1975`, `1er juil. 1975`, `July 14, 1975`.
    ///
    /// # Errors
    /// See [`BirthDateError`].
    pub fn parse(typed: &SecretText, today: Date) -> Result<Self, BirthDateError> {
        let text = typed.expose().trim();
        if text.is_empty() {
            return Err(BirthDateError::Empty);
        }
        let (day, month, year) = typed_date::numbers(text).map_err(|fault| match fault {
            TypedDateFault::Shape => BirthDateError::Shape,
            TypedDateFault::ShortYear => BirthDateError::ShortYear,
        })?;
        let date = Self::new(year, month, day).ok_or(BirthDateError::NoSuchDay)?;
        let youngest = i32::from(today.year() - YOUNGEST_AGE) * 10_000
            + i32::from(today.month()) * 100
            + i32::from(today.day());
        let born = i32::from(year) * 10_000 + i32::from(month) * 100 + i32::from(day);
        if year < OLDEST_YEAR || born > youngest {
            return Err(BirthDateError::Implausible);
        }
        Ok(date)
    }

    /// The typed date, whatever its age; `None` for a text that is no date.
    #[must_use]
    pub fn typed(typed: &SecretText) -> Option<Self> {
        let (day, month, year) = typed_date::numbers(typed.expose().trim()).ok()?;
        Self::new(year, month, day)
    }

    /// `None` for a day that its month lacks. 00 for the day, or for day and month, is a date of which no more is known.
    fn new(year: i16, month: i8, day: i8) -> Option<Self> {
        let is_incomplete = day == 0 && (0..=12).contains(&month);
        (is_incomplete || Date::new(year, month, day).is_ok()).then_some(Self { year, month, day })
    }

    /// Day, month and year, 0 for what is not known: to be read back to the person who typed them.
    #[must_use]
    pub fn parts(&self) -> (i8, i8, i16) {
        (self.day, self.month, self.year)
    }

    /// Whether day and month are known.
    #[must_use]
    pub fn is_whole(&self) -> bool {
        self.day != 0
    }

    /// The day of the calendar, if it is known.
    pub(super) fn day(&self) -> Option<Date> {
        Date::new(self.year, self.month, self.day).ok()
    }

    /// Reads the spelling of a directory; `None` for any other one. Of a generalized time it takes the digits alone:
    /// see [`DateSpelling`](super::DateSpelling).
    #[must_use]
    pub fn from_directory(value: &str, format: BirthDateFormat) -> Option<Self> {
        let digits = match format {
            BirthDateFormat::Compact => value.get(..8).filter(|_| value.len() == 8)?.to_owned(),
            BirthDateFormat::GeneralizedTime => value.get(..8)?.to_owned(),
            BirthDateFormat::Iso => value.split('-').collect(),
            BirthDateFormat::French => value.rsplit('/').collect(),
        };
        let digits = Zeroizing::new(digits);
        let part =
            |range: std::ops::Range<usize>| digits.get(range).and_then(|text| text.parse::<i16>().ok());
        let small = |range: std::ops::Range<usize>| part(range).and_then(|number| i8::try_from(number).ok());
        if digits.len() != 8 {
            return None;
        }
        Self::new(part(0..4)?, small(4..6)?, small(6..8)?)
    }

    /// The date in the spelling of a directory.
    #[must_use]
    pub fn to_directory(self, format: BirthDateFormat) -> Zeroizing<String> {
        let Self { year, month, day } = self;
        Zeroizing::new(match format {
            BirthDateFormat::Compact => format!("{year:04}{month:02}{day:02}"),
            BirthDateFormat::Iso => format!("{year:04}-{month:02}-{day:02}"),
            BirthDateFormat::French => format!("{day:02}/{month:02}/{year:04}"),
            BirthDateFormat::GeneralizedTime => format!("{year:04}{month:02}{day:02}000000Z"),
        })
    }
}

impl From<Date> for BirthDate {
    fn from(date: Date) -> Self {
        Self { year: date.year(), month: date.month(), day: date.day() }
    }
}

impl fmt::Debug for BirthDate {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("BirthDate(…)")
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::password::testing::secret;

    const TODAY: Date = jiff::civil::date(2026, 11, 24);

    fn parse(typed: &str) -> Result<String, BirthDateError> {
        BirthDate::parse(&secret(typed), TODAY)
            .map(|date| date.to_directory(BirthDateFormat::Iso).to_string())
    }

    #[test]
    fn usual_spellings_are_read() {
        for typed in "14/07/1975,14-07-1975,14.07.1975, 14 07 1975 ,14071975,14/7/1975,1975-07-14".split(',')
        {
            assert_eq!(parse(typed), Ok("1975-07-14".to_owned()), "{typed}");
        }
    }

    #[rstest]
    #[case(BirthDateError::Empty, &[""])]
    #[case(BirthDateError::NoSuchDay, &["31/02/1975", "29/02/1975", "14/00/1975", "00/13/1975", "14/13/1975"])]
    #[case(BirthDateError::ShortYear, &["14/07/75", "140775", "14.07.75", "14 juillet 75"])]
    #[case(BirthDateError::Shape, &["14 juil 14 1975", "14/07", "014/07/1975", "14 juillet", "14 ju 1975"])]
    #[case(BirthDateError::Implausible, &["31/12/1924", "25/11/2012", "14/07/2075"])]
    fn faults_are_reported(#[case] fault: BirthDateError, #[case] texts: &[&str]) {
        texts.iter().for_each(|typed| assert_eq!(parse(typed), Err(fault), "{typed}"));
    }

    #[rstest]
    #[case("00/00/1975", "1975-00-00")]
    #[case("00/07/1975", "1975-07-00")]
    #[case("00001975", "1975-00-00")]
    #[case("1975-07-00", "1975-07-00")]
    fn unknown_day_is_kept(#[case] typed: &str, #[case] expected: &str) {
        assert_eq!(parse(typed), Ok(expected.to_owned()));
    }

    #[rstest]
    fn limits_are_inclusive(#[values("29/02/1976", "01/01/1925", "24/11/2012")] typed: &str) {
        assert!(parse(typed).is_ok());
    }

    #[rstest]
    #[case(BirthDateFormat::Compact, "19750714")]
    #[case(BirthDateFormat::Iso, "1975-07-14")]
    #[case(BirthDateFormat::French, "14/07/1975")]
    #[case(BirthDateFormat::GeneralizedTime, "19750714000000Z")]
    #[case(BirthDateFormat::Compact, "19750000")]
    #[case(BirthDateFormat::Iso, "1975-07-00")]
    #[case(BirthDateFormat::French, "00/00/1975")]
    fn directory_spelling_round_trips(#[case] format: BirthDateFormat, #[case] value: &str) {
        assert_eq!(BirthDate::from_directory(value, format).unwrap().to_directory(format).as_str(), value);
        assert!(["x", ""].into_iter().all(|text| BirthDate::from_directory(text, format).is_none()));
    }
}
