//! Proofs: a password by a bind, an identity by what the directory knows of the person.

use subtle::{Choice, ConstantTimeEq};
use zeroize::Zeroizing;

use super::classify::{self, ServerReply, code};
use super::connection::Connection;
use super::kind::ServerKind;
use crate::config::{IdentitySection, ProofMethod};
use crate::directory::{DirectoryError, PasswordCheck, Person};
use crate::identity::{BirthDate, BirthDateFormat, PersonNumber};
use crate::password::SecretText;

/// Tries a password by a bind on a fresh connection.
pub(super) async fn password(
    connection: &mut Connection,
    kind: ServerKind,
    person: &Person,
    password: &SecretText,
) -> Result<PasswordCheck, DirectoryError> {
    let reply = connection.bind(person.entry.as_str(), password).await?;
    classify::password_check(kind, &reply).ok_or_else(|| DirectoryError::Refused(reply.answer(kind)))
}

/// How an identity is proved.
pub(super) struct IdentityCheck {
    settings: IdentitySection,
}

impl IdentityCheck {
    pub fn new(settings: &IdentitySection) -> Self {
        Self { settings: settings.clone() }
    }

    /// Where the proofs are kept.
    pub fn settings(&self) -> &IdentitySection {
        &self.settings
    }

    /// Whether both are those of the person. The exchanges are the same whatever is wrong.
    pub async fn holds(
        &self,
        connection: &mut Connection,
        kind: ServerKind,
        person: &Person,
        number: &PersonNumber,
        birth_date: &BirthDate,
    ) -> Result<bool, DirectoryError> {
        match self.settings.proof {
            ProofMethod::Compare => self.compared(connection, kind, person, number, birth_date).await,
            ProofMethod::Read => self.read(connection, kind, person, number, birth_date).await,
        }
    }

    /// The attribute that holds numbers of that sort.
    fn number_attribute(&self, number: &PersonNumber) -> &str {
        match number {
            PersonNumber::Numen(_) => &self.settings.numen_attribute,
            PersonNumber::External(_) => &self.settings.external_number_attribute,
        }
    }

    async fn compared(
        &self,
        connection: &mut Connection,
        kind: ServerKind,
        person: &Person,
        number: &PersonNumber,
        birth_date: &BirthDate,
    ) -> Result<bool, DirectoryError> {
        let entry = person.entry.as_str();
        let date = birth_date.to_directory(self.settings.birth_date_format);
        // Both are asked for before either is looked at.
        let number = connection.compare(entry, self.number_attribute(number), number.expose()).await?;
        let date = connection.compare(entry, &self.settings.birth_date_attribute, &date).await?;
        let (number, date) = (verdict(&number, kind), verdict(&date, kind));
        Ok(number? & date?)
    }

    async fn read(
        &self,
        connection: &mut Connection,
        kind: ServerKind,
        person: &Person,
        number: &PersonNumber,
        birth_date: &BirthDate,
    ) -> Result<bool, DirectoryError> {
        let attributes = [self.number_attribute(number), self.settings.birth_date_attribute.as_str()];
        let found = connection.read(person.entry.as_str(), "(objectClass=*)", &attributes).await?;
        match (found.end.code, found.entries.first()) {
            (code::SUCCESS, Some(entry)) => {
                let [numbers, dates] = attributes.map(|name| entry.values(name));
                let number = is_among(number.expose(), numbers);
                let date = is_date_among(birth_date, dates, self.settings.birth_date_format);
                Ok((number & date).into())
            }
            (code::SUCCESS | code::NO_SUCH_OBJECT | code::REFERRAL, _) => Ok(false),
            _ => Err(DirectoryError::Refused(found.end.answer(kind))),
        }
    }
}

/// What a comparison says; a value or an entry that does not exist is not equal to anything. A right that the
/// service lacks is an error: it must not pass for a wrong number.
fn verdict(reply: &ServerReply, kind: ServerKind) -> Result<bool, DirectoryError> {
    match reply.code {
        code::COMPARE_TRUE => Ok(true),
        code::COMPARE_FALSE | code::NO_SUCH_ATTRIBUTE | code::NO_SUCH_OBJECT | code::REFERRAL => Ok(false),
        _ => Err(DirectoryError::Refused(reply.answer(kind))),
    }
}

/// Whether the number is one of the values, whatever their case, in a time that tells nothing of where they differ.
fn is_among(number: &str, values: &[String]) -> Choice {
    let number = number.as_bytes();
    values.iter().fold(Choice::from(0), |found, value| {
        found | value.trim().to_ascii_uppercase().as_bytes().ct_eq(number)
    })
}

fn is_date_among(date: &BirthDate, values: &[String], format: BirthDateFormat) -> Choice {
    let spelt = |date: &BirthDate| date.to_directory(BirthDateFormat::Compact);
    let wanted = spelt(date);
    values
        .iter()
        .filter_map(|value| BirthDate::from_directory(value.trim(), format))
        .fold(Choice::from(0), |found, value| found | spelt(&value).as_bytes().ct_eq(wanted.as_bytes()))
}

/// A day on which nobody at work was born, as the directory would spell it.
pub(super) fn decoy_birth_date(format: BirthDateFormat) -> Zeroizing<String> {
    BirthDate::from_directory("18000101", BirthDateFormat::Compact)
        .map(|date| date.to_directory(format))
        .unwrap_or_default()
}

#[cfg(test)]
mod tests {
    use super::super::classify::tests::reply;
    use super::*;
    use rstest::rstest;

    #[rstest]
    #[case::equal(6, Ok(true))]
    #[case::different(5, Ok(false))]
    #[case::no_such_attribute(16, Ok(false))]
    #[case::no_such_entry(32, Ok(false))]
    #[case::elsewhere(10, Ok(false))]
    fn verdicts(#[case] code: u32, #[case] expected: Result<bool, DirectoryError>) {
        assert_eq!(verdict(&reply(code, "", ""), ServerKind::OpenLdap), expected);
    }

    #[rstest]
    #[case::no_right(50)]
    #[case::no_such_attribute_in_the_schema(17)]
    #[case::not_of_that_syntax(21)]
    #[case::busy(51)]
    #[case::success_is_no_answer_to_a_comparison(0)]
    fn no_verdict(#[case] code: u32) {
        let refused = verdict(&reply(code, "", ""), ServerKind::OpenLdap);
        assert!(matches!(refused, Err(DirectoryError::Refused(answer)) if answer.result_code == code));
    }

    #[test]
    fn values_read_are_compared_whatever_their_spelling() {
        let values = |values: &[&str]| values.iter().map(|&value| value.to_owned()).collect::<Vec<_>>();
        assert!(bool::from(is_among("31E7598765KLM", &values(&["x", " 31e7598765klm "]))));
        assert!(!bool::from(is_among("31E7598765KLM", &values(&["31E7598765KL", ""]))));
        assert!(!bool::from(is_among("31E7598765KLM", &[])));
        let date = BirthDate::from_directory("19750704", BirthDateFormat::Compact).unwrap();
        let among = |list: &[&str], format| bool::from(is_date_among(&date, &values(list), format));
        assert!(among(&["1975-07-04"], BirthDateFormat::Iso));
        assert!(among(&["04/07/1975"], BirthDateFormat::French));
        assert!(!among(&["1975-07-05", "?"], BirthDateFormat::Iso));
    }
}
