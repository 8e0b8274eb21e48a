//! [`Tty`]: the local terminal, in raw mode for as long as the guard lives.

mod input;
mod output;

use std::io;
use std::os::fd::{AsFd, AsRawFd, OwnedFd};
use std::sync::Arc;
use std::thread;

use rustix::fs::{Mode, OFlags};
use rustix::io::Errno;
use rustix::termios::{isatty, tcgetpgrp, tcgetwinsize};
use tokio::sync::mpsc;
use tokio::task;

use super::link::{Link, Output};
use super::pipe::unix_lines;
use super::restorer::Restorer;
use super::signals::SignalThread;

pub(super) use output::WriterThread;

/// Reads that may wait for the session.
const QUEUE: usize = 64;

/// How the terminal is used, hence what must be undone at the end.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum TerminalMode {
    /// On the alternate screen: the session starts with [`super::ENTER`], the end is [`super::LEAVE`].
    FullScreen,
    /// Questions and answers: not one escape byte, at the end neither.
    LineByLine,
}

/// Which of the two standard streams.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Stream {
    /// Descriptor 0.
    Input,
    /// Descriptor 1.
    Output,
}

/// Why there is no local terminal.
#[derive(Debug, thiserror::Error)]
pub enum TtyError {
    /// A pipe, a file, nothing: there is nobody to talk to.
    #[error("standard {} is not a terminal", match .0 { Stream::Input => "input", Stream::Output => "output" })]
    NotATty(Stream),
    /// The echo of what is typed cannot be turned off: passwords would be shown.
    #[error("the terminal goes on echoing")]
    Echoes,
    /// The system refused what a terminal usually grants.
    #[error("the terminal refuses: {0}")]
    Io(#[from] io::Error),
}

impl From<Errno> for TtyError {
    fn from(errno: Errno) -> Self {
        Self::Io(errno.into())
    }
}

/// The guard of the local terminal: raw from [`Tty::open`] to its drop.
pub struct Tty {
    restorer: Arc<Restorer>,
}

impl Tty {
    /// Takes the terminal of standard input and output: raw mode, a thread that listens to signals. Asks the terminal
    /// nothing and keeps what was typed ahead. Needs a tokio runtime: whoever listens reads, whoever speaks writes, and
    /// a key waits for no other thread. Line by line, the output may be a pipe or a file.
    ///
    /// # Errors
    /// Standard input or output is not a terminal, its echo cannot be turned off, or the system refuses.
    pub fn open(mode: TerminalMode) -> Result<(Self, Link), TtyError> {
        let input = io::stdin().as_fd().try_clone_to_owned()?;
        let output = io::stdout().as_fd().try_clone_to_owned()?;
        Self::over(input, output, mode)
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
        let keyboard = of_our_own(&input, OFlags::RDONLY);
        // A file that is opened again would be written from its beginning.
        let screen = if is_shown { of_our_own(&output, OFlags::WRONLY) } else { None };
        let never_blocks = screen.is_some();
        let restorer = Arc::new(Restorer::new(input, screen.unwrap_or(output), mode)?);

        let (teller, told) = mpsc::channel(QUEUE);
        // The first one is enough.
        let (endings, signals) = mpsc::channel(1);
        // Listening first: a signal between the two would leave the terminal raw.
        SignalThread::listen(Arc::clone(&restorer), endings, teller.clone())?.start()?;
        restorer.take()?;
        // From here on whatever fails drops the guard, which restores.
        let tty = Self { restorer: Arc::clone(&restorer) };

        let events = input::events(keyboard, &restorer, teller, told)?;
        let output: Box<dyn Output> = match (never_blocks, is_shown) {
            (true, _) => Box::new(output::DirectWriter::to(restorer)),
            (false, true) => Box::new(WriterThread::start(move |frame| restorer.write_frame(frame))?),
            (false, false) => {
                Box::new(WriterThread::start(move |frame| restorer.write_frame(&unix_lines(frame)))?)
            }
        };
        Ok((tty, Link { size, events, signals, output }))
    }

    /// What gives the terminal back from anywhere.
    #[must_use]
    pub fn restorer(&self) -> Arc<Restorer> {
        Arc::clone(&self.restorer)
    }

    /// From here on, a panic of the session (on the calling thread, in no task) restores the terminal
    /// and says `sentence` on standard error; the payload, which may quote what was typed, is said
    /// nowhere. A panic of a task or of another thread says nothing either: it belongs to whoever waits for its
    /// end, and the session goes on.
    pub fn restore_on_panic(&self, sentence: String) {
        let restorer = self.restorer();
        say_on_panic(sentence, move || restorer.restore());
    }
}

impl Drop for Tty {
    fn drop(&mut self) {
        self.restorer.restore();
    }
}

/// See [`Tty::restore_on_panic`]; `restore` comes first.
pub(super) fn say_on_panic(sentence: String, restore: impl Fn() + Send + Sync + 'static) {
    let session = thread::current().id();
    std::panic::set_hook(Box::new(move |_| {
        if thread::current().id() == session && task::try_id().is_none() {
            restore();
            // There is nobody left to tell that nothing could be told.
            let _ = io::Write::write_all(&mut io::stderr(), format!("{sentence}\n").as_bytes());
        }
    }));
}

/// The same terminal, opened again so that nothing blocks on it: what is stuck in a blocking write keeps the
/// terminal from any other byte, the farewell included, and the flag of a description that others share would be
/// theirs too. `None` where the terminal is not ours to open: it is then used as it is.
fn of_our_own(terminal: &OwnedFd, access: OFlags) -> Option<OwnedFd> {
    let flags = access | OFlags::NOCTTY | OFlags::NONBLOCK | OFlags::CLOEXEC;
    let open = |path: &str| rustix::fs::open(path, flags, Mode::empty()).ok();
    // Whoever works in another person's terminal (sudo, su) may not open it but by its common name, which is
    // that of the terminal whose jobs are told here.
    open(&format!("/proc/self/fd/{}", terminal.as_raw_fd()))
        .or_else(|| tcgetpgrp(terminal).ok().and_then(|_| open("/dev/tty")))
}

/// Columns and rows of a terminal; 0 when it does not know.
pub(super) fn size(terminal: impl AsFd) -> io::Result<(u16, u16)> {
    let size = tcgetwinsize(terminal)?;
    Ok((size.ws_col, size.ws_row))
}

#[cfg(test)]
mod tests;
