//! A proposed password, and one that only the directory makes unacceptable.

use super::*;

const PROPOSE: &[u8] = b"\x10"; // Ctrl-P

fn proposed(screen: &str) -> String {
    let rows: Vec<&str> = screen.lines().collect();
    let at = rows.iter().position(|row| row.contains("très difficile")).expect("a proposal");
    // Between the bars of the focus, after the label.
    let (_, field) = rows[at - 1].split_once('▐').expect("the field of the proposal");
    field.trim_matches(['▌', ' ']).to_owned()
}

#[tokio::test(flavor = "multi_thread")]
async fn accepted_proposal_is_masked_and_works() {
    let (embedded, session) = start().await;
    session.open_change().await;
    let image = session.captcha().await;
    session.fill_all(&["jdupont", OLD]).await;
    session.reach(PROPOSE, "mots et un chiffre, très difficile").await;
    session.expect("(58 bits)").await;
    let phrase = proposed(&session.screen());
    session.send(b"\x1bOS").await; // F4
    session.expect_all(&["16 signes tirés au sort, très difficile", "(95 bits)"]).await;
    let random = proposed(&session.screen());
    assert_eq!((phrase.split('-').count(), random.chars().count()), (6, 16));
    session.send(ENTER).await;
    session.gone("très difficile").await;
    session.expect("identique").await;
    assert!(!session.screen().contains(&random), "it is masked again:\n{}", session.screen());
    session.send_with_image(&image).await;
    session.expect(DONE).await;

    SessionHarness::changed(&embedded.app, "jdupont", &random, OTHER, DONE).await;
}

/// The names come from the directory: only the person of that name may learn that they are there.
#[tokio::test(flavor = "multi_thread")]
async fn name_is_refused_after_identity_check() {
    let (embedded, session) = start().await;
    let made_of_it = "Pivot-Bruine8-Helene-Lampadaire";
    session.change("hlefevre", OLD, made_of_it).await;
    session.expect("MDP-430").await;
    session.close_page().await;
    session.expect("Il contient votre prénom ou votre nom").await;
    let session = SessionHarness::changed(&embedded.app, "hlefevre", OTHER, made_of_it, NOT_IDENTIFIED).await;
    assert!(!session.screen().contains("prénom ou votre nom"), "{}", session.screen());
}
