//! The rules of the academy about passwords and answers.

use std::sync::Arc;
use std::time::Duration;

use jiff::tz::TimeZone;

use crate::password::Context;

use super::judge::Judge;

/// The decisions of the academy that the use cases follow.
#[derive(Debug, Clone)]
pub struct ServiceRules {
    /// The judge of new passwords; the screens hold the same.
    pub judge: Arc<Judge>,
    /// « Not identified » is answered at a multiple of this time, so that its timing does not tell what was wrong.
    /// Zero: at once.
    pub refusal_time: Duration,
    /// Longest time before a new password is effective everywhere.
    pub effective_within: Duration,
    /// Longest time for the questions that precede a write, all together: a server that sends a byte now and then keeps
    /// each single one alive.
    pub questions_timeout: Duration,
    /// Longest wait for the answer to a write.
    pub answer_timeout: Duration,
    /// Behind one address that hides several servers: longest time before a write is on all of them. Zero elsewhere.
    pub replication_delay: Duration,
    /// The zone in which a time of the directory is told.
    pub zone: TimeZone,
}

impl ServiceRules {
    /// See [`Judge::context`].
    #[must_use]
    pub fn context(&self) -> Context {
        self.judge.context()
    }
}
