//! The spellings of a date that a person types: in digits, or with the name of its month in French or in English.

use unicode_normalization::UnicodeNormalization;
use unicode_normalization::char::is_combining_mark;

/// The fault of a text that is no date.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum TypedDateFault {
    Shape,
    /// The year has two digits only.
    ShortYear,
}

/// The names of the months, without accents, in French and in English.
const MONTHS: [[&str; 2]; 12] = [
    ["janvier", "january"],
    ["fevrier", "february"],
    ["mars", "march"],
    ["avril", "april"],
    ["mai", "may"],
    ["juin", "june"],
    ["juillet", "july"],
    ["aout", "august"],
    ["septembre", "september"],
    ["octobre", "october"],
    ["novembre", "november"],
    ["decembre", "december"],
];
/// Fewest letters of the name of a month.
const SHORTEST_NAME: usize = 3;

/// A group of digits, or the month of a name.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Part<'a> {
    Digits(&'a str),
    Month(i8),
}

/// Day, month and year of a typed date, each as it is typed: no calendar is asked. 00 is an unknown day or month.
pub(super) fn numbers(text: &str) -> Result<(i8, i8, i16), TypedDateFault> {
    use Part::{Digits, Month};
    let parts = parts(text)?;
    let year_at_end = matches!(parts.last(), Some(Digits(year)) if year.len() == 4);
    let (day, month, year) = match parts.as_slice() {
        [Digits(all)] if all.len() == 8 => {
            (small(all.get(..2)), small(all.get(2..4)), all.get(4..).unwrap_or_default())
        }
        [Digits(all)] if all.len() == 6 => return Err(TypedDateFault::ShortYear),
        [Digits(year), Digits(month), Digits(day)] if year.len() == 4 => {
            (small(Some(day)), small(Some(month)), *year)
        }
        [Digits(day), Digits(month), Digits(year)] if year_at_end => {
            (small(Some(day)), small(Some(month)), *year)
        }
        [Digits(day), Month(month), Digits(year)] | [Month(month), Digits(day), Digits(year)]
            if year_at_end =>
        {
            (small(Some(day)), Some(*month), *year)
        }
        [_, _, Digits(year)] if year.len() == 2 => return Err(TypedDateFault::ShortYear),
        _ => return Err(TypedDateFault::Shape),
    };
    match (day, month, year.parse()) {
        (Some(day), Some(month), Ok(year)) => Ok((day, month, year)),
        _ => Err(TypedDateFault::Shape),
    }
}

/// A day or a month in digits.
fn small(part: Option<&str>) -> Option<i8> {
    part.filter(|part| part.len() <= 2).and_then(|part| part.parse().ok())
}

/// The groups of digits and of letters: blanks and signs part them, and so does a change from one to the other.
fn parts(text: &str) -> Result<Vec<Part<'_>>, TypedDateFault> {
    let mut parts = Vec::new();
    let mut rest = text.trim_start_matches(is_sign);
    let mut follows_digit = false;
    while let Some(first) = rest.chars().next() {
        let is_digits = first.is_ascii_digit();
        let is_same =
            |c: char| if is_digits { c.is_ascii_digit() } else { c.is_alphabetic() || is_combining_mark(c) };
        let end = rest.find(|c| !is_same(c)).unwrap_or(rest.len());
        let (group, after) = rest.split_at_checked(end).filter(|_| end > 0).ok_or(TypedDateFault::Shape)?;
        match month(group) {
            _ if is_digits => parts.push(Part::Digits(group)),
            Some(month) => parts.push(Part::Month(month)),
            None if follows_digit && is_ordinal(group) => {}
            None => return Err(TypedDateFault::Shape),
        }
        rest = after.trim_start_matches(is_sign);
        follows_digit = is_digits && rest.len() == after.len();
    }
    Ok(parts)
}

fn is_sign(c: char) -> bool {
    c.is_whitespace() || "/-.,".contains(c)
}

/// The end of « 1er », « 2e », « 1st ».
fn is_ordinal(group: &str) -> bool {
    ["er", "re", "e", "st", "nd", "rd", "th"].iter().any(|end| group.eq_ignore_ascii_case(end))
}

/// The month of a name or of its first letters; `None` if they are those of two months, or of none.
fn month(group: &str) -> Option<i8> {
    // Compared letter by letter: a date of birth leaves no copy of itself.
    let letters = || group.nfd().filter(|c| !is_combining_mark(*c)).flat_map(char::to_lowercase);
    let count = letters().count();
    let is_begun = |name: &str| count <= name.len() && name.chars().zip(letters()).all(|(a, b)| a == b);
    let mut found = (1..).zip(MONTHS).filter(|(_, names)| names.iter().any(|name| is_begun(name)));
    let (month, _) = found.next().filter(|_| count >= SHORTEST_NAME)?;
    found.next().is_none().then_some(month)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[rstest]
    #[case("14 juillet 1975")]
    #[case("14 juil. 1975")]
    #[case("14 JUIL 1975")]
    #[case("14 jul 1975")]
    #[case("14-juillet-1975")]
    #[case("14juillet1975")]
    #[case("July 14, 1975")]
    #[case("14th july 1975")]
    fn month_is_read_by_name(#[case] typed: &str) {
        assert_eq!(numbers(typed), Ok((14, 7, 1975)));
    }

    #[rstest]
    #[case("1er/07/1975", (1, 7, 1975))]
    #[case("1er juillet 1975", (1, 7, 1975))]
    #[case("1ER AOÛT 1975", (1, 8, 1975))]
    #[case("1 aou\u{302}t 1975", (1, 8, 1975))]
    #[case("2 févr. 1980", (2, 2, 1980))]
    #[case("3 mar 1980", (3, 3, 1980))]
    #[case("31 déc. 1999", (31, 12, 1999))]
    fn accents_and_ordinals_are_read(#[case] typed: &str, #[case] expected: (i8, i8, i16)) {
        assert_eq!(numbers(typed), Ok(expected));
    }

    #[rstest]
    fn other_words_are_refused(
        #[values(
            "14 jui 1975",
            "14 brumaire 1975",
            "juillet 1975",
            "14 er juillet 1975",
            "er 14/07/1975",
            "14/07/1975!"
        )]
        typed: &str,
    ) {
        assert_eq!(numbers(typed), Err(TypedDateFault::Shape));
    }

    #[test]
    fn every_month_has_its_names() {
        for (number, names) in (1..).zip(MONTHS) {
            for name in names {
                assert_eq!(numbers(&format!("5 {name} 1980")), Ok((5, number, 1980)), "{name}");
                assert!(month(&name[..3]).is_none_or(|month| month == number), "{name}");
            }
        }
    }
}
