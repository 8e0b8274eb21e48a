//! A session without a terminal: the real event loop, fed with bytes. Its frames are kept one by one, and replayed by a
//! terminal emulator when a test asks for the screen.

use super::*;

/// The time that a text may take to appear: the machine is shared, and a passing test does not wait for it.
const PATIENCE: Duration = Duration::from_secs(60);

/// The abilities of a session's terminal, and the session's use of them.
#[derive(Debug, Clone, Copy)]
pub struct TerminalProfile {
    pub size: (u16, u16),
    pub theme: &'static str,
    /// Few bytes, for a slow line.
    pub lean: bool,
    pub depth: ColourDepth,
    pub charset: Charset,
    pub level: TerminalLevel,
    pub input: InputEncoding,
    /// Questions and answers instead of the whole screen.
    pub by_line: bool,
    /// A screen reader follows the whole screen.
    pub screen_reader: bool,
}

impl TerminalProfile {
    pub const USUAL: Self = Self {
        size: (80, 24),
        theme: "academie",
        lean: false,
        depth: ColourDepth::TwoFiftySix,
        charset: Charset::Unicode,
        level: TerminalLevel::Xterm,
        input: InputEncoding::Utf8,
        by_line: false,
        screen_reader: false,
    };
    /// The longest colours: 24 bits each.
    pub const RICH: Self = Self { theme: "sombre", depth: ColourDepth::TrueColour, ..Self::USUAL };
    pub const PALETTE: Self = Self { depth: ColourDepth::TwoFiftySix, ..Self::RICH };
    /// The longest styles: bold and reversed.
    pub const BOLD: Self = Self { theme: "contraste", depth: ColourDepth::Sixteen, ..Self::USUAL };
    pub const LEAN: Self = Self { theme: "leger", lean: true, ..Self::USUAL };
    /// The least that a terminal with a cursor can do.
    pub const PLAIN: Self =
        Self { theme: "mono", depth: ColourDepth::None, charset: Charset::Ascii, ..Self::USUAL };
    /// A terminal of 1978, which resets all attributes at once.
    pub const VT100: Self = Self { level: TerminalLevel::Vt100, ..Self::PLAIN };
    /// A console that cannot save its cursor, with its longest styles.
    pub const CONSOLE: Self = Self { level: TerminalLevel::Ansi, ..Self::BOLD };
    pub const LINES: Self = Self { depth: ColourDepth::None, by_line: true, ..Self::USUAL };

    /// A session of `app` at this terminal, in French.
    pub fn session(self, app: &AppContext) -> SessionConfig {
        let Self { depth, charset, level, input, lean, screen_reader, .. } = self;
        let terminal = TerminalInfo {
            depth,
            charset,
            level,
            input,
            erases_in_colour: level == TerminalLevel::Xterm,
            is_st: false,
        };
        let origin = SessionOrigin { terminal, screen_reader, ..testing::origin() };
        let (language, theme) = (Some(Language::French), Some(self.theme.to_owned()));
        testing::open_session(app, &origin, &SessionOptions { language, theme, lean })
    }
}

/// One write of the event loop: one batch of events. Empty where nothing had to be sent.
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

pub struct SessionHarness {
    keys: mpsc::Sender<Input>,
    signals: mpsc::Sender<Signal>,
    frames: AsyncMutex<mpsc::UnboundedReceiver<Frame>>,
    received: Mutex<Received>,
    session: AsyncMutex<JoinHandle<io::Result<SessionEnd>>>,
    pub(super) profile: TerminalProfile,
}

/// The bytes of the frames that the test took.
#[derive(Default)]
struct Received {
    bytes: Vec<u8>,
    /// Made when a test asks for the screen: `make bench` measures the memory of sessions without it.
    emulator: Option<vt100::Parser>,
    replayed: usize,
    /// In line mode, the end of the text that was expected last.
    expected: usize,
}

impl Drop for SessionHarness {
    fn drop(&mut self) {
        self.session.get_mut().abort();
    }
}

impl SessionHarness {
    pub fn start(app: &App) -> Self {
        Self::at(app, TerminalProfile::USUAL)
    }

    pub fn at(app: &App, profile: TerminalProfile) -> Self {
        let (frame, frames) = mpsc::unbounded_channel();
        let (keys, events) = mpsc::channel(64);
        let (signals, received) = mpsc::channel(1);
        let output = Box::new(Recorder(frame));
        let mut link = Link { size: profile.size, events: events.into(), signals: received, output };
        let app = Arc::clone(app);
        let session = tokio::spawn(async move {
            let session = profile.session(&app);
            if profile.by_line {
                session::run_by_line(&app, session, &mut link).await
            } else {
                session::run(&app, session, &mut link).await
            }
        });
        let (frames, session) = (AsyncMutex::new(frames), AsyncMutex::new(session));
        Self { keys, signals, frames, received: Mutex::default(), session, profile }
    }

    pub async fn send(&self, bytes: &[u8]) {
        assert!(self.try_send(bytes).await, "the session is over:\n{}", self.text());
    }

    pub async fn try_send(&self, bytes: &[u8]) -> bool {
        self.keys.send(Input::Bytes(Zeroizing::new(bytes.to_vec()))).await.is_ok()
    }

    pub async fn type_text(&self, text: &str) {
        for character in text.chars() {
            self.send(character.to_string().as_bytes()).await;
        }
    }

    pub async fn fill(&self, text: &str) {
        self.type_text(text).await;
        self.send(b"\t").await;
    }

    /// Pastes a text, which a terminal sends between brackets, then takes the next frame.
    pub async fn paste(&self, text: impl AsRef<[u8]>) -> Frame {
        self.press(&[b"\x1b[200~", text.as_ref(), b"\x1b[201~"].concat()).await
    }

    pub async fn answer(&self, prompt: &str, answer: &str) {
        self.expect(prompt).await;
        self.send(format!("{answer}\r").as_bytes()).await;
    }

    pub async fn answer_all(&self, answers: &[(&str, &str)]) {
        for (prompt, answer) in answers {
            self.answer(prompt, answer).await;
        }
    }

    pub async fn exchange(&self, prompt: &str, answer: &str, said: &str) {
        self.answer(prompt, answer).await;
        self.expect(said).await;
    }

    pub async fn reach(&self, bytes: &[u8], text: &str) {
        self.send(bytes).await;
        self.expect(text).await;
    }

    pub async fn resize(&self, columns: u16, rows: u16) {
        self.on_emulator(|emulator| emulator.screen_mut().set_size(rows, columns));
        self.keys.send(Input::Resize(columns, rows)).await.expect("the session is over");
    }

    pub async fn signal(&self, signal: Signal) {
        self.signals.send(signal).await.expect("the session is over");
    }

    async fn next_frame(&self) -> Option<Frame> {
        let frame = self.frames.lock().await.recv().await?;
        self.received.lock().unwrap().bytes.extend(&frame.bytes);
        Some(frame)
    }

    pub async fn frame(&self) -> Frame {
        self.next_frame().await.expect("the session is over")
    }

    pub async fn frame_with(&self, text: &str) -> Frame {
        self.next(|frame| frame.holds(text)).await
    }

    pub async fn drawn(&self) -> Frame {
        self.next(|frame| !frame.bytes.is_empty()).await
    }

    async fn next(&self, wanted: impl Fn(&Frame) -> bool) -> Frame {
        loop {
            let frame = self.frame().await;
            if wanted(&frame) {
                return frame;
            }
        }
    }

    pub async fn press(&self, bytes: &[u8]) -> Frame {
        self.send(bytes).await;
        self.frame().await
    }

    pub fn written(&self) -> Vec<Frame> {
        let mut frames = self.frames.try_lock().expect("one test reads");
        let written: Vec<Frame> = std::iter::from_fn(|| frames.try_recv().ok()).collect();
        let mut received = self.received.lock().unwrap();
        written.iter().for_each(|frame| received.bytes.extend(&frame.bytes));
        written
    }

    pub fn bytes(&self) -> Vec<u8> {
        self.written();
        self.received.lock().unwrap().bytes.clone()
    }

    /// The same as text: the transcript of the line mode.
    pub fn text(&self) -> String {
        String::from_utf8(self.bytes()).expect("only UTF-8 is written")
    }

    pub fn on_emulator<T>(&self, read: impl FnOnce(&mut vt100::Parser) -> T) -> T {
        self.written();
        let mut received = self.received.lock().unwrap();
        let Received { bytes, emulator, replayed, .. } = &mut *received;
        let (columns, rows) = self.profile.size;
        let emulator = emulator.get_or_insert_with(|| vt100::Parser::new(rows, columns, 0));
        emulator.process(&bytes[*replayed..]);
        *replayed = bytes.len();
        read(emulator)
    }

    pub fn screen(&self) -> String {
        self.on_emulator(|emulator| emulator.screen().contents())
    }

    /// The words of the screen, without line ends and bars; or of the transcript after the text that was expected last.
    pub fn reading(&self) -> String {
        if self.profile.by_line {
            let said = self.text().replace("\r\n", " ");
            return said[self.received.lock().unwrap().expected..].to_owned();
        }
        self.screen().replace(['▐', '▌'], " ").split_whitespace().collect::<Vec<_>>().join(" ")
    }

    /// Waits until `text` can be read; in line mode, after what was expected before.
    pub async fn expect(&self, text: &str) {
        self.wait(text, |reading| reading.contains(text)).await;
        if self.profile.by_line {
            let end = self.reading().find(text).unwrap() + text.len();
            self.received.lock().unwrap().expected += end;
        }
    }

    pub async fn expect_all(&self, texts: &[&str]) {
        for text in texts {
            self.expect(text).await;
        }
    }

    pub async fn gone(&self, text: &str) {
        self.wait(text, |screen| !screen.contains(text)).await;
    }

    pub async fn wait(&self, what: &str, wanted: impl Fn(&str) -> bool) {
        let waited = tokio::time::timeout(PATIENCE, async {
            while !wanted(&self.reading()) {
                if self.next_frame().await.is_none() {
                    return wanted(&self.reading());
                }
            }
            true
        });
        let is_there = waited.await.unwrap_or(false);
        let shown = || if self.profile.by_line { self.text() } else { self.screen() };
        assert!(is_there, "« {what} » is not there (or not gone):\n{}", shown());
    }

    /// The text of the image, which the demonstration discloses; waits for it.
    pub async fn captcha(&self) -> String {
        if self.profile.by_line {
            self.expect("captcha : ").await;
            return self.reading().chars().take(mamamia::captcha::LENGTH).collect();
        }
        self.other_captcha("").await
    }

    /// The same, of an image that is not the one of the text `last`.
    pub async fn other_captcha(&self, last: &str) -> String {
        self.wait("captcha", |reading| disclosed(reading).is_some_and(|text| text != last)).await;
        disclosed(&self.reading()).unwrap()
    }

    pub fn line_of_the_cursor(&self) -> String {
        self.on_emulator(|emulator| {
            let (screen, (row, _)) = (emulator.screen(), emulator.screen().cursor_position());
            screen.rows(0, screen.size().1).nth(row.into()).unwrap()
        })
    }

    pub async fn hang_up(&self) -> SessionEnd {
        self.keys.send(Input::Closed).await.expect("the session is over");
        self.end().await
    }

    pub async fn end(&self) -> SessionEnd {
        let mut session = self.session.lock().await;
        let ended = tokio::time::timeout(PATIENCE, &mut *session).await;
        ended.expect("the session does not end").unwrap().unwrap()
    }

    pub async fn exit(&self) -> Exit {
        match self.end().await {
            SessionEnd::Exit(exit, _) => exit,
            other => panic!("{other:?}"),
        }
    }

    pub async fn exit_code(&self) -> u8 {
        self.exit().await.code.number()
    }
}

/// The text that a screen of the demonstration discloses; in both languages the words come before it.
fn disclosed(reading: &str) -> Option<String> {
    let (_, after) = reading.split_once("captcha")?;
    let text: String =
        after.trim_start_matches([' ', ':']).chars().take_while(|c| !c.is_whitespace()).collect();
    (text.chars().count() == mamamia::captcha::LENGTH).then_some(text)
}
