//! The binary: no core dump, no tracer, memory wiped on free; then parse, call, exit code.

use std::alloc::System;
use std::process::ExitCode;

use rustix::process::{DumpableBehavior, Resource, Rlimit, set_dumpable_behavior, setrlimit};
use zeroizing_alloc::ZeroAlloc;

/// Wipes all memory when it is freed: libraries (zxcvbn, ldap3, rustls) copy the secrets that they receive.
#[global_allocator]
static WIPED_ON_FREE: ZeroAlloc<System> = ZeroAlloc(System);

fn main() -> ExitCode {
    keep_memory_private();
    mamamia::run(std::env::args_os())
}

/// Forbids the other processes of this user to read this one's memory, and the kernel to write it to a core dump. An
/// error is ignored: no kernel refuses this to a process about itself, and the program works without it.
fn keep_memory_private() {
    let _ = set_dumpable_behavior(DumpableBehavior::NotDumpable);
    let _ = setrlimit(Resource::Core, Rlimit { current: Some(0), maximum: Some(0) });
}
