//! The configuration: plain data, one struct a table. A file with an unknown key or value is refused.
//!
//! `sections.rs` declares each key once; the structs, `docs/configuration.md` and the checks of `load.rs` follow.

mod contradictions;
mod expected_type;
mod fault;
mod load;
mod reference;
mod schema;
mod secret_file;
mod sections;

use serde::{Deserialize, Serialize};

use crate::password::Policy;

pub use fault::ConfigError;
pub use load::{DEFAULT_PATH, ENVIRONMENT_VARIABLE, path_in_use};
pub use reference::page as reference_page;
pub use secret_file::{SecretFileError, credentials_directory, read_secret, read_secret_file};
#[cfg(test)]
pub use sections::CaptchaAlternative;
pub use sections::{
    AccessibleSetting, AuditSection, BreachMissing, BreachSection, CaptchaMode, CaptchaSection,
    DirectoryKind, DirectorySection, IdentitySection, InterfaceSection, PresentationSetting, ProofMethod,
    ServiceSection, SessionSection,
};

/// The whole file. The default lacks the required keys, so that `load` refuses it.
#[derive(Debug, Clone, Default, Serialize, Deserialize)]
#[serde(deny_unknown_fields, default)]
pub struct Config {
    pub directory: DirectorySection,
    pub identity: IdentitySection,
    pub policy: Policy,
    pub breach: BreachSection,
    pub captcha: CaptchaSection,
    pub session: SessionSection,
    pub interface: InterfaceSection,
    pub audit: AuditSection,
}
