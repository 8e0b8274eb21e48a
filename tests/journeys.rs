//! Whole visits through the real loop, over the embedded directory.
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic, clippy::indexing_slicing, reason = "tests")]

#[path = "support/house.rs"]
mod house;
#[path = "support/journey.rs"]
mod journey;

use house::EmbeddedHouse;
use journey::Journey;
use mamamia::session::Ended;

const OLD: &str = "Ancien-Mdp-2026";
const NEW: &str = "pivot-Bruine8-lampadaire";

/// Fills « Modifier mon mot de passe » and sends it.
async fn change(visit: &Journey, login: &str, current: &str, new: &str) {
    visit.expect("Gérer mon mot de passe").await;
    visit.send(b"1").await;
    visit.expect("Identifiant").await;
    for text in [login, current, new, new] {
        visit.fill(text).await;
    }
    let captcha = visit.captcha().await;
    visit.fill(&captcha).await;
    visit.send(b"\x13").await;
}

/// Fills « Définir ou redéfinir mon mot de passe » and sends it.
async fn reset(visit: &Journey, login: &str, number: &str, birth_date: &str, new: &str) {
    visit.expect("Gérer mon mot de passe").await;
    visit.send(b"2").await;
    visit.expect("Date de naissance").await;
    for text in [login, number, birth_date, new, new] {
        visit.fill(text).await;
    }
    let captcha = visit.captcha().await;
    visit.fill(&captcha).await;
    visit.send(b"\x13").await;
}

fn exit_code(ended: Ended) -> u8 {
    match ended {
        Ended::Farewell(farewell) => farewell.exit_code,
        other => panic!("{other:?}"),
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn a_known_password_is_changed_and_the_new_one_then_works() {
    let embedded = EmbeddedHouse::start().await;
    let visit = Journey::begin(&embedded.house);
    change(&visit, "jdupont", OLD, NEW).await;
    visit.expect("La modification de votre mot de passe a été effectuée").await;
    visit.expect("30 minutes").await;
    visit.expect("Référence").await;
    visit.expect("MDP-200").await;
    visit.send(b"\r").await;
    assert_eq!(exit_code(visit.end().await), 0);

    let visit = Journey::begin(&embedded.house);
    change(&visit, "jdupont", NEW, "encore-Un8-autre-mot").await;
    visit.expect("La modification de votre mot de passe a été effectuée").await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_forgotten_password_is_redefined_by_numen_or_external_number() {
    let embedded = EmbeddedHouse::start().await;
    for (login, number, birth_date) in
        [("jdupont", "16E9912345ABC", "14071975"), ("kmbaye", "EXT-2026-00042", "10/01/1993")]
    {
        let visit = Journey::begin(&embedded.house);
        reset(&visit, login, number, birth_date, NEW).await;
        visit.expect("La modification de votre mot de passe a été effectuée").await;
        let visit = Journey::begin(&embedded.house);
        change(&visit, login, NEW, "encore-Un8-autre-mot").await;
        visit.expect("La modification de votre mot de passe a été effectuée").await;
    }
}

/// A proposal as the screen shows it: the row below the field.
fn proposed(screen: &str) -> String {
    let rows: Vec<&str> = screen.lines().collect();
    let at = rows.iter().position(|row| row.contains("tirés au sort parmi")).expect("nothing is proposed");
    rows[at - 1].trim().to_owned()
}

#[tokio::test(flavor = "multi_thread")]
async fn a_proposed_password_is_shown_taken_and_works() {
    let embedded = EmbeddedHouse::start().await;
    let visit = Journey::begin(&embedded.house);
    visit.expect("Gérer mon mot de passe").await;
    visit.send(b"1").await;
    visit.expect("Identifiant").await;
    for text in ["jdupont", OLD] {
        visit.fill(text).await;
    }
    visit.send(b"\x10").await; // Ctrl-P
    visit.expect("mots tirés au sort parmi 2048, un chiffre : 58 bits").await;
    let phrase = proposed(&visit.screen());
    visit.send(b"\x1bOS").await; // F4
    visit.expect("16 signes tirés au sort parmi 64 : 95 bits").await;
    let random = proposed(&visit.screen());
    assert_eq!((phrase.split('-').count(), random.chars().count()), (6, 16));
    visit.send(b"\r").await;
    visit.gone("tirés au sort").await;
    visit.expect("identique").await;
    assert!(!visit.screen().contains(&random), "it is masked again:\n{}", visit.screen());
    // The image's text is shown in the place of the notice, once a key was pressed.
    visit.type_text("x").await;
    visit.send(b"\x7f").await;
    let captcha = visit.captcha().await;
    visit.fill(&captcha).await;
    visit.send(b"\x13").await;
    visit.expect("La modification de votre mot de passe a été effectuée").await;

    let visit = Journey::begin(&embedded.house);
    change(&visit, "jdupont", &random, "encore-Un8-autre-mot").await;
    visit.expect("La modification de votre mot de passe a été effectuée").await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_name_of_the_directory_is_refused_to_who_proved_to_be_that_person_only() {
    let embedded = EmbeddedHouse::start().await;
    let made_of_it = "Pivot-Bruine8-Helene-Lampadaire";
    let visit = Journey::begin(&embedded.house);
    change(&visit, "hlefevre", OLD, made_of_it).await;
    visit.expect("MDP-430").await;
    visit.expect("Il contient votre prénom ou votre nom").await;
    let visit = Journey::begin(&embedded.house);
    change(&visit, "hlefevre", "Un-Autre-Mdp-2026", made_of_it).await;
    visit.expect("MDP-420").await;
    assert!(!visit.screen().contains("prénom ou votre nom"), "{}", visit.screen());
}
