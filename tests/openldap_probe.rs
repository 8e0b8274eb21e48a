//! The probe of `doctor` over a real OpenLDAP, where it changes nothing.

#![allow(clippy::unwrap_used, clippy::panic, clippy::indexing_slicing)]

mod support;

use mamamia::config::{DirectorySection, IdentitySection};
use mamamia::directory::ldap::{
    LdapDirectory, LockSight, LoginAttribute, ProbeSubject, Right, Rights, ServerProbe, ServiceProbe,
};
use mamamia::directory::{DirectoryError, PasswordCheck, TlsError};
use mamamia::identity::BirthDateFormat;
use support::certificates::Certificate;
use support::slapd::{self, Setting};
use support::tools::{CONFIG, done, modify, search};
use support::{INITIAL, SERVICE, directory, login, secret, service, settings};

async fn probe(directory: &LdapDirectory) -> ServerProbe {
    let mut probe = directory.probe(&ProbeSubject::default()).await;
    assert_eq!(probe.servers.len(), 1);
    probe.servers.remove(0)
}

fn reads(rights: &Rights) -> [bool; 4] {
    [rights.reads_numens, rights.reads_external_numbers, rights.reads_birth_dates, rights.reads_passwords]
}

#[tokio::test]
async fn good_server_has_no_fault() {
    let Some(slapd) = slapd::shared() else { return };
    let found = probe(&slapd.directory(Some(SERVICE))).await;
    assert_eq!((found.reached, found.cut), (Ok(()), None));
    assert!(found.service.unwrap().is_usable());
    let [own, ..] = found.chain.as_slice() else { panic!("no chain") };
    assert!(own.subject.contains("ldap.ac-exemple.fr"), "{own:?}");
    assert_eq!(own.not_after.to_string(), "2099-12-31T00:00:00Z");
    let features = found.features.unwrap();
    assert_eq!((features.dialect, features.supported), ("OpenLDAP", true));
    assert!(features.policy_control && features.password_modify);
    let rights = found.rights.unwrap();
    let compares = [rights.compare_numen, rights.compare_external_number, rights.compare_birth_date];
    assert_eq!((compares, rights.write_password), ([Right::Granted; 3], Right::Granted));
    assert_eq!(reads(&rights), [false; 4]);
    assert_eq!(rights.see_locks, LockSight::Whole);
    assert!(found.clock_gap.unwrap().abs().as_secs() <= 2, "{:?}", found.clock_gap);
}

#[tokio::test]
async fn probe_leaves_passwords_unchanged() {
    let Some(slapd) = slapd::shared() else { return };
    let account = slapd.account("essai15", Some(SERVICE)).await;
    let (login, password) = (login("essai15"), secret(INITIAL));
    let subject = ProbeSubject { login: Some(&login), password: Some(&password) };
    let found = account.directory.probe(&subject).await.servers.remove(0);
    assert_eq!(found.person.unwrap().write_password, Some(Right::Granted));
    assert!(matches!(account.check(INITIAL).await, PasswordCheck::Accepted(_)));
}

#[tokio::test]
async fn missing_or_excessive_rights_are_found() {
    let Some(slapd) = slapd::shared() else { return };
    let reader = probe(&slapd.directory(Some("lecteur"))).await.rights.unwrap();
    assert_eq!((reader.write_password, reads(&reader)), (Right::Denied, [true, true, true, false]));
    let blind = probe(&slapd.directory(Some("aveugle"))).await.rights.unwrap();
    assert_eq!([blind.compare_numen, blind.compare_birth_date], [Right::Denied; 2]);
    assert_eq!(blind.see_locks, LockSight::Hidden("pwdAccountLockedTime"));
}

/// No account has to be locked for it. The right to search alone shows itself on an account that bears a failure.
#[tokio::test]
async fn hidden_failures_are_found_without_lock() {
    let Some(slapd) = slapd::start(&Setting::default()) else { return };
    let of = login("hlefevre");
    let seen = async || {
        let directory = slapd.directory(Some(SERVICE));
        let probe = directory.probe(&ProbeSubject { login: Some(&of), password: None }).await;
        probe.servers[0].rights.unwrap().see_locks
    };
    let give = |change: &str, rule: &str| {
        let ldif = format!(
            "dn: olcDatabase={{1}}mdb,cn=config\nchangetype: modify\n{change}: olcAccess\nolcAccess: {{0}}{rule}\n"
        );
        done(&modify(&slapd, CONFIG, &ldif));
    };
    let only = |right: &str| {
        let service = "cn=mamamia,ou=services,dc=ac-exemple,dc=fr";
        give("add", &format!("to attrs=pwdFailureTime by dn.exact=\"{service}\" {right} by * break"));
    };
    assert_eq!(seen().await, LockSight::Whole);
    only("none");
    assert_eq!(seen().await, LockSight::HiddenOnceLocked("pwdFailureTime"));
    give("delete", "");
    only("=cs");
    assert_eq!(seen().await, LockSight::Whole);
    let person = "uid=hlefevre,ou=personnels,dc=ac-exemple,dc=fr";
    search(&slapd, (person, "Pas-le-bon-2026"), "(uid=hlefevre)", &["1.1"]);
    assert_eq!(seen().await, LockSight::HiddenOnceLocked("pwdFailureTime"));
    give("delete", "");
    assert_eq!(seen().await, LockSight::Whole);
}

#[tokio::test]
async fn rights_are_probed_over_named_person() {
    let Some(slapd) = slapd::shared() else { return };
    let directory = slapd.directory(Some(SERVICE));
    let seen = async |of: &str| {
        let subject = ProbeSubject { login: Some(&login(of)), password: None };
        directory.probe(&subject).await.servers.remove(0)
    };
    let external = seen("kmbaye").await;
    assert_eq!(external.people, Some(Ok(1)));
    assert_eq!(external.rights.unwrap().compare_numen, Right::NoValue);
    let unknown = seen("inconnu").await;
    assert!(matches!(unknown.people, Some(Ok(2..))), "{:?}", unknown.people);
    assert_eq!(unknown.rights.unwrap().compare_numen, Right::Granted);
    let visit = unknown.visit.unwrap();
    assert_eq!((visit.login_attribute, visit.exact_case), (LoginAttribute::NotFound, false));
}

#[tokio::test]
async fn unknown_attribute_or_spelling_is_found() {
    let Some(slapd) = slapd::shared() else { return };
    let (numen_attribute, birth_date_format) = ("numenAcademique".into(), BirthDateFormat::French);
    let identity = IdentitySection { numen_attribute, birth_date_format, ..Default::default() };
    let settings = settings(&[&slapd.ldap()]);
    let directory = LdapDirectory::new(&settings, &identity, Some(service(SERVICE))).unwrap();
    let rights = probe(&directory).await.rights.unwrap();
    assert_eq!(rights.compare_numen, Right::NoSuchAttribute);
    assert_eq!(rights.compare_birth_date, Right::WrongSpelling);
}

#[tokio::test]
async fn untrusted_chain_is_shown() {
    let setting = Setting { certificate: Certificate::Expired, ..Setting::default() };
    let Some(slapd) = slapd::start(&setting) else { return };
    for (url, starttls) in [(slapd.ldaps(), false), (slapd.ldap(), true)] {
        let settings = DirectorySection { urls: vec![url], starttls, ..slapd.settings() };
        let found = probe(&directory(&settings, Some(SERVICE))).await;
        assert_eq!(found.reached, Err(DirectoryError::Tls(TlsError::Expired)));
        assert_eq!(found.chain[0].not_after.to_string(), "2021-01-01T00:00:00Z");
        assert!(found.features.is_none() && found.service.is_none() && found.rights.is_none());
    }
}

#[tokio::test]
async fn every_server_is_probed() {
    let Some(slapd) = slapd::shared() else { return };
    let unknown = directory(&settings(&[&slapd::dead(), &slapd.ldap(), &slapd.ldapi()]), Some("inconnu"));
    let found = unknown.probe(&ProbeSubject::default()).await.servers;
    assert_eq!(found[0].reached, Err(DirectoryError::Unreachable));
    for server in &found[1..] {
        let Some(ServiceProbe::Refused { check: Some(PasswordCheck::Wrong), answer }) = server.service else {
            panic!("{server:?}")
        };
        assert_eq!(answer.result_code, 49);
        assert!(server.chain.is_empty() && server.rights.is_none() && server.clock_gap.is_none());
        assert!(server.features.is_some());
    }
}
