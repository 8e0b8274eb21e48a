//! The findings about the questions of a visit: people, logins, filters, time.

use std::time::Duration;

use crate::config::Config;
use crate::directory::ldap::{LoginAttribute, SearchProbe, Shapes, VisitProbe};
use crate::directory::{DirectoryError, Obstacle};
use crate::i18n::keys::{doctor as texts, remedy};
use crate::i18n::{Text, TextKey};

use super::finding::{Finding, coded};
use super::remedy::RemedyWords;

/// A search of a visit that takes longer is a fault: an attribute without an index, for sure in a larger directory.
const SLOW: Duration = Duration::from_secs(1);

pub(super) fn people(found: &Result<usize, DirectoryError>, config: &Config, words: &RemedyWords) -> Finding {
    let remedy = words.about(remedy::SEARCH_PEOPLE, &config.directory.login_attribute);
    match found {
        Ok(0) => Finding::fault_with("people", texts::PEOPLE_NONE, remedy),
        Ok(_) => Finding::ok("people", texts::PEOPLE_SEEN),
        Err(DirectoryError::Refused(answer)) if answer.obstacle() == Obstacle::Protection => {
            Finding::fault("people", coded(texts::NEEDS_TLS, *answer))
        }
        Err(DirectoryError::Refused(answer)) => {
            Finding::fault_with("people", coded(texts::PEOPLE_REFUSED, *answer), remedy)
        }
        Err(_) => Finding::fault("people", texts::TOO_SLOW),
    }
}

/// The findings about the searches; `is_named`: by the login of `--login`.
pub(super) fn examine(
    visit: &VisitProbe,
    is_named: bool,
    config: &Config,
    words: &RemedyWords,
) -> Vec<Finding> {
    let directory = &config.directory;
    let slow = SLOW.min(directory.operation_timeout / 4);
    let searches = [Some(&visit.nobody), visit.somebody.as_ref()];
    let mut findings: Vec<_> = searches
        .into_iter()
        .flatten()
        .filter_map(|search| bad_search(search, slow, &directory.login_attribute, words))
        .take(1)
        .collect();
    findings.extend(login(visit, findings.is_empty(), is_named, &directory.login_attribute, words));
    findings.extend(visit.head_office.as_ref().map(|search| head_office(search, slow)));
    findings.extend(visit.never_evaluated.iter().map(|attribute| {
        let text = Text::from(texts::FILTER_HIDDEN).word("attribute", attribute);
        Finding::fault_with("filter", text, words.about(remedy::SEARCH_ATTRIBUTE, attribute))
    }));
    findings
}

/// A login attribute whose capitals count. Where logins have some, whoever types them in small letters is refused.
pub(super) fn exact_case(visit: &VisitProbe, shapes: Option<&Shapes>, config: &Config) -> Option<Finding> {
    let text = Text::from(texts::LOGIN_EXACT).word("attribute", &config.directory.login_attribute);
    let has_capitals = shapes.is_some_and(|shapes| shapes.capitals > 0);
    visit
        .exact_case
        .then(|| if has_capitals { Finding::fault("login", text) } else { Finding::attention("login", text) })
}

/// A search by login that is refused, without an answer or slow.
fn bad_search(search: &SearchProbe, slow: Duration, attribute: &str, words: &RemedyWords) -> Option<Finding> {
    let text = |key: TextKey| Text::from(key).word("attribute", attribute);
    let index = words.about(remedy::INDEX, attribute);
    Some(match &search.found {
        Ok(_) if search.time < slow => return None,
        Ok(_) => Finding::fault_with("login", text(texts::LOGIN_SLOW).number("ms", ms(search.time)), index),
        Err(DirectoryError::Refused(answer)) if answer.obstacle() == Obstacle::Protection => {
            Finding::fault("login", coded(texts::NEEDS_TLS, *answer))
        }
        Err(DirectoryError::Refused(answer)) if answer.limits_the_search() => {
            Finding::fault_with("login", coded(text(texts::LOGIN_LIMIT), *answer), index)
        }
        Err(DirectoryError::Refused(answer)) => {
            let remedy = words.about(remedy::SEARCH_ATTRIBUTE, attribute);
            Finding::fault_with("login", coded(text(texts::SEARCH_REFUSED), *answer), remedy)
        }
        Err(DirectoryError::Timeout) => Finding::fault_with("login", text(texts::LOGIN_TOO_SLOW), index),
        Err(_) => Finding::fault("login", text(texts::SEARCH_NO_ANSWER)),
    })
}

fn login(
    visit: &VisitProbe,
    is_answered: bool,
    is_named: bool,
    attribute: &str,
    words: &RemedyWords,
) -> Option<Finding> {
    let text = |key: TextKey| Text::from(key).word("attribute", attribute);
    let search_attribute = || words.about(remedy::SEARCH_ATTRIBUTE, attribute);
    let time = visit.somebody.as_ref().unwrap_or(&visit.nobody).time;
    Some(match visit.login_attribute {
        LoginAttribute::Found if !is_answered => return None,
        LoginAttribute::Found if visit.somebody.is_some() => {
            Finding::ok("login", text(texts::LOGIN_FOUND).number("ms", ms(time)))
        }
        LoginAttribute::Found => Finding::ok("login", text(texts::LOGIN_SEARCHED).number("ms", ms(time))),
        LoginAttribute::Several => Finding::fault("login", text(texts::LOGIN_SEVERAL)),
        LoginAttribute::NotFound if is_named => Finding::fault("login", text(texts::LOGIN_NOBODY)),
        LoginAttribute::NotFound => Finding::fault_with("login", text(texts::LOGIN_LOST), search_attribute()),
        LoginAttribute::Untypable => Finding::fault("login", text(texts::LOGIN_UNTYPABLE)),
        LoginAttribute::Hidden => Finding::fault_with("login", text(texts::LOGIN_HIDDEN), search_attribute()),
        LoginAttribute::Unknown => return None,
    })
}

fn head_office(search: &SearchProbe, slow: Duration) -> Finding {
    let time = |key| Text::from(key).number("ms", ms(search.time));
    match &search.found {
        Ok(_) if search.time < slow => Finding::ok("head-office", time(texts::HEAD_OFFICE_SEARCHED)),
        Ok(_) => Finding::fault("head-office", time(texts::HEAD_OFFICE_SLOW)),
        Err(DirectoryError::Refused(answer)) => {
            Finding::fault("head-office", coded(texts::HEAD_OFFICE_REFUSED, *answer))
        }
        Err(_) => Finding::fault("head-office", texts::HEAD_OFFICE_NO_ANSWER),
    }
}

fn ms(time: Duration) -> usize {
    usize::try_from(time.as_millis()).unwrap_or(usize::MAX)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::commands::doctor::finding::FindingLevel;
    use crate::config::DirectoryKind;
    use crate::directory::ServerAnswer;

    const QUICK: Duration = Duration::from_millis(2);

    fn config() -> Config {
        let source = "[directory]\nurls = [\"ldaps://ldap.ac-exemple.fr\"]\nbase = \"dc=ac-exemple,dc=fr\"";
        Config::parse(source, "essai".as_ref()).unwrap()
    }

    fn search(found: Result<usize, DirectoryError>, time: Duration) -> SearchProbe {
        SearchProbe { found, time }
    }

    fn refused(result_code: u32) -> Result<usize, DirectoryError> {
        Err(DirectoryError::Refused(ServerAnswer { result_code, ..ServerAnswer::default() }))
    }

    fn good() -> VisitProbe {
        VisitProbe {
            nobody: search(Ok(0), QUICK),
            somebody: Some(search(Ok(1), QUICK)),
            login_attribute: LoginAttribute::Found,
            exact_case: false,
            head_office: Some(search(Ok(0), QUICK)),
            never_evaluated: Vec::new(),
        }
    }

    fn worst(visit: &VisitProbe) -> Option<FindingLevel> {
        let config = config();
        let words = RemedyWords::of(Some(DirectoryKind::OpenLdap), &config);
        let findings = examine(visit, false, &config, &words);
        assert!(findings.iter().all(|finding| finding.level == FindingLevel::Ok || finding.remedy.is_some()));
        findings.iter().map(|finding| finding.level).max()
    }

    #[rstest]
    #[case::good(good(), FindingLevel::Ok)]
    #[case::slow(VisitProbe { somebody: Some(search(Ok(1), SLOW)), ..good() }, FindingLevel::Fault)]
    #[case::slow_nobody(VisitProbe { nobody: search(Ok(0), SLOW), ..good() }, FindingLevel::Fault)]
    #[case::limit(VisitProbe { nobody: search(refused(11), QUICK), ..good() }, FindingLevel::Fault)]
    #[case::timeout(VisitProbe { nobody: search(Err(DirectoryError::Timeout), QUICK), ..good() }, FindingLevel::Fault)]
    #[case::hidden(VisitProbe { login_attribute: LoginAttribute::Hidden, somebody: None, ..good() }, FindingLevel::Fault)]
    #[case::head_office(VisitProbe { head_office: Some(search(refused(50), QUICK)), ..good() }, FindingLevel::Fault)]
    #[case::filter(VisitProbe { never_evaluated: vec!["ou".into()], ..good() }, FindingLevel::Fault)]
    fn answers_give_their_worst_level(#[case] visit: VisitProbe, #[case] expected: FindingLevel) {
        assert_eq!(worst(&visit), Some(expected));
    }
}
