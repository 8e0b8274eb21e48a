//! What the academy decides about passwords and answers.

use std::sync::Arc;
use std::time::Duration;

use crate::password::{Context, Policy};

use super::breach_list::BreachList;

/// The decisions of the academy that the use cases follow.
#[derive(Debug, Clone)]
pub struct ServiceRules {
    pub policy: Policy,
    /// Passwords of known breaches; absent where the configuration names no list.
    pub breached: Option<Arc<BreachList>>,
    /// Names of the organisation: a password must not be made of these words.
    pub organisation_words: Vec<String>,
    /// « Not identified » is answered at a multiple of this time, whatever was wrong. Zero: at once.
    pub refusal_time: Duration,
    /// Longest time before a new password is effective everywhere.
    pub effective_within: Duration,
}

impl ServiceRules {
    /// What an attacker is supposed to know of everybody. The gauge starts from it too, or it would promise what
    /// a request then refuses.
    #[must_use]
    pub fn context(&self) -> Context {
        let known = Context::default().with_list(&self.policy.words);
        self.organisation_words.iter().fold(known, |known, word| known.with_organisation(word))
    }
}
