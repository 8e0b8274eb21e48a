#![no_main]

libfuzzer_sys::fuzz_target!(|bytes: &[u8]| drop(mamamia::directory::ldap::fuzzing::policy(bytes)));
