//! [`Restorer`]: gives the tty back as it was found, once, from wherever the ending comes.

use std::io;
use std::os::fd::{AsFd, OwnedFd};
use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::{Mutex, MutexGuard, Once, TryLockError};
use std::thread;
use std::time::{Duration, Instant};

use rustix::fs::{OFlags, fcntl_getfl, fcntl_setfl};
use rustix::io::Errno;
use rustix::termios::{OptionalActions, QueueSelector, Termios, tcflush, tcsetattr};

/// How long an ending waits for a frame that the terminal does not take.
const PATIENCE: Duration = Duration::from_millis(200);
/// Between two tries on a terminal that takes nothing.
const RETRY: Duration = Duration::from_millis(5);

/// What is needed to leave the terminal as it was. Shared by the guard, the writer of frames, the
/// panic hook and the task that listens to signals.
pub struct Restorer {
    input: OwnedFd,
    output: OwnedFd,
    original: Termios,
    /// What leaves the screen; empty when it was never entered.
    farewell: &'static [u8],
    once: Once,
    /// Set at the beginning of the restoration: no frame starts after it.
    restored: AtomicBool,
    /// Held while a frame goes out, so that no farewell lands in the middle of it.
    writing: Mutex<()>,
}

impl Restorer {
    pub(super) fn new(input: OwnedFd, output: OwnedFd, original: Termios, farewell: &'static [u8]) -> Self {
        Self {
            input,
            output,
            original,
            farewell,
            once: Once::new(),
            restored: AtomicBool::new(false),
            writing: Mutex::new(()),
        }
    }

    /// Leaves the screen, drops what was typed ahead (part of a password must not reach the shell) and
    /// gives the tty its attributes back. The second call does nothing but wait for the end of the first.
    /// Errors are not reported: a tty that refuses is gone.
    pub fn restore(&self) {
        self.once.call_once(|| self.give_back());
    }

    fn give_back(&self) {
        self.restored.store(true, Ordering::SeqCst);
        // Should the terminal take nothing, the frame that it does not take is forgotten.
        let writing = self.lock_in_time(|| {}).or_else(|| self.lock_in_time(|| self.discard_output()));
        let _ = tcsetattr(&self.input, OptionalActions::Now, &self.original);
        let _ = tcflush(&self.input, QueueSelector::IFlush);
        if writing.is_some() && self.say_farewell().is_err() {
            self.discard_output();
            let _ = self.say_farewell();
        }
        drop(writing);
    }

    /// Whether the tty was, or is being, given back.
    #[must_use]
    pub fn is_restored(&self) -> bool {
        self.restored.load(Ordering::SeqCst)
    }

    /// Sends a frame, unless the tty was given back.
    pub(super) fn write_frame(&self, frame: &[u8]) -> io::Result<()> {
        // A writer that panicked left no broken state behind: there is none.
        let _writing = self.writing.lock().unwrap_or_else(std::sync::PoisonError::into_inner);
        if self.is_restored() {
            return Err(io::ErrorKind::NotConnected.into());
        }
        write_all(&self.output, frame, || !self.is_restored())
    }

    pub(super) fn input(&self) -> &OwnedFd {
        &self.input
    }

    pub(super) fn output(&self) -> &OwnedFd {
        &self.output
    }

    /// Writes the farewell without ever blocking: a stopped terminal must not hold the process.
    fn say_farewell(&self) -> io::Result<()> {
        let flags = fcntl_getfl(&self.output)?;
        fcntl_setfl(&self.output, flags | OFlags::NONBLOCK)?;
        let deadline = Instant::now() + PATIENCE;
        let said = write_all(&self.output, self.farewell, || Instant::now() < deadline);
        fcntl_setfl(&self.output, flags)?;
        said
    }

    fn discard_output(&self) {
        let _ = tcflush(&self.output, QueueSelector::OFlush);
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
