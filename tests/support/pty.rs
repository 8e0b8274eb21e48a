//! A program under a real pty, as a person at a terminal meets it: started by a shell that outlives it, fed
//! with bytes, looked at through a terminal emulator.

use std::fs::{self, File, OpenOptions};
use std::io::{Read, Write};
use std::os::unix::fs::OpenOptionsExt;
use std::path::{Path, PathBuf};
use std::sync::{Arc, Condvar, Mutex, MutexGuard};
use std::thread::{self, JoinHandle};
use std::time::{Duration, Instant};

use portable_pty::{Child, CommandBuilder, MasterPty, PtySize, native_pty_system};
use rustix::process::{Pid, Signal, kill_process};
use rustix::termios::{
    ControlModes, InputModes, LocalModes, OptionalActions, OutputModes, SpecialCodeIndex, tcgetattr,
    tcsetattr,
};

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

/// A terminal on which nothing runs yet.
pub struct Terminal {
    size: (u16, u16),
    environment: Vec<(String, String)>,
    ahead: Vec<u8>,
}

/// What the terminal has received.
struct Shown {
    emulator: vt100::Parser,
    bytes: Vec<u8>,
    /// Texts that no screen may ever show, and those that were shown.
    watched: Vec<String>,
    leaked: Vec<String>,
    deaf: bool,
}

#[derive(Clone)]
struct Screen(Arc<(Mutex<Shown>, Condvar)>);

/// A program that runs in a terminal.
pub struct Program {
    screen: Screen,
    reader: Option<JoinHandle<()>>,
    keyboard: Option<Box<dyn Write + Send>>,
    master: Option<Box<dyn MasterPty + Send>>,
    /// Kept to look at the attributes.
    tty: File,
    shell: Box<dyn Child + Send + Sync>,
    attributes: Attributes,
    pid: Pid,
}

/// How a program ended, and how it left the terminal.
pub struct End {
    pub code: u32,
    /// Every byte that went to the terminal until the shell said the code.
    pub bytes: Vec<u8>,
    /// The ordinary screen, as it then was.
    pub screen: String,
    faults: Vec<String>,
}

/// Everything that `stty -a` shows.
#[derive(Debug, PartialEq)]
struct Attributes {
    input: InputModes,
    output: OutputModes,
    control: ControlModes,
    local: LocalModes,
    codes: Vec<u8>,
    speeds: (u32, u32),
}

impl Terminal {
    /// 80 columns, 24 rows, colours, UTF-8.
    pub fn new() -> Self {
        Self { size: (80, 24), environment: Vec::new(), ahead: Vec::new() }
            .with("TERM", "xterm-256color")
            .with("LANG", "fr_FR.UTF-8")
            .with("PATH", "/usr/bin:/bin")
    }

    pub fn sized(columns: u16, rows: u16) -> Self {
        Self { size: (columns, rows), ..Self::new() }
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
        command.args(["-c", SHELL, "sh"]);
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

/// Attributes that no program would give a terminal by itself: what is found again was restored.
fn make_unusual(tty: &File) {
    let mut attributes = tcgetattr(tty).unwrap();
    attributes.input_modes.remove(InputModes::IXON);
    attributes.input_modes.insert(InputModes::IUTF8);
    attributes.local_modes.remove(LocalModes::ECHOCTL);
    attributes.special_codes[SpecialCodeIndex::VERASE] = 8;
    attributes.special_codes[SpecialCodeIndex::VMIN] = 3;
    tcsetattr(tty, OptionalActions::Now, &attributes).unwrap();
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

impl Attributes {
    fn of(tty: &File) -> Self {
        let found = tcgetattr(tty).unwrap();
        Self {
            input: found.input_modes,
            output: found.output_modes,
            control: found.control_modes,
            local: found.local_modes,
            codes: CODES.iter().map(|code| found.special_codes[*code]).collect(),
            speeds: (found.input_speed(), found.output_speed()),
        }
    }
}

const CODES: [SpecialCodeIndex; 16] = [
    SpecialCodeIndex::VINTR,
    SpecialCodeIndex::VQUIT,
    SpecialCodeIndex::VERASE,
    SpecialCodeIndex::VKILL,
    SpecialCodeIndex::VEOF,
    SpecialCodeIndex::VTIME,
    SpecialCodeIndex::VMIN,
    SpecialCodeIndex::VSTART,
    SpecialCodeIndex::VSTOP,
    SpecialCodeIndex::VSUSP,
    SpecialCodeIndex::VEOL,
    SpecialCodeIndex::VREPRINT,
    SpecialCodeIndex::VDISCARD,
    SpecialCodeIndex::VWERASE,
    SpecialCodeIndex::VLNEXT,
    SpecialCodeIndex::VEOL2,
];

/// The size of the emulator: it breaks in fewer columns, and 0 is the absence of a size.
fn drawn(columns: u16, rows: u16) -> (u16, u16) {
    if columns < 3 || rows < 2 { (80, 24) } else { (columns, rows) }
}

impl Screen {
    fn new((columns, rows): (u16, u16)) -> Self {
        let (columns, rows) = drawn(columns, rows);
        let shown = Shown {
            emulator: vt100::Parser::new(rows, columns, 0),
            bytes: Vec::new(),
            watched: Vec::new(),
            leaked: Vec::new(),
            deaf: false,
        };
        Self(Arc::new((Mutex::new(shown), Condvar::new())))
    }

    fn lock(&self) -> MutexGuard<'_, Shown> {
        self.0.0.lock().unwrap()
    }

    fn read(self, mut master: Box<dyn Read + Send>) -> JoinHandle<()> {
        thread::spawn(move || {
            let mut buffer = [0; 65536];
            while let Ok(length @ 1..) = master.read(&mut buffer) {
                let mut shown = self.lock();
                shown.take(&buffer[..length]);
                self.0.1.notify_all();
                if shown.deaf {
                    return;
                }
            }
        })
    }

    fn wait(&self, what: &str, wanted: impl Fn(&Shown) -> bool) {
        let waiting = self.0.1.wait_timeout_while(self.lock(), PATIENCE, |shown| !wanted(shown)).unwrap();
        let (shown, late) = (waiting.0, waiting.1.timed_out());
        let screen = shown.emulator.screen().contents();
        drop(shown);
        assert!(!late, "{what}:\n{screen}");
    }
}

impl Shown {
    fn take(&mut self, bytes: &[u8]) {
        self.emulator.process(bytes);
        self.bytes.extend_from_slice(bytes);
        if !self.watched.is_empty() {
            let screen = self.emulator.screen().contents();
            self.leaked.extend(self.watched.iter().filter(|text| screen.contains(*text)).cloned());
        }
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
        fs::read_to_string(self.proc("stat"))
            .is_ok_and(|stat| !stat.rsplit(')').next().unwrap().trim_start().starts_with('Z'))
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
        let shown = self.screen.lock();
        let end = End {
            code: code.parse().unwrap(),
            bytes: shown.bytes.clone(),
            screen: screen.clone(),
            faults: faults(shown.emulator.screen(), &self.attributes, &Attributes::of(&self.tty)),
        };
        drop(shown);
        end
    }
}

/// What of the terminal is not as it was.
fn faults(screen: &vt100::Screen, before: &Attributes, after: &Attributes) -> Vec<String> {
    let mut faults = Vec::new();
    let mut check = |wrong: bool, what: &str| faults.extend(wrong.then(|| what.to_owned()));
    check(screen.alternate_screen(), "on the alternate screen");
    check(screen.hide_cursor(), "no cursor");
    check(screen.bracketed_paste(), "bracketed pastes");
    check(screen.application_cursor() || screen.application_keypad(), "other keys");
    check(screen.mouse_protocol_mode() != vt100::MouseProtocolMode::None, "the mouse is reported");
    let coloured = screen.fgcolor() != vt100::Color::Default || screen.bgcolor() != vt100::Color::Default;
    check(coloured || screen.bold() || screen.dim() || screen.inverse() || screen.underline(), "styled");
    check(screen.contents().contains("[typed"), "keys were left to the shell");
    check(before != after, &format!("attributes:\n{before:?}\n{after:?}"));
    faults
}

impl End {
    /// The terminal works as before the program.
    pub fn given_back(&self) -> &Self {
        assert!(self.faults.is_empty(), "{:?}\n{}", self.faults, self.screen);
        self
    }

    /// The terminal works as before the program, shows what it showed then, and nothing of these texts.
    pub fn restored(&self, typed: &[&str]) -> &Self {
        self.given_back();
        assert!(self.screen.starts_with(BEFORE), "another screen:\n{}", self.screen);
        for text in typed {
            assert!(!self.screen.contains(text), "« {text} » stays on the screen:\n{}", self.screen);
        }
        self
    }

    pub fn code(&self, expected: u32) -> &Self {
        assert_eq!(self.code, expected, "{}", self.screen);
        self
    }

    /// What the program said on the ordinary screen, its lines joined.
    pub fn said(&self) -> String {
        let said = self.screen.split(BEFORE).nth(1).unwrap().split("[code ").next().unwrap();
        said.trim().replace('\n', " ")
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

pub fn contains(bytes: &[u8], part: &[u8]) -> bool {
    bytes.windows(part.len()).any(|window| window == part)
}

/// What is left of a stream without its control sequences.
pub fn text_of(bytes: &[u8]) -> String {
    let text = String::from_utf8_lossy(bytes);
    let mut left = String::new();
    let mut characters = text.chars();
    while let Some(character) = characters.next() {
        if character == '\x1b' {
            // `ESC [` … final byte: the only kind that the program sends.
            let _ = characters.by_ref().skip(1).find(|end| matches!(end, '@'..='~'));
        } else if !character.is_control() {
            left.push(character);
        }
    }
    left
}
