//! Every fault of the directory has its outcome, wherever it strikes before the write.
use super::*;

/// Busy: it concerns no entry.
const ANSWER: ServerAnswer = ServerAnswer { result_code: 51, ppolicy: None, ad_code: None };

#[rstest]
#[case(DirectoryError::Unreachable, Outcome::Unreachable)]
#[case(DirectoryError::Tls(TlsError::UnknownAuthority), Outcome::Untrusted)]
#[case(DirectoryError::Tls(TlsError::WrongHost), Outcome::Untrusted)]
#[case(DirectoryError::Tls(TlsError::Expired), Outcome::Untrusted)]
#[case(DirectoryError::Tls(TlsError::StartTlsRefused), Outcome::Untrusted)]
#[case(DirectoryError::Tls(TlsError::Handshake), Outcome::Untrusted)]
#[case(DirectoryError::Timeout, Outcome::TooSlow)]
#[case(DirectoryError::Interrupted, Outcome::ConnectionLostUnchanged)]
#[case(DirectoryError::ServiceRefused(ANSWER), Outcome::ServiceRefused)]
#[case(DirectoryError::Refused(ANSWER), Outcome::DirectoryFault)]
#[case(DirectoryError::Broken, Outcome::Internal)]
#[tokio::test(start_paused = true)]
async fn fault_before_write_has_its_outcome(#[case] error: DirectoryError, #[case] expected: Outcome) {
    let not_sent = WriteError::NotSent(error.clone());
    for (directory, request, exchanges) in [
        (directory().locate_fails(error.clone()), change(), 1),
        (directory().locate_fails(error.clone()), reset(), 1),
        (directory().binds([Err(error.clone())]), change(), 2),
        (directory().identity(Err(error)), reset(), 2),
        (directory().binds([Ok(ACCEPTED)]).write_fails(not_sent), change(), 3),
    ] {
        assert_eq!(run_counting(directory, request).await, (expected.clone(), exchanges));
    }
}

/// An unknown login never meets such a refusal: a different answer would tell that this login exists.
#[rstest]
#[tokio::test(start_paused = true)]
async fn refusal_about_entry_is_not_identified(#[values(50, 53)] result_code: u32) {
    let refused = DirectoryError::Refused(ServerAnswer { result_code, ..ServerAnswer::default() });
    for (directory, request) in [
        (directory().binds([Err(refused.clone())]), change()),
        (directory().identity(Err(refused.clone())), reset()),
    ] {
        let started = Instant::now();
        assert_eq!(run_counting(directory, request).await, (Outcome::NotIdentified, 2));
        assert!(started.elapsed() >= REFUSAL_TIME);
    }
    // Before an entry is found, it is a fault of the service.
    for request in [change(), reset()] {
        let searching = directory().locate_fails(refused.clone());
        assert_eq!(run_counting(searching, request).await.0, Outcome::DirectoryFault);
    }
}
