//! While a request is on its way, and what may happen to a visit in its middle.

use std::time::Duration;

use mamamia::demo::Operation;
use mamamia::i18n::Language;
use mamamia::session::SessionEnd;

use crate::app::EmbeddedApp;
use crate::exit_code;
use crate::journey::Journey;
use crate::walk::{DONE, ENTER, ESCAPE, JDUPONT, LANGUAGE, NEW, OLD, QUIT, SAVE, SHIFT_TAB, TAB};

/// Longer than any test: the directory answers when the test says so, by cutting.
const NEVER: Duration = Duration::from_secs(3600);

#[tokio::test(flavor = "multi_thread")]
async fn keys_typed_while_sending_change_nothing() {
    let embedded = EmbeddedApp::start().await;
    embedded.directory.faults().delay(Operation::Search, NEVER);
    let visit = Journey::begin(&embedded.app);
    let image = visit.change("jdupont", OLD, NEW).await;
    visit.expect("Enregistrement en cours").await;
    visit.send(b"abc\t\r\x15\x0e\x7fxyz").await;
    visit.send(b"\x1b[200~colle\x1b[201~").await;
    visit.send(ESCAPE).await;
    visit.expect("La demande est partie : attendez la réponse.").await;
    embedded.directory.faults().clear();
    embedded.directory.cut_connections();
    visit.expect("MDP-450").await;
    visit.send(ENTER).await;
    // All is as it was typed before: only the image is another one.
    visit.other_captcha(&image).await;
    visit.copy_and_send().await;
    visit.expect(DONE).await;
    assert!(embedded.holds("jdupont", NEW));
}

#[tokio::test(flavor = "multi_thread")]
async fn a_write_goes_on_to_its_end_when_the_person_leaves() {
    let embedded = EmbeddedApp::start().await;
    embedded.directory.faults().delay(Operation::Write, Duration::from_secs(2));
    let visit = Journey::begin(&embedded.app);
    visit.change("jdupont", OLD, NEW).await;
    embedded.written().await;
    visit.send(QUIT).await;
    let ended = visit.end().await;
    assert_eq!(exit_code(&ended), 0);
    let SessionEnd::Exit(farewell, _) = ended else { panic!("{ended:?}") };
    assert!(format!("{farewell:?}").contains("farewell-sending"), "{farewell:?}");
    assert!(!embedded.holds("jdupont", NEW));
    embedded.app.services.drain().await;
    assert!(embedded.holds("jdupont", NEW));
    // The proof too: locate, prove, change, and the fresh bind.
    assert_eq!(embedded.directory.operations().binds, 4);
}

#[tokio::test(flavor = "multi_thread")]
async fn a_write_goes_on_to_its_end_when_the_line_drops() {
    let embedded = EmbeddedApp::start().await;
    embedded.directory.faults().delay(Operation::Write, Duration::from_secs(2));
    let visit = Journey::begin(&embedded.app);
    visit.reset(JDUPONT, NEW).await;
    embedded.written().await;
    assert!(matches!(visit.hang_up().await, SessionEnd::Disconnected));
    embedded.app.services.drain().await;
    assert!(embedded.holds("jdupont", NEW));
}

#[tokio::test(flavor = "multi_thread")]
async fn the_way_to_the_other_form_keeps_the_login_and_nothing_else() {
    let embedded = EmbeddedApp::start().await;
    let visit = Journey::begin(&embedded.app);
    visit.open_change().await;
    visit.fill_all(&["jdupont", OLD, NEW, NEW]).await;
    visit.expect("identique").await;
    // « Je ne connais pas mon mot de passe » comes after the image and the button.
    visit.send(TAB).await;
    visit.send(TAB).await;
    visit.send(ENTER).await;
    visit.expect("Définir ou redéfinir mon mot de passe").await;
    visit.expect("jdupont").await;
    assert!(!visit.screen().contains('*'), "{}", visit.screen());
    // The cursor is after the login.
    visit.fill_all(&[JDUPONT.number, JDUPONT.birth_date, NEW, NEW]).await;
    visit.copy_and_send().await;
    visit.expect(DONE).await;
}

#[tokio::test(flavor = "multi_thread")]
async fn the_way_back_keeps_the_login() {
    let embedded = EmbeddedApp::start().await;
    let visit = Journey::begin(&embedded.app);
    visit.open_reset().await;
    visit.type_text("jdupont").await;
    visit.send(SHIFT_TAB).await;
    visit.send(ENTER).await;
    visit.expect("Modifier mon mot de passe").await;
    visit.expect("jdupont").await;
    visit.fill_all(&[OLD, NEW, NEW]).await;
    visit.copy_and_send().await;
    visit.expect(DONE).await;
}

#[tokio::test(flavor = "multi_thread")]
async fn another_language_in_the_middle_loses_nothing() {
    let embedded = EmbeddedApp::start().await;
    let visit = Journey::begin(&embedded.app);
    visit.open_change().await;
    visit.fill_all(&["jdupont", OLD]).await;
    visit.type_text(&NEW[..10]).await;
    visit.send(LANGUAGE).await;
    visit.gone("Modifier mon mot de passe").await;
    visit.fill(&NEW[10..]).await;
    visit.fill("pivot").await;
    visit.copy_and_send().await;
    visit.gone("Identifiant").await;
    visit.send(b"\x15").await;
    visit.fill(NEW).await;
    visit.send(b"\x1b[20~").await;
    visit.expect("Modifier mon mot de passe").await;
    visit.send(SAVE).await;
    visit.expect(DONE).await;
}

#[tokio::test(flavor = "multi_thread")]
async fn another_size_in_the_middle_loses_nothing() {
    let embedded = EmbeddedApp::start().await;
    let visit = Journey::begin(&embedded.app);
    visit.open_change().await;
    let sizes = [(60, 18), (120, 40), (1, 1), (40, 12), (300, 100), (80, 24)];
    for (text, (columns, rows)) in ["jdupont", OLD, NEW, NEW].into_iter().zip(sizes) {
        let (before, after) = text.split_at(4);
        visit.type_text(before).await;
        visit.resize(columns, rows).await;
        visit.fill(after).await;
    }
    visit.resize(300, 100).await;
    visit.expect("Complexité du mot de passe").await;
    visit.resize(1, 1).await;
    visit.resize(80, 24).await;
    visit.copy_and_send().await;
    visit.expect(DONE).await;
    visit.resize(40, 12).await;
    visit.expect("MDP-200").await;
}

#[tokio::test(flavor = "multi_thread")]
async fn the_last_words_are_in_the_language_of_the_last_screen() {
    let embedded = EmbeddedApp::start().await;
    let visit = Journey::begin(&embedded.app);
    visit.expect("Gérer mon mot de passe").await;
    visit.send(LANGUAGE).await;
    visit.expect("Manage my password").await;
    visit.send(QUIT).await;
    let ended = visit.end().await;
    assert!(matches!(ended, SessionEnd::Exit(_, Language::English)), "{ended:?}");
}
