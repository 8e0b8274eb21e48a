//! The program over a real OpenLDAP, as an administrator sets it up; then what OpenLDAP's own tools say of it.
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic, clippy::indexing_slicing, reason = "tests")]

#[allow(dead_code, reason = "shared with other tests")]
#[path = "../support/app.rs"]
mod app;
mod binary;
mod in_process;
#[allow(dead_code, reason = "shared with other tests")]
#[path = "../support/journey.rs"]
mod journey;
mod place;
#[allow(dead_code, reason = "shared with other tests")]
#[path = "../support/pty/mod.rs"]
mod pty;
#[path = "../support/mod.rs"]
mod support;
#[allow(dead_code, reason = "shared with other tests")]
#[path = "../support/walk.rs"]
mod walk;
