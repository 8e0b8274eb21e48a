//! « le redéfinir »

use rstest::rstest;

use crate::account::Outcome;
use crate::account::testing::{
    ACCEPTED, Call, ENTRY, NEW, NOBODY, ScriptedDirectory, person, reset, reset_to,
};
use crate::directory::{
    AccountStatus, LookupResult, PasswordCheck, Person, Refusal, RefusalReason, ServerAnswer, WriteError,
};
use crate::password::Rule;

use super::{DONE, run};

fn locate() -> Call {
    Call::Locate("jdupont".to_owned())
}

#[rstest]
#[case(ACCEPTED)]
// Active Directory, must-change: the new password is right, and lets nobody in before it is changed.
#[case(PasswordCheck::CorrectButUnusable)]
#[tokio::test(start_paused = true)]
async fn is_done_once_a_fresh_bind_agrees(#[case] after: PasswordCheck) {
    let (outcome, calls) = run(ScriptedDirectory::default().binds([Ok(after)]), reset()).await;
    assert_eq!(outcome, DONE);
    let new = NEW.to_owned();
    let expected =
        [locate(), Call::VerifyIdentity(ENTRY), Call::Reset { new: new.clone() }, Call::Bind(ENTRY, new)];
    assert_eq!(calls, expected);
}

#[rstest]
#[case::wrong_proofs(LookupResult::One(person()), false, ENTRY)]
#[case::none(LookupResult::None, false, NOBODY)]
#[case::several(LookupResult::Several, false, NOBODY)]
#[case::accepted_by_mistake(LookupResult::None, true, NOBODY)]
#[tokio::test(start_paused = true)]
async fn whatever_is_wrong_costs_the_same_exchanges(
    #[case] located: LookupResult,
    #[case] proved: bool,
    #[case] asked: &'static str,
) {
    let directory =
        ScriptedDirectory { identity: Ok(proved), ..ScriptedDirectory::default() }.located(located);
    let (outcome, calls) = run(directory, reset()).await;
    assert_eq!(outcome, Outcome::NotIdentified);
    assert_eq!(calls, [locate(), Call::VerifyIdentity(asked)]);
}

#[rstest]
#[case(true, Outcome::LockedByAdministrator)]
#[case(false, Outcome::NotIdentified)]
#[tokio::test(start_paused = true)]
async fn an_account_that_an_administrator_locked_is_told_once_proved_and_never_unlocked(
    #[case] proved: bool,
    #[case] expected: Outcome,
) {
    let account = AccountStatus { locked_by_administrator: true };
    let directory = ScriptedDirectory { identity: Ok(proved), ..ScriptedDirectory::default() };
    let (outcome, calls) =
        run(directory.located(LookupResult::One(Person { account, ..person() })), reset()).await;
    assert_eq!(outcome, expected);
    assert_eq!(calls, [locate(), Call::VerifyIdentity(ENTRY)]);
}

#[tokio::test(start_paused = true)]
async fn without_a_service_account_nothing_is_asked() {
    let directory = ScriptedDirectory { offers_reset: false, ..ScriptedDirectory::default() };
    assert_eq!(run(directory, reset()).await, (Outcome::ResetUnavailable, vec![]));
}

#[tokio::test(start_paused = true)]
async fn the_proofs_are_no_password() {
    for (new, rule) in [("16E9912345Abc-", Rule::NoNumber), ("14/07/1975-Aa", Rule::NoBirthDate)] {
        let (outcome, calls) = run(ScriptedDirectory::default(), reset_to(new, None)).await;
        assert_eq!(outcome, Outcome::AgainstPolicy(vec![Rule::MinPercent(40), rule]), "{new}");
        assert_eq!(calls, []);
    }
}

#[tokio::test(start_paused = true)]
async fn a_refused_write_is_told_with_its_reason() {
    let refusal = Refusal { reason: RefusalReason::TooYoung, answer: ServerAnswer::default() };
    let (outcome, calls) =
        run(ScriptedDirectory::default().write(Err(WriteError::Refused(refusal))), reset()).await;
    assert_eq!((outcome, calls.len()), (Outcome::RefusedByDirectory(RefusalReason::TooYoung), 3));
}
