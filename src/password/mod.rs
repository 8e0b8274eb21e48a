//! Typed secrets, policy, strength and breached passwords. Nothing here knows a screen, a directory or a language.

pub mod breach;
pub mod policy;
pub mod secret;
pub mod strength;

pub use breach::Breached;
pub use policy::{CharacterClass, Policy, Rule};
pub use secret::{Refusal, SecretText};
pub use strength::{Advice, Assessment, Context, Label, Strength};
