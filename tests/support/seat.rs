//! A seat at the real loop whose frames are kept one by one, each with the moment it was written.

use std::io;
use std::sync::Arc;
use std::time::Instant;

use async_trait::async_trait;
use mamamia::assembly::{SessionOptions, SessionOrigin, testing};
use mamamia::i18n::Language;
use mamamia::session::{self, AppContext, SessionEnd};
use mamamia::terminal::{Charset, ColourDepth, Input, Link, Output, TerminalInfo, TerminalLevel};
use tokio::sync::mpsc;
use tokio::task::JoinHandle;
use zeroize::Zeroizing;

/// What the terminal is told to be.
#[derive(Debug, Clone, Copy)]
pub struct Manner {
    pub size: (u16, u16),
    pub theme: &'static str,
    pub lean: bool,
    pub depth: ColourDepth,
    pub charset: Charset,
    pub level: TerminalLevel,
}

impl Manner {
    /// What most people have.
    pub const USUAL: Self = Self {
        size: (80, 24),
        theme: "academie",
        lean: false,
        depth: ColourDepth::TwoFiftySix,
        charset: Charset::Unicode,
        level: TerminalLevel::Xterm,
    };
    /// The dearest colours: 24 bits each.
    pub const RICH: Self = Self { theme: "sombre", depth: ColourDepth::TrueColour, ..Self::USUAL };
    /// The same colours, in 256.
    pub const PALETTE: Self = Self { depth: ColourDepth::TwoFiftySix, ..Self::RICH };
    /// The heaviest hand: bold and reversed.
    pub const BOLD: Self = Self { theme: "contraste", depth: ColourDepth::Sixteen, ..Self::USUAL };
    /// Words only, on the same terminal.
    pub const LEAN: Self = Self { theme: "leger", lean: true, ..Self::USUAL };
    /// The least that a terminal with a cursor can be.
    pub const PLAIN: Self =
        Self { theme: "mono", depth: ColourDepth::None, charset: Charset::Ascii, ..Self::USUAL };
    /// As it was in 1978: attributes go away all at once.
    pub const VT100: Self = Self { level: TerminalLevel::Vt100, ..Self::PLAIN };
    /// A console that keeps no cursor, at its dearest.
    pub const CONSOLE: Self = Self { level: TerminalLevel::Ansi, ..Self::BOLD };
}

/// One write of the loop: one batch of what happened. Empty where nothing had to be sent.
pub struct Frame {
    pub bytes: Vec<u8>,
    pub at: Instant,
}

impl Frame {
    pub fn holds(&self, text: &str) -> bool {
        self.bytes.windows(text.len()).any(|window| window == text.as_bytes())
    }
}

struct Recorder(mpsc::UnboundedSender<Frame>);

#[async_trait]
impl Output for Recorder {
    async fn write(&mut self, frame: &[u8]) -> io::Result<()> {
        let frame = Frame { bytes: frame.to_vec(), at: Instant::now() };
        self.0.send(frame).map_err(|_| io::ErrorKind::BrokenPipe.into())
    }
}

/// One visit, seen from its terminal.
pub struct Seat {
    keys: mpsc::Sender<Input>,
    frames: mpsc::UnboundedReceiver<Frame>,
    visit: JoinHandle<io::Result<SessionEnd>>,
}

impl Drop for Seat {
    fn drop(&mut self) {
        self.visit.abort();
    }
}

impl Seat {
    pub fn take(app: &Arc<AppContext>, manner: Manner) -> Self {
        let (frame, frames) = mpsc::unbounded_channel();
        let (keys, events) = mpsc::channel(64);
        let (_, signals) = mpsc::channel(1);
        let mut line =
            Link { size: manner.size, events: events.into(), signals, output: Box::new(Recorder(frame)) };
        let app = Arc::clone(app);
        let visit = tokio::spawn(async move {
            let Manner { depth, charset, level, .. } = manner;
            let terminal = TerminalInfo { depth, charset, level };
            let origin = SessionOrigin { terminal, ..testing::origin() };
            let theme = Some(manner.theme.to_owned());
            let options = SessionOptions { language: Some(Language::French), theme, lean: manner.lean };
            let visit = testing::open_session(&app, &origin, &options);
            session::run(&app, visit, &mut line).await
        });
        Self { keys, frames, visit }
    }

    /// Sends what one read of the terminal gives.
    pub async fn send(&self, bytes: &[u8]) {
        self.keys.send(Input::Bytes(Zeroizing::new(bytes.to_vec()))).await.expect("the visit is over");
    }

    /// The next frame.
    pub async fn frame(&mut self) -> Frame {
        self.frames.recv().await.expect("the visit is over")
    }

    /// The next frame that holds `text`; those before it are dropped.
    pub async fn frame_with(&mut self, text: &str) -> Frame {
        loop {
            let frame = self.frame().await;
            if frame.holds(text) {
                return frame;
            }
        }
    }

    /// The next frame that draws anything.
    pub async fn drawn(&mut self) -> Frame {
        loop {
            let frame = self.frame().await;
            if !frame.bytes.is_empty() {
                return frame;
            }
        }
    }

    /// Sends, then takes the next frame.
    pub async fn press(&mut self, bytes: &[u8]) -> Frame {
        self.send(bytes).await;
        self.frame().await
    }

    /// A text in brackets, as a terminal pastes it.
    pub async fn paste(&mut self, text: &str) -> Frame {
        self.press(format!("\x1b[200~{text}\x1b[201~").as_bytes()).await
    }

    /// Everything written so far.
    pub fn written(&mut self) -> Vec<Frame> {
        std::iter::from_fn(|| self.frames.try_recv().ok()).collect()
    }
}
