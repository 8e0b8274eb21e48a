//! Every fault of the directory has its outcome, wherever it strikes before the write.

use rstest::rstest;

use crate::account::Outcome;
use crate::account::testing::{ACCEPTED, Scripted, change, reset};
use crate::directory::{DirectoryError, ServerAnswer, TlsFault, WriteError};

use super::run;

const ANSWER: ServerAnswer = ServerAnswer { result_code: 50, ppolicy: None, ad_code: None };

#[rstest]
#[case(DirectoryError::Unreachable, Outcome::Unreachable)]
#[case(DirectoryError::Tls(TlsFault::UnknownAuthority), Outcome::Untrusted)]
#[case(DirectoryError::Tls(TlsFault::WrongHost), Outcome::Untrusted)]
#[case(DirectoryError::Tls(TlsFault::Expired), Outcome::Untrusted)]
#[case(DirectoryError::Tls(TlsFault::StartTlsRefused), Outcome::Untrusted)]
#[case(DirectoryError::Tls(TlsFault::Handshake), Outcome::Untrusted)]
#[case(DirectoryError::Timeout, Outcome::TooSlow)]
#[case(DirectoryError::Interrupted, Outcome::CutUnchanged)]
#[case(DirectoryError::ServiceRefused(ANSWER), Outcome::ServiceRefused)]
#[case(DirectoryError::Refused(ANSWER), Outcome::DirectoryFault)]
#[case(DirectoryError::Broken, Outcome::Internal)]
#[tokio::test(start_paused = true)]
async fn a_fault_before_the_write_is_said_as_it_is(#[case] error: DirectoryError, #[case] expected: Outcome) {
    let lost = || Scripted { located: Err(error.clone()), ..Scripted::default() };
    let (outcome, calls) = run(lost(), change()).await;
    assert_eq!((outcome, calls.len()), (expected.clone(), 1));
    let (outcome, calls) = run(lost(), reset()).await;
    assert_eq!((outcome, calls.len()), (expected.clone(), 1));

    let (outcome, calls) = run(Scripted::default().binds([Err(error.clone())]), change()).await;
    assert_eq!((outcome, calls.len()), (expected.clone(), 2));
    let unproved = Scripted { identity: Err(error.clone()), ..Scripted::default() };
    let (outcome, calls) = run(unproved, reset()).await;
    assert_eq!((outcome, calls.len()), (expected.clone(), 2));

    let not_sent = Scripted::default().binds([Ok(ACCEPTED)]).write(Err(WriteError::NotSent(error)));
    let (outcome, calls) = run(not_sent, change()).await;
    assert_eq!((outcome, calls.len()), (expected, 3));
}
