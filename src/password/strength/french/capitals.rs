//! The cost of capitals for an attacker: small in the usual places.

use super::text::FoldedLetter;

/// Decimal logarithm of the patterns to try. `initials` has a bit for each letter that begins a word of a phrase.
pub(super) fn cost<'a>(letters: impl Iterator<Item = &'a FoldedLetter>, initials: u64) -> f64 {
    let mut shape = CapitalsShape::default();
    for letter in letters {
        shape.see(letter.is_capital());
    }
    shape.cost(initials)
}

/// A bit for each capital of a word of at most 64 letters.
#[derive(Default)]
struct CapitalsShape {
    capitals: u64,
    length: u32,
}

impl CapitalsShape {
    fn see(&mut self, is_capital: bool) {
        self.capitals |= u64::from(is_capital).checked_shl(self.length).unwrap_or(0);
        self.length += 1;
    }

    fn cost(&self, initials: u64) -> f64 {
        let all = 1u64.checked_shl(self.length).map_or(u64::MAX, |bit| bit - 1);
        let last = 1u64.checked_shl(self.length.saturating_sub(1)).unwrap_or(0);
        match self.capitals {
            0 => 0.0,
            some if some == 1 || some == all || some == initials => 2f64.log10(),
            some if some == last => 4f64.log10(),
            some => {
                let chosen = log10_choices(self.length, some.count_ones());
                if self.is_regular() { chosen.min(8f64.log10()) } else { chosen }
            }
        }
    }

    /// Capitals and small letters alternate in runs of one length: AQWzsxEDCrfv, aBaBaB.
    fn is_regular(&self) -> bool {
        let bit = |at: u32| self.capitals >> at & 1;
        let turn = (1..self.length).find(|at| bit(*at) != bit(0)).unwrap_or(self.length);
        (0..self.length).all(|at| bit(at) == bit(0) ^ u64::from(at / turn % 2 == 1))
    }
}

/// Decimal logarithm of the ways to write a word of `length` letters with at most as many exceptions.
fn log10_choices(length: u32, capitals: u32) -> f64 {
    let exceptions = capitals.min(length - capitals);
    let mut choices = 1.0;
    let mut sum = 0.0;
    for taken in 0..exceptions {
        choices *= f64::from(length - taken) / f64::from(taken + 1);
        sum += choices;
    }
    f64::max(sum, 2.0).log10()
}
