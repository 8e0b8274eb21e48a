//! Without the image: the request is held instead.

use std::time::Duration;

use mamamia::demo::OperationCounts;
use mamamia::session::SessionEnd;

use crate::app::EmbeddedApp;
use crate::exit_code;
use crate::journey::Journey;
use crate::walk::{DONE, ESCAPE, JDUPONT, NEW, NOT_IDENTIFIED, OLD, QUIT, SAVE};

const WITHOUT_IMAGE: &[u8] = b"\x0f";
/// Longer than any test.
const NEVER: Duration = Duration::from_secs(3600);

/// A app where requests are held that long.
async fn holding(hold: Duration) -> EmbeddedApp {
    EmbeddedApp::with(|config| config.captcha.wait = hold).await
}

/// Fills « Modifier mon mot de passe » but for the image, and sends it.
async fn change(visit: &Journey, login: &str) {
    visit.open_change().await;
    visit.fill_all(&[login, OLD, NEW, NEW]).await;
    visit.send(WITHOUT_IMAGE).await;
    visit.expect("Sans image : après « Enregistrer », votre demande sera retenue").await;
    visit.send(SAVE).await;
}

fn nothing_asked(embedded: &EmbeddedApp, before: OperationCounts) {
    let nothing = OperationCounts { binds: 0, searches: 0, compares: 0, writes: 0 };
    assert_eq!(embedded.asked_since(before), nothing);
}

#[tokio::test(flavor = "multi_thread")]
async fn a_password_is_changed_without_an_image_once_an_hour() {
    let embedded = holding(Duration::from_secs(1)).await;
    let visit = Journey::begin(&embedded.app);
    visit.expect("Gérer mon mot de passe").await;
    change(&visit, "jdupont").await;
    visit.expect(DONE).await;
    assert!(embedded.holds("jdupont", NEW));

    let before = embedded.directory.operations();
    let visit = Journey::begin(&embedded.app);
    change(&visit, "jdupont").await;
    visit.expect("MDP-412").await;
    visit.expect("Trop d'attentes demandées.").await;
    nothing_asked(&embedded, before);
    // The image is back, and the rest is as it was typed.
    visit.copy_and_send().await;
    visit.expect(NOT_IDENTIFIED).await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_password_is_redefined_without_an_image_by_the_function_key() {
    let embedded = holding(Duration::from_secs(1)).await;
    let visit = Journey::begin(&embedded.app);
    visit.open_reset().await;
    visit.fill_all(&[JDUPONT.login, JDUPONT.number, JDUPONT.birth_date, NEW, NEW]).await;
    visit.send(b"\x1b[17~").await;
    visit.expect("retenue 1 seconde.").await;
    visit.send(b"\r").await;
    visit.expect(DONE).await;
    assert!(embedded.holds("jdupont", NEW));
}

#[tokio::test(flavor = "multi_thread")]
async fn the_directory_hears_nothing_of_a_wait_that_is_given_up() {
    let embedded = holding(NEVER).await;
    let before = embedded.directory.operations();
    let visit = Journey::begin(&embedded.app);
    for _ in 0..2 {
        change(&visit, "jdupont").await;
        visit.expect("Encore 3600 secondes. Échap : annuler").await;
        nothing_asked(&embedded, before);
        visit.send(ESCAPE).await;
        visit.expect("Demande annulée : rien n'est parti.").await;
        visit.expect("[ Enregistrer ]").await;
        visit.send(ESCAPE).await;
    }
    visit.expect("Gérer mon mot de passe").await;
    nothing_asked(&embedded, before);
    assert!(embedded.holds("jdupont", OLD));
}

#[tokio::test(flavor = "multi_thread")]
async fn who_leaves_during_the_wait_gives_the_request_up() {
    let embedded = holding(NEVER).await;
    let before = embedded.directory.operations();
    let visit = Journey::begin(&embedded.app);
    change(&visit, "jdupont").await;
    visit.expect("Encore 3600 secondes").await;
    visit.send(QUIT).await;
    let ended = visit.end().await;
    assert_eq!(exit_code(&ended), 0);
    assert!(format!("{ended:?}").contains("farewell-held"), "{ended:?}");

    let visit = Journey::begin(&embedded.app);
    change(&visit, "jdupont").await;
    visit.expect("Encore 3600 secondes").await;
    assert!(matches!(visit.hang_up().await, SessionEnd::Disconnected));
    // It would not end if a request were held still.
    embedded.app.services.drain().await;
    nothing_asked(&embedded, before);
}
