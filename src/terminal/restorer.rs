//! [`Restorer`]: gives the tty back as it was found: for good, from wherever the ending comes, or for as long as
//! the process is stopped.

use std::io;
use std::os::fd::{AsFd, OwnedFd};
use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::{Mutex, MutexGuard, Once, PoisonError, TryLockError};
use std::thread;
use std::time::{Duration, Instant};

use rustix::fs::{OFlags, fcntl_getfl, fcntl_setfl};
use rustix::io::Errno;
use rustix::process::getpgrp;
use rustix::termios::{
    LocalModes, OptionalActions, QueueSelector, Termios, isatty, tcflush, tcgetattr, tcgetpgrp, tcsetattr,
};

use super::backend::{ENTER, LEAVE};
use super::tty::{self, TerminalMode, TtyError};

/// How long an ending waits for a frame that the terminal does not take.
const PATIENCE: Duration = Duration::from_millis(200);
/// Between two tries on a terminal that takes nothing.
const RETRY: Duration = Duration::from_millis(5);

/// What is needed to leave the terminal as it was. Shared by the guard, the writer of frames, the
/// panic hook and the thread that listens to signals.
pub struct Restorer {
    input: OwnedFd,
    output: OwnedFd,
    mode: TerminalMode,
    /// The attributes to give back: those that were found when the terminal was taken.
    found: Mutex<Termios>,
    once: Once,
    /// Set at the beginning of the restoration: no frame starts after it.
    restored: AtomicBool,
    /// Held while a frame goes out, so that no farewell lands in the middle of it.
    writing: Mutex<()>,
}

impl Restorer {
    /// Of a terminal that is not taken yet.
    ///
    /// # Errors
    /// The terminal does not tell its attributes.
    pub(super) fn new(input: OwnedFd, output: OwnedFd, mode: TerminalMode) -> io::Result<Self> {
        let found = Mutex::new(tcgetattr(&input)?);
        Ok(Self {
            input,
            output,
            mode,
            found,
            once: Once::new(),
            restored: AtomicBool::new(false),
            writing: Mutex::new(()),
        })
    }

    /// Raw mode. The attributes that are found are those to give back, unless they are ours: a process that was
    /// stopped without a warning finds its own, where nobody changed them.
    ///
    /// # Errors
    /// The echo cannot be turned off; whatever was changed is given back.
    pub(super) fn take(&self) -> Result<(), TtyError> {
        let found = tcgetattr(&self.input)?;
        let mut raw = found.clone();
        raw.make_raw();
        if !isatty(&self.output) {
            // What is shown there is not ours: it goes on being shown as before.
            raw.output_modes = found.output_modes;
        }
        if !same_modes(&found, &raw) {
            silence(&self.input, &found, &raw)?;
            *self.found.lock().unwrap_or_else(PoisonError::into_inner) = found;
        }
        Ok(())
    }

    /// Leaves the screen, drops what was typed ahead (part of a password must not reach the shell) and
    /// gives the tty its attributes back. The second call does nothing but wait for the end of the first.
    /// Errors are not reported: a tty that refuses is gone.
    pub fn restore(&self) {
        self.once.call_once(|| {
            self.restored.store(true, Ordering::SeqCst);
            let _writing = self.give_back();
        });
    }

    /// Says `words` on a terminal that was given back for good, without ever blocking for long either. What the terminal
    /// holds back may be the farewell, which is then said again.
    pub fn say_last(&self, words: &str) {
        if write_in_time(&self.output, words.as_bytes()).is_err() {
            say_in_time(&self.output, &[self.farewell(), words.as_bytes()].concat());
        }
    }

    /// Gives the terminal back for as long as the process is stopped; `None` if it was given back for good.
    pub(super) fn suspend(&self) -> Option<Suspension<'_>> {
        (!self.is_restored()).then(|| Suspension {
            restorer: self,
            given_back: true,
            _writing: self.give_back(),
        })
    }

    /// As [`Restorer::suspend`], of a terminal that others had while the process was stopped without a warning.
    pub(super) fn was_suspended(&self) -> Option<Suspension<'_>> {
        (!self.is_restored()).then(|| Suspension {
            restorer: self,
            given_back: false,
            _writing: self.lock_in_time(|| {}),
        })
    }

    fn give_back(&self) -> Option<MutexGuard<'_, ()>> {
        // Should the terminal take nothing, the frame that it does not take is forgotten.
        let writing =
            self.lock_in_time(|| {}).or_else(|| self.lock_in_time(|| discard_what_waits(&self.output)));
        if writing.is_some() {
            say_in_time(&self.output, self.farewell());
        }
        // Last, for what is typed during a farewell that is not taken neither shows nor is left to the shell. The
        // attributes are those of whom the terminal works for; asking for others would stop this process.
        if self.is_in_foreground() {
            let found = self.found.lock().unwrap_or_else(PoisonError::into_inner);
            let _ = tcsetattr(&self.input, OptionalActions::Now, &found);
            let _ = tcflush(&self.input, QueueSelector::IFlush);
        }
        writing
    }

    /// Whether the tty was, or is being, given back for good.
    #[must_use]
    pub fn is_restored(&self) -> bool {
        self.restored.load(Ordering::SeqCst)
    }

    /// Whether the terminal works for this process, not for another job of its shell.
    pub(super) fn is_in_foreground(&self) -> bool {
        works_for_us(&self.input)
    }

    /// Sends a frame, unless the tty was given back. Blocks until the terminal has taken it.
    pub(super) fn write_frame(&self, frame: &[u8]) -> io::Result<()> {
        let _writing = self.turn_to_write()?;
        write_all(&self.output, frame, || !self.is_restored())
    }

    /// Sends what the terminal takes at once of a frame, unless the tty was given back; how many bytes that is.
    ///
    /// # Errors
    /// `WouldBlock`: none now. Any other: none any more.
    pub(super) fn write_some(&self, frame: &[u8]) -> io::Result<usize> {
        let _writing = self.turn_to_write()?;
        loop {
            match rustix::io::write(&self.output, frame) {
                Ok(0) => return Err(io::ErrorKind::WriteZero.into()),
                Ok(written) => return Ok(written),
                Err(Errno::INTR) => {}
                Err(errno) => return Err(errno.into()),
            }
        }
    }

    fn turn_to_write(&self) -> io::Result<MutexGuard<'_, ()>> {
        // A writer that panicked left no broken state behind: there is none.
        let writing = self.writing.lock().unwrap_or_else(PoisonError::into_inner);
        if self.is_restored() { Err(io::ErrorKind::NotConnected.into()) } else { Ok(writing) }
    }

    pub(super) fn input(&self) -> &OwnedFd {
        &self.input
    }

    pub(super) fn output(&self) -> &OwnedFd {
        &self.output
    }

    /// Columns and rows of the terminal; 0 when it does not know.
    pub(super) fn size(&self) -> io::Result<(u16, u16)> {
        tty::size(if isatty(&self.output) { &self.output } else { &self.input })
    }

    fn greeting(&self) -> &'static [u8] {
        match self.mode {
            TerminalMode::FullScreen => ENTER,
            TerminalMode::LineByLine => b"",
        }
    }

    fn farewell(&self) -> &'static [u8] {
        match self.mode {
            TerminalMode::FullScreen => LEAVE,
            TerminalMode::LineByLine => b"",
        }
    }

    fn lock_in_time(&self, between_tries: impl Fn()) -> Option<MutexGuard<'_, ()>> {
        let deadline = Instant::now() + PATIENCE;
        loop {
            match self.writing.try_lock() {
                Ok(guard) => return Some(guard),
                Err(TryLockError::Poisoned(poisoned)) => return Some(poisoned.into_inner()),
                Err(TryLockError::WouldBlock) if Instant::now() > deadline => return None,
                Err(TryLockError::WouldBlock) => {
                    between_tries();
                    thread::sleep(RETRY);
                }
            }
        }
    }
}

/// The terminal in the hands of others, while the process is stopped: no frame goes out as long as this lives.
pub(super) struct Suspension<'a> {
    restorer: &'a Restorer,
    /// Whether it was given back in order.
    given_back: bool,
    _writing: Option<MutexGuard<'a, ()>>,
}

impl Suspension<'_> {
    /// Takes the terminal again: raw, on an empty screen of its own.
    ///
    /// # Errors
    /// It cannot be had as it was.
    pub(super) fn take_again(self) -> Result<(), TtyError> {
        if !self.restorer.is_restored() {
            self.restorer.take()?;
            say_in_time(&self.restorer.output, self.restorer.greeting());
        }
        Ok(())
    }

    /// The session ends meanwhile: what was given back stays so, and is not touched any more.
    pub(super) fn abandon(self) {
        if self.given_back {
            self.restorer.once.call_once(|| self.restorer.restored.store(true, Ordering::SeqCst));
        }
    }
}

/// Writes `bytes` without ever blocking for long: a terminal that takes nothing must not hold the process. What it
/// holds back is forgotten for them.
fn say_in_time(output: impl AsFd, bytes: &[u8]) {
    if write_in_time(&output, bytes).is_err() {
        discard_what_waits(&output);
        let _ = write_in_time(&output, bytes);
    }
}

fn write_in_time(output: impl AsFd, bytes: &[u8]) -> io::Result<()> {
    let flags = fcntl_getfl(&output)?;
    fcntl_setfl(&output, flags | OFlags::NONBLOCK)?;
    let deadline = Instant::now() + PATIENCE;
    let said = write_all(&output, bytes, || Instant::now() < deadline);
    fcntl_setfl(&output, flags)?;
    said
}

fn discard_what_waits(output: impl AsFd) {
    if works_for_us(&output) {
        let _ = tcflush(&output, QueueSelector::OFlush);
    }
}

/// Whether a terminal works for this process. Where it is nobody's controlling terminal there are no jobs.
fn works_for_us(terminal: impl AsFd) -> bool {
    tcgetpgrp(terminal).map_or(true, |group| group == getpgrp())
}

/// Turns the echo off, and looks whether it is: `tcsetattr` is content with a part of what it was asked (POSIX).
fn silence(terminal: impl AsFd, original: &Termios, raw: &Termios) -> Result<(), TtyError> {
    let set = tcsetattr(&terminal, OptionalActions::Now, raw);
    if set.is_ok() && tcgetattr(&terminal).is_ok_and(|now| !echoes(&now)) {
        return Ok(());
    }
    // Whatever was taken of it is given back.
    let _ = tcsetattr(&terminal, OptionalActions::Now, original);
    Err(TtyError::Echoes)
}

/// Whether a terminal shows what is typed, all of it or the ends of lines.
pub(super) fn echoes(attributes: &Termios) -> bool {
    attributes.local_modes.intersects(LocalModes::ECHO | LocalModes::ECHONL)
}

/// Whether two states of a terminal have the same modes, be their keys and speeds what they are.
fn same_modes(one: &Termios, other: &Termios) -> bool {
    one.local_modes == other.local_modes
        && one.input_modes == other.input_modes
        && one.output_modes == other.output_modes
        && one.control_modes == other.control_modes
}

/// Writes all of `bytes`, in one call where the system takes them so; goes on after a signal, a partial
/// write or a full non-blocking terminal while `go_on` says so.
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
