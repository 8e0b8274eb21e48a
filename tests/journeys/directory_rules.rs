//! Refusals of the directory, in an academy whose own rules would accept.

use super::*;

/// An academy without rules: only those of the directory are left.
fn lenient(config: &mut Config) {
    config.policy.min_length = 1;
    config.policy.max_length = 256;
    config.policy.require = Vec::new();
    config.policy.min_percent = 0;
}

#[rstest]
#[case::too_short("aB3-x", 431, "il est trop court")]
#[case::too_long(&"aB3-".repeat(40), 432, "il est trop long")]
#[case::too_simple("abcdefghijklmnop", 433, "il est trop simple")]
#[case::unchanged(OLD, 435, "c’est déjà celui de ce compte")]
#[tokio::test(flavor = "multi_thread")]
async fn refused_password_can_be_mended(#[case] new: &str, #[case] code: u16, #[case] said: &str) {
    let (embedded, session) = start_with(lenient).await;
    let image = session.reset(JDUPONT, new).await;
    session.refused(&image, &format!("MDP-{code}")).await;
    session.expect_all(&[said, "Rien n’a été modifié."]).await;
    assert!(embedded.holds("jdupont", OLD));
    // The cursor is on the new password; the other fields are as they were.
    session.refill(NEW).await;
    session.refill(NEW).await;
    session.copy_and_succeed().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn password_of_the_history_is_refused() {
    // OLD is weak: the academy must accept it, so that the directory refuses it.
    let embedded = EmbeddedApp::with(|config| config.policy.min_percent = 0).await;
    SessionHarness::changed(&embedded.app, "jdupont", OLD, NEW, DONE).await;
    let session = SessionHarness::changed(&embedded.app, "jdupont", NEW, OLD, "MDP-434").await;
    session.expect("il a déjà servi pour ce compte").await;
    assert!(embedded.holds("jdupont", NEW));
}
