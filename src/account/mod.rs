//! The use cases: change (« le modifier ») and reset (« le redéfinir »), admission, the outcome catalogue, the audit.
//! The only room that may write a password.
//!
//! [`Services::submit`] is the one door: each request ends as a [`Response`], with a reference and one audit line.
//! `change` and `reset` read like the procedure of an administrator.

mod admission;
mod audit;
mod audited_outcome;
mod breach_list;
mod captcha_store;
mod change;
mod delay_queue;
mod inquiry;
mod judge;
mod lookup;
mod outcome;
mod peer;
mod policy_check;
mod reference;
mod reminder;
mod request;
mod reset;
mod rules;
mod services;
#[cfg(test)]
pub(crate) mod testing;
#[cfg(test)]
mod tests;
mod waiting;
mod wording;
mod write;

#[cfg(any(test, feature = "test-support"))]
pub use crate::directory::Closed;
pub use crate::directory::RefusalReason;
pub use admission::Admission;
pub use audit::Audit;
pub use breach_list::BreachList;
pub use delay_queue::{Delay, DelayOffer};
pub use judge::{Estimate, Judge, Verdict};
pub use outcome::Outcome;
#[cfg(any(test, feature = "test-support"))]
pub use outcome::{Done, Target};
pub use peer::Peer;
pub use reference::Reference;
#[cfg(any(test, feature = "test-support"))]
pub use reminder::Reminder;
pub use request::{CaptchaAnswer, CaptchaEvidence, ChangeRequest, Request, ResetRequest, Response, UseCase};
pub use rules::ServiceRules;
pub use services::Services;
pub use waiting::{Caller, Progress};
