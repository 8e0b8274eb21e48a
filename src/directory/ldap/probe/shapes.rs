//! The shapes of logins, numbers and dates that the directory holds, against those that a person can type. Only counts
//! leave this file.

use jiff::Timestamp;
use jiff::civil::Date;
use jiff::tz::TimeZone;
use ldap3::controls::PagedResults;

use crate::config::{DirectorySection, IdentitySection, ProofMethod};
use crate::directory::ldap::client::connection::{Connection, LdapEntry};
use crate::identity::{
    BirthDate, BirthDateFormat, DateSpelling, ExternalShape, Login, LoginShape, PersonNumber,
};
use crate::password::SecretText;

/// Entries of a page: with the answer that ends it, well below the most messages that the client takes.
const PAGE: i32 = 50;
/// Entries to look at.
const MOST: usize = 1000;

/// The counts over the first people that a search shows.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Shapes {
    /// Entries looked at.
    pub entries: usize,
    pub logins: ShapeCount,
    /// Entries whose login has capitals.
    pub capitals: usize,
    pub numens: ShapeCount,
    pub external_numbers: ShapeCount,
    pub birth_dates: ShapeCount,
    /// Entries whose birth date is an instant of another hour than midnight in UTC.
    pub not_midnight: usize,
}

/// Entries that show a value, and those of them whose every value is out of reach.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct ShapeCount {
    pub seen: usize,
    /// Entries without any value that a person could type.
    pub untypable: usize,
}

impl ShapeCount {
    fn add(&mut self, values: &[String], is_typable: impl Fn(&str) -> bool) {
        if !values.is_empty() {
            self.seen += 1;
            self.untypable += usize::from(!values.iter().any(|value| is_typable(value)));
        }
    }
}

/// The rules of the form, against which the values are held.
pub(super) struct ShapeRules<'a> {
    pub directory: &'a DirectorySection,
    pub identity: &'a IdentitySection,
    pub login: &'a LoginShape,
}

/// Reads the first people page by page, or one page of them where the server has no pages.
pub(super) async fn examine(
    connection: &mut Connection,
    rules: &ShapeRules<'_>,
    has_pages: bool,
) -> Option<Shapes> {
    let external = ExternalShape::new(&rules.identity.external_number_shape).ok()?;
    let dates = DateSpelling::new(rules.identity.birth_date_format, &rules.identity.birth_date_zone)?;
    let attributes = [
        rules.directory.login_attribute.as_str(),
        &rules.identity.numen_attribute,
        &rules.identity.external_number_attribute,
        &rules.identity.birth_date_attribute,
    ];
    let (base, filter) = (&rules.directory.base, &rules.directory.person_filter);
    let mut shapes = Shapes::default();
    let mut cookie = Vec::new();
    loop {
        let (found, next) = if has_pages {
            let page = PagedResults { size: PAGE, cookie };
            connection.search_page(base, filter, &attributes, page).await.ok()?
        } else {
            (connection.search(base, filter, &attributes, PAGE).await.ok()?, Vec::new())
        };
        for entry in found.entries.iter().take(MOST - shapes.entries) {
            shapes.count(entry, attributes, rules, (&external, &dates));
        }
        // A server may end the pages before their end, by its limit of size: what was seen counts.
        if next.is_empty() || found.entries.is_empty() || shapes.entries >= MOST {
            return Some(shapes);
        }
        cookie = next;
    }
}

impl Shapes {
    fn count(
        &mut self,
        entry: &LdapEntry,
        [login, numen, external_number, birth_date]: [&str; 4],
        rules: &ShapeRules<'_>,
        (external, dates): (&ExternalShape, &DateSpelling),
    ) {
        self.entries += 1;
        let has_capitals = |value: &String| value.chars().any(char::is_uppercase);
        self.capitals += usize::from(entry.values(login).iter().any(has_capitals));
        self.logins.add(entry.values(login), |value| is_typable_login(value, rules.login));
        let number = |value: &str| PersonNumber::parse(&SecretText::from_text(value).ok()?, external).ok();
        self.numens.add(entry.values(numen), |value| matches!(number(value), Some(PersonNumber::Numen(_))));
        self.external_numbers.add(entry.values(external_number), |value| {
            let is_external = |typed: &PersonNumber| matches!(typed, PersonNumber::External(_));
            // A visit sends the number in the spelling of the shape: the stored value must have it too.
            number(value)
                .filter(is_external)
                .is_some_and(|typed| typed.expose().eq_ignore_ascii_case(value.trim()))
        });
        let held = entry.values(birth_date);
        let compared = rules.identity.proof == ProofMethod::Compare;
        self.birth_dates.add(held, |value| is_typable_date(value, dates, compared, today()));
        let is_instant = rules.identity.birth_date_format == BirthDateFormat::GeneralizedTime;
        self.not_midnight += usize::from(is_instant && held.iter().any(|value| !is_midnight(value)));
    }
}

/// Whether a person who types this login is searched by it: the form may cut what follows « @ ».
pub(super) fn is_typable_login(value: &str, shape: &LoginShape) -> bool {
    Login::parse(value, shape).is_ok_and(|login| login.as_str() == value.trim())
}

/// Whether a person could type this date: read as the directory writes it, then typed as the form wants it.
/// A server that compares it (`compared`) takes the spelling to the letter.
fn is_typable_date(value: &str, dates: &DateSpelling, compared: bool, today: Date) -> bool {
    let Some(date) = dates.read(value.trim()) else { return false };
    if compared && !dates.values(&date).iter().any(|spelt| spelt.as_str() == value.trim()) {
        return false;
    }
    let typed = SecretText::from_text(&date.to_directory(BirthDateFormat::French));
    typed.is_ok_and(|typed| BirthDate::parse(&typed, today).is_ok())
}

fn is_midnight(value: &str) -> bool {
    value.trim().get(8..) == Some("000000Z")
}

fn today() -> Date {
    TimeZone::UTC.to_datetime(Timestamp::now()).date()
}

#[cfg(test)]
mod tests {
    use super::*;

    const TODAY: Date = jiff::civil::date(2026, 11, 24);

    #[rstest]
    #[case("19750714", BirthDateFormat::Compact, true)]
    #[case("1975-07-14", BirthDateFormat::Compact, false)]
    #[case("14/07/1875", BirthDateFormat::French, false)]
    #[case("19750714", BirthDateFormat::Iso, false)]
    #[case("19750000", BirthDateFormat::Compact, true)]
    #[case("19750713220000Z", BirthDateFormat::GeneralizedTime, true)]
    #[case("19750713221500Z", BirthDateFormat::GeneralizedTime, false)]
    fn date_is_typable(#[case] value: &str, #[case] format: BirthDateFormat, #[case] expected: bool) {
        let dates = DateSpelling::new(format, "Europe/Paris").unwrap();
        assert_eq!(is_typable_date(value, &dates, true, TODAY), expected);
    }

    #[test]
    fn read_date_may_be_spelt_otherwise() {
        let dates = DateSpelling::new(BirthDateFormat::Iso, "UTC").unwrap();
        assert!(is_typable_date("19750714", &dates, false, TODAY));
    }

    #[test]
    fn other_hour_than_midnight_is_seen() {
        assert!(is_midnight("19750714000000Z"));
        assert!(
            ["19750713220000Z", "19750714000000+0200", "19750714", "197507140000Z"]
                .iter()
                .all(|v| !is_midnight(v))
        );
    }

    #[rstest]
    #[case("uid", "JMaj", true)]
    #[case("uid", "jean.dupont@ac-exemple.fr", false)]
    #[case("mail", "jean.dupont@ac-exemple.fr", true)]
    #[case("uid", "jean\u{200b}dupont", false)]
    fn login_is_typable(#[case] attribute: &str, #[case] value: &str, #[case] expected: bool) {
        assert_eq!(is_typable_login(value, &LoginShape::new(attribute, None).unwrap()), expected);
    }

    #[test]
    fn entry_counts_once_by_its_best_value() {
        let mut count = ShapeCount::default();
        let values = |values: &[&str]| values.iter().map(|&value| value.to_owned()).collect::<Vec<_>>();
        let is_short = |value: &str| value.len() < 3;
        for entry in [values(&[]), values(&["abc", "ab"]), values(&["abc", "abcd"])] {
            count.add(&entry, is_short);
        }
        assert_eq!(count, ShapeCount { seen: 2, untypable: 1 });
    }
}
