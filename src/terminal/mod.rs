//! Bytes to keys, frames to bytes; the tty and its restoration.
//!
//! A session gets a [`Line`], whatever the terminal behind it: it feeds [`Input::Bytes`] to a
//! [`Decoder`], draws through a [`LeanBackend`], and sends what [`LeanBackend::take_output`] gives in one
//! [`Output::write`] a frame. [`Tty`] is the local terminal and its restoration; other doors build a
//! [`Line`] of their own. A program, which gives lines and not keys, has a [`Pipe`].

mod backend;
mod capabilities;
mod charset;
mod colour;
mod decoder;
mod keys;
mod line;
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
pub use capabilities::{Capabilities, Charset, ColourDepth, Dialect};
pub use decoder::{Decoder, Event};
pub use line::{Events, Input, Line, Output, Signal};
pub use paste::MAX_PASTE;
pub use pipe::{Answer, Answers, ENDLESS, LONGEST_ANSWER, Pipe};
pub use restorer::Restorer;
pub use signals::EndingSignals;
pub use speed::is_slow;
pub use streams::{Streams, Way};
pub use tty::{Manner, Stream, Tty, TtyError};
