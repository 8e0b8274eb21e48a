//! The image to copy: wrong, too old, another one.

use std::time::Duration;

use crate::app::EmbeddedApp;
use crate::journey::{Journey, together};
use crate::walk::{DONE, JDUPONT, NEW, OLD, OTHER_IMAGE, SAVE};

#[tokio::test(flavor = "multi_thread")]
async fn a_wrong_text_keeps_the_form_and_brings_another_image() {
    let embedded = EmbeddedApp::start().await;
    let visit = Journey::begin(&embedded.app);
    visit.open_change().await;
    visit.fill_all(&["jdupont", OLD, NEW, NEW]).await;
    let image = visit.captcha().await;
    visit.type_text(if image == "AAAAA" { "BBBBB" } else { "AAAAA" }).await;
    visit.send(SAVE).await;
    visit.refused(&image, "MDP-410").await;
    visit.expect("Le texte recopié n'est pas celui de l'image.").await;
    // The cursor is where the new text goes; the rest is as it was typed.
    visit.copy_and_send().await;
    visit.expect(DONE).await;
    assert!(embedded.holds("jdupont", NEW));
}

#[tokio::test(flavor = "multi_thread")]
async fn capitals_and_blanks_of_the_text_do_not_matter() {
    let embedded = EmbeddedApp::start().await;
    let visit = Journey::begin(&embedded.app);
    visit.open_change().await;
    visit.fill_all(&["jdupont", OLD, NEW, NEW]).await;
    let image = visit.captcha().await.to_lowercase();
    visit.type_text(&format!("{} {}", &image[..2], &image[2..])).await;
    visit.send(SAVE).await;
    visit.expect(DONE).await;
}

#[tokio::test(flavor = "multi_thread")]
async fn another_image_is_there_by_both_keys_and_empties_the_field() {
    let embedded = EmbeddedApp::start().await;
    let visit = Journey::begin(&embedded.app);
    visit.open_reset().await;
    visit.fill_all(&[JDUPONT.login, JDUPONT.number, JDUPONT.birth_date, NEW, NEW]).await;
    let mut image = visit.captcha().await;
    for key in [b"\x1b[15~".as_slice(), OTHER_IMAGE, b"\x1b[15~"] {
        visit.type_text(&image).await;
        visit.send(key).await;
        image = visit.other_captcha(&image).await;
    }
    visit.copy_and_send().await;
    visit.expect(DONE).await;
}

#[tokio::test(flavor = "multi_thread")]
async fn an_image_that_grew_old_while_it_was_copied_is_said_so() {
    let embedded = EmbeddedApp::with(|config| config.captcha.ttl = Duration::from_secs(4)).await;
    let visit = Journey::begin(&embedded.app);
    visit.open_change().await;
    visit.fill_all(&["jdupont", OLD, NEW, NEW]).await;
    let image = visit.captcha().await;
    visit.type_text(&image[..2]).await;
    visit.expect("Cette image est trop ancienne").await;
    visit.send(OTHER_IMAGE).await;
    visit.other_captcha(&image).await;
    visit.copy_and_send().await;
    visit.expect(DONE).await;
}

#[tokio::test(flavor = "multi_thread")]
async fn an_image_that_grew_old_unseen_is_renewed() {
    let embedded = EmbeddedApp::with(|config| config.captcha.ttl = Duration::from_secs(3)).await;
    let visit = Journey::begin(&embedded.app);
    visit.open_change().await;
    visit.type_text("jdupont").await;
    let image = visit.captcha().await;
    visit.other_captcha(&image).await;
    visit.expect("jdupont").await;
}

#[tokio::test(flavor = "multi_thread")]
async fn of_images_asked_for_in_a_row_the_one_on_the_screen_is_the_one_that_counts() {
    together(0..8, |_| async {
        let embedded = EmbeddedApp::start().await;
        let visit = Journey::begin(&embedded.app);
        visit.open_change().await;
        visit.fill_all(&["jdupont", OLD, NEW, NEW]).await;
        let image = visit.captcha().await;
        // Without the image and back, again and again: each time another one is drawn.
        visit.send(&b"\x1b[17~".repeat(10)).await;
        visit.other_captcha(&image).await;
        visit.copy_and_send().await;
        visit.expect(DONE).await;
    })
    .await;
}
