//! A program under a real pty, as a person at a terminal meets it: started by a shell that outlives it, fed
//! with bytes, looked at through a terminal emulator.

mod attributes;
mod end;
mod screen;

use std::fs::{self, File, OpenOptions};
use std::io::Write;
use std::os::unix::fs::OpenOptionsExt;
use std::path::{Path, PathBuf};
use std::thread::{self, JoinHandle};
use std::time::{Duration, Instant};

use portable_pty::{Child, CommandBuilder, MasterPty, PtySize, native_pty_system};
use rustix::process::{Pid, Signal, kill_process};

use attributes::{Attributes, make_unusual};
use end::{End, faults};
use screen::{Screen, drawn};

pub use screen::contains;

/// How long anything may take: generous, as the machine is shared; a passing test waits for none of it.
const PATIENCE: Duration = Duration::from_secs(60);
/// Between two looks at what no condition variable tells.
const LOOK: Duration = Duration::from_millis(5);

/// What the screen shows before the program starts, hence what it must show again.
pub const BEFORE: &str = "avant le programme";

/// The shell of the person: it notes the process of the program, then says its exit code. Whatever the
/// program leaves in the keyboard's queue is typed to this shell, which shows it.
const SHELL: &str = r#"sh -c 'echo $$ > "$0"; exec "$@"' "$@"; echo "[code $?]"
while read -r line; do echo "[typed $line]"; done"#;

/// The same with jobs: a program that stops leaves the terminal to the shell, which waits for a line, then has
/// the program go on.
const SHELL_WITH_JOBS: &str = r#"set -m
sh -c 'echo $$ > "$0"; exec "$@"' "$@"; echo "[stopped $?]"
read -r line; fg > /dev/null; echo "[code $?]"
while read -r line; do echo "[typed $line]"; done"#;

/// A terminal on which nothing runs yet.
pub struct Terminal {
    shell: &'static str,
    size: (u16, u16),
    environment: Vec<(String, String)>,
    ahead: Vec<u8>,
}

/// A program that runs in a terminal.
pub struct Program {
    screen: Screen,
    reader: Option<JoinHandle<()>>,
    keyboard: Option<Box<dyn Write + Send>>,
    master: Option<Box<dyn MasterPty + Send>>,
    /// Kept to appearance at the attributes.
    tty: File,
    shell: Box<dyn Child + Send + Sync>,
    attributes: Attributes,
    pid: Pid,
}

impl Terminal {
    /// 80 columns, 24 rows, colours, UTF-8.
    pub fn new() -> Self {
        Self { shell: SHELL, size: (80, 24), environment: Vec::new(), ahead: Vec::new() }
            .with("TERM", "xterm-256color")
            .with("LANG", "fr_FR.UTF-8")
            .with("PATH", "/usr/bin:/bin")
    }

    pub fn sized(columns: u16, rows: u16) -> Self {
        Self { size: (columns, rows), ..Self::new() }
    }

    /// With a shell that has jobs.
    pub fn with_jobs(self) -> Self {
        Self { shell: SHELL_WITH_JOBS, ..self }
    }

    /// With this variable of the environment.
    pub fn with(mut self, name: &str, value: &str) -> Self {
        self.environment.retain(|(known, _)| known != name);
        self.environment.push((name.to_owned(), value.to_owned()));
        self
    }

    /// With these bytes typed before the program starts.
    pub fn typed_ahead(self, bytes: &[u8]) -> Self {
        Self { ahead: bytes.to_vec(), ..self }
    }

    /// The binary of MaMamia.
    pub fn run(self, arguments: &[&str]) -> Program {
        self.start(&[&[env!("CARGO_BIN_EXE_mamamia")], arguments].concat())
    }

    /// Any program.
    pub fn start(self, words: &[&str]) -> Program {
        let (columns, rows) = self.size;
        let size = PtySize { rows, cols: columns, pixel_width: 0, pixel_height: 0 };
        let pair = native_pty_system().openpty(size).unwrap();
        let no_ctty = i32::try_from(rustix::fs::OFlags::NOCTTY.bits()).unwrap();
        let path = pair.master.tty_name().unwrap();
        let mut tty = OpenOptions::new().read(true).write(true).custom_flags(no_ctty).open(path).unwrap();
        make_unusual(&tty);
        let attributes = Attributes::of(&tty);
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
        for (name, value) in &self.environment {
            command.env(name, value);
        }
        let shell = pair.slave.spawn_command(command).unwrap();
        let pid = noted(&note);
        Program {
            screen,
            reader: Some(reader),
            keyboard: Some(keyboard),
            master: Some(pair.master),
            tty,
            shell,
            attributes,
            pid,
        }
    }
}

fn noted(note: &Path) -> Pid {
    let deadline = Instant::now() + PATIENCE;
    loop {
        let text = fs::read_to_string(note).unwrap_or_default();
        if let Some(pid) = text.strip_suffix('\n').and_then(|pid| pid.parse().ok()).and_then(Pid::from_raw) {
            return pid;
        }
        assert!(Instant::now() < deadline, "the program does not start");
        thread::sleep(LOOK);
    }
}

impl Program {
    /// Presses keys.
    pub fn send(&mut self, bytes: &[u8]) {
        self.keyboard.as_mut().unwrap().write_all(bytes).unwrap();
    }

    /// Types a text and goes to the next field.
    pub fn fill(&mut self, text: &str) {
        self.send(format!("{text}\t").as_bytes());
    }

    pub fn screen(&self) -> String {
        self.screen.lock().emulator.screen().contents()
    }

    /// Every byte that went to the terminal.
    pub fn bytes(&self) -> Vec<u8> {
        self.screen.lock().bytes.clone()
    }

    /// Waits until the screen shows `text`.
    pub fn expect(&self, text: &str) {
        let missing = format!("« {text} » is not there");
        self.screen.wait(&missing, |shown| shown.emulator.screen().contents().contains(text));
    }

    /// Waits until the screen shows `text` somewhere after `mark`.
    pub fn expect_after(&self, mark: &str, text: &str) {
        let missing = format!("« {text} » is not there after « {mark} »");
        self.screen.wait(&missing, |shown| {
            let contents = shown.emulator.screen().contents();
            contents.split_once(mark).is_some_and(|(_, after)| after.contains(text))
        });
    }

    /// Waits until the screen no longer shows `text`.
    pub fn gone(&self, text: &str) {
        let there = format!("« {text} » is still there");
        self.screen.wait(&there, |shown| !shown.emulator.screen().contents().contains(text));
    }

    /// Waits until `text` went to the terminal, whatever it shows.
    pub fn sent(&self, text: &[u8]) {
        let missing = format!("{text:?} was not sent");
        self.screen.wait(&missing, |shown| contains(&shown.bytes, text));
    }

    /// Waits until nothing more is sent: as many bytes after a while as before.
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

    /// Waits until the screens of both show the same.
    pub fn comes_to_show_what(&self, other: &Self) {
        let lines = |program: &Self| -> Vec<String> {
            program.screen().lines().map(|l| l.trim_end().into()).collect()
        };
        let deadline = Instant::now() + PATIENCE;
        while lines(self) != lines(other) {
            assert!(Instant::now() < deadline, "not the same:\n{}\n{}", self.screen(), other.screen());
            thread::sleep(LOOK);
        }
    }

    /// The text of the image, which the demonstration shows; waits for it.
    pub fn captcha(&self) -> String {
        const MARK: &str = "captcha : ";
        self.expect(MARK);
        let screen = self.screen();
        let at = screen.find(MARK).unwrap() + MARK.len();
        screen[at..].chars().take(5).collect()
    }

    /// From here on, notes each of these texts that a screen shows.
    pub fn watch(&self, texts: &[&str]) {
        self.screen.lock().watched = texts.iter().map(|&text| text.to_owned()).collect();
    }

    /// The watched texts that were shown.
    pub fn leaked(&self) -> Vec<String> {
        self.screen.lock().leaked.clone()
    }

    pub fn resize(&self, columns: u16, rows: u16) {
        let (drawn_columns, drawn_rows) = drawn(columns, rows);
        self.screen.lock().emulator.screen_mut().set_size(drawn_rows, drawn_columns);
        let size = PtySize { rows, cols: columns, pixel_width: 0, pixel_height: 0 };
        self.master.as_ref().unwrap().resize(size).unwrap();
    }

    pub fn signal(&self, signal: Signal) {
        kill_process(self.pid, signal).unwrap();
    }

    /// Waits until the program is stopped and its shell has the terminal, which must be as before.
    pub fn is_stopped(&self, typed: &[&str]) {
        self.expect("[stopped ");
        self.expect("]");
        let deadline = Instant::now() + PATIENCE;
        while self.state() != Some('T') {
            assert!(Instant::now() < deadline, "the program is not stopped: {:?}", self.state());
            thread::sleep(LOOK);
        }
        self.appearance().restored(typed);
    }

    /// Has the shell let a stopped program go on.
    pub fn go_on(&mut self) {
        self.send(b"\n");
    }

    /// A file or folder of what the system knows of the process.
    pub fn proc(&self, name: &str) -> PathBuf {
        Path::new("/proc").join(self.pid.as_raw_nonzero().to_string()).join(name)
    }

    /// The terminal takes nothing any more, as behind a line that hangs.
    pub fn take_nothing(&mut self) {
        self.screen.lock().deaf = true;
        // Whatever is drawn next is the last thing that is read.
        let (rows, columns) = self.screen.lock().emulator.screen().size();
        self.resize(columns + 1, rows);
        self.reader.take().unwrap().join().unwrap();
    }

    /// Whether the process is there still.
    pub fn lives(&self) -> bool {
        self.state().is_some_and(|state| state != 'Z')
    }

    /// The letter of its state (proc_pid_stat(5)), while it is known to the system.
    fn state(&self) -> Option<char> {
        let stat = fs::read_to_string(self.proc("stat")).ok()?;
        stat.rsplit(')').next()?.trim_start().chars().next()
    }

    /// Closes the window of the terminal; how long the process then lived.
    pub fn hang_up(mut self) -> Duration {
        self.take_nothing();
        let started = Instant::now();
        self.keyboard = None;
        self.master = None;
        self.wait_for_its_end();
        started.elapsed()
    }

    /// Waits for the end of the process itself.
    pub fn wait_for_its_end(&self) {
        let deadline = Instant::now() + PATIENCE;
        while self.lives() {
            assert!(Instant::now() < deadline, "the process does not end:\n{}", self.screen());
            thread::sleep(LOOK);
        }
    }

    /// Reads again, after [`Program::take_nothing`].
    pub fn take_again(&mut self) {
        self.screen.lock().deaf = false;
        let master = self.master.as_ref().unwrap().try_clone_reader().unwrap();
        self.reader = Some(self.screen.clone().read(master));
    }

    /// How it ended; waits for it.
    pub fn end(self) -> End {
        self.expect("[code ");
        self.expect("]");
        let screen = self.screen();
        let code = screen.split("[code ").nth(1).and_then(|rest| rest.split(']').next()).unwrap();
        End { code: code.parse().unwrap(), ..self.appearance() }
    }

    /// The terminal as it is now.
    fn appearance(&self) -> End {
        let shown = self.screen.lock();
        End {
            code: 0,
            bytes: shown.bytes.clone(),
            screen: shown.emulator.screen().contents(),
            faults: faults(shown.emulator.screen(), &self.attributes, &Attributes::of(&self.tty)),
        }
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
