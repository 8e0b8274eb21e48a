//! The binary: no core dump, no tracer, memory wiped on free; then parse, call, exit code.

use std::alloc::System;
use std::process::ExitCode;

use rustix::process::{DumpableBehavior, Resource, Rlimit, set_dumpable_behavior, setrlimit};
use zeroizing_alloc::ZeroAlloc;

/// Libraries copy what they are given (zxcvbn, ldap3, rustls): whatever they free is wiped.
#[global_allocator]
static WIPED_ON_FREE: ZeroAlloc<System> = ZeroAlloc(System);

fn main() -> ExitCode {
    keep_memory_private();
    mamamia::run(std::env::args_os())
}

/// No other process of this user may read this one's memory, and none is written to disk. A kernel that
/// refuses (none does for a process about itself) leaves the program as usable as any other.
fn keep_memory_private() {
    let _ = set_dumpable_behavior(DumpableBehavior::NotDumpable);
    let _ = setrlimit(Resource::Core, Rlimit { current: Some(0), maximum: Some(0) });
}
