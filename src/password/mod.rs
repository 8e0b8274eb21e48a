//! Typed secrets, policy, strength and breached passwords. Nothing here knows a screen, a directory or a language.

pub mod breach;
pub mod generate;
mod known;
pub mod policy;
pub mod secret;
pub mod strength;

pub use breach::Breached;
pub use known::WordList;
pub use policy::{CharacterClass, Policy, Rule, Warning};
pub use secret::{Refusal, SecretText};
pub use strength::{Advice, Assessment, Context, Label, Strength};
