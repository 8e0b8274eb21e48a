//! A person in the line mode, without a terminal: the real loop, fed with lines; all that it writes is kept.

use std::io;
use std::sync::{Arc, Mutex};
use std::time::Duration;

use async_trait::async_trait;
use mamamia::assembly::{SessionOptions, testing};
use mamamia::i18n::Language;
use mamamia::session::{self, AppContext, SessionEnd};
use mamamia::terminal::{Charset, Input, Link, Output, Signal};
use tokio::sync::mpsc;
use tokio::task::JoinHandle;
use zeroize::Zeroizing;

/// How long a sentence may take to come: generous, as the machine is shared; a passing test waits for none of it.
const PATIENCE: Duration = Duration::from_secs(20);

/// One visit, and its transcript.
pub struct Conversation {
    keys: mpsc::Sender<Input>,
    signals: mpsc::Sender<Signal>,
    paper: Arc<Mutex<Vec<u8>>>,
    /// How far `expect` came in what was said.
    read: Mutex<usize>,
    visit: JoinHandle<io::Result<SessionEnd>>,
}

struct Paper(Arc<Mutex<Vec<u8>>>);

#[async_trait]
impl Output for Paper {
    async fn write(&mut self, bytes: &[u8]) -> io::Result<()> {
        self.0.lock().unwrap().extend_from_slice(bytes);
        Ok(())
    }
}

impl Conversation {
    /// In French, on 80 columns of UTF-8.
    pub fn begin(app: &Arc<AppContext>) -> Self {
        Self::begin_with(app, 80, Charset::Unicode, Language::French)
    }

    pub fn begin_with(app: &Arc<AppContext>, columns: u16, charset: Charset, language: Language) -> Self {
        let paper = Arc::new(Mutex::new(Vec::new()));
        let (keys, events) = mpsc::channel(64);
        let (signals, heard) = mpsc::channel(1);
        let mut line = Link {
            size: (columns, 24),
            events: events.into(),
            signals: heard,
            output: Box::new(Paper(Arc::clone(&paper))),
        };
        let app = Arc::clone(app);
        let visit = tokio::spawn(async move {
            let mut origin = testing::origin();
            origin.terminal.charset = charset;
            let options = SessionOptions { language: Some(language), ..SessionOptions::default() };
            let visit = testing::open_session(&app, &origin, &options);
            session::run_by_line(&app, visit, &mut line).await
        });
        Self { keys, signals, paper, read: Mutex::new(0), visit }
    }

    /// Sends bytes as a keyboard would.
    pub async fn send(&self, bytes: &[u8]) {
        self.keys.send(Input::Bytes(Zeroizing::new(bytes.to_vec()))).await.expect("the visit is over");
    }

    /// Sends anything else that comes from a terminal.
    pub async fn input(&self, input: Input) {
        self.keys.send(input).await.expect("the visit is over");
    }

    /// Tells the process to end.
    pub async fn signal(&self, signal: Signal) {
        self.signals.send(signal).await.expect("the visit is over");
    }

    /// Waits for the end of a prompt, then answers it.
    pub async fn answer(&self, prompt: &str, answer: &str) {
        self.expect(prompt).await;
        self.send(format!("{answer}\r").as_bytes()).await;
    }

    /// All that was written so far.
    pub fn transcript(&self) -> String {
        String::from_utf8(self.paper.lock().unwrap().clone()).expect("only UTF-8 is written")
    }

    /// All that was said so far: what was written, without the ends of lines.
    fn said(&self) -> String {
        self.transcript().replace("\r\n", " ")
    }

    /// Waits until `text` is said, after what was expected before, on however many lines.
    pub async fn expect(&self, text: &str) {
        let waited = tokio::time::timeout(PATIENCE, async {
            while !self.reads(text) {
                tokio::time::sleep(Duration::from_millis(5)).await;
            }
        });
        if waited.await.is_err() {
            panic!("« {text} » is not said:\n{}", self.transcript());
        }
    }

    fn reads(&self, text: &str) -> bool {
        let said = self.said();
        let mut read = self.read.lock().unwrap();
        let found = said[*read..].find(text);
        if let Some(at) = found {
            *read += at + text.len();
        }
        found.is_some()
    }

    /// The text of the image, which the demonstration says; waits for it.
    pub async fn captcha(&self) -> String {
        self.expect("captcha : ").await;
        let read = *self.read.lock().unwrap();
        self.said()[read..].chars().take(5).collect()
    }

    /// How the visit ended, and all that was said; waits for it.
    pub async fn end(self) -> (SessionEnd, String) {
        let ended = tokio::time::timeout(PATIENCE, self.visit)
            .await
            .expect("the visit does not end")
            .unwrap()
            .unwrap();
        let transcript = self.paper.lock().unwrap().clone();
        (ended, String::from_utf8(transcript).unwrap())
    }
}
