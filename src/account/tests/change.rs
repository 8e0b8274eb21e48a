//! « le modifier »

use rstest::rstest;

use crate::account::Outcome;
use crate::account::testing::{
    ACCEPTED, CURRENT, Call, ENTRY, NEW, NOBODY, ScriptedDirectory, change, change_to, person,
};
use crate::directory::{
    AccountStatus, DirectoryError, LookupResult, PasswordCheck, Person, Refusal, RefusalReason, ServerAnswer,
    Validity, WriteError,
};
use crate::password::{CharacterClass, Rule};

use super::{DONE, run};

const MUST_CHANGE: PasswordCheck =
    PasswordCheck::Accepted(Validity { must_change: true, expires_in: None, grace_left: None });

fn bind(entry: &'static str, password: &str) -> Call {
    Call::Bind(entry, password.to_owned())
}

fn locate() -> Call {
    Call::Locate("jdupont".to_owned())
}

fn written(check: PasswordCheck) -> Call {
    Call::Change { check, current: CURRENT.to_owned(), new: NEW.to_owned() }
}

#[rstest]
#[case::ordinary(ACCEPTED, ACCEPTED)]
#[case::must_change(MUST_CHANGE, ACCEPTED)]
#[case::expired(PasswordCheck::CorrectButUnusable, ACCEPTED)]
#[case::still_unusable(ACCEPTED, PasswordCheck::CorrectButUnusable)]
#[tokio::test(start_paused = true)]
async fn is_done_once_a_fresh_bind_agrees(#[case] before: PasswordCheck, #[case] after: PasswordCheck) {
    let (outcome, calls) = run(ScriptedDirectory::default().binds([Ok(before), Ok(after)]), change()).await;
    assert_eq!(outcome, DONE);
    assert_eq!(calls, [locate(), bind(ENTRY, CURRENT), written(before), bind(ENTRY, NEW)]);
}

#[tokio::test(start_paused = true)]
async fn head_office_staff_are_told_of_their_workstation() {
    let staff = LookupResult::One(Person { head_office: true, ..person() });
    let (outcome, _) =
        run(ScriptedDirectory::default().located(staff).binds([Ok(ACCEPTED), Ok(ACCEPTED)]), change()).await;
    assert!(matches!(outcome, Outcome::Done(done) if done.head_office));
}

#[rstest]
#[case(PasswordCheck::Wrong)]
#[case(PasswordCheck::Locked)]
#[tokio::test(start_paused = true)]
async fn who_does_not_prove_it_is_not_identified(#[case] check: PasswordCheck) {
    let (outcome, calls) = run(ScriptedDirectory::default().binds([Ok(check)]), change()).await;
    assert_eq!(outcome, Outcome::NotIdentified);
    assert_eq!(calls, [locate(), bind(ENTRY, CURRENT)]);
}

#[rstest]
#[case::none(LookupResult::None, PasswordCheck::Wrong)]
#[case::several(LookupResult::Several, PasswordCheck::Wrong)]
#[case::accepted_by_mistake(LookupResult::None, ACCEPTED)]
#[case::locked(LookupResult::None, PasswordCheck::Locked)]
#[tokio::test(start_paused = true)]
async fn an_unknown_login_costs_the_same_exchanges(
    #[case] located: LookupResult,
    #[case] check: PasswordCheck,
) {
    let (outcome, calls) =
        run(ScriptedDirectory::default().located(located).binds([Ok(check)]), change()).await;
    assert_eq!(outcome, Outcome::NotIdentified);
    assert_eq!(calls, [locate(), bind(NOBODY, CURRENT)]);
}

#[rstest]
#[case(ACCEPTED)]
#[case(PasswordCheck::CorrectButUnusable)]
#[tokio::test(start_paused = true)]
async fn an_account_that_an_administrator_locked_is_told_once_proved_and_left_alone(
    #[case] check: PasswordCheck,
) {
    let account = AccountStatus { locked_by_administrator: true };
    let locked = || ScriptedDirectory::default().located(LookupResult::One(Person { account, ..person() }));
    let (outcome, calls) = run(locked().binds([Ok(check)]), change()).await;
    assert_eq!(outcome, Outcome::LockedByAdministrator);
    assert_eq!(calls.len(), 2, "nothing is written");
    let (outcome, _) = run(locked().binds([Ok(PasswordCheck::Wrong)]), change()).await;
    assert_eq!(outcome, Outcome::NotIdentified);
}

#[rstest]
#[case("court", vec![
    Rule::MinLength(12),
    Rule::Class(CharacterClass::Upper),
    Rule::Class(CharacterClass::Digit),
    Rule::Class(CharacterClass::Special),
    Rule::MinPercent(40),
])]
#[case(CURRENT, vec![Rule::MinPercent(40), Rule::DiffersFromCurrent])]
#[case("Ancien-Mdp-2027", vec![Rule::MinPercent(40), Rule::MinChanges(4)])]
#[case("Password-123", vec![Rule::MinPercent(40)])]
#[tokio::test(start_paused = true)]
async fn a_bad_password_is_refused_before_any_exchange(#[case] new: &str, #[case] broken: Vec<Rule>) {
    let (outcome, calls) = run(ScriptedDirectory::default(), change_to(CURRENT, new, None)).await;
    assert_eq!(outcome, Outcome::AgainstPolicy(broken));
    assert_eq!(calls, []);
}

#[tokio::test(start_paused = true)]
async fn the_names_of_the_directory_count_only_for_who_proved_it() {
    let named = || {
        let names = vec!["Xyloquentin".to_owned()];
        ScriptedDirectory::default().located(LookupResult::One(Person { names, ..person() }))
    };
    let made_of_it = || change_to(CURRENT, "Xyloquentin1!", None);
    let (outcome, calls) = run(named().binds([Ok(ACCEPTED)]), made_of_it()).await;
    assert_eq!(outcome, Outcome::AgainstPolicy(vec![Rule::MinPercent(40), Rule::NoName]));
    assert_eq!(calls.len(), 2, "nothing is written");
    let (outcome, _) = run(named().binds([Ok(PasswordCheck::Wrong)]), made_of_it()).await;
    assert_eq!(outcome, Outcome::NotIdentified);
}

#[tokio::test(start_paused = true)]
async fn an_empty_password_is_never_sent() {
    let (outcome, calls) = run(ScriptedDirectory::default(), change_to("", NEW, None)).await;
    assert_eq!((outcome, calls), (Outcome::NotIdentified, vec![]));
    let (outcome, calls) = run(ScriptedDirectory::default(), change_to(CURRENT, "", None)).await;
    assert!(matches!(outcome, Outcome::AgainstPolicy(_)));
    assert_eq!(calls, []);
}

#[tokio::test(start_paused = true)]
async fn an_empty_password_is_never_sent_whatever_the_policy_allows() {
    use crate::account::testing::{secret, services_with};
    use crate::password::{Context, Policy};
    let services = services_with(&std::sync::Arc::default(), |config| {
        config.policy = Policy { min_length: 0, require: vec![], min_percent: 0, ..Policy::default() };
    });
    let rules = services.rules();
    let refused =
        crate::account::policy_check::check_new_password(rules, &secret(""), None, Context::default()).await;
    assert_eq!(refused.unwrap_err().outcome, Outcome::AgainstPolicy(vec![Rule::MinLength(1)]));
    assert!(
        crate::account::policy_check::check_new_password(rules, &secret("a"), None, Context::default())
            .await
            .is_ok()
    );
}

#[rstest]
#[case(RefusalReason::InHistory)]
#[case(RefusalReason::WrongCurrent)]
#[case(RefusalReason::Locked)]
#[case(RefusalReason::Rights)]
#[tokio::test(start_paused = true)]
async fn a_refused_write_is_told_with_its_reason(#[case] reason: RefusalReason) {
    let refusal = Refusal { reason, answer: ServerAnswer { result_code: 19, ..ServerAnswer::default() } };
    let directory =
        ScriptedDirectory::default().binds([Ok(ACCEPTED)]).write(Err(WriteError::Refused(refusal)));
    let (outcome, calls) = run(directory, change()).await;
    assert_eq!(outcome, Outcome::RefusedByDirectory(reason));
    assert_eq!(calls.len(), 3, "an answer needs no bind");
}

#[tokio::test(start_paused = true)]
async fn a_write_that_was_not_sent_changes_nothing() {
    let directory = ScriptedDirectory::default()
        .binds([Ok(ACCEPTED)])
        .write(Err(WriteError::NotSent(DirectoryError::Unreachable)));
    let (outcome, calls) = run(directory, change()).await;
    assert_eq!((outcome, calls.len()), (Outcome::Unreachable, 3));
}

#[rstest]
#[case(PasswordCheck::Wrong)]
#[case(PasswordCheck::Locked)]
#[tokio::test(start_paused = true)]
async fn a_yes_that_no_bind_proves_is_no_success(#[case] check: PasswordCheck) {
    let (outcome, _) = run(ScriptedDirectory::default().binds([Ok(ACCEPTED), Ok(check)]), change()).await;
    assert_eq!(outcome, Outcome::NotVerified);
}
