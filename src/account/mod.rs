//! The use cases: change (« le modifier ») and reset (« le redéfinir »), the captcha store, the outcome
//! catalogue, the audit. The only room that may write a password.
//!
//! [`Services::submit`] is the one door: whatever happens behind it ends as an [`Response`], with a
//! reference and one audit line. `change` and `reset` read like the procedure of an administrator.

mod audit;
mod audited_outcome;
mod breach_list;
mod captcha_store;
mod change;
mod delay_queue;
mod lookup;
pub mod outcome;
mod peer;
mod policy_check;
pub mod reference;
pub mod request;
mod reset;
mod services;
#[cfg(test)]
pub(crate) mod testing;
#[cfg(test)]
mod tests;
mod wording;
mod write;

/// Part of an [`Outcome`].
pub use crate::directory::RefusalReason;
pub use audit::Audit;
pub use breach_list::BreachList;
pub use captcha_store::CaptchaStore;
pub use outcome::{Done, Outcome};
pub use peer::Peer;
pub use reference::Reference;
pub use request::{CaptchaAnswer, CaptchaEvidence, ChangeRequest, Request, ResetRequest, Response};
pub use services::{ServiceRules, Services};
