//! The connections to the servers, and the operations over them: search, verify, write.

pub(super) mod account_state;
pub(super) mod certificates;
pub(super) mod connect;
pub(super) mod connection;
mod entry;
mod frame;
#[cfg(feature = "test-support")]
pub mod fuzzing;
mod gate;
pub(super) mod identity_check;
pub(super) mod locate;
mod reach;
pub(super) mod setup;
mod tls;
mod verify;
mod write;
