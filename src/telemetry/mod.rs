//! The log: JSON lines appended to the audit's file, and written nowhere else.
//!
//! Never on standard error, which is the screen of the person. The log keeps the events of the target [`AUDIT`], one for
//! each request that ends (`account::audit`), and the program's own at `info` and above. It drops those of the libraries,
//! which hold names of entries and bytes of packets. No environment variable changes that.
//!
//! An event is one line, written by one call on a file opened for appending: several processes may share
//! the file, and `logrotate` must use `copytruncate`. Characters that a terminal obeys are escaped: a cause may hold a
//! text of the network, and administrators read the file with `less` or `cat`.

use std::fs::{File, OpenOptions};
use std::io::{self, Write};
use std::os::unix::fs::OpenOptionsExt;
use std::path::{Path, PathBuf};
use std::sync::Arc;

use jiff::Timestamp;
use rustix::fs::OFlags;
use serde_json::json;
use tracing::{Dispatch, Level, dispatcher};
use tracing_subscriber::filter::filter_fn;
use tracing_subscriber::layer::SubscriberExt;

use crate::config::AuditSection;
use crate::i18n::{Text, escaped_json, keys::command_line as texts};

/// The target of the audit's events.
pub const AUDIT: &str = "audit";

/// The target of the doctor's line, by which readers of the audit leave it out.
pub const TEST_LINE: &str = "doctor";

/// The reason why the log cannot be written.
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
        .with_writer(Arc::new(LogFile(open(path, true)?)));
    let own_events = filter_fn(|event| is_own(event.target()) && *event.level() <= Level::INFO)
        .with_max_level_hint(Level::INFO);
    Ok(Dispatch::new(tracing_subscriber::registry().with(own_events).with(json_lines)))
}

fn is_own(target: &str) -> bool {
    target == AUDIT || target.split("::").next() == Some(env!("CARGO_CRATE_NAME"))
}

/// Writes a test line, down to the disk, as a session would write its own: a full disk or a spent quota shows only so. It
/// goes into the file, or beside it where there is none yet: a file created by root would be closed to the account of the
/// sessions.
///
/// # Errors
/// See [`TelemetryError`].
pub fn write_test_line(path: &Path) -> Result<(), TelemetryError> {
    let unwritable = |error: io::Error| TelemetryError::Unwritable(path.to_owned(), error.kind());
    let file = match open(path, false) {
        Err(TelemetryError::Unwritable(_, io::ErrorKind::NotFound)) => {
            let directory = path.parent().filter(|parent| !parent.as_os_str().is_empty());
            tempfile::tempfile_in(directory.unwrap_or(Path::new("."))).map_err(unwritable)?
        }
        opened => opened?,
    };
    let time = Timestamp::now().to_string();
    let line = json!({ "timestamp": time, "level": "INFO", "message": "test line", "target": TEST_LINE });
    LogFile(file).write_to_disk(&format!("{line}\n")).map_err(unwritable)
}

/// The file of the log, opened for appending.
struct LogFile(File);

impl LogFile {
    fn write_to_disk(&self, line: &str) -> io::Result<()> {
        let mut file = self;
        file.write_all(line.as_bytes())?;
        self.0.sync_data()
    }
}

impl Write for &LogFile {
    /// Takes a whole line: the layer writes each event by one call.
    fn write(&mut self, line: &[u8]) -> io::Result<usize> {
        match std::str::from_utf8(line) {
            Ok(text) => (&self.0).write_all(escaped_json(text).as_bytes())?,
            Err(_) => (&self.0).write_all(line)?,
        }
        Ok(line.len())
    }

    fn flush(&mut self) -> io::Result<()> {
        (&self.0).flush()
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
        assert_eq!(
            (dispatch_to(&absent).err(), write_test_line(&absent)),
            (Some(refused.clone()), Err(refused))
        );
        let refused = dispatch_to(directory.path()).err();
        assert!(matches!(refused, Some(TelemetryError::Unwritable(_, io::ErrorKind::IsADirectory))));
        let (null, refused) = (Path::new("/dev/null"), TelemetryError::NotAFile("/dev/null".into()));
        assert_eq!((dispatch_to(null).err(), write_test_line(null)), (Some(refused.clone()), Err(refused)));
        assert!(install(&AuditSection { file: Some(directory.path().to_owned()) }).is_err());
    }

    #[test]
    fn test_line_creates_no_file() {
        let directory = tempfile::tempdir().unwrap();
        let file = directory.path().join("audit.jsonl");
        assert_eq!(write_test_line(&file), Ok(()));
        assert_eq!(fs::read_dir(directory.path()).unwrap().count(), 0);
        assert_eq!(install(&AuditSection { file: None }), Ok(()));
    }

    #[test]
    fn test_line_is_appended_and_marked() {
        let directory = tempfile::tempdir().unwrap();
        let file = directory.path().join("audit.jsonl");
        fs::write(&file, "{\"target\":\"audit\"}\n").unwrap();
        assert_eq!(write_test_line(&file), Ok(()));
        let kept = lines(&file);
        assert_eq!((kept.len(), kept[1]["target"].as_str()), (2, Some(TEST_LINE)));
        assert!(kept[1]["timestamp"].as_str().unwrap().ends_with('Z'));
    }

    #[test]
    fn log_escapes_what_terminals_obey() {
        let directory = tempfile::tempdir().unwrap();
        let path = directory.path().join("audit.jsonl");
        let hostile = "a\u{1b}[2J\u{9b}31m\u{202e}b\u{2028}c\r\n";
        dispatcher::with_default(&dispatch_to(&path).unwrap(), || {
            error!(target: "mamamia::directory", cause = %hostile, "no connection");
        });
        assert_eq!(lines(&path)[0]["cause"], hostile);
        let raw = fs::read_to_string(&path).unwrap();
        let obeyed = |c: char| (c.is_control() && c != '\n') || matches!(c, '\u{202e}' | '\u{2028}');
        assert!(!raw.contains(obeyed) && raw.matches('\n').count() == 1, "{raw:?}");
    }
}
