//! Bytes to keys, frames to bytes; the tty and its restoration.
