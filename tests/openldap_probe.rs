//! What `doctor` learns of a real OpenLDAP, and that it changes nothing there.

#![allow(clippy::unwrap_used, clippy::panic, clippy::indexing_slicing)]

mod support;

use mamamia::config;
use mamamia::directory::ldap::{LdapDirectory, Right, ServerProbe};
use mamamia::directory::{Directory, DirectoryError, PasswordCheck, TlsError};
use mamamia::identity::BirthDateFormat;
use support::certificates::Certificate;
use support::slapd::{self, Setting, Slapd};
use support::{INITIAL, SERVICE, directory, login, person, secret, settings};

fn over(slapd: &Slapd, service: Option<&str>) -> LdapDirectory {
    let mut settings = settings(&[&slapd.ldaps()]);
    settings.ca_file = Some(slapd.authority());
    directory(&settings, service)
}

async fn probe(directory: &LdapDirectory) -> ServerProbe {
    let mut probe = directory.probe(None).await;
    assert_eq!(probe.servers.len(), 1);
    probe.servers.remove(0)
}

#[tokio::test]
async fn a_server_in_order() {
    let Some(slapd) = slapd::shared() else { return };
    let found = probe(&over(slapd, Some(SERVICE))).await;
    assert_eq!((found.reached, found.service), (Ok(()), Some(Ok(()))));
    let [own, ..] = found.chain.as_slice() else { panic!("no chain") };
    assert!(own.subject.contains("ldap.ac-exemple.fr"), "{own:?}");
    assert!(own.issuer.contains("Académie d'essai"), "{own:?}");
    assert_eq!(own.not_after.to_string(), "2099-12-31T00:00:00Z");
    let features = found.features.unwrap();
    assert_eq!((features.dialect, features.supported), ("OpenLDAP", true));
    assert!(features.policy_control && features.password_modify && features.starttls);
    let rights = found.rights.unwrap();
    assert_eq!(rights.compare_numen, Right::Granted);
    assert_eq!(rights.compare_external_number, Right::Granted);
    assert_eq!(rights.compare_birth_date, Right::Granted);
    assert_eq!(rights.write_password, Right::Granted);
    assert!(
        !rights.reads_numens
            && !rights.reads_external_numbers
            && !rights.reads_birth_dates
            && !rights.reads_passwords
    );
    assert_ne!(rights.see_locks, Some(Right::Denied));
    assert!(found.clock_gap.unwrap().abs().as_secs() <= 2, "{:?}", found.clock_gap);
}

#[tokio::test]
async fn looking_leaves_every_password_as_it_was() {
    let Some(slapd) = slapd::shared() else { return };
    let directory = over(slapd, Some(SERVICE));
    directory.probe(Some(&login("essai15"))).await;
    let person = person(&directory, "essai15").await;
    assert!(matches!(
        directory.verify_password(&person, &secret(INITIAL)).await,
        Ok(PasswordCheck::Accepted(_))
    ));
}

#[tokio::test]
async fn rights_that_a_service_lacks_or_should_not_have() {
    let Some(slapd) = slapd::shared() else { return };
    let reader = probe(&over(slapd, Some("lecteur"))).await.rights.unwrap();
    assert_eq!(reader.write_password, Right::Denied);
    assert!(
        reader.reads_numens
            && reader.reads_external_numbers
            && reader.reads_birth_dates
            && !reader.reads_passwords
    );
    let blind = probe(&over(slapd, Some("aveugle"))).await.rights.unwrap();
    assert_eq!(blind.compare_numen, Right::Denied);
    assert_eq!(blind.compare_birth_date, Right::Denied);
    assert_eq!(blind.see_locks, Some(Right::Denied));
}

#[tokio::test]
async fn rights_are_looked_at_through_the_person_named() {
    let Some(slapd) = slapd::shared() else { return };
    let directory = over(slapd, Some(SERVICE));
    let seen = async |of: &str| directory.probe(Some(&login(of))).await.servers.remove(0);
    let external = seen("kmbaye").await;
    assert_eq!(external.people_seen, Some(1));
    assert_eq!(external.rights.unwrap().compare_numen, Right::NoValue);
    let unknown = seen("inconnu").await;
    assert_eq!((unknown.people_seen, unknown.rights), (Some(0), None));
}

#[tokio::test]
async fn attributes_that_the_schema_does_not_know_or_spells_otherwise() {
    let Some(slapd) = slapd::shared() else { return };
    let identity = config::IdentitySection {
        numen_attribute: "numenAcademique".into(),
        birth_date_format: BirthDateFormat::French,
        ..Default::default()
    };
    let service = Some(support::service(SERVICE));
    let directory = LdapDirectory::new(&settings(&[&slapd.ldap()]), &identity, service).unwrap();
    let rights = probe(&directory).await.rights.unwrap();
    assert_eq!(rights.compare_numen, Right::NoSuchAttribute);
    assert_eq!(rights.compare_birth_date, Right::WrongSpelling);
}

#[tokio::test]
async fn a_chain_is_shown_most_of_all_when_it_is_not_trusted() {
    let Some(slapd) = slapd::start(&Setting { certificate: Certificate::Expired, ..Setting::default() })
    else {
        return;
    };
    for (url, starttls) in [(slapd.ldaps(), false), (slapd.ldap(), true)] {
        let mut settings = settings(&[&url]);
        settings.ca_file = Some(slapd.authority());
        settings.starttls = starttls;
        let found = probe(&directory(&settings, Some(SERVICE))).await;
        assert_eq!(found.reached, Err(DirectoryError::Tls(TlsError::Expired)));
        assert_eq!(found.chain[0].not_after.to_string(), "2021-01-01T00:00:00Z");
        assert!(found.features.is_none() && found.service.is_none() && found.rights.is_none());
    }
}

#[tokio::test]
async fn every_server_is_looked_at_and_a_refused_service_is_told() {
    let Some(slapd) = slapd::shared() else { return };
    let dead = format!("ldap://127.0.0.1:{}", slapd::free_port());
    let unknown = directory(&settings(&[&dead, &slapd.ldap(), &slapd.ldapi()]), Some("inconnu"));
    let found = unknown.probe(None).await.servers;
    assert_eq!(found[0].reached, Err(DirectoryError::Unreachable));
    for server in &found[1..] {
        assert!(matches!(server.service, Some(Err(DirectoryError::ServiceRefused(answer)))
            if answer.result_code == 49));
        assert!(server.chain.is_empty() && server.rights.is_none() && server.clock_gap.is_none());
        assert!(server.features.is_some());
    }
}
