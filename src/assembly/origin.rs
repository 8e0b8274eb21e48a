//! The origin of a session: its source, its terminal and its day, known before the first byte.

use std::ffi::OsStr;
use std::io;

use jiff::Timestamp;
use jiff::civil::Date;
use jiff::tz::TimeZone;
use rustix::process::getuid;

use crate::terminal::{Capabilities, TerminalInfo, is_slow};

/// The origin of one session.
#[derive(Debug, Clone)]
pub struct SessionOrigin {
    /// User, address or terminal, for the audit: see [`Peer`](crate::account::Peer).
    pub source: String,
    pub terminal: TerminalInfo,
    /// Whether the terminal or its link reports a low speed.
    pub is_slow: bool,
    /// Whether the person comes over a network, whose speed is unknown.
    pub is_remote: bool,
    /// Whether a screen reader follows the screen, by the environment.
    pub screen_reader: bool,
    /// The date in the time zone of the person.
    pub today: Date,
}

impl SessionOrigin {
    /// The user and the terminal of this process, now.
    #[must_use]
    pub fn of_this_process(capabilities: &Capabilities) -> Self {
        let ssh = std::env::var_os("SSH_CONNECTION");
        Self {
            source: source(ssh.as_deref().and_then(OsStr::to_str)),
            terminal: capabilities.terminal(),
            is_slow: capabilities.low || is_slow(io::stdout()),
            is_remote: ssh.is_some(),
            screen_reader: capabilities.screen_reader,
            today: today(),
        }
    }
}

/// The user id, which is certain, and the client's address from sshd, which a person with a shell can forge.
fn source(ssh: Option<&str>) -> String {
    let uid = getuid().as_raw();
    match ssh.and_then(|connection| connection.split_whitespace().next()) {
        Some(address) => format!("uid={uid} ssh={address}"),
        None => format!("uid={uid}"),
    }
}

/// Today, where this process is.
fn today() -> Date {
    Timestamp::now().to_zoned_datetime(local_zone()).date()
}

/// The zone of this process. Only the rules of the system's zone are wanted: to find its name, jiff walks through
/// every zone that there is, which takes longer than drawing the first screen.
pub(super) fn local_zone() -> TimeZone {
    let rules = match std::env::var_os("TZ") {
        None => std::fs::read("/etc/localtime").ok(),
        Some(_) => None,
    };
    let zone = rules.and_then(|rules| TimeZone::tzif("localtime", &rules).ok());
    zone.unwrap_or_else(TimeZone::system)
}
