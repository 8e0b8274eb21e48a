//! The binary in line mode, with a pipe or a terminal at each end: read as a stream, since a pipe has no screen.
#![allow(clippy::unwrap_used, clippy::panic, clippy::indexing_slicing, reason = "tests")]

use std::fs::File;
use std::io::{Read, Write};
use std::process::{Child, Command, Stdio};

use portable_pty::MasterPty;
use rustix::process::{Pid, Signal, kill_process};
use rustix::termios::{Termios, tcgetattr};

use super::pty::open_pty;

pub const UTF8: (&str, &str) = ("LANG", "fr_FR.UTF-8");
pub const XTERM: &[(&str, &str)] = &[("TERM", "xterm-256color"), UTF8];

/// The ends of the program.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Ends {
    Pipes,
    Tty,
    /// A keyboard and a pipe: `mamamia | tee`.
    TtyToPipe,
    /// A pipe and a screen: `cat | mamamia`.
    PipeToTty,
}

/// A running program, and its output so far.
pub struct PipeHarness {
    child: Child,
    answers: Option<Box<dyn Write>>,
    output: Option<Box<dyn Read>>,
    /// The end of an answer.
    enter: &'static str,
    said: Vec<u8>,
    /// The end of the text that was expected last.
    expected: usize,
    /// Kept open to read its attributes.
    tty: Option<(Box<dyn MasterPty + Send>, File)>,
}

impl PipeHarness {
    /// Starts the binary, at a terminal of 80 by 24 where there is one.
    pub fn start(ends: Ends, arguments: &[&str], environment: &[(&str, &str)]) -> Self {
        Self::start_sized((80, 24), ends, arguments, environment)
    }

    pub fn start_sized(size: (u16, u16), ends: Ends, arguments: &[&str], variables: &[(&str, &str)]) -> Self {
        let (pair, tty) = open_pty(size);
        drop(pair.slave);
        let end = |is_tty: bool| if is_tty { tty.try_clone().unwrap().into() } else { Stdio::piped() };
        let has_keyboard = matches!(ends, Ends::Tty | Ends::TtyToPipe);
        let mut child = Command::new(env!("CARGO_BIN_EXE_mamamia"))
            .args(arguments)
            .env_clear()
            .envs(variables.iter().copied())
            .stdin(end(has_keyboard))
            .stdout(end(matches!(ends, Ends::Tty | Ends::PipeToTty)))
            .stderr(Stdio::inherit())
            .spawn()
            .unwrap();
        let answers = child.stdin.take().map(|pipe| Box::new(pipe) as Box<dyn Write>);
        let output = child.stdout.take().map(|pipe| Box::new(pipe) as Box<dyn Read>);
        Self {
            child,
            answers: answers.or_else(|| pair.master.take_writer().ok().map(|pty| pty as Box<dyn Write>)),
            output: output.or_else(|| pair.master.try_clone_reader().ok().map(|pty| pty as Box<dyn Read>)),
            enter: if has_keyboard { "\r" } else { "\n" },
            said: Vec::new(),
            expected: 0,
            tty: (ends != Ends::Pipes).then_some((pair.master, tty)),
        }
    }

    pub fn send(&mut self, bytes: &[u8]) {
        self.answers.as_mut().unwrap().write_all(bytes).unwrap();
    }

    /// Waits for a text, after what was expected before.
    pub fn expect(&mut self, text: &str) {
        let bytes = text.as_bytes();
        loop {
            let found = self.said[self.expected..].windows(bytes.len()).position(|window| window == bytes);
            if let Some(at) = found {
                self.expected += at + bytes.len();
                return;
            }
            assert!(self.read(), "« {text} » is not there:\n{}", self.transcript());
        }
    }

    pub fn expect_all(&mut self, texts: &[&str]) {
        texts.iter().for_each(|text| self.expect(text));
    }

    /// Waits for a question, then answers it.
    pub fn answer(&mut self, question: &str, answer: &str) {
        self.expect(question);
        let line = format!("{answer}{}", self.enter);
        self.send(line.as_bytes());
    }

    pub fn answer_all(&mut self, answers: &[(&str, &str)]) {
        answers.iter().for_each(|(question, answer)| self.answer(question, answer));
    }

    /// The text of the image, which the demonstration discloses.
    pub fn captcha(&mut self) -> String {
        self.expect("captcha : ");
        let start = self.expected;
        self.expect("1 : ");
        String::from_utf8(self.said[start..start + 5].to_vec()).unwrap()
    }

    /// Whether there was more output: none once the program is over.
    fn read(&mut self) -> bool {
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

    /// Ends the input.
    pub fn close(&mut self) {
        self.answers = None;
    }

    /// Closes the reading end of the output.
    pub fn stop_reading(&mut self) {
        self.output = None;
    }

    /// Waits for this exit code; its transcript.
    pub fn end_with(self, expected: i32) -> String {
        let (code, said) = self.end();
        assert_eq!(code, expected, "{said}");
        said
    }

    /// Waits for its exit code; also its transcript.
    pub fn end(mut self) -> (i32, String) {
        // A terminal can be read while any process has it open.
        let output =
            self.tty.as_mut().map(|(_, tty)| std::mem::replace(tty, File::open("/dev/null").unwrap()));
        drop(output);
        while self.output.is_some() && self.read() {}
        (self.child.wait().unwrap().code().unwrap(), self.transcript())
    }
}
