//! The log: JSON lines appended to the audit's file, and written nowhere else.
//!
//! Never on standard error, which is the screen of the person. The log keeps the events of the target [`AUDIT`], one for
//! each request that ends (`account::audit`), and the program's own at `info` and above. It drops those of the libraries,
//! which hold names of entries and bytes of packets. No environment variable changes that.
//!
//! An event is one line, written by one call on a file opened for appending: several processes may share
//! the file, and `logrotate` must use `copytruncate`. JSON escapes control characters.

use std::fs::{File, OpenOptions};
use std::io;
use std::os::unix::fs::OpenOptionsExt;
use std::path::{Path, PathBuf};
use std::sync::Arc;

use rustix::fs::{Access, OFlags};
use tracing::{Dispatch, Level, dispatcher};
use tracing_subscriber::filter::filter_fn;
use tracing_subscriber::layer::SubscriberExt;

use crate::config::AuditSection;
use crate::i18n::{Text, keys::command_line as texts};

/// The target of the audit's events.
pub const AUDIT: &str = "audit";

/// Why the log cannot be written.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum TelemetryError {
    /// The file cannot be opened for appending.
    Unwritable(PathBuf, io::ErrorKind),
    /// The path is a directory, a pipe or a device.
    NotAFile(PathBuf),
    /// This process has installed a log already.
    AlreadyInstalled,
}

impl TelemetryError {
    /// The sentence for the administrator.
    #[must_use]
    pub fn text(&self) -> Text {
        match self {
            Self::Unwritable(file, kind) => Text::from(texts::AUDIT_UNWRITABLE)
                .word("file", file.display().to_string())
                .word("cause", kind.to_string()),
            Self::NotAFile(file) => {
                Text::from(texts::AUDIT_NOT_A_FILE).word("file", file.display().to_string())
            }
            Self::AlreadyInstalled => texts::AUDIT_ALREADY.into(),
        }
    }
}

/// Sends the events of the whole process to the audit's file. Without a file, they are dropped.
///
/// # Errors
/// See [`TelemetryError`]. A service whose audit cannot be written must not start.
pub fn install(audit: &AuditSection) -> Result<(), TelemetryError> {
    let Some(path) = &audit.file else { return Ok(()) };
    dispatcher::set_global_default(dispatch_to(path)?).map_err(|_| TelemetryError::AlreadyInstalled)
}

fn dispatch_to(path: &Path) -> Result<Dispatch, TelemetryError> {
    let json_lines = tracing_subscriber::fmt::layer()
        .json()
        .flatten_event(true)
        .with_current_span(false)
        .with_span_list(false)
        // By default, a failed write is reported on standard error.
        .log_internal_errors(false)
        .with_writer(Arc::new(open(path, true)?));
    let own_events = filter_fn(|event| is_own(event.target()) && *event.level() <= Level::INFO)
        .with_max_level_hint(Level::INFO);
    Ok(Dispatch::new(tracing_subscriber::registry().with(own_events).with(json_lines)))
}

fn is_own(target: &str) -> bool {
    target == AUDIT || target.split("::").next() == Some(env!("CARGO_CRATE_NAME"))
}

/// Checks that this account could write the log. Creates no file: a file created by root would be closed to the account
/// of the sessions.
///
/// # Errors
/// See [`TelemetryError`].
pub fn check(path: &Path) -> Result<(), TelemetryError> {
    match open(path, false) {
        Err(TelemetryError::Unwritable(_, io::ErrorKind::NotFound)) => {
            let directory = path.parent().filter(|parent| !parent.as_os_str().is_empty());
            let create = Access::WRITE_OK | Access::EXEC_OK;
            rustix::fs::access(directory.unwrap_or(Path::new(".")), create)
                .map_err(|error| TelemetryError::Unwritable(path.to_owned(), io::Error::from(error).kind()))
        }
        found => found.map(drop),
    }
}

fn open(path: &Path, create: bool) -> Result<File, TelemetryError> {
    let unwritable = |error: io::Error| TelemetryError::Unwritable(path.to_owned(), error.kind());
    // Non-blocking: a pipe without a reader is refused at once.
    let flags = i32::try_from(OFlags::NONBLOCK.bits()).unwrap_or_default();
    let file = OpenOptions::new()
        .append(true)
        .create(create)
        .mode(0o600)
        .custom_flags(flags)
        .open(path)
        .map_err(unwritable)?;
    if file.metadata().map_err(unwritable)?.is_file() {
        Ok(file)
    } else {
        Err(TelemetryError::NotAFile(path.to_owned()))
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::fs;
    use std::os::unix::fs::PermissionsExt;
    use tracing::{debug, error, info};

    fn lines(path: &Path) -> Vec<serde_json::Value> {
        fs::read_to_string(path).unwrap().lines().map(|line| serde_json::from_str(line).unwrap()).collect()
    }

    #[test]
    fn log_keeps_own_events_as_lines() {
        let directory = tempfile::tempdir().unwrap();
        let path = directory.path().join("audit.jsonl");
        dispatcher::with_default(&dispatch_to(&path).unwrap(), || {
            info!(target: AUDIT, code = "MDP-200", login = "jdu\u{1b}[2J\npont", "done");
            info!(target: "mamamia::session", "begins");
            debug!(target: AUDIT, "details");
            error!(target: "ldap3::ldap", "bytes of a packet");
            error!(target: "rustls", "bytes of a packet");
            error!(target: "auditor", "a name that only begins alike");
        });
        let kept = lines(&path);
        let targets: Vec<_> = kept.iter().map(|line| line["target"].as_str().unwrap()).collect();
        assert_eq!(targets, ["audit", "mamamia::session"]);
        assert_eq!(kept[0]["code"], "MDP-200");
        assert!(kept[0]["timestamp"].as_str().unwrap().ends_with('Z'));
        let raw = fs::read_to_string(&path).unwrap();
        assert!(!raw.contains('\u{1b}') && raw.lines().count() == 2, "{raw:?}");
    }

    #[test]
    fn log_is_private_and_appended_to() {
        let directory = tempfile::tempdir().unwrap();
        let path = directory.path().join("audit.jsonl");
        for _ in 0..2 {
            dispatcher::with_default(&dispatch_to(&path).unwrap(), || info!(target: AUDIT, "done"));
        }
        assert_eq!(lines(&path).len(), 2);
        assert_eq!(fs::metadata(&path).unwrap().permissions().mode() & 0o777, 0o600);
    }

    #[test]
    fn unwritable_log_is_refused() {
        let directory = tempfile::tempdir().unwrap();
        let absent = directory.path().join("absent/audit.jsonl");
        let refused = TelemetryError::Unwritable(absent.clone(), io::ErrorKind::NotFound);
        assert_eq!((dispatch_to(&absent).err(), check(&absent)), (Some(refused.clone()), Err(refused)));
        let refused = dispatch_to(directory.path()).err();
        assert!(matches!(refused, Some(TelemetryError::Unwritable(_, io::ErrorKind::IsADirectory))));
        let (null, refused) = (Path::new("/dev/null"), TelemetryError::NotAFile("/dev/null".into()));
        assert_eq!((dispatch_to(null).err(), check(null)), (Some(refused.clone()), Err(refused)));
        assert!(install(&AuditSection { file: Some(directory.path().to_owned()) }).is_err());
    }

    #[test]
    fn check_needs_no_file() {
        let directory = tempfile::tempdir().unwrap();
        let file = directory.path().join("audit.jsonl");
        assert_eq!(check(&file), Ok(()));
        assert!(!file.exists());
        fs::write(&file, "").unwrap();
        assert_eq!(check(&file), Ok(()));
        assert_eq!(install(&AuditSection { file: None }), Ok(()));
    }
}
