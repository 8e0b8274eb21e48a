//! Outcomes that must never happen.

use super::*;

#[tokio::test(flavor = "multi_thread")]
async fn wrong_captcha_asks_nothing() {
    let (embedded, session) = start().await;
    session.fill_reset(JDUPONT, NEW).await;
    let mut image = session.captcha().await;
    for _ in 0..3 {
        session.send_with_image(&wrong(&image)).await;
        session.refused(&image, "MDP-410").await;
        session.close_page().await;
        image = session.captcha().await;
    }
    assert_nothing_asked(&embedded);
}

fn wrong(image: &str) -> String {
    image.chars().rev().map(|c| if c == 'A' { 'C' } else { 'A' }).collect()
}

#[tokio::test(flavor = "multi_thread")]
async fn image_accepts_one_answer() {
    let (embedded, session) = start().await;
    session.fill_change("jdupont", OLD, NEW).await;
    // The text of the image before, after another one was asked for…
    let first = session.captcha().await;
    session.send(OTHER_IMAGE).await;
    let second = session.other_captcha(&first).await;
    session.send_with_image(&first).await;
    session.refused(&second, "MDP-410").await;
    // … and of an image that got a wrong answer.
    let third = session.captcha().await;
    session.send_with_image(&second).await;
    session.refused(&third, "MDP-410").await;
    assert_nothing_asked(&embedded);
}

#[tokio::test(flavor = "multi_thread")]
async fn password_of_own_name_is_refused() {
    // Strong enough, but not for a person of that name, which is known only once the person is found.
    let (embedded, session) = start_with(|config| config.policy.min_percent = 70).await;
    session.reset(KMBAYE, "KhadyM'Baye1").await;
    session.expect("MDP-430").await;
    session.close_page().await;
    session.expect("trop facile à deviner").await;
    let asked = embedded.directory.operations();
    assert!(asked.compares > 0 && asked.writes == 0, "{asked:?}");
    assert!(embedded.holds("kmbaye", OLD));
}

#[tokio::test(flavor = "multi_thread")]
async fn reset_is_unavailable_without_service_account() {
    const REFUSED: &str = "on ne peut pas redéfinir un mot de passe oublié";
    let embedded = EmbeddedApp::without_service().await;
    let session = SessionHarness::start(&embedded.app);
    session.expect(MENU).await;
    session.reach(b"2", REFUSED).await;
    // Nor by the link.
    session.reach(b"1", CHANGE_TITLE).await;
    session.reach(&[SHIFT_TAB, ENTER].concat(), REFUSED).await;
    assert_nothing_asked(&embedded);
}

#[tokio::test(flavor = "multi_thread")]
async fn repeated_saving_sends_once() {
    for form in ["1", "2"] {
        let (embedded, session) = start().await;
        match form {
            "1" => session.fill_change("jdupont", OLD, NEW).await,
            _ => session.fill_reset(JDUPONT, NEW).await,
        }
        let image = session.captcha().await;
        session.type_text(&image).await;
        session.reach(b"\x13\x13\x13\r\r", "MDP-200").await;
        session.leave(ENTER, 0).await;
        assert_eq!(embedded.directory.operations().writes, 1);
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn leaving_a_form_forgets_it() {
    let (embedded, session) = start().await;
    session.fill_change("jdupont", OLD, NEW).await;
    session.expect("identique").await;
    session.reach(ESCAPE, "Tout effacer et revenir").await;
    session.send(ENTER).await;
    session.open_change().await;
    let screen = session.screen();
    assert!(!screen.contains("jdupont") && !screen.contains('*'), "{screen}");
    assert_nothing_asked(&embedded);
}

#[tokio::test(flavor = "multi_thread")]
async fn captcha_store_keeps_its_own_clock() {
    let mut embedded = EmbeddedApp::with(|config| config.captcha.ttl = Duration::from_secs(1)).await;
    let app = Arc::get_mut(&mut embedded.app).expect("no session yet");
    Arc::make_mut(&mut app.settings).captcha_ttl = Duration::from_secs(3600);
    let session = SessionHarness::start(&embedded.app);
    session.fill_change("jdupont", OLD, NEW).await;
    session.captcha().await;
    // The image must be older than its second, however long the machine took.
    tokio::time::sleep(Duration::from_millis(1100)).await;
    let image = session.copy_and_send().await;
    session.refused(&image, "MDP-411").await;
    session.expect("Cette image n’est plus valable").await;
    assert_nothing_asked(&embedded);
}
