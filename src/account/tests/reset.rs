//! « le redéfinir »
use super::*;

#[rstest]
#[case(ACCEPTED)]
// Active Directory, must-change: the new password is right, and opens nothing before it is changed.
#[case(PasswordCheck::CorrectButUnusable)]
#[tokio::test(start_paused = true)]
async fn reset_needs_a_fresh_bind(#[case] after: PasswordCheck) {
    let (outcome, calls) = run(directory().binds([Ok(after)]), reset()).await;
    assert_eq!(outcome, done());
    assert_eq!(calls, [locate(), Call::VerifyIdentity(ENTRY), Call::Reset(NEW.to_owned()), bind(ENTRY, NEW)]);
}

#[rstest]
#[case::wrong_proofs(LookupResult::One(person()), false)]
#[case::unknown(LookupResult::None, false)]
#[case::several(LookupResult::Several, false)]
#[case::unknown_and_accepted(LookupResult::None, true)]
#[tokio::test(start_paused = true)]
async fn refusals_cost_the_same_exchanges(#[case] located: LookupResult, #[case] matches: bool) {
    let asked = Call::VerifyIdentity(asked(&located));
    let (outcome, calls) = run(directory().identity(Ok(matches)).located(located), reset()).await;
    assert_eq!((outcome, calls), (Outcome::NotIdentified, vec![locate(), asked]));
}

#[rstest]
#[case(true, Outcome::LockedByAdministrator)]
#[case(false, Outcome::NotIdentified)]
#[tokio::test(start_paused = true)]
async fn locked_account_is_never_unlocked(#[case] matches: bool, #[case] expected: Outcome) {
    let directory = directory().identity(Ok(matches)).locked_by_administrator();
    assert_eq!(run(directory, reset()).await, (expected, vec![locate(), Call::VerifyIdentity(ENTRY)]));
}

#[tokio::test(start_paused = true)]
async fn reset_needs_a_service_account() {
    let directory = ScriptedDirectory { offers_reset: false, ..directory() };
    assert_eq!(run(directory, reset()).await, (Outcome::ResetUnavailable, vec![]));
}

#[rstest]
#[case("16E9912345Abc-", Rule::NoNumber)]
#[case("14/07/1975-Aa", Rule::NoBirthDate)]
#[tokio::test(start_paused = true)]
async fn proofs_are_no_password(#[case] new: &str, #[case] rule: Rule) {
    let expected = Outcome::AgainstPolicy(vec![Rule::MinPercent(40), rule]);
    assert_eq!(run(directory(), reset_to(new)).await, (expected, vec![]));
}

#[tokio::test(start_paused = true)]
async fn refused_write_tells_its_reason() {
    let expected = (Outcome::RefusedByDirectory(RefusalReason::TooYoung), 3);
    assert_eq!(run_counting(directory().refuses(RefusalReason::TooYoung), reset()).await, expected);
}
