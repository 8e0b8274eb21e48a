//! Logins, birth dates and passwords of every shape, over a real OpenLDAP.

#![allow(clippy::unwrap_used, clippy::panic, clippy::indexing_slicing)]

mod support;

use mamamia::config::{DirectorySection, IdentitySection, ProofMethod};
use mamamia::directory::ldap::LdapDirectory;
use mamamia::directory::{
    Directory, IdentityProof, LookupResult, OpenAccount, PasswordCheck, TriesLeft, Written,
};
use mamamia::identity::{BirthDateFormat, Login, LoginShape};
use rstest::rstest;
use support::slapd::{self, ACCEPTED, Setting};
use support::{INITIAL, SERVICE, born, directory, login, number, person, secret, service, settings};

/// An entry of the shapes: its number, and the proof that goes with it.
const fn numen(at: usize) -> &'static str {
    [
        "75E8001000JKL",
        "75E8001001JKL",
        "75E8001002JKL",
        "75E8001003JKL",
        "75E8001004JKL",
        "75E8001005JKL",
        "75E8001006JKL",
        "75E8001007JKL",
    ][at]
}

#[tokio::test]
async fn login_of_any_shape_is_found() {
    let Some(slapd) = slapd::shared() else { return };
    let directory = slapd.directory(Some(SERVICE));
    let long = "F".repeat(80);
    let usual = ["21904567", "9forme", "X", "o'forme", "Éforme", "EXT+forme", "a  forme", long.as_str()];
    for (at, typed) in usual.into_iter().chain(["forme)(uid=*", "forme\\"]).enumerate() {
        let found = person(&directory, typed).await;
        let expected = format!("cn=forme{at:02},ou=personnels,dc=ac-exemple,dc=fr");
        assert_eq!(found.entry.as_str(), expected, "{typed}");
    }
    for typed in ["*", "forme*", "a", "forme)(objectClass=*", "日本"] {
        assert!(matches!(directory.locate(&login(typed)).await, Ok(LookupResult::None)), "{typed}");
    }
}

#[tokio::test]
async fn mail_is_login_where_attribute_is_mail() {
    let Some(slapd) = slapd::shared() else { return };
    let settings = DirectorySection { login_attribute: "mail".into(), ..settings(&[&slapd.ldap()]) };
    let directory = directory(&settings, Some(SERVICE));
    let shape = LoginShape::new("mail", None).unwrap();
    let typed = |text| Login::parse(text, &shape).unwrap();
    let found = directory.locate(&typed("Anne.Forme03@ac-exemple.fr")).await;
    let Ok(LookupResult::One(person)) = found else { panic!("{found:?}") };
    let verified = directory.verify_password(&person, &secret(INITIAL)).await.unwrap();
    assert_eq!(verified.check, ACCEPTED);
    // No mail address is written so: the attribute takes ASCII alone.
    assert!(matches!(directory.locate(&typed("élodie@ac-exemple.fr")).await, Ok(LookupResult::None)));
}

/// Both ways to prove an identity, over the same instants.
#[rstest]
#[case::local_midnight_in_summer(0, "19750714", true)]
#[case::local_midnight_in_winter(1, "19750714", true)]
#[case::offset_of_its_own(2, "19750714", true)]
#[case::noon(3, "19750714", true)]
#[case::midnight(4, "19750714", true)]
#[case::no_day(5, "19750714", false)]
#[case::day_before(0, "19750713", false)]
#[case::day_after(3, "19750715", false)]
#[case::unknown_day(4, "19750700", false)]
#[case::unknown_month(4, "19750000", false)]
#[tokio::test]
async fn instants_are_compared_as_read(#[case] at: usize, #[case] typed: &str, #[case] right: bool) {
    let identity = IdentitySection {
        birth_date_attribute: "instantNaissance".into(),
        birth_date_format: BirthDateFormat::GeneralizedTime,
        ..Default::default()
    };
    assert_proved(&identity, at, typed, right).await;
}

#[rstest]
#[case(6, "19750000", true)]
#[case(6, "19750700", false)]
#[case(6, "19750101", false)]
#[case(7, "19750700", true)]
#[case(7, "19750000", false)]
#[case(0, "19750000", false)]
#[case(0, "19750714", true)]
#[tokio::test]
async fn unknown_day_matches_itself_only(#[case] at: usize, #[case] typed: &str, #[case] right: bool) {
    assert_proved(&IdentitySection::default(), at, typed, right).await;
}

async fn assert_proved(identity: &IdentitySection, at: usize, typed: &str, right: bool) {
    let Some(slapd) = slapd::shared() else { return };
    let logins = ["21904567", "9forme", "x", "o'forme", "éforme", "ext+forme", "a forme", &"f".repeat(80)];
    for (proof, name) in [(ProofMethod::Compare, SERVICE), (ProofMethod::Read, "lecteur")] {
        let identity = IdentitySection { proof, ..identity.clone() };
        let directory =
            LdapDirectory::new(&settings(&[&slapd.ldap()]), &identity, Some(service(name))).unwrap();
        let person = person(&directory, logins[at]).await;
        let proved = directory.verify_identity(&person, &number(numen(at)), &born(typed)).await;
        assert_eq!(proved.unwrap() != IdentityProof::Wrong, right, "{proof:?}");
    }
}

/// The third failure locks. A service that may read neither policy nor failures never says that one more is harmless.
#[tokio::test]
async fn failure_is_borne_until_last_but_one() {
    let wide = Setting { access: "access-of-an-academy.conf", ..Setting::default() };
    let (Some(wide), Some(narrow)) = (slapd::start(&wide), slapd::shared()) else { return };
    for (slapd, expected) in [(&wide, [true, false]), (narrow, [false, false])] {
        let directory = slapd.directory(Some(SERVICE));
        let person = person(&directory, "forme10").await;
        for bears in expected {
            let verified = directory.verify_password(&person, &secret("Pas-Le-Bon-2026")).await.unwrap();
            assert_eq!(verified.check, PasswordCheck::Wrong);
            assert_eq!(directory.bears_failure(&person).await, bears);
        }
        assert!(!directory.bears_failure(&directory.decoy_entry()).await);
    }
}

/// A confirmed absence of failures leaves every try of the policy.
#[tokio::test]
async fn written_account_is_not_unlimited() {
    let open = Setting { access: "access-of-debian.conf", ..Setting::default() };
    let Some(slapd) = slapd::start(&open) else { return };
    let directory = slapd.directory(Some(SERVICE));
    let person = person(&directory, "forme10").await;
    let written = directory.reset(&person, OpenAccount::assumed(), &secret("Fougere-Bleue-2026")).await;
    let Written::Accepted(mut connection) = written else { panic!() };
    assert_eq!(connection.tries_left().await, TriesLeft::Known(3));
    assert_eq!(connection.verify(&secret("Pas-Le-Bon-2026")).await, Ok(PasswordCheck::Wrong));
    assert_eq!(connection.tries_left().await, TriesLeft::Known(2));
}
