//! The use cases: change (« le modifier ») and reset (« le redéfinir »), the captcha desk, the outcome
//! catalogue, the audit. The only room that may write a password.

pub mod outcome;
pub mod reference;
pub mod request;

pub use outcome::{Done, Outcome};
pub use reference::Reference;
pub use request::{CaptchaAnswer, ChangeRequest, Ending, FieldId, Request, ResetRequest};
