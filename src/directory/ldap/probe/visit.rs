//! The questions of a visit, asked as a visit asks them: the search by login, the search of the head office.

use std::time::Duration;

use rand::distr::{Alphanumeric, SampleString};
use tokio::time::Instant;

use super::filter;
use super::rights::{self, Right};
use super::shapes::is_typable_login;
use crate::directory::DirectoryError;
use crate::directory::ldap::client::connection::{
    ANY, Connection, NO_ATTRIBUTE, OperationError, SearchResult,
};
use crate::directory::ldap::client::locate::PersonSearch;
use crate::directory::ldap::dialect::Dialect;
use crate::directory::ldap::result_code as code;
use crate::identity::{Login, LoginShape};

/// A search that takes longer is measured again: a busy moment is no lack of an index.
const SLOW: Duration = Duration::from_millis(500);
/// Measures of a slow search; the shortest counts.
const MEASURES: usize = 3;

/// The answer to a search: the number of entries found, or why there is none.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct SearchProbe {
    pub found: Result<usize, DirectoryError>,
    pub time: Duration,
}

/// The answers to the questions of a visit.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct VisitProbe {
    /// The search of a login that nobody has.
    pub nobody: SearchProbe,
    /// The search of the login that was given, else of one that the directory shows; `None` without such a login.
    pub somebody: Option<SearchProbe>,
    pub login_attribute: LoginAttribute,
    /// The server distinguishes capitals in a login.
    pub exact_case: bool,
    /// The search of the head office; `None` without `head_office_filter`.
    pub head_office: Option<SearchProbe>,
    /// Attributes of the filters that the server evaluates of nobody: the service may not search them, or they do
    /// not exist.
    pub never_evaluated: Vec<String>,
}

/// The result of the search by login.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum LoginAttribute {
    /// The login of a person finds that person.
    Found,
    /// It finds several entries.
    Several,
    /// It finds nobody, although an entry holds it.
    NotFound,
    /// No person examined has a login that the form accepts.
    Untypable,
    /// No person examined shows a login, and none is found by one.
    Hidden,
    /// The server gave no answer.
    Unknown,
}

/// A login as an entry holds it.
struct HeldLogin {
    person: String,
    held: String,
}

/// Asks the questions, about the person of `login` or about the first of `people` whose login can be typed.
pub(super) async fn examine(
    connection: &mut Connection,
    dialect: &dyn Dialect,
    search: &PersonSearch,
    (login, shape): (Option<&Login>, &LoginShape),
    people: &[String],
) -> VisitProbe {
    // Not a login by its length, whatever the shape of logins here.
    let nobody = Alphanumeric.sample_string(&mut rand::rng(), 40).to_lowercase();
    let mut visit = VisitProbe {
        nobody: measured(dialect, async || search.find(connection, dialect, &nobody).await).await,
        somebody: None,
        login_attribute: LoginAttribute::Unknown,
        exact_case: false,
        head_office: None,
        never_evaluated: Vec::new(),
    };
    if visit.nobody.found.is_err() {
        return visit;
    }
    let held = match login {
        Some(login) => {
            let person = people.first().cloned().unwrap_or_default();
            vec![HeldLogin { person, held: login.as_str().to_owned() }]
        }
        None => held_logins(connection, &search.settings().login_attribute, shape, people).await,
    };
    let typable = held.iter().find(|held| login.is_some() || is_typable_login(&held.held, shape));
    let asked = typable.map_or(nobody.as_str(), |held| held.held.trim());
    visit.head_office = head_office(connection, dialect, search, asked).await;
    if let Some(held) = typable {
        let found = measured(dialect, async || search.find(connection, dialect, asked).await).await;
        visit.login_attribute = met(&found);
        visit.exact_case = found.found == Ok(1) && is_exact(connection, dialect, search, held).await;
        visit.somebody = Some(found);
    } else {
        visit.login_attribute = without_login(connection, search, held.is_empty(), people).await;
    }
    visit.never_evaluated = never_evaluated(connection, search, people).await;
    visit
}

/// The shortest of a few measures, when the first is slow.
async fn measured(
    dialect: &dyn Dialect,
    mut ask: impl AsyncFnMut() -> Result<SearchResult, OperationError>,
) -> SearchProbe {
    let mut best: Option<SearchProbe> = None;
    for _ in 0..MEASURES {
        let begun = Instant::now();
        let found = number(dialect, ask().await);
        let probe = SearchProbe { found, time: begun.elapsed() };
        let is_last = probe.found.is_err() || probe.time < SLOW;
        if best.as_ref().is_none_or(|best| probe.found.is_err() || probe.time < best.time) {
            best = Some(probe);
        }
        if is_last {
            break;
        }
    }
    best.unwrap_or(SearchProbe { found: Err(DirectoryError::Broken), time: Duration::ZERO })
}

async fn head_office(
    connection: &mut Connection,
    dialect: &dyn Dialect,
    search: &PersonSearch,
    login: &str,
) -> Option<SearchProbe> {
    search.settings().head_office_filter.as_ref()?;
    let ask = async || {
        let unset = Err(OperationError::NotSent(DirectoryError::Broken));
        search.find_head_office(connection, login).await.unwrap_or(unset)
    };
    Some(measured(dialect, ask).await)
}

/// The number of entries of an answered search.
pub(super) fn number(
    dialect: &dyn Dialect,
    found: Result<SearchResult, OperationError>,
) -> Result<usize, DirectoryError> {
    let found = found?;
    match found.end.code {
        code::SUCCESS | code::SIZE_LIMIT_EXCEEDED => Ok(found.entries.len()),
        _ => Err(dialect.refused(&found.end)),
    }
}

/// The logins of people, until one can be typed: as their entries show them, else as their names do.
async fn held_logins(
    connection: &mut Connection,
    attribute: &str,
    shape: &LoginShape,
    people: &[String],
) -> Vec<HeldLogin> {
    let mut held = Vec::new();
    for person in people {
        let found = connection.read(person, ANY, &[attribute]).await;
        let entry = found.ok().and_then(|found| found.entries.into_iter().next());
        let mut values = entry.map(|entry| entry.values(attribute).to_vec()).unwrap_or_default();
        values.extend(login_in_name(person, attribute));
        let is_typable = values.iter().any(|value| is_typable_login(value, shape));
        held.extend(values.into_iter().map(|held| HeldLogin { person: person.clone(), held }));
        if is_typable {
            break;
        }
    }
    held
}

/// The login in the first part of a name (`uid=jdupont,ou=…`), where nothing in it is escaped.
fn login_in_name(name: &str, attribute: &str) -> Option<String> {
    let (first, value) = name.split(',').next()?.split_once('=')?;
    let is_plain = !value.contains(['\\', '+', '"', '#']);
    (first.trim().eq_ignore_ascii_case(attribute) && is_plain).then(|| value.trim().to_owned())
}

/// The result of a search by the login that an entry holds.
fn met(found: &SearchProbe) -> LoginAttribute {
    match found.found {
        Ok(0) => LoginAttribute::NotFound,
        Ok(1) => LoginAttribute::Found,
        Ok(_) => LoginAttribute::Several,
        Err(_) => LoginAttribute::Unknown,
    }
}

/// Whether the server distinguishes the capitals of a login: it compares the login in other capitals.
async fn is_exact(
    connection: &mut Connection,
    dialect: &dyn Dialect,
    search: &PersonSearch,
    held: &HeldLogin,
) -> bool {
    let attribute = &search.settings().login_attribute;
    let upper = held.held.to_uppercase();
    let other = if upper == held.held { held.held.to_lowercase() } else { upper };
    let people = std::slice::from_ref(&held.person);
    other != held.held
        && rights::right_to_compare(connection, dialect, people, attribute, &held.held).await
            == Right::Granted
        && matches!(connection.compare(&held.person, attribute, &other).await, Ok(reply) if reply.code == code::COMPARE_FALSE)
}

/// The state of the login attribute when no login of the people can be asked.
async fn without_login(
    connection: &mut Connection,
    search: &PersonSearch,
    is_hidden: bool,
    people: &[String],
) -> LoginAttribute {
    if !is_hidden {
        return LoginAttribute::Untypable;
    }
    if people.is_empty() {
        return LoginAttribute::Unknown;
    }
    // A service may search logins that it may not read.
    let holders = format!("({}=*)", search.settings().login_attribute);
    for person in people {
        match connection.read(person, &holders, &[NO_ATTRIBUTE]).await {
            Ok(found) if !found.entries.is_empty() => return LoginAttribute::Found,
            Ok(_) => {}
            Err(_) => return LoginAttribute::Unknown,
        }
    }
    LoginAttribute::Hidden
}

/// The attributes of the filters that the server finds neither true nor false of any of these people.
async fn never_evaluated(
    connection: &mut Connection,
    search: &PersonSearch,
    people: &[String],
) -> Vec<String> {
    let settings = search.settings();
    let mut hidden: Vec<String> = Vec::new();
    if people.is_empty() {
        return hidden;
    }
    let filters = [Some(&settings.person_filter), settings.head_office_filter.as_ref()];
    for part in filters.into_iter().flatten().flat_map(|filter| filter::parts(filter)) {
        if filter::is_evaluated(connection, people, &part).await == Some(false)
            && !hidden.iter().any(|known| known.eq_ignore_ascii_case(&part.attribute))
        {
            hidden.push(part.attribute);
        }
    }
    hidden
}

#[cfg(test)]
mod tests {
    use super::*;

    #[rstest]
    #[case("uid=jdupont,ou=personnels,dc=fr", Some("jdupont"))]
    #[case("UID = jdupont ,ou=personnels,dc=fr", Some("jdupont"))]
    #[case("cn=Jean Dupont,ou=personnels,dc=fr", None)]
    #[case("uid=a\\,b,dc=fr", None)]
    #[case("uid=a+cn=b,dc=fr", None)]
    #[case("", None)]
    fn name_may_hold_login(#[case] name: &str, #[case] expected: Option<&str>) {
        assert_eq!(login_in_name(name, "uid").as_deref(), expected);
    }
}
