//! [`Restorer`]: gives the tty back as it was found, at the end from any thread, or while the process is stopped.

use std::io;
use std::os::fd::OwnedFd;
use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::{Mutex, MutexGuard, Once, PoisonError, TryLockError};
use std::thread;
use std::time::{Duration, Instant};

use rustix::io::Errno;
use rustix::termios::{OptionalActions, QueueSelector, Termios, isatty, tcflush, tcgetattr, tcsetattr};

use super::backend::{ENTER, LEAVE};
use super::descriptor::{
    self, RETRY, discard_output, is_foreground, same_modes, silence, write_all, write_within,
};
use super::mode::{TerminalMode, TtyError};

/// Longest time that a restoration waits for a blocked terminal.
const RESTORE_TIMEOUT: Duration = Duration::from_millis(200);

/// The handle to leave the terminal as it was found. Shared by the guard, the writer of frames, the panic hook and the
/// thread that listens to signals.
pub struct Restorer {
    input: OwnedFd,
    output: OwnedFd,
    mode: TerminalMode,
    /// The attributes to give back: those of the terminal when it was taken.
    found: Mutex<Termios>,
    once: Once,
    /// Set at the beginning of the restoration: no frame starts after it.
    restored: AtomicBool,
    /// Held while a frame goes out, so that the leaving sequence does not land in the middle of it.
    writing: Mutex<()>,
}

impl Restorer {
    /// The restorer of a terminal that is not taken yet.
    ///
    /// # Errors
    /// The system refuses to read the attributes.
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

    /// Enters raw mode, and keeps the attributes that it finds. A process that was stopped without a warning may find
    /// its own raw ones: then those to give back stay the same.
    ///
    /// # Errors
    /// The echo cannot be turned off; every change was undone.
    pub(super) fn take(&self) -> Result<(), TtyError> {
        let found = tcgetattr(&self.input)?;
        let mut raw = found.clone();
        raw.make_raw();
        if !isatty(&self.output) {
            // Another program's output on this terminal is still shown as before.
            raw.output_modes = found.output_modes;
        }
        if !same_modes(&found, &raw) {
            if !silence(&self.input, &found, &raw) {
                return Err(TtyError::Echoes);
            }
            *self.found.lock().unwrap_or_else(PoisonError::into_inner) = found;
        }
        Ok(())
    }

    /// Leaves the screen, drops unread input (part of a password must not reach the shell) and
    /// gives the tty its attributes back. The second call does nothing but wait for the end of the first.
    /// Errors are not reported: a tty that refuses is gone.
    pub fn restore(&self) {
        self.once.call_once(|| {
            self.restored.store(true, Ordering::SeqCst);
            let _writing = self.give_back();
        });
    }

    /// Writes a last message after the restoration, with a timeout. Where the terminal still holds back the leaving
    /// sequence, sends that again before the message.
    pub fn write_last(&self, words: &str) {
        if write_within(RESTORE_TIMEOUT, &self.output, words.as_bytes()).is_err() {
            self.replace_output(&[self.leaving(), words.as_bytes()].concat());
        }
    }

    /// Gives the terminal back while the process is stopped; `None` if it was restored already.
    pub(super) fn suspend(&self) -> Option<Suspension<'_>> {
        (!self.is_restored()).then(|| Suspension {
            restorer: self,
            given_back: true,
            _writing: self.give_back(),
        })
    }

    /// As [`Restorer::suspend`], after the process was stopped without a warning: the terminal was not given back.
    pub(super) fn adopt(&self) -> Option<Suspension<'_>> {
        (!self.is_restored()).then(|| Suspension {
            restorer: self,
            given_back: false,
            _writing: self.lock_in_time(|| {}),
        })
    }

    fn give_back(&self) -> Option<MutexGuard<'_, ()>> {
        // A frame that the terminal does not take is dropped.
        let writing = self.lock_in_time(|| {}).or_else(|| self.lock_in_time(|| discard_output(&self.output)));
        if writing.is_some() {
            self.replace_output(self.leaving());
        }
        // Last: keys that come while the leaving sequence waits neither show nor reach the shell. Only the foreground
        // process group may set attributes; any other is stopped by SIGTTOU.
        if self.is_foreground() {
            let found = self.found.lock().unwrap_or_else(PoisonError::into_inner);
            let _ = tcsetattr(&self.input, OptionalActions::Now, &found);
            let _ = tcflush(&self.input, QueueSelector::IFlush);
        }
        writing
    }

    /// Whether the tty is restored, or being restored.
    #[must_use]
    pub fn is_restored(&self) -> bool {
        self.restored.load(Ordering::SeqCst)
    }

    /// Whether this process is in the foreground, not another job of its shell.
    pub(super) fn is_foreground(&self) -> bool {
        is_foreground(&self.input)
    }

    /// Sends a frame, unless the tty was given back. Blocks until the terminal has taken it.
    pub(super) fn write_frame(&self, frame: &[u8]) -> io::Result<()> {
        let _writing = self.turn_to_write()?;
        write_all(&self.output, frame, || !self.is_restored())
    }

    /// Sends the first bytes of a frame, as many as the terminal takes at once, unless the tty was given back; returns
    /// how many.
    ///
    /// # Errors
    /// `WouldBlock`: the terminal takes none now. Any other: it takes none any more.
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
        // The lock guards no data that a panic could leave half changed.
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
        descriptor::size(if isatty(&self.output) { &self.output } else { &self.input })
    }

    fn entering(&self) -> &'static [u8] {
        match self.mode {
            TerminalMode::FullScreen => ENTER,
            TerminalMode::LineByLine => b"",
        }
    }

    fn leaving(&self) -> &'static [u8] {
        match self.mode {
            TerminalMode::FullScreen => LEAVE,
            TerminalMode::LineByLine => b"",
        }
    }

    /// Writes `bytes`, with a timeout. Where the terminal takes none, they replace the output that it holds back.
    fn replace_output(&self, bytes: &[u8]) {
        if write_within(RESTORE_TIMEOUT, &self.output, bytes).is_err() {
            discard_output(&self.output);
            let _ = write_within(RESTORE_TIMEOUT, &self.output, bytes);
        }
    }

    fn lock_in_time(&self, between_tries: impl Fn()) -> Option<MutexGuard<'_, ()>> {
        let deadline = Instant::now() + RESTORE_TIMEOUT;
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

/// The time during which the process is stopped and others use the terminal: no frame goes out while this lives.
pub(super) struct Suspension<'a> {
    restorer: &'a Restorer,
    /// Whether the terminal was given back before the stop.
    given_back: bool,
    _writing: Option<MutexGuard<'a, ()>>,
}

impl Suspension<'_> {
    /// Takes the terminal again: raw mode, an empty alternate screen.
    ///
    /// # Errors
    /// Raw mode cannot be entered again.
    pub(super) fn resume(self) -> Result<(), TtyError> {
        if !self.restorer.is_restored() {
            self.restorer.take()?;
            self.restorer.replace_output(self.restorer.entering());
        }
        Ok(())
    }

    /// Ends the session during the stop: a terminal that was given back stays so.
    pub(super) fn abandon(self) {
        if self.given_back {
            self.restorer.once.call_once(|| self.restorer.restored.store(true, Ordering::SeqCst));
        }
    }
}
