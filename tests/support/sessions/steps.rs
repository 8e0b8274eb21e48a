//! The steps of people in a session: open a form, fill it, copy the image, send.

use super::*;

pub const OLD: &str = "Ancien-Mdp-2026";
pub const NEW: &str = "pivot-Bruine8-lampadaire";
pub const OTHER: &str = "encore-Un8-autre-mot";

pub const SAVE: &[u8] = b"\x13";
pub const TAB: &[u8] = b"\t";
pub const SHIFT_TAB: &[u8] = b"\x1b[Z";
pub const ENTER: &[u8] = b"\r";
pub const ESCAPE: &[u8] = b"\x1b";
pub const CLEAR: &[u8] = b"\x15";
pub const REVEAL: &[u8] = b"\x12";
pub const OTHER_IMAGE: &[u8] = b"\x0e";
pub const LANGUAGE: &[u8] = b"\x0c";
pub const QUIT: &[u8] = b"\x03";

pub const MENU: &str = "Gérer mon mot de passe";
pub const CHANGE_TITLE: &str = "Modifier mon mot de passe";
pub const DONE: &str = "La modification de votre mot de passe a été effectuée";
pub const NOT_IDENTIFIED: &str = "Nous n’avons pas pu vous reconnaître";

#[derive(Debug, Clone, Copy)]
pub struct Proofs<'a> {
    pub login: &'a str,
    pub number: &'a str,
    pub birth_date: &'a str,
}

pub const JDUPONT: Proofs<'static> =
    Proofs { login: "jdupont", number: "16E9912345ABC", birth_date: "14071975" };
pub const KMBAYE: Proofs<'static> =
    Proofs { login: "kmbaye", number: "EXT-2026-00042", birth_date: "10/01/1993" };

pub async fn start() -> (EmbeddedApp, SessionHarness) {
    start_with(|_| {}).await
}

pub async fn start_with(alter: impl FnOnce(&mut Config)) -> (EmbeddedApp, SessionHarness) {
    let embedded = EmbeddedApp::with(alter).await;
    let session = SessionHarness::start(&embedded.app);
    (embedded, session)
}

impl SessionHarness {
    pub async fn changed(app: &App, login: &str, current: &str, new: &str, said: &str) -> Self {
        let session = Self::start(app);
        session.change(login, current, new).await;
        session.expect(said).await;
        session
    }

    pub async fn redefined(app: &App, proofs: Proofs<'_>, new: &str, said: &str) -> Self {
        let session = Self::start(app);
        session.reset(proofs, new).await;
        session.expect(said).await;
        session
    }

    pub async fn open_change(&self) {
        self.expect(MENU).await;
        self.reach(b"1", CHANGE_TITLE).await;
    }

    pub async fn open_reset(&self) {
        self.expect(MENU).await;
        self.reach(b"2", "Date de naissance").await;
    }

    pub async fn fill_all(&self, texts: &[&str]) {
        for text in texts {
            self.fill(text).await;
        }
    }

    pub async fn begin_change(&self, texts: &[&str]) {
        self.open_change().await;
        self.fill_all(texts).await;
    }

    /// Ends with this exit code, and a last message of this key.
    pub async fn exits_with(&self, code: u8, message: &str) {
        let exit = self.exit().await;
        assert!(exit.code.number() == code && format!("{exit:?}").contains(message), "{exit:?}");
    }

    pub async fn leave(&self, key: &[u8], code: u8) {
        self.send(key).await;
        assert_eq!(self.exit_code().await, code);
    }

    /// Fills « Modifier mon mot de passe » except its image.
    pub async fn fill_change(&self, login: &str, current: &str, new: &str) {
        self.begin_change(&[login, current, new, new]).await;
    }

    /// Fills « Définir ou redéfinir mon mot de passe » except its image.
    pub async fn fill_reset(&self, proofs: Proofs<'_>, new: &str) {
        self.open_reset().await;
        self.fill_all(&[proofs.login, proofs.number, proofs.birth_date, new, new]).await;
    }

    pub async fn send_with_image(&self, text: &str) {
        self.type_text(text).await;
        self.send(SAVE).await;
    }

    /// Copies the image and sends the form; the text of the image.
    pub async fn copy_and_send(&self) -> String {
        let image = self.captcha().await;
        self.send_with_image(&image).await;
        image
    }

    /// Sends the filled form, which is refused before the directory hears of it.
    pub async fn copy_and_fail(&self, embedded: &EmbeddedApp, said: &str) {
        self.copy_and_send().await;
        self.expect(said).await;
        assert_eq!(embedded.directory.operations(), OperationCounts::default());
    }

    pub async fn copy_and_succeed(&self) {
        self.copy_and_send().await;
        self.expect(DONE).await;
    }

    /// Types a text in the place of the one under the cursor, then goes to the next field.
    pub async fn refill(&self, text: &str) {
        self.send(CLEAR).await;
        self.fill(text).await;
    }

    /// Waits until the form comes back with that code, without the used `image`: the next one comes with its field.
    pub async fn refused(&self, image: &str, code: &str) {
        self.gone(image).await;
        self.expect(code).await;
    }

    pub async fn expect_gauges(&self, count: usize) {
        self.wait("gauges", |reading| reading.matches('%').count() == count).await;
    }

    /// Closes the page of a refusal, which the lean presentation has not.
    pub async fn close_page(&self) {
        if !self.profile.lean && !self.profile.by_line {
            self.send(ENTER).await;
        }
    }

    /// Goes from « Identifiant », where the cursor is after a refusal, to the text of the image.
    pub async fn back_to_image(&self) {
        self.close_page().await;
        self.send(&SHIFT_TAB.repeat(3)).await;
    }

    pub async fn change(&self, login: &str, current: &str, new: &str) -> String {
        self.fill_change(login, current, new).await;
        self.copy_and_send().await
    }

    pub async fn reset(&self, proofs: Proofs<'_>, new: &str) -> String {
        self.fill_reset(proofs, new).await;
        self.copy_and_send().await
    }
}
