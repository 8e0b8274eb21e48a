//! Where a session comes from, as its door knows it before the first byte.

use std::ffi::OsStr;
use std::io;

use jiff::Timestamp;
use jiff::civil::Date;
use jiff::tz::TimeZone;
use rustix::process::getuid;

use crate::terminal::{Capabilities, TerminalInfo, is_slow};

/// The person's place and terminal.
#[derive(Debug, Clone)]
pub struct SessionOrigin {
    /// The user id and the address of an ssh client, for the audit.
    pub source: String,
    /// The terminal.
    pub terminal: TerminalInfo,
    /// Whether the terminal or its line says that it is slow.
    pub is_slow: bool,
    /// Whether the person comes over a network, whose speed is unknown.
    pub is_remote: bool,
    /// The day, where the person is.
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
            today: today(),
        }
    }
}

/// The user id, and the address in the variable of sshd: a person with a shell can forge the address.
fn source(ssh: Option<&str>) -> String {
    let uid = getuid().as_raw();
    match ssh.and_then(|connection| connection.split_whitespace().next()) {
        Some(address) => format!("uid={uid} ssh={address}"),
        None => format!("uid={uid}"),
    }
}

/// Today, where this process is. Only the rules of the system's zone are wanted: to find its name, jiff walks through
/// every zone that there is, which takes longer than drawing the first screen.
fn today() -> Date {
    let rules = match std::env::var_os("TZ") {
        None => std::fs::read("/etc/localtime").ok(),
        Some(_) => None,
    };
    let zone = rules.and_then(|rules| TimeZone::tzif("localtime", &rules).ok());
    Timestamp::now().to_zoned_datetime(zone.unwrap_or_else(TimeZone::system)).date()
}
