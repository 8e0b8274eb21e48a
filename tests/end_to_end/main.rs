//! The program over a real OpenLDAP, as an administrator sets it up; then what OpenLDAP's own tools say of it.
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic, clippy::indexing_slicing, reason = "tests")]

#[path = "../support/app.rs"]
mod app;
mod binary;
mod config_file;
mod in_process;
#[path = "../support/pty/mod.rs"]
mod pty;
#[path = "../support/session_harness.rs"]
mod session_harness;
#[path = "../support/steps.rs"]
mod steps;
#[path = "../support/mod.rs"]
mod support;
