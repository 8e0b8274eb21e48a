//! The checks of one server of the directory: trust, kind, service account, rights, clock.

use jiff::{SignedDuration, Timestamp, tz::TimeZone};

use crate::config::{Config, ProofMethod};
use crate::directory::ldap::{CertificateFacts, Features, Obstacle, Right, Rights, ServerProbe};
use crate::directory::{DirectoryError, TlsError};
use crate::i18n::keys::doctor as texts;
use crate::i18n::{Text, TextKey};

use super::finding::Finding;

/// Notice before a certificate expires: its renewal takes days.
const CERTIFICATE_NOTICE: SignedDuration = SignedDuration::from_hours(24 * 30);
/// A larger gap between clocks makes expiry dates and audits unreliable.
const CLOCK_NOTICE: SignedDuration = SignedDuration::from_secs(5);

/// The findings about one server, in the order in which a session meets them.
pub(super) fn examine(server: &ServerProbe, config: &Config) -> Vec<Finding> {
    let mut findings = vec![connection(server)];
    findings.extend(server.chain.iter().map(|facts| certificate(facts, Timestamp::now())));
    if server.reached.is_ok() {
        findings.push(features(server.features.as_ref()));
        findings.extend(server.service.as_ref().map(service));
        // A refused service account could search nothing.
        if !matches!(server.service, Some(Err(_))) {
            findings.push(people(server.people_seen));
        }
        findings.extend(server.rights.iter().flat_map(|rights| all_rights(rights, config)));
        findings.push(clock(server.clock_gap));
    }
    findings.into_iter().map(|finding| finding.at(&server.url)).collect()
}

fn connection(server: &ServerProbe) -> Finding {
    match &server.reached {
        Ok(()) if server.chain.is_empty() => Finding::ok("connection", texts::REACHED_WITHOUT_TLS),
        Ok(()) => Finding::ok("connection", texts::REACHED),
        Err(error) => Finding::fault("connection", connection_error(error)),
    }
}

fn connection_error(error: &DirectoryError) -> TextKey {
    match error {
        DirectoryError::Unreachable => texts::UNREACHABLE,
        DirectoryError::Timeout => texts::TOO_SLOW,
        DirectoryError::Tls(fault) => match fault {
            TlsError::UnknownAuthority => texts::TLS_AUTHORITY,
            TlsError::WrongHost => texts::TLS_HOST,
            TlsError::Expired => texts::TLS_EXPIRED,
            TlsError::StartTlsRefused => texts::TLS_STARTTLS,
            TlsError::CertificateDemanded => texts::TLS_CERTIFICATE_DEMANDED,
            TlsError::CertificateRefused => texts::TLS_CERTIFICATE_REFUSED,
            TlsError::Handshake => texts::TLS_HANDSHAKE,
        },
        DirectoryError::Interrupted
        | DirectoryError::Unreadable
        | DirectoryError::ServiceRefused(_)
        | DirectoryError::Refused(_)
        | DirectoryError::Unsupported
        | DirectoryError::Broken => texts::NO_LDAP,
    }
}

fn certificate(facts: &CertificateFacts, now: Timestamp) -> Finding {
    let left = facts.not_after.duration_since(now);
    let day = TimeZone::UTC.to_datetime(facts.not_after).date().to_string();
    let text = |key| Text::from(key).word("subject", facts.subject.clone()).word("day", day.clone());
    if left.is_negative() {
        Finding::fault("certificate", text(texts::CERTIFICATE_OVER))
    } else if left < CERTIFICATE_NOTICE {
        Finding::attention("certificate", text(texts::CERTIFICATE_SOON))
    } else {
        Finding::ok("certificate", text(texts::CERTIFICATE_VALID))
    }
}

fn features(features: Option<&Features>) -> Finding {
    let Some(features) = features else {
        return Finding::attention("kind", texts::KIND_UNKNOWN);
    };
    let kind = features.dialect;
    let name = features.vendor.as_ref().map_or(kind.to_owned(), |vendor| format!("{kind}, {vendor}"));
    let text = |key| Text::from(key).word("kind", name.clone());
    if !features.supported {
        Finding::fault("kind", text(texts::KIND_UNSUPPORTED))
    } else if !features.password_modify {
        Finding::fault("kind", text(texts::NO_PASSWORD_MODIFY))
    } else if !features.policy_control {
        Finding::attention("kind", text(texts::NO_POLICY_CONTROL))
    } else {
        Finding::ok("kind", text(texts::KIND_KNOWN))
    }
}

fn service(service: &Result<(), DirectoryError>) -> Finding {
    let answer = match service {
        Ok(()) => return Finding::ok("service", texts::SERVICE_ACCEPTED),
        Err(DirectoryError::ServiceRefused(answer) | DirectoryError::Refused(answer)) => answer,
        // The connection failed at the bind: its certificate, for instance.
        Err(error) => return Finding::fault("service", connection_error(error)),
    };
    let code = usize::try_from(answer.result_code).unwrap_or(0);
    let text = match answer.obstacle() {
        Obstacle::Protection => texts::SERVICE_UNPROTECTED,
        Obstacle::Moment => texts::SERVICE_BUSY,
        Obstacle::Lasting => texts::SERVICE_REFUSED,
    };
    Finding::fault("service", Text::from(text).number("code", code))
}

fn people(seen: Option<usize>) -> Finding {
    match seen {
        Some(0) => Finding::fault("people", texts::PEOPLE_NONE),
        Some(_) => Finding::ok("people", texts::PEOPLE_SEEN),
        None => Finding::fault("people", texts::PEOPLE_REFUSED),
    }
}

fn all_rights(rights: &Rights, config: &Config) -> Vec<Finding> {
    let identity = &config.identity;
    let mut findings = Vec::new();
    if identity.proof == ProofMethod::Compare {
        let proofs = [
            (rights.compare_numen, rights.reads_numens, &identity.numen_attribute),
            (
                rights.compare_external_number,
                rights.reads_external_numbers,
                &identity.external_number_attribute,
            ),
            (rights.compare_birth_date, rights.reads_birth_dates, &identity.birth_date_attribute),
        ];
        findings.extend(proofs.map(|(compares, _, attribute)| {
            one_right("compare", compares, attribute, texts::MAY_COMPARE, texts::COMPARE_REMEDY)
        }));
        findings.extend(proofs.into_iter().filter(|(_, reads, _)| *reads).map(|(_, _, attribute)| {
            Finding::attention("read", Text::from(texts::READS_PROOF).word("attribute", attribute.clone()))
        }));
    }
    findings.extend(rights.see_locks.map(locks));
    if rights.reads_passwords {
        findings.push(Finding::fault("read", texts::READS_PASSWORDS));
    }
    findings.push(one_right(
        "write",
        rights.write_password,
        "userPassword",
        texts::MAY_WRITE,
        texts::WRITE_REMEDY,
    ));
    findings
}

/// An answer without a value is enough: no account has to be locked.
fn locks(right: Right) -> Finding {
    match right {
        Right::Denied => Finding::fault("locks", texts::LOCKS_HIDDEN),
        Right::NoAnswer => {
            Finding::fault_with("locks", texts::NO_LDAP, Text::from(texts::UNREACHABLE.advice()))
        }
        _ => Finding::ok("locks", texts::LOCKS_SEEN),
    }
}

fn one_right(
    check: &'static str,
    right: Right,
    attribute: &str,
    granted: TextKey,
    remedy: TextKey,
) -> Finding {
    let text = |key| Text::from(key).word("attribute", attribute);
    match right {
        Right::Granted => Finding::ok(check, text(granted)),
        Right::Denied => Finding::fault_with(check, text(texts::RIGHT_DENIED), text(remedy)),
        Right::NoValue => Finding::attention(check, text(texts::NO_VALUE)),
        Right::NoSuchAttribute => Finding::fault(check, text(texts::NO_SUCH_ATTRIBUTE)),
        Right::WrongSpelling => Finding::fault(check, text(texts::WRONG_SPELLING)),
        Right::Elsewhere => Finding::fault(check, text(texts::ELSEWHERE)),
        Right::Unknown(answer) => {
            let text =
                text(texts::RIGHT_UNKNOWN).number("code", usize::try_from(answer.result_code).unwrap_or(0));
            Finding::attention(check, text)
        }
        Right::NoAnswer => Finding::fault(check, text(texts::RIGHT_NO_ANSWER)),
    }
}

fn clock(gap: Option<SignedDuration>) -> Finding {
    let Some(gap) = gap else { return Finding::ok("clock", texts::CLOCK_UNTOLD) };
    let seconds = usize::try_from(gap.abs().as_secs()).unwrap_or(usize::MAX);
    let text = Text::from(texts::CLOCK_GAP).number("seconds", seconds);
    if gap.abs() > CLOCK_NOTICE { Finding::attention("clock", text) } else { Finding::ok("clock", text) }
}

#[cfg(test)]
mod tests {
    use super::Right::*;
    use super::TlsError::*;
    use super::*;
    use crate::commands::doctor::finding::FindingLevel;
    use crate::directory::ServerAnswer;
    use crate::i18n::{Catalogue, Language};
    use jiff::ToSpan;

    const FEATURES: Features = Features {
        dialect: "OpenLDAP",
        supported: true,
        vendor: None,
        policy_control: true,
        password_modify: true,
    };

    fn facts(days: i64) -> CertificateFacts {
        let now = Timestamp::now();
        CertificateFacts { subject: "CN=ldap.ac-exemple.fr".into(), not_after: now + (days * 24).hours() }
    }

    #[rstest]
    #[case(40, FindingLevel::Ok)]
    #[case(20, FindingLevel::Attention)]
    #[case(-1, FindingLevel::Fault)]
    fn certificate_level_follows_expiry(#[case] days: i64, #[case] expected: FindingLevel) {
        assert_eq!(certificate(&facts(days), Timestamp::now()).level, expected);
    }

    const GOOD: Rights = Rights {
        compare_numen: Granted,
        compare_external_number: Granted,
        compare_birth_date: Granted,
        reads_numens: false,
        reads_external_numbers: false,
        reads_birth_dates: false,
        reads_passwords: false,
        write_password: Granted,
        see_locks: Some(NoValue),
    };

    #[rstest]
    #[case(GOOD, FindingLevel::Ok)]
    #[case(Rights { reads_external_numbers: true, ..GOOD }, FindingLevel::Attention)]
    #[case(Rights { reads_passwords: true, ..GOOD }, FindingLevel::Fault)]
    #[case(Rights { compare_birth_date: Denied, ..GOOD }, FindingLevel::Fault)]
    #[case(Rights { see_locks: Some(Denied), ..GOOD }, FindingLevel::Fault)]
    #[case(Rights { write_password: Elsewhere, ..GOOD }, FindingLevel::Fault)]
    #[case(Rights { compare_external_number: NoValue, ..GOOD }, FindingLevel::Attention)]
    fn rights_give_their_worst_level(#[case] rights: Rights, #[case] expected: FindingLevel) {
        let source = "[directory]\nurls = [\"ldaps://ldap.ac-exemple.fr\"]\nbase = \"dc=ac-exemple,dc=fr\"";
        let config = Config::parse(source, "essai".as_ref()).unwrap();
        assert_eq!(all_rights(&rights, &config).iter().map(|finding| finding.level).max(), Some(expected));
    }

    /// A message without `.advice` shows as its own name.
    #[test]
    fn findings_have_remedy_in_each_language() {
        let tls = [
            UnknownAuthority,
            WrongHost,
            Expired,
            StartTlsRefused,
            CertificateDemanded,
            CertificateRefused,
            Handshake,
        ]
        .map(DirectoryError::Tls);
        let mut errors = vec![DirectoryError::Unreachable, DirectoryError::Timeout, DirectoryError::Broken];
        errors.extend(tls);
        let mut findings: Vec<_> =
            errors.iter().map(|error| Finding::fault("connection", connection_error(error))).collect();
        findings.extend([20, -1].map(|days| certificate(&facts(days), Timestamp::now())));
        findings.extend([
            features(None),
            features(Some(&Features { supported: false, ..FEATURES })),
            features(Some(&Features { password_modify: false, ..FEATURES })),
            features(Some(&Features { policy_control: false, ..FEATURES })),
        ]);
        let late = clock(Some(SignedDuration::from_secs(60)));
        findings.extend([49, 13, 52].map(|result_code| {
            service(&Err(DirectoryError::ServiceRefused(ServerAnswer {
                result_code,
                ..ServerAnswer::default()
            })))
        }));
        findings.extend([service(&Err(DirectoryError::Broken)), people(Some(0)), people(None), late]);
        let absent = [texts::ROOT, texts::AUDIT_ABSENT, texts::SERVICE_ABSENT];
        let read = [texts::READS_PROOF, texts::READS_PASSWORDS, texts::THEME_REFUSED, texts::BREACH_READ];
        findings.extend(absent.into_iter().chain(read).map(|text| Finding::attention("other", text)));
        let unknown = Unknown(ServerAnswer { result_code: 80, ..ServerAnswer::default() });
        for right in [Denied, NoValue, NoSuchAttribute, WrongSpelling, Elsewhere, unknown, NoAnswer] {
            findings.push(one_right("write", right, "uid", texts::MAY_WRITE, texts::WRITE_REMEDY));
        }
        findings.extend([Denied, NoAnswer].map(locks));
        for words in Language::ALL.map(Catalogue::of) {
            for finding in &findings {
                let remedy = finding.remedy.as_ref().map(|remedy| words.format(remedy)).unwrap_or_default();
                assert!(remedy.contains(' '), "{finding:?}: {remedy}");
            }
        }
    }
}
