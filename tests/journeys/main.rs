//! Whole visits through the real loop, over the embedded directory: one file a subject.
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic, clippy::indexing_slicing, reason = "tests")]

#[allow(dead_code, reason = "shared with other tests")]
#[path = "../support/app.rs"]
mod app;
#[allow(dead_code, reason = "shared with other tests")]
#[path = "../support/journey.rs"]
mod journey;
#[allow(dead_code, reason = "shared with other tests")]
#[path = "../support/walk.rs"]
mod walk;

mod accounts;
mod endings;
mod identity;
mod image;
mod mistakes;
mod network;
mod proposal;
mod secrets;
mod sending;
mod wait;
mod wrong_outcomes;

use mamamia::session::SessionEnd;

fn exit_code(ended: &SessionEnd) -> u8 {
    match ended {
        SessionEnd::Exit(exit, _) => exit.code.number(),
        other => panic!("{other:?}"),
    }
}
