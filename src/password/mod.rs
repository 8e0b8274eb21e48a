//! Typed secrets, policy, strength and breached passwords. Nothing here knows a screen, a directory or a language.

pub mod breach;
pub mod generate;
mod known;
pub mod policy;
pub mod secret;
mod stack;
pub mod strength;
#[cfg(test)]
pub(crate) mod testing;

pub use breach::BreachFilter;
pub use known::WordList;
pub use policy::{CharacterClass, PasswordWarning, Policy, Rule, Tick};
pub use secret::{InputRefusal, SecretText, is_invisible};
pub use stack::{clean_stack, with_clean_stack};
pub use strength::{Context, Remedy, Strength, StrengthLabel, WeakPart, Weakness};
