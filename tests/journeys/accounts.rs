//! Each person of the demonstration, through both forms.

use super::*;

fn expected(login: &str) -> (u16, u16) {
    match login {
        // Expired, must be changed, grace logins, soon to expire, odd names: nothing that hinders.
        "jdupont" | "kmbaye" | "hlefevre" | "psanchez" | "tgrandjean" | "mbenali" | "aleroy" | "pbientot"
        | "ggrace" => (200, 200),
        // A locked account tells nothing of the password, until the proofs are right.
        "vroyer" => (420, 440),
        "crecente" => (436, 436),
        // The policy lets nobody change this password: a reset would, for the whole of a shared account.
        "finterdit" => (437, 437),
        "arequis" => (200, 521),
        "jmartin" => (420, 420),
        "nsansmdp" => (420, 200),
        other => panic!("{other} has no expected codes here"),
    }
}

/// The response shows nothing of the directory.
fn assert_nothing_raw(session: &SessionHarness, login: &str) {
    let screen = session.reading();
    assert!(screen.contains("Référence"), "{login}: {screen}");
    for raw in ["dc=", "ou=", "uid=", "ppolicy", "Password"] {
        assert!(!screen.contains(raw), "{login}: {screen}");
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn change_ends_as_each_account_requires() {
    let embedded = EmbeddedApp::start().await;
    join_all(mamamia::demo::accounts().unwrap().iter().map(async |person| {
        let (code, _) = expected(&person.login);
        let current = person.password.as_deref().unwrap_or(OLD);
        let said = format!("MDP-{code}");
        let session = SessionHarness::changed(&embedded.app, &person.login, current, NEW, &said).await;
        assert_nothing_raw(&session, &person.login);
        let is_done = code == 200;
        let holds = [NEW, OLD].map(|password| embedded.holds(&person.login, password));
        // No journey here proves anything of a workstation.
        assert!(!session.reading().contains("poste de travail"), "{}", session.screen());
        assert_eq!(holds, [is_done, !is_done && person.password.is_some()], "{}", person.login);
    }))
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn reset_ends_as_each_account_requires() {
    let embedded = EmbeddedApp::start().await;
    join_all(mamamia::demo::accounts().unwrap().iter().map(async |person| {
        let (_, code) = expected(&person.login);
        let proofs = Proofs { login: &person.login, number: &person.number, birth_date: &person.birth_date };
        let said = format!("MDP-{code}");
        let session = SessionHarness::redefined(&embedded.app, proofs, NEW, &said).await;
        assert_nothing_raw(&session, &person.login);
        assert_eq!(embedded.holds(&person.login, NEW), code == 200, "{}", person.login);
    }))
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn changed_password_then_works() {
    let (embedded, session) = start().await;
    session.change("jdupont", OLD, NEW).await;
    session.expect_all(&[DONE, "Vous devrez attendre au maximum 30 minutes", "Référence", "MDP-200"]).await;
    session.leave(ENTER, 0).await;

    SessionHarness::changed(&embedded.app, "jdupont", NEW, OTHER, DONE).await;
}

#[tokio::test(flavor = "multi_thread")]
async fn redefined_password_then_works() {
    let embedded = EmbeddedApp::start().await;
    for proofs in [JDUPONT, KMBAYE] {
        SessionHarness::redefined(&embedded.app, proofs, NEW, DONE).await;
        SessionHarness::changed(&embedded.app, proofs.login, NEW, OTHER, DONE).await;
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn young_password_changes_a_day_later() {
    let (embedded, session) = start().await;
    session.change("crecente", OLD, NEW).await;
    session.expect_all(&["MDP-436", "modifié il y a trop peu de temps"]).await;
    embedded.clock.advance(SignedDuration::from_hours(24));
    session.send(ENTER).await;
    session.copy_and_succeed().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn wrong_passwords_lock_account_silently() {
    let (embedded, session) = start().await;
    session.fill_change("jdupont", "pas-Le-Bon-2026", NEW).await;
    for _ in 0..3 {
        let image = session.copy_and_send().await;
        session.refused(&image, "MDP-420").await;
        session.back_to_image().await;
    }

    let session = SessionHarness::changed(&embedded.app, "jdupont", OLD, NEW, "MDP-420").await;
    session.expect(NOT_IDENTIFIED).await;
    assert!(embedded.holds("jdupont", OLD));

    embedded.clock.advance(SignedDuration::from_mins(15));
    session.back_to_image().await;
    session.copy_and_succeed().await;
}
