//! Whoever does not prove who they are learns nothing: one sentence, one code, the same exchanges.

use mamamia::config::{CaptchaMode, DirectoryKind};
use mamamia::demo::OperationCounts;

use crate::app::EmbeddedApp;
use crate::journey::Journey;
use crate::walk::{JDUPONT, NEW, NOT_IDENTIFIED, OLD, Proofs, SAVE};

/// The screen of a refusal without what is different anyway: the login that was typed, the reference.
fn without_login_and_reference(screen: &str, login: &str) -> String {
    let mut lines = Vec::new();
    for line in screen.replace(login, "LOGIN").lines() {
        let line = match line.split_once("Référence : ") {
            Some((before, after)) => format!("{before}Référence : {}", after.split_once(' ').unwrap().1),
            None => line.trim_end().to_owned(),
        };
        lines.push(line);
    }
    lines.join("\n")
}

/// Without an image, which is never twice the same; nor the question that the first visit of a process puts.
async fn without_captcha() -> EmbeddedApp {
    EmbeddedApp::with(|config| {
        config.captcha.mode = CaptchaMode::Never;
        config.directory.kind = DirectoryKind::OpenLdap;
    })
    .await
}

/// What a refused visit shows and costs.
async fn refused(embedded: &EmbeddedApp, visit: &Journey, login: &str) -> (String, OperationCounts) {
    let before = embedded.directory.operations();
    visit.send(SAVE).await;
    visit.expect(NOT_IDENTIFIED).await;
    visit.expect("code MDP-420").await;
    (without_login_and_reference(&visit.screen(), login), embedded.asked_since(before))
}

#[tokio::test(flavor = "multi_thread")]
async fn unknown_login_wrong_numen_wrong_date_and_homonyms_look_and_cost_the_same() {
    let embedded = without_captcha().await;
    let mut seen = Vec::new();
    for proofs in [
        Proofs { login: "inconnu", ..JDUPONT },
        Proofs { number: "16E9912345ABD", ..JDUPONT },
        Proofs { birth_date: "15071975", ..JDUPONT },
        Proofs { number: "16E9912345ABD", birth_date: "15071975", ..JDUPONT },
        // The proofs of somebody else; homonyms; someone whom no number of that sort belongs to.
        Proofs { login: "hlefevr", ..JDUPONT },
        Proofs { login: "jmartin", number: "44E8066666CDE", birth_date: "01011980" },
    ] {
        let visit = Journey::begin(&embedded.app);
        visit.open_reset().await;
        visit.fill_all(&[proofs.login, proofs.number, proofs.birth_date, NEW, NEW]).await;
        // Judged, so that both gauges are there on each screen.
        visit.expect("identique").await;
        visit.gauges_are_there(2).await;
        seen.push(refused(&embedded, &visit, proofs.login).await);
    }
    for (screen, cost) in &seen[1..] {
        assert!(*screen == seen[0].0, "{screen}\n{}", seen[0].0);
        assert_eq!(*cost, seen[0].1);
    }
    assert_eq!(seen[0].1.writes, 0);
    assert!(embedded.holds("jdupont", OLD));
}

#[tokio::test(flavor = "multi_thread")]
async fn unknown_login_wrong_password_and_ineligible_accounts_look_and_cost_the_same() {
    let embedded = without_captcha().await;
    let mut seen = Vec::new();
    for (login, current) in [
        ("inconnu", OLD),
        ("jdupont", "Ancien-Mdp-2027"),
        ("jmartin", OLD),
        // Locked by an administrator, with the right password and with a wrong one; no password at all.
        ("vroyer", OLD),
        ("vroyer", "Ancien-Mdp-2027"),
        ("nsansmdp", OLD),
    ] {
        let visit = Journey::begin(&embedded.app);
        visit.open_change().await;
        visit.fill_all(&[login, current, NEW, NEW]).await;
        visit.expect("identique").await;
        visit.gauges_are_there(3).await;
        let (screen, cost) = refused(&embedded, &visit, login).await;
        let (said, _) = screen.split_once("LOGIN").unwrap();
        seen.push((said.trim_end().to_owned(), cost));
    }
    for (screen, cost) in &seen[1..] {
        assert!(*screen == seen[0].0, "{screen}\n{}", seen[0].0);
        assert_eq!(*cost, seen[0].1);
    }
    assert_eq!(seen[0].1.writes, 0);
}

#[tokio::test(flavor = "multi_thread")]
async fn a_refusal_keeps_what_was_typed_and_is_mended_where_it_is_wrong() {
    let embedded = EmbeddedApp::start().await;
    let visit = Journey::begin(&embedded.app);
    let image = visit.reset(Proofs { birth_date: "15071975", ..JDUPONT }, NEW).await;
    visit.refused(&image, "MDP-420").await;
    visit.expect("jdupont").await;
    // The cursor is on the login: two fields further, the date is typed again.
    visit.send(b"\t\t\x15").await;
    visit.type_text("14071975").await;
    visit.send(b"\t\t\t").await;
    visit.copy_and_send().await;
    visit.expect("MDP-200").await;
    assert!(embedded.holds("jdupont", NEW));
}
