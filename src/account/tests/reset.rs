//! « le redéfinir »
use super::*;

#[rstest]
#[case(ACCEPTED, done())]
#[case(MUST_CHANGE, done_to_be_changed())]
// Active Directory, must-change: the new password is right, and opens nothing before it is changed.
#[case(PasswordCheck::CorrectButUnusable, done_to_be_changed())]
#[tokio::test(start_paused = true)]
async fn reset_needs_a_fresh_bind(#[case] after: PasswordCheck, #[case] expected: Outcome) {
    let (outcome, calls) = run(directory().binds([Ok(after)]), reset()).await;
    assert_eq!(outcome, expected);
    assert_eq!(calls, [locate(), Call::VerifyIdentity(ENTRY), Call::Reset(NEW.to_owned()), bind(ENTRY, NEW)]);
}

#[rstest]
#[case::wrong_proofs(LookupResult::One(person()), IdentityProof::Wrong)]
#[case::unknown(LookupResult::None, IdentityProof::Wrong)]
#[case::several(LookupResult::Several, IdentityProof::Wrong)]
#[case::unknown_and_accepted(LookupResult::None, identified())]
#[tokio::test(start_paused = true)]
async fn refusals_cost_the_same_exchanges(#[case] located: LookupResult, #[case] proof: IdentityProof) {
    let asked = Call::VerifyIdentity(asked(&located));
    let (outcome, calls) = run(directory().identity(Ok(proof)).located(located), reset()).await;
    assert_eq!((outcome, calls), (Outcome::NotIdentified, vec![locate(), asked]));
}

#[rstest]
#[case(NoReset::Closed(Closed::ByAdministrator), Outcome::AccountClosed(Closed::ByAdministrator))]
#[case(NoReset::Closed(Closed::OutsideItsDates), Outcome::AccountClosed(Closed::OutsideItsDates))]
#[case(NoReset::ChangeForbidden, Outcome::RefusedByDirectory(RefusalReason::Forbidden))]
#[case(NoReset::StateUnreadable, Outcome::StateUnreadable)]
#[case(NoReset::UnknownDirectory, Outcome::UnknownDirectory)]
#[tokio::test(start_paused = true)]
async fn account_not_proved_open_stays(#[case] no_reset: NoReset, #[case] expected: Outcome) {
    let directory = directory().not_resettable(no_reset);
    assert_eq!(run(directory, reset()).await, (expected, vec![locate(), Call::VerifyIdentity(ENTRY)]));
}

#[tokio::test(start_paused = true)]
async fn closed_account_is_told_to_owner_only() {
    let directory = directory().identity(Ok(IdentityProof::Wrong)).closed(Closed::ByAdministrator);
    let asked = vec![locate(), Call::VerifyIdentity(ENTRY)];
    assert_eq!(run(directory, reset()).await, (Outcome::NotIdentified, asked));
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
