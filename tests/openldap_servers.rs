//! The client before several servers, several addresses of one, and servers that ask who it is.

#![allow(clippy::unwrap_used, clippy::panic, clippy::indexing_slicing)]

mod support;

use mamamia::config::DirectorySection;
use mamamia::directory::ldap::{LdapDirectory, SetupError};
use mamamia::directory::{Directory, DirectoryError, PasswordCheck, Person, TlsError};
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
