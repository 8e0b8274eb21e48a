//! The binary in questions and answers, with a person at a terminal or a program at the other end of a pipe.
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic, clippy::indexing_slicing, reason = "tests")]

#[path = "../terminal/installation.rs"]
mod installation;
mod journeys;
mod partner;
mod pipes;
mod terminals;

const OLD: &str = "Ancien-Mdp-2026";
const NEW: &str = "pivot-Bruine8-lampadaire";
const NUMEN: &str = "16E9912345ABC";
const BORN: &str = "14/07/1975";
const DONE: &str = "La modification de votre mot de passe a été effectuée.";
const UTF8: (&str, &str) = ("LANG", "fr_FR.UTF-8");

/// Not one escape byte; no secret, nor enough of it to guess the rest.
fn assert_is_plain(said: &str) {
    let odd = said.chars().find(|c| c.is_control() && !matches!(c, '\r' | '\n' | '\u{8}'));
    assert_eq!(odd, None, "{said}");
    let flat = said.to_lowercase();
    for secret in [OLD, NEW, NUMEN, BORN, "14071975", "Faux-Mdp-2026"] {
        let secret: Vec<char> = secret.to_lowercase().chars().collect();
        for part in secret.windows(7) {
            let part: String = part.iter().collect();
            assert!(!flat.contains(&part), "{part} in\n{said}");
        }
    }
}
