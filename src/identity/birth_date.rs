//! The birth date: typed or pasted in a usual spelling, compared as a date.

use std::fmt;

use jiff::civil::Date;
use serde::Deserialize;
use zeroize::Zeroizing;

use crate::password::SecretText;

const OLDEST_YEAR: i16 = 1925;
const YOUNGEST_AGE: i16 = 14;

/// A day of the calendar on which a member of the staff may be born. Never shown.
#[derive(Clone, Copy, PartialEq, Eq)]
pub struct BirthDate(Date);

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
    /// Reads a typed date: `14/07/1975`, `14-07-1975`, `14.07.1975`, `14 07 1975`, `14071975`, `1975-07-14`.
    ///
    /// # Errors
    /// See [`BirthDateError`].
    pub fn parse(typed: &SecretText, today: Date) -> Result<Self, BirthDateError> {
        let text = typed.expose().trim();
        if text.is_empty() {
            return Err(BirthDateError::Empty);
        }
        let (day, month, year) = numbers(text)?;
        let date = Date::new(year, month, day).map_err(|_| BirthDateError::NoSuchDay)?;
        let youngest = i32::from(today.year() - YOUNGEST_AGE) * 10_000
            + i32::from(today.month()) * 100
            + i32::from(today.day());
        let born = i32::from(date.year()) * 10_000 + i32::from(date.month()) * 100 + i32::from(date.day());
        if date.year() < OLDEST_YEAR || born > youngest {
            return Err(BirthDateError::Implausible);
        }
        Ok(Self(date))
    }

    /// Reads the spelling of a directory; `None` for any other one.
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
        Date::new(part(0..4)?, small(4..6)?, small(6..8)?).ok().map(Self)
    }

    /// The date in the spelling of a directory.
    #[must_use]
    pub fn to_directory(self, format: BirthDateFormat) -> Zeroizing<String> {
        let (year, month, day) = (self.0.year(), self.0.month(), self.0.day());
        Zeroizing::new(match format {
            BirthDateFormat::Compact => format!("{year:04}{month:02}{day:02}"),
            BirthDateFormat::Iso => format!("{year:04}-{month:02}-{day:02}"),
            BirthDateFormat::French => format!("{day:02}/{month:02}/{year:04}"),
            BirthDateFormat::GeneralizedTime => format!("{year:04}{month:02}{day:02}000000Z"),
        })
    }
}

impl fmt::Debug for BirthDate {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("BirthDate(…)")
    }
}

/// Day, month and year of a typed date.
fn numbers(text: &str) -> Result<(i8, i8, i16), BirthDateError> {
    let groups: Vec<&str> =
        text.split(|c: char| "/-. ".contains(c)).filter(|group| !group.is_empty()).collect();
    if groups.iter().any(|group| !group.bytes().all(|byte| byte.is_ascii_digit())) {
        return Err(BirthDateError::Shape);
    }
    let (day, month, year) = match groups.as_slice() {
        [all] if all.len() == 8 => (all.get(..2), all.get(2..4), all.get(4..)),
        [year, month, day] if year.len() == 4 => (Some(*day), Some(*month), Some(*year)),
        [day, month, year] if year.len() == 4 => (Some(*day), Some(*month), Some(*year)),
        [_, _, year] if year.len() == 2 => return Err(BirthDateError::ShortYear),
        [all] if all.len() == 6 => return Err(BirthDateError::ShortYear),
        _ => return Err(BirthDateError::Shape),
    };
    let small = |part: Option<&str>| part.filter(|part| part.len() <= 2).and_then(|part| part.parse().ok());
    match (small(day), small(month), year.and_then(|year| year.parse().ok())) {
        (Some(day), Some(month), Some(year)) => Ok((day, month, year)),
        _ => Err(BirthDateError::Shape),
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
    #[case(BirthDateError::NoSuchDay, &["31/02/1975", "29/02/1975", "00/02/1975", "14/13/1975"])]
    #[case(BirthDateError::ShortYear, &["14/07/75", "140775"])]
    #[case(BirthDateError::Shape, &["14 juillet 1975", "14/07", "014/07/1975"])]
    #[case(BirthDateError::Implausible, &["31/12/1924", "25/11/2012", "14/07/2075"])]
    fn faults_are_reported(#[case] fault: BirthDateError, #[case] texts: &[&str]) {
        texts.iter().for_each(|typed| assert_eq!(parse(typed), Err(fault), "{typed}"));
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
    fn directory_spelling_round_trips(#[case] format: BirthDateFormat, #[case] value: &str) {
        assert_eq!(BirthDate::from_directory(value, format).unwrap().to_directory(format).as_str(), value);
        assert!(["x", ""].into_iter().all(|text| BirthDate::from_directory(text, format).is_none()));
    }
}
