//! The order of the addresses, and when each attempt starts.

use std::future::pending;

use tokio::time::Instant;

use super::*;
use crate::directory::TlsError;

fn addresses(list: &[&str]) -> Vec<SocketAddr> {
    list.iter().map(|address| SocketAddr::new(address.parse().unwrap(), 389)).collect()
}

#[rstest]
#[case::one_family(&["::1", "::2"], &["::1", "::2"])]
#[case::families_in_turn(&["::1", "::2", "10.0.0.1", "10.0.0.2"], &["::1", "10.0.0.1", "::2", "10.0.0.2"])]
#[case::first_family_leads(&["10.0.0.1", "::1"], &["10.0.0.1", "::1"])]
#[case::same_address_once(&["10.0.0.1", "10.0.0.1"], &["10.0.0.1"])]
fn families_take_turns(#[case] resolved: &[&str], #[case] expected: &[&str]) {
    assert_eq!(in_turn(addresses(resolved).into_iter()), addresses(expected));
}

#[test]
fn thousand_addresses_are_cut_to_eight() {
    let many = (0..1000_u32).map(|at| SocketAddr::new(std::net::Ipv4Addr::from(at).into(), 389));
    assert_eq!(in_turn(many).len(), MAX_ADDRESSES);
}

/// An attempt: it succeeds or fails after a time, or never ends.
#[derive(Clone, Copy)]
enum Attempt {
    Silent,
    Fails(u64, fn() -> DirectoryError),
    Succeeds(u64),
}

use Attempt::{Fails, Silent, Succeeds};

async fn race(attempts: &[Attempt]) -> (Result<usize, DirectoryError>, Duration) {
    let started = Instant::now();
    let attempts = attempts.iter().copied().enumerate().map(async |(at, attempt)| match attempt {
        Silent => pending().await,
        Fails(after, error) => {
            sleep(Duration::from_millis(after)).await;
            Err(error())
        }
        Succeeds(after) => {
            sleep(Duration::from_millis(after)).await;
            Ok(at)
        }
    });
    (first_of(attempts, STAGGER).await, started.elapsed())
}

const fn absent() -> DirectoryError {
    DirectoryError::Unreachable
}

const fn untrusted() -> DirectoryError {
    DirectoryError::Tls(TlsError::WrongHost)
}

#[rstest]
#[case::first_at_once(&[Succeeds(10), Silent], Ok(0), 10)]
#[case::silent_first(&[Silent, Succeeds(10)], Ok(1), 260)]
#[case::two_silent(&[Silent, Silent, Succeeds(10)], Ok(2), 510)]
#[case::refused_first(&[Fails(5, absent), Succeeds(10)], Ok(1), 15)]
#[case::slow_first_still_wins(&[Succeeds(300), Succeeds(100)], Ok(0), 300)]
#[case::none(&[], Err(absent()), 0)]
#[case::all_fail_most_severe_told(&[Fails(5, untrusted), Fails(5, absent)], Err(untrusted()), 10)]
#[tokio::test(start_paused = true)]
async fn first_success_wins(
    #[case] attempts: &[Attempt],
    #[case] expected: Result<usize, DirectoryError>,
    #[case] after: u64,
) {
    assert_eq!(race(attempts).await, (expected, Duration::from_millis(after)));
}

/// A server with a certificate for `localhost` at 127.0.0.1, and the settings that trust it.
async fn secured() -> (Server, TlsClient) {
    let certified = rcgen::generate_simple_self_signed(["localhost".to_owned()]).unwrap();
    let file = tempfile::NamedTempFile::new().unwrap();
    std::fs::write(file.path(), certified.cert.pem()).unwrap();
    let key = rustls::pki_types::PrivateKeyDer::try_from(certified.signing_key.serialize_der()).unwrap();
    let config = rustls::ServerConfig::builder_with_provider(super::super::setup::provider())
        .with_safe_default_protocol_versions()
        .unwrap()
        .with_no_client_auth()
        .with_single_cert(vec![certified.cert.der().clone()], key)
        .unwrap();
    let acceptor = tokio_rustls::TlsAcceptor::from(Arc::new(config));
    let listener = tokio::net::TcpListener::bind("127.0.0.1:0").await.unwrap();
    let port = listener.local_addr().unwrap().port();
    tokio::spawn(async move {
        while let Ok((client, _)) = listener.accept().await {
            // Kept, so that the connection stays open.
            if let Ok(secured) = acceptor.accept(client).await {
                std::mem::forget(secured);
            }
        }
    });
    let settings = crate::config::DirectorySection {
        urls: vec![format!("ldaps://localhost:{port}")],
        ca_file: Some(file.path().into()),
        ..Default::default()
    };
    let server = super::super::setup::servers(&settings).unwrap().remove(0);
    (server, super::super::setup::tls(&settings).unwrap().client().unwrap())
}

/// One of them takes the connection and never speaks TLS; another one refuses it.
#[tokio::test]
async fn address_without_tls_gives_way_to_next() {
    let (server, tls) = secured().await;
    let silent = std::net::TcpListener::bind(("127.0.0.2", server.port)).unwrap();
    let at = |host: [u8; 4]| SocketAddr::from((host, server.port));
    let limit = Duration::from_secs(60);
    let (connected, sent) = (AtomicBool::new(false), Arc::default());
    let started = Instant::now();
    for first in [[127, 0, 0, 2], [127, 0, 0, 3]] {
        let addresses = vec![at(first), at([127, 0, 0, 1])];
        let opened = open_first(&server, Some(&tls), addresses, limit, &connected, &sent).await;
        assert!(matches!(opened, Ok(Opened::Tls(_))), "{first:?}");
    }
    assert!(started.elapsed() < limit, "{:?}", started.elapsed());
    drop(silent);
}
