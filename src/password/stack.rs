//! Wipes the part of a stack that a computation used. Buffers and freed memory are wiped where they are; what a library
//! leaves on the stack stays there until another call happens to cover it.

use std::hint::black_box;

use zeroize::Zeroize;

/// Bytes below the caller: more than any computation with a secret takes, and less than a thread has.
const DEPTH: usize = 256 * 1024;

/// Runs `work`, then wipes the stack that it used.
pub fn with_clean_stack<T>(work: impl FnOnce() -> T) -> T {
    let result = in_own_frame(work);
    clean_stack();
    result
}

/// Wipes the stack below the caller.
#[inline(never)]
pub fn clean_stack() {
    let mut room = [0_u8; DEPTH];
    room.zeroize();
    black_box(&mut room);
}

/// A frame that is gone when it returns, so that `clean_stack` covers it.
#[inline(never)]
fn in_own_frame<T>(work: impl FnOnce() -> T) -> T {
    work()
}
