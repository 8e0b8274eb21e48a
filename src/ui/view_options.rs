//! [`ViewOptions`]: what a frame leaves out of the model.

use crate::app::form::{Field, Form};
use crate::password::{Rule, Strength};

/// What a frame leaves out; the default leaves out nothing.
#[derive(Debug, Clone, Copy, Default)]
pub struct ViewOptions {
    /// Whether the frame shows the estimates of passwords.
    pub estimates: Estimates,
}

/// Gauges, ticks of rules, and whether the confirmation is the same.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub enum Estimates {
    /// As the model has them.
    #[default]
    Shown,
    /// As if no password had been estimated yet.
    Hidden,
}

impl Estimates {
    pub(super) fn strength(self, field: &Field) -> Option<Strength> {
        field.strength().filter(|_| self == Self::Shown)
    }

    pub(super) fn ticks(self, form: &Form) -> impl Iterator<Item = (Rule, bool)> + '_ {
        form.ticks().iter().map(move |(rule, met)| (*rule, *met && self == Self::Shown))
    }

    pub(super) fn identical(self, form: &Form) -> Option<bool> {
        form.identical().filter(|_| self == Self::Shown)
    }
}
