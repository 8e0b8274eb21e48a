//! What must not happen, however it is tried.

use std::sync::Arc;
use std::time::Duration;

use mamamia::demo::OperationCounts;

use crate::app::EmbeddedApp;
use crate::journey::Journey;
use crate::walk::{ENTER, JDUPONT, NEW, OLD, OTHER_IMAGE, Proofs, SAVE};

const NOTHING: OperationCounts = OperationCounts { binds: 0, searches: 0, compares: 0, writes: 0 };

#[tokio::test(flavor = "multi_thread")]
async fn a_wrong_captcha_makes_no_directory_traffic() {
    let embedded = EmbeddedApp::start().await;
    let visit = Journey::begin(&embedded.app);
    visit.open_reset().await;
    visit.fill_all(&[JDUPONT.login, JDUPONT.number, JDUPONT.birth_date, NEW, NEW]).await;
    let mut image = visit.captcha().await;
    for _ in 0..3 {
        visit.type_text(&wrong(&image)).await;
        visit.send(SAVE).await;
        visit.refused(&image, "MDP-410").await;
        image = visit.captcha().await;
    }
    assert_eq!(embedded.directory.operations(), NOTHING);
}

/// Another text of the same length.
fn wrong(image: &str) -> String {
    image.chars().rev().map(|c| if c == 'A' { 'B' } else { 'A' }).collect()
}

#[tokio::test(flavor = "multi_thread")]
async fn an_image_is_good_for_one_answer() {
    let embedded = EmbeddedApp::start().await;
    let visit = Journey::begin(&embedded.app);
    visit.open_change().await;
    visit.fill_all(&["jdupont", OLD, NEW, NEW]).await;
    // Of the image before, after another one was asked for…
    let first = visit.captcha().await;
    visit.send(OTHER_IMAGE).await;
    let second = visit.other_captcha(&first).await;
    visit.type_text(&first).await;
    visit.send(SAVE).await;
    visit.refused(&second, "MDP-410").await;
    // … and of an image that was answered wrongly.
    let third = visit.captcha().await;
    visit.type_text(&second).await;
    visit.send(SAVE).await;
    visit.refused(&third, "MDP-410").await;
    assert_eq!(embedded.directory.operations(), NOTHING);
}

#[tokio::test(flavor = "multi_thread")]
async fn an_empty_password_never_reaches_the_wire() {
    let embedded = EmbeddedApp::start().await;
    for texts in [["jdupont", "", NEW, NEW], ["jdupont", OLD, "", ""]] {
        let visit = Journey::begin(&embedded.app);
        visit.open_change().await;
        visit.fill_all(&texts).await;
        visit.copy_and_send().await;
        visit.expect("Rien n'a été envoyé").await;
    }
    assert_eq!(embedded.directory.operations(), NOTHING);
}

#[tokio::test(flavor = "multi_thread")]
async fn a_password_that_the_academy_refuses_is_never_sent() {
    let embedded = EmbeddedApp::start().await;
    for (new, said) in [
        ("court-1A", "Il faut au moins 12 caractères."),
        ("PIVOT-BRUINE8-LAMPADAIRE", "Ajoutez une minuscule"),
        ("pivot-bruine8-lampadaire", "Ajoutez une majuscule"),
        ("pivot-Bruine-lampadaire", "Ajoutez un chiffre"),
        ("pivotBruine8lampadaire", "Ajoutez un caractère qui n'est ni lettre ni chiffre"),
        ("Azertyuiop-1", "trop facile à deviner"),
        (OLD, "Choisissez un autre mot de passe que l'actuel."),
    ] {
        let visit = Journey::begin(&embedded.app);
        visit.open_change().await;
        visit.fill_all(&["jdupont", OLD, new, new]).await;
        visit.copy_and_send().await;
        visit.expect(said).await;
    }
    assert_eq!(embedded.directory.operations(), NOTHING);
}

#[tokio::test(flavor = "multi_thread")]
async fn a_password_made_of_the_persons_name_is_never_written() {
    // Enough for this password, but not of somebody of that name.
    let embedded = EmbeddedApp::with(|config| config.policy.min_percent = 70).await;
    let visit = Journey::begin(&embedded.app);
    // The names are the directory's: known only once the person is.
    let kmbaye = Proofs { login: "kmbaye", number: "EXT-2026-00042", birth_date: "10/01/1993" };
    visit.reset(kmbaye, "KhadyM'Baye1").await;
    visit.expect("trop facile à deviner").await;
    let asked = embedded.directory.operations();
    assert!(asked.compares > 0 && asked.writes == 0, "{asked:?}");
    assert!(embedded.holds("kmbaye", OLD));
}

#[tokio::test(flavor = "multi_thread")]
async fn without_a_service_account_nothing_is_redefined() {
    let embedded = EmbeddedApp::without_service().await;
    let visit = Journey::begin(&embedded.app);
    visit.expect("Gérer mon mot de passe").await;
    visit.send(b"2").await;
    visit.expect("on ne peut pas redéfinir un mot de passe oublié").await;
    // By the link either.
    visit.send(b"1").await;
    visit.expect("Modifier mon mot de passe").await;
    visit.send(b"\x1b[Z").await;
    visit.send(ENTER).await;
    visit.expect("on ne peut pas redéfinir un mot de passe oublié").await;
    assert_eq!(embedded.directory.operations(), NOTHING);
}

#[tokio::test(flavor = "multi_thread")]
async fn a_form_is_sent_once_however_often_it_is_sent() {
    let embedded = EmbeddedApp::start().await;
    let visit = Journey::begin(&embedded.app);
    visit.open_change().await;
    visit.fill_all(&["jdupont", OLD, NEW, NEW]).await;
    let image = visit.captcha().await;
    visit.type_text(&image).await;
    visit.send(b"\x13\x13\x13\r\r").await;
    visit.expect("MDP-200").await;
    assert_eq!(embedded.directory.operations().writes, 1);
}

#[tokio::test(flavor = "multi_thread")]
async fn leaving_a_form_sends_nothing_and_keeps_nothing() {
    let embedded = EmbeddedApp::start().await;
    let visit = Journey::begin(&embedded.app);
    visit.open_change().await;
    visit.fill_all(&["jdupont", OLD, NEW, NEW]).await;
    visit.expect("identique").await;
    visit.send(b"\x1b").await;
    visit.expect("Gérer mon mot de passe").await;
    visit.send(b"1").await;
    visit.expect("Modifier mon mot de passe").await;
    let screen = visit.screen();
    assert!(!screen.contains("jdupont") && !screen.contains('*'), "{screen}");
    assert_eq!(embedded.directory.operations(), NOTHING);
}

#[tokio::test(flavor = "multi_thread")]
async fn the_desk_does_not_trust_the_clock_of_the_screen() {
    let mut embedded = EmbeddedApp::with(|config| config.captcha.ttl = Duration::from_secs(1)).await;
    let app = Arc::get_mut(&mut embedded.app).expect("no session is open yet");
    Arc::make_mut(&mut app.settings).captcha_ttl = Duration::from_secs(3600);
    let visit = Journey::begin(&embedded.app);
    visit.open_change().await;
    visit.fill_all(&["jdupont", OLD, NEW, NEW]).await;
    visit.captcha().await;
    // The image is to be older than its second: waiting longer changes nothing.
    tokio::time::sleep(Duration::from_millis(1100)).await;
    let image = visit.copy_and_send().await;
    visit.refused(&image, "MDP-411").await;
    visit.expect("Cette image n'est plus valable").await;
    assert_eq!(embedded.directory.operations(), NOTHING);
}
