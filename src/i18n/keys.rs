//! Every key, made by `build.rs` from the texts: one module a file of `fr/`, one constant a message.

include!(concat!(env!("OUT_DIR"), "/keys.rs"));
