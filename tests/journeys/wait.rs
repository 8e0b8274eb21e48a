//! Without the image: the request is delayed instead.

use super::*;

const WITHOUT_IMAGE: &[u8] = b"\x0f";
/// Seconds, longer than any test.
const NEVER: u64 = 3600;

async fn start_delaying(seconds: u64) -> (EmbeddedApp, SessionHarness) {
    start_with(|config| config.captcha.wait = Duration::from_secs(seconds)).await
}

async fn change(session: &SessionHarness) {
    session.fill_change("jdupont", OLD, NEW).await;
    session.reach(WITHOUT_IMAGE, "Sans image : après « Enregistrer », votre demande sera retenue").await;
    session.send(SAVE).await;
}

#[tokio::test(flavor = "multi_thread")]
async fn growing_delays_replace_image_until_spent() {
    let (embedded, session) = start_delaying(1).await;
    session.expect(MENU).await;
    change(&session).await;
    session.expect(DONE).await;
    assert!(embedded.holds("jdupont", NEW));

    let session = SessionHarness::start(&embedded.app);
    change(&session).await;
    session.expect("MDP-420").await;
    session.close_page().await;
    session.expect("retenue 3 secondes. Il reste 2 attentes").await;
    for said in
        ["C’est la dernière attente possible dans l’heure.", "La prochaine sera possible dans 60 minutes."]
    {
        session.send(SAVE).await;
        session.expect("Corriger").await;
        session.close_page().await;
        session.expect(said).await;
    }
    session.send(&b"\x1b[Z".repeat(3)).await;
    // The image is back; the other fields are as they were.
    session.copy_and_send().await;
    session.expect(NOT_IDENTIFIED).await;
}

#[tokio::test(flavor = "multi_thread")]
async fn function_key_delays_a_reset() {
    let (embedded, session) = start_delaying(1).await;
    session.fill_reset(JDUPONT, NEW).await;
    session.reach(b"\x1b[17~", "retenue 1 seconde.").await;
    session.reach(ENTER, DONE).await;
    assert!(embedded.holds("jdupont", NEW));
}

#[tokio::test(flavor = "multi_thread")]
async fn cancelled_delay_asks_nothing() {
    let (embedded, session) = start_delaying(NEVER).await;
    for _ in 0..2 {
        change(&session).await;
        session.expect("Encore 3600 secondes").await;
        assert_nothing_asked(&embedded);
        session.send(ESCAPE).await;
        session.expect_all(&["Demande annulée : rien n’est parti.", "Enregistrer"]).await;
        session.reach(ESCAPE, "Tout effacer et revenir").await;
        session.send(ENTER).await;
    }
    session.expect(MENU).await;
    assert_nothing_asked(&embedded);
    assert!(embedded.holds("jdupont", OLD));
}

#[tokio::test(flavor = "multi_thread")]
async fn leaving_cancels_the_delayed_request() {
    let (embedded, session) = start_delaying(NEVER).await;
    change(&session).await;
    session.expect("Encore 3600 secondes").await;
    session.send(QUIT).await;
    session.exits_with(0, "exit-delayed").await;

    let session = SessionHarness::start(&embedded.app);
    change(&session).await;
    session.expect("Encore 3600 secondes").await;
    assert!(matches!(session.hang_up().await, SessionEnd::Disconnected));
    // It would not end while a request is delayed.
    embedded.app.services.drain().await;
    assert_nothing_asked(&embedded);
}
