//! Accounts that are closed, on a real slapd: no reset overwrites the password of one of them, and none that the service
//! account cannot see to be open.
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic, clippy::indexing_slicing)]

mod support;

use std::sync::Arc;

use mamamia::account::{Caller, Closed, Outcome, RefusalReason, Request, Services};
use mamamia::config::{DirectoryKind, DirectorySection};
use rstest::rstest;
use support::slapd::{self, Setting, Slapd};
use support::tools::{ADMINISTRATOR, CONFIG, done, modify, search};
use support::{INITIAL, SERVICE, change, reset};

const NEW: &str = "pivot-Bruine8-lampadaire";
const SERVICE_DN: &str = "cn=mamamia,ou=services,dc=ac-exemple,dc=fr";
const BORN: &str = "19840404";

const LOCKED: Outcome = Outcome::AccountClosed(Closed::ByAdministrator);
const OUTSIDE: Outcome = Outcome::AccountClosed(Closed::OutsideItsDates);
const SHARED: Outcome = Outcome::RefusedByDirectory(RefusalReason::Forbidden);

fn services(settings: &DirectorySection) -> Arc<Services> {
    support::services(settings, Some(SERVICE))
}

/// The outcome of a request that fails; `None` for a success.
async fn refusal(services: &Arc<Services>, request: Request) -> Option<Outcome> {
    let peer = services.open_session("test");
    let outcome = services.submit(request, &peer, Caller::default()).await.outcome;
    (!outcome.is_done()).then_some(outcome)
}

/// The NUMEN of the people of `closed.ldif`, by their place in it.
fn numen(slapd: &Slapd, of: &str) -> String {
    stored(slapd, of, "numen").expect("a NUMEN")
}

/// A value as the server stores it.
fn stored(slapd: &Slapd, of: &str, attribute: &str) -> Option<String> {
    let found = search(slapd, ADMINISTRATOR, &format!("(uid={of})"), &[attribute]);
    let (_, value) = found.split_once(&format!("\n{attribute}:"))?;
    Some(value.lines().next()?.trim_start_matches(':').trim().to_owned())
}

async fn reset_of(slapd: &Slapd, services: &Arc<Services>, of: &str) -> (Option<Outcome>, bool) {
    let before = stored(slapd, of, "userPassword");
    let outcome = refusal(services, reset(of, &numen(slapd, of), BORN, NEW)).await;
    (outcome, stored(slapd, of, "userPassword") != before)
}

/// Adds a rule before all others.
fn hide(slapd: &Slapd, what: &str) {
    let rule = format!("{{0}}to {what} by dn.exact=\"{SERVICE_DN}\" none by * break");
    set_access(slapd, "{1}mdb", "add", &rule);
}

fn show(slapd: &Slapd) {
    set_access(slapd, "{1}mdb", "delete", "{0}");
}

fn set_access(slapd: &Slapd, database: &str, change: &str, rule: &str) {
    let ldif = format!(
        "dn: olcDatabase={database},cn=config\nchangetype: modify\n{change}: olcAccess\nolcAccess: {rule}\n"
    );
    done(&modify(slapd, CONFIG, &ldif));
}

#[rstest]
#[case::as_documented("verrou01", LOCKED)]
#[case::with_seconds("verrou02", LOCKED)]
#[case::with_fraction("verrou03", LOCKED)]
#[case::hour_only("verrou04", LOCKED)]
#[case::fraction_after_comma("verrou05", LOCKED)]
#[case::offset_of_an_hour("verrou06", LOCKED)]
#[case::offset_of_nothing("verrou07", LOCKED)]
#[case::first_day_of_unix("verrou08", LOCKED)]
#[case::day_to_come("verrou09", LOCKED)]
#[case::now_without_failure("verrou10", LOCKED)]
#[case::past_without_failure("verrou11", LOCKED)]
#[case::second_day_of_unix("verrou12", LOCKED)]
#[case::past_after_failure("verrou13", LOCKED)]
#[case::past_before_failure("verrou14", LOCKED)]
#[case::not_started("debut01", OUTSIDE)]
#[case::ended("fin01", OUTSIDE)]
#[case::ended_by_hour("fin02", OUTSIDE)]
#[case::shared("partage01", SHARED)]
#[case::policy_gone("perdu01", Outcome::StateUnreadable)]
#[tokio::test]
async fn closed_account_is_never_reset(#[case] of: &str, #[case] expected: Outcome) {
    let Some(slapd) = slapd::shared() else { return };
    assert_eq!(reset_of(slapd, &services(&slapd.settings()), of).await, (Some(expected), false));
}

#[rstest]
#[case::locked_by_failures("echec01")]
#[case::locked_by_older_failures("echec02")]
#[case::within_its_dates("ouvert01")]
#[case::policy_of_its_own("ouvert02")]
#[tokio::test]
async fn open_account_is_reset(#[case] of: &str) {
    let Some(slapd) = slapd::shared() else { return };
    assert_eq!(reset_of(slapd, &services(&slapd.settings()), of).await, (None, true));
}

/// A stranger without the proofs reads the same as for an unknown login.
#[tokio::test]
async fn stranger_learns_nothing_of_closed_account() {
    let Some(slapd) = slapd::shared() else { return };
    let services = services(&slapd.settings());
    for of in ["verrou01", "debut01", "partage01", "perdu01", "inconnu"] {
        let ended = refusal(&services, reset(of, "06E0000000ABC", BORN, NEW)).await;
        assert_eq!(ended, Some(Outcome::NotIdentified), "{of}");
    }
}

/// A right that is missing must not look like an account without a lock.
#[tokio::test]
async fn hidden_state_forbids_every_reset() {
    let Some(slapd) = slapd::start(&Setting::default()) else { return };
    let services = services(&slapd.settings());
    for attribute in ["pwdAccountLockedTime", "pwdStartTime", "pwdEndTime", "pwdPolicySubentry"] {
        hide(&slapd, &format!("attrs={attribute}"));
        for of in ["ouvert03", "verrou01", "debut01", "fin01", "partage01"] {
            let (outcome, overwritten) = reset_of(&slapd, &services, of).await;
            let known = [Some(LOCKED), Some(OUTSIDE), Some(SHARED), Some(Outcome::StateUnreadable)];
            assert!(known.contains(&outcome) && !overwritten, "{attribute}, {of}: {outcome:?}");
            assert!(
                of != "ouvert03" || outcome == Some(Outcome::StateUnreadable),
                "{attribute}: {outcome:?}"
            );
        }
        show(&slapd);
    }
    // The policy is hidden, or the one attribute of it that counts.
    let entry = "dn.subtree=\"ou=politiques,dc=ac-exemple,dc=fr\" attrs=entry";
    for what in ["attrs=pwdAllowUserChange", entry] {
        hide(&slapd, what);
        let (outcome, overwritten) = reset_of(&slapd, &services, "partage01").await;
        assert_eq!((outcome, overwritten), (Some(Outcome::StateUnreadable), false), "{what}");
        show(&slapd);
    }
    assert_eq!(reset_of(&slapd, &services, "ouvert03").await, (None, true));
}

/// Wrong binds lock, as the server itself writes it, and a reset lifts that. Who locks cannot be told without the failures.
#[tokio::test]
async fn lock_by_wrong_binds_is_lifted() {
    let Some(slapd) = slapd::start(&Setting::default()) else { return };
    let services = services(&slapd.settings());
    let name = "uid=ouvert03,ou=personnels,dc=ac-exemple,dc=fr";
    for _ in 0..5 {
        search(&slapd, (name, "Pas-le-bon-2026"), "(uid=ouvert03)", &["1.1"]);
    }
    assert!(stored(&slapd, "ouvert03", "pwdAccountLockedTime").is_some());
    hide(&slapd, "attrs=pwdFailureTime");
    for of in ["ouvert03", "verrou11"] {
        assert_eq!(reset_of(&slapd, &services, of).await, (Some(Outcome::StateUnreadable), false), "{of}");
    }
    assert_eq!(reset_of(&slapd, &services, "ouvert01").await, (None, true));
    show(&slapd);
    assert_eq!(reset_of(&slapd, &services, "ouvert03").await, (None, true));
    assert_eq!(stored(&slapd, "ouvert03", "pwdAccountLockedTime"), None);
}

/// A server that hides its rootDSE from strangers is asked again by the service account. One that hides it from all is of
/// no known family: nobody knows what closes an account there.
#[tokio::test]
async fn unknown_family_is_not_taken_for_openldap() {
    let Some(slapd) = slapd::start(&Setting::default()) else { return };
    let rules = |rule: &str| {
        let ldif = format!(
            "dn: olcDatabase={{-1}}frontend,cn=config\nchangetype: modify\nreplace: olcAccess\n\
             olcAccess: to dn.base=\"\" {rule}\n"
        );
        done(&modify(&slapd, CONFIG, &ldif));
    };
    rules("by * none");
    let unknown = services(&slapd.settings());
    let ended = reset_of(&slapd, &unknown, "ouvert03").await;
    assert_eq!(ended, (Some(Outcome::UnknownDirectory), false));
    // The server itself verifies the person's own password.
    assert_eq!(refusal(&unknown, change("essai01", INITIAL, NEW)).await, None);
    assert_eq!(
        refusal(&unknown, change("essai02", "Pas-le-bon-2026", NEW)).await,
        Some(Outcome::NotIdentified)
    );
    // « expired » is taken for proof of known families only.
    assert_eq!(refusal(&unknown, change("expire1", INITIAL, NEW)).await, Some(Outcome::NotIdentified));
    let named = DirectorySection { kind: DirectoryKind::OpenLdap, ..slapd.settings() };
    assert_eq!(reset_of(&slapd, &services(&named), "verrou02").await, (Some(LOCKED), false));
    rules(&format!("by dn.exact=\"{SERVICE_DN}\" read by * none"));
    let asked_again = services(&slapd.settings());
    assert_eq!(reset_of(&slapd, &asked_again, "verrou02").await, (Some(LOCKED), false));
    assert_eq!(reset_of(&slapd, &asked_again, "ouvert03").await, (None, true));
}
