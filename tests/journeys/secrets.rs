//! What is typed as a secret is seen by nobody, kept by nobody.

use std::time::{Duration, Instant};

use mamamia::config::AuditSection;
use mamamia::session::SessionEnd;
use mamamia::telemetry;

use crate::app::EmbeddedApp;
use crate::exit_code;
use crate::journey::Journey;
use crate::walk::{DONE, ENTER, JDUPONT, OLD, REVEAL};

/// With a letter that is nowhere else on the screen.
const RARE: &str = "pivot-Bruine8-łampadaire";

fn holds(bytes: &[u8], text: &str) -> bool {
    bytes.windows(text.len()).any(|window| window == text.as_bytes())
}

#[tokio::test(flavor = "multi_thread")]
async fn no_typed_secret_is_in_the_bytes_of_the_session_nor_in_the_log() {
    let log = tempfile::NamedTempFile::new().unwrap();
    telemetry::install(&AuditSection { file: Some(log.path().to_owned()) }).unwrap();
    let embedded = EmbeddedApp::start().await;

    let reset = Journey::begin(&embedded.app);
    reset.reset(JDUPONT, RARE).await;
    reset.expect(DONE).await;
    let change = Journey::begin(&embedded.app);
    change.change("jdupont", RARE, "encore-Un8-autre-mőt").await;
    change.expect(DONE).await;
    let reference = reference(&change.reading());

    let log = std::fs::read(log.path()).unwrap();
    assert!(holds(&log, &reference), "the log tells of this visit");
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
async fn a_revealed_secret_is_masked_again_after_five_seconds() {
    let embedded = EmbeddedApp::start().await;
    let visit = Journey::begin(&embedded.app);
    visit.open_change().await;
    visit.fill_all(&["jdupont", OLD]).await;
    visit.type_text(RARE).await;
    assert!(!holds(&visit.bytes(), "ł"));
    let pressed = Instant::now();
    visit.send(b"\x1bOQ").await;
    visit.expect(RARE).await;
    visit.gone(RARE).await;
    // Not before: whoever is slow to read has their five seconds.
    assert!(pressed.elapsed() >= Duration::from_secs(5));
    // The other key; and leaving the field masks at once.
    visit.send(REVEAL).await;
    visit.expect(RARE).await;
    visit.send(b"\t").await;
    visit.gone(RARE).await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_visit_that_is_left_alone_ends_and_wipes() {
    let embedded = EmbeddedApp::with(|config| config.session.idle_timeout = Duration::from_secs(4)).await;
    let visit = Journey::begin(&embedded.app);
    visit.open_change().await;
    visit.fill_all(&["jdupont", OLD]).await;
    visit.expect("jdupont").await;
    let ended = visit.end().await;
    assert_eq!(exit_code(&ended), 1);
    let SessionEnd::Exit(farewell, _) = ended else { panic!("{ended:?}") };
    assert!(format!("{farewell:?}").contains("farewell-idle"), "{farewell:?}");
}

#[tokio::test(flavor = "multi_thread")]
async fn the_longest_visit_ends_whatever_is_typed() {
    let embedded = EmbeddedApp::with(|config| config.session.absolute_timeout = Duration::from_secs(3)).await;
    let visit = Journey::begin(&embedded.app);
    visit.open_change().await;
    while visit.try_send(b"x\x7f").await {
        tokio::time::sleep(Duration::from_millis(20)).await;
    }
    assert_eq!(exit_code(&visit.end().await), 1);
}

#[tokio::test(flavor = "multi_thread")]
async fn after_a_success_nothing_is_left_to_be_sent_again() {
    let embedded = EmbeddedApp::start().await;
    let visit = Journey::begin(&embedded.app);
    visit.reset(JDUPONT, RARE).await;
    visit.expect(DONE).await;
    visit.send(ENTER).await;
    assert_eq!(exit_code(&visit.end().await), 0);
    assert_eq!(embedded.directory.operations().writes, 1);
}
