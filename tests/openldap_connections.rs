//! The client when the servers, the network or the certificates are not as they should be.

#![allow(clippy::unwrap_used, clippy::panic, clippy::indexing_slicing)]

mod support;

use std::path::Path;
use std::sync::{Arc, Mutex};
use std::time::{Duration, Instant};

use mamamia::directory::ldap::LdapDirectory;
use mamamia::directory::{
    Directory, DirectoryError, PasswordCheck, ServerId, TlsError, Validity, WriteError,
};
use rstest::rstest;
use support::certificates::{self, Certificate};
use support::proxy::{self, BIND, EXTENDED, Fate, Proxy, SEARCH};
use support::slapd::{self, Setting, Slapd};
use support::{INITIAL, SERVICE, directory, login, person, secret, settings};

const ACCEPTED: PasswordCheck =
    PasswordCheck::Accepted(Validity { must_change: false, expires_in: None, grace_left: None });
const NEW: &str = "Tout-Nouveau-2027";

/// A directory that trusts that authority.
fn trusting(authority: &Path, urls: &[&str], starttls: bool) -> LdapDirectory {
    let mut settings = settings(urls);
    settings.ca_file = Some(authority.into());
    settings.starttls = starttls;
    directory(&settings, Some(SERVICE))
}

/// A directory in clear.
fn clear(urls: &[&str]) -> LdapDirectory {
    directory(&settings(urls), Some(SERVICE))
}

/// A directory that is not waited for long, and whose kind is not asked for.
fn hurried(urls: &[&str]) -> LdapDirectory {
    let mut settings = settings(urls);
    settings.connect_timeout = Duration::from_millis(400);
    settings.operation_timeout = Duration::from_millis(400);
    settings.kind = mamamia::config::DirectoryKind::OpenLdap;
    directory(&settings, Some(SERVICE))
}

async fn fault(directory: &LdapDirectory) -> DirectoryError {
    directory.locate(&login("hlefevre")).await.unwrap_err()
}

fn dead() -> String {
    format!("ldap://127.0.0.1:{}", slapd::free_port())
}

#[tokio::test]
async fn every_way_in_leads_to_the_same_person() {
    let Some(slapd) = slapd::shared() else { return };
    for (url, starttls) in
        [(slapd.ldaps(), false), (slapd.ldap(), true), (slapd.ldap(), false), (slapd.ldapi(), false)]
    {
        let directory = trusting(&slapd.authority(), &[&url], starttls);
        let person = person(&directory, "hlefevre").await;
        assert_eq!(directory.verify_password(&person, &secret(INITIAL)).await, Ok(ACCEPTED), "{url}");
    }
}

#[rstest]
#[case(Certificate::WrongHost, TlsError::WrongHost)]
#[case(Certificate::Expired, TlsError::Expired)]
#[tokio::test]
async fn a_bad_certificate_is_named(#[case] certificate: Certificate, #[case] expected: TlsError) {
    let Some(slapd) = slapd::start(&Setting { certificate, ..Setting::default() }) else { return };
    for (url, starttls) in [(slapd.ldaps(), false), (slapd.ldap(), true)] {
        let directory = trusting(&slapd.authority(), &[&url], starttls);
        assert_eq!(fault(&directory).await, DirectoryError::Tls(expected));
    }
}

#[tokio::test]
async fn an_authority_that_did_not_sign_is_named() {
    let Some(slapd) = slapd::shared() else { return };
    for (url, starttls) in [(slapd.ldaps(), false), (slapd.ldap(), true)] {
        let directory = trusting(&slapd.other_authority(), &[&url], starttls);
        assert_eq!(fault(&directory).await, DirectoryError::Tls(TlsError::UnknownAuthority));
    }
}

#[tokio::test]
async fn starttls_that_is_refused_is_named() {
    let authority = tempfile::tempdir().unwrap();
    certificates::write(authority.path(), Certificate::Good);
    // An unavailable (52) answer to StartTLS, as of a server without a certificate.
    let url = proxy::canned(b"\x30\x0c\x02\x01\x01\x78\x07\x0a\x01\x34\x04\x00\x04\x00".to_vec()).await;
    let directory = trusting(&authority.path().join("ca.pem"), &[&url], true);
    assert_eq!(fault(&directory).await, DirectoryError::Tls(TlsError::StartTlsRefused));
}

#[tokio::test]
async fn what_speaks_no_tls_is_not_trusted() {
    let Some(slapd) = slapd::shared() else { return };
    let clear = format!("ldaps://127.0.0.1:{}", slapd.port);
    let directory = trusting(&slapd.authority(), &[&clear], false);
    assert_eq!(fault(&directory).await, DirectoryError::Tls(TlsError::Handshake));
}

#[tokio::test]
async fn a_server_that_demands_tls_is_told_from_a_refused_service() {
    let setting = Setting { global: "security simple_bind=128", ..Setting::default() };
    let Some(slapd) = slapd::start(&setting) else { return };
    let directory = directory(&settings(&[&slapd.ldap()]), Some(SERVICE));
    match fault(&directory).await {
        DirectoryError::ServiceRefused(answer) => assert_eq!(answer.result_code, 13),
        other => panic!("{other:?}"),
    }
    let written = directory.change(&directory.decoy_entry(), ACCEPTED, &secret(INITIAL), &secret(NEW)).await;
    assert!(
        matches!(written, Err(WriteError::NotSent(DirectoryError::Refused(answer))) if answer.result_code == 13)
    );
}

#[tokio::test]
async fn the_next_server_answers_for_a_dead_one() {
    let Some(slapd) = slapd::shared() else { return };
    for gone in [dead(), "ldapi://%2Fnonexistent%2Fldapi".to_owned()] {
        let directory = trusting(&slapd.authority(), &[&gone, &slapd.ldaps()], false);
        let person = person(&directory, "hlefevre").await;
        assert_eq!(directory.verify_password(&person, &secret(INITIAL)).await, Ok(ACCEPTED));
    }
}

#[tokio::test]
async fn a_silent_server_is_waited_for_once() {
    let Some(slapd) = slapd::shared() else { return };
    // It accepts, and never says a word of TLS.
    let silent = std::net::TcpListener::bind("127.0.0.1:0").unwrap();
    let url = format!("ldaps://{}", silent.local_addr().unwrap());
    let mut settings = settings(&[&url, &slapd.ldaps()]);
    settings.ca_file = Some(slapd.authority());
    settings.connect_timeout = Duration::from_millis(700);
    let directory = directory(&settings, Some(SERVICE));
    let person = person(&directory, "hlefevre").await;
    for _ in 0..5 {
        assert_eq!(directory.verify_password(&person, &secret(INITIAL)).await, Ok(ACCEPTED));
    }
    silent.set_nonblocking(true).unwrap();
    assert!(silent.accept().is_ok());
    assert!(silent.accept().is_err(), "the silent server was tried again");
}

#[tokio::test]
async fn when_none_answers_the_error_tells_most() {
    let Some(slapd) = slapd::shared() else { return };
    let directory = trusting(&slapd.authority(), &[&dead(), &dead()], false);
    assert_eq!(fault(&directory).await, DirectoryError::Unreachable);
    let directory = trusting(&slapd.other_authority(), &[&dead(), &slapd.ldaps(), &dead()], false);
    assert_eq!(fault(&directory).await, DirectoryError::Tls(TlsError::UnknownAuthority));
    let silent = std::net::TcpListener::bind("127.0.0.1:0").unwrap();
    let url = format!("ldaps://{}", silent.local_addr().unwrap());
    let mut settings = settings(&[&url]);
    settings.ca_file = Some(slapd.authority());
    settings.connect_timeout = Duration::from_millis(200);
    assert_eq!(fault(&support::directory(&settings, None)).await, DirectoryError::Timeout);
}

#[tokio::test]
async fn a_change_costs_one_connection_and_two_requests() {
    let Some(slapd) = slapd::shared() else { return };
    let found = person(&clear(&[&slapd.ldap()]), "essai10").await;
    let proxy = Proxy::before(slapd.port, Fate::Pass).await;
    let mut settings = settings(&[&proxy.url]);
    settings.kind = mamamia::config::DirectoryKind::OpenLdap;
    let directory = directory(&settings, Some(SERVICE));
    assert_eq!(directory.change(&found, ACCEPTED, &secret(INITIAL), &secret(NEW)).await, Ok(()));
    tokio::time::sleep(Duration::from_millis(50)).await;
    // Bind, Password Modify, and the goodbye.
    assert_eq!(proxy.counts(), (1, 3));
}

#[tokio::test]
async fn a_wrong_login_a_wrong_number_and_a_wrong_date_cost_the_same_exchanges() {
    let Some(slapd) = slapd::shared() else { return };
    let mut costs = Vec::new();
    for (of, numen, date) in [
        ("hlefevre", "06E7012345ABC", "19700314"),
        ("hlefevre", "06E7012345ABD", "19700314"),
        ("hlefevre", "06E7012345ABC", "19700315"),
        ("inconnu", "06E7012345ABC", "19700314"),
    ] {
        let proxy = Proxy::before(slapd.port, Fate::Pass).await;
        let directory = directory(&settings(&[&proxy.url]), Some(SERVICE));
        let person = match directory.locate(&login(of)).await.unwrap() {
            mamamia::directory::LookupResult::One(person) => person,
            _ => directory.decoy_entry(),
        };
        let shape = mamamia::identity::ExternalShape::new("[0-9A-Z-]{4,20}").unwrap();
        let number = mamamia::identity::PersonNumber::parse(&secret(numen), &shape).unwrap();
        let format = mamamia::identity::BirthDateFormat::Compact;
        let date = mamamia::identity::BirthDate::from_directory(date, format).unwrap();
        directory.verify_identity(&person, &number, &date).await.unwrap();
        tokio::time::sleep(Duration::from_millis(50)).await;
        costs.push(proxy.counts());
    }
    costs.dedup();
    assert_eq!(costs.len(), 1, "{costs:?}");
}

/// What remains of the password of that person, asked of the server itself.
async fn holds(slapd: &Slapd, of: &str, password: &str) -> bool {
    let directory = directory(&settings(&[&slapd.ldap()]), Some(SERVICE));
    let person = person(&directory, of).await;
    directory.verify_password(&person, &secret(password)).await == Ok(ACCEPTED)
}

#[rstest]
#[case::cut_before_the_bind("essai11", Fate::CutBefore(BIND), false, false)]
#[case::cut_before_the_server_hears("essai11", Fate::CutBefore(EXTENDED), true, false)]
#[case::cut_after_the_server_did_it("essai12", Fate::CutAfter(EXTENDED), true, true)]
#[tokio::test]
async fn a_change_that_is_cut(#[case] of: &str, #[case] fate: Fate, #[case] sent: bool, #[case] done: bool) {
    let Some(slapd) = slapd::shared() else { return };
    let found = person(&clear(&[&slapd.ldap()]), of).await;
    let proxy = Proxy::before(slapd.port, fate).await;
    let directory = clear(&[&proxy.url]);
    let written = directory.change(&found, ACCEPTED, &secret(INITIAL), &secret(NEW)).await;
    let cause = DirectoryError::Interrupted;
    let expected = if sent { WriteError::Unknown(cause, ServerId(0)) } else { WriteError::NotSent(cause) };
    assert_eq!(written, Err(expected));
    assert_eq!(holds(slapd, of, NEW).await, done);
    assert_eq!(holds(slapd, of, INITIAL).await, !done);
}

#[rstest]
#[case::bind(Fate::Stall(BIND), false)]
#[case::write(Fate::Stall(EXTENDED), true)]
#[tokio::test]
async fn a_reset_that_stalls(#[case] fate: Fate, #[case] sent: bool) {
    let Some(slapd) = slapd::shared() else { return };
    let found = person(&clear(&[&slapd.ldap()]), "essai13").await;
    let proxy = Proxy::before(slapd.port, fate).await;
    let began = Instant::now();
    let written = hurried(&[&proxy.url]).reset(&found, &secret(NEW)).await;
    let cause = DirectoryError::Timeout;
    let expected = if sent { WriteError::Unknown(cause, ServerId(0)) } else { WriteError::NotSent(cause) };
    assert_eq!(written, Err(expected));
    assert!(began.elapsed() >= Duration::from_millis(400));
}

#[tokio::test]
async fn a_search_that_stalls_or_is_cut() {
    let Some(slapd) = slapd::shared() else { return };
    let proxy = Proxy::before(slapd.port, Fate::Stall(SEARCH)).await;
    assert_eq!(fault(&hurried(&[&proxy.url])).await, DirectoryError::Timeout);
    let proxy = Proxy::before(slapd.port, Fate::CutBefore(SEARCH)).await;
    assert_eq!(fault(&clear(&[&proxy.url])).await, DirectoryError::Interrupted);
}

#[tokio::test]
async fn a_server_killed_after_the_write_is_not_known_to_have_written() {
    let Some(slapd) = slapd::start(&Setting::default()) else { return };
    let port = slapd.port;
    let found = person(&clear(&[&slapd.ldap()]), "essai14").await;
    let slapd = Arc::new(Mutex::new(slapd));
    let victim = Arc::clone(&slapd);
    let kill = Arc::new(move || victim.lock().unwrap().kill());
    let proxy = Proxy::before(port, Fate::DoAfter(EXTENDED, kill)).await;
    let directory = clear(&[&proxy.url]);
    let written = directory.change(&found, ACCEPTED, &secret(INITIAL), &secret(NEW)).await;
    assert_eq!(written, Err(WriteError::Unknown(DirectoryError::Interrupted, ServerId(0))));
    let proved = clear(&[&format!("ldap://127.0.0.1:{port}")]).verify_password(&found, &secret(NEW)).await;
    assert_eq!(proved, Err(DirectoryError::Unreachable));
    slapd.lock().unwrap().restart();
    let directory = clear(&[&format!("ldap://127.0.0.1:{port}")]);
    assert_eq!(directory.verify_password(&found, &secret(NEW)).await, Ok(ACCEPTED));
    assert_eq!(directory.verify_password(&found, &secret(INITIAL)).await, Ok(PasswordCheck::Wrong));
}

#[tokio::test]
async fn the_server_that_was_asked_to_write_is_asked_alone() {
    let Some(slapd) = slapd::shared() else { return };
    let free = std::net::TcpListener::bind("127.0.0.1:0").unwrap().local_addr().unwrap();
    let directory = clear(&[&format!("ldap://{free}"), &slapd.ldap()]);
    let found = person(&directory, "essai15").await;
    let initial = secret(INITIAL);
    assert_eq!(directory.verify_password(&found, &initial).await, Ok(ACCEPTED));
    let alone = directory.verify_password_at(ServerId(0), &found, &initial).await;
    assert_eq!(alone, Err(DirectoryError::Unreachable));
    let alone = clear(&[&slapd.ldap()]).verify_password_at(ServerId(0), &found, &initial).await;
    assert_eq!(alone, Ok(ACCEPTED));
}

/// A result (RFC 4511 §4.1.9) of that tag, to the message numbered 1.
fn result(tag: u8, code: u8, diagnostic: &[u8], more: &[u8]) -> Vec<u8> {
    let mut body = vec![0x0A, 1, code, 0x04, 0, 0x04, u8::try_from(diagnostic.len()).unwrap()];
    body.extend(diagnostic);
    body.extend(more);
    let mut message = vec![0x02, 1, 1, tag, u8::try_from(body.len()).unwrap()];
    message.extend(body);
    let mut whole = vec![0x30, u8::try_from(message.len()).unwrap()];
    whole.extend(message);
    whole
}

#[rstest]
#[case::diagnostic_in_latin_1(result(0x61, 49, b"refus\xe9", b""), DirectoryError::Broken)]
#[case::no_operation(b"\x30\x03\x02\x01\x01".to_vec(), DirectoryError::Broken)]
#[case::not_a_sequence(b"\x04\x03abc".to_vec(), DirectoryError::Interrupted)]
#[case::control_that_is_none(
    b"\x30\x10\x02\x01\x01\x61\x07\x0a\x01\x00\x04\x00\x04\x00\xa0\x02\x04\x00".to_vec(),
    DirectoryError::Broken
)]
#[case::length_of_four_gigabytes(b"\x30\x84\xff\xff\xff\xff".to_vec(), DirectoryError::Timeout)]
#[case::answer_to_another_question(
    b"\x30\x0c\x02\x01\x63\x61\x07\x0a\x01\x00\x04\x00\x04\x00".to_vec(),
    DirectoryError::Timeout
)]
#[case::notice_of_disconnection(
    b"\x30\x24\x02\x01\x00\x78\x1f\x0a\x01\x34\x04\x00\x04\x00\x8a\x161.3.6.1.4.1.1466.20036".to_vec(),
    DirectoryError::Timeout
)]
#[case::nothing_at_all(Vec::new(), DirectoryError::Timeout)]
#[tokio::test]
async fn hostile_answers_are_errors_and_no_more(#[case] answer: Vec<u8>, #[case] expected: DirectoryError) {
    let url = proxy::canned(answer).await;
    let directory = hurried(&[&url]);
    let decoy = directory.decoy_entry();
    assert_eq!(directory.verify_password(&decoy, &secret(INITIAL)).await, Err(expected.clone()));
    let written = directory.change(&decoy, ACCEPTED, &secret(INITIAL), &secret(NEW)).await;
    assert_eq!(written, Err(WriteError::NotSent(expected)));
}

#[tokio::test]
async fn a_kind_of_server_that_is_not_spoken_to_is_refused() {
    let mut configured = settings(&["ldap://127.0.0.1:1"]);
    configured.kind = mamamia::config::DirectoryKind::ActiveDirectory;
    let refused = LdapDirectory::new(&configured, &Default::default(), None);
    assert!(matches!(refused, Err(mamamia::directory::ldap::SetupError::UnsupportedKind)));
    let url = proxy::canned(root_dse_of_active_directory()).await;
    let directory = directory(&settings(&[&url]), Some(SERVICE));
    assert_eq!(fault(&directory).await, DirectoryError::Unsupported);
}

/// A rootDSE in answer to the message numbered 1, and the end of that search.
fn root_dse_of_active_directory() -> Vec<u8> {
    let element = |tag: u8, content: &[u8]| {
        let mut element = vec![tag, u8::try_from(content.len()).unwrap()];
        element.extend(content);
        element
    };
    let values = element(0x31, &element(0x04, b"1.2.840.113556.1.4.800"));
    let attribute = element(0x30, &[element(0x04, b"supportedCapabilities"), values].concat());
    let entry = element(0x64, &[element(0x04, b""), element(0x30, &attribute)].concat());
    let message = element(0x30, &[vec![0x02, 1, 1], entry].concat());
    [message, result(0x65, 0, b"", b"")].concat()
}

#[tokio::test]
async fn a_generated_password_is_no_success() {
    // Message 1 is the bind of the service, message 2 the password modification: both are answered by 0, the
    // second with a password of the server's own choice.
    let listener = tokio::net::TcpListener::bind("127.0.0.1:0").await.unwrap();
    let url = format!("ldap://{}", listener.local_addr().unwrap());
    tokio::spawn(async move {
        let (mut client, _) = listener.accept().await.unwrap();
        let mut answers =
            [result(0x61, 0, b"", b""), result(0x78, 0, b"", b"\x8b\x0c\x30\x0a\x80\x08AbCdEf12")];
        answers[1][4] = 2;
        for answer in answers {
            proxy::message(&mut client).await.unwrap();
            tokio::io::AsyncWriteExt::write_all(&mut client, &answer).await.unwrap();
        }
        proxy::message(&mut client).await;
    });
    let directory = hurried(&[&url]);
    let written = directory.reset(&directory.decoy_entry(), &secret(NEW)).await;
    assert_eq!(written, Err(WriteError::Unknown(DirectoryError::Broken, ServerId(0))));
}
