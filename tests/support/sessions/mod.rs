//! Whole sessions over the embedded directory, without a terminal. Each program uses a part of it.
#![allow(dead_code, unused_imports, reason = "each program uses a part")]
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic, clippy::indexing_slicing, reason = "tests")]

mod app;
pub mod counts;
mod session_harness;
mod steps;

use std::io;
use std::net::TcpStream;
use std::sync::{Arc, Mutex};
use std::time::{Duration, Instant};

use async_trait::async_trait;
use mamamia::app::Exit;
use mamamia::assembly::{self, SessionOptions, SessionOrigin, testing};
use mamamia::config::Config;
use mamamia::demo::{EmbeddedDirectory, ManualClock, OperationCounts, Options};
use mamamia::directory::ldap::LdapDirectory;
use mamamia::i18n::Language;
use mamamia::session::{self, AppContext, SessionConfig, SessionEnd};
use mamamia::terminal::{
    Charset, ColourDepth, Input, InputEncoding, Link, Output, Signal, TerminalInfo, TerminalLevel,
};
use tokio::sync::{Mutex as AsyncMutex, mpsc};
use tokio::task::JoinHandle;
use zeroize::Zeroizing;

pub use app::{EmbeddedApp, app};
pub use session_harness::{Frame, SessionHarness, TerminalProfile};
pub use steps::*;

pub type App = Arc<AppContext>;
