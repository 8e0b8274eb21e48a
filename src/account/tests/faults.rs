//! Every fault of the directory has its outcome, wherever it strikes before the write.
use super::*;

const UNPROTECTED: Outcome = Outcome::RefusedByDirectory(RefusalReason::Confidentiality);

/// A refusal that concerns no entry.
fn coded(result_code: u32) -> ServerAnswer {
    ServerAnswer { result_code, ..ServerAnswer::default() }
}

#[rstest]
#[case(DirectoryError::Unreachable, Outcome::Unreachable)]
#[case(DirectoryError::Tls(TlsError::UnknownAuthority), Outcome::Untrusted)]
#[case(DirectoryError::Tls(TlsError::WrongHost), Outcome::Untrusted)]
#[case(DirectoryError::Tls(TlsError::Expired), Outcome::Untrusted)]
#[case(DirectoryError::Tls(TlsError::StartTlsRefused), Outcome::Untrusted)]
#[case(DirectoryError::Tls(TlsError::Handshake), Outcome::Untrusted)]
#[case(DirectoryError::Tls(TlsError::CertificateDemanded), Outcome::CertificateDemanded)]
#[case(DirectoryError::Tls(TlsError::CertificateRefused), Outcome::CertificateDemanded)]
#[case(DirectoryError::Unreadable, Outcome::UnreadableAnswer)]
#[case(DirectoryError::Timeout, Outcome::TooSlow)]
#[case(DirectoryError::Interrupted, Outcome::ConnectionLostUnchanged)]
#[case::service_busy(DirectoryError::ServiceRefused(coded(51)), Outcome::DirectoryBusy)]
#[case::service_wrong(DirectoryError::ServiceRefused(coded(49)), Outcome::ServiceRefused)]
#[case::service_in_clear(DirectoryError::ServiceRefused(coded(13)), UNPROTECTED)]
#[case::busy(DirectoryError::Refused(coded(51)), Outcome::DirectoryBusy)]
#[case::backend_down(DirectoryError::Refused(coded(52)), Outcome::DirectoryBusy)]
#[case::in_clear(DirectoryError::Refused(coded(13)), UNPROTECTED)]
#[case::replica(DirectoryError::Refused(coded(10)), Outcome::DirectoryFault)]
#[case::limit_of_the_server(DirectoryError::Refused(coded(11)), Outcome::DirectoryFault)]
#[case::read_only(DirectoryError::ReadOnly(coded(53)), Outcome::DirectoryFault)]
#[case::unsupported(DirectoryError::Unsupported, Outcome::DirectoryFault)]
#[case(DirectoryError::Broken, Outcome::Internal)]
#[tokio::test(start_paused = true)]
async fn fault_before_write_has_its_outcome(#[case] error: DirectoryError, #[case] expected: Outcome) {
    let not_sent = WriteAnswer::NothingWritten(error.clone());
    for (directory, request, exchanges) in [
        (directory().locate_fails(error.clone()), change(), 1),
        (directory().locate_fails(error.clone()), reset(), 1),
        (directory().binds([Err(error.clone())]), change(), 2),
        (directory().identity(Err(error)), reset(), 2),
        (directory().binds([Ok(ACCEPTED)]).write(not_sent), change(), 3),
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

/// Each question is within its own limit, all of them are not: the request ends, and nothing was written.
#[tokio::test(start_paused = true)]
async fn slow_questions_have_one_limit() {
    let limit = services(&Arc::new(directory())).rules().questions_timeout;
    for request in [change(), reset()] {
        let slow = ScriptedDirectory { delay: limit * 2 / 3, ..directory() }.binds([Ok(ACCEPTED)]);
        let started = Instant::now();
        assert_eq!(run_counting(slow, request).await, (Outcome::TooSlow, 2));
        assert!(started.elapsed() < limit + Duration::from_secs(1), "{:?}", started.elapsed());
    }
}
