//! Bytes to keys, frames to bytes; the tty and its restoration.
//!
//! A session gets a [`Link`], whatever the terminal behind it: it feeds [`Input::Bytes`] to a
//! [`Decoder`], draws through a [`LeanBackend`], and sends what [`LeanBackend::take_output`] gives in one
//! [`Output::write`] a frame. [`Tty`] is the local terminal and its restoration; other doors build a
//! [`Link`] of their own. A program, which gives lines and not keys, has a [`Pipe`].

mod backend;
mod capabilities;
mod charset;
mod colour;
mod decoder;
mod keys;
mod link;
mod motion;
mod paste;
mod pen;
mod pipe;
mod restorer;
mod signals;
mod speed;
mod streams;
mod tty;

pub use backend::{ENTER, LEAVE, LeanBackend, MAX_COLUMNS, MAX_ROWS};
pub use capabilities::{Capabilities, Charset, ColourDepth, TerminalInfo, TerminalLevel};
pub use decoder::{Decoder, InputEvent};
pub use link::{Input, InputStream, Link, Output, Signal};
pub use paste::MAX_PASTE;
pub use pipe::{ENDLESS, InputLine, LONGEST_ANSWER, LineReader, Pipe};
pub use restorer::Restorer;
pub use signals::TerminationSignals;
pub use speed::is_slow;
pub use streams::{SessionMode, Streams};
pub use tty::{Stream, TerminalMode, Tty, TtyError};
