//! [`Pipe`]: standard streams whose input is no terminal. A program, or a file, gives one answer a line.
//!
//! A line is read when it is asked for, and not one byte beyond it, as `read` of a shell does: what nobody asked
//! for stays in the pipe, where it is the next question's, or the next program's.

use std::io;
use std::os::fd::{AsFd, OwnedFd};
use std::thread;
use std::time::Duration;

use rustix::io::Errno;
use rustix::termios::isatty;
use tokio::sync::mpsc;
use zeroize::Zeroizing;

use super::link::{Output, Signal};
use super::restorer::write_all;
use super::signals::TerminationSignals;
use super::tty::{self, WriterThread};

/// Bytes of the longest answer: as many as the longest field holds.
pub const LONGEST_ANSWER: usize = 1024;
/// Columns of what has no end of line: a sentence is one line for a program.
pub const ENDLESS: u16 = u16::MAX;
/// Between two reads of a descriptor that someone made non-blocking.
const RETRY: Duration = Duration::from_millis(20);

/// One answer. No `Debug`: it is what people type.
pub enum InputLine {
    /// A line, without its end (LF, or CR LF).
    Complete(Zeroizing<String>),
    /// A line of more than [`LONGEST_ANSWER`] bytes; nothing of it was kept.
    TooLong,
    /// A line that is not UTF-8.
    NotUtf8,
    /// No line is left.
    End,
}

/// Standard streams over which answers come one a line.
pub struct Pipe {
    /// Columns of the output; [`ENDLESS`] where it is no terminal.
    pub columns: u16,
    /// What is answered.
    pub answers: LineReader,
    /// The session is asked to end.
    pub signals: mpsc::Receiver<Signal>,
    /// Where the sentences go, with line feeds only between them.
    pub output: Box<dyn Output>,
}

impl Pipe {
    /// Takes standard input and output as they are: no mode of a terminal is changed. Needs a tokio runtime.
    ///
    /// # Errors
    /// The system refuses a copy of a descriptor, a thread or a handler of signals.
    pub fn open() -> io::Result<Self> {
        let input = io::stdin().as_fd().try_clone_to_owned()?;
        let output = io::stdout().as_fd().try_clone_to_owned()?;
        Self::over(input, output)
    }

    /// As [`Pipe::open`], over two descriptors.
    ///
    /// # Errors
    /// The system refuses a thread or a handler of signals.
    pub fn over(input: OwnedFd, output: OwnedFd) -> io::Result<Self> {
        let columns = match tty::size(&output) {
            Ok((columns, _)) if isatty(&output) => columns,
            _ => ENDLESS,
        };
        let signals = listen(TerminationSignals::listen()?);
        let output = WriterThread::start(move |frame| write_all(&output, &unix_lines(frame), || true))?;
        Ok(Self { columns, answers: LineReader::read_from(input)?, signals, output: Box::new(output) })
    }

    /// From here on, a panic of the calling thread says `sentence` on standard error, and not its payload,
    /// which may quote an answer.
    pub fn say_on_panic(&self, sentence: String) {
        tty::say_on_panic(sentence, || {});
    }
}

/// Hands the first ending signal to the session.
fn listen(mut endings: TerminationSignals) -> mpsc::Receiver<Signal> {
    let (told, signals) = mpsc::channel(1);
    tokio::spawn(async move {
        // Listening goes on after the first, so that none kills a process that is on its way out.
        while !told.is_closed() {
            let _ = told.try_send(endings.next().await);
        }
    });
    signals
}

/// A session ends its lines as a raw terminal needs it; a pipe, a file and a terminal in its ordinary mode need
/// the line feed alone.
pub(super) fn unix_lines(frame: &[u8]) -> Zeroizing<Vec<u8>> {
    Zeroizing::new(frame.iter().copied().filter(|byte| *byte != b'\r').collect())
}

/// The answers, read one by one as they are asked for.
pub struct LineReader {
    wanted: mpsc::Sender<()>,
    given: mpsc::Receiver<InputLine>,
    /// One was asked for and did not come yet.
    asked: bool,
}

impl LineReader {
    /// Starts the thread that reads; it reads nothing until [`LineReader::next`].
    ///
    /// # Errors
    /// The system refuses a thread.
    pub fn read_from(input: impl AsFd + Send + 'static) -> io::Result<Self> {
        let (wanted, mut asked_for) = mpsc::channel(1);
        let (answers, given) = mpsc::channel(1);
        thread::Builder::new().name("pipe-reader".to_owned()).spawn(move || {
            while asked_for.blocking_recv().is_some() {
                // A session that is over no longer needs it.
                if answers.blocking_send(next_line(&input)).is_err() {
                    return;
                }
            }
        })?;
        Ok(Self { wanted, given, asked: false })
    }

    /// The next answer. May be dropped and called again: an answer that was asked for is given then.
    pub async fn next(&mut self) -> InputLine {
        self.asked = self.asked || self.wanted.try_send(()).is_ok();
        let answer = self.given.recv().await;
        self.asked = false;
        answer.unwrap_or(InputLine::End)
    }
}

/// Reads up to the end of a line, and not beyond it. At most one line is in memory, of bounded length; wiped.
fn next_line(input: impl AsFd) -> InputLine {
    // The carriage return of a CR LF comes on top.
    let mut line = Zeroizing::new(Vec::with_capacity(LONGEST_ANSWER + 1));
    let mut too_long = false;
    let mut byte = Zeroizing::new([0]);
    loop {
        match rustix::io::read(&input, byte.as_mut_slice()) {
            Err(Errno::INTR) => {}
            Err(Errno::AGAIN) => thread::sleep(RETRY),
            Ok(0) | Err(_) if line.is_empty() => return InputLine::End,
            Ok(0) | Err(_) => break,
            Ok(_) if *byte == *b"\n" => break,
            Ok(_) if line.len() > LONGEST_ANSWER => too_long = true,
            Ok(_) => line.extend_from_slice(byte.as_slice()),
        }
    }
    if line.last() == Some(&b'\r') {
        line.pop();
    }
    if too_long || line.len() > LONGEST_ANSWER {
        return InputLine::TooLong;
    }
    match String::from_utf8(std::mem::take(&mut *line)) {
        Ok(text) => InputLine::Complete(Zeroizing::new(text)),
        Err(fault) => {
            drop(Zeroizing::new(fault.into_bytes()));
            InputLine::NotUtf8
        }
    }
}

#[cfg(test)]
mod tests;
