//! A typed secret is neither shown nor kept.

use super::*;

/// With a letter that stands nowhere else on the screen.
const RARE: &str = "pivot-Bruine8-łampadaire";

fn holds(bytes: &[u8], text: &str) -> bool {
    bytes.windows(text.len()).any(|window| window == text.as_bytes())
}

#[tokio::test(flavor = "multi_thread")]
async fn secrets_reach_neither_screen_nor_log() {
    let log = tempfile::NamedTempFile::new().unwrap();
    mamamia::telemetry::install(&AuditSection { file: Some(log.path().to_owned()) }).unwrap();
    let embedded = EmbeddedApp::start().await;
    let reset = SessionHarness::redefined(&embedded.app, JDUPONT, RARE, DONE).await;
    let other = "encore-Un8-autre-mőt";
    let change = SessionHarness::changed(&embedded.app, "jdupont", RARE, other, DONE).await;
    let reading = change.reading();
    let (_, reference) = reading.split_once("Référence : ").unwrap();
    let (reference, _) = reference.split_once(' ').unwrap();
    let log = std::fs::read(log.path()).unwrap();
    assert!(holds(&log, reference), "the log has a line of this session");
    let seen = [reset.bytes(), change.bytes()].concat();
    for secret in ["ł", "ő", OLD, RARE] {
        assert!(!holds(&seen, secret) && !holds(&log, secret), "{secret}");
    }
    // The proofs are seen while they are typed, and nowhere else.
    for proof in [JDUPONT.number, "14071975", "14/07/1975", "19750714"] {
        assert!(!holds(&log, proof), "{proof}");
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn revealed_secret_is_soon_masked() {
    let (_embedded, session) = start().await;
    session.begin_change(&["jdupont", OLD]).await;
    session.type_text(RARE).await;
    assert!(!holds(&session.bytes(), "ł"));
    let pressed = Instant::now();
    session.reach(b"\x1bOQ", RARE).await;
    session.gone(RARE).await;
    // Not before: a slow reader has these five seconds.
    assert!(pressed.elapsed() >= Duration::from_secs(5));
    // The other key reveals too; leaving the field masks at once.
    session.reach(REVEAL, RARE).await;
    session.send(TAB).await;
    session.gone(RARE).await;
}

#[tokio::test(flavor = "multi_thread")]
async fn idle_session_ends_and_wipes() {
    let (_app, session) = start_with(|config| config.session.idle_timeout = Duration::from_secs(4)).await;
    session.begin_change(&["jdupont", OLD]).await;
    session.expect("jdupont").await;
    session.exits_with(1, "exit-idle").await;
}

#[tokio::test(flavor = "multi_thread")]
async fn busy_session_ends_at_its_limit() {
    let (_app, session) = start_with(|config| config.session.absolute_timeout = Duration::from_secs(3)).await;
    session.open_change().await;
    while session.try_send(b"x\x7f").await {
        tokio::time::sleep(Duration::from_millis(20)).await;
    }
    assert_eq!(session.exit_code().await, 1);
}
