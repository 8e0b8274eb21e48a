//! Verifies an identity by what the directory knows of the person.

use subtle::{Choice, ConstantTimeEq};
use zeroize::Zeroizing;

use super::connection::{ANY, Connection, ServerReply};
use crate::config::{IdentitySection, ProofMethod};
use crate::directory::ldap::dialect::Dialect;
use crate::directory::ldap::result_code as code;
use crate::directory::{DirectoryError, Person};
use crate::identity::{BirthDate, BirthDateFormat, DateSpelling, PersonNumber};

/// The way to verify an identity.
pub(in crate::directory) struct IdentityCheck {
    settings: IdentitySection,
    dates: DateSpelling,
}

impl IdentityCheck {
    /// `None`: there is no zone of the name that the settings give.
    pub fn new(settings: &IdentitySection) -> Option<Self> {
        let dates = DateSpelling::new(settings.birth_date_format, &settings.birth_date_zone)?;
        Some(Self { settings: settings.clone(), dates })
    }

    pub fn settings(&self) -> &IdentitySection {
        &self.settings
    }

    /// Whether both are those of the person. The exchanges are the same for a wrong number and a wrong date.
    pub async fn holds(
        &self,
        connection: &mut Connection,
        dialect: &dyn Dialect,
        person: &Person,
        number: &PersonNumber,
        birth_date: &BirthDate,
    ) -> Result<bool, DirectoryError> {
        let entry = person.entry.as_str();
        let (number_attribute, date_attribute) =
            (self.number_attribute(number), &self.settings.birth_date_attribute);
        match self.settings.proof {
            ProofMethod::Compare => {
                // All questions come before all answers, so that a wrong number costs as much as a wrong date, and a
                // date of one spelling as much as one of another.
                let number = connection.compare(entry, number_attribute, number.expose()).await?;
                let mut dates = Vec::new();
                for value in self.dates.values(birth_date) {
                    dates.push(connection.compare(entry, date_attribute, &value).await?);
                }
                let number = is_equal(&number, dialect);
                let date = dates.iter().try_fold(false, |found, reply| {
                    Ok::<_, DirectoryError>(found | is_date(reply, birth_date, dialect)?)
                });
                Ok(number? & date?)
            }
            ProofMethod::Read => {
                let attributes = [number_attribute, date_attribute.as_str()];
                let found = connection.read(entry, ANY, &attributes).await?;
                match (found.end.code, found.entries.first()) {
                    (code::SUCCESS, Some(entry)) => {
                        let number = is_among(number.expose(), entry.values(number_attribute));
                        let date = is_date_among(birth_date, entry.values(date_attribute), &self.dates);
                        Ok((number & date).into())
                    }
                    (code::SUCCESS | code::NO_SUCH_OBJECT | code::REFERRAL, _) => Ok(false),
                    _ => Err(dialect.refused(&found.end)),
                }
            }
        }
    }

    fn number_attribute(&self, number: &PersonNumber) -> &str {
        match number {
            PersonNumber::Numen(_) => &self.settings.numen_attribute,
            PersonNumber::External(_) => &self.settings.external_number_attribute,
        }
    }
}

/// The result of a comparison; an absent value or entry is not equal. A right that the service lacks is an error,
/// so that it does not pass for a wrong number.
fn is_equal(reply: &ServerReply, dialect: &dyn Dialect) -> Result<bool, DirectoryError> {
    match reply.code {
        code::COMPARE_TRUE => Ok(true),
        code::COMPARE_FALSE | code::NO_SUCH_ATTRIBUTE | code::NO_SUCH_OBJECT | code::REFERRAL => Ok(false),
        _ => Err(dialect.refused(reply)),
    }
}

/// The same for a date. A server whose syntax has no day 00 holds no such date either.
fn is_date(reply: &ServerReply, date: &BirthDate, dialect: &dyn Dialect) -> Result<bool, DirectoryError> {
    if !date.is_whole() && reply.code == code::INVALID_ATTRIBUTE_SYNTAX {
        return Ok(false);
    }
    is_equal(reply, dialect)
}

/// Whether the number is one of the values, in any case. The time taken does not depend on where they differ.
fn is_among(number: &str, values: &[String]) -> Choice {
    let number = number.as_bytes();
    values.iter().fold(Choice::from(0), |found, value| {
        found | value.trim().to_ascii_uppercase().as_bytes().ct_eq(number)
    })
}

fn is_date_among(date: &BirthDate, values: &[String], dates: &DateSpelling) -> Choice {
    let spelt = |date: &BirthDate| date.to_directory(BirthDateFormat::Compact);
    let wanted = spelt(date);
    values
        .iter()
        .filter_map(|value| dates.read(value.trim()))
        .fold(Choice::from(0), |found, value| found | spelt(&value).as_bytes().ct_eq(wanted.as_bytes()))
}

/// A birth date of 1800, which no person holds, in the spelling of the directory.
pub(in crate::directory) fn decoy_birth_date(format: BirthDateFormat) -> Zeroizing<String> {
    BirthDate::from_directory("18000101", BirthDateFormat::Compact)
        .map(|date| date.to_directory(format))
        .unwrap_or_default()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::config::DirectoryKind;
    use crate::directory::ldap::{dialect, testing::reply};

    fn compared(code: u32) -> Result<bool, DirectoryError> {
        is_equal(&reply(code, "", ""), dialect::configured(DirectoryKind::OpenLdap).unwrap())
    }

    /// Not equal: different, no such attribute, no such entry, elsewhere.
    #[test]
    fn comparison_tells_equality() {
        assert_eq!(compared(6), Ok(true));
        assert_eq!([5, 16, 32, 10].map(compared), [Ok(false), Ok(false), Ok(false), Ok(false)]);
    }

    /// No right, no such attribute in the schema, not of that syntax, busy, and a success, which is no comparison.
    #[rstest]
    fn refused_comparison_is_error(#[values(50, 17, 21, 51, 0)] code: u32) {
        assert!(matches!(compared(code), Err(DirectoryError::Refused(answer)) if answer.result_code == code));
    }

    /// A syntax without day 00 refuses the comparison with it, and no other one.
    #[rstest]
    #[case("19750000", Ok(false))]
    #[case("19750700", Ok(false))]
    #[case("19750714", Err(21))]
    fn refused_spelling_of_unknown_day_is_unequal(#[case] date: &str, #[case] expected: Result<bool, u32>) {
        let date = BirthDate::from_directory(date, BirthDateFormat::Compact).unwrap();
        let openldap = dialect::configured(DirectoryKind::OpenLdap).unwrap();
        let compared = is_date(&reply(21, "", ""), &date, openldap).map_err(|error| match error {
            DirectoryError::Refused(answer) => answer.result_code,
            _ => 0,
        });
        assert_eq!(compared, expected);
    }

    #[test]
    fn read_values_match_any_spelling() {
        let values = |values: &[&str]| values.iter().map(|&value| value.to_owned()).collect::<Vec<_>>();
        assert!(bool::from(is_among("31E7598765KLM", &values(&["x", " 31e7598765klm "]))));
        assert!(!bool::from(is_among("31E7598765KLM", &values(&["31E7598765KL", ""]))));
        assert!(!bool::from(is_among("31E7598765KLM", &[])));
        let date = BirthDate::from_directory("19750704", BirthDateFormat::Compact).unwrap();
        let among = |list: &[&str], format| {
            let spelling = DateSpelling::new(format, "UTC").unwrap();
            bool::from(is_date_among(&date, &values(list), &spelling))
        };
        assert!(among(&["1975-07-04"], BirthDateFormat::Iso));
        assert!(among(&["04/07/1975"], BirthDateFormat::French));
        assert!(!among(&["1975-07-05", "?"], BirthDateFormat::Iso));
    }
}
