//! The use cases: change (« le modifier ») and reset (« le redéfinir »), the captcha desk, the outcome
//! catalogue, the audit. The only room that may write a password.
//!
//! [`Services::submit`] is the one door: whatever happens behind it ends as an [`Ending`], with a
//! reference and one audit line. `change` and `reset` read like the procedure of an administrator.

mod audit;
mod breach_list;
mod captcha_desk;
mod change;
mod conclusion;
mod judgement;
pub mod outcome;
pub mod reference;
pub mod request;
mod reset;
mod search;
mod services;
#[cfg(test)]
pub(crate) mod testing;
#[cfg(test)]
mod tests;
mod visitor;
mod waiting_room;
mod wording;
mod write;

/// Part of an [`Outcome`].
pub use crate::directory::RefusalReason;
pub use audit::Audit;
pub use breach_list::{BreachList, Unusable};
pub use captcha_desk::{CaptchaDesk, DeskFault, Verdict};
pub use outcome::{Done, Outcome};
pub use reference::{Reference, ReferenceFault};
pub use request::{CaptchaAnswer, ChangeRequest, Ending, FieldId, Humanity, Request, ResetRequest};
pub use services::{Rules, Services};
pub use visitor::{SessionId, Visitor};
