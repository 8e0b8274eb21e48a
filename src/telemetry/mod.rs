//! Logging: JSON lines appended to the audit's file, and to nothing else.
//!
//! Nothing is ever written to standard error: it is the screen of the person. Only what this program
//! writes on purpose is kept: the events of the target [`AUDIT`] (made by `account::audit`, one each
//! ending) and our own at `info` and above. The libraries are silent at every level: what they log holds
//! names of entries and bytes of packets. No environment variable widens that.
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
use crate::i18n::{Text, keys::command_line as words};

/// The target of the audit's events.
pub const AUDIT: &str = "audit";

/// Why there is no log.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum TelemetryError {
    /// The file cannot be opened for appending.
    Unwritable(PathBuf, io::ErrorKind),
    /// A directory, a pipe, a device.
    NotAFile(PathBuf),
    /// A log was installed before.
    Already,
}

impl TelemetryError {
    /// What the administrator is told.
    #[must_use]
    pub fn text(&self) -> Text {
        match self {
            Self::Unwritable(file, kind) => Text::from(words::AUDIT_UNWRITABLE)
                .word("file", file.display().to_string())
                .word("cause", kind.to_string()),
            Self::NotAFile(file) => {
                Text::from(words::AUDIT_NOT_A_FILE).word("file", file.display().to_string())
            }
            Self::Already => words::AUDIT_ALREADY.into(),
        }
    }
}

/// Sends the events of the whole process to the audit's file; without one, they go nowhere.
///
/// # Errors
/// See [`TelemetryError`]. A service whose audit cannot be written must not start.
pub fn install(audit: &AuditSection) -> Result<(), TelemetryError> {
    let Some(path) = &audit.file else { return Ok(()) };
    dispatcher::set_global_default(open(path)?).map_err(|_| TelemetryError::Already)
}

/// The log of a file, for one part of a process.
///
/// # Errors
/// See [`TelemetryError`].
fn open(path: &Path) -> Result<Dispatch, TelemetryError> {
    let file = append_to(path)?;
    let lines = tracing_subscriber::fmt::layer()
        .json()
        .flatten_event(true)
        .with_current_span(false)
        .with_span_list(false)
        // Else a failed write would be told on standard error.
        .log_internal_errors(false)
        .with_writer(Arc::new(file));
    let ours = filter_fn(|event| is_ours(event.target()) && *event.level() <= Level::INFO)
        .with_max_level_hint(Level::INFO);
    Ok(Dispatch::new(tracing_subscriber::registry().with(ours).with(lines)))
}

fn is_ours(target: &str) -> bool {
    target == AUDIT || target.split("::").next() == Some(env!("CARGO_CRATE_NAME"))
}

/// Whether this account could write the log. Creates nothing: a file that root would leave behind keeps out
/// the account of the visits.
///
/// # Errors
/// See [`TelemetryError`].
pub fn check(path: &Path) -> Result<(), TelemetryError> {
    match opened(path, false) {
        Err(TelemetryError::Unwritable(_, io::ErrorKind::NotFound)) => {
            let directory = path.parent().filter(|parent| !parent.as_os_str().is_empty());
            let create = Access::WRITE_OK | Access::EXEC_OK;
            rustix::fs::access(directory.unwrap_or(Path::new(".")), create)
                .map_err(|error| TelemetryError::Unwritable(path.to_owned(), io::Error::from(error).kind()))
        }
        found => found.map(drop),
    }
}

fn append_to(path: &Path) -> Result<File, TelemetryError> {
    opened(path, true)
}

fn opened(path: &Path, create: bool) -> Result<File, TelemetryError> {
    let unwritable = |error: io::Error| TelemetryError::Unwritable(path.to_owned(), error.kind());
    // Not blocking: a pipe without a reader is refused instead of waited for.
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
    use std::fs;
    use std::os::unix::fs::PermissionsExt;

    use super::*;
    use tracing::{debug, error, info};

    fn lines(path: &Path) -> Vec<serde_json::Value> {
        fs::read_to_string(path).unwrap().lines().map(|line| serde_json::from_str(line).unwrap()).collect()
    }

    #[test]
    fn only_our_own_events_are_kept_and_each_is_one_line() {
        let directory = tempfile::tempdir().unwrap();
        let path = directory.path().join("audit.jsonl");
        let dispatch = open(&path).unwrap();
        dispatcher::with_default(&dispatch, || {
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
    fn the_file_is_the_owners_and_is_appended_to() {
        let directory = tempfile::tempdir().unwrap();
        let path = directory.path().join("audit.jsonl");
        for _ in 0..2 {
            let dispatch = open(&path).unwrap();
            dispatcher::with_default(&dispatch, || info!(target: AUDIT, "done"));
        }
        assert_eq!(lines(&path).len(), 2);
        assert_eq!(fs::metadata(&path).unwrap().permissions().mode() & 0o777, 0o600);
    }

    #[test]
    fn what_cannot_be_written_is_refused_at_once() {
        let directory = tempfile::tempdir().unwrap();
        let absent = directory.path().join("absent/audit.jsonl");
        assert_eq!(
            open(&absent).err(),
            Some(TelemetryError::Unwritable(absent.clone(), io::ErrorKind::NotFound))
        );
        assert!(matches!(
            open(directory.path()).err(),
            Some(TelemetryError::Unwritable(_, io::ErrorKind::IsADirectory))
        ));
        assert_eq!(open(Path::new("/dev/null")).err(), Some(TelemetryError::NotAFile("/dev/null".into())));
    }

    #[test]
    fn checking_creates_nothing() {
        let directory = tempfile::tempdir().unwrap();
        let file = directory.path().join("audit.jsonl");
        assert_eq!(check(&file), Ok(()));
        assert!(!file.exists());
        let absent = directory.path().join("absent/audit.jsonl");
        assert_eq!(check(&absent), Err(TelemetryError::Unwritable(absent.clone(), io::ErrorKind::NotFound)));
        std::fs::write(&file, "").unwrap();
        assert_eq!(check(&file), Ok(()));
        assert_eq!(check(Path::new("/dev/null")), Err(TelemetryError::NotAFile("/dev/null".into())));
    }

    #[test]
    fn installing_needs_a_file_that_can_be_written_or_none() {
        assert_eq!(install(&AuditSection { file: None }), Ok(()));
        let directory = tempfile::tempdir().unwrap();
        assert!(install(&AuditSection { file: Some(directory.path().to_owned()) }).is_err());
    }
}
