//! Bytes to keys, frames to bytes; the tty and its restoration.

mod backend;
mod capabilities;
mod colour;
mod motion;
mod pen;

pub use backend::{ENTER, LEAVE, LeanBackend, MAX_COLUMNS, MAX_ROWS};
pub use capabilities::{Capabilities, Charset, ColourDepth};
