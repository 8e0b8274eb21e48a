//! Bytes to keys, frames to bytes; the tty and its restoration.
//!
//! A session gets a [`Link`] to any terminal: it feeds [`Input::Bytes`] to a [`Decoder`], draws through
//! a [`LeanBackend`], and sends the bytes of [`LeanBackend::take_output`] in one [`Output::write`] a frame. [`Tty`] is the
//! local terminal and its restoration; other doors, such as a daemon, build a [`Link`] of their own. A program, which
//! gives lines and not keys, has a [`Pipe`].

mod backend;
mod capabilities;
mod charset;
mod colour;
mod decoder;
mod descriptor;
mod encoding;
mod keys;
mod link;
mod mode;
mod motion;
mod panic_hook;
mod paste;
mod pen;
mod pipe;
mod restorer;
mod signals;
mod speed;
mod streams;
mod tty;
mod writer_thread;

pub use backend::LeanBackend;
#[cfg(any(test, feature = "test-support"))]
pub use backend::{MAX_COLUMNS, MAX_ROWS};
#[cfg(any(test, feature = "test-support"))]
pub use capabilities::TerminalLevel;
pub use capabilities::{Capabilities, Charset, ColourDepth, TerminalInfo};
pub use decoder::{Decoder, InputEvent, Pending};
#[cfg(any(test, feature = "test-support"))]
pub use encoding::InputEncoding;
pub use encoding::InputLoss;
pub use link::{Input, InputStream, Link, Output, Signal};
pub use mode::{Stream, TerminalMode, TtyError};
#[cfg(test)]
pub use pipe::LONGEST_ANSWER;
pub use pipe::{InputLine, LineReader, Pipe};
pub use restorer::Restorer;
pub use speed::is_slow;
pub use streams::{SessionMode, Streams};
pub use tty::Tty;
