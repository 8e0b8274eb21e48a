//! A program under a real pty: started by a shell that outlives it, fed with bytes, seen through a terminal emulator.
#![allow(dead_code, reason = "each test uses a part")]
#![allow(clippy::unwrap_used, clippy::panic, clippy::indexing_slicing, reason = "tests")]

mod attributes;
mod end;
mod screen;

use std::fs::{self, File, OpenOptions};
use std::io::Write;
use std::os::unix::fs::OpenOptionsExt;
use std::path::{Path, PathBuf};
use std::thread::{self, JoinHandle};
use std::time::{Duration, Instant};

use portable_pty::{Child, CommandBuilder, MasterPty, PtyPair, PtySize, native_pty_system};
use rustix::process::{Pid, Signal, kill_process};

use attributes::{attributes, make_unusual};
use end::{End, faults};
use screen::{Screen, drawn};

pub use screen::contains;

/// The time that anything may take: the machine is shared, and a passing test does not wait for it.
const PATIENCE: Duration = Duration::from_secs(60);
const POLL: Duration = Duration::from_millis(5);

/// A text on the screen before the program starts, hence also after its end.
pub const BEFORE: &str = "avant le programme";
pub const MENU: &str = "Gérer mon mot de passe";

/// The shell of the person: it notes the process of the program, then says its exit code. The keys that the program did
/// not read go to this shell, which shows them.
const SHELL: &str = r#"sh -c 'echo $$ > "$0"; exec "$@"' "$@"; echo "[code $?]"
while read -r line; do echo "[typed $line]"; done"#;

/// The same with jobs: when the program stops, the shell has the terminal, waits for a line, then continues the
/// program.
const SHELL_WITH_JOBS: &str = r#"set -m
sh -c 'echo $$ > "$0"; exec "$@"' "$@"; echo "[stopped $?]"
read -r line; fg > /dev/null; echo "[code $?]"
while read -r line; do echo "[typed $line]"; done"#;

pub struct PtyHarness {
    shell: &'static str,
    size: (u16, u16),
    environment: Vec<(String, String)>,
    ahead: Vec<u8>,
}

pub struct Program {
    screen: Screen,
    reader: Option<JoinHandle<()>>,
    keyboard: Option<Box<dyn Write + Send>>,
    master: Option<Box<dyn MasterPty + Send>>,
    tty: File,
    shell: Box<dyn Child + Send + Sync>,
    attributes: String,
    pid: Pid,
}

impl PtyHarness {
    pub fn new() -> Self {
        Self { shell: SHELL, size: (80, 24), environment: Vec::new(), ahead: Vec::new() }
            .with("TERM", "xterm-256color")
            .with("LANG", "fr_FR.UTF-8")
            .with("PATH", "/usr/bin:/bin")
    }

    pub fn sized(columns: u16, rows: u16) -> Self {
        Self { size: (columns, rows), ..Self::new() }
    }

    pub fn with_jobs(self) -> Self {
        Self { shell: SHELL_WITH_JOBS, ..self }
    }

    pub fn with(mut self, name: &str, value: &str) -> Self {
        self.environment.push((name.to_owned(), value.to_owned()));
        self
    }

    pub fn typed_ahead(self, bytes: &[u8]) -> Self {
        Self { ahead: bytes.to_vec(), ..self }
    }

    pub fn run(self, arguments: &[&str]) -> Program {
        self.start(&[&[env!("CARGO_BIN_EXE_mamamia")], arguments].concat())
    }

    pub fn start(self, words: &[&str]) -> Program {
        let (pair, mut tty) = open_pty(self.size);
        make_unusual(&tty);
        let attributes = attributes(&tty);
        tty.write_all(format!("{BEFORE}\n").as_bytes()).unwrap();
        let screen = Screen::new(self.size);
        let reader = screen.clone().read(pair.master.try_clone_reader().unwrap());
        let mut keyboard = pair.master.take_writer().unwrap();
        keyboard.write_all(&self.ahead).unwrap();

        let notes = tempfile::tempdir().unwrap();
        let note = notes.path().join("pid");
        let mut command = CommandBuilder::new("/bin/sh");
        command.args(["-c", self.shell, "sh"]);
        command.arg(&note);
        command.args(words);
        command.cwd("/");
        command.env_clear();
        self.environment.iter().for_each(|(name, value)| command.env(name, value));
        let shell = pair.slave.spawn_command(command).unwrap();
        let pid = noted(&note);
        let (reader, keyboard, master) = (Some(reader), Some(keyboard), Some(pair.master));
        Program { screen, reader, keyboard, master, tty, shell, attributes, pid }
    }
}

/// A pty and its terminal side, which does not become the controlling terminal of the tests.
pub fn open_pty((cols, rows): (u16, u16)) -> (PtyPair, File) {
    let pair = native_pty_system().openpty(PtySize { rows, cols, ..PtySize::default() }).unwrap();
    let no_ctty = i32::try_from(rustix::fs::OFlags::NOCTTY.bits()).unwrap();
    let path = pair.master.tty_name().unwrap();
    let tty = OpenOptions::new().read(true).write(true).custom_flags(no_ctty).open(path).unwrap();
    (pair, tty)
}

fn until(failure: impl Fn() -> String, holds: impl Fn() -> bool) {
    let deadline = Instant::now() + PATIENCE;
    while !holds() {
        assert!(Instant::now() < deadline, "{}", failure());
        thread::sleep(POLL);
    }
}

fn noted(note: &Path) -> Pid {
    let read = || {
        let text = fs::read_to_string(note).ok()?;
        Pid::from_raw(text.strip_suffix('\n')?.parse().ok()?)
    };
    until(|| "the program does not start".to_owned(), || read().is_some());
    read().unwrap()
}

impl Program {
    pub fn send(&mut self, bytes: &[u8]) {
        self.keyboard.as_mut().unwrap().write_all(bytes).unwrap();
    }

    pub fn reach(&mut self, bytes: &[u8], text: &str) {
        self.send(bytes);
        self.expect(text);
    }

    pub fn fill(&mut self, text: &str) {
        self.send(format!("{text}\t").as_bytes());
    }

    pub fn fill_all(&mut self, texts: &[&str]) {
        texts.iter().for_each(|text| self.fill(text));
    }

    pub fn open_change(&mut self) {
        self.expect(MENU);
        self.reach(b"1", "Identifiant");
    }

    pub fn screen(&self) -> String {
        self.screen.lock().emulator.screen().contents()
    }

    pub fn bytes(&self) -> Vec<u8> {
        self.screen.lock().bytes.clone()
    }

    pub fn expect(&self, text: &str) {
        let missing = format!("« {text} » is not there");
        self.screen.wait(&missing, |shown| shown.emulator.screen().contents().contains(text));
    }

    pub fn expect_all(&self, texts: &[&str]) {
        texts.iter().for_each(|text| self.expect(text));
    }

    pub fn expect_after(&self, mark: &str, text: &str) {
        let missing = format!("« {text} » is not there after « {mark} »");
        self.screen.wait(&missing, |shown| {
            let contents = shown.emulator.screen().contents();
            contents.split_once(mark).is_some_and(|(_, after)| after.contains(text))
        });
    }

    pub fn gone(&self, text: &str) {
        let there = format!("« {text} » is still there");
        self.screen.wait(&there, |shown| !shown.emulator.screen().contents().contains(text));
    }

    pub fn sent(&self, text: &[u8]) {
        let missing = format!("{text:?} was not sent");
        self.screen.wait(&missing, |shown| contains(&shown.bytes, text));
    }

    /// Waits until nothing is sent for a while.
    pub fn rest(&self) {
        let mut before = usize::MAX;
        loop {
            let now = self.screen.lock().bytes.len();
            if now == before {
                return;
            }
            before = now;
            thread::sleep(Duration::from_millis(300));
        }
    }

    pub fn expect_screen_of(&self, other: &Self) {
        let lines = |screen: &str| screen.lines().map(|l| l.trim_end().to_owned()).collect::<Vec<_>>();
        let differ = || format!("not the same:\n{}\n{}", self.screen(), other.screen());
        until(differ, || lines(&self.screen()) == lines(&other.screen()));
    }

    /// The text of the image, which the demonstration shows; waits for it.
    pub fn captcha(&self) -> String {
        const MARK: &str = "captcha : ";
        self.expect(MARK);
        let screen = self.screen();
        let at = screen.find(MARK).unwrap() + MARK.len();
        screen[at..].chars().take(5).collect()
    }

    pub fn watch(&self, texts: &[&str]) {
        self.screen.lock().watched = texts.iter().map(|&text| text.to_owned()).collect();
    }

    pub fn leaked(&self) -> Vec<String> {
        self.screen.lock().leaked.clone()
    }

    pub fn resize(&self, columns: u16, rows: u16) {
        let (drawn_columns, drawn_rows) = drawn(columns, rows);
        self.screen.lock().emulator.screen_mut().set_size(drawn_rows, drawn_columns);
        let size = PtySize { rows, cols: columns, ..PtySize::default() };
        self.master.as_ref().unwrap().resize(size).unwrap();
    }

    pub fn signal(&self, signal: Signal) {
        kill_process(self.pid, signal).unwrap();
    }

    /// Waits until the program is stopped; its shell then has the terminal as it was before.
    pub fn is_stopped(&self, typed: &[&str]) {
        self.expect_all(&["[stopped ", "]"]);
        until(|| format!("the program is not stopped: {:?}", self.state()), || self.state() == Some('T'));
        self.appearance().restored(typed);
    }

    pub fn go_on(&mut self) {
        self.send(b"\n");
    }

    pub fn proc(&self, name: &str) -> PathBuf {
        Path::new("/proc").join(self.pid.as_raw_nonzero().to_string()).join(name)
    }

    pub fn read(&self, name: &str) -> String {
        fs::read_to_string(self.proc(name)).unwrap()
    }

    /// The terminal takes no more bytes, like a line that hangs.
    pub fn take_nothing(&mut self) {
        self.screen.lock().deaf = true;
        // The next frame is the last one that is read.
        let (rows, columns) = self.screen.lock().emulator.screen().size();
        self.resize(columns + 1, rows);
        self.reader.take().unwrap().join().unwrap();
    }

    pub fn lives(&self) -> bool {
        self.state().is_some_and(|state| state != 'Z')
    }

    /// The letter of its state (proc_pid_stat(5)); `None` once it is gone.
    fn state(&self) -> Option<char> {
        let stat = fs::read_to_string(self.proc("stat")).ok()?;
        stat.rsplit(')').next()?.trim_start().chars().next()
    }

    /// Closes the window of the terminal; how long the process lived after it.
    pub fn hang_up(mut self) -> Duration {
        self.take_nothing();
        let started = Instant::now();
        self.keyboard = None;
        self.master = None;
        self.wait_for_its_end();
        started.elapsed()
    }

    pub fn wait_for_its_end(&self) {
        until(|| format!("the process does not end:\n{}", self.screen()), || !self.lives());
    }

    /// Reads again, after [`Program::take_nothing`].
    pub fn take_again(&mut self) {
        self.screen.lock().deaf = false;
        let master = self.master.as_ref().unwrap().try_clone_reader().unwrap();
        self.reader = Some(self.screen.clone().read(master));
    }

    pub fn leave(mut self) {
        self.send(b"\x03");
        self.wait_for_its_end();
    }

    /// Leaves by Ctrl-C: the terminal is as it was, without these texts.
    pub fn quit(mut self, typed: &[&str]) {
        self.send(b"\x03");
        self.end().restored(typed).code(0);
    }

    pub fn end(self) -> End {
        self.expect_all(&["[code ", "]"]);
        let screen = self.screen();
        let code = screen.split("[code ").nth(1).and_then(|rest| rest.split(']').next()).unwrap();
        End { code: code.parse().unwrap(), ..self.appearance() }
    }

    fn appearance(&self) -> End {
        let shown = self.screen.lock();
        let screen = shown.emulator.screen();
        let faults = faults(screen, &self.attributes, &attributes(&self.tty));
        End { code: 0, bytes: shown.bytes.clone(), screen: screen.contents(), faults }
    }
}

impl Drop for Program {
    fn drop(&mut self) {
        if self.lives() {
            let _ = kill_process(self.pid, Signal::KILL);
        }
        let _ = self.shell.kill();
        let _ = self.shell.wait();
    }
}
