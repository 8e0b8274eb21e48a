//! The connections to the servers, and the operations over them: search, verify, write.

pub(super) mod certificates;
pub(super) mod connect;
pub(super) mod connection;
pub(super) mod identity_check;
pub(super) mod locate;
pub(super) mod setup;
mod verify;
mod write;
