//! The model of a session, and its update. Pure: no tokio, no I/O, no clock.
//!
//! `update(&mut Model, Message, now) -> Vec<Effect>` is synchronous and total. Effects are data; the reply to one comes
//! back as a [`Reply`] with the generation of its effect.

pub mod effect;
mod exit;
mod field_id;
pub mod form;
mod form_kind;
pub mod keymap;
mod limit_warning;
pub mod message;
pub mod model;
mod screens;
mod session_timeouts;
mod settings;
mod update;
mod wipe_question;

#[cfg(any(test, feature = "test-support"))]
pub use effect::TimerKind;
pub use effect::{Effect, Timer};
pub use exit::{Exit, ExitCode};
pub use field_id::FieldId;
pub use form_kind::FormKind;
#[cfg(test)]
pub use limit_warning::Limit;
pub use limit_warning::MAX_EXTENSIONS;
pub use message::{Message, Reply};
pub use model::{Change, Model, Screen};
pub use settings::{ImageMoment, LinkSpeed, Presentation, ServiceSettings, SessionSettings};
pub use update::update;
pub use wipe_question::WipeQuestion;

#[cfg(test)]
pub(crate) mod testing;
#[cfg(test)]
mod tests;
