//! The people of the demonstration, read from the LDIF, and the table that `mamamia demo --accounts` prints.

use super::access::SERVICE_DN;
use super::dn::Dn;
use super::entry::CLEAR;
use super::ldif::{self, LdifError, LdifRecord};

/// The people of the demonstration, in LDIF.
pub const PEOPLE: &str = include_str!("people.ldif");

/// One person of the demonstration. All values are fictitious, and public.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct DemoAccount {
    /// The login, to be typed as « Identifiant ».
    pub login: String,
    pub name: String,
    /// The password at the start of the demonstration; `None` when the person has none yet.
    pub password: Option<String>,
    /// The NUMEN, or the number of an external person.
    pub number: String,
    /// As people write it: `JJ/MM/AAAA`.
    pub birth_date: String,
    /// The situation that the account demonstrates, in French.
    pub shows_fr: String,
    /// The same in English.
    pub shows_en: String,
}

/// The people of the demonstration, in the order of the LDIF.
///
/// # Errors
/// A fault of the LDIF.
pub fn accounts() -> Result<Vec<DemoAccount>, LdifError> {
    Ok(ldif::parse(PEOPLE)?.iter().filter_map(row).collect())
}

/// The password of the service account, if the LDIF `text` has one.
pub(super) fn service_password(text: &str) -> Result<Option<String>, LdifError> {
    let service = Dn::parse(SERVICE_DN);
    Ok(ldif::parse(text)?.iter().find(|record| Dn::parse(&record.dn) == service).and_then(password))
}

/// The row of an entry with a login and a description.
fn row(record: &LdifRecord) -> Option<DemoAccount> {
    Some(DemoAccount {
        login: value(record, "uid")?,
        name: value(record, "cn")?,
        password: password(record),
        number: value(record, "numen").or_else(|| value(record, "numeroPersonneExterieure"))?,
        birth_date: birth_date(&value(record, "dateNaissance")?)?,
        shows_fr: value(record, "description;lang-fr")?,
        shows_en: value(record, "description;lang-en")?,
    })
}

fn value(record: &LdifRecord, description: &str) -> Option<String> {
    let (_, value) = record.attributes.iter().find(|(name, _)| name == description)?;
    String::from_utf8(value.clone()).ok()
}

fn password(record: &LdifRecord) -> Option<String> {
    Some(value(record, "userPassword")?.strip_prefix(CLEAR)?.to_owned())
}

/// `AAAAMMJJ` to `JJ/MM/AAAA`.
fn birth_date(compact: &str) -> Option<String> {
    let (year, month, day) = (compact.get(..4)?, compact.get(4..6)?, compact.get(6..8)?);
    Some(format!("{day}/{month}/{year}"))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_person_has_row() {
        let people = PEOPLE.matches("\nuid: ").count();
        let rows = accounts().unwrap();
        assert_eq!(rows.len(), people);
        assert!(rows.iter().all(|row| !row.shows_fr.is_empty() && !row.shows_en.is_empty()));
        let row = rows.iter().find(|row| row.login == "jdupont").unwrap();
        assert_eq!((row.name.as_str(), row.password.as_deref()), ("Jean Dupont", Some("Ancien-Mdp-2026")));
        assert_eq!((row.number.as_str(), row.birth_date.as_str()), ("16E9912345ABC", "14/07/1975"));
        let row = rows.iter().find(|row| row.login == "kmbaye").unwrap();
        assert_eq!((row.number.as_str(), row.birth_date.as_str()), ("EXT-2026-00042", "10/01/1993"));
        let row = rows.iter().find(|row| row.login == "nsansmdp").unwrap();
        assert_eq!(row.password, None);
    }
}
