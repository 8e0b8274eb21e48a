//! The configuration: plain data, one struct a table, refused when anything in it is unknown.
//!
//! The structs below say what there is, its type and its default; `schema.rs` says, in French, what each
//! key is for and what is expected. `docs/configuration.md` is made of both.

mod contradictions;
mod fault;
mod leaf;
mod load;
mod reference;
mod schema;
mod secret_file;
mod serde_names;

use std::path::PathBuf;
use std::time::Duration;

use serde::{Deserialize, Serialize};

use crate::identity::BirthDateFormat;
use crate::password::Policy;

pub use fault::ConfigError;
pub use load::{DEFAULT_PATH, ENVIRONMENT_VARIABLE, path_in_use};
pub use reference::page as reference_page;
pub use secret_file::{CREDENTIALS_VARIABLE, SecretFileError, read_secret};

/// The whole file.
#[derive(Debug, Clone, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Config {
    /// `[directory]`
    pub directory: DirectorySection,
    /// `[identity]`
    #[serde(default)]
    pub identity: IdentitySection,
    /// `[policy]`
    #[serde(default)]
    pub policy: Policy,
    /// `[breach]`
    #[serde(default)]
    pub breach: BreachSection,
    /// `[captcha]`
    #[serde(default)]
    pub captcha: CaptchaSection,
    /// `[session]`
    #[serde(default)]
    pub session: SessionSection,
    /// `[interface]`
    #[serde(default)]
    pub interface: InterfaceSection,
    /// `[audit]`
    #[serde(default)]
    pub audit: AuditSection,
}

/// Where the people are.
#[derive(Debug, Clone, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct DirectorySection {
    /// Servers, tried in order: `ldaps://`, `ldap://` (StartTLS), `ldapi://`.
    pub urls: Vec<String>,
    /// Kind of server.
    #[serde(default)]
    pub kind: DirectoryKind,
    /// StartTLS on `ldap://`.
    #[serde(default)]
    pub starttls: bool,
    /// Clear text on loopback only (tests, demonstration).
    #[serde(default)]
    pub allow_cleartext_on_loopback: bool,
    /// Authorities to trust, PEM; absent: the system's.
    #[serde(default)]
    pub ca_file: Option<PathBuf>,
    /// Where the people are searched from.
    pub base: String,
    /// Which entries are people (RFC 4515).
    #[serde(default = "default_person_filter")]
    pub person_filter: String,
    /// The attribute that holds the login.
    #[serde(default = "default_login_attribute")]
    pub login_attribute: String,
    /// Head-office staff: an LDAP filter (RFC 4515), absent: nobody.
    #[serde(default)]
    pub head_office_filter: Option<String>,
    /// Limit of TCP, TLS and StartTLS together, for one server.
    #[serde(
        default = "five_seconds",
        with = "jiff::fmt::serde::unsigned_duration::friendly::compact::required"
    )]
    pub connect_timeout: Duration,
    /// Limit of one LDAP operation.
    #[serde(
        default = "ten_seconds",
        with = "jiff::fmt::serde::unsigned_duration::friendly::compact::required"
    )]
    pub operation_timeout: Duration,
    /// `[directory.service]`; absent: « le redéfinir » is not offered.
    #[serde(default)]
    pub service: Option<ServiceSection>,
}

/// The service account.
#[derive(Debug, Clone, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct ServiceSection {
    /// Its distinguished name.
    pub dn: String,
    /// The file that holds its password, readable by its owner only.
    pub password_file: PathBuf,
}

/// Kinds of servers.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Serialize, Deserialize)]
pub enum DirectoryKind {
    /// Told by the rootDSE.
    #[default]
    #[serde(rename = "auto")]
    Auto,
    /// OpenLDAP.
    #[serde(rename = "openldap")]
    OpenLdap,
    /// 389 Directory Server.
    #[serde(rename = "389ds")]
    Ds389,
    /// Active Directory, Samba AD.
    #[serde(rename = "active-directory")]
    ActiveDirectory,
}

/// How people prove who they are.
#[derive(Debug, Clone, Serialize, Deserialize)]
#[serde(deny_unknown_fields, default)]
pub struct IdentitySection {
    /// The attribute that holds the NUMEN.
    pub numen_attribute: String,
    /// The attribute that holds the number of an external person.
    pub external_number_attribute: String,
    /// The shape of that number: an anchored regular expression over capitals.
    pub external_number_shape: String,
    /// The attribute that holds the birth date.
    pub birth_date_attribute: String,
    /// How the directory spells it.
    pub birth_date_format: BirthDateFormat,
    /// Whether the directory compares, or the service reads and compares.
    pub proof: ProofMethod,
}

/// How the proofs are compared.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum ProofMethod {
    /// LDAP Compare: the service needs no right to read the proofs.
    #[default]
    Compare,
    /// The service reads the attributes.
    Read,
}

/// Passwords of known breaches.
#[derive(Debug, Clone, Default, Serialize, Deserialize)]
#[serde(deny_unknown_fields, default)]
pub struct BreachSection {
    /// The filter file; absent: nothing is looked up.
    pub file: Option<PathBuf>,
    /// What to do while that file cannot be used.
    pub missing: BreachMissing,
}

/// What to do without the filter file that is named.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum BreachMissing {
    /// Say so once in the log, and accept passwords without looking them up.
    #[default]
    Warn,
    /// Do not start; once started, accept no new password.
    Refuse,
}

/// The captcha.
#[derive(Debug, Clone, Serialize, Deserialize)]
#[serde(deny_unknown_fields, default)]
pub struct CaptchaSection {
    /// When it is asked for.
    pub mode: CaptchaMode,
    /// How long an image may be answered.
    #[serde(with = "jiff::fmt::serde::unsigned_duration::friendly::compact::required")]
    pub ttl: Duration,
    /// The other way, for who cannot see an image.
    pub alternative: CaptchaAlternative,
    /// How long a request is held instead.
    #[serde(with = "jiff::fmt::serde::unsigned_duration::friendly::compact::required")]
    pub wait: Duration,
}

impl CaptchaSection {
    /// How long who cannot see an image may wait instead; `None` where nobody is asked for one, or may.
    #[must_use]
    pub fn delay_instead(&self) -> Option<Duration> {
        let is_offered = self.mode == CaptchaMode::Always && self.alternative == CaptchaAlternative::Wait;
        is_offered.then_some(self.wait)
    }
}

/// When the captcha is asked for.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum CaptchaMode {
    /// On both forms.
    #[default]
    Always,
    /// Never: trusted consoles.
    Never,
}

/// The other way than an image.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Serialize, Deserialize)]
pub enum CaptchaAlternative {
    /// The request is held for a while.
    #[default]
    #[serde(rename = "wait")]
    Wait,
    /// There is none.
    #[serde(rename = "none")]
    Nothing,
}

/// Limits of a session.
#[derive(Debug, Clone, Serialize, Deserialize)]
#[serde(deny_unknown_fields, default)]
pub struct SessionSection {
    /// Without a key for that long, what was typed is wiped and the session ends.
    #[serde(with = "jiff::fmt::serde::unsigned_duration::friendly::compact::required")]
    pub idle_timeout: Duration,
    /// Longest session.
    #[serde(with = "jiff::fmt::serde::unsigned_duration::friendly::compact::required")]
    pub absolute_timeout: Duration,
    /// Every « not identified » is answered after this long, whatever was wrong.
    #[serde(with = "jiff::fmt::serde::unsigned_duration::friendly::compact::required")]
    pub refusal_time: Duration,
    /// After so long without a key, what is typed in a password's field is judged.
    #[serde(with = "jiff::fmt::serde::unsigned_duration::friendly::compact::required")]
    pub typing_pause: Duration,
}

/// What people see.
#[derive(Debug, Clone, Serialize, Deserialize)]
#[serde(deny_unknown_fields, default)]
pub struct InterfaceSection {
    /// `fr` or `en`.
    pub language: crate::i18n::Language,
    /// A theme's name, or the path of a theme's file.
    pub theme: String,
    /// How much is drawn around what is said.
    pub presentation: PresentationSetting,
    /// Shown at the right of the header.
    pub organisation: String,
    /// « Vous devrez attendre au maximum … ».
    #[serde(with = "jiff::fmt::serde::unsigned_duration::friendly::compact::required")]
    pub effective_within: Duration,
}

/// How much is drawn around what is said.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum PresentationSetting {
    /// Lean where the terminal says that it is slow, else boxed.
    #[default]
    Auto,
    /// Lines, colours, the help beside the form.
    Boxed,
    /// Words only: for lines on which every byte is waited for.
    Lean,
}

/// Where the audit goes.
#[derive(Debug, Clone, Default, Serialize, Deserialize)]
#[serde(deny_unknown_fields, default)]
pub struct AuditSection {
    /// JSON lines are appended here; absent: none is written.
    pub file: Option<PathBuf>,
}

impl Default for IdentitySection {
    fn default() -> Self {
        Self {
            numen_attribute: "numen".into(),
            external_number_attribute: "numeroPersonneExterieure".into(),
            external_number_shape: "[0-9A-Z-]{4,20}".into(),
            birth_date_attribute: "dateNaissance".into(),
            birth_date_format: BirthDateFormat::Compact,
            proof: ProofMethod::Compare,
        }
    }
}

impl Default for CaptchaSection {
    fn default() -> Self {
        Self {
            mode: CaptchaMode::Always,
            ttl: Duration::from_secs(180),
            alternative: CaptchaAlternative::Wait,
            wait: Duration::from_secs(60),
        }
    }
}

impl Default for SessionSection {
    fn default() -> Self {
        Self {
            idle_timeout: Duration::from_secs(120),
            absolute_timeout: Duration::from_secs(900),
            refusal_time: Duration::from_millis(1500),
            typing_pause: Duration::from_millis(150),
        }
    }
}

impl Default for InterfaceSection {
    fn default() -> Self {
        Self {
            language: crate::i18n::Language::French,
            theme: "academie".into(),
            presentation: PresentationSetting::Auto,
            organisation: String::new(),
            effective_within: Duration::from_secs(1800),
        }
    }
}

fn default_person_filter() -> String {
    "(objectClass=inetOrgPerson)".into()
}

fn default_login_attribute() -> String {
    "uid".into()
}

fn five_seconds() -> Duration {
    Duration::from_secs(5)
}

fn ten_seconds() -> Duration {
    Duration::from_secs(10)
}
