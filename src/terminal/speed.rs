//! The speed of a serial line.

use std::os::fd::AsFd;

use rustix::termios::tcgetattr;

/// Bits a second below which a line is slow. A pseudo-terminal always reports 38 400, even over a slow network.
const FAST_ENOUGH: u32 = 38_400;

/// Whether `terminal` reports a slow line: a serial one, or one that its user set so (`stty 2400`). A descriptor that
/// reports 0, or is no terminal, is not slow.
#[must_use]
pub fn is_slow(terminal: impl AsFd) -> bool {
    let speed = tcgetattr(terminal).map_or(0, |attributes| attributes.output_speed());
    (1..FAST_ENOUGH).contains(&speed)
}
