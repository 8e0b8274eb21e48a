//! [`Pipe`]: standard streams whose input is no terminal. A program, or a file, gives one answer a line.
//!
//! A line is read when the session asks for it, and not one byte beyond it, as `read` of a shell does: the rest stays in
//! the pipe, for the next question or the next program.

use std::io;
use std::os::fd::{AsFd, OwnedFd};
use std::thread;
use std::time::Duration;

use rustix::io::Errno;
use rustix::termios::isatty;
use tokio::sync::mpsc;
use zeroize::Zeroizing;

use super::descriptor::{self, write_all};
use super::encoding::{InputEncoding, InputLoss};
use super::link::{Output, Signal};
use super::panic_hook;
use super::signals::TerminationSignals;
use super::writer_thread::{WriterThread, unix_lines};

/// Bytes of the longest answer: as many as the longest field holds.
pub const LONGEST_ANSWER: usize = 1024;
/// Bytes of the longest line that is read to its end: nobody writes more in one line by mistake.
pub const LONGEST_LINE: usize = 64 * 1024;
/// Columns of an output that is no terminal: a sentence is one line for a program.
pub const ENDLESS: u16 = u16::MAX;
/// Between two reads of a descriptor that another program made non-blocking.
const RETRY: Duration = Duration::from_millis(20);

/// One answer. No `Debug`: it may be a password.
pub enum InputLine {
    /// A line, without its end (LF, or CR LF).
    Complete(Zeroizing<String>),
    /// A line of more than [`LONGEST_ANSWER`] bytes, which was dropped whole.
    TooLong,
    /// A line of more than [`LONGEST_LINE`] bytes, whose rest was not read.
    Endless,
    /// A line with bytes that are no text, or that may be another one than was meant.
    NotText(InputLoss),
    /// The end of the input.
    End,
}

/// Standard streams over which answers come one a line.
pub struct Pipe {
    /// Columns of the output; [`ENDLESS`] where it is no terminal.
    pub columns: u16,
    pub answers: LineReader,
    /// The signal that asks the session to end.
    pub signals: mpsc::Receiver<Signal>,
    /// Takes the sentences, and ends lines with line feeds alone.
    pub output: Box<dyn Output>,
}

impl Pipe {
    /// Takes standard input and output as they are: no mode of a terminal is changed. Needs a tokio runtime.
    ///
    /// # Errors
    /// The system refuses a copy of a descriptor, a thread or a handler of signals.
    pub fn open(encoding: InputEncoding) -> io::Result<Self> {
        let input = io::stdin().as_fd().try_clone_to_owned()?;
        Self::over(input, io::stdout().as_fd().try_clone_to_owned()?, encoding)
    }

    /// As [`Pipe::open`], over two descriptors.
    ///
    /// # Errors
    /// The system refuses a thread or a handler of signals.
    pub fn over(input: OwnedFd, output: OwnedFd, encoding: InputEncoding) -> io::Result<Self> {
        let columns = match descriptor::size(&output) {
            Ok((columns, _)) if isatty(&output) => columns,
            _ => ENDLESS,
        };
        let signals = forward(TerminationSignals::listen()?);
        let output = WriterThread::start(move |frame| write_all(&output, &unix_lines(frame), || true))?;
        let answers = LineReader::read_from(input, encoding)?;
        Ok(Self { columns, answers, signals, output: Box::new(output) })
    }

    /// From here on, a panic of the calling thread writes `sentence` to standard error, never its payload, which may
    /// quote an answer.
    pub fn write_on_panic(&self, sentence: String) {
        panic_hook::install(sentence, || {});
    }
}

/// Forwards the first termination signal to the session.
fn forward(mut terminations: TerminationSignals) -> mpsc::Receiver<Signal> {
    let (sender, signals) = mpsc::channel(1);
    tokio::spawn(async move {
        // Takes the later signals too, so that none kills the process while it ends.
        while !sender.is_closed() {
            let _ = sender.try_send(terminations.next().await);
        }
    });
    signals
}

/// Reads answers, one each time the session asks.
pub struct LineReader {
    requests: mpsc::Sender<()>,
    answers: mpsc::Receiver<InputLine>,
    /// Whether a request waits for its answer.
    is_requested: bool,
}

impl LineReader {
    /// Starts the thread that reads; it reads nothing until [`LineReader::next`].
    ///
    /// # Errors
    /// The system refuses a thread.
    pub fn read_from(input: impl AsFd + Send + 'static, encoding: InputEncoding) -> io::Result<Self> {
        let (requests, mut requested) = mpsc::channel(1);
        let (sender, answers) = mpsc::channel(1);
        thread::Builder::new().name("pipe-reader".to_owned()).spawn(move || {
            while requested.blocking_recv().is_some() {
                // The session is over.
                if sender.blocking_send(next_line(&input, encoding)).is_err() {
                    return;
                }
            }
        })?;
        Ok(Self { requests, answers, is_requested: false })
    }

    /// Waits for the next answer. May be dropped and called again: the answer to the dropped call comes then.
    pub async fn next(&mut self) -> InputLine {
        self.is_requested = self.is_requested || self.requests.try_send(()).is_ok();
        let answer = self.answers.recv().await;
        self.is_requested = false;
        answer.unwrap_or(InputLine::End)
    }
}

/// Reads one line and not one byte beyond it. Memory holds one answer at most, of bounded length, then wiped; of a longer
/// line, only the length counts.
fn next_line(input: impl AsFd, encoding: InputEncoding) -> InputLine {
    // One byte more, for the carriage return of a CR LF.
    let mut line = Zeroizing::new(Vec::with_capacity(LONGEST_ANSWER + 1));
    let mut beyond = 0;
    let mut byte = Zeroizing::new([0]);
    loop {
        match rustix::io::read(&input, byte.as_mut_slice()) {
            Err(Errno::INTR) => {}
            Err(Errno::AGAIN) => thread::sleep(RETRY),
            Ok(0) | Err(_) if line.is_empty() => return InputLine::End,
            Ok(0) | Err(_) => break,
            Ok(_) if *byte == *b"\n" => break,
            Ok(_) if line.len() + beyond >= LONGEST_LINE => return InputLine::Endless,
            Ok(_) if line.len() > LONGEST_ANSWER => beyond += 1,
            Ok(_) => line.extend_from_slice(byte.as_slice()),
        }
    }
    if line.last() == Some(&b'\r') {
        line.pop();
    }
    if beyond > 0 || line.len() > LONGEST_ANSWER {
        return InputLine::TooLong;
    }
    match encoding.decode(&line) {
        (text, None) => InputLine::Complete(text),
        (_, Some(loss)) => InputLine::NotText(loss),
    }
}

#[cfg(test)]
mod tests;
