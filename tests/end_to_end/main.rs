//! The program over a real OpenLDAP, as an administrator sets it up; then what OpenLDAP's own tools say of it.
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic, clippy::indexing_slicing, reason = "tests")]

mod binary;
mod config_file;
mod in_process;
#[path = "../support/pty/mod.rs"]
mod pty;
#[path = "../support/sessions/mod.rs"]
mod sessions;
#[path = "../support/mod.rs"]
mod support;

use std::fs::{self, Permissions};
use std::os::unix::fs::PermissionsExt;
use std::path::{Path, PathBuf};
use std::process::Command;
use std::sync::{Arc, Mutex};

use config_file::{ConfigFile, binds, only_valid};
use mamamia::{config::Config, directory::ldap::LdapDirectory, session::AppContext};
use pty::{Program, PtyHarness, contains};
use sessions::*;
use support::proxy::{EXTENDED, Fate, Proxy};
use support::slapd::{self, Setting, Slapd};
use support::{BASE, INITIAL, SERVICE, SERVICE_PASSWORD, service};
use tempfile::TempDir;
use tokio::sync::mpsc;
