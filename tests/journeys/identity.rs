//! A person who proves nothing learns nothing: one sentence, one code, the same exchanges with the directory.

use super::*;

/// The screen of a refusal without the login and the reference, which differ anyway.
fn without_login_and_reference(screen: &str, login: &str) -> String {
    let different = Regex::new(r"(?m)Référence : \S+| +$").unwrap();
    different.replace_all(&screen.replace(login, "LOGIN"), "").into_owned()
}

/// Without images, which always differ, and without the search for the kind of server, which only the first session of
/// a process causes.
async fn without_captcha() -> EmbeddedApp {
    EmbeddedApp::with(|config| {
        config.captcha.mode = CaptchaMode::Never;
        // Masked proofs: the screens of two visits then differ by nothing that was typed.
        config.interface.mask_identity = true;
        config.directory.kind = DirectoryKind::OpenLdap;
    })
    .await
}

async fn refused(embedded: &EmbeddedApp, session: &SessionHarness, login: &str) -> (String, OperationCounts) {
    let before = embedded.directory.operations();
    session.send(SAVE).await;
    session.expect_all(&[NOT_IDENTIFIED, "code MDP-420"]).await;
    (without_login_and_reference(&session.screen(), login), embedded.asked_since(before))
}

fn assert_all_the_same(seen: &[(String, OperationCounts)]) {
    for other in &seen[1..] {
        assert!(*other == seen[0], "{}\n{:?}\n{}\n{:?}", other.0, other.1, seen[0].0, seen[0].1);
    }
    assert_eq!(seen[0].1.writes, 0);
}

#[tokio::test(flavor = "multi_thread")]
async fn failed_resets_look_the_same() {
    let embedded = without_captcha().await;
    let mut seen = Vec::new();
    for proofs in [
        Proofs { login: "inconnu", ..JDUPONT },
        Proofs { number: "16E9912345ABD", ..JDUPONT },
        Proofs { birth_date: "15071975", ..JDUPONT },
        Proofs { number: "16E9912345ABD", birth_date: "15071975", ..JDUPONT },
        // The proofs of another person; homonyms, of whom none has a number of that sort.
        Proofs { login: "hlefevr", ..JDUPONT },
        Proofs { login: "jmartin", number: "44E8066666CDE", birth_date: "01011980" },
    ] {
        let session = SessionHarness::start(&embedded.app);
        session.fill_reset(proofs, NEW).await;
        session.expect("identique").await;
        session.expect_gauges(1).await;
        seen.push(refused(&embedded, &session, proofs.login).await);
    }
    assert_all_the_same(&seen);
    assert!(embedded.holds("jdupont", OLD));
}

#[tokio::test(flavor = "multi_thread")]
async fn failed_changes_look_the_same() {
    let embedded = without_captcha().await;
    let mut seen = Vec::new();
    for (login, current) in [
        ("inconnu", OLD),
        ("jdupont", "Ancien-Mdp-2027"),
        ("jmartin", OLD),
        // Locked by an administrator, with the right password and with a wrong one; without a password.
        ("vroyer", OLD),
        ("vroyer", "Ancien-Mdp-2027"),
        ("nsansmdp", OLD),
    ] {
        let session = SessionHarness::start(&embedded.app);
        session.fill_change(login, current, NEW).await;
        session.expect("identique").await;
        session.expect_gauges(2).await;
        seen.push(refused(&embedded, &session, login).await);
    }
    assert_all_the_same(&seen);
}

#[tokio::test(flavor = "multi_thread")]
async fn refused_form_keeps_its_fields() {
    let (embedded, session) = start().await;
    let image = session.reset(Proofs { birth_date: "15071975", ..JDUPONT }, NEW).await;
    session.refused(&image, "MDP-420").await;
    session.close_page().await;
    session.expect("jdupont").await;
    // The cursor is on the login: the date is two fields further.
    session.send(b"\t\t").await;
    session.refill(JDUPONT.birth_date).await;
    session.send(b"\t\t").await;
    session.copy_and_send().await;
    session.expect("MDP-200").await;
    assert!(embedded.holds("jdupont", NEW));
}
