//! Every fault of the directory has its outcome, wherever it strikes before the write.

use rstest::rstest;
use tokio::time::Instant;

use crate::account::Outcome;
use crate::account::testing::{ACCEPTED, REFUSAL_TIME, ScriptedDirectory, change, reset};
use crate::directory::{DirectoryError, ServerAnswer, TlsError, WriteError};

use super::run;

/// Busy: whoever is asked about.
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
async fn a_fault_before_the_write_is_said_as_it_is(#[case] error: DirectoryError, #[case] expected: Outcome) {
    let lost = || ScriptedDirectory { located: Err(error.clone()), ..ScriptedDirectory::default() };
    let (outcome, calls) = run(lost(), change()).await;
    assert_eq!((outcome, calls.len()), (expected.clone(), 1));
    let (outcome, calls) = run(lost(), reset()).await;
    assert_eq!((outcome, calls.len()), (expected.clone(), 1));

    let (outcome, calls) = run(ScriptedDirectory::default().binds([Err(error.clone())]), change()).await;
    assert_eq!((outcome, calls.len()), (expected.clone(), 2));
    let unproved = ScriptedDirectory { identity: Err(error.clone()), ..ScriptedDirectory::default() };
    let (outcome, calls) = run(unproved, reset()).await;
    assert_eq!((outcome, calls.len()), (expected.clone(), 2));

    let not_sent = ScriptedDirectory::default().binds([Ok(ACCEPTED)]).write(Err(WriteError::NotSent(error)));
    let (outcome, calls) = run(not_sent, change()).await;
    assert_eq!((outcome, calls.len()), (expected, 3));
}

/// Not for an entry that does not exist: told apart, it would say that this one does.
#[rstest]
#[case::no_right_on_it(50)]
#[case::unwilling_for_it(53)]
#[tokio::test(start_paused = true)]
async fn a_refusal_about_one_entry_is_told_as_a_wrong_proof(#[case] result_code: u32) {
    let refused = DirectoryError::Refused(ServerAnswer { result_code, ..ServerAnswer::default() });
    for (directory, request) in [
        (ScriptedDirectory::default().binds([Err(refused.clone())]), change()),
        (ScriptedDirectory { identity: Err(refused.clone()), ..ScriptedDirectory::default() }, reset()),
    ] {
        let started = Instant::now();
        let (outcome, calls) = run(directory, request).await;
        assert_eq!((outcome, calls.len()), (Outcome::NotIdentified, 2));
        assert!(started.elapsed() >= REFUSAL_TIME);
    }
    // Before there is an entry to speak of, it is a fault of the service.
    let searching = || ScriptedDirectory { located: Err(refused.clone()), ..ScriptedDirectory::default() };
    assert_eq!(run(searching(), change()).await.0, Outcome::DirectoryFault);
    assert_eq!(run(searching(), reset()).await.0, Outcome::DirectoryFault);
}
