//! The one judge of new passwords: the forms, the line mode, the requests and `policy try` all ask it, so that they say
//! the same.
//!
//! It judges in two steps. [`Judge::estimate`] takes time, on a worker. [`Judge::verdict`] compares with the rules, at
//! once, so that a form may ask again with each key.

use std::sync::Arc;

use crate::password::{Context, Policy, Rule, SecretText, Strength, StrengthLabel, Weakness, strength};

use super::breach_list::{BreachList, BreachListUnavailable};

/// The rules for a new password, and what they need to know.
#[derive(Debug, Default)]
pub struct Judge {
    policy: Policy,
    /// Passwords of known breaches; absent where the configuration names no list.
    breached: Option<Arc<BreachList>>,
    /// The name of the organisation, which is too easy to guess in a password.
    organisation: String,
}

/// A worker's judgement of a password.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Estimate {
    pub strength: Strength,
    /// The weakness of the password; `None` for a very strong one.
    pub weakness: Option<Weakness>,
    /// Whether it is in a known breach.
    pub breached: Result<bool, BreachListUnavailable>,
}

/// Whether a new password is accepted.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Verdict {
    Accepted,
    /// It breaks these rules, in the order shown.
    Refused(Vec<Rule>),
    /// It breaks no rule, but the configuration accepts none without the list of breached passwords.
    BreachListUnavailable,
}

impl Judge {
    #[must_use]
    pub fn new(policy: Policy, breached: Option<Arc<BreachList>>, organisation: String) -> Self {
        Self { policy, breached, organisation }
    }

    #[must_use]
    pub fn policy(&self) -> &Policy {
        &self.policy
    }

    /// The words that any attacker is assumed to know. The gauge uses them too, so that a request never refuses a
    /// password that the gauge called strong.
    #[must_use]
    pub fn context(&self) -> Context {
        self.policy.context(&self.organisation)
    }

    /// Finds out what takes time, against an attacker who knows `known`. Call it on a worker: it may read from the disk.
    #[must_use]
    pub fn estimate(&self, password: &SecretText, known: &Context) -> Estimate {
        let weakest = Strength { percent: 0, label: StrengthLabel::VeryWeak };
        let assessment = strength::assess(password, known);
        Estimate {
            strength: assessment.map_or(weakest, |assessment| assessment.strength),
            weakness: assessment.and_then(|assessment| assessment.weakness),
            breached: self.breached.as_ref().map_or(Ok(false), |list| list.holds(password)),
        }
    }

    /// Judges `new`. `current` is the password in force, if the person typed it. Without an estimate, only the rules that
    /// need none are checked.
    #[must_use]
    pub fn verdict(
        &self,
        new: &SecretText,
        current: Option<&SecretText>,
        estimate: Option<Estimate>,
        known: &Context,
    ) -> Verdict {
        let percent = estimate.map_or(100, |estimate| estimate.strength.percent);
        let breached = estimate.map_or(Ok(false), |estimate| estimate.breached);
        let mut broken = self.policy.faults(new, current, percent, known);
        if broken.is_empty() && new.is_empty() {
            // No configuration allows this: a server may take an empty password for "generate one".
            broken.push(Rule::MinLength(1));
        }
        match breached {
            Ok(true) => broken.push(Rule::BreachFilter),
            // A fault that the person can mend comes first.
            Err(BreachListUnavailable) if broken.is_empty() => return Verdict::BreachListUnavailable,
            Ok(false) | Err(BreachListUnavailable) => {}
        }
        if broken.is_empty() { Verdict::Accepted } else { Verdict::Refused(broken) }
    }
}

/// The estimate of a password that is in no known breach.
impl From<Strength> for Estimate {
    fn from(strength: Strength) -> Self {
        Self { strength, weakness: None, breached: Ok(false) }
    }
}
