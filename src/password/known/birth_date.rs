//! A typed birth date, for matching only: it may be no day of the calendar.

use zeroize::Zeroizing;

pub(in crate::password) struct BirthDate {
    pub(in crate::password) day: Zeroizing<String>,
    pub(in crate::password) month: Zeroizing<String>,
    pub(in crate::password) year: Zeroizing<String>,
}

impl BirthDate {
    /// Reads `14/07/1975`, `14071975`, `1975-07-14` and the like.
    pub(in crate::password) fn read(typed: &str) -> Option<Self> {
        let parts: Vec<&str> = typed.trim().split(|c: char| !c.is_ascii_digit()).collect();
        let (day, month, year) = match parts.as_slice() {
            [one] if one.len() == 8 && typed.trim().len() == 8 => {
                (one.get(..2)?, one.get(2..4)?, one.get(4..)?)
            }
            [day, month, year] if year.len() == 4 => (*day, *month, *year),
            [year, month, day] if year.len() == 4 => (*day, *month, *year),
            _ => return None,
        };
        let padded = |part: &str| match part.len() {
            1 => Some(Zeroizing::new(format!("0{part}"))),
            2 => Some(Zeroizing::new(part.to_owned())),
            _ => None,
        };
        Some(Self { day: padded(day)?, month: padded(month)?, year: Zeroizing::new(year.to_owned()) })
    }

    pub(in crate::password) fn short_year(&self) -> &str {
        self.year.get(2..).unwrap_or_default()
    }

    /// Whether the digits of a password are this date: JJMMAAAA, JJMMAA, AAAAMMJJ, JJMM and the year apart, or the
    /// year alone if it is more than half of them.
    pub(in crate::password) fn is_in(&self, digits: &str) -> bool {
        let Self { day, month, year } = self;
        let joined = |pieces: [&str; 3]| Zeroizing::new(pieces.concat());
        let whole =
            [[day, month, year.as_str()], [day, month, self.short_year()], [year, month, day.as_str()]];
        whole.into_iter().any(|pieces| digits.contains(joined(pieces).as_str()))
            || digits.contains(year.as_str())
                && (digits.contains(joined([day, month, ""]).as_str()) || 2 * year.len() > digits.len())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[rstest]
    #[case(true, &["14071975", "140775", "19750714", "19751407", "1975"])]
    #[case(true, &["14070001975"])] // the day, then the year
    #[case(true, &["1975123"])] // four of seven digits
    #[case(false, &["19751234"])] // four of eight: half of them is not most of them
    #[case(false, &["1407", "1974", "75", ""])]
    fn date_is_found_in_digits(#[case] expected: bool, #[case] texts: &[&str]) {
        for digits in texts {
            assert_eq!(BirthDate::read("14/07/1975").unwrap().is_in(digits), expected, "{digits}");
        }
    }
}
