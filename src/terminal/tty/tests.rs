//! The guard, the reader and the writer over a real pty; the binary under a pty is tested elsewhere.
use super::super::backend::LEAVE;
use super::super::descriptor::{echoes, same_modes as same};
use super::super::link::{Input, Signal};
use super::*;
use portable_pty::{MasterPty, PtySize, native_pty_system};
use rustix::io::ioctl_fionread;
use rustix::process;
use rustix::termios::{Action, LocalModes, Termios, tcflow, tcgetattr};
use std::fs::{File, OpenOptions};
use std::io::{Read, Write};
use std::os::fd::OwnedFd;
use std::os::unix::fs::OpenOptionsExt;
use std::thread;
use std::time::Duration;

struct Pty {
    master: Option<Box<dyn MasterPty + Send>>,
    /// Its drop types an end of file.
    keyboard: Option<Box<dyn Write + Send>>,
    slave: File,
    before: Termios,
}

impl Pty {
    fn open() -> Self {
        let size = PtySize { rows: 24, cols: 80, pixel_width: 0, pixel_height: 0 };
        let pair = native_pty_system().openpty(size).unwrap();
        // Not the controlling terminal of the tests: closing the master must not signal them.
        let no_ctty = i32::try_from(rustix::fs::OFlags::NOCTTY.bits()).unwrap();
        let path = pair.master.tty_name().unwrap();
        let slave = OpenOptions::new().read(true).write(true).custom_flags(no_ctty).open(path).unwrap();
        let keyboard = pair.master.take_writer().unwrap();
        let before = tcgetattr(&slave).unwrap();
        Self { master: Some(pair.master), keyboard: Some(keyboard), slave, before }
    }

    fn full_screen() -> (Self, Tty, Link) {
        let pty = Self::open();
        let (tty, link) = Tty::over(pty.fd(), pty.fd(), TerminalMode::FullScreen).unwrap();
        (pty, tty, link)
    }

    fn fd(&self) -> OwnedFd {
        self.slave.try_clone().unwrap().into()
    }

    fn attributes(&self) -> Termios {
        tcgetattr(&self.slave).unwrap()
    }

    fn is_restored(&self) -> bool {
        same(&self.attributes(), &self.before)
    }

    fn type_in(&mut self, text: &[u8]) {
        self.keyboard.as_mut().unwrap().write_all(text).unwrap();
    }

    /// The next `length` bytes that the program wrote.
    fn shown(&self, length: usize) -> Vec<u8> {
        let mut bytes = vec![0; length];
        self.master.as_ref().unwrap().try_clone_reader().unwrap().read_exact(&mut bytes).unwrap();
        bytes
    }
}

fn is_raw(attributes: &Termios) -> bool {
    !attributes.local_modes.intersects(LocalModes::ECHO | LocalModes::ICANON | LocalModes::ISIG)
}

#[test]
fn stream_without_terminal_is_named() {
    let file = || OwnedFd::from(File::open("/dev/null").unwrap());
    let pty = Pty::open();
    let refusal = |input, output| match Tty::over(input, output, TerminalMode::FullScreen) {
        Err(TtyError::NotATty(stream)) => Some(stream),
        _ => None,
    };
    assert_eq!(refusal(file(), file()), Some(Stream::Input));
    assert_eq!(refusal(pty.fd(), file()), Some(Stream::Output));
}

#[rstest]
#[case(LocalModes::empty(), false)]
#[case(LocalModes::ICANON | LocalModes::ISIG, false)]
#[case(LocalModes::ECHO, true)]
#[case(LocalModes::ECHO | LocalModes::ICANON, true)]
#[case(LocalModes::ECHONL | LocalModes::ICANON, true)]
fn local_modes_give_echo(#[case] local_modes: LocalModes, #[case] expected: bool) {
    let mut attributes = Pty::open().attributes();
    attributes.local_modes = local_modes;
    assert_eq!(echoes(&attributes), expected);
}

#[tokio::test]
async fn line_mode_writes_into_pipe() {
    let pty = Pty::open();
    let (mut reader, output) = std::io::pipe().unwrap();
    let (tty, mut link) = Tty::over(pty.fd(), output.into(), TerminalMode::LineByLine).unwrap();
    assert!(is_raw(&pty.attributes()));
    assert_eq!(pty.attributes().output_modes, pty.before.output_modes);
    assert_eq!(link.size, (80, 24));
    link.output.write(b"a\r\nb").await.unwrap();
    let mut written = [0; 3];
    reader.read_exact(&mut written).unwrap();
    assert_eq!(&written, b"a\nb");
    drop(tty);
    assert!(pty.is_restored());
}

#[tokio::test]
async fn terminal_is_raw_until_drop() {
    let (pty, tty, link) = Pty::full_screen();
    assert!(is_raw(&pty.attributes()));
    assert_eq!(link.size, (80, 24));
    drop(tty);
    assert!(pty.is_restored());
    assert_eq!(pty.shown(LEAVE.len()), LEAVE);
}

#[tokio::test]
async fn terminal_is_restored_once() {
    let (pty, tty, mut link) = Pty::full_screen();
    let restorer = tty.restorer();
    thread::spawn(move || restorer.restore()).join().unwrap();
    assert!(pty.is_restored() && tty.restorer().is_restored());
    assert_eq!(link.output.write(b"too late").await.unwrap_err().kind(), io::ErrorKind::NotConnected);
    drop(tty);
    // The marker follows one leaving sequence, not two.
    (&pty.slave).write_all(b"$").unwrap();
    assert_eq!(pty.shown(LEAVE.len() + 1), [LEAVE, b"$"].concat());
}

#[tokio::test]
async fn line_mode_writes_no_escape() {
    let pty = Pty::open();
    let (tty, mut link) = Tty::over(pty.fd(), pty.fd(), TerminalMode::LineByLine).unwrap();
    link.output.write(b"Identifiant : ").await.unwrap();
    drop(tty);
    (&pty.slave).write_all(b"$").unwrap();
    assert_eq!(pty.shown(15), b"Identifiant : $");
}

#[tokio::test]
async fn panic_restores_terminal() {
    let (pty, tty, link) = Pty::full_screen();
    let unwound = std::panic::catch_unwind(std::panic::AssertUnwindSafe(move || {
        let _session = (tty, link);
        std::panic::resume_unwind(Box::new("a payload"));
    }));
    assert!(unwound.is_err() && pty.is_restored());
}

#[tokio::test]
async fn keys_and_frames_pass_unchanged() {
    let (mut pty, _tty, mut link) = Pty::full_screen();
    pty.type_in(b"\x03a\r");
    let mut typed = Vec::new();
    while typed.len() < 3 {
        // Signals of other tests arrive here too.
        if let Input::Bytes(bytes) = link.events.next().await {
            typed.extend_from_slice(&bytes);
        }
    }
    assert_eq!(typed, b"\x03a\r", "neither interpreted nor changed");
    link.output.write(b"").await.unwrap();
    link.output.write(b"one\nframe").await.unwrap();
    assert_eq!(pty.shown(9), b"one\nframe", "neither echoed nor changed");
}

/// Cut anywhere by the terminal, and read at once or awaited.
#[tokio::test]
async fn many_keys_arrive_in_order() {
    const KEYS: usize = 500_000;
    let (mut pty, _tty, mut link) = Pty::full_screen();
    let mut keyboard = pty.keyboard.take().unwrap();
    let key = |place: usize| u8::try_from(place % 251).unwrap();
    let typing = thread::spawn(move || {
        let mut typed = 0;
        while typed < KEYS {
            // Lengths from one key to more than the terminal takes at once.
            let length = [1, 3, 64, 4095, 1, 4096, 4097, 2, 20_000][typed % 9].min(KEYS - typed);
            keyboard.write_all(&(typed..typed + length).map(key).collect::<Vec<_>>()).unwrap();
            typed += length;
            if typed % 5 == 0 {
                thread::sleep(Duration::from_micros(u64::try_from(typed % 700).unwrap()));
            }
        }
        keyboard
    });
    let mut heard = 0;
    while heard < KEYS {
        let waited = tokio::time::timeout(Duration::from_secs(10), link.events.next()).await;
        let mut input = Some(waited.unwrap_or_else(|_| panic!("stuck after {heard}")));
        while let Some(now) = input {
            if let Input::Bytes(bytes) = now {
                for byte in bytes.iter() {
                    assert_eq!(*byte, key(heard), "{heard}");
                    heard += 1;
                }
            }
            input = link.events.ready();
        }
    }
    drop(typing.join());
}

#[tokio::test]
async fn large_frame_arrives_whole() {
    let (pty, _tty, mut link) = Pty::full_screen();
    let frame = b"0123456789".repeat(10_000);
    let length = frame.len();
    let reading = thread::spawn(move || pty.shown(length));
    link.output.write(&frame).await.unwrap();
    assert!(reading.join().unwrap() == frame);
}

#[tokio::test]
async fn stuck_terminal_is_restored() {
    let (pty, tty, mut link) = Pty::full_screen();
    let frame = b"0123456789".repeat(10_000);
    let stuck = tokio::time::timeout(Duration::from_millis(50), link.output.write(&frame)).await;
    assert!(stuck.is_err(), "nobody reads the master side");
    drop(tty);
    assert!(pty.is_restored());
    let mut reader = pty.master.as_ref().unwrap().try_clone_reader().unwrap();
    let (mut shown, mut buffer) = (Vec::new(), [0; 4096]);
    while !shown.ends_with(LEAVE) {
        let length = reader.read(&mut buffer).unwrap();
        shown.extend_from_slice(&buffer[..length]);
    }
}

/// A shell would run them as a command, and keep them in its history.
#[tokio::test]
async fn keys_typed_during_restore_are_dropped() {
    let (mut pty, tty, _link) = Pty::full_screen();
    tcflow(&pty.slave, Action::OOff).unwrap();
    let restorer = tty.restorer();
    let restoring = thread::spawn(move || restorer.restore());
    while !tty.restorer().is_restored() {
        thread::yield_now();
    }
    // The restorer still tries to write the leaving sequence.
    pty.type_in(b"secret\n");
    restoring.join().unwrap();
    assert!(!is_raw(&pty.attributes()));
    assert_eq!(ioctl_fionread(&pty.slave).unwrap(), 0);
}

#[rstest]
#[case(process::Signal::INT, Signal::Interrupt)]
#[case(process::Signal::TERM, Signal::Terminate)]
#[case(process::Signal::HUP, Signal::HangUp)]
#[case(process::Signal::QUIT, Signal::Quit)]
#[tokio::test]
async fn termination_signal_reaches_session(#[case] sent: process::Signal, #[case] told: Signal) {
    let (_pty, _tty, mut link) = Pty::full_screen();
    process::kill_process(process::getpid(), sent).unwrap();
    // Signals of other tests arrive here too.
    while link.signals.recv().await.unwrap() != told {
        process::kill_process(process::getpid(), sent).unwrap();
    }
}

#[tokio::test]
async fn resize_reaches_session() {
    let (pty, _tty, mut link) = Pty::full_screen();
    let size = PtySize { rows: 40, cols: 120, pixel_width: 0, pixel_height: 0 };
    pty.master.as_ref().unwrap().resize(size).unwrap();
    process::kill_process(process::getpid(), process::Signal::WINCH).unwrap();
    loop {
        match link.events.next().await {
            Input::Resize(columns, rows) => break assert_eq!((columns, rows), (120, 40)),
            Input::Closed => panic!("closed before the resize"),
            _ => {}
        }
    }
}

#[tokio::test]
async fn hang_up_closes_events() {
    let (mut pty, _tty, mut link) = Pty::full_screen();
    (pty.keyboard, pty.master) = (None, None);
    // The pty sends an end of file first.
    while !matches!(link.events.next().await, Input::Closed) {}
}
