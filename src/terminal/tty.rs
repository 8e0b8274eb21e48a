//! [`Tty`]: the local terminal, in raw mode for as long as the guard lives.

mod direct_writer;
mod input;

use std::io;
use std::os::fd::{AsFd, AsRawFd, OwnedFd};
use std::sync::Arc;

use rustix::fs::{Mode, OFlags};
use rustix::termios::{isatty, tcgetpgrp};
use tokio::sync::mpsc;

use super::descriptor::size;
use super::link::{Link, Output};
use super::mode::{Stream, TerminalMode, TtyError};
use super::panic_hook;
use super::restorer::Restorer;
use super::signals::SignalThread;
use super::writer_thread::{WriterThread, unix_lines};
use direct_writer::DirectWriter;

/// Reads and resizes that may wait for the session.
const QUEUE: usize = 64;

/// The guard of the local terminal: raw from [`Tty::open`] to its drop.
pub struct Tty {
    restorer: Arc<Restorer>,
}

impl Tty {
    /// Takes the terminal of standard input and output: raw mode, a thread that listens to signals. Sends no query to the
    /// terminal and keeps the keys typed ahead. Needs a tokio runtime: reads and writes happen on the session's own
    /// thread. Line by line, the output may be a pipe or a file.
    ///
    /// # Errors
    /// Standard input or output is not a terminal, its echo cannot be turned off, or the system refuses.
    pub fn open(mode: TerminalMode) -> Result<(Self, Link), TtyError> {
        let input = io::stdin().as_fd().try_clone_to_owned()?;
        Self::over(input, io::stdout().as_fd().try_clone_to_owned()?, mode)
    }

    /// As [`Tty::open`], over two descriptors.
    ///
    /// # Errors
    /// Those of [`Tty::open`].
    pub fn over(input: OwnedFd, output: OwnedFd, mode: TerminalMode) -> Result<(Self, Link), TtyError> {
        if !isatty(&input) {
            return Err(TtyError::NotATty(Stream::Input));
        }
        let is_shown = isatty(&output);
        if !is_shown && mode == TerminalMode::FullScreen {
            return Err(TtyError::NotATty(Stream::Output));
        }
        let size = size(if is_shown { &output } else { &input })?;
        let keyboard = reopen_non_blocking(&input, OFlags::RDONLY);
        // A file that is opened again would be written from its beginning.
        let screen = if is_shown { reopen_non_blocking(&output, OFlags::WRONLY) } else { None };
        let never_blocks = screen.is_some();
        let restorer = Arc::new(Restorer::new(input, screen.unwrap_or(output), mode)?);

        let (event_sender, event_receiver) = mpsc::channel(QUEUE);
        // One signal is enough to end a session.
        let (signal_sender, signals) = mpsc::channel(1);
        // Before raw mode: a signal between the two would leave the terminal raw.
        SignalThread::listen(Arc::clone(&restorer), signal_sender, event_sender.clone())?.start()?;
        restorer.take()?;
        // From here on an error drops the guard, which restores.
        let tty = Self { restorer: Arc::clone(&restorer) };

        let events = input::events(keyboard, &restorer, event_sender, event_receiver)?;
        let output: Box<dyn Output> = match (never_blocks, is_shown) {
            (true, _) => Box::new(DirectWriter::to(restorer)),
            (false, true) => Box::new(WriterThread::start(move |frame| restorer.write_frame(frame))?),
            (false, false) => {
                Box::new(WriterThread::start(move |frame| restorer.write_frame(&unix_lines(frame)))?)
            }
        };
        Ok((tty, Link { size, events, signals, output }))
    }

    /// The handle that gives the terminal back from any thread.
    #[must_use]
    pub fn restorer(&self) -> Arc<Restorer> {
        Arc::clone(&self.restorer)
    }

    /// From here on, a panic of the session (on the calling thread, in no task) restores the terminal and writes
    /// `sentence` to standard error, never the payload, which may quote typed characters.
    pub fn restore_on_panic(&self, sentence: String) {
        let restorer = self.restorer();
        panic_hook::install(sentence, move || restorer.restore());
    }
}

impl Drop for Tty {
    fn drop(&mut self) {
        self.restorer.restore();
    }
}

/// Opens the same terminal again, non-blocking: a blocking write that is stuck keeps every other byte from the
/// terminal, the leaving sequence included, and a flag on the inherited description would apply to the programs that
/// share it. `None` where this process may not open the terminal, which is then used as it was inherited.
fn reopen_non_blocking(terminal: &OwnedFd, access: OFlags) -> Option<OwnedFd> {
    let flags = access | OFlags::NOCTTY | OFlags::NONBLOCK | OFlags::CLOEXEC;
    let open = |path: &str| rustix::fs::open(path, flags, Mode::empty()).ok();
    // Under sudo or su the terminal belongs to another user and opens by its common name only, `/dev/tty`, which names
    // the controlling terminal: the one that has a foreground group for this process.
    open(&format!("/proc/self/fd/{}", terminal.as_raw_fd()))
        .or_else(|| tcgetpgrp(terminal).ok().and_then(|_| open("/dev/tty")))
}

#[cfg(test)]
mod tests;
