//! The errors of assembling the product from a valid configuration.

use std::io::ErrorKind;
use std::path::{Path, PathBuf};

use crate::app::ExitCode;
use crate::config::SecretFileError;
use crate::directory::ldap::SetupError;
use crate::i18n::keys::{breach, command_line as texts};
use crate::i18n::{Text, TextKey};
use crate::password::breach::BreachError;
use crate::telemetry::TelemetryError;
use crate::ui::{Theme, ThemeError};

/// The part of the product that could not be assembled, and why.
#[derive(Debug)]
pub enum AssemblyError {
    /// The file of the service account's password cannot be used.
    Secret(SecretFileError, PathBuf),
    /// The log cannot be written.
    Audit(TelemetryError),
    /// The client of the directory cannot be set up.
    Directory(SetupError),
    /// The list of words that the policy forbids cannot be read.
    WordsFile(ErrorKind, PathBuf),
    /// The announcement cannot be read, or is too long.
    Announcement(ErrorKind, PathBuf),
    /// The list of breached passwords cannot be used.
    BreachList(BreachError, PathBuf),
    /// The client of the embedded directory cannot be set up.
    #[cfg(feature = "demo")]
    EmbeddedDirectory,
    /// The shape of an external number is not a regular expression.
    ExternalShape,
    /// The pattern of logins is not a regular expression.
    LoginShape,
    /// The theme of a session cannot be loaded.
    Theme(ThemeError),
    /// The captcha has no fonts, or the system no randomness for it.
    Captcha,
    /// The system has no randomness for the references of the audit.
    Randomness,
}

impl AssemblyError {
    /// [`ExitCode::Failure`] if the system is at fault, else [`ExitCode::Usage`].
    #[must_use]
    pub fn exit_code(&self) -> ExitCode {
        match self {
            Self::Captcha | Self::Randomness => ExitCode::Failure,
            #[cfg(feature = "demo")]
            Self::EmbeddedDirectory => ExitCode::Failure,
            _ => ExitCode::Usage,
        }
    }

    /// The sentence for the administrator.
    #[must_use]
    pub fn text(&self) -> Text {
        match self {
            Self::Secret(error, file) => error.text(file),
            Self::Audit(error) => error.text(),
            Self::Directory(error) => directory_text(error),
            Self::WordsFile(cause, file) => Text::from(texts::WORDS_FILE_UNREADABLE)
                .word("file", file.display().to_string())
                .word("cause", cause.to_string()),
            Self::Announcement(cause, file) => Text::from(texts::ANNOUNCEMENT_UNUSABLE)
                .word("file", file.display().to_string())
                .word("cause", cause.to_string()),
            Self::BreachList(error, file) => breach_error_text(*error, file),
            #[cfg(feature = "demo")]
            Self::EmbeddedDirectory => texts::DEMO_FAULTY.into(),
            Self::ExternalShape => texts::EXPECTED_REGEX.into(),
            Self::LoginShape => texts::EXPECTED_LOGIN_REGEX.into(),
            Self::Theme(error) => theme_text(error),
            Self::Captcha => texts::NO_CAPTCHA.into(),
            Self::Randomness => texts::NO_RANDOMNESS.into(),
        }
    }
}

fn directory_text(error: &SetupError) -> Text {
    match error {
        SetupError::Authorities { path, cause } => Text::from(texts::DIRECTORY_AUTHORITIES)
            .word("file", path.display().to_string())
            .word("cause", cause),
        SetupError::ClientCertificate { path, cause } => Text::from(texts::DIRECTORY_CLIENT_CERTIFICATE)
            .word("file", path.display().to_string())
            .word("cause", cause),
        SetupError::ClientKey { path, error } => error.text(path),
        SetupError::NoSystemAuthority => texts::DIRECTORY_NO_AUTHORITY.into(),
        SetupError::UnsupportedKind => texts::DIRECTORY_KIND.into(),
        SetupError::NoServer
        | SetupError::Url { .. }
        | SetupError::Tls(_)
        | SetupError::Filter { .. }
        | SetupError::Zone
        | SetupError::Empty { .. } => Text::from(texts::DIRECTORY_SETUP).word("cause", error.to_string()),
    }
}

/// The sentence that says why a file of breached passwords cannot be used.
#[must_use]
pub fn breach_error_text(error: BreachError, file: &Path) -> Text {
    let text = |key: TextKey| Text::from(key).word("file", file.display().to_string());
    match error {
        BreachError::Unreadable(kind) => text(breach::UNREADABLE).word("cause", kind.to_string()),
        BreachError::NotAFilter => text(breach::NOT_A_FILTER),
        BreachError::Version(version) => text(breach::VERSION).word("version", version.to_string()),
        BreachError::Cut => text(breach::CUT),
        BreachError::Corrupt => text(breach::CORRUPT),
    }
}

fn theme_text(error: &ThemeError) -> Text {
    let text = match error {
        ThemeError::Unknown(name) => Text::from(texts::THEME_UNKNOWN).word("name", name),
        ThemeError::Unreadable(..) | ThemeError::Faulty(..) => {
            Text::from(texts::THEME_FAULTY).word("cause", error.to_string().replace('\n', " "))
        }
    };
    text.word("names", Theme::names().collect::<Vec<_>>().join(", "))
}
