//! The client over a real OpenLDAP: binds, searches, comparisons and writes.

#![allow(clippy::unwrap_used, clippy::panic, clippy::indexing_slicing)]

mod support;

use mamamia::config::{IdentitySection, ProofMethod};
use mamamia::directory::ldap::{LdapDirectory, ServiceAccount};
use mamamia::directory::{
    AccountStatus, Closed, Directory, DirectoryError, IdentityProof, LookupResult, OpenAccount,
    PasswordCheck, RefusalReason, Validity, WriteAnswer,
};
use rstest::rstest;
use std::time::Duration;
use support::slapd::{self, ACCEPTED, Account, FREE, Setting, answered};
use support::{INITIAL, SERVICE, born, directory, login, number, person, secret, service, settings};

const NEW: &str = "Tout-Nouveau-2027";
const WRONG: &str = "Pas-Le-Bon-2026";

/// The server of these tests; the test ends where slapd is not installed.
macro_rules! shared {
    () => {{
        let Some(slapd) = slapd::shared() else { return };
        slapd
    }};
}

fn reason(written: WriteAnswer) -> RefusalReason {
    match written {
        WriteAnswer::Refused(refusal) => refusal.reason,
        other => panic!("{other:?}"),
    }
}

#[tokio::test]
async fn locate_reads_person() {
    let directory = shared!().directory(Some(SERVICE));
    let found = person(&directory, "hlefevre").await;
    assert_eq!(found.entry.as_str(), "uid=hlefevre,ou=personnels,dc=ac-exemple,dc=fr");
    assert_eq!(found.names, ["Hélène", "Hélène Lefèvre", "Lefèvre", "hlefevre.mail"]);
    assert_eq!(found.account, AccountStatus::default());
    assert_eq!(person(&directory, "vroyer").await.account.closed, Some(Closed::ByAdministrator));
}

#[tokio::test]
async fn locate_finds_none_or_several() {
    let directory = shared!().directory(Some(SERVICE));
    assert!(matches!(directory.locate(&login("inconnu")).await, Ok(LookupResult::None)));
    assert!(matches!(directory.locate(&login("jmartin")).await, Ok(LookupResult::Several)));
}

#[rstest]
#[case::right("hlefevre", INITIAL, ACCEPTED)]
#[case::wrong("hlefevre", WRONG, PasswordCheck::Wrong)]
#[case::empty("hlefevre", "", PasswordCheck::Wrong)]
#[case::special_name("aleroy", INITIAL, ACCEPTED)]
#[case::no_password("nsansmdp", INITIAL, PasswordCheck::Wrong)]
#[case::locked_right("vroyer", INITIAL, PasswordCheck::Locked)]
#[case::locked_wrong("vroyer", WRONG, PasswordCheck::Locked)]
#[case::expired_right("expire1", INITIAL, PasswordCheck::CorrectButUnusable)]
#[case::expired_wrong("expire1", WRONG, PasswordCheck::Wrong)]
#[case::must_change("doitchanger1", INITIAL, PasswordCheck::Accepted(Validity { must_change: true, ..FREE }))]
#[case::grace("grace1", INITIAL, PasswordCheck::Accepted(Validity { grace_left: Some(2), ..FREE }))]
#[tokio::test]
async fn bind_checks_password(#[case] of: &str, #[case] password: &str, #[case] expected: PasswordCheck) {
    assert_eq!(shared!().account(of, Some(SERVICE)).await.check(password).await, expected);
}

#[tokio::test]
async fn bind_announces_expiry() {
    let check = shared!().account("eavert", Some(SERVICE)).await.check(INITIAL).await;
    let five_days = Duration::from_secs(5 * 86400);
    let near = |left: Option<Duration>| left.is_some_and(|left| left <= five_days && left > five_days / 2);
    assert!(matches!(check, PasswordCheck::Accepted(validity) if near(validity.expires_in)), "{check:?}");
}

#[tokio::test]
async fn fourth_try_finds_account_locked() {
    let account = shared!().account("everrou", Some(SERVICE)).await;
    for _ in 0..3 {
        assert_eq!(account.check(WRONG).await, PasswordCheck::Wrong);
    }
    assert_eq!(account.check(INITIAL).await, PasswordCheck::Locked);
    assert_eq!(reason(account.change(INITIAL, NEW).await), RefusalReason::Locked);
}

#[tokio::test]
async fn decoy_entry_proves_nothing() {
    let directory = shared!().directory(Some(SERVICE));
    let decoy = directory.decoy_entry();
    let verified = directory.verify_password(&decoy, &secret(INITIAL)).await.unwrap();
    assert_eq!(verified.check, PasswordCheck::Wrong);
    let proved = directory.verify_identity(&decoy, &number("06E7012345ABC"), &born("19700314")).await;
    assert_eq!(proved, Ok(IdentityProof::Wrong));
}

#[rstest]
#[case::numen("hlefevre", ["06E7012345ABC", "19700314"], true)]
#[case::numen_kept_in_small_letters("fcoeurderoy", ["31E7598765KLM", "19750704"], true)]
#[case::external("kmbaye", ["EXT-2026-00042", "19930110"], true)]
#[case::special_name("aleroy", ["35E7755555ZAB", "19770815"], true)]
#[case::wrong_date("hlefevre", ["06E7012345ABC", "19700315"], false)]
#[case::wrong_number("hlefevre", ["06E7012345ABD", "19700314"], false)]
#[case::both_wrong("hlefevre", ["06E7012345ABD", "19700315"], false)]
#[case::numen_of_another("hlefevre", ["31E7598765KLM", "19750704"], false)]
#[case::numen_of_an_external("kmbaye", ["06E7012345ABC", "19930110"], false)]
#[tokio::test]
async fn identity_is_compared_or_read(#[case] of: &str, #[case] given: [&str; 2], #[case] right: bool) {
    let Some(slapd) = slapd::shared() else { return };
    let settings = settings(&[&slapd.ldap()]);
    let reading = IdentitySection { proof: ProofMethod::Read, ..Default::default() };
    let read = LdapDirectory::new(&settings, &reading, Some(service("lecteur"))).unwrap();
    for directory in [&directory(&settings, Some(SERVICE)), &read] {
        let person = person(directory, of).await;
        let proof = directory.verify_identity(&person, &number(given[0]), &born(given[1])).await.unwrap();
        assert_eq!(proof != IdentityProof::Wrong, right, "{proof:?}");
    }
}

#[tokio::test]
async fn missing_right_is_no_wrong_number() {
    let Account { directory, person } = shared!().account("hlefevre", Some("aveugle")).await;
    let proved = directory.verify_identity(&person, &number("06E7012345ABC"), &born("19700314")).await;
    assert!(matches!(proved, Err(DirectoryError::Refused(answer)) if answer.result_code == 50), "{proved:?}");
}

#[rstest]
#[tokio::test]
async fn change_sets_password(
    #[values("essai01", "mleroy", "doitchanger2", "grace2", "expire2", "expire4")] of: &str,
) {
    let account = shared!().account(of, Some(SERVICE)).await;
    let new = "Été-œuvre-2027 🙂";
    assert_eq!(account.change(INITIAL, new).await, WriteAnswer::Accepted);
    assert_eq!(account.check(INITIAL).await, PasswordCheck::Wrong);
    assert_eq!(account.check(new).await, ACCEPTED);
}

#[rstest]
#[case::short("essai02", [INITIAL, "Court-1"], RefusalReason::TooShort)]
#[case::long("essai02", [INITIAL, &"Long-1-".repeat(10)], RefusalReason::TooLong)]
#[case::quality("essai02", [INITIAL, "{SSHA}deja-hache-2027"], RefusalReason::Quality)]
#[case::unchanged("essai02", [INITIAL, INITIAL], RefusalReason::Unchanged)]
#[case::empty("essai02", [INITIAL, ""], RefusalReason::TooShort)]
#[case::too_young("eage", [INITIAL, NEW], RefusalReason::TooYoung)]
#[case::forbidden("einterdit", [INITIAL, NEW], RefusalReason::Forbidden)]
#[case::wrong_current("essai04", [WRONG, NEW], RefusalReason::WrongCurrent)]
#[case::empty_current("essai04", ["", NEW], RefusalReason::WrongCurrent)]
#[tokio::test]
async fn refused_change_says_why(#[case] of: &str, #[case] given: [&str; 2], #[case] why: RefusalReason) {
    let account = shared!().account(of, Some(SERVICE)).await;
    assert_eq!(reason(account.change(given[0], given[1]).await), why);
    assert_eq!(account.check(INITIAL).await, ACCEPTED);
}

#[tokio::test]
async fn old_password_is_refused() {
    let account = shared!().account("essai03", Some(SERVICE)).await;
    assert_eq!(account.change(INITIAL, NEW).await, WriteAnswer::Accepted);
    assert_eq!(reason(account.change(NEW, INITIAL).await), RefusalReason::InHistory);
    assert_eq!(reason(account.reset(INITIAL).await), RefusalReason::InHistory);
}

/// The services that may not verify, may not write, or are not there.
#[rstest]
#[tokio::test]
async fn expired_change_needs_service_rights(
    #[values(Some("sans-verification"), Some("lecteur"), None)] service: Option<&str>,
) {
    let why = if service.is_some() { RefusalReason::Rights } else { RefusalReason::Expired };
    let expired = shared!().account("expire3", Some(SERVICE)).await.person;
    let account = Account { directory: shared!().directory(service), person: expired };
    assert_eq!(account.check(INITIAL).await, PasswordCheck::CorrectButUnusable);
    assert_eq!(reason(account.change(INITIAL, NEW).await), why);
}

#[rstest]
#[case::least_privilege("essai05", SERVICE, FREE)]
#[case::write_only("essai06", "sans-verification", FREE)]
#[case::manage("essai07", "gestionnaire", FREE)]
#[case::old_one_demanded_of_people_only("eancien1", "gestionnaire", FREE)]
#[case::may_not_lift_must_change("essai09", "gestionnaire-seul", Validity { must_change: true, ..FREE })]
#[tokio::test]
async fn reset_gives_usable_password(#[case] of: &str, #[case] service: &str, #[case] expected: Validity) {
    let account = shared!().account(of, Some(service)).await;
    assert_eq!(account.reset_and_verify(NEW).await, PasswordCheck::Accepted(expected));
    assert_eq!(account.check(NEW).await, PasswordCheck::Accepted(expected));
    assert_eq!(account.check(INITIAL).await, PasswordCheck::Wrong);
}

#[rstest]
#[case::short("essai08", [SERVICE, "Court-1"], RefusalReason::TooShort)]
#[case::empty("essai08", [SERVICE, ""], RefusalReason::TooShort)]
#[case::unchanged("essai08", [SERVICE, INITIAL], RefusalReason::Unchanged)]
#[case::too_young("eage", [SERVICE, NEW], RefusalReason::TooYoung)]
#[case::old_one_demanded("eancien2", [SERVICE, NEW], RefusalReason::Rights)]
#[case::no_right("essai08", ["lecteur", NEW], RefusalReason::Rights)]
#[tokio::test]
async fn refused_reset_says_why(#[case] of: &str, #[case] given: [&str; 2], #[case] why: RefusalReason) {
    assert_eq!(reason(shared!().account(of, Some(given[0])).await.reset(given[1]).await), why);
}

#[tokio::test]
async fn without_service_only_change_works() {
    let Some(slapd) = slapd::start(&Setting { anonymous: "read", ..Setting::default() }) else { return };
    let account = slapd.account("hlefevre", None).await;
    assert!(!account.directory.offers_reset());
    assert_eq!(reason(account.reset(NEW).await), RefusalReason::Rights);
    assert_eq!(account.check(INITIAL).await, ACCEPTED);
    assert_eq!(account.change(INITIAL, NEW).await, WriteAnswer::Accepted);
}

#[tokio::test]
async fn hidden_lock_looks_like_wrong_password() {
    let Some(slapd) = slapd::start(&Setting { tells_lockout: false, ..Setting::default() }) else { return };
    let account = slapd.account("vroyer", Some(SERVICE)).await;
    assert_eq!(account.check(INITIAL).await, PasswordCheck::Wrong);
    assert_eq!(account.person.account.closed, Some(Closed::ByAdministrator));
}

#[tokio::test]
async fn refused_service_is_named() {
    let Some(slapd) = slapd::shared() else { return };
    let wrong = ServiceAccount { password: secret(WRONG), ..service(SERVICE) };
    let settings = settings(&[&slapd.ldap()]);
    let directory = LdapDirectory::new(&settings, &IdentitySection::default(), Some(wrong)).unwrap();
    let located = directory.locate(&login("hlefevre")).await;
    assert!(matches!(located, Err(DirectoryError::ServiceRefused(answer)) if answer.result_code == 49));
    let written =
        answered(directory.reset(&directory.decoy_entry(), OpenAccount::assumed(), &secret(NEW)).await);
    assert!(matches!(written, WriteAnswer::NothingWritten(DirectoryError::ServiceRefused(_))));
}
