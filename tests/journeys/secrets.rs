//! A typed secret is neither shown nor kept.

use std::time::{Duration, Instant};

use mamamia::config::AuditSection;
use mamamia::telemetry;

use crate::session_harness::SessionHarness;
use crate::steps::{DONE, ENTER, JDUPONT, OLD, REVEAL, TAB, start, start_with};

/// With a letter that stands nowhere else on the screen.
const RARE: &str = "pivot-Bruine8-łampadaire";

fn holds(bytes: &[u8], text: &str) -> bool {
    bytes.windows(text.len()).any(|window| window == text.as_bytes())
}

#[tokio::test(flavor = "multi_thread")]
async fn secrets_reach_neither_screen_nor_log() {
    let log = tempfile::NamedTempFile::new().unwrap();
    telemetry::install(&AuditSection { file: Some(log.path().to_owned()) }).unwrap();
    let (embedded, reset) = start().await;
    reset.reset(JDUPONT, RARE).await;
    reset.expect(DONE).await;
    let change = SessionHarness::start(&embedded.app);
    change.change("jdupont", RARE, "encore-Un8-autre-mőt").await;
    change.expect(DONE).await;
    let reference = reference(&change.reading());

    let log = std::fs::read(log.path()).unwrap();
    assert!(holds(&log, &reference), "the log has a line of this session");
    let seen = [reset.bytes(), change.bytes(), log].concat();
    for secret in ["ł", "ő", OLD, RARE, JDUPONT.number, "14071975", "14/07/1975", "19750714"] {
        assert!(!holds(&seen, secret), "{secret}");
    }
}

fn reference(reading: &str) -> String {
    let (_, after) = reading.split_once("Référence : ").unwrap();
    after.split(' ').next().unwrap().to_owned()
}

#[tokio::test(flavor = "multi_thread")]
async fn revealed_secret_is_soon_masked() {
    let (_embedded, session) = start().await;
    session.open_change().await;
    session.fill_all(&["jdupont", OLD]).await;
    session.type_text(RARE).await;
    assert!(!holds(&session.bytes(), "ł"));
    let pressed = Instant::now();
    session.send(b"\x1bOQ").await;
    session.expect(RARE).await;
    session.gone(RARE).await;
    // Not before: a slow reader has these five seconds.
    assert!(pressed.elapsed() >= Duration::from_secs(5));
    // The other key reveals too; leaving the field masks at once.
    session.send(REVEAL).await;
    session.expect(RARE).await;
    session.send(TAB).await;
    session.gone(RARE).await;
}

#[tokio::test(flavor = "multi_thread")]
async fn idle_session_ends_and_wipes() {
    let (_embedded, session) =
        start_with(|config| config.session.idle_timeout = Duration::from_secs(4)).await;
    session.open_change().await;
    session.fill_all(&["jdupont", OLD]).await;
    session.expect("jdupont").await;
    let exit = session.exit().await;
    assert_eq!(exit.code.number(), 1);
    assert!(format!("{exit:?}").contains("exit-idle"), "{exit:?}");
}

#[tokio::test(flavor = "multi_thread")]
async fn busy_session_ends_at_its_limit() {
    let (_embedded, session) =
        start_with(|config| config.session.absolute_timeout = Duration::from_secs(3)).await;
    session.open_change().await;
    while session.try_send(b"x\x7f").await {
        tokio::time::sleep(Duration::from_millis(20)).await;
    }
    assert_eq!(session.exit_code().await, 1);
}

#[tokio::test(flavor = "multi_thread")]
async fn finished_form_cannot_be_sent_again() {
    let (embedded, session) = start().await;
    session.reset(JDUPONT, RARE).await;
    session.expect(DONE).await;
    session.send(ENTER).await;
    assert_eq!(session.exit_code().await, 0);
    assert_eq!(embedded.directory.operations().writes, 1);
}
