//! The binary under a real pty: what it leaves behind, what it lets through, what it withstands.
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic, clippy::indexing_slicing, reason = "tests")]

mod endings;
mod installation;
mod keyboards;
#[path = "../support/pty/mod.rs"]
mod pty;
mod refusals;
mod secrets;
mod shapes;
mod stops;

const MENU: &str = "Gérer mon mot de passe";
const OLD: &str = "Ancien-Mdp-2026";
const NEW: &str = "pivot-Bruine8-lampadaire";
