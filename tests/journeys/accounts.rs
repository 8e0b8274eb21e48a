//! Each person of the demonstration, by both ways.

use futures::future::join_all;
use jiff::SignedDuration;
use mamamia::demo::{DemoAccount, accounts};

use crate::app::EmbeddedApp;
use crate::exit_code;
use crate::journey::Journey;
use crate::walk::{DONE, ENTER, JDUPONT, NEW, NOT_IDENTIFIED, OLD, Proofs};

const OTHER: &str = "encore-Un8-autre-mot";

/// How « le modifier » with the right password ends, and « le redéfinir » with the right proofs.
fn expected(login: &str) -> (u16, u16) {
    match login {
        // Expired, must be changed, grace logins, soon to expire, odd names: nothing that hinders.
        "jdupont" | "kmbaye" | "hlefevre" | "psanchez" | "tgrandjean" | "mbenali" | "aleroy" | "pbientot"
        | "ggrace" => (200, 200),
        // A locked account says nothing of the password; with the proofs, the person is told.
        "vroyer" => (420, 440),
        "crecente" => (436, 436),
        "finterdit" => (437, 200),
        "arequis" => (200, 521),
        "jmartin" => (420, 420),
        "nsansmdp" => (420, 200),
        other => panic!("what is to be expected of {other} is not written here"),
    }
}

fn proofs(person: &DemoAccount) -> Proofs<'_> {
    Proofs { login: &person.login, number: &person.number, birth_date: &person.birth_date }
}

/// Waits for the response; nothing of the directory is on the screen.
async fn ends_with(visit: &Journey, code: u16, login: &str) {
    visit.expect(&format!("MDP-{code}")).await;
    let screen = visit.reading();
    assert!(screen.contains("Référence"), "{login}: {screen}");
    for raw in ["dc=", "ou=", "uid=", "ppolicy", "Password"] {
        assert!(!screen.contains(raw), "{login}: {screen}");
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn everyone_changes_their_password_or_is_told_why_not() {
    let embedded = EmbeddedApp::start().await;
    join_all(accounts().unwrap().iter().map(async |person| {
        let (code, _) = expected(&person.login);
        let visit = Journey::begin(&embedded.app);
        let current = person.password.as_deref().unwrap_or(OLD);
        visit.change(&person.login, current, NEW).await;
        ends_with(&visit, code, &person.login).await;
        let is_done = code == 200;
        assert_eq!(embedded.holds(&person.login, NEW), is_done, "{}", person.login);
        assert_eq!(
            embedded.holds(&person.login, OLD),
            !is_done && person.password.is_some(),
            "{}",
            person.login
        );
    }))
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn everyone_redefines_their_password_or_is_told_why_not() {
    let embedded = EmbeddedApp::start().await;
    join_all(accounts().unwrap().iter().map(async |person| {
        let (_, code) = expected(&person.login);
        let visit = Journey::begin(&embedded.app);
        visit.reset(proofs(person), NEW).await;
        ends_with(&visit, code, &person.login).await;
        assert_eq!(embedded.holds(&person.login, NEW), code == 200, "{}", person.login);
    }))
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_known_password_is_changed_and_the_new_one_then_works() {
    let embedded = EmbeddedApp::start().await;
    let visit = Journey::begin(&embedded.app);
    visit.change("jdupont", OLD, NEW).await;
    for said in [DONE, "Vous devrez attendre au maximum 30 minutes", "Référence", "MDP-200"] {
        visit.expect(said).await;
    }
    visit.send(ENTER).await;
    assert_eq!(exit_code(&visit.end().await), 0);

    let visit = Journey::begin(&embedded.app);
    visit.change("jdupont", NEW, OTHER).await;
    visit.expect(DONE).await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_forgotten_password_is_redefined_and_then_works_as_the_current_one() {
    let embedded = EmbeddedApp::start().await;
    let kmbaye = Proofs { login: "kmbaye", number: "EXT-2026-00042", birth_date: "10/01/1993" };
    for proofs in [JDUPONT, kmbaye] {
        let visit = Journey::begin(&embedded.app);
        visit.reset(proofs, NEW).await;
        visit.expect(DONE).await;
        let visit = Journey::begin(&embedded.app);
        visit.change(proofs.login, NEW, OTHER).await;
        visit.expect(DONE).await;
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn the_head_office_is_told_of_its_workstation() {
    let embedded = EmbeddedApp::start().await;
    for (login, told) in [("psanchez", true), ("jdupont", false)] {
        let visit = Journey::begin(&embedded.app);
        visit.change(login, OLD, NEW).await;
        visit.expect("MDP-200").await;
        assert_eq!(visit.reading().contains("poste de travail"), told, "{}", visit.screen());
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn a_password_that_is_too_young_is_old_enough_a_day_later() {
    let embedded = EmbeddedApp::start().await;
    let visit = Journey::begin(&embedded.app);
    visit.change("crecente", OLD, NEW).await;
    visit.expect("MDP-436").await;
    visit.expect("modifié il y a trop peu de temps").await;
    embedded.clock.advance(SignedDuration::from_hours(24));
    visit.send(ENTER).await;
    visit.copy_and_send().await;
    visit.expect(DONE).await;
}

#[tokio::test(flavor = "multi_thread")]
async fn wrong_passwords_lock_an_account_for_a_time_and_a_locked_one_looks_no_different() {
    let embedded = EmbeddedApp::start().await;
    let visit = Journey::begin(&embedded.app);
    visit.open_change().await;
    visit.fill_all(&["jdupont", "pas-Le-Bon-2026", NEW, NEW]).await;
    for _ in 0..3 {
        let image = visit.copy_and_send().await;
        visit.refused(&image, "MDP-420").await;
        visit.back_to_image().await;
    }

    let visit = Journey::begin(&embedded.app);
    visit.change("jdupont", OLD, NEW).await;
    visit.expect("MDP-420").await;
    visit.expect(NOT_IDENTIFIED).await;
    assert!(embedded.holds("jdupont", OLD));

    embedded.clock.advance(SignedDuration::from_mins(15));
    visit.back_to_image().await;
    visit.copy_and_send().await;
    visit.expect(DONE).await;
}
