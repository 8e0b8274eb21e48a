//! Whoever speaks with the binary by line: over pipes, at a pty, or over one of each.

use std::fs::{File, OpenOptions};
use std::io::{Read, Write};
use std::os::unix::fs::OpenOptionsExt;
use std::process::{Child, Command, Stdio};

use portable_pty::{MasterPty, PtySize, native_pty_system};
use rustix::process::{Pid, Signal, kill_process};
use rustix::termios::{Termios, tcgetattr};

/// What is at both ends of the program.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Ends {
    /// A pipe, and a pipe.
    Pipes,
    /// A terminal, for both.
    Tty,
    /// A keyboard, and a pipe: `mamamia | tee`.
    TtyToPipe,
    /// A pipe, and a screen: `cat | mamamia`.
    PipeToTty,
}

impl Ends {
    fn types(self) -> bool {
        matches!(self, Self::Tty | Self::TtyToPipe)
    }

    fn shows(self) -> bool {
        matches!(self, Self::Tty | Self::PipeToTty)
    }
}

/// A program that runs, and all that it said.
pub struct Partner {
    child: Child,
    answers: Option<Box<dyn Write>>,
    output: Option<Box<dyn Read>>,
    /// What ends an answer.
    enter: &'static str,
    said: Vec<u8>,
    /// How far `expect` came in it.
    read: usize,
    /// Kept open, to look at it.
    tty: Option<(Box<dyn MasterPty + Send>, File)>,
}

impl Partner {
    /// The binary, at a terminal of 80 by 24 where there is one.
    pub fn start(ends: Ends, arguments: &[&str], environment: &[(&str, &str)]) -> Self {
        Self::start_sized((80, 24), ends, arguments, environment)
    }

    pub fn start_sized(
        (columns, rows): (u16, u16),
        ends: Ends,
        arguments: &[&str],
        environment: &[(&str, &str)],
    ) -> Self {
        let size = PtySize { rows, cols: columns, pixel_width: 0, pixel_height: 0 };
        let pair = native_pty_system().openpty(size).unwrap();
        // Not the controlling terminal of the tests.
        let no_ctty = i32::try_from(rustix::fs::OFlags::NOCTTY.bits()).unwrap();
        let path = pair.master.tty_name().unwrap();
        let tty = OpenOptions::new().read(true).write(true).custom_flags(no_ctty).open(path).unwrap();
        drop(pair.slave);
        let end = |is_tty: bool| if is_tty { tty.try_clone().unwrap().into() } else { Stdio::piped() };
        let mut child = Command::new(env!("CARGO_BIN_EXE_mamamia"))
            .args(arguments)
            .env_clear()
            .envs(environment.iter().copied())
            .stdin(end(ends.types()))
            .stdout(end(ends.shows()))
            .stderr(Stdio::inherit())
            .spawn()
            .unwrap();
        let answers: Box<dyn Write> = match child.stdin.take() {
            Some(pipe) => Box::new(pipe),
            None => Box::new(pair.master.take_writer().unwrap()),
        };
        let output: Box<dyn Read> = match child.stdout.take() {
            Some(pipe) => Box::new(pipe),
            None => Box::new(pair.master.try_clone_reader().unwrap()),
        };
        Self {
            child,
            answers: Some(answers),
            output: Some(output),
            enter: if ends.types() { "\r" } else { "\n" },
            said: Vec::new(),
            read: 0,
            tty: (ends != Ends::Pipes).then_some((pair.master, tty)),
        }
    }

    /// Writes bytes as they are.
    pub fn send(&mut self, bytes: &[u8]) {
        self.answers.as_mut().unwrap().write_all(bytes).unwrap();
    }

    /// Waits until `text` is said, after what was expected before.
    pub fn expect(&mut self, text: &str) {
        let bytes = text.as_bytes();
        loop {
            let found = self.said[self.read..].windows(bytes.len()).position(|window| window == bytes);
            if let Some(at) = found {
                self.read += at + bytes.len();
                return;
            }
            assert!(self.hear(), "« {text} » is not said:\n{}", self.transcript());
        }
    }

    /// Waits for a question, then answers it.
    pub fn answer(&mut self, question: &str, answer: &str) {
        self.expect(question);
        let line = format!("{answer}{}", self.enter);
        self.send(line.as_bytes());
    }

    /// The text of the image, which the demonstration says.
    pub fn captcha(&mut self) -> String {
        self.expect("captcha : ");
        let read = self.read;
        self.expect("1 : ");
        String::from_utf8(self.said[read..read + 5].to_vec()).unwrap()
    }

    /// Whether anything more was said: a program that is over ends the test.
    fn hear(&mut self) -> bool {
        let mut chunk = [0; 4096];
        // A pty whose program is gone fails; a pipe ends.
        let length = self.output.as_mut().unwrap().read(&mut chunk).unwrap_or(0);
        self.said.extend_from_slice(&chunk[..length]);
        length > 0
    }

    pub fn transcript(&self) -> String {
        String::from_utf8_lossy(&self.said).into_owned()
    }

    /// The attributes of its terminal.
    pub fn attributes(&self) -> Termios {
        tcgetattr(&self.tty.as_ref().unwrap().1).unwrap()
    }

    pub fn signal(&self, signal: Signal) {
        let pid = Pid::from_raw(i32::try_from(self.child.id()).unwrap()).unwrap();
        kill_process(pid, signal).unwrap();
    }

    /// Has no more answers.
    pub fn close(&mut self) {
        self.answers = None;
    }

    /// Takes no more of what is said.
    pub fn stop_reading(&mut self) {
        self.output = None;
    }

    /// Its exit code, as of a process that was not killed, and all that it said.
    pub fn end(mut self) -> (i32, String) {
        // A terminal stays readable while anybody has it open.
        let output =
            self.tty.as_mut().map(|(_, tty)| std::mem::replace(tty, File::open("/dev/null").unwrap()));
        drop(output);
        while self.output.is_some() && self.hear() {}
        (self.child.wait().unwrap().code().unwrap(), self.transcript())
    }
}
