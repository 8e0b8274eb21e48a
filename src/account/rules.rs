//! What the academy decides about passwords and answers.

use std::sync::Arc;
use std::time::Duration;

use crate::password::{Context, Policy};

use super::breach_list::BreachList;

/// The decisions of the academy that the use cases follow.
#[derive(Debug, Clone)]
pub struct ServiceRules {
    pub policy: Arc<Policy>,
    /// Passwords of known breaches; absent where the configuration names no list.
    pub breached: Option<Arc<BreachList>>,
    /// The name of the organisation, of which a password must not be made.
    pub organisation: String,
    /// Each « not identified » comes at a multiple of this time, so that it hides the cause. Zero: at once.
    pub refusal_time: Duration,
    /// Longest time before a new password is effective everywhere.
    pub effective_within: Duration,
}

impl ServiceRules {
    /// What an attacker is supposed to know of everybody. The gauge starts from it too, or it would promise what
    /// a request then refuses.
    #[must_use]
    pub fn context(&self) -> Context {
        self.policy.context(&self.organisation)
    }
}
