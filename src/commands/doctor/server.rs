//! One server of the directory: trust, kind, service account, rights, clock.

use jiff::{SignedDuration, Timestamp, tz::TimeZone};

use crate::config::{Config, ProofMethod};
use crate::directory::ldap::{CertificateFacts, Features, Right, Rights, ServerProbe};
use crate::directory::{DirectoryError, TlsError};
use crate::i18n::keys::doctor as words;
use crate::i18n::{Text, TextKey};

use super::finding::Finding;

/// A certificate that ends sooner is worth a line: renewing takes days.
const CERTIFICATE_NOTICE: SignedDuration = SignedDuration::from_hours(24 * 30);
/// Clocks further apart make expiry dates and audits hard to believe.
const CLOCK_NOTICE: SignedDuration = SignedDuration::from_secs(5);

/// Everything about one server, in the order in which a visit meets it.
pub(super) fn examine(seen: &ServerProbe, config: &Config) -> Vec<Finding> {
    let mut findings = vec![reached(seen)];
    findings.extend(certificates(&seen.chain));
    if seen.reached.is_ok() {
        findings.push(features(seen.features.as_ref()));
        findings.extend(seen.service.as_ref().map(service));
        // Nothing was asked under the name of an account that is not let in.
        if !matches!(seen.service, Some(Err(_))) {
            findings.push(people(seen.people_seen));
        }
        findings.extend(seen.rights.iter().flat_map(|rights| rights_found(rights, config)));
        findings.push(clock(seen.clock_gap));
    }
    findings.into_iter().map(|finding| finding.at(&seen.url)).collect()
}

fn reached(seen: &ServerProbe) -> Finding {
    match &seen.reached {
        Ok(()) if seen.chain.is_empty() => Finding::ok("connection", words::REACHED_WITHOUT_TLS),
        Ok(()) => Finding::ok("connection", words::REACHED),
        Err(error) => Finding::fault("connection", not_reached(error)),
    }
}

fn not_reached(error: &DirectoryError) -> TextKey {
    match error {
        DirectoryError::Unreachable => words::UNREACHABLE,
        DirectoryError::Timeout => words::TOO_SLOW,
        DirectoryError::Tls(fault) => match fault {
            TlsError::UnknownAuthority => words::TLS_AUTHORITY,
            TlsError::WrongHost => words::TLS_HOST,
            TlsError::Expired => words::TLS_EXPIRED,
            TlsError::StartTlsRefused => words::TLS_STARTTLS,
            TlsError::Handshake => words::TLS_HANDSHAKE,
        },
        DirectoryError::Interrupted
        | DirectoryError::ServiceRefused(_)
        | DirectoryError::Refused(_)
        | DirectoryError::Unsupported
        | DirectoryError::Broken => words::NO_LDAP,
    }
}

fn certificates(chain: &[CertificateFacts]) -> Vec<Finding> {
    let now = Timestamp::now();
    chain.iter().map(|certificate| certificate_found(certificate, now)).collect()
}

fn certificate_found(certificate: &CertificateFacts, now: Timestamp) -> Finding {
    let left = certificate.not_after.duration_since(now);
    let day = TimeZone::UTC.to_datetime(certificate.not_after).date().to_string();
    let said = |key| Text::from(key).word("subject", certificate.subject.clone()).word("day", day.clone());
    if left.is_negative() {
        Finding::fault("certificate", said(words::CERTIFICATE_OVER))
    } else if left < CERTIFICATE_NOTICE {
        Finding::attention("certificate", said(words::CERTIFICATE_SOON))
    } else {
        Finding::ok("certificate", said(words::CERTIFICATE_VALID))
    }
}

fn features(features: Option<&Features>) -> Finding {
    let Some(features) = features else {
        return Finding::attention("kind", words::KIND_UNKNOWN);
    };
    let kind = features.dialect;
    let told = features.vendor.as_ref().map_or(kind.to_owned(), |vendor| format!("{kind}, {vendor}"));
    let said = |key| Text::from(key).word("kind", told.clone());
    if !features.supported {
        Finding::fault("kind", said(words::KIND_UNSUPPORTED))
    } else if !features.password_modify {
        Finding::fault("kind", said(words::NO_PASSWORD_MODIFY))
    } else if !features.policy_control {
        Finding::attention("kind", said(words::NO_POLICY_CONTROL))
    } else {
        Finding::ok("kind", said(words::KIND_KNOWN))
    }
}

fn service(service: &Result<(), DirectoryError>) -> Finding {
    match service {
        Ok(()) => Finding::ok("service", words::SERVICE_ACCEPTED),
        Err(_) => Finding::fault("service", words::SERVICE_REFUSED),
    }
}

fn people(seen: Option<usize>) -> Finding {
    match seen {
        Some(0) => Finding::fault("people", words::PEOPLE_NONE),
        Some(_) => Finding::ok("people", words::PEOPLE_SEEN),
        None => Finding::fault("people", words::PEOPLE_REFUSED),
    }
}

fn rights_found(rights: &Rights, config: &Config) -> Vec<Finding> {
    let identity = &config.identity;
    let mut findings = Vec::new();
    if identity.proof == ProofMethod::Compare {
        for (right, attribute) in [
            (rights.compare_numen, &identity.numen_attribute),
            (rights.compare_external_number, &identity.external_number_attribute),
            (rights.compare_birth_date, &identity.birth_date_attribute),
        ] {
            findings.push(right_found(
                "compare",
                right,
                attribute,
                words::MAY_COMPARE,
                words::COMPARE_REMEDY,
            ));
        }
        for (read, attribute) in [
            (rights.reads_numens, &identity.numen_attribute),
            (rights.reads_external_numbers, &identity.external_number_attribute),
            (rights.reads_birth_dates, &identity.birth_date_attribute),
        ] {
            if read {
                let said = Text::from(words::READS_PROOF).word("attribute", attribute.clone());
                findings.push(Finding::attention("read", said));
            }
        }
    }
    findings.extend(rights.see_locks.map(locks_seen));
    if rights.reads_passwords {
        findings.push(Finding::fault("read", words::READS_PASSWORDS));
    }
    findings.push(right_found(
        "write",
        rights.write_password,
        "userPassword",
        words::MAY_WRITE,
        words::WRITE_REMEDY,
    ));
    findings
}

/// Nobody need be locked for the right to be there.
fn locks_seen(right: Right) -> Finding {
    match right {
        Right::Denied => Finding::fault("locks", words::LOCKS_HIDDEN),
        Right::NoAnswer => {
            Finding::fault_with("locks", words::NO_LDAP, Text::from(words::UNREACHABLE.advice()))
        }
        _ => Finding::ok("locks", words::LOCKS_SEEN),
    }
}

/// A right that the service needs.
fn right_found(
    check: &'static str,
    right: Right,
    attribute: &str,
    granted: TextKey,
    remedy: TextKey,
) -> Finding {
    let said = |key| Text::from(key).word("attribute", attribute);
    match right {
        Right::Granted => Finding::ok(check, said(granted)),
        Right::Denied => Finding::fault_with(check, said(words::RIGHT_DENIED), said(remedy)),
        Right::NoValue => Finding::attention(check, said(words::NO_VALUE)),
        Right::NoSuchAttribute => Finding::fault(check, said(words::NO_SUCH_ATTRIBUTE)),
        Right::WrongSpelling => Finding::fault(check, said(words::WRONG_SPELLING)),
        Right::Elsewhere => Finding::fault(check, said(words::ELSEWHERE)),
        Right::Unknown(answer) => {
            let said =
                said(words::RIGHT_UNKNOWN).number("code", usize::try_from(answer.result_code).unwrap_or(0));
            Finding::attention(check, said)
        }
        Right::NoAnswer => Finding::fault(check, said(words::RIGHT_NO_ANSWER)),
    }
}

fn clock(gap: Option<SignedDuration>) -> Finding {
    let Some(gap) = gap else { return Finding::ok("clock", words::CLOCK_UNTOLD) };
    let seconds = usize::try_from(gap.abs().as_secs()).unwrap_or(usize::MAX);
    let said = Text::from(words::CLOCK_GAP).number("seconds", seconds);
    if gap.abs() > CLOCK_NOTICE { Finding::attention("clock", said) } else { Finding::ok("clock", said) }
}

#[cfg(test)]
mod tests {
    use jiff::ToSpan;

    use super::*;
    use crate::commands::doctor::finding::FindingLevel;
    use crate::directory::ServerAnswer;
    use crate::i18n::{Catalogue, Language};

    const FEATURES: Features = Features {
        dialect: "OpenLDAP",
        supported: true,
        vendor: None,
        policy_control: true,
        password_modify: true,
    };

    fn certificate(days: i64) -> CertificateFacts {
        let now = Timestamp::now();
        CertificateFacts { subject: "CN=ldap.ac-exemple.fr".into(), not_after: now + (days * 24).hours() }
    }

    #[test]
    fn a_certificate_is_told_before_it_ends() {
        let level = |days| certificate_found(&certificate(days), Timestamp::now()).level;
        assert_eq!(level(40), FindingLevel::Ok);
        assert_eq!(level(20), FindingLevel::Attention);
        assert_eq!(level(-1), FindingLevel::Fault);
    }

    #[test]
    fn what_the_service_lacks_or_has_too_much_is_a_fault() {
        let config = Config::parse(
            "[directory]\nurls = [\"ldaps://ldap.ac-exemple.fr\"]\nbase = \"dc=ac-exemple,dc=fr\"",
            "essai".as_ref(),
        )
        .unwrap();
        let good = Rights {
            compare_numen: Right::Granted,
            compare_external_number: Right::Granted,
            compare_birth_date: Right::Granted,
            reads_numens: false,
            reads_external_numbers: false,
            reads_birth_dates: false,
            reads_passwords: false,
            write_password: Right::Granted,
            see_locks: Some(Right::NoValue),
        };
        let worst = |rights: Rights| rights_found(&rights, &config).iter().map(|finding| finding.level).max();
        assert_eq!(worst(good), Some(FindingLevel::Ok));
        assert_eq!(worst(Rights { reads_external_numbers: true, ..good }), Some(FindingLevel::Attention));
        assert_eq!(worst(Rights { reads_passwords: true, ..good }), Some(FindingLevel::Fault));
        assert_eq!(worst(Rights { compare_birth_date: Right::Denied, ..good }), Some(FindingLevel::Fault));
        assert_eq!(worst(Rights { see_locks: Some(Right::Denied), ..good }), Some(FindingLevel::Fault));
        assert_eq!(worst(Rights { write_password: Right::Elsewhere, ..good }), Some(FindingLevel::Fault));
        assert_eq!(
            worst(Rights { compare_external_number: Right::NoValue, ..good }),
            Some(FindingLevel::Attention)
        );
    }

    /// A message without `.advice` shows as its own name.
    #[test]
    fn findings_have_a_remedy_in_each_language() {
        let errors = [
            DirectoryError::Unreachable,
            DirectoryError::Timeout,
            DirectoryError::Tls(TlsError::UnknownAuthority),
            DirectoryError::Tls(TlsError::WrongHost),
            DirectoryError::Tls(TlsError::Expired),
            DirectoryError::Tls(TlsError::StartTlsRefused),
            DirectoryError::Tls(TlsError::Handshake),
            DirectoryError::Broken,
        ];
        let mut findings: Vec<_> =
            errors.iter().map(|error| Finding::fault("connection", not_reached(error))).collect();
        findings.extend([20, -1].map(|days| certificate_found(&certificate(days), Timestamp::now())));
        findings.extend([
            features(None),
            features(Some(&Features { supported: false, ..FEATURES })),
            features(Some(&Features { password_modify: false, ..FEATURES })),
            features(Some(&Features { policy_control: false, ..FEATURES })),
            service(&Err(DirectoryError::Broken)),
            people(Some(0)),
            people(None),
            clock(Some(SignedDuration::from_secs(60))),
            Finding::attention("read", words::READS_PROOF),
            Finding::fault("read", words::READS_PASSWORDS),
            Finding::attention("account", words::ROOT),
            Finding::attention("audit", words::AUDIT_ABSENT),
            Finding::attention("service", words::SERVICE_ABSENT),
            Finding::fault("theme", words::THEME_REFUSED),
            Finding::attention("breach", words::BREACH_READ),
        ]);
        let unknown = Right::Unknown(ServerAnswer { result_code: 80, ppolicy: None, ad_code: None });
        for right in [
            Right::Denied,
            Right::NoValue,
            Right::NoSuchAttribute,
            Right::WrongSpelling,
            Right::Elsewhere,
            unknown,
            Right::NoAnswer,
        ] {
            findings.push(right_found("write", right, "uid", words::MAY_WRITE, words::WRITE_REMEDY));
        }
        findings.extend([Right::Denied, Right::NoAnswer].map(locks_seen));
        for language in Language::ALL {
            let words = Catalogue::of(language);
            for finding in &findings {
                let remedy = finding.remedy.as_ref().map(|remedy| words.say(remedy)).unwrap_or_default();
                assert!(remedy.contains(' '), "{finding:?}: {remedy}");
            }
        }
    }
}
