//! The binary in line mode, with a pipe or a terminal at each end: read as a stream, since a pipe has no screen.
#![allow(clippy::unwrap_used, clippy::panic, clippy::indexing_slicing, reason = "tests")]

use std::sync::mpsc::{self, Receiver};
use std::thread;
use std::time::Duration;

use super::*;

/// Longer than any test needs.
const PATIENCE: Duration = Duration::from_secs(60);

pub const UTF8: (&str, &str) = ("LANG", "fr_FR.UTF-8");
pub const XTERM: &[(&str, &str)] = &[("TERM", "xterm-256color"), UTF8];

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Ends {
    Pipes,
    Tty,
    /// A keyboard and a pipe: `mamamia | tee`.
    TtyToPipe,
    /// A pipe and a screen: `cat | mamamia`.
    PipeToTty,
}

impl Ends {
    /// Whether a person answers.
    pub fn has_keyboard(self) -> bool {
        matches!(self, Self::Tty | Self::TtyToPipe)
    }
}

pub struct PipeHarness {
    child: Child,
    answers: Option<Box<dyn Write>>,
    output: Option<Output>,
    ends: Ends,
    enter: &'static str,
    said: Vec<u8>,
    /// The end of the text that was expected last.
    expected: usize,
    /// Kept open to read its attributes.
    tty: Option<(Box<dyn MasterPty + Send>, File)>,
}

/// The output of the program. A terminal that the test keeps open never ends, so a thread reads it, and the test waits for
/// so long only.
enum Output {
    Pipe(Box<dyn Read>),
    Tty(Receiver<Vec<u8>>),
}

impl Output {
    fn of_tty(mut reader: Box<dyn Read + Send>) -> Self {
        let (send, receive) = mpsc::channel();
        thread::spawn(move || {
            let mut chunk = [0; 4096];
            // A pty whose program is gone fails.
            while let Ok(length @ 1..) = reader.read(&mut chunk) {
                let _ = send.send(chunk[..length].to_vec());
            }
        });
        Self::Tty(receive)
    }

    /// The next bytes; none at the end, or when nothing comes for long.
    fn read(&mut self) -> Vec<u8> {
        match self {
            Self::Pipe(pipe) => {
                let mut chunk = [0; 4096];
                let length = pipe.read(&mut chunk).unwrap_or(0);
                chunk[..length].to_vec()
            }
            Self::Tty(chunks) => chunks.recv_timeout(PATIENCE).unwrap_or_default(),
        }
    }
}

impl PipeHarness {
    pub fn start(ends: Ends, arguments: &[&str], environment: &[(&str, &str)]) -> Self {
        Self::start_sized((80, 24), ends, arguments, environment)
    }

    pub fn start_sized(size: (u16, u16), ends: Ends, words: &[&str], environment: &[(&str, &str)]) -> Self {
        let (pair, tty) = open_pty(size);
        drop(pair.slave);
        let end = |is_tty: bool| if is_tty { tty.try_clone().unwrap().into() } else { Stdio::piped() };
        let has_keyboard = ends.has_keyboard();
        let mut child = Command::new(env!("CARGO_BIN_EXE_mamamia"))
            .args(words)
            .env_clear()
            .envs(environment.iter().copied())
            .stdin(end(has_keyboard))
            .stdout(end(matches!(ends, Ends::Tty | Ends::PipeToTty)))
            .stderr(Stdio::inherit())
            .spawn()
            .unwrap();
        let answers: Box<dyn Write> = match child.stdin.take() {
            Some(pipe) => Box::new(pipe),
            None => Box::new(pair.master.take_writer().unwrap()),
        };
        let output = match child.stdout.take() {
            Some(pipe) => Output::Pipe(Box::new(pipe)),
            None => Output::of_tty(pair.master.try_clone_reader().unwrap()),
        };
        let (answers, output, said) = (Some(answers), Some(output), Vec::new());
        let enter = if has_keyboard { "\r" } else { "\n" };
        let tty = (ends != Ends::Pipes).then_some((pair.master, tty));
        Self { child, ends, answers, output, enter, said, expected: 0, tty }
    }

    pub fn send(&mut self, bytes: &[u8]) {
        self.answers.as_mut().unwrap().write_all(bytes).unwrap();
    }

    pub fn reach(&mut self, bytes: &[u8], text: &str) {
        self.send(bytes);
        self.expect(text);
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

    pub fn answer(&mut self, question: &str, answer: &str) {
        self.expect(question);
        let line = format!("{answer}{}", self.enter);
        self.send(line.as_bytes());
    }

    pub fn exchange(&mut self, question: &str, answer: &str, said: &str) {
        self.answer(question, answer);
        self.expect(said);
    }

    pub fn answer_all(&mut self, answers: &[(&str, &str)]) {
        answers.iter().for_each(|(question, answer)| self.answer(question, answer));
    }

    pub fn captcha(&mut self) -> String {
        self.expect("captcha : ");
        let start = self.expected;
        self.expect("1 : ");
        String::from_utf8(self.said[start..start + 5].to_vec()).unwrap()
    }

    /// Whether there was more output: none once the program is over.
    fn read(&mut self) -> bool {
        let chunk = self.output.as_mut().unwrap().read();
        self.said.extend_from_slice(&chunk);
        !chunk.is_empty()
    }

    pub fn transcript(&self) -> String {
        String::from_utf8_lossy(&self.said).into_owned()
    }

    pub fn attributes(&self) -> Termios {
        tcgetattr(&self.tty.as_ref().unwrap().1).unwrap()
    }

    pub fn signal(&self, signal: Signal) {
        let pid = Pid::from_raw(i32::try_from(self.child.id()).unwrap()).unwrap();
        kill_process(pid, signal).unwrap();
    }

    pub fn close(&mut self) {
        self.answers = None;
    }

    pub fn stop_reading(&mut self) {
        self.output = None;
    }

    /// Waits for the end, with this exit code; the transcript, which is plain.
    pub fn end(mut self, code: i32) -> String {
        // A terminal can be read while any process has it open.
        let output =
            self.tty.as_mut().map(|(_, tty)| std::mem::replace(tty, File::open("/dev/null").unwrap()));
        drop(output);
        while self.output.is_some() && self.read() {}
        let said = self.transcript();
        assert_eq!(self.child.wait().unwrap().code(), Some(code), "{said}");
        // A person sees the proofs while typing them; a program never reads back what it wrote.
        let proofs: &[&str] = if self.ends.has_keyboard() { &[] } else { &[NUMEN, BIRTH_DATE, "14071975"] };
        assert_is_plain(&said, proofs);
        said
    }
}

/// No escape byte; no secret, nor enough of one to guess the rest.
fn assert_is_plain(said: &str, proofs: &[&str]) {
    let odd = said.chars().find(|c| c.is_control() && !matches!(c, '\r' | '\n' | '\u{8}'));
    assert_eq!(odd, None, "{said}");
    let flat = said.to_lowercase();
    for secret in [OLD, NEW, "Faux-Mdp-2026"].iter().chain(proofs) {
        let secret: Vec<char> = secret.to_lowercase().chars().collect();
        let part = secret.windows(7).map(String::from_iter).find(|part| flat.contains(part));
        assert_eq!(part, None, "in\n{said}");
    }
}
