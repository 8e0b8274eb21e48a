//! The gate before the real ldap3: what a server sends reaches it whole, or ends the connection.

use std::time::Duration;

use ldap3::exop::WhoAmI;
use ldap3::{Ldap, LdapConnAsync, LdapConnSettings, Scope, SearchEntry, StdStream};
use proptest::prelude::*;
use tokio::io::{DuplexStream, duplex};
use tokio::runtime::Runtime;
use tokio::time::timeout;

use super::*;
use crate::directory::ldap::wire::{control, element, entry, message, nested, result};

/// ldap3 behind a gate, and the server's end of the connection.
async fn behind() -> (Ldap, DuplexStream, Arc<GateState>) {
    let (server, ours) = duplex(1 << 16);
    let state = Arc::new(GateState::default());
    let stream = before(ours, Arc::clone(&state), None).unwrap();
    let settings = LdapConnSettings::new().set_std_stream(StdStream::Unix(stream));
    let (driver, ldap) = LdapConnAsync::with_settings(settings, "ldapi://gate").await.unwrap();
    tokio::spawn(driver.drive());
    (ldap, server, state)
}

/// Answers the first request with these bytes, and keeps the connection open.
async fn answer(mut server: DuplexStream, bytes: Vec<u8>) -> DuplexStream {
    let mut request = [0; 512];
    assert!(server.read(&mut request).await.unwrap() > 0);
    let _ = server.write_all(&bytes).await;
    server
}

async fn ended(state: &GateState) -> End {
    loop {
        if let Some(end) = state.end() {
            return end;
        }
        tokio::time::sleep(Duration::from_millis(1)).await;
    }
}

fn entries(count: usize, value: &[u8]) -> Vec<u8> {
    message(1, &[entry(b"uid=x", b"cn", &[value])]).repeat(count)
}

#[rstest]
#[case::deep(message(1, &[nested(60_000)]), Unreadable::TooDeep)]
#[case::four_gigabytes(b"\x30\x84\xff\xff\xff\xff".to_vec(), Unreadable::TooLong)]
#[case::http(b"HTTP/1.1 302 Found".to_vec(), Unreadable::NotAnAnswer)]
#[case::other_number(message(9, &[result(0x65, 0, b"", b"")]), Unreadable::Unasked)]
#[case::other_operation(message(1, &[result(0x61, 0, b"", b"")]), Unreadable::Unasked)]
#[case::endless_entries(entries(65, b"X"), Unreadable::TooManyMessages)]
#[case::five_large_entries(entries(5, &[b'x'; 1 << 20][..(1 << 20) - 64]), Unreadable::TooMuch)]
#[tokio::test]
async fn hostile_server_ends_connection(#[case] bytes: Vec<u8>, #[case] expected: Unreadable) {
    let (mut ldap, server, state) = behind().await;
    let search =
        tokio::spawn(async move { ldap.search("", Scope::Base, "(a=b)", ["1.1"]).await.map(|_| ()) });
    let _open = answer(server, bytes).await;
    assert_eq!(ended(&state).await, End::Refused(expected));
    assert_eq!(state.cause(), DirectoryError::Unreadable);
    // The end of its stream reaches ldap3: nobody waits for a limit.
    assert!(timeout(Duration::from_secs(10), search).await.unwrap().unwrap().is_err());
}

#[tokio::test]
async fn second_end_of_operation_ends_connection() {
    let (mut ldap, server, state) = behind().await;
    tokio::spawn(async move { ldap.simple_bind("cn=x", "secret").await });
    let _open = answer(server, message(1, &[result(0x61, 0, b"", b"")]).repeat(2)).await;
    assert_eq!(ended(&state).await, End::Refused(Unreadable::Unasked));
}

#[tokio::test]
async fn notice_of_disconnection_ends_connection() {
    let (mut ldap, server, state) = behind().await;
    let bind = tokio::spawn(async move { ldap.simple_bind("cn=x", "secret").await });
    let _open = answer(server, message(0, &[result(0x78, 52, b"", b"")])).await;
    assert!(timeout(Duration::from_secs(10), bind).await.unwrap().unwrap().is_err());
    assert_eq!(state.cause(), DirectoryError::Interrupted);
}

/// As many messages as the limit allows, byte by byte: a slow server is no hostile one.
#[tokio::test]
async fn answer_at_limits_passes_in_single_bytes() {
    let (mut ldap, mut server, state) = behind().await;
    let found = tokio::spawn(async move { ldap.search("", Scope::Base, "(a=b)", ["cn"]).await });
    let mut request = [0; 512];
    assert!(server.read(&mut request).await.unwrap() > 0);
    let bytes = [entries(63, b"X"), message(1, &[result(0x65, 0, b"", b"")])].concat();
    for byte in bytes {
        server.write_all(&[byte]).await.unwrap();
        tokio::task::yield_now().await;
    }
    assert_eq!(found.await.unwrap().unwrap().0.len(), 63);
    assert_eq!(state.end(), None);
}

#[tokio::test]
async fn request_after_the_end_is_not_sent() {
    let (mut ldap, server, state) = behind().await;
    drop(server);
    ended(&state).await;
    let sent = state.sent();
    assert!(ldap.simple_bind("cn=x", "secret").await.is_err());
    assert!(state.nothing_sent_since(sent));
}

/// One answer of each operation.
fn answers() -> [Vec<u8>; 4] {
    let extended = [element(0x8A, b"1.2.3"), element(0x8B, b"abc")].concat();
    let policy = control(b"1.3.6.1.4.1.42.2.27.8.5.1", b"\x30\x03\x81\x01\x01");
    let referral = element(0xA3, &element(0x04, b"ldap://ailleurs/"));
    let found = entry(b"uid=x", b"cn", &[b"X", b"\xff"]);
    let reference = element(0x73, &element(0x04, b"ldap://ailleurs/"));
    [
        message(1, &[result(0x61, 49, b"refus\xe9", b""), policy]),
        [message(1, &[found]), message(1, &[reference]), message(1, &[result(0x65, 10, b"", &referral)])]
            .concat(),
        message(1, &[result(0x6F, 6, b"", b"")]),
        message(1, &[result(0x78, 0, b"", &extended)]),
    ]
}

async fn ask(mut ldap: Ldap, operation: usize) {
    match operation {
        0 => drop(ldap.simple_bind("cn=x", "secret").await),
        1 => {
            if let Ok(found) = ldap.search("", Scope::Base, "(a=b)", ["cn"]).await {
                found.0.into_iter().for_each(|entry| drop(SearchEntry::construct(entry)));
            }
        }
        2 => drop(ldap.compare("cn=x", "cn", "x").await),
        _ => drop(ldap.extended(WhoAmI).await),
    }
}

proptest! {
    #![proptest_config(ProptestConfig { cases: ProptestConfig::default().cases.min(512), ..ProptestConfig::default() })]

    /// ldap3 reads all that the gate lets through without a panic, in its driver and in its caller.
    #[test]
    fn damaged_answer_never_panics_ldap3(
        operation in 0_usize..4,
        damage in proptest::collection::vec((any::<proptest::sample::Index>(), any::<u8>()), 0..4),
    ) {
        let mut bytes = answers()[operation].clone();
        for (at, byte) in damage {
            let at = at.index(bytes.len());
            bytes[at] = byte;
        }
        let runtime = Runtime::new().unwrap();
        runtime.block_on(async {
            let (server, ours) = duplex(1 << 16);
            let stream = before(ours, Arc::default(), None).unwrap();
            let settings = LdapConnSettings::new().set_std_stream(StdStream::Unix(stream));
            let (driver, ldap) = LdapConnAsync::with_settings(settings, "ldapi://gate").await.unwrap();
            let driver = tokio::spawn(driver.drive());
            let asked = tokio::spawn(ask(ldap, operation));
            drop(answer(server, bytes).await);
            assert!(asked.await.is_ok() && driver.await.is_ok());
        });
    }
}
