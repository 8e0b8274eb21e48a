//! Bytes to keys, frames to bytes; the tty and its restoration.

mod backend;
mod capabilities;
mod colour;
mod decoder;
mod keys;
mod motion;
mod paste;
mod pen;

pub use backend::{ENTER, LEAVE, LeanBackend, MAX_COLUMNS, MAX_ROWS};
pub use capabilities::{Capabilities, Charset, ColourDepth};
pub use decoder::{Decoder, Event};
pub use paste::MAX_PASTE;
