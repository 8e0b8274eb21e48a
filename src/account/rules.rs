//! The rules of the academy about passwords and answers.

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
    /// The name of the organisation, which is too easy to guess in a password.
    pub organisation: String,
    /// « Not identified » is answered at a multiple of this time, so that its timing does not tell what was wrong.
    /// Zero: at once.
    pub refusal_time: Duration,
    /// Longest time before a new password is effective everywhere.
    pub effective_within: Duration,
    /// Longest wait for the answer to a write.
    pub answer_timeout: Duration,
    /// Behind one address that hides several servers: longest time before a write is on all of them. Zero elsewhere.
    pub replication_delay: Duration,
}

impl ServiceRules {
    /// The words that any attacker is assumed to know. The gauge uses them too, so that a request never refuses a
    /// password that the gauge called strong.
    #[must_use]
    pub fn context(&self) -> Context {
        self.policy.context(&self.organisation)
    }
}
