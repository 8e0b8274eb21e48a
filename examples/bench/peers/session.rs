//! A program on a pty of its own, as a person at a terminal of 80 columns meets it. Bytes are time-stamped as they
//! are read, and emulated only when somebody looks: the emulator distorts no time.

use std::fs::File;
use std::io::Read;
use std::os::fd::OwnedFd;
use std::process::{Child, Command, Stdio};
use std::thread;
use std::time::Duration;

use anyhow::{Context, bail};
use rustix::event::{PollFd, PollFlags, Timespec, poll};
use rustix::fs::{Mode, OFlags, fcntl_setfl, open};
use rustix::io::Errno;
use rustix::process::{Pid, Signal, kill_process};
use rustix::pty::{OpenptFlags, grantpt, openpt, ptsname, unlockpt};
use rustix::termios::{Winsize, tcsetwinsize};

use super::clock::now;
use super::launch::LAUNCH;
use super::link::Link;
use super::processes;
use crate::attributes::attributes;

const COLUMNS: u16 = 80;
const ROWS: u16 = 24;
/// Longest wait for any answer: generous, because the machine may be busy.
const TIMEOUT: Duration = Duration::from_secs(40);
/// A frame is complete after this pause.
pub const SILENCE: Duration = Duration::from_millis(30);
/// Longest wait for an echo; after it the key counts as silent.
const FIRST_BYTE: Duration = Duration::from_millis(300);
/// Between two polls of a state that sends no event.
const POLL_INTERVAL: Duration = Duration::from_millis(1);

/// Bytes, and the time at which the person saw them.
struct Arrival {
    at: Duration,
    bytes: Vec<u8>,
}

/// The output that follows a key.
#[derive(Clone, Copy, Debug)]
pub struct KeyResult {
    pub bytes: usize,
    /// From the key to the last byte of the frame; nothing where nothing came.
    pub latency: Option<Duration>,
}

pub struct Session {
    master: Option<OwnedFd>,
    /// Kept to look at the attributes.
    tty: Option<File>,
    before: String,
    child: Child,
    /// Just before the program took the place of what launched it.
    pub started: Duration,
    arrivals: Vec<Arrival>,
    emulated: usize,
    emulator: vt100::Parser,
    link: Option<Link>,
}

impl Session {
    /// Starts a program; at that many bits a second each way, or without delay.
    pub fn start(words: &[String], bits_a_second: Option<u32>) -> anyhow::Result<Self> {
        let master = openpt(OpenptFlags::RDWR | OpenptFlags::NOCTTY | OpenptFlags::CLOEXEC)?;
        grantpt(&master)?;
        unlockpt(&master)?;
        let flags = OFlags::RDWR | OFlags::NOCTTY | OFlags::CLOEXEC;
        let tty = File::from(open(ptsname(&master, Vec::new())?, flags, Mode::empty())?);
        tcsetwinsize(&tty, Winsize { ws_row: ROWS, ws_col: COLUMNS, ws_xpixel: 0, ws_ypixel: 0 })?;
        fcntl_setfl(&master, OFlags::NONBLOCK)?;
        let before = attributes(&tty);

        let mut child = Command::new(std::env::current_exe()?)
            .arg(LAUNCH)
            .args(words)
            .env_clear()
            .env("TERM", "xterm-256color")
            .env("LANG", "C.UTF-8")
            .env("PATH", std::env::var_os("PATH").unwrap_or_default())
            .stdin(tty.try_clone()?)
            .stdout(tty.try_clone()?)
            .stderr(Stdio::piped())
            .spawn()?;
        let mut said = String::new();
        child.stderr.take().context("what launches it")?.read_to_string(&mut said)?;
        let started = Duration::from_nanos(said.parse().with_context(|| format!("{words:?}: {said}"))?);
        Ok(Self {
            master: Some(master),
            tty: Some(tty),
            before,
            child,
            started,
            arrivals: Vec::new(),
            emulated: 0,
            emulator: vt100::Parser::new(ROWS, COLUMNS, 0),
            link: bits_a_second.map(Link::of),
        })
    }

    // -- keys and bytes -------------------------------------------------------------------------

    pub fn write(&mut self, bytes: &[u8]) -> anyhow::Result<()> {
        match &mut self.link {
            Some(link) => link.typed(bytes, now()),
            None => press(&self.master, bytes)?,
        }
        Ok(())
    }

    /// A key, and what it brings at once.
    pub fn key(&mut self, bytes: &[u8]) -> anyhow::Result<KeyResult> {
        let from = self.mark();
        let pressed = now();
        self.write(bytes)?;
        self.frame(FIRST_BYTE)?;
        Ok(KeyResult {
            bytes: self.bytes_since(from),
            latency: self.last_since(from).map(|at| at.saturating_sub(pressed)),
        })
    }

    /// A text at once, as a terminal pastes it for a program that asked for brackets, or did not.
    pub fn paste(&mut self, text: &str) -> anyhow::Result<KeyResult> {
        let bracketed = self.screen().bracketed_paste();
        let bytes = if bracketed { format!("\x1b[200~{text}\x1b[201~") } else { text.to_owned() };
        self.key(bytes.as_bytes())
    }

    /// An arrow, as this program has asked the terminal to send it.
    pub fn arrow(&mut self, letter: char) -> anyhow::Result<KeyResult> {
        let lead = if self.screen().application_cursor() { 'O' } else { '[' };
        self.key(format!("\x1b{lead}{letter}").as_bytes())
    }

    /// A place in what arrived.
    pub fn mark(&self) -> usize {
        self.arrivals.len()
    }

    pub fn bytes_since(&self, mark: usize) -> usize {
        self.arrivals.iter().skip(mark).map(|arrival| arrival.bytes.len()).sum()
    }

    pub fn last_since(&self, mark: usize) -> Option<Duration> {
        self.arrivals.iter().skip(mark).map(|arrival| arrival.at).next_back()
    }

    /// When that many bytes had arrived since `mark`.
    pub fn arrival_of(&self, mark: usize, wanted: usize) -> Option<Duration> {
        let mut seen = 0;
        self.arrivals.iter().skip(mark).find_map(|arrival| {
            seen += arrival.bytes.len();
            (seen >= wanted).then_some(arrival.at)
        })
    }

    /// The bytes since `mark`: those before the write that first shows `text`, and the others.
    pub fn split_at(&mut self, mark: usize, text: &str) -> (usize, usize) {
        self.emulate_up_to(mark);
        let mut before = 0;
        for number in mark..self.arrivals.len() {
            self.emulate_up_to(number + 1);
            if self.emulator.screen().contents().contains(text) {
                return (before, self.bytes_since(number));
            }
            before = self.bytes_since(mark) - self.bytes_since(number + 1);
        }
        (before, 0)
    }

    // -- waiting --------------------------------------------------------------------------------

    /// Waits for a first byte at most so long, then until nothing comes any more.
    pub fn frame(&mut self, first: Duration) -> anyhow::Result<()> {
        let from = self.mark();
        let deadline = now() + first;
        while self.mark() == from && !(now() > deadline && self.idle_line()) {
            self.pump(deadline.saturating_sub(now()).max(POLL_INTERVAL))?;
        }
        self.silence(SILENCE)
    }

    /// Waits until nothing came for so long.
    pub fn silence(&mut self, long: Duration) -> anyhow::Result<()> {
        let (mut last, deadline) = (now(), now() + TIMEOUT);
        while now() < last + long {
            if self.pump((last + long).saturating_sub(now()))? || !self.idle_line() {
                last = now();
            }
            if now() > deadline {
                bail!("it never stops writing");
            }
        }
        Ok(())
    }

    /// Waits until the screen shows `text`.
    pub fn expect(&mut self, text: &str) -> anyhow::Result<()> {
        let deadline = now() + TIMEOUT;
        while !self.shows(text) {
            if now() > deadline || self.ended()?.is_some() {
                bail!("« {text} » is not there:\n{}", self.screen().contents());
            }
            self.pump(Duration::from_millis(20))?;
        }
        Ok(())
    }

    fn idle_line(&self) -> bool {
        self.link.as_ref().is_none_or(Link::is_empty)
    }

    /// Moves bytes for at most so long; whether some reached the person.
    fn pump(&mut self, patience: Duration) -> anyhow::Result<bool> {
        let Some(link) = &mut self.link else {
            wait_for_bytes(&self.master, patience)?;
            let bytes = taken(&self.master, 4096)?;
            return Ok(keep(&mut self.arrivals, now(), bytes));
        };
        if let Some(bytes) = link.pressed(now()) {
            press(&self.master, &bytes)?;
        }
        let room = link.room(now());
        if room > 0 {
            let bytes = taken(&self.master, room)?;
            if !bytes.is_empty() {
                link.written_by_the_program(&bytes, now());
            }
        }
        if let Some((at, bytes)) = link.shown(now()) {
            return Ok(keep(&mut self.arrivals, at, bytes));
        }
        thread::sleep(POLL_INTERVAL.min(patience));
        Ok(false)
    }

    // -- what is seen ---------------------------------------------------------------------------

    pub fn shows(&mut self, text: &str) -> bool {
        self.screen().contents().contains(text)
    }

    pub fn screen(&mut self) -> &vt100::Screen {
        self.emulate_up_to(self.arrivals.len());
        self.emulator.screen()
    }

    fn emulate_up_to(&mut self, mark: usize) {
        let fresh = self.arrivals.get(self.emulated..mark).unwrap_or_default();
        fresh.iter().for_each(|arrival| self.emulator.process(&arrival.bytes));
        self.emulated = self.emulated.max(mark);
    }

    /// The terminal settings that differ from the first ones.
    pub fn attributes_changed(&self) -> bool {
        self.tty.as_ref().is_some_and(|tty| attributes(tty) != self.before)
    }

    // -- the process ----------------------------------------------------------------------------

    /// The process and those that it started.
    pub fn processes(&self) -> Vec<u32> {
        processes::tree(self.child.id())
    }

    pub fn signal(&self, signal: Signal) -> anyhow::Result<()> {
        let pid = i32::try_from(self.child.id()).ok().and_then(Pid::from_raw).context("a process")?;
        Ok(kill_process(pid, signal)?)
    }

    /// Closes the terminal, as a connection that is lost.
    pub fn hang_up(&mut self) {
        self.tty = None;
        self.master = None;
    }

    /// The exit status; `None` while the program runs.
    pub fn ended(&mut self) -> anyhow::Result<Option<std::process::ExitStatus>> {
        Ok(self.child.try_wait()?)
    }

    /// Waits for its end, at most so long; when it was.
    pub fn wait_for_its_end(&mut self, limit: Duration) -> anyhow::Result<Option<Duration>> {
        let deadline = now() + limit;
        while self.ended()?.is_none() {
            if now() > deadline {
                return Ok(None);
            }
            if self.master.is_some() {
                self.pump(POLL_INTERVAL)?;
            } else {
                thread::sleep(POLL_INTERVAL);
            }
        }
        Ok(Some(now()))
    }
}

impl Drop for Session {
    fn drop(&mut self) {
        self.hang_up();
        let _ = self.child.kill();
        let _ = self.child.wait();
    }
}

fn press(master: &Option<OwnedFd>, bytes: &[u8]) -> anyhow::Result<()> {
    let Some(master) = master else { return Ok(()) };
    let written = rustix::io::write(master, bytes)?;
    if written < bytes.len() {
        bail!("the keyboard's queue is full");
    }
    Ok(())
}

fn wait_for_bytes(master: &Option<OwnedFd>, patience: Duration) -> anyhow::Result<()> {
    let Some(master) = master else { return Ok(()) };
    let timeout = Timespec::try_from(patience)?;
    match poll(&mut [PollFd::new(master, PollFlags::IN)], Some(&timeout)) {
        Ok(_) | Err(Errno::INTR) => Ok(()),
        Err(error) => Err(error.into()),
    }
}

/// The bytes that are ready, up to a limit; none once the other side is closed.
fn taken(master: &Option<OwnedFd>, most: usize) -> anyhow::Result<Vec<u8>> {
    let mut bytes = vec![0; most];
    let read = match master.as_ref().map(|master| rustix::io::read(master, &mut *bytes)) {
        Some(Ok(read)) => read,
        None | Some(Err(Errno::AGAIN | Errno::INTR | Errno::IO)) => 0,
        Some(Err(error)) => return Err(error.into()),
    };
    bytes.truncate(read);
    Ok(bytes)
}

fn keep(arrivals: &mut Vec<Arrival>, at: Duration, bytes: Vec<u8>) -> bool {
    let some = !bytes.is_empty();
    if some {
        arrivals.push(Arrival { at, bytes });
    }
    some
}
