//! Both journeys by the row of the cursor alone, refused once: a braille display shows no other row.
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic, clippy::indexing_slicing, reason = "tests")]

#[path = "support/sessions/mod.rs"]
mod sessions;

use std::time::Duration;

use rstest::rstest;
use sessions::*;

const LEAN: TerminalProfile = TerminalProfile::LEAN;
const RICH: TerminalProfile = TerminalProfile::USUAL;
const WITHOUT_IMAGE: &[u8] = b"\x0f";

/// A display of so many cells, which shows the part of the row in which the cursor is; its reader may go back to the
/// beginning of the row and has forty cells of it, never another row.
#[derive(Clone, Copy)]
struct Display {
    cells: usize,
}

impl Display {
    fn shown(self, session: &SessionHarness) -> String {
        let (row, column) = session.on_emulator(|emulator| emulator.screen().cursor_position());
        let line: Vec<char> = session.on_emulator(|emulator| {
            let (_, columns) = emulator.screen().size();
            let cell = |column| emulator.screen().cell(row, column).unwrap();
            let symbol = |column| cell(column).contents().chars().next().unwrap_or(' ');
            (0..columns).map(symbol).collect()
        });
        let part = usize::from(column) / self.cells;
        line.into_iter().take(((part + 1) * self.cells).max(40)).collect()
    }

    /// Waits until the display shows one of these texts.
    async fn reads(self, session: &SessionHarness, texts: &[&str]) {
        let waited = tokio::time::timeout(Duration::from_secs(30), async {
            loop {
                let shown = self.shown(session);
                if texts.iter().any(|text| shown.contains(text)) {
                    return;
                }
                tokio::time::sleep(Duration::from_millis(20)).await;
            }
        });
        let is_read = waited.await.is_ok();
        assert!(is_read, "« {} » instead of {texts:?} in\n{}", self.shown(session), session.screen());
    }
}

/// The visit, from the filled form on: the confirmation is another password, and the first password is wrong.
struct Visit<'a> {
    session: &'a SessionHarness,
    display: Display,
}

impl Visit<'_> {
    async fn press(&self, key: &[u8], texts: &[&str]) {
        self.session.send(key).await;
        self.display.reads(self.session, texts).await;
    }

    /// F6 in a field that is not the image's, and back: the display says what became of the image.
    async fn takes_no_image(&self) {
        self.press(WITHOUT_IMAGE, &["sans image"]).await;
        self.press(WITHOUT_IMAGE, &["Texte de l", "Recopiez le texte"]).await;
        self.press(WITHOUT_IMAGE, &["sans image"]).await;
    }

    /// A request that is not sent: the reason where the cursor lands, after the sign of the fault.
    async fn is_not_sent(&self) {
        self.press(SAVE, &["pas identique"]).await;
        let shown = self.display.shown(self.session);
        assert!(shown.contains(['!', '✗']), "{shown}");
    }

    /// A request that is held, then refused.
    async fn is_held_and_refused(&self) {
        self.press(SAVE, &["seconde", "votre demande est"]).await;
        self.display.reads(self.session, &["refusé (MDP-420)", "Nous n’avons pas pu"]).await;
    }

    /// Closes the refusal, where that is a page, and goes on to the field after the login.
    async fn corrects(&self, profile: TerminalProfile, label: &str) {
        if !profile.lean {
            self.press(ENTER, &["jdupont"]).await;
        }
        self.press(TAB, &[label]).await;
    }

    async fn succeeds(&self) {
        self.press(WITHOUT_IMAGE, &["Texte de l", "Recopiez le texte"]).await;
        let image = self.session.captcha().await;
        self.session.type_text(&image).await;
        self.session.send(SAVE).await;
        self.display.reads(self.session, &["a été effectuée", "La modification", "La redéfinition"]).await;
    }
}

async fn app() -> EmbeddedApp {
    EmbeddedApp::with(|config| config.captcha.wait = Duration::from_secs(1)).await
}

#[rstest]
#[tokio::test(flavor = "multi_thread")]
async fn display_tells_the_change(
    #[values(LEAN, RICH)] profile: TerminalProfile,
    #[values(40, 20)] cells: usize,
) {
    let embedded = app().await;
    let session = SessionHarness::at(&embedded.app, profile);
    let visit = Visit { session: &session, display: Display { cells } };
    session.begin_change(&["jdupont", "Faux-Mdp-2026", NEW, OTHER]).await;
    session.send(SHIFT_TAB).await;
    visit.takes_no_image().await;
    visit.is_not_sent().await;
    session.refill(NEW).await;
    visit.is_held_and_refused().await;
    visit.corrects(profile, "Mot de passe actuel").await;
    session.refill(OLD).await;
    visit.succeeds().await;
}

#[rstest]
#[tokio::test(flavor = "multi_thread")]
async fn display_tells_the_reset(
    #[values(LEAN, RICH)] profile: TerminalProfile,
    #[values(40, 20)] cells: usize,
) {
    let embedded = app().await;
    let session = SessionHarness::at(&embedded.app, profile);
    let visit = Visit { session: &session, display: Display { cells } };
    session.open_reset().await;
    session.fill_all(&["jdupont", "16E9912345ABD", JDUPONT.birth_date, NEW, OTHER]).await;
    session.send(SHIFT_TAB).await;
    visit.takes_no_image().await;
    visit.is_not_sent().await;
    session.refill(NEW).await;
    visit.is_held_and_refused().await;
    visit.corrects(profile, "Numen").await;
    session.refill(JDUPONT.number).await;
    visit.succeeds().await;
}

#[rstest]
#[tokio::test(flavor = "multi_thread")]
async fn display_tells_a_limit(
    #[values(LEAN, RICH)] profile: TerminalProfile,
    #[values(40, 20)] cells: usize,
) {
    let embedded = EmbeddedApp::with(|config| config.session.idle_timeout = Duration::from_secs(8)).await;
    let session = SessionHarness::at(&embedded.app, profile);
    session.open_change().await;
    Display { cells }.reads(&session, &["s : une touche"]).await;
}

#[rstest]
#[tokio::test(flavor = "multi_thread")]
async fn display_asks_before_it_wipes(#[values(LEAN, RICH)] profile: TerminalProfile) {
    let embedded = EmbeddedApp::start().await;
    let session = SessionHarness::at(&embedded.app, profile);
    session.begin_change(&["jdupont"]).await;
    session.send(ESCAPE).await;
    Display { cells: 40 }.reads(&session, &["Entrée : tout effacer"]).await;
}
