//! What the line of a terminal says of its speed.

use std::os::fd::AsFd;

use rustix::termios::tcgetattr;

/// Below this, in bits a second, a line is slow. A pseudo-terminal always says 38 400, whatever is behind it.
const FAST_ENOUGH: u32 = 38_400;

/// Whether `terminal` says that it is at the end of a slow line: a serial one, or whoever set it so (`stty 2400`).
/// 0, no terminal, or no answer is not slow.
#[must_use]
pub fn is_slow(terminal: impl AsFd) -> bool {
    let speed = tcgetattr(terminal).map_or(0, |attributes| attributes.output_speed());
    (1..FAST_ENOUGH).contains(&speed)
}
