//! Events while a request is under way, and in the middle of a session.

use super::*;

/// Longer than any test: the directory answers when the test cuts its connections.
const NEVER: Duration = Duration::from_secs(3600);

#[tokio::test(flavor = "multi_thread")]
async fn keys_while_sending_change_nothing() {
    let (embedded, session) = start().await;
    embedded.directory.faults().delay(Operation::Search, NEVER);
    let image = session.change("jdupont", OLD, NEW).await;
    session.expect("Enregistrement en cours").await;
    session.send(b"abc\t\r\x15\x0e\x7fxyz").await;
    session.paste("colle").await;
    session.reach(ESCAPE, "La demande est partie : attendez la réponse.").await;
    // Longer than a lone Escape waits for the rest of a sequence.
    tokio::time::sleep(Duration::from_millis(1500)).await;
    embedded.directory.faults().clear();
    embedded.directory.cut_connections();
    session.expect("MDP-450").await;
    session.send(ENTER).await;
    // Only the image is another one.
    session.other_captcha(&image).await;
    session.copy_and_succeed().await;
    assert!(embedded.holds("jdupont", NEW));
}

#[tokio::test(flavor = "multi_thread")]
async fn write_is_finished_after_leaving() {
    for hangs_up in [false, true] {
        let (embedded, session) = start().await;
        embedded.directory.faults().delay(Operation::Write, Duration::from_secs(2));
        if hangs_up {
            session.reset(JDUPONT, NEW).await;
            embedded.written().await;
            assert!(matches!(session.hang_up().await, SessionEnd::Disconnected));
        } else {
            session.change("jdupont", OLD, NEW).await;
            embedded.written().await;
            session.send(QUIT).await;
            session.exits_with(0, "exit-sending").await;
            assert!(!embedded.holds("jdupont", NEW));
        }
        embedded.app.services.drain().await;
        assert!(embedded.holds("jdupont", NEW));
        // Locate, verify, and the bind that proves the change.
        assert!(hangs_up || embedded.directory.operations().binds == 3);
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn link_to_reset_keeps_only_login() {
    let (_embedded, session) = start().await;
    session.fill_change("jdupont", OLD, NEW).await;
    session.expect("identique").await;
    // « Je ne connais pas mon mot de passe » comes after the image and the button.
    session.send(&[TAB, TAB].concat()).await;
    session.reach(ENTER, "Tout effacer sauf").await;
    session.send(b"o").await;
    session.expect_all(&["Définir ou redéfinir mon mot de passe", "jdupont"]).await;
    assert!(!session.screen().contains('*'), "{}", session.screen());
    session.fill_all(&[JDUPONT.number, JDUPONT.birth_date, NEW, NEW]).await;
    session.copy_and_succeed().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn link_to_change_keeps_the_login() {
    let (_embedded, session) = start().await;
    session.open_reset().await;
    session.type_text("jdupont").await;
    session.send(&[SHIFT_TAB, ENTER].concat()).await;
    session.expect_all(&[CHANGE_TITLE, "jdupont"]).await;
    session.fill_all(&[OLD, NEW, NEW]).await;
    session.copy_and_succeed().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn language_change_keeps_the_form() {
    let (_embedded, session) = start().await;
    session.begin_change(&["jdupont", OLD]).await;
    session.type_text(&NEW[..10]).await;
    session.send(LANGUAGE).await;
    session.gone(CHANGE_TITLE).await;
    session.fill_all(&[&NEW[10..], "pivot"]).await;
    session.copy_and_send().await;
    session.gone("Identifiant").await;
    session.refill(NEW).await;
    session.reach(b"\x1b[20~", CHANGE_TITLE).await;
    session.reach(SAVE, DONE).await;
}

#[tokio::test(flavor = "multi_thread")]
async fn resizing_keeps_the_form() {
    let (_embedded, session) = start().await;
    session.open_change().await;
    let sizes = [(60, 18), (120, 40), (40, 12), (300, 100), (80, 24)];
    for (text, (columns, rows)) in ["jdupont", OLD, NEW, NEW].into_iter().zip(sizes) {
        let (before, after) = text.split_at(4);
        session.type_text(before).await;
        session.resize(columns, rows).await;
        session.fill(after).await;
    }
    session.resize(300, 100).await;
    session.expect("Complexité du mot de passe").await;
    session.resize(1, 1).await;
    session.resize(80, 24).await;
    session.copy_and_succeed().await;
    session.resize(40, 12).await;
    session.expect("MDP-200").await;
}

#[tokio::test(flavor = "multi_thread")]
async fn last_words_follow_the_chosen_language() {
    let (_embedded, session) = start().await;
    session.expect(MENU).await;
    session.reach(LANGUAGE, "Manage my password").await;
    session.send(QUIT).await;
    let ended = session.end().await;
    assert!(matches!(ended, SessionEnd::Exit(_, Language::English)), "{ended:?}");
}
