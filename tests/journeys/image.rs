//! The image to copy: a wrong text, an old image, another image.

use super::*;

fn valid_for(seconds: u64) -> impl FnOnce(&mut Config) {
    move |config| config.captcha.ttl = Duration::from_secs(seconds)
}

#[tokio::test(flavor = "multi_thread")]
async fn wrong_text_brings_another_image() {
    let (embedded, session) = start().await;
    session.fill_change("jdupont", OLD, NEW).await;
    let image = session.captcha().await;
    session.send_with_image(if image == "AAAAA" { "CCCCC" } else { "AAAAA" }).await;
    session.refused(&image, "MDP-410").await;
    session.expect("Le texte recopié n’est pas celui de l’image.").await;
    // The cursor is on the text of the image; the other fields are as they were.
    session.copy_and_succeed().await;
    assert!(embedded.holds("jdupont", NEW));
}

#[tokio::test(flavor = "multi_thread")]
async fn lower_case_and_blanks_are_accepted() {
    let (_embedded, session) = start().await;
    session.fill_change("jdupont", OLD, NEW).await;
    let image = session.captcha().await.to_lowercase();
    session.send_with_image(&format!("{} {}", &image[..2], &image[2..])).await;
    session.expect(DONE).await;
}

#[tokio::test(flavor = "multi_thread")]
async fn both_keys_renew_image_and_field() {
    let (_embedded, session) = start().await;
    session.fill_reset(JDUPONT, NEW).await;
    let mut image = session.captcha().await;
    for key in [b"\x1b[15~".as_slice(), OTHER_IMAGE, b"\x1b[15~"] {
        session.type_text(&image).await;
        session.send(key).await;
        image = session.other_captcha(&image).await;
    }
    session.copy_and_succeed().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn image_expired_while_copied_is_reported() {
    let (_embedded, session) = start_with(valid_for(4)).await;
    session.fill_change("jdupont", OLD, NEW).await;
    let image = session.captcha().await;
    session.type_text(&image[..2]).await;
    session.expect("Cette image est trop ancienne").await;
    session.send(OTHER_IMAGE).await;
    session.other_captcha(&image).await;
    session.copy_and_succeed().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn image_expired_unused_is_renewed_at_its_field() {
    let (_embedded, session) = start_with(valid_for(1)).await;
    session.open_change().await;
    session.type_text("jdupont").await;
    let image = session.captcha().await;
    tokio::time::sleep(Duration::from_millis(1500)).await;
    assert_eq!(session.captcha().await, image, "nothing changes unasked");
    session.send(b"\t\t\t\t").await;
    session.other_captcha(&image).await;
    session.expect("jdupont").await;
}

#[tokio::test(flavor = "multi_thread")]
async fn last_of_many_images_counts() {
    together(0..8, |_| async {
        let (_embedded, session) = start().await;
        session.fill_change("jdupont", OLD, NEW).await;
        let image = session.captcha().await;
        // Without the image and back, ten times: each time another one is drawn.
        session.send(&b"\x1b[17~".repeat(10)).await;
        session.other_captcha(&image).await;
        session.copy_and_succeed().await;
    })
    .await;
}
