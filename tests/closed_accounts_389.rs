//! The accounts that a 389 Directory Server closes, over a scripted one: no reset overwrites a password of theirs. And the
//! demand to change a password, which the service lifts where it may.
#![allow(clippy::unwrap_used, clippy::panic, clippy::indexing_slicing)]

mod support;

use std::sync::Arc;

use mamamia::account::{Caller, Closed, Outcome, RefusalReason, Services};
use rstest::rstest;
use support::ds389::Ds389;
use support::{INITIAL, SERVICE, change, reset, settings};

const NEW: &str = "pivot-Bruine8-lampadaire";
const NUMEN: &str = "86E8000000XYZ";
const BORN: &str = "19840404";
const POLICY: &str = "cn=politique,dc=ac-exemple,dc=fr";
const LOCKED: Outcome = Outcome::AccountClosed(Closed::ByAdministrator);
const INACTIVE: Outcome = Outcome::AccountClosed(Closed::Inactive);
const SHARED: Outcome = Outcome::RefusedByDirectory(RefusalReason::Forbidden);

fn services(url: &str) -> Arc<Services> {
    support::services(&settings(&[url]), Some(SERVICE))
}

/// The outcome of a reset, and the password afterwards.
async fn reset_over(server: Ds389) -> (Outcome, String) {
    let (server, url) = server.serve().await;
    let services = services(&url);
    let request = reset("jdupont", NUMEN, BORN, NEW);
    let outcome = services.submit(request, &services.open_session("test"), Caller::default()).await.outcome;
    (outcome, server.password("jdupont"))
}

fn policy(attribute: &str, value: &str) -> Ds389 {
    Ds389::default().entry(POLICY, &[("objectClass", "ldapsubentry"), (attribute, value)])
}

fn closed_by(attribute: &str, value: &str) -> Ds389 {
    Ds389::default().with("jdupont", &[(attribute, value)])
}

#[rstest]
#[case::on_the_entry(closed_by("nsAccountLock", "TRUE"), LOCKED)]
#[case::by_a_role(closed_by("nsAccountLock", "true"), LOCKED)]
#[case::in_another_word(closed_by("nsAccountLock", "yes"), LOCKED)]
#[case::unused(
    policy("accountInactivityLimit", "86400")
        .with("jdupont", &[("acctPolicySubentry", POLICY), ("lastLoginTime", "20200101000000Z")]),
    INACTIVE
)]
#[case::shared(policy("passwordChange", "off").with("jdupont", &[("pwdpolicysubentry", POLICY)]), SHARED)]
#[case::hidden(Ds389 { hidden: ["nsAccountLock"].into(), ..closed_by("nsAccountLock", "TRUE") }, Outcome::StateUnreadable)]
#[case::open_but_hidden(Ds389 { hidden: ["nsAccountLock"].into(), ..closed_by("sn", "x") }, Outcome::StateUnreadable)]
#[case::root_hidden_from_strangers(Ds389 { refuses_strangers: true, ..closed_by("nsAccountLock", "TRUE") }, LOCKED)]
#[tokio::test]
async fn closed_account_is_never_reset(#[case] server: Ds389, #[case] expected: Outcome) {
    assert_eq!(reset_over(server).await, (expected, INITIAL.to_owned()));
}

#[rstest]
#[case::nothing(closed_by("sn", "x"))]
#[case::lock_denied(closed_by("nsAccountLock", "false"))]
#[case::root_hidden_from_strangers(Ds389 { refuses_strangers: true, ..closed_by("sn", "x") })]
#[case::used(
    policy("accountInactivityLimit", "86400")
        .with("jdupont", &[("acctPolicySubentry", POLICY), ("lastLoginTime", "20990101000000Z")])
)]
#[tokio::test]
async fn open_account_is_reset(#[case] server: Ds389) {
    let (outcome, password) = reset_over(server).await;
    assert_eq!((outcome.code(), password.as_str()), (200, NEW));
}

/// A service that may lift the demand does so; else the person reads that the password is to be changed again.
#[rstest]
#[case::lifted(true, 200)]
#[case::no_right(false, 202)]
#[tokio::test]
async fn demanded_change_is_lifted_or_told(#[case] lets_lift: bool, #[case] code: u16) {
    let (outcome, password) =
        reset_over(Ds389 { demands_change: true, lets_lift, ..closed_by("sn", "x") }).await;
    assert_eq!((outcome.code(), password.as_str()), (code, NEW));
}

/// Locked or unknown: a stranger reads the same.
#[rstest]
#[tokio::test]
async fn closed_account_looks_unknown(#[values(false, true)] refuses_strangers: bool) {
    let (_, url) = Ds389 { refuses_strangers, ..closed_by("nsAccountLock", "TRUE") }.serve().await;
    let services = services(&url);
    let wrong = reset("jdupont", "86E8000000XYA", BORN, NEW);
    for request in [change("jdupont", INITIAL, NEW), change("inconnu", INITIAL, NEW), wrong] {
        let ended = services.submit(request, &services.open_session("test"), Caller::default()).await;
        assert_eq!(ended.outcome, Outcome::NotIdentified);
    }
}
