//! A person at a terminal, without a terminal: the real loop, fed with bytes; its frames, replayed by a
//! terminal emulator.

use std::io;
use std::sync::{Arc, Mutex};
use std::time::Duration;

use async_trait::async_trait;
use mamamia::i18n::Language;
use mamamia::session::{self, Ended, House, Visit};
use mamamia::terminal::{Charset, ColourDepth, Input, Line, Output};
use mamamia::ui::{Look, Signs, Theme};
use tokio::sync::mpsc;
use tokio::task::JoinHandle;
use zeroize::Zeroizing;

/// How long a text may take to appear: generous, as the machine is shared; a passing test waits for none of it.
const PATIENCE: Duration = Duration::from_secs(20);

/// One visit, and what its terminal shows.
pub struct Journey {
    keys: mpsc::Sender<Input>,
    shown: Arc<Mutex<Shown>>,
    visit: JoinHandle<io::Result<Ended>>,
}

/// Everything that was sent to the terminal.
struct Shown {
    terminal: vt100::Parser,
    bytes: Vec<u8>,
}

struct Recorder(Arc<Mutex<Shown>>);

#[async_trait]
impl Output for Recorder {
    async fn write(&mut self, frame: &[u8]) -> io::Result<()> {
        let mut shown = self.0.lock().unwrap();
        shown.terminal.process(frame);
        shown.bytes.extend_from_slice(frame);
        Ok(())
    }
}

impl Journey {
    /// Opens the door of `house` on a terminal of 80 columns and 24 rows.
    pub fn begin(house: &Arc<House>) -> Self {
        Self::begin_at(house, (80, 24))
    }

    /// The same on a terminal of another size.
    pub fn begin_at(house: &Arc<House>, size: (u16, u16)) -> Self {
        let shown = Arc::new(Mutex::new(Shown {
            terminal: vt100::Parser::new(size.1, size.0, 0),
            bytes: Vec::new(),
        }));
        let (keys, events) = mpsc::channel(64);
        let (_, signals) = mpsc::channel(1);
        let mut line = Line { size, events, signals, output: Box::new(Recorder(Arc::clone(&shown))) };
        let house = Arc::clone(house);
        let visit = tokio::spawn(async move {
            let visit = Visit {
                visitor: house.services.welcome("journey"),
                language: Language::French,
                look: Look::new(Theme::load("academie").unwrap(), Signs::UNICODE),
                depth: ColourDepth::Sixteen,
                charset: Charset::Unicode,
            };
            session::run(&house, visit, &mut line).await
        });
        Self { keys, shown, visit }
    }

    /// Sends bytes as a keyboard would.
    pub async fn send(&self, bytes: &[u8]) {
        self.keys.send(Input::Bytes(Zeroizing::new(bytes.to_vec()))).await.expect("the visit is over");
    }

    /// Types a text, key by key.
    pub async fn type_text(&self, text: &str) {
        for character in text.chars() {
            self.send(character.to_string().as_bytes()).await;
        }
    }

    /// Types a text, then goes to the next field.
    pub async fn fill(&self, text: &str) {
        self.type_text(text).await;
        self.send(b"\t").await;
    }

    /// Changes the size of the terminal.
    pub async fn resize(&self, columns: u16, rows: u16) {
        self.shown.lock().unwrap().terminal.screen_mut().set_size(rows, columns);
        self.keys.send(Input::Resize(columns, rows)).await.expect("the visit is over");
    }

    /// What the terminal shows.
    pub fn screen(&self) -> String {
        self.shown.lock().unwrap().terminal.screen().contents()
    }

    /// Every byte that was sent to the terminal.
    pub fn bytes(&self) -> Vec<u8> {
        self.shown.lock().unwrap().bytes.clone()
    }

    /// Waits until the screen shows `text`.
    pub async fn expect(&self, text: &str) {
        self.wait(text, |screen| screen.contains(text)).await;
    }

    /// Waits until the screen no longer shows `text`.
    pub async fn gone(&self, text: &str) {
        self.wait(text, |screen| !screen.contains(text)).await;
    }

    async fn wait(&self, text: &str, wanted: impl Fn(&str) -> bool) {
        let waited = tokio::time::timeout(PATIENCE, async {
            while !wanted(&self.screen()) {
                tokio::time::sleep(Duration::from_millis(5)).await;
            }
        });
        if waited.await.is_err() {
            panic!("« {text} » is not there (or not gone):\n{}", self.screen());
        }
    }

    /// The text of the image, which the demonstration shows; waits for it.
    pub async fn captcha(&self) -> String {
        const MARK: &str = "captcha : ";
        self.expect(MARK).await;
        let screen = self.screen();
        let at = screen.find(MARK).unwrap() + MARK.len();
        screen[at..].chars().take(5).collect()
    }

    /// How the visit ended; waits for it.
    pub async fn end(self) -> Ended {
        tokio::time::timeout(PATIENCE, self.visit).await.expect("the visit does not end").unwrap().unwrap()
    }
}
