//! « le modifier »
use super::*;
use crate::account::ChangeRequest;
use crate::account::policy_check::check_new_password;
use crate::password::{CharacterClass, Context, Policy, SecretText};

#[rstest]
#[case::ordinary(ACCEPTED, ACCEPTED, done())]
#[case::must_change(MUST_CHANGE, ACCEPTED, done())]
#[case::expired(PasswordCheck::CorrectButUnusable, ACCEPTED, done())]
#[case::to_be_changed_again(ACCEPTED, MUST_CHANGE, done_to_be_changed())]
#[case::still_unusable(ACCEPTED, PasswordCheck::CorrectButUnusable, done_to_be_changed())]
#[tokio::test(start_paused = true)]
async fn change_needs_a_fresh_bind(
    #[case] before: PasswordCheck,
    #[case] after: PasswordCheck,
    #[case] expected: Outcome,
) {
    let (outcome, calls) = run(directory().binds([Ok(before), Ok(after)]), change()).await;
    assert_eq!(outcome, expected);
    let written = Call::Change(before, CURRENT.to_owned(), NEW.to_owned());
    assert_eq!(calls, [locate(), bind(ENTRY, CURRENT), written, bind(ENTRY, NEW)]);
}

#[rstest]
#[case::wrong(LookupResult::One(person()), PasswordCheck::Wrong)]
#[case::locked(LookupResult::One(person()), PasswordCheck::Locked)]
#[case::unknown(LookupResult::None, PasswordCheck::Wrong)]
#[case::several(LookupResult::Several, PasswordCheck::Wrong)]
#[case::unknown_and_accepted(LookupResult::None, ACCEPTED)]
#[case::unknown_and_locked(LookupResult::None, PasswordCheck::Locked)]
#[tokio::test(start_paused = true)]
async fn refusals_cost_the_same_exchanges(#[case] located: LookupResult, #[case] check: PasswordCheck) {
    let asked = bind(asked(&located), CURRENT);
    let (outcome, calls) = run(directory().located(located).binds([Ok(check)]), change()).await;
    assert_eq!((outcome, calls), (Outcome::NotIdentified, vec![locate(), asked]));
}

#[rstest]
#[case(ACCEPTED, Outcome::AccountClosed(Closed::ByAdministrator))]
#[case(PasswordCheck::CorrectButUnusable, Outcome::AccountClosed(Closed::ByAdministrator))]
#[case(PasswordCheck::Wrong, Outcome::NotIdentified)]
#[tokio::test(start_paused = true)]
async fn closed_account_is_refused_after_verification(#[case] check: PasswordCheck, #[case] end: Outcome) {
    let directory = directory().closed(Closed::ByAdministrator).binds([Ok(check)]);
    assert_eq!(run_counting(directory, change()).await, (end, 2), "nothing is written");
}

#[rstest]
#[case("court", vec![Rule::MinLength(12), Rule::Class(CharacterClass::Upper), Rule::Class(CharacterClass::Digit), Rule::Class(CharacterClass::Special), Rule::MinPercent(40)])]
#[case(CURRENT, vec![Rule::MinPercent(40), Rule::DiffersFromCurrent])]
#[case("Ancien-Mdp-2027", vec![Rule::MinPercent(40), Rule::MinChanges(4)])]
#[case("Password-123", vec![Rule::MinPercent(40)])]
#[tokio::test(start_paused = true)]
async fn bad_password_never_reaches_directory(#[case] new: &str, #[case] broken: Vec<Rule>) {
    assert_eq!(run(directory(), change_to(CURRENT, new)).await, (Outcome::AgainstPolicy(broken), vec![]));
}

#[rstest]
#[case::verified(ACCEPTED, Outcome::AgainstPolicy(vec![Rule::MinPercent(40), Rule::NoName]))]
#[case::wrong(PasswordCheck::Wrong, Outcome::NotIdentified)]
#[tokio::test(start_paused = true)]
async fn names_count_after_verification(#[case] check: PasswordCheck, #[case] expected: Outcome) {
    let named = LookupResult::One(Person { names: vec!["Xyloquentin".to_owned()], ..person() });
    let directory = directory().located(named).binds([Ok(check)]);
    let request = change_to(CURRENT, "Xyloquentin1!");
    assert_eq!(run_counting(directory, request).await, (expected, 2), "nothing is written");
}

#[tokio::test(start_paused = true)]
async fn empty_password_is_never_sent() {
    assert_eq!(run(directory(), change_to("", NEW)).await, (Outcome::NotIdentified, vec![]));
    let (outcome, calls) = run(directory(), change_to(CURRENT, "")).await;
    assert!(matches!(outcome, Outcome::AgainstPolicy(_)));
    assert_eq!(calls, []);
}

#[tokio::test(start_paused = true)]
async fn empty_password_breaks_any_policy() {
    let lax = Policy { min_length: 0, require: vec![], min_percent: 0, ..Policy::default() };
    let services = services_with(&Arc::new(directory()), |config| config.policy = lax);
    let rules = services.rules();
    let check = async |new| check_new_password(rules, &secret(new), None, Context::default()).await;
    assert_eq!(check("").await.unwrap_err().outcome, Outcome::AgainstPolicy(vec![Rule::MinLength(1)]));
    assert!(check("a").await.is_ok());
}

#[tokio::test(start_paused = true)]
async fn refused_write_tells_its_reason() {
    use RefusalReason::{InHistory, Locked, Rights, WrongCurrent};
    for reason in [InHistory, WrongCurrent, Locked, Rights] {
        let directory = directory().binds([Ok(ACCEPTED)]).refuses(reason);
        let expected = (Outcome::RefusedByDirectory(reason), 3);
        assert_eq!(run_counting(directory, change()).await, expected, "a refusal needs no bind");
    }
}

/// A wrong bind counts against the account: a second one is tried only where it cannot be the last.
#[rstest]
#[case::locked(TriesLeft::Unknown, &[PasswordCheck::Locked], Outcome::NotVerified)]
#[case::tries_unknown(TriesLeft::Unknown, &[PasswordCheck::Wrong], not_known_yet())]
#[case::last_try(TriesLeft::Known(1), &[PasswordCheck::Wrong], not_known_yet())]
#[case::wrong_twice(TriesLeft::Known(2), &[PasswordCheck::Wrong, PasswordCheck::Wrong], Outcome::NotVerified)]
#[case::locked_later(TriesLeft::Unlimited, &[PasswordCheck::Wrong, PasswordCheck::Locked], Outcome::NotVerified)]
#[case::none_recorded(TriesLeft::NoneRecorded, &[PasswordCheck::Wrong, ACCEPTED], done())]
#[case::late(TriesLeft::Unlimited, &[PasswordCheck::Wrong, ACCEPTED], done())]
#[tokio::test(start_paused = true)]
async fn unverified_write_is_no_success(
    #[case] tries_left: TriesLeft,
    #[case] checks: &[PasswordCheck],
    #[case] end: Outcome,
) {
    let binds = std::iter::once(ACCEPTED).chain(checks.iter().copied()).map(Ok);
    let directory = ScriptedDirectory { tries_left, ..directory().binds(binds) };
    let (outcome, calls) = run(directory, change()).await;
    let tried = calls.iter().filter(|call| **call == bind(ENTRY, NEW)).count();
    assert_eq!((outcome, tried), (end, checks.len()));
}

/// « été » with combining accents, as a Mac types it.
const DECOMPOSED: &str = "Ete\u{301}-Ancien-2026";
const COMPOSED: &str = "Eté-Ancien-2026";

fn typed_elsewhere() -> Request {
    let mut current = SecretText::set_elsewhere();
    current.insert(DECOMPOSED).unwrap();
    match change() {
        Request::Change(request) => Request::Change(ChangeRequest { current, ..request }),
        other => other,
    }
}

/// The second spelling is tried once, only where the first one is wrong and a failure costs nothing; else the decoy entry
/// takes the bind, so that the number of binds is the same.
#[rstest]
#[case::composed_is_right(&[ACCEPTED], true, &[(ENTRY, COMPOSED)], Some(COMPOSED))]
#[case::typed_is_right(&[PasswordCheck::Wrong, ACCEPTED], true, &[(ENTRY, COMPOSED), (ENTRY, DECOMPOSED)], Some(DECOMPOSED))]
#[case::both_wrong(&[PasswordCheck::Wrong; 2], true, &[(ENTRY, COMPOSED), (ENTRY, DECOMPOSED)], None)]
#[case::last_try(&[PasswordCheck::Wrong; 2], false, &[(ENTRY, COMPOSED), (DECOY, DECOMPOSED)], None)]
#[case::decoy_proves_nothing(&[PasswordCheck::Wrong, ACCEPTED], false, &[(ENTRY, COMPOSED), (DECOY, DECOMPOSED)], None)]
#[case::locked(&[PasswordCheck::Locked], true, &[(ENTRY, COMPOSED)], None)]
#[tokio::test(start_paused = true)]
async fn current_password_is_tried_in_two_spellings(
    #[case] checks: &[PasswordCheck],
    #[case] bears_failure: bool,
    #[case] tried: &[(&str, &str)],
    #[case] written: Option<&str>,
) {
    let binds = checks.iter().copied().chain(written.map(|_| ACCEPTED)).map(Ok);
    let directory = ScriptedDirectory { bears_failure, ..directory().binds(binds) };
    let (outcome, calls) = run(directory, typed_elsewhere()).await;
    assert_eq!(outcome == done(), written.is_some(), "{outcome:?}");
    let binds = calls.iter().filter_map(|call| match call {
        Call::Bind(entry, password) if password != NEW => Some((*entry, password.as_str())),
        _ => None,
    });
    assert_eq!(binds.collect::<Vec<_>>(), tried);
    let change = calls.iter().find_map(|call| match call {
        Call::Change(_, current, _) => Some(current.as_str()),
        _ => None,
    });
    assert_eq!(change, written);
}
