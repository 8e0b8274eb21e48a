//! The checks of one server of the directory: trust, kind, then what was asked of it.

use jiff::{SignedDuration, Timestamp, tz::TimeZone};

use crate::config::{Config, DirectoryKind};
use crate::directory::ldap::{CertificateFacts, Features, ProbeStage, Right, ServerProbe, ServiceProbe};
use crate::directory::{DirectoryError, TlsError};
use crate::i18n::keys::{doctor as texts, remedy as remedy_texts};
use crate::i18n::{Shown, Text, TextKey};

use super::finding::Finding;
use super::remedy::RemedyWords;
use super::{bind, rights, shapes, visit};

/// Notice before a certificate expires: its renewal takes days.
const CERTIFICATE_NOTICE: SignedDuration = SignedDuration::from_hours(24 * 30);
/// A larger gap between clocks makes expiry dates and audits unreliable.
const CLOCK_NOTICE: SignedDuration = SignedDuration::from_secs(5);
/// The least `min_percent` where a stolen base is searched quickly (`docs/strength.md`).
const PERCENT_FOR_QUICK_HASHES: u8 = 45;

/// The findings about one server, in the order in which a session meets them; `is_named`: with `--login`.
pub(super) fn examine(server: &ServerProbe, is_named: bool, config: &Config) -> Vec<Finding> {
    let mut findings = vec![connection(server)];
    findings.extend(server.chain.iter().map(|facts| certificate(facts, Timestamp::now())));
    if server.reached.is_ok() {
        let words = RemedyWords::of(server.features.as_ref().map(|features| features.kind), config);
        findings.extend(asked(server, is_named, config, &words));
    }
    findings.into_iter().map(|finding| finding.at(&server.url)).collect()
}

/// The findings about what was asked of a server that was reached.
fn asked(server: &ServerProbe, is_named: bool, config: &Config, words: &RemedyWords) -> Vec<Finding> {
    let mut findings = Vec::new();
    if !matches!(server.cut, Some((ProbeStage::RootDse, _))) {
        findings.extend(kind(server.features.as_ref(), config.directory.kind));
        findings.extend(least_percent(server.features.as_ref(), config));
    }
    if server.clear_text && server.features.as_ref().is_some_and(|found| found.kind == DirectoryKind::Ds389) {
        findings.push(Finding::fault("tls", texts::CLEAR_TEXT));
    }
    findings.extend(proxy(server));
    findings.extend(server.service.as_ref().map(bind::service));
    findings.extend(server.people.as_ref().map(|found| visit::people(found, config, words)));
    if let Some(asked) = &server.visit {
        findings.extend(visit::examine(asked, is_named, config, words));
        findings.extend(visit::exact_case(asked, server.shapes.as_ref(), config));
    }
    findings.extend(server.unknown_attributes.iter().flatten().map(|attribute| {
        Finding::fault("schema", Text::from(texts::SCHEMA_LACKS).word("attribute", attribute))
    }));
    findings.extend(server.rights.iter().flat_map(|found| rights::examine(found, config, words)));
    if !server.public_proofs.is_empty() {
        let proofs = server.public_proofs.join(",");
        let text = Text::from(texts::PUBLIC_PROOFS).word("attribute", proofs.clone());
        findings.push(Finding::fault_with("public", text, words.about(remedy_texts::HIDE_PROOFS, &proofs)));
    }
    match &server.person {
        Some(person) => findings.extend(bind::person(person, words)),
        None if matches!(server.people, Some(Ok(1..))) => {
            findings.push(Finding::unchecked("person", texts::PERSON_UNCHECKED));
        }
        None => {}
    }
    if matches!(server.people, Some(Ok(1..))) {
        findings.extend(shapes::examine(server.shapes.as_ref()));
    }
    match &server.cut {
        Some((stage, cause)) => findings.push(cut(*stage, cause)),
        None if server.people.is_some() => findings.push(clock(server.clock_gap)),
        None => {}
    }
    findings
}

/// A proxy in front of an OpenLDAP with policies: it announces none, while people have what policies write. One that takes
/// the policy control away (back-meta) also turns a change of password into a Modify that no policy checks.
fn proxy(server: &ServerProbe) -> Option<Finding> {
    let features = server.features.as_ref()?;
    let rights = server.rights.as_ref()?;
    let Some(ServiceProbe::Accepted { has_policy, .. }) = server.service else { return None };
    let has_policies = features.kind == DirectoryKind::OpenLdap && rights.read_stamp == Right::Granted;
    (has_policies && !features.policy_control && !has_policy)
        .then(|| Finding::fault("proxy", texts::PROXY_WITHOUT_POLICY))
}

fn cut(stage: ProbeStage, cause: &DirectoryError) -> Finding {
    if *cause != DirectoryError::Interrupted {
        return Finding::fault("connection", connection_error(cause));
    }
    let stage = match stage {
        ProbeStage::RootDse => "root",
        ProbeStage::ServiceBind => "service",
        ProbeStage::Searches => "searches",
        ProbeStage::Rights => "rights",
        ProbeStage::Shapes => "shapes",
        ProbeStage::Clock => "clock",
    };
    Finding::fault("connection", Text::from(texts::CUT).word("stage", stage))
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
        | DirectoryError::ReadOnly(_)
        | DirectoryError::ServiceRefused(_)
        | DirectoryError::Refused(_)
        | DirectoryError::Unsupported
        | DirectoryError::UnknownFamily
        | DirectoryError::Broken => texts::NO_LDAP,
    }
}

fn certificate(facts: &CertificateFacts, now: Timestamp) -> Finding {
    let left = facts.not_after.duration_since(now);
    let day = TimeZone::UTC.to_datetime(facts.not_after).date().to_string();
    let text = |key| Text::from(key).word("subject", Shown::name(&facts.subject)).word("day", day.clone());
    if left.is_negative() {
        Finding::fault("certificate", text(texts::CERTIFICATE_OVER))
    } else if left < CERTIFICATE_NOTICE {
        Finding::attention("certificate", text(texts::CERTIFICATE_SOON))
    } else {
        Finding::ok("certificate", text(texts::CERTIFICATE_VALID))
    }
}

/// The kind of the server, and what it announces. A server that shows nothing is known by the configuration only.
fn kind(features: Option<&Features>, configured: DirectoryKind) -> Vec<Finding> {
    let Some(features) = features else {
        return vec![match configured {
            DirectoryKind::Auto => Finding::fault("kind", texts::KIND_UNKNOWN),
            _ => Finding::attention("kind", texts::KIND_UNKNOWN),
        }];
    };
    let kind = features.dialect;
    let vendor = features.vendor.as_ref().map(|vendor| Shown::name(vendor));
    let name = vendor.map_or(kind.to_owned(), |vendor| format!("{kind}, {vendor}"));
    let text = |key| Text::from(key).word("kind", name.clone());
    let announced = if !features.supported {
        Finding::fault("kind", text(texts::KIND_UNSUPPORTED))
    } else if !features.password_modify {
        Finding::fault("kind", text(texts::NO_PASSWORD_MODIFY))
    } else if !features.policy_control {
        Finding::attention("kind", text(texts::NO_POLICY_CONTROL))
    } else {
        Finding::ok("kind", text(texts::KIND_KNOWN))
    };
    // A server of no known family contradicts nobody.
    let differs =
        ![DirectoryKind::Auto, features.kind].contains(&configured) && features.kind != DirectoryKind::Auto;
    let differs = differs.then(|| Finding::fault("kind", Text::from(texts::KIND_DIFFERS).word("kind", kind)));
    [Some(announced), differs].into_iter().flatten().collect()
}

/// Active Directory keeps NT hashes, which are quick to try. The other families show nobody how they keep passwords.
fn least_percent(features: Option<&Features>, config: &Config) -> Option<Finding> {
    let kind = features.map_or(config.directory.kind, |features| features.kind);
    let percent = config.policy.min_percent;
    let is_low = kind == DirectoryKind::ActiveDirectory && percent < PERCENT_FOR_QUICK_HASHES;
    is_low.then(|| {
        let text = Text::from(texts::PERCENT_LOW).number("percent", percent.into());
        Finding::attention("policy", text.number("advised", PERCENT_FOR_QUICK_HASHES.into()))
    })
}

fn clock(gap: Option<SignedDuration>) -> Finding {
    let Some(gap) = gap else { return Finding::unchecked("clock", texts::CLOCK_UNTOLD) };
    let seconds = usize::try_from(gap.abs().as_secs()).unwrap_or(usize::MAX);
    let text = Text::from(texts::CLOCK_GAP).number("seconds", seconds);
    if gap.abs() > CLOCK_NOTICE { Finding::attention("clock", text) } else { Finding::ok("clock", text) }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::assembly::testing::config_with;
    use crate::commands::doctor::finding::FindingLevel;
    use crate::i18n::{Catalogue, Language};
    use jiff::ToSpan;

    fn features() -> Features {
        Features {
            kind: DirectoryKind::OpenLdap,
            dialect: "OpenLDAP",
            supported: true,
            vendor: None,
            policy_control: true,
            password_modify: true,
            pages: true,
        }
    }

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

    #[rstest]
    #[case(Some(features()), DirectoryKind::Auto, FindingLevel::Ok)]
    #[case(Some(features()), DirectoryKind::Ds389, FindingLevel::Fault)]
    #[case(Some(Features { policy_control: false, ..features() }), DirectoryKind::Auto, FindingLevel::Attention)]
    #[case(Some(Features { password_modify: false, ..features() }), DirectoryKind::Auto, FindingLevel::Fault)]
    #[case(None, DirectoryKind::Auto, FindingLevel::Fault)]
    #[case(None, DirectoryKind::OpenLdap, FindingLevel::Attention)]
    fn kind_gives_its_level(
        #[case] features: Option<Features>,
        #[case] configured: DirectoryKind,
        #[case] expected: FindingLevel,
    ) {
        let found = kind(features.as_ref(), configured);
        assert_eq!(found.iter().map(|finding| finding.level).max(), Some(expected));
    }

    #[rstest]
    #[case(DirectoryKind::ActiveDirectory, 44, Some(FindingLevel::Attention))]
    #[case(DirectoryKind::ActiveDirectory, 45, None)]
    #[case(DirectoryKind::OpenLdap, 0, None)]
    fn active_directory_wants_higher_percent(
        #[case] kind: DirectoryKind,
        #[case] percent: u8,
        #[case] expected: Option<FindingLevel>,
    ) {
        let config = config_with(|config| {
            config.policy.min_percent = percent;
            config.directory.kind = kind;
        });
        let seen = Features { kind, ..features() };
        for features in [Some(&seen), None] {
            assert_eq!(least_percent(features, &config).map(|finding| finding.level), expected);
        }
    }

    /// A message without `.advice` shows as its own name.
    #[test]
    fn findings_have_remedy_in_each_language() {
        let mut errors = vec![DirectoryError::Unreachable, DirectoryError::Timeout, DirectoryError::Broken];
        errors.extend(TlsError::ALL.map(DirectoryError::Tls));
        let mut findings: Vec<_> =
            errors.iter().map(|error| Finding::fault("connection", connection_error(error))).collect();
        findings.extend([20, -1].map(|days| certificate(&facts(days), Timestamp::now())));
        findings.extend(kind(None, DirectoryKind::Auto));
        findings.extend(kind(Some(&Features { supported: false, ..features() }), DirectoryKind::Ds389));
        let causes = [DirectoryError::Interrupted, DirectoryError::Unreadable];
        findings.extend(causes.map(|cause| cut(ProbeStage::Clock, &cause)));
        findings.push(clock(Some(SignedDuration::from_secs(60))));
        let advised = [
            texts::ROOT,
            texts::AUDIT_ABSENT,
            texts::SERVICE_ABSENT,
            texts::THEME_REFUSED,
            texts::BREACH_READ,
            texts::CLEAR_TEXT,
            texts::SCHEMA_LACKS,
            texts::LOCKS_NO_ANSWER,
            texts::LOGIN_REFUSED,
            texts::SHAPES_UNREAD,
            texts::PROXY_WITHOUT_POLICY,
            texts::CLOCK_UNTOLD,
            texts::PERCENT_LOW,
            texts::PERSON_REFUSED,
            texts::PERSON_UNCHECKED,
        ];
        findings.extend(advised.map(|text| Finding::attention("other", text)));
        for words in Language::ALL.map(Catalogue::of) {
            for finding in &findings {
                let remedy = finding.remedy_line(&words).unwrap_or_default();
                assert!(remedy.contains(' '), "{finding:?}: {remedy}");
            }
        }
    }

    #[test]
    fn every_family_has_its_remedies() {
        let source = "[directory]\nurls = [\"ldaps://ldap.ac-exemple.fr\"]\nbase = \"dc=ac-exemple,dc=fr\"";
        let config = Config::parse(source, "essai".as_ref()).unwrap();
        let rows = [
            remedy_texts::SEARCH_PEOPLE,
            remedy_texts::SEARCH_ATTRIBUTE,
            remedy_texts::READ_ATTRIBUTE,
            remedy_texts::COMPARE,
            remedy_texts::ONLY_COMPARE,
            remedy_texts::HIDE_PROOFS,
            remedy_texts::WRITE_PASSWORD,
            remedy_texts::SELF_WRITE,
            remedy_texts::HIDE_PASSWORDS,
            remedy_texts::INDEX,
            remedy_texts::WRITABLE,
        ];
        let kinds = [
            DirectoryKind::OpenLdap,
            DirectoryKind::Ds389,
            DirectoryKind::ActiveDirectory,
            DirectoryKind::Auto,
        ];
        for words in Language::ALL.map(Catalogue::of) {
            for row in rows {
                let said: std::collections::BTreeSet<_> = kinds
                    .iter()
                    .map(|kind| words.format(&RemedyWords::of(Some(*kind), &config).about(row, "uid")))
                    .collect();
                assert_eq!(said.len(), kinds.len(), "{said:?}");
                assert!(said.iter().all(|remedy| !remedy.contains('$')), "{said:?}");
            }
        }
    }
}
