//! What people do: open a form, fill it, copy the image, send.

use super::journey::Journey;

pub const OLD: &str = "Ancien-Mdp-2026";
pub const NEW: &str = "pivot-Bruine8-lampadaire";

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

pub const DONE: &str = "La modification de votre mot de passe a été effectuée";
pub const NOT_IDENTIFIED: &str = "Les informations saisies ne permettent pas d'identifier un compte.";

/// What is typed to redefine a password.
#[derive(Clone, Copy)]
pub struct Proofs<'a> {
    pub login: &'a str,
    pub number: &'a str,
    pub birth_date: &'a str,
}

pub const JDUPONT: Proofs<'static> =
    Proofs { login: "jdupont", number: "16E9912345ABC", birth_date: "14071975" };

impl Journey {
    /// Opens « Modifier mon mot de passe ».
    pub async fn open_change(&self) {
        self.expect("Gérer mon mot de passe").await;
        self.send(b"1").await;
        self.expect("Modifier mon mot de passe").await;
    }

    /// Opens « Définir ou redéfinir mon mot de passe ».
    pub async fn open_reset(&self) {
        self.expect("Gérer mon mot de passe").await;
        self.send(b"2").await;
        self.expect("Date de naissance").await;
    }

    /// Fills the fields one after the other, from where the cursor is.
    pub async fn fill_all(&self, texts: &[&str]) {
        for text in texts {
            self.fill(text).await;
        }
    }

    /// Copies the image, and sends; what was copied.
    pub async fn copy_and_send(&self) -> String {
        let image = self.captcha().await;
        self.type_text(&image).await;
        self.send(SAVE).await;
        image
    }

    /// Waits until the form comes back with that code and another image than `image`.
    pub async fn refused(&self, image: &str, code: &str) {
        self.other_captcha(image).await;
        self.expect(code).await;
    }

    /// Waits until that many passwords are judged.
    pub async fn gauges_are_there(&self, count: usize) {
        self.wait("gauges", |reading| reading.matches('%').count() == count).await;
    }

    /// From « Identifiant », where the cursor is after a refusal, to the text of the image.
    pub async fn back_to_image(&self) {
        for _ in 0..3 {
            self.send(SHIFT_TAB).await;
        }
    }

    /// Fills « Modifier mon mot de passe » and sends it.
    pub async fn change(&self, login: &str, current: &str, new: &str) -> String {
        self.open_change().await;
        self.fill_all(&[login, current, new, new]).await;
        self.copy_and_send().await
    }

    /// Fills « Définir ou redéfinir mon mot de passe » and sends it.
    pub async fn reset(&self, proofs: Proofs<'_>, new: &str) -> String {
        self.open_reset().await;
        self.fill_all(&[proofs.login, proofs.number, proofs.birth_date, new, new]).await;
        self.copy_and_send().await
    }
}
