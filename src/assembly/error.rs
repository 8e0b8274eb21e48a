//! Why a configuration that reads well cannot be put to work.

use std::io::ErrorKind;
use std::path::{Path, PathBuf};

use crate::app::ExitCode;
use crate::config::SecretFileError;
use crate::directory::ldap::SetupError;
use crate::i18n::keys::{breach, command_line as words};
use crate::i18n::{Text, TextKey};
use crate::password::breach::BreachError;
use crate::telemetry::TelemetryError;
use crate::ui::{Theme, ThemeError};

/// The part of the product that could not be assembled, and why.
#[derive(Debug)]
pub enum AssemblyError {
    /// The file of the service's password.
    Secret(SecretFileError, PathBuf),
    /// The file of the audit.
    Audit(TelemetryError),
    /// The client of the directory.
    Directory(SetupError),
    /// The list of words of the policy.
    WordsFile(ErrorKind, PathBuf),
    /// The list of breached passwords.
    BreachList(BreachError, PathBuf),
    /// The client of the embedded directory.
    #[cfg(feature = "demo")]
    EmbeddedDirectory,
    /// The shape of an external number is no regular expression.
    ExternalShape,
    /// The theme of a session.
    Theme(ThemeError),
    /// The fonts of the captcha, or the system's randomness for it.
    Captcha,
    /// The system's randomness for the references of the audit.
    Randomness,
}

impl AssemblyError {
    /// Whether the configuration or the system is at fault.
    #[must_use]
    pub fn exit_code(&self) -> ExitCode {
        match self {
            Self::Captcha | Self::Randomness => ExitCode::Failure,
            #[cfg(feature = "demo")]
            Self::EmbeddedDirectory => ExitCode::Failure,
            _ => ExitCode::Usage,
        }
    }

    /// What the administrator reads.
    #[must_use]
    pub fn text(&self) -> Text {
        match self {
            Self::Secret(error, file) => error.text(file),
            Self::Audit(error) => error.text(),
            Self::Directory(error) => directory_text(error),
            Self::WordsFile(cause, file) => Text::from(words::WORDS_FILE_UNREADABLE)
                .word("file", file.display().to_string())
                .word("cause", cause.to_string()),
            Self::BreachList(error, file) => breach_error_text(*error, file),
            #[cfg(feature = "demo")]
            Self::EmbeddedDirectory => words::DEMO_FAULTY.into(),
            Self::ExternalShape => words::EXPECTED_REGEX.into(),
            Self::Theme(error) => theme_text(error),
            Self::Captcha => words::NO_CAPTCHA.into(),
            Self::Randomness => words::NO_RANDOMNESS.into(),
        }
    }
}

fn directory_text(error: &SetupError) -> Text {
    match error {
        SetupError::Authorities { path, cause } => Text::from(words::DIRECTORY_AUTHORITIES)
            .word("file", path.display().to_string())
            .word("cause", cause),
        SetupError::NoSystemAuthority => words::DIRECTORY_NO_AUTHORITY.into(),
        SetupError::UnsupportedKind => words::DIRECTORY_KIND.into(),
        SetupError::NoServer
        | SetupError::Url { .. }
        | SetupError::Tls(_)
        | SetupError::Filter { .. }
        | SetupError::Empty { .. } => Text::from(words::DIRECTORY_SETUP).word("cause", error.to_string()),
    }
}

/// Why a file of breached passwords cannot be used.
#[must_use]
pub fn breach_error_text(error: BreachError, file: &Path) -> Text {
    let text = |key: TextKey| Text::from(key).word("file", printable(&file.display().to_string()));
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
        ThemeError::Unknown(name) => Text::from(words::THEME_UNKNOWN).word("name", printable(name)),
        ThemeError::Unreadable(..) | ThemeError::Faulty(..) => {
            Text::from(words::THEME_FAULTY).word("cause", error.to_string().replace(char::is_control, " "))
        }
    };
    text.word("names", Theme::names().collect::<Vec<_>>().join(", "))
}

/// A name from the command line may hold control characters, which the terminal would obey.
fn printable(name: &str) -> String {
    name.replace(char::is_control, "\u{fffd}")
}
