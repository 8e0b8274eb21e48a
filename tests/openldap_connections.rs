//! The client when the servers, the network or the certificates fail.

#![allow(clippy::unwrap_used, clippy::panic, clippy::indexing_slicing)]

mod support;

use mamamia::config::{DirectoryKind, DirectorySection};
use mamamia::directory::ldap::{LdapDirectory, SetupError, wire};
use mamamia::directory::{
    Directory, DirectoryError, LookupResult, OpenAccount, PasswordCheck, Person, ServerAnswer, TlsError,
    WriteAnswer, Written,
};
use rstest::rstest;
use std::net::TcpListener;
use std::path::PathBuf;
use std::sync::{Arc, Mutex};
use std::time::{Duration, Instant};
use support::certificates::{self, Certificate};
use support::proxy::{self, BIND, EXTENDED, Fate, Proxy, SEARCH};
use support::slapd::{self, ACCEPTED, Setting, answered};
use support::{INITIAL, SERVICE, born, directory, login, number, person, secret, settings};

const NEW: &str = "Tout-Nouveau-2027";

fn trusting(authority: PathBuf, urls: &[&str]) -> DirectorySection {
    DirectorySection { ca_file: Some(authority), ..settings(urls) }
}

fn clear(url: &str) -> LdapDirectory {
    directory(&settings(&[url]), Some(SERVICE))
}

/// A client with short limits that does not ask for the kind of the server.
fn hurried(url: &str) -> LdapDirectory {
    let (connect_timeout, operation_timeout) = (Duration::from_millis(400), Duration::from_millis(400));
    let (kind, settings) = (DirectoryKind::OpenLdap, settings(&[url]));
    directory(&DirectorySection { connect_timeout, operation_timeout, kind, ..settings }, Some(SERVICE))
}

async fn fault(settings: &DirectorySection) -> DirectoryError {
    fault_of(&directory(settings, Some(SERVICE))).await
}

async fn fault_of(directory: &LdapDirectory) -> DirectoryError {
    directory.locate(&login("hlefevre")).await.unwrap_err()
}

async fn checked(directory: &LdapDirectory, person: &Person, password: &str) -> PasswordCheck {
    directory.verify_password(person, &secret(password)).await.unwrap().check
}

async fn assert_answers(directory: &LdapDirectory) {
    let person = person(directory, "hlefevre").await;
    assert_eq!(checked(directory, &person, INITIAL).await, ACCEPTED);
}

/// A verification, the change, and the bind that verifies it where the server accepted it.
async fn change(directory: &LdapDirectory, person: &Person) -> WriteAnswer {
    let verified = match directory.verify_password(person, &secret(INITIAL)).await {
        Ok(verified) => verified,
        Err(error) => return WriteAnswer::NothingWritten(error),
    };
    match verified.connection.change(&secret(INITIAL), &secret(NEW)).await {
        Written::Accepted(mut connection) => {
            assert_eq!(connection.verify(&secret(NEW)).await, Ok(ACCEPTED));
            connection.close().await;
            WriteAnswer::Accepted
        }
        written => answered(written),
    }
}

fn lost(cause: DirectoryError, sent: bool) -> WriteAnswer {
    if sent { WriteAnswer::Lost(cause) } else { WriteAnswer::NothingWritten(cause) }
}

fn silent() -> (TcpListener, String) {
    let listener = TcpListener::bind("127.0.0.1:0").unwrap();
    let url = format!("ldaps://{}", listener.local_addr().unwrap());
    (listener, url)
}

#[tokio::test]
async fn every_transport_reaches_the_person() {
    let Some(slapd) = slapd::shared() else { return };
    for (url, starttls) in
        [(slapd.ldaps(), false), (slapd.ldap(), true), (slapd.ldap(), false), (slapd.ldapi(), false)]
    {
        let settings = DirectorySection { urls: vec![url], starttls, ..slapd.settings() };
        assert_answers(&directory(&settings, Some(SERVICE))).await;
    }
}

#[rstest]
#[case(Certificate::WrongHost, TlsError::WrongHost)]
#[case(Certificate::Expired, TlsError::Expired)]
#[case(Certificate::Good, TlsError::UnknownAuthority)]
#[tokio::test]
async fn bad_certificate_is_named(#[case] certificate: Certificate, #[case] expected: TlsError) {
    let Some(slapd) = slapd::start(&Setting { certificate, ..Setting::default() }) else { return };
    let is_good = certificate == Certificate::Good;
    let authority = if is_good { slapd.other_authority() } else { slapd.authority() };
    for (url, starttls) in [(slapd.ldaps(), false), (slapd.ldap(), true)] {
        let settings = DirectorySection { starttls, ..trusting(authority.clone(), &[&url]) };
        assert_eq!(fault(&settings).await, DirectoryError::Tls(expected));
    }
}

#[tokio::test]
async fn refused_starttls_is_named() {
    let authority = tempfile::tempdir().unwrap();
    certificates::write(authority.path(), Certificate::Good);
    // Unavailable (52) in answer to StartTLS, as of a server without a certificate.
    let url = proxy::canned(result(1, 0x78, 52, b"", b"")).await;
    let settings = trusting(authority.path().join("ca.pem"), &[&url]);
    let expected = DirectoryError::Tls(TlsError::StartTlsRefused);
    assert_eq!(fault(&DirectorySection { starttls: true, ..settings }).await, expected);
}

#[tokio::test]
async fn clear_text_port_is_not_trusted() {
    let Some(slapd) = slapd::shared() else { return };
    let settings = trusting(slapd.authority(), &[&format!("ldaps://127.0.0.1:{}", slapd.port)]);
    assert_eq!(fault(&settings).await, DirectoryError::Tls(TlsError::Handshake));
}

#[tokio::test]
async fn server_that_demands_tls_refuses_service() {
    let setting = Setting { global: "security simple_bind=128", ..Setting::default() };
    let Some(slapd) = slapd::start(&setting) else { return };
    let directory = clear(&slapd.ldap());
    let fault = fault_of(&directory).await;
    assert!(matches!(fault, DirectoryError::ServiceRefused(answer) if answer.result_code == 13));
    let WriteAnswer::NothingWritten(fault) = change(&directory, &directory.decoy_entry()).await else {
        panic!()
    };
    assert!(matches!(fault, DirectoryError::Refused(answer) if answer.result_code == 13));
}

#[tokio::test]
async fn next_server_answers_for_dead_one() {
    let Some(slapd) = slapd::shared() else { return };
    for gone in [slapd::dead(), "ldapi://%2Fnonexistent%2Fldapi".to_owned()] {
        let directory = directory(&trusting(slapd.authority(), &[&gone, &slapd.ldaps()]), Some(SERVICE));
        assert_answers(&directory).await;
    }
}

#[tokio::test]
async fn silent_server_is_waited_for_once() {
    let Some(slapd) = slapd::shared() else { return };
    let (silent, url) = silent();
    let connect_timeout = Duration::from_millis(700);
    let settings = trusting(slapd.authority(), &[&url, &slapd.ldaps()]);
    let directory = directory(&DirectorySection { connect_timeout, ..settings }, Some(SERVICE));
    for _ in 0..5 {
        assert_answers(&directory).await;
    }
    silent.set_nonblocking(true).unwrap();
    assert!(silent.accept().is_ok());
    assert!(silent.accept().is_err(), "the silent server was tried again");
}

#[tokio::test]
async fn most_severe_error_is_reported() {
    let Some(slapd) = slapd::shared() else { return };
    let absent = trusting(slapd.authority(), &[&slapd::dead(), &slapd::dead()]);
    assert_eq!(fault(&absent).await, DirectoryError::Unreachable);
    let untrusted = trusting(slapd.other_authority(), &[&slapd::dead(), &slapd.ldaps(), &slapd::dead()]);
    assert_eq!(fault(&untrusted).await, DirectoryError::Tls(TlsError::UnknownAuthority));
    let (_silent, url) = silent();
    let connect_timeout = Duration::from_millis(200);
    let slow = DirectorySection { connect_timeout, ..trusting(slapd.authority(), &[&url]) };
    assert_eq!(fault(&slow).await, DirectoryError::Timeout);
}

#[tokio::test]
async fn change_costs_one_connection() {
    let Some(slapd) = slapd::shared() else { return };
    let found = person(&clear(&slapd.ldap()), "essai10").await;
    let proxy = Proxy::before(slapd.port, Fate::Pass).await;
    let settings = DirectorySection { kind: DirectoryKind::OpenLdap, ..settings(&[&proxy.url]) };
    assert_eq!(change(&directory(&settings, Some(SERVICE)), &found).await, WriteAnswer::Accepted);
    tokio::time::sleep(Duration::from_millis(50)).await;
    // Bind, Password Modify, the bind that verifies it, unbind.
    assert_eq!(proxy.counts(), (1, 4));
}

#[tokio::test]
async fn wrong_proofs_cost_the_same_exchanges() {
    let Some(slapd) = slapd::shared() else { return };
    let mut costs = Vec::new();
    for (of, numen, date) in [
        ("hlefevre", "06E7012345ABD", "19700315"),
        ("hlefevre", "06E7012345ABD", "19700314"),
        ("hlefevre", "06E7012345ABC", "19700315"),
        ("inconnu", "06E7012345ABC", "19700314"),
    ] {
        let proxy = Proxy::before(slapd.port, Fate::Pass).await;
        let directory = clear(&proxy.url);
        let person = match directory.locate(&login(of)).await.unwrap() {
            LookupResult::One(person) => person,
            _ => directory.decoy_entry(),
        };
        directory.verify_identity(&person, &number(numen), &born(date)).await.unwrap();
        tokio::time::sleep(Duration::from_millis(50)).await;
        costs.push(proxy.counts());
    }
    costs.dedup();
    assert_eq!(costs.len(), 1, "{costs:?}");
}

/// The number of questions must not tell whether a login exists, whatever the service may read.
#[tokio::test]
async fn tries_left_cost_the_same_exchanges() {
    let wide = Setting { access: "access-of-an-academy.conf", ..Setting::default() };
    let (Some(wide), Some(narrow)) = (slapd::start(&wide), slapd::shared()) else { return };
    let mut costs = Vec::new();
    for slapd in [&wide, narrow] {
        let known = person(&clear(&slapd.ldap()), "essai16").await;
        for is_known in [true, false] {
            let proxy = Proxy::before(slapd.port, Fate::Pass).await;
            let directory = clear(&proxy.url);
            let asked = if is_known { known.clone() } else { directory.decoy_entry() };
            directory.bears_failure(&asked).await;
            tokio::time::sleep(Duration::from_millis(50)).await;
            costs.push(proxy.counts());
        }
    }
    costs.dedup();
    assert_eq!(costs.len(), 1, "{costs:?}");
}

#[rstest]
#[case::before_the_bind("essai11", Fate::CutBefore(BIND), [false, false])]
#[case::before_the_server_hears("essai11", Fate::CutBefore(EXTENDED), [true, false])]
#[case::after_the_server_did_it("essai12", Fate::CutAfter(EXTENDED), [true, true])]
#[tokio::test]
async fn cut_change_is_unknown_once_sent(#[case] of: &str, #[case] fate: Fate, #[case] state: [bool; 2]) {
    let [sent, done] = state;
    let Some(slapd) = slapd::shared() else { return };
    let direct = clear(&slapd.ldap());
    let found = person(&direct, of).await;
    let proxy = Proxy::before(slapd.port, fate).await;
    assert_eq!(change(&clear(&proxy.url), &found).await, lost(DirectoryError::Interrupted, sent));
    assert_eq!(checked(&direct, &found, NEW).await == ACCEPTED, done);
    assert_eq!(checked(&direct, &found, INITIAL).await == ACCEPTED, !done);
}

#[rstest]
#[case::bind(Fate::Stall(BIND), false)]
#[case::write(Fate::Stall(EXTENDED), true)]
#[tokio::test]
async fn stalled_reset_is_unknown_once_sent(#[case] fate: Fate, #[case] sent: bool) {
    let Some(slapd) = slapd::shared() else { return };
    let found = person(&clear(&slapd.ldap()), "essai13").await;
    let proxy = Proxy::before(slapd.port, fate).await;
    let began = Instant::now();
    assert_eq!(
        answered(hurried(&proxy.url).reset(&found, OpenAccount::assumed(), &secret(NEW)).await),
        lost(DirectoryError::Timeout, sent)
    );
    assert!(began.elapsed() >= Duration::from_millis(400));
}

#[tokio::test]
async fn stalled_or_cut_search_is_error() {
    let Some(slapd) = slapd::shared() else { return };
    let proxy = Proxy::before(slapd.port, Fate::Stall(SEARCH)).await;
    assert_eq!(fault_of(&hurried(&proxy.url)).await, DirectoryError::Timeout);
    let proxy = Proxy::before(slapd.port, Fate::CutBefore(SEARCH)).await;
    assert_eq!(fault_of(&clear(&proxy.url)).await, DirectoryError::Interrupted);
}

#[tokio::test]
async fn server_killed_after_write_leaves_unknown() {
    let Some(slapd) = slapd::start(&Setting::default()) else { return };
    let (port, direct) = (slapd.port, clear(&slapd.ldap()));
    let found = person(&direct, "essai14").await;
    let slapd = Arc::new(Mutex::new(slapd));
    let victim = Arc::clone(&slapd);
    let kill = Arc::new(move || victim.lock().unwrap().kill());
    let proxy = Proxy::before(port, Fate::DoAfter(EXTENDED, kill)).await;
    assert_eq!(change(&clear(&proxy.url), &found).await, lost(DirectoryError::Interrupted, true));
    let alone = direct.verify_password(&found, &secret(NEW)).await;
    assert_eq!(alone.err(), Some(DirectoryError::Unreachable));
    slapd.lock().unwrap().restart();
    assert_eq!(checked(&direct, &found, NEW).await, ACCEPTED);
    assert_eq!(checked(&direct, &found, INITIAL).await, PasswordCheck::Wrong);
}

/// The write goes to the first server, which then dies; the second one has heard of nothing.
#[tokio::test]
async fn writing_server_is_asked_alone() {
    let Some(slapd) = slapd::shared() else { return };
    let Some(replica) = slapd::start(&Setting::default()) else { return };
    let found = person(&clear(&slapd.ldap()), "essai15").await;
    let proxy = Proxy::before(slapd.port, Fate::CutAfter(EXTENDED)).await;
    let directory = directory(&settings(&[&proxy.url, &replica.ldap()]), Some(SERVICE));
    let Written::Unanswered(DirectoryError::Interrupted, mut connection) =
        directory.reset(&found, OpenAccount::assumed(), &secret(NEW)).await
    else {
        panic!()
    };
    assert!(connection.stamp().await.moved_since(found.stamp));
    assert_eq!(connection.verify(&secret(NEW)).await, Ok(ACCEPTED));
}

/// A result with that tag, to a message; `more` follows the diagnostic text.
fn result(message: u8, tag: u8, code: u8, diagnostic: &[u8], more: &[u8]) -> Vec<u8> {
    wire::message(message, &[wire::result(tag, code, diagnostic, more)])
}

const CONTROL_THAT_IS_NONE: &[u8] =
    b"\x30\x10\x02\x01\x01\x61\x07\x0a\x01\x00\x04\x00\x04\x00\xa0\x02\x04\x00";
const DISCONNECTION: &[u8] =
    b"\x30\x24\x02\x01\x00\x78\x1f\x0a\x01\x34\x04\x00\x04\x00\x8a\x161.3.6.1.4.1.1466.20036";

#[rstest]
#[case::no_operation(b"\x30\x03\x02\x01\x01", DirectoryError::Unreadable)]
#[case::not_a_sequence(b"\x04\x03abc", DirectoryError::Unreadable)]
#[case::control_that_is_none(CONTROL_THAT_IS_NONE, DirectoryError::Unreadable)]
#[case::length_of_four_gigabytes(b"\x30\x84\xff\xff\xff\xff", DirectoryError::Unreadable)]
#[case::answer_to_another_question(&result(99, 0x61, 0, b"", b""), DirectoryError::Unreadable)]
#[case::notice_of_disconnection(DISCONNECTION, DirectoryError::Interrupted)]
#[case::nothing_at_all(b"", DirectoryError::Timeout)]
#[tokio::test]
async fn hostile_answer_is_error(#[case] answer: &[u8], #[case] expected: DirectoryError) {
    let directory = hurried(&proxy::canned(answer.to_vec()).await);
    let decoy = directory.decoy_entry();
    let verified = directory.verify_password(&decoy, &secret(INITIAL)).await;
    assert_eq!(verified.err(), Some(expected.clone()));
    assert_eq!(change(&directory, &decoy).await, lost(expected, false));
}

#[tokio::test]
async fn diagnostic_in_latin_1_is_no_fault() {
    let directory = hurried(&proxy::canned(result(1, 0x61, 49, b"refus\xe9", b"")).await);
    let decoy = directory.decoy_entry();
    assert_eq!(checked(&directory, &decoy, INITIAL).await, PasswordCheck::Wrong);
}

#[tokio::test]
async fn unsupported_kind_is_refused() {
    let kind = DirectoryKind::ActiveDirectory;
    let configured = DirectorySection { kind, ..settings(&["ldap://127.0.0.1:1"]) };
    let refused = LdapDirectory::new(&configured, &Default::default(), None);
    assert!(matches!(refused, Err(SetupError::UnsupportedKind)));
    let url = proxy::canned(root_dse_of_active_directory()).await;
    assert_eq!(fault_of(&clear(&url)).await, DirectoryError::Unsupported);
}

/// A failing server's rootDSE tells no family.
#[rstest]
#[case::time_limit(3)]
#[case::busy(51)]
#[case::unavailable(52)]
#[case::internal_error(80)]
#[tokio::test]
async fn failing_server_is_of_no_family(#[case] code: u8) {
    let url = proxy::canned(result(1, 0x65, code, b"", b"")).await;
    let answer = ServerAnswer { result_code: code.into(), ..ServerAnswer::default() };
    assert_eq!(fault_of(&clear(&url)).await, DirectoryError::Refused(answer));
}

/// A rootDSE in answer to message 1, and the end of that search.
fn root_dse_of_active_directory() -> Vec<u8> {
    let entry = wire::entry(b"", b"supportedCapabilities", &[b"1.2.840.113556.1.4.800"]);
    [wire::message(1, &[entry]), result(1, 0x65, 0, b"", b"")].concat()
}

#[tokio::test]
async fn generated_password_is_no_success() {
    // Message 1 is the bind of the service, message 2 the password modification. Both get code 0, and the second
    // a password that the server chose.
    let listener = tokio::net::TcpListener::bind("127.0.0.1:0").await.unwrap();
    let url = format!("ldap://{}", listener.local_addr().unwrap());
    tokio::spawn(async move {
        let (mut client, _) = listener.accept().await.unwrap();
        let generated = b"\x8b\x0c\x30\x0a\x80\x08AbCdEf12";
        let answers = [result(1, 0x61, 0, b"", b""), result(2, 0x78, 0, b"", generated)];
        for answer in answers {
            proxy::message(&mut client).await.unwrap();
            tokio::io::AsyncWriteExt::write_all(&mut client, &answer).await.unwrap();
        }
        proxy::message(&mut client).await;
    });
    let directory = hurried(&url);
    let written = directory.reset(&directory.decoy_entry(), OpenAccount::assumed(), &secret(NEW)).await;
    assert_eq!(answered(written), lost(DirectoryError::Unreadable, true));
}
