//! The client before several servers, several addresses of one, and servers that ask who it is.

#![allow(clippy::unwrap_used, clippy::panic, clippy::indexing_slicing)]

mod support;

use mamamia::config::DirectorySection;
use mamamia::directory::ldap::{LdapDirectory, SetupError};
use mamamia::directory::{Directory, DirectoryError, OpenAccount, PasswordCheck, Person, TlsError, Written};
use rstest::rstest;
use std::path::Path;
use support::certificates::Certificate;
use support::slapd::{self, ACCEPTED, Setting, Slapd};
use support::{INITIAL, SERVICE, directory, login, person, secret};

fn demanding() -> Option<Slapd> {
    slapd::start(&Setting { global: "TLSVerifyClient demand", ..Setting::default() })
}

/// Settings with a client certificate of that name in the folder of the server.
fn certified(slapd: &Slapd, name: &str) -> DirectorySection {
    let file = |kind: &str| Some(slapd.directory.join(format!("{name}.{kind}")));
    DirectorySection { client_certificate: file("pem"), client_key_file: file("key"), ..slapd.settings() }
}

/// Over LDAPS and over StartTLS.
fn both(slapd: &Slapd, settings: &DirectorySection) -> [DirectorySection; 2] {
    let by_starttls = DirectorySection { urls: vec![slapd.ldap()], starttls: true, ..settings.clone() };
    [settings.clone(), by_starttls]
}

async fn check(
    directory: &LdapDirectory,
    person: &Person,
    password: &str,
) -> Result<PasswordCheck, DirectoryError> {
    directory.verify_password(person, &secret(password)).await.map(|verified| verified.check)
}

#[tokio::test]
async fn demanded_certificate_opens_connection() {
    let Some(slapd) = demanding() else { return };
    for settings in both(&slapd, &certified(&slapd, "client")) {
        let directory = directory(&settings, Some(SERVICE));
        // The second connection resumes the TLS session of the first.
        for _ in 0..2 {
            let person = person(&directory, "hlefevre").await;
            assert_eq!(check(&directory, &person, INITIAL).await, Ok(ACCEPTED));
        }
    }
}

#[rstest]
#[case::none(None, TlsError::CertificateDemanded)]
#[case::of_another_authority(Some("foreign"), TlsError::CertificateRefused)]
#[tokio::test]
async fn demanded_certificate_is_named(#[case] name: Option<&str>, #[case] expected: TlsError) {
    let Some(slapd) = demanding() else { return };
    let settings = name.map_or_else(|| slapd.settings(), |name| certified(&slapd, name));
    for settings in both(&slapd, &settings) {
        let directory = directory(&settings, Some(SERVICE));
        let fault = directory.locate(&login("hlefevre")).await.unwrap_err();
        assert_eq!(fault, DirectoryError::Tls(expected), "{:?}", settings.urls);
        // The same fault strikes a bind, in a new connection.
        let decoy = directory.decoy_entry();
        let fault = check(&directory, &decoy, INITIAL).await.unwrap_err();
        assert_eq!(fault, DirectoryError::Tls(expected), "{:?}", settings.urls);
    }
}

#[test]
fn unusable_client_certificate_is_refused_at_start() {
    let folder = tempfile::tempdir().unwrap();
    support::certificates::write(folder.path(), Certificate::Good);
    let refused = |certificate: &str, key: &Path| {
        let settings = DirectorySection {
            ca_file: Some(folder.path().join("ca.pem")),
            client_certificate: Some(folder.path().join(certificate)),
            client_key_file: Some(key.to_owned()),
            ..support::settings(&["ldaps://ldap.ac-exemple.fr"])
        };
        LdapDirectory::new(&settings, &Default::default(), None).err()
    };
    let key = folder.path().join("client.key");
    assert!(refused("client.pem", &key).is_none());
    for (certificate, key) in
        [("foreign.pem", "client.key"), ("client.key", "client.key"), ("client.pem", "client.pem")]
    {
        let key = folder.path().join(key);
        std::fs::set_permissions(&key, std::os::unix::fs::PermissionsExt::from_mode(0o600)).unwrap();
        let error = refused(certificate, &key);
        assert!(matches!(error, Some(SetupError::ClientCertificate { .. })), "{certificate}: {error:?}");
    }
    std::fs::set_permissions(&key, std::os::unix::fs::PermissionsExt::from_mode(0o640)).unwrap();
    assert!(matches!(refused("client.pem", &key), Some(SetupError::ClientKey { .. })));
    let absent = folder.path().join("absent.key");
    assert!(matches!(refused("client.pem", &absent), Some(SetupError::ClientKey { .. })));
}

/// A replica that names its provider, one that does not, a database that was closed: each has the people as they were.
const REPLICA: &str = "syncrepl rid=1 provider=ldap://127.0.0.1:1 type=refreshAndPersist retry=\"3600 +\" \
    searchbase=\"dc=ac-exemple,dc=fr\" bindmethod=simple";

#[rstest]
#[case::referral(&[REPLICA, "updateref ldap://127.0.0.1:1"])]
#[case::replica(&[REPLICA])]
#[case::closed(&["readonly on"])]
#[tokio::test]
async fn write_goes_to_the_server_that_takes_it(#[case] directives: &[&str]) {
    let (Some(provider), Some(replica)) = (slapd::start(&Setting::default()), started_closed(directives))
    else {
        return;
    };
    const NEW: &str = "Tout-Nouveau-2027";
    let settings = DirectorySection { urls: vec![replica.ldap(), provider.ldap()], ..support::settings(&[]) };
    let directory = directory(&settings, Some(SERVICE));
    let [here, there] =
        [&replica, &provider].map(|slapd| support::directory(&support::settings(&[&slapd.ldap()]), None));
    // By the person, then by the service.
    let changed = person(&directory, "essai10").await;
    let verified = directory.verify_password(&changed, &secret(INITIAL)).await.ok().unwrap();
    let written = verified.connection.change(&secret(INITIAL), &secret(NEW)).await;
    assert!(matches!(written, Written::Accepted(_)), "{}", kind(&written));
    // The replica was put aside meanwhile.
    let reset = person(&directory, "essai11").await;
    let written = directory.reset(&reset, OpenAccount::assumed(), &secret(NEW)).await;
    assert!(matches!(written, Written::Accepted(_)), "{}", kind(&written));
    for entry in [&changed, &reset] {
        assert_eq!(check(&there, entry, NEW).await, Ok(ACCEPTED));
        assert_eq!(check(&here, entry, INITIAL).await, Ok(ACCEPTED));
    }
    // Alone, it refuses, and nothing is said to be unknown.
    let alone = support::directory(&support::settings(&[&replica.ldap()]), Some(SERVICE));
    let written = alone.reset(&reset, OpenAccount::assumed(), &secret(NEW)).await;
    assert!(matches!(written, Written::Nothing(DirectoryError::ReadOnly(_))), "{}", kind(&written));
}

/// A server with the people of the tests, then with these directives of its database.
fn started_closed(directives: &[&str]) -> Option<Slapd> {
    let mut slapd = slapd::start(&Setting::default())?;
    slapd.kill();
    let file = slapd.directory.join("slapd.conf");
    let configuration = std::fs::read_to_string(&file).unwrap();
    let (before, after) = configuration.split_once("overlay ppolicy").unwrap();
    std::fs::write(&file, format!("{before}{}\noverlay ppolicy{after}", directives.join("\n"))).unwrap();
    slapd.restart();
    Some(slapd)
}

fn kind(written: &Written<'_>) -> String {
    match written {
        Written::Accepted(_) => "accepted".into(),
        Written::Refused(refusal) => format!("{refusal:?}"),
        Written::Nothing(error) => format!("not sent: {error:?}"),
        Written::Unanswered(error, _) => format!("unanswered: {error:?}"),
    }
}

/// By an address in brackets, over TLS and StartTLS: the certificate names it.
#[tokio::test]
async fn ipv6_address_is_reached_over_tls() {
    let Some(slapd) = slapd::shared() else { return };
    let relay = |port| {
        let listener = std::net::TcpListener::bind("[::1]:0").ok()?;
        let here = listener.local_addr().unwrap();
        std::thread::spawn(move || {
            for client in listener.incoming().flatten() {
                let server = std::net::TcpStream::connect(("127.0.0.1", port)).unwrap();
                for (mut from, mut to) in [
                    (client.try_clone().unwrap(), server.try_clone().unwrap()),
                    (server.try_clone().unwrap(), client.try_clone().unwrap()),
                ] {
                    std::thread::spawn(move || {
                        let _ = std::io::copy(&mut from, &mut to);
                        let _ = to.shutdown(std::net::Shutdown::Write);
                    });
                }
            }
        });
        Some(here)
    };
    let (Some(tls), Some(clear)) = (relay(slapd.tls_port), relay(slapd.port)) else {
        return support::skip::skip("this machine has no IPv6");
    };
    for (url, starttls) in [(format!("ldaps://{tls}"), false), (format!("ldap://{clear}"), true)] {
        let settings = DirectorySection { urls: vec![url], starttls, ..slapd.settings() };
        let directory = directory(&settings, Some(SERVICE));
        let person = person(&directory, "hlefevre").await;
        let wrong = check(&directory, &person, "Faux-Mdp-2026").await;
        assert_eq!(wrong, Ok(PasswordCheck::Wrong));
    }
}
