//! A password that is proposed, and one that is refused for what only the directory knows.

use crate::app::EmbeddedApp;
use crate::journey::Journey;
use crate::walk::{DONE, ENTER, NOT_IDENTIFIED, OLD, SAVE};

const PROPOSE: &[u8] = b"\x10"; // Ctrl-P

/// A proposal as the screen shows it: the row below the field.
fn proposed(screen: &str) -> String {
    let rows: Vec<&str> = screen.lines().collect();
    let at = rows.iter().position(|row| row.contains("tirés au sort parmi")).expect("nothing is proposed");
    rows[at - 1].trim().to_owned()
}

async fn change(visit: &Journey, login: &str, current: &str, new: &str) {
    visit.open_change().await;
    visit.fill_all(&[login, current, new, new]).await;
    visit.copy_and_send().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_proposed_password_is_shown_taken_and_works() {
    let embedded = EmbeddedApp::start().await;
    let visit = Journey::begin(&embedded.app);
    visit.open_change().await;
    let image = visit.captcha().await;
    visit.fill_all(&["jdupont", OLD]).await;
    visit.send(PROPOSE).await;
    visit.expect("mots tirés au sort parmi 2048, un chiffre : 58 bits").await;
    let phrase = proposed(&visit.screen());
    visit.send(b"\x1bOS").await; // F4
    visit.expect("16 signes tirés au sort parmi 64 : 95 bits").await;
    let random = proposed(&visit.screen());
    assert_eq!((phrase.split('-').count(), random.chars().count()), (6, 16));
    visit.send(ENTER).await;
    visit.gone("tirés au sort").await;
    visit.expect("identique").await;
    assert!(!visit.screen().contains(&random), "it is masked again:\n{}", visit.screen());
    visit.type_text(&image).await;
    visit.send(SAVE).await;
    visit.expect(DONE).await;

    let visit = Journey::begin(&embedded.app);
    change(&visit, "jdupont", &random, "encore-Un8-autre-mot").await;
    visit.expect(DONE).await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_name_of_the_directory_is_refused_to_who_proved_to_be_that_person_only() {
    let embedded = EmbeddedApp::start().await;
    let made_of_it = "Pivot-Bruine8-Helene-Lampadaire";
    let visit = Journey::begin(&embedded.app);
    change(&visit, "hlefevre", OLD, made_of_it).await;
    visit.expect("MDP-430").await;
    visit.expect("Il contient votre prénom ou votre nom").await;
    let visit = Journey::begin(&embedded.app);
    change(&visit, "hlefevre", "Un-Autre-Mdp-2026", made_of_it).await;
    visit.expect(NOT_IDENTIFIED).await;
    assert!(!visit.screen().contains("prénom ou votre nom"), "{}", visit.screen());
}
