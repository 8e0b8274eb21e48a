//! The system calls on the descriptors of a terminal or a pipe: its size, its attributes, writes that give up in time.

use std::io;
use std::os::fd::AsFd;
use std::thread;
use std::time::{Duration, Instant};

use rustix::fs::{OFlags, fcntl_getfl, fcntl_setfl};
use rustix::io::Errno;
use rustix::process::getpgrp;
use rustix::termios::{
    LocalModes, OptionalActions, QueueSelector, Termios, tcflush, tcgetattr, tcgetpgrp, tcgetwinsize,
    tcsetattr,
};

/// Between two tries on a terminal that takes no byte.
pub(super) const RETRY: Duration = Duration::from_millis(5);

/// Columns and rows of a terminal; 0 when it does not know.
pub(super) fn size(terminal: impl AsFd) -> io::Result<(u16, u16)> {
    let size = tcgetwinsize(terminal)?;
    Ok((size.ws_col, size.ws_row))
}

/// Whether this process is in the foreground group of a terminal. A terminal that controls no session has no jobs: then
/// it is.
pub(super) fn is_foreground(terminal: impl AsFd) -> bool {
    tcgetpgrp(terminal).map_or(true, |group| group == getpgrp())
}

/// Sets the attributes `raw`, and reads them back to see that the echo is off: `tcsetattr` succeeds when it made only a
/// part of the changes (POSIX). When the echo stays, sets `original` again and returns false.
pub(super) fn silence(terminal: impl AsFd, original: &Termios, raw: &Termios) -> bool {
    let set = tcsetattr(&terminal, OptionalActions::Now, raw);
    if set.is_ok() && tcgetattr(&terminal).is_ok_and(|now| !echoes(&now)) {
        return true;
    }
    let _ = tcsetattr(&terminal, OptionalActions::Now, original);
    false
}

/// Whether a terminal shows the typed characters, all of them or the ends of lines.
pub(super) fn echoes(attributes: &Termios) -> bool {
    attributes.local_modes.intersects(LocalModes::ECHO | LocalModes::ECHONL)
}

/// Compares the modes of two states of a terminal, not its keys and speeds.
pub(super) fn same_modes(one: &Termios, other: &Termios) -> bool {
    one.local_modes == other.local_modes
        && one.input_modes == other.input_modes
        && one.output_modes == other.output_modes
        && one.control_modes == other.control_modes
}

/// Writes all of `bytes`, in one call where the system takes them so. Goes on after a signal, a partial write or, while
/// `go_on` allows it, a full non-blocking terminal.
pub(super) fn write_all(output: impl AsFd, mut bytes: &[u8], go_on: impl Fn() -> bool) -> io::Result<()> {
    while !bytes.is_empty() {
        match rustix::io::write(&output, bytes) {
            Ok(0) => return Err(io::ErrorKind::WriteZero.into()),
            Ok(written) => bytes = bytes.get(written..).unwrap_or_default(),
            Err(Errno::INTR) => {}
            Err(Errno::AGAIN) if go_on() => thread::sleep(RETRY),
            Err(errno) => return Err(errno.into()),
        }
    }
    Ok(())
}

/// As [`write_all`], but gives up after `limit`: a terminal that takes no byte must not block the process.
pub(super) fn write_within(limit: Duration, output: impl AsFd, bytes: &[u8]) -> io::Result<()> {
    let flags = fcntl_getfl(&output)?;
    fcntl_setfl(&output, flags | OFlags::NONBLOCK)?;
    let deadline = Instant::now() + limit;
    let written = write_all(&output, bytes, || Instant::now() < deadline);
    fcntl_setfl(&output, flags)?;
    written
}

/// Drops the output that a terminal has not shown yet. Only the foreground group may, else SIGTTOU stops it.
pub(super) fn discard_output(terminal: impl AsFd) {
    if is_foreground(&terminal) {
        let _ = tcflush(&terminal, QueueSelector::OFlush);
    }
}
