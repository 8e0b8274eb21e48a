//! The binary under a real pty and over pipes: what it leaves behind, lets through and withstands.
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic, clippy::indexing_slicing, reason = "tests")]

#[path = "../support/pipe_harness.rs"]
mod pipe_harness;
#[path = "../support/pty/mod.rs"]
mod pty;

mod endings;
mod installation;
mod keyboards;
mod line_forms;
mod line_terminals;
mod pipes;
mod refusals;
mod secrets;
mod shapes;
mod stops;

const OLD: &str = "Ancien-Mdp-2026";
const NEW: &str = "pivot-Bruine8-lampadaire";
const NUMEN: &str = "16E9912345ABC";
const BIRTH_DATE: &str = "14/07/1975";
const DONE: &str = "La modification de votre mot de passe a été effectuée";
