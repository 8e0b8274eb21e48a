//! What the program knows of a visit, and how it changes: pure. No tokio, no I/O, no clock.
//!
//! `update(&mut Model, Message, now) -> Vec<Effect>` is synchronous and total; what must be done outside
//! is returned as data, and comes back as a [`Reply`] that carries its generation.

pub mod effect;
mod exit;
mod field_id;
pub mod form;
pub mod keymap;
pub mod message;
pub mod model;
mod screens;
mod session_timeouts;
mod settings;
mod update;

#[cfg(any(test, feature = "test-support"))]
pub use effect::TimerKind;
pub use effect::{Effect, Timer};
pub use exit::{Exit, ExitCode};
pub use field_id::FieldId;
pub use message::{Message, Reply};
pub use model::{FormKind, Model, Screen};
pub use settings::{LinkSpeed, ServiceSettings, SessionSettings};
pub use update::update;

#[cfg(test)]
mod tests;
