//! A person at a terminal, without a terminal: the real loop, fed with bytes; its frames, replayed by a
//! terminal emulator.

use std::fmt::Debug;
use std::io;
use std::sync::{Arc, Mutex};
use std::time::Duration;

use async_trait::async_trait;
use mamamia::assembly::{SessionOptions, testing};
use mamamia::i18n::Language;
use mamamia::session::{self, AppContext, SessionEnd};
use mamamia::terminal::{ColourDepth, Input, Link, Output};
use tokio::sync::{Notify, Semaphore, mpsc};
use tokio::task::JoinHandle;
use zeroize::Zeroizing;

/// How long a text may take to appear: generous, as the machine is shared; a passing test waits for none of it.
const PATIENCE: Duration = Duration::from_secs(60);

/// One visit, and what its terminal shows.
pub struct Journey {
    keys: mpsc::Sender<Input>,
    shown: Arc<Mutex<Shown>>,
    /// Rings at each frame.
    frames: Arc<Notify>,
    visit: JoinHandle<io::Result<SessionEnd>>,
}

/// Everything that was sent to the terminal.
struct Shown {
    terminal: vt100::Parser,
    bytes: Vec<u8>,
}

struct Recorder {
    shown: Arc<Mutex<Shown>>,
    frames: Arc<Notify>,
}

#[async_trait]
impl Output for Recorder {
    async fn write(&mut self, frame: &[u8]) -> io::Result<()> {
        {
            let mut shown = self.shown.lock().unwrap();
            shown.terminal.process(frame);
            shown.bytes.extend_from_slice(frame);
        }
        self.frames.notify_waiters();
        Ok(())
    }
}

impl Journey {
    /// Opens the door of `app` on a terminal of 80 columns and 24 rows.
    pub fn begin(app: &Arc<AppContext>) -> Self {
        Self::begin_at(app, (80, 24))
    }

    /// The same on a terminal of another size.
    pub fn begin_at(app: &Arc<AppContext>, size: (u16, u16)) -> Self {
        Self::begin_in(app, size, Language::French)
    }

    /// The same in another language.
    pub fn begin_in(app: &Arc<AppContext>, size: (u16, u16), language: Language) -> Self {
        let shown = Arc::new(Mutex::new(Shown {
            terminal: vt100::Parser::new(size.1, size.0, 0),
            bytes: Vec::new(),
        }));
        let frames = Arc::new(Notify::new());
        let recorder = Recorder { shown: Arc::clone(&shown), frames: Arc::clone(&frames) };
        let (keys, events) = mpsc::channel(64);
        let (_, signals) = mpsc::channel(1);
        let mut line = Link { size, events: events.into(), signals, output: Box::new(recorder) };
        let app = Arc::clone(app);
        let visit = tokio::spawn(async move {
            let mut origin = testing::origin();
            origin.terminal.depth = ColourDepth::Sixteen;
            let options = SessionOptions { language: Some(language), ..SessionOptions::default() };
            let visit = testing::open_session(&app, &origin, &options);
            session::run(&app, visit, &mut line).await
        });
        Self { keys, shown, frames, visit }
    }

    /// Sends bytes as a keyboard would.
    pub async fn send(&self, bytes: &[u8]) {
        self.keys.send(Input::Bytes(Zeroizing::new(bytes.to_vec()))).await.expect("the visit is over");
    }

    /// The same, where the visit may be over.
    pub async fn try_send(&self, bytes: &[u8]) -> bool {
        self.keys.send(Input::Bytes(Zeroizing::new(bytes.to_vec()))).await.is_ok()
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

    /// What the terminal shows, read on from line to line: a sentence is found wherever it was cut.
    pub fn reading(&self) -> String {
        self.screen().split_whitespace().collect::<Vec<_>>().join(" ")
    }

    /// Waits until the screen shows `text`.
    pub async fn expect(&self, text: &str) {
        self.wait(text, |screen| screen.contains(text)).await;
    }

    /// Waits until the screen no longer shows `text`.
    pub async fn gone(&self, text: &str) {
        self.wait(text, |screen| !screen.contains(text)).await;
    }

    /// Waits until what is read on the screen is as `wanted`; `text` says what that is.
    pub async fn wait(&self, text: &str, wanted: impl Fn(&str) -> bool) {
        let waited = tokio::time::timeout(PATIENCE, async {
            loop {
                // Asked for before the appearance: a frame in between is not missed.
                let frame = self.frames.notified();
                if wanted(&self.reading()) {
                    return;
                }
                frame.await;
            }
        });
        if waited.await.is_err() {
            panic!("« {text} » is not there (or not gone):\n{}", self.screen());
        }
    }

    /// The text of the image, which the demonstration shows; waits for it.
    pub async fn captcha(&self) -> String {
        self.other_captcha("").await
    }

    /// The same, of an image that is not the one that read `last`.
    pub async fn other_captcha(&self, last: &str) -> String {
        self.wait("captcha", |reading| disclosed(reading).is_some_and(|text| text != last)).await;
        disclosed(&self.reading()).unwrap()
    }

    /// The line on which the cursor is.
    pub fn line_of_the_cursor(&self) -> String {
        let shown = self.shown.lock().unwrap();
        let screen = shown.terminal.screen();
        let (row, _) = screen.cursor_position();
        screen.rows(0, screen.size().1).nth(row.into()).unwrap()
    }

    /// The line drops; how the visit ended.
    pub async fn hang_up(self) -> SessionEnd {
        self.keys.send(Input::Closed).await.expect("the visit is over");
        self.end().await
    }

    /// How the visit ended; waits for it.
    pub async fn end(self) -> SessionEnd {
        tokio::time::timeout(PATIENCE, self.visit).await.expect("the visit does not end").unwrap().unwrap()
    }
}

/// Visits at once of [`together`].
const AT_ONCE: usize = 8;

/// Walks cases side by side, as most of a visit is waiting; says which ones fail.
pub async fn together<C: Debug, W>(cases: impl IntoIterator<Item = C>, walk: impl Fn(C) -> W)
where
    W: Future<Output = ()> + Send + 'static,
{
    let places = Arc::new(Semaphore::new(AT_ONCE));
    let begin = |case: C| {
        let (name, places) = (format!("{case:?}"), Arc::clone(&places));
        let walk = walk(case);
        let walked = tokio::spawn(async move {
            let _place = places.acquire().await;
            walk.await;
        });
        (name, walked)
    };
    let mut failed = Vec::new();
    for (case, walked) in cases.into_iter().map(begin).collect::<Vec<_>>() {
        if walked.await.is_err() {
            failed.push(case);
        }
    }
    assert!(failed.is_empty(), "{failed:#?}");
}

/// What the demonstration says of its image; the words come before the sign in both languages.
fn disclosed(reading: &str) -> Option<String> {
    let (_, after) = reading.split_once("captcha")?;
    let text: String =
        after.trim_start_matches([' ', ':']).chars().take_while(|c| !c.is_whitespace()).collect();
    (text.chars().count() == mamamia::captcha::LENGTH).then_some(text)
}
