//! Every key, made by `build/texts.rs` from the texts: one module a file of `fr/`, one constant a message.
#![allow(dead_code, reason = "which keys are used depends on the features; a test refuses one that never is")]

include!(concat!(env!("OUT_DIR"), "/keys.rs"));
