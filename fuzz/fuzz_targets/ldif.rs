#![no_main]
#[path = "../../examples/fuzz/targets.rs"]
#[allow(dead_code, reason = "each program runs one target")]
mod targets;

libfuzzer_sys::fuzz_target!(|bytes: &[u8]| drop(targets::ldif(bytes)));
