//! [`ViewOptions`]: the parts of the model that a frame leaves out.

use crate::app::form::{Field, Form};
use crate::password::{Rule, Strength, Tick};

/// The parts of the model that a frame leaves out; by default none.
#[derive(Debug, Clone, Copy, Default)]
pub struct ViewOptions {
    /// Whether the frame shows the estimates of passwords.
    pub estimates: Estimates,
}

/// Whether a frame shows gauges, ticks of rules, and the comparison of the confirmation.
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

    pub(super) fn ticks(self, form: &Form) -> impl Iterator<Item = (Rule, Tick)> + '_ {
        form.ticks()
            .iter()
            .map(move |(rule, tick)| (*rule, if self == Self::Shown { *tick } else { Tick::Unmet }))
    }

    pub(super) fn identical(self, form: &Form) -> Option<bool> {
        form.identical().filter(|_| self == Self::Shown)
    }
}
