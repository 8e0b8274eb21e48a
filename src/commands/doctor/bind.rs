//! The bind of the service account, and that of a person whose password was given.

use std::time::Duration;

use crate::directory::ldap::{PersonProbe, Right, ServiceProbe};
use crate::directory::{Obstacle, PasswordCheck, ServerAnswer, Validity};
use crate::i18n::Text;
use crate::i18n::keys::{doctor as texts, remedy};

use super::finding::{Finding, coded};
use super::remedy::RemedyWords;
use super::rights;

const CHECK: &str = "service";
const DAY: u64 = 24 * 3600;

pub(super) fn service(probe: &ServiceProbe) -> Finding {
    match probe {
        ServiceProbe::Accepted { validity, expires_soon, .. } => accepted(*validity, *expires_soon),
        ServiceProbe::Refused { check, answer } => refused(*check, *answer),
        ServiceProbe::NoAnswer(_) => Finding::fault(CHECK, texts::SERVICE_NO_ANSWER),
    }
}

fn accepted(validity: Validity, expires_soon: bool) -> Finding {
    let days = |left: Duration| usize::try_from(left.as_secs() / DAY).unwrap_or(usize::MAX);
    match validity {
        Validity { must_change: true, .. } => Finding::fault(CHECK, texts::SERVICE_MUST_CHANGE),
        Validity { grace_left: Some(uses), .. } => {
            let uses = usize::try_from(uses).unwrap_or(usize::MAX);
            Finding::fault(CHECK, Text::from(texts::SERVICE_GRACE).number("uses", uses))
        }
        Validity { expires_in: Some(left), .. } => {
            Finding::attention(CHECK, Text::from(texts::SERVICE_EXPIRES).number("days", days(left)))
        }
        _ if expires_soon => Finding::attention(CHECK, texts::SERVICE_EXPIRES_SOON),
        _ => Finding::ok(CHECK, texts::SERVICE_ACCEPTED),
    }
}

fn refused(check: Option<PasswordCheck>, answer: ServerAnswer) -> Finding {
    let key = match (check, answer.obstacle()) {
        (Some(PasswordCheck::Locked), _) => texts::SERVICE_LOCKED,
        (Some(PasswordCheck::CorrectButUnusable), _) => texts::SERVICE_EXPIRED,
        (Some(PasswordCheck::Wrong), _) => texts::SERVICE_WRONG,
        (_, Obstacle::Protection) => texts::NEEDS_TLS,
        (_, Obstacle::Moment) => texts::SERVICE_UNAVAILABLE,
        (_, Obstacle::Lasting) if answer.names_no_entry() => texts::SERVICE_WRONG,
        (_, Obstacle::Lasting) => texts::SERVICE_REFUSED,
    };
    Finding::fault(CHECK, coded(key, answer))
}

/// The bind of the person of `--login`, and the right to their own password.
pub(super) fn person(probe: &PersonProbe, words: &RemedyWords) -> Vec<Finding> {
    let Some(right) = probe.write_password else {
        return vec![Finding::fault("person", texts::PERSON_REFUSED)];
    };
    let opens = Finding::ok("person", texts::PERSON_OPENS);
    let write = match right {
        Right::Granted => Finding::ok("person", texts::PERSON_MAY_WRITE),
        Right::Denied => {
            let remedy = words.say(remedy::SELF_WRITE);
            Finding::fault_with("person", texts::PERSON_MAY_NOT_WRITE, remedy)
        }
        other => {
            rights::one("person", other, "userPassword", texts::PERSON_MAY_WRITE, remedy::SELF_WRITE, words)
        }
    };
    vec![opens, write]
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::commands::doctor::finding::FindingLevel;

    const FREE: Validity = Validity { must_change: false, expires_in: None, grace_left: None };

    #[rstest]
    #[case(FREE, false, FindingLevel::Ok)]
    #[case(FREE, true, FindingLevel::Attention)]
    #[case(Validity { expires_in: Some(Duration::from_secs(5 * DAY)), ..FREE }, true, FindingLevel::Attention)]
    #[case(Validity { grace_left: Some(2), ..FREE }, false, FindingLevel::Fault)]
    #[case(Validity { must_change: true, ..FREE }, false, FindingLevel::Fault)]
    fn accepted_service_follows_validity(
        #[case] validity: Validity,
        #[case] expires_soon: bool,
        #[case] expected: FindingLevel,
    ) {
        assert_eq!(
            service(&ServiceProbe::Accepted { validity, expires_soon, has_policy: true }).level,
            expected
        );
    }

    #[rstest]
    #[case(Some(PasswordCheck::Wrong), 49, texts::SERVICE_WRONG)]
    #[case(Some(PasswordCheck::Locked), 49, texts::SERVICE_LOCKED)]
    #[case(Some(PasswordCheck::CorrectButUnusable), 49, texts::SERVICE_EXPIRED)]
    #[case(None, 34, texts::SERVICE_WRONG)]
    #[case(None, 13, texts::NEEDS_TLS)]
    #[case(None, 52, texts::SERVICE_UNAVAILABLE)]
    #[case(None, 53, texts::SERVICE_REFUSED)]
    fn refused_service_has_its_own_remedy(
        #[case] check: Option<PasswordCheck>,
        #[case] result_code: u32,
        #[case] expected: crate::i18n::TextKey,
    ) {
        let answer = ServerAnswer { result_code, ..ServerAnswer::default() };
        let finding = service(&ServiceProbe::Refused { check, answer });
        assert_eq!((finding.level, finding.key()), (FindingLevel::Fault, Some(expected)));
    }
}
