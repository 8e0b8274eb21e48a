//! The binary under a real pty and over pipes: what it leaves behind, lets through and withstands.
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic, clippy::indexing_slicing, reason = "tests")]

#[path = "../support/pipe_harness.rs"]
mod pipe_harness;
#[path = "../support/pty/mod.rs"]
mod pty;

mod endings;
mod installation;
mod keyboards;
mod line_forms;
mod line_terminals;
mod pipes;
mod refusals;
mod secrets;
mod shapes;
mod stops;
mod void;

use std::fs::{self, File, OpenOptions, Permissions};
use std::io::{Read, Write};
use std::os::unix::fs::{MetadataExt, PermissionsExt};
use std::process::{Child, Command, Stdio};

use endings::{TYPED, reveal_secret};
use installation::Installation;
use mamamia::terminal::ColourDepth;
use pipe_harness::{Ends, PipeHarness, UTF8, XTERM};
use portable_pty::{CommandBuilder, MasterPty};
use pty::{MENU, Program, PtyHarness, contains, open_pty};
use regex::Regex;
use rstest::rstest;
use rustix::process::{Pid, Signal, kill_process};
use rustix::termios::{LocalModes, OutputModes, Termios, tcgetattr};

const OLD: &str = "Ancien-Mdp-2026";
const NEW: &str = "pivot-Bruine8-lampadaire";
const NUMEN: &str = "16E9912345ABC";
const BIRTH_DATE: &str = "14/07/1975";
const DONE: &str = "La modification de votre mot de passe a été effectuée";
