//! One clock for a program and for who looks at it.

use std::time::Duration;

use rustix::time::{ClockId, clock_gettime};

/// Since the machine started: the same in every process.
pub fn now() -> Duration {
    let time = clock_gettime(ClockId::Monotonic);
    Duration::new(time.tv_sec.try_into().unwrap_or_default(), time.tv_nsec.try_into().unwrap_or_default())
}
