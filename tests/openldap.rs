//! The client over a real OpenLDAP: what a bind, a search, a comparison and a write really answer.

#![allow(clippy::unwrap_used, clippy::panic, clippy::indexing_slicing)]

mod support;

use std::time::Duration;

use mamamia::config::{self, ProofMethod};
use mamamia::directory::{
    Directory, DirectoryError, LookupResult, PasswordCheck, RefusalReason, Validity, WriteError,
};
use mamamia::identity::{BirthDate, BirthDateFormat, ExternalShape, PersonNumber};
use rstest::rstest;
use support::slapd::{self, Setting};
use support::{INITIAL, SERVICE, directory, login, person, secret, settings};

const FREE: Validity = Validity { must_change: false, expires_in: None, grace_left: None };
const NEW: &str = "Tout-Nouveau-2027";

/// Over LDAPS with the test's own authority, or nothing where slapd is not installed.
macro_rules! over {
    ($service:expr) => {{
        let Some(slapd) = slapd::shared() else { return };
        let mut settings = settings(&[&slapd.ldaps()]);
        settings.ca_file = Some(slapd.authority());
        directory(&settings, $service)
    }};
}

fn number(text: &str) -> PersonNumber {
    PersonNumber::parse(&secret(text), &ExternalShape::new("[0-9A-Z-]{4,20}").unwrap()).unwrap()
}

fn born(text: &str) -> BirthDate {
    BirthDate::from_directory(text, BirthDateFormat::Compact).unwrap()
}

fn reason(written: Result<(), WriteError>) -> RefusalReason {
    match written {
        Err(WriteError::Refused(refusal)) => refusal.reason,
        other => panic!("{other:?}"),
    }
}

#[tokio::test]
async fn one_person_is_found_with_what_their_password_must_not_be_made_of() {
    let directory = over!(Some(SERVICE));
    let found = person(&directory, "hlefevre").await;
    assert_eq!(found.entry.as_str(), "uid=hlefevre,ou=personnels,dc=ac-exemple,dc=fr");
    assert_eq!(found.names, ["Hélène", "Hélène Lefèvre", "Lefèvre", "hlefevre.mail"]);
    assert!(!found.head_office && found.account == Default::default());
    assert!(person(&directory, "psanchez").await.head_office);
}

#[tokio::test]
async fn none_or_several() {
    let directory = over!(Some(SERVICE));
    assert!(matches!(directory.locate(&login("inconnu")).await, Ok(LookupResult::None)));
    assert!(matches!(directory.locate(&login("jmartin")).await, Ok(LookupResult::Several)));
}

#[tokio::test]
async fn account_states_are_read_before_any_proof() {
    let directory = over!(Some(SERVICE));
    assert!(person(&directory, "vroyer").await.account.locked_by_administrator);
}

#[rstest]
#[case::right("hlefevre", INITIAL, PasswordCheck::Accepted(FREE))]
#[case::wrong("hlefevre", "Pas-Le-Bon-2026", PasswordCheck::Wrong)]
#[case::empty("hlefevre", "", PasswordCheck::Wrong)]
#[case::special_name("aleroy", INITIAL, PasswordCheck::Accepted(FREE))]
#[case::no_password("nsansmdp", INITIAL, PasswordCheck::Wrong)]
#[case::locked_right("vroyer", INITIAL, PasswordCheck::Locked)]
#[case::locked_wrong("vroyer", "Pas-Le-Bon-2026", PasswordCheck::Locked)]
#[case::expired_right("expire1", INITIAL, PasswordCheck::CorrectButUnusable)]
#[case::expired_wrong("expire1", "Pas-Le-Bon-2026", PasswordCheck::Wrong)]
#[case::must_change("doitchanger1", INITIAL, PasswordCheck::Accepted(Validity { must_change: true, ..FREE }))]
#[case::grace("grace1", INITIAL, PasswordCheck::Accepted(Validity { grace_left: Some(2), ..FREE }))]
#[tokio::test]
async fn passwords_are_proved_by_a_bind(
    #[case] of: &str,
    #[case] password: &str,
    #[case] expected: PasswordCheck,
) {
    let directory = over!(Some(SERVICE));
    let person = person(&directory, of).await;
    assert_eq!(directory.verify_password(&person, &secret(password)).await, Ok(expected));
}

#[tokio::test]
async fn an_expiry_is_announced() {
    let directory = over!(Some(SERVICE));
    let person = person(&directory, "eavert").await;
    let Ok(PasswordCheck::Accepted(validity)) = directory.verify_password(&person, &secret(INITIAL)).await
    else {
        panic!("refused")
    };
    let five_days = Duration::from_secs(5 * 86400);
    assert!(validity.expires_in.is_some_and(|left| left <= five_days && left > five_days / 2));
}

#[tokio::test]
async fn the_fourth_try_finds_the_account_locked() {
    let directory = over!(Some(SERVICE));
    let person = person(&directory, "everrou").await;
    for _ in 0..3 {
        assert_eq!(
            directory.verify_password(&person, &secret("Pas-Le-Bon-2026")).await,
            Ok(PasswordCheck::Wrong)
        );
    }
    assert_eq!(directory.verify_password(&person, &secret(INITIAL)).await, Ok(PasswordCheck::Locked));
    let written =
        directory.change(&person, PasswordCheck::Accepted(FREE), &secret(INITIAL), &secret(NEW)).await;
    assert_eq!(reason(written), RefusalReason::Locked);
}

#[tokio::test]
async fn nobody_costs_the_same_exchanges_and_proves_nothing() {
    let directory = over!(Some(SERVICE));
    let decoy = directory.decoy_entry();
    assert_eq!(directory.verify_password(&decoy, &secret(INITIAL)).await, Ok(PasswordCheck::Wrong));
    let proved = directory.verify_identity(&decoy, &number("06E7012345ABC"), &born("19700314")).await;
    assert_eq!(proved, Ok(false));
}

#[rstest]
#[case::numen("hlefevre", "06E7012345ABC", "19700314", true)]
#[case::numen_kept_in_small_letters("fcoeurderoy", "31E7598765KLM", "19750704", true)]
#[case::external("kmbaye", "EXT-2026-00042", "19930110", true)]
#[case::special_name("aleroy", "35E7755555ZAB", "19770815", true)]
#[case::wrong_date("hlefevre", "06E7012345ABC", "19700315", false)]
#[case::wrong_number("hlefevre", "06E7012345ABD", "19700314", false)]
#[case::both_wrong("hlefevre", "06E7012345ABD", "19700315", false)]
#[case::numen_of_another("hlefevre", "31E7598765KLM", "19750704", false)]
#[case::numen_of_an_external("kmbaye", "06E7012345ABC", "19930110", false)]
#[tokio::test]
async fn identities_are_proved_by_comparison_and_by_reading(
    #[case] of: &str,
    #[case] given: &str,
    #[case] date: &str,
    #[case] expected: bool,
) {
    let Some(slapd) = slapd::shared() else { return };
    let settings = settings(&[&slapd.ldap()]);
    let compare = directory(&settings, Some(SERVICE));
    let read = mamamia::directory::ldap::LdapDirectory::new(
        &settings,
        &config::IdentitySection { proof: ProofMethod::Read, ..Default::default() },
        Some(support::service("lecteur")),
    )
    .unwrap();
    for directory in [&compare, &read] {
        let person = person(directory, of).await;
        let proved = directory.verify_identity(&person, &number(given), &born(date)).await;
        assert_eq!(proved, Ok(expected));
    }
}

#[tokio::test]
async fn a_right_that_the_service_lacks_does_not_pass_for_a_wrong_number() {
    let directory = over!(Some("aveugle"));
    let person = person(&directory, "hlefevre").await;
    let proved = directory.verify_identity(&person, &number("06E7012345ABC"), &born("19700314")).await;
    assert!(matches!(proved, Err(DirectoryError::Refused(answer)) if answer.result_code == 50), "{proved:?}");
}

#[rstest]
#[case("essai01", false)]
#[case("mleroy", false)]
#[case("doitchanger2", false)]
#[case("grace2", false)]
#[case("expire2", true)]
#[tokio::test]
async fn a_change_is_a_change(#[case] of: &str, #[case] unusable: bool) {
    let directory = over!(Some(SERVICE));
    let person = person(&directory, of).await;
    let proof = directory.verify_password(&person, &secret(INITIAL)).await.unwrap();
    assert_eq!(proof == PasswordCheck::CorrectButUnusable, unusable);
    assert_eq!(
        directory.change(&person, proof, &secret(INITIAL), &secret("Été-œuvre-2027 🙂")).await,
        Ok(())
    );
    assert_eq!(directory.verify_password(&person, &secret(INITIAL)).await, Ok(PasswordCheck::Wrong));
    let proof = directory.verify_password(&person, &secret("Été-œuvre-2027 🙂")).await;
    assert_eq!(proof, Ok(PasswordCheck::Accepted(FREE)));
}

#[rstest]
#[case::short("essai02", "Court-1", RefusalReason::TooShort)]
#[case::long("essai02", &"Long-1-".repeat(10), RefusalReason::TooLong)]
#[case::quality("essai02", "{SSHA}deja-hache-2027", RefusalReason::Quality)]
#[case::unchanged("essai02", INITIAL, RefusalReason::Unchanged)]
#[case::empty("essai02", "", RefusalReason::TooShort)]
#[case::too_young("eage", NEW, RefusalReason::TooYoung)]
#[case::forbidden("einterdit", NEW, RefusalReason::Forbidden)]
#[tokio::test]
async fn a_refused_change_says_why_and_changes_nothing(
    #[case] of: &str,
    #[case] new: &str,
    #[case] expected: RefusalReason,
) {
    let directory = over!(Some(SERVICE));
    let person = person(&directory, of).await;
    let written =
        directory.change(&person, PasswordCheck::Accepted(FREE), &secret(INITIAL), &secret(new)).await;
    assert_eq!(reason(written), expected);
    assert_eq!(directory.verify_password(&person, &secret(INITIAL)).await, Ok(PasswordCheck::Accepted(FREE)));
}

#[tokio::test]
async fn an_old_password_does_not_come_back() {
    let directory = over!(Some(SERVICE));
    let person = person(&directory, "essai03").await;
    let change = async |from: &str, to: &str| {
        directory.change(&person, PasswordCheck::Accepted(FREE), &secret(from), &secret(to)).await
    };
    assert_eq!(change(INITIAL, NEW).await, Ok(()));
    assert_eq!(reason(change(NEW, INITIAL).await), RefusalReason::InHistory);
    assert_eq!(reason(directory.reset(&person, &secret(INITIAL)).await), RefusalReason::InHistory);
}

#[tokio::test]
async fn a_wrong_current_password_changes_nothing() {
    let directory = over!(Some(SERVICE));
    let person = person(&directory, "essai04").await;
    let wrong = secret("Pas-Le-Bon-2026");
    let written = directory.change(&person, PasswordCheck::Accepted(FREE), &wrong, &secret(NEW)).await;
    assert_eq!(reason(written), RefusalReason::WrongCurrent);
    let written = directory.change(&person, PasswordCheck::Accepted(FREE), &secret(""), &secret(NEW)).await;
    assert_eq!(reason(written), RefusalReason::WrongCurrent);
}

#[rstest]
#[case::service_may_not_verify(Some("sans-verification"))]
#[case::service_may_not_write(Some("lecteur"))]
#[case::no_service(None)]
#[tokio::test]
async fn an_expired_password_needs_a_service_that_verifies_the_old_one(#[case] service: Option<&str>) {
    let directory = over!(service);
    let expired = person(&over!(Some(SERVICE)), "expire3").await;
    let written =
        directory.change(&expired, PasswordCheck::CorrectButUnusable, &secret(INITIAL), &secret(NEW)).await;
    assert_eq!(reason(written), RefusalReason::Rights);
}

#[tokio::test]
async fn a_password_that_expired_since_its_proof_goes_by_the_service() {
    let directory = over!(Some(SERVICE));
    let person = person(&directory, "expire4").await;
    let written =
        directory.change(&person, PasswordCheck::Accepted(FREE), &secret(INITIAL), &secret(NEW)).await;
    assert_eq!(written, Ok(()));
}

#[rstest]
#[case::least_privilege("essai05", SERVICE)]
#[case::write_only("essai06", "sans-verification")]
#[case::manage("essai07", "gestionnaire")]
#[case::the_old_one_is_demanded_of_people_only("eancien1", "gestionnaire")]
#[tokio::test]
async fn a_reset_gives_a_password_that_is_usable_at_once(#[case] of: &str, #[case] service: &str) {
    let directory = over!(Some(service));
    let person = person(&directory, of).await;
    assert_eq!(directory.reset(&person, &secret(NEW)).await, Ok(()));
    assert_eq!(directory.verify_password(&person, &secret(NEW)).await, Ok(PasswordCheck::Accepted(FREE)));
    assert_eq!(directory.verify_password(&person, &secret(INITIAL)).await, Ok(PasswordCheck::Wrong));
}

#[tokio::test]
async fn a_change_that_the_server_demands_in_spite_of_all_is_told_by_the_proof() {
    let directory = over!(Some("gestionnaire-seul"));
    let person = person(&directory, "essai09").await;
    assert_eq!(directory.reset(&person, &secret(NEW)).await, Ok(()));
    let must_change = PasswordCheck::Accepted(Validity { must_change: true, ..FREE });
    assert_eq!(directory.verify_password(&person, &secret(NEW)).await, Ok(must_change));
}

#[rstest]
#[case::short("essai08", SERVICE, "Court-1", RefusalReason::TooShort)]
#[case::empty("essai08", SERVICE, "", RefusalReason::TooShort)]
#[case::unchanged("essai08", SERVICE, INITIAL, RefusalReason::Unchanged)]
#[case::too_young("eage", SERVICE, NEW, RefusalReason::TooYoung)]
#[case::old_one_demanded("eancien2", SERVICE, NEW, RefusalReason::Rights)]
#[case::no_right("essai08", "lecteur", NEW, RefusalReason::Rights)]
#[tokio::test]
async fn a_refused_reset_says_why(
    #[case] of: &str,
    #[case] service: &str,
    #[case] new: &str,
    #[case] expected: RefusalReason,
) {
    let directory = over!(Some(service));
    let person = person(&directory, of).await;
    assert_eq!(reason(directory.reset(&person, &secret(new)).await), expected);
}

#[tokio::test]
async fn without_a_service_there_is_no_reset_and_people_are_searched_anonymously() {
    let setting = Setting { anonymous: "read", ..Setting::default() };
    let Some(slapd) = slapd::start(&setting) else { return };
    let directory = directory(&settings(&[&slapd.ldap()]), None);
    assert!(!directory.offers_reset());
    let person = person(&directory, "hlefevre").await;
    assert_eq!(reason(directory.reset(&person, &secret(NEW)).await), RefusalReason::Rights);
    let proof = directory.verify_password(&person, &secret(INITIAL)).await.unwrap();
    assert_eq!(directory.change(&person, proof, &secret(INITIAL), &secret(NEW)).await, Ok(()));
}

#[tokio::test]
async fn a_server_that_hides_locks_answers_as_for_a_wrong_password() {
    let Some(slapd) = slapd::start(&Setting { tells_lockout: false, ..Setting::default() }) else { return };
    let directory = directory(&settings(&[&slapd.ldap()]), Some(SERVICE));
    let person = person(&directory, "vroyer").await;
    assert_eq!(directory.verify_password(&person, &secret(INITIAL)).await, Ok(PasswordCheck::Wrong));
    assert!(person.account.locked_by_administrator);
}

#[tokio::test]
async fn a_refused_service_is_told_from_everything_else() {
    let Some(slapd) = slapd::shared() else { return };
    let wrong = mamamia::directory::ldap::ServiceAccount {
        password: secret("Pas-Le-Bon-2026"),
        ..support::service(SERVICE)
    };
    let settings = settings(&[&slapd.ldap()]);
    let directory = mamamia::directory::ldap::LdapDirectory::new(
        &settings,
        &config::IdentitySection::default(),
        Some(wrong),
    )
    .unwrap();
    let located = directory.locate(&login("hlefevre")).await;
    assert!(matches!(located, Err(DirectoryError::ServiceRefused(answer)) if answer.result_code == 49));
    let decoy = directory.decoy_entry();
    let written = directory.reset(&decoy, &secret(NEW)).await;
    assert!(matches!(written, Err(WriteError::NotSent(DirectoryError::ServiceRefused(_)))));
}
