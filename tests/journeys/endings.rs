//! What the directory refuses, whatever the rules of the academy are.

use mamamia::config::Config;
use rstest::rstest;

use crate::app::EmbeddedApp;
use crate::journey::Journey;
use crate::walk::{CLEAR, DONE, JDUPONT, NEW, OLD};

/// An academy that asks for nothing: only the rules of the directory are left.
fn lenient(config: &mut Config) {
    config.policy.min_length = 1;
    config.policy.require = Vec::new();
    config.policy.min_percent = 0;
}

#[rstest]
#[case::too_short("aB3-x", 431, "il est trop court")]
#[case::too_simple("abcdefghijklmnop", 433, "il est trop simple")]
#[case::unchanged(OLD, 435, "c'est déjà celui de ce compte")]
#[tokio::test(flavor = "multi_thread")]
async fn the_directory_refuses_the_new_password(#[case] new: &str, #[case] code: u16, #[case] said: &str) {
    let embedded = EmbeddedApp::with(lenient).await;
    let visit = Journey::begin(&embedded.app);
    let image = visit.reset(JDUPONT, new).await;
    visit.refused(&image, &format!("MDP-{code}")).await;
    visit.expect(said).await;
    visit.expect("Rien n'a été modifié.").await;
    assert!(embedded.holds("jdupont", OLD));
    // The cursor is on the new password; the rest is as it was typed.
    for _ in 0..2 {
        visit.send(CLEAR).await;
        visit.fill(NEW).await;
    }
    visit.copy_and_send().await;
    visit.expect(DONE).await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_password_that_served_before_is_refused() {
    // Weak, but it is the directory that is to refuse it.
    let embedded = EmbeddedApp::with(|config| config.policy.min_percent = 0).await;
    let visit = Journey::begin(&embedded.app);
    visit.change("jdupont", OLD, NEW).await;
    visit.expect(DONE).await;
    let visit = Journey::begin(&embedded.app);
    visit.change("jdupont", NEW, OLD).await;
    visit.expect("MDP-434").await;
    visit.expect("il a déjà servi pour ce compte").await;
    assert!(embedded.holds("jdupont", NEW));
}

#[tokio::test(flavor = "multi_thread")]
async fn a_password_that_is_too_long_for_the_directory_is_refused() {
    let embedded = EmbeddedApp::with(|config| {
        lenient(config);
        config.policy.max_length = 256;
    })
    .await;
    let visit = Journey::begin(&embedded.app);
    visit.reset(JDUPONT, &"aB3-".repeat(40)).await;
    visit.expect("MDP-432").await;
    assert!(embedded.holds("jdupont", OLD));
}
