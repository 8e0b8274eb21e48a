//! [`Tty`]: the local terminal, in raw mode for as long as the guard lives.

use std::io;
use std::os::fd::{AsFd, AsRawFd, OwnedFd};
use std::sync::Arc;
use std::thread;
use std::time::Duration;

use async_trait::async_trait;
use rustix::fs::{Mode, OFlags};
use rustix::io::Errno;
use rustix::termios::{LocalModes, OptionalActions, Termios, isatty, tcgetattr, tcgetwinsize, tcsetattr};
use tokio::signal::unix::{self, SignalKind};
use tokio::sync::{mpsc, oneshot};
use zeroize::{Zeroize, Zeroizing};

use super::backend::LEAVE;
use super::line::{Input, Line, Output};
use super::pipe::unix_lines;
use super::restorer::Restorer;
use super::signals::{self, EndingSignals};

/// Bytes of one read.
const CHUNK: usize = 4096;
/// Reads that may wait for the session.
const QUEUE: usize = 64;
/// Between two reads of a descriptor that someone made non-blocking.
const RETRY: Duration = Duration::from_millis(20);

/// How the terminal is used, hence what must be undone at the end.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Manner {
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
    /// Takes the terminal of standard input and output: raw mode, a thread that reads, one that writes,
    /// a task that listens to signals. Asks the terminal nothing and keeps what was typed ahead. Needs a
    /// tokio runtime. Line by line, the output may be a pipe or a file.
    ///
    /// # Errors
    /// Standard input or output is not a terminal, its echo cannot be turned off, or the system refuses.
    pub fn open(manner: Manner) -> Result<(Self, Line), TtyError> {
        let input = io::stdin().as_fd().try_clone_to_owned()?;
        let output = io::stdout().as_fd().try_clone_to_owned()?;
        Self::over(input, output, manner)
    }

    /// As [`Tty::open`], over two descriptors.
    ///
    /// # Errors
    /// Those of [`Tty::open`].
    pub fn over(input: OwnedFd, output: OwnedFd, manner: Manner) -> Result<(Self, Line), TtyError> {
        if !isatty(&input) {
            return Err(TtyError::NotATty(Stream::Input));
        }
        let is_shown = isatty(&output);
        if !is_shown && manner == Manner::FullScreen {
            return Err(TtyError::NotATty(Stream::Output));
        }
        let size = size(if is_shown { &output } else { &input })?;
        // A file that is opened again would be written from its beginning.
        let output = if is_shown { of_our_own(&output).unwrap_or(output) } else { output };
        let original = tcgetattr(&input)?;
        let mut raw = original.clone();
        raw.make_raw();
        if !is_shown {
            // What is shown there is not ours: it goes on being shown as before.
            raw.output_modes = original.output_modes;
        }
        let farewell = match manner {
            Manner::FullScreen => LEAVE,
            Manner::LineByLine => b"",
        };

        // Listening first: a signal between the two would leave the terminal raw.
        let endings = EndingSignals::listen()?;
        let resizes = unix::signal(SignalKind::window_change())?;
        silence(&input, &original, &raw)?;
        let restorer = Arc::new(Restorer::new(input, output, original, farewell));
        // From here on whatever fails drops the guard, which restores.
        let tty = Self { restorer: Arc::clone(&restorer) };

        let (events, receiver) = mpsc::channel(QUEUE);
        // The first one is enough.
        let (told, signals) = mpsc::channel(1);
        tokio::spawn(signals::forward(endings, resizes, Arc::clone(&restorer), told, events.clone()));
        let terminal = Arc::clone(&restorer);
        let output = Box::new(WriterThread::start(move |frame| match is_shown {
            true => terminal.write_frame(frame),
            false => terminal.write_frame(&unix_lines(frame)),
        })?);
        thread::Builder::new().name("tty-reader".to_owned()).spawn(move || read(&restorer, &events))?;
        Ok((tty, Line { size, events: receiver, signals, output }))
    }

    /// What gives the terminal back from anywhere.
    #[must_use]
    pub fn restorer(&self) -> Arc<Restorer> {
        Arc::clone(&self.restorer)
    }

    /// From here on, a panic of the calling thread (the one that runs the session) restores the terminal
    /// and says `sentence` on standard error; the payload, which may quote what was typed, is said
    /// nowhere. A panic of another thread says nothing either: it belongs to whoever joins that thread,
    /// and the session goes on.
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
        if thread::current().id() == session {
            restore();
            // There is nobody left to tell that nothing could be told.
            let _ = io::Write::write_all(&mut io::stderr(), format!("{sentence}\n").as_bytes());
        }
    }));
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
fn echoes(attributes: &Termios) -> bool {
    attributes.local_modes.intersects(LocalModes::ECHO | LocalModes::ECHONL)
}

/// The same terminal, opened again so that a write to it never blocks: what is stuck in a blocking write keeps
/// the terminal from any other byte, the farewell included, and the flag of a description that others
/// share would be theirs too. `None` where the terminal is not ours to open: it is then used as it is.
fn of_our_own(output: &OwnedFd) -> Option<OwnedFd> {
    let path = format!("/proc/self/fd/{}", output.as_raw_fd());
    let flags = OFlags::WRONLY | OFlags::NOCTTY | OFlags::NONBLOCK | OFlags::CLOEXEC;
    rustix::fs::open(path, flags, Mode::empty()).ok()
}

/// Columns and rows of a terminal; 0 when it does not know.
pub(super) fn size(terminal: impl AsFd) -> io::Result<(u16, u16)> {
    let size = tcgetwinsize(terminal)?;
    Ok((size.ws_col, size.ws_row))
}

/// The reader: bytes to the session until the terminal or the session is gone. It blocks in `read`, and
/// costs nothing while nobody types; at the end of the process it ends with it.
fn read(terminal: &Restorer, events: &mpsc::Sender<Input>) {
    let mut buffer = Zeroizing::new([0; CHUNK]);
    loop {
        let input = match rustix::io::read(terminal.input(), buffer.as_mut_slice()) {
            Err(Errno::INTR) => continue,
            Err(Errno::AGAIN) => {
                thread::sleep(RETRY);
                continue;
            }
            Ok(0) | Err(_) => Input::Closed,
            Ok(length) => Input::Bytes(Zeroizing::new(buffer.iter().take(length).copied().collect())),
        };
        buffer.zeroize();
        let closed = matches!(input, Input::Closed);
        if events.blocking_send(input).is_err() || closed {
            return;
        }
    }
}

/// The writer: a thread of its own, because whoever takes the bytes may stop and the session must not.
pub(super) struct WriterThread {
    frames: mpsc::Sender<Frame>,
}

struct Frame {
    bytes: Zeroizing<Vec<u8>>,
    written: oneshot::Sender<io::Result<()>>,
}

impl WriterThread {
    pub(super) fn start(write: impl Fn(&[u8]) -> io::Result<()> + Send + 'static) -> io::Result<Self> {
        let (frames, mut receiver) = mpsc::channel::<Frame>(1);
        thread::Builder::new().name("tty-writer".to_owned()).spawn(move || {
            while let Some(frame) = receiver.blocking_recv() {
                // A session that no longer waits for the frame does not need the answer.
                let _ = frame.written.send(write(&frame.bytes));
            }
        })?;
        Ok(Self { frames })
    }
}

#[async_trait]
impl Output for WriterThread {
    async fn write(&mut self, frame: &[u8]) -> io::Result<()> {
        if frame.is_empty() {
            return Ok(());
        }
        let (written, answer) = oneshot::channel();
        let frame = Frame { bytes: Zeroizing::new(frame.to_vec()), written };
        let gone = || io::Error::from(io::ErrorKind::BrokenPipe);
        self.frames.send(frame).await.map_err(|_| gone())?;
        answer.await.map_err(|_| gone())?
    }
}

#[cfg(test)]
mod tests;
