//! The bytes that a terminal received, and the screen that they make.

use std::io::Read;
use std::sync::{Arc, Condvar, Mutex, MutexGuard};
use std::thread::{self, JoinHandle};

use super::PATIENCE;

#[derive(Default)]
pub struct Shown {
    pub emulator: vt100::Parser,
    pub bytes: Vec<u8>,
    /// Texts that no screen should show, and those that a screen showed.
    pub watched: Vec<String>,
    pub leaked: Vec<String>,
    pub deaf: bool,
}

#[derive(Clone)]
pub struct Screen(Arc<(Mutex<Shown>, Condvar)>);

/// The size of the emulator: it breaks in fewer columns, and 0 is the absence of a size.
pub fn drawn(columns: u16, rows: u16) -> (u16, u16) {
    if columns < 3 || rows < 2 { (80, 24) } else { (columns, rows) }
}

impl Screen {
    pub fn new((columns, rows): (u16, u16)) -> Self {
        let (columns, rows) = drawn(columns, rows);
        let shown = Shown { emulator: vt100::Parser::new(rows, columns, 0), ..Shown::default() };
        Self(Arc::new((Mutex::new(shown), Condvar::new())))
    }

    pub fn lock(&self) -> MutexGuard<'_, Shown> {
        self.0.0.lock().unwrap()
    }

    pub fn read(self, mut master: Box<dyn Read + Send>) -> JoinHandle<()> {
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

    pub fn wait(&self, what: &str, wanted: impl Fn(&Shown) -> bool) {
        let waiting = self.0.1.wait_timeout_while(self.lock(), PATIENCE, |shown| !wanted(shown)).unwrap();
        let (shown, late) = (waiting.0, waiting.1.timed_out());
        let screen = shown.emulator.screen().contents();
        drop(shown);
        assert!(!late, "{what}:\n{screen}");
    }
}

impl Shown {
    pub fn take(&mut self, bytes: &[u8]) {
        self.emulator.process(bytes);
        self.bytes.extend_from_slice(bytes);
        if !self.watched.is_empty() {
            let screen = self.emulator.screen().contents();
            self.leaked.extend(self.watched.iter().filter(|text| screen.contains(*text)).cloned());
        }
    }
}

pub fn contains(bytes: &[u8], part: &[u8]) -> bool {
    bytes.windows(part.len()).any(|window| window == part)
}
