//! A session without an event loop: the model, its effects served on the spot, its screen drawn in memory.
#![allow(dead_code, reason = "each test uses a part")]
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic, reason = "tests")]

use std::time::Duration;

use crossterm::event::{KeyCode, KeyEvent, KeyModifiers};
use mamamia::account::{Outcome, Progress, Reference, Reminder, Request, Response, UseCase};
use mamamia::app::form::{Focus, Form};
use mamamia::app::{Effect, FieldId, FormKind, Message, Model, Reply, Timer, TimerKind, update};
use mamamia::assembly::{SessionOptions, SessionOrigin, testing};
use mamamia::captcha::{AnswerText, CaptchaPainter, Challenge};
use mamamia::config::Config;
use mamamia::i18n::Language;
use mamamia::password::generate::{Composition, Proposal, ProposalKind};
use mamamia::password::{Context, SecretText, strength};
use mamamia::ui::{self, Appearance, ViewOptions};
use rand::{Rng, SeedableRng, rngs::StdRng};
use ratatui::backend::{Backend, TestBackend};
use ratatui::{Terminal, buffer::Buffer, layout::Position};

/// A phrase of five of the longest words.
pub const LONGEST_PHRASE: &str = "Mandarine-Escalator-Firmament-Charpente-Navigable-7";
/// The reference of every response; its check letter is right.
pub const REFERENCE: &str = "K7M4-QXR";

pub struct ModelHarness {
    pub model: Model,
    appearance: Appearance,
    painter: CaptchaPainter,
    timers: Vec<Timer>,
    submitted: Option<u64>,
    pub request: Option<Request>,
    /// Whether each image is drawn at once, from the same seed; if not, `image_asked` holds the request.
    pub draws_images: bool,
    pub image_asked: Option<u64>,
}

impl ModelHarness {
    pub fn new(language: Language, size: (u16, u16)) -> Self {
        let options = SessionOptions { language: Some(language), ..SessionOptions::default() };
        Self::with(&testing::config(), &testing::origin(), &options, size)
    }

    pub fn with(config: &Config, origin: &SessionOrigin, options: &SessionOptions, size: (u16, u16)) -> Self {
        let session = testing::session_settings(origin, options);
        let (model, effects) = Model::new(testing::service_settings(config), session, size);
        let (appearance, painter) = (testing::appearance(origin, options), CaptchaPainter::new().unwrap());
        let (timers, submitted, request, image_asked, draws_images) = (Vec::new(), None, None, None, true);
        let mut harness =
            Self { model, appearance, painter, timers, submitted, request, draws_images, image_asked };
        harness.serve(effects);
        harness
    }

    pub fn press(&mut self, code: KeyCode) -> &mut Self {
        self.send(Message::Key(KeyEvent::new(code, KeyModifiers::NONE)))
    }

    pub fn ctrl(&mut self, letter: char) -> &mut Self {
        self.send(Message::Key(KeyEvent::new(KeyCode::Char(letter), KeyModifiers::CONTROL)))
    }

    pub fn write(&mut self, text: &str) -> &mut Self {
        text.chars().for_each(|character| _ = self.press(KeyCode::Char(character)));
        self.fire(|kind| matches!(kind, TimerKind::TypingPause(_)))
    }

    pub fn fill(&mut self, texts: &[&str]) -> &mut Self {
        texts.iter().for_each(|text| _ = self.write(text).press(KeyCode::Tab));
        self
    }

    pub fn fire(&mut self, wanted: impl Fn(TimerKind) -> bool) -> &mut Self {
        let timers = std::mem::take(&mut self.timers);
        let (fired, left): (Vec<_>, Vec<_>) = timers.into_iter().partition(|timer| wanted(timer.kind));
        self.timers = left;
        fired.into_iter().for_each(|timer| _ = self.send(Message::Timer(timer)));
        self
    }

    pub fn end(&mut self, outcome: Outcome) -> &mut Self {
        self.end_reminding(outcome, None)
    }

    pub fn end_reminding(&mut self, outcome: Outcome, reminder: Option<Reminder>) -> &mut Self {
        let generation = self.submitted.take().expect("a request under way");
        let use_case = match self.model.form().map(Form::kind) {
            Some(FormKind::Reset) => UseCase::Reset,
            _ => UseCase::Change,
        };
        let response =
            Response { use_case, outcome, reference: Reference::parse(REFERENCE).unwrap(), reminder };
        self.send(Message::Reply(Reply::Response { generation, response }))
    }

    pub fn awaits_answer(&mut self, at_most: Duration) -> &mut Self {
        let (generation, progress) =
            (self.submitted.expect("a request under way"), Progress::AwaitingAnswer { at_most });
        self.send(Message::Reply(Reply::Progress { generation, progress }))
    }

    pub fn send(&mut self, message: Message) -> &mut Self {
        let effects = update(&mut self.model, message, Duration::from_secs(1));
        self.serve(effects);
        if let Some(last) = ui::scroll_end(&self.model, &self.appearance) {
            update(&mut self.model, Message::ScrollLimit(last), Duration::from_secs(1));
        }
        self
    }

    fn serve(&mut self, effects: Vec<Effect>) {
        for effect in effects {
            match effect {
                Effect::StartTimer { timer, .. } => self.timers.push(timer),
                Effect::Submit { generation, request } => {
                    (self.submitted, self.request) = (Some(generation), Some(request));
                }
                Effect::DrawCaptcha { generation } => {
                    self.image_asked = Some(generation);
                    if self.draws_images {
                        self.draw_image(&mut StdRng::seed_from_u64(2026));
                    }
                }
                Effect::Estimate { field, generation, password, .. } => {
                    let estimate = strength::estimate(&password, &Context::default()).map(Into::into);
                    self.send(Message::Reply(Reply::Estimated { field, generation, estimate }));
                }
                Effect::Propose { generation, kind, .. } => {
                    let (text, makeup, bits) = match kind {
                        ProposalKind::Phrase => (LONGEST_PHRASE, Composition::WordsAndDigit(5), 58),
                        ProposalKind::Random => ("vR7!mQz4-tYb9Kxx", Composition::Characters(16), 95),
                    };
                    let text = SecretText::from_text(text).unwrap();
                    let proposal = Some(Proposal { text, makeup, bits });
                    self.send(Message::Reply(Reply::Proposed { generation, proposal }));
                }
                Effect::OfferDelay { .. } | Effect::Cancel { .. } | Effect::Exit(_) => {}
            }
        }
    }

    pub fn draw_image(&mut self, chance: &mut impl Rng) -> AnswerText {
        let generation = self.image_asked.take().expect("a request for an image");
        let form = self.appearance.glyphs.picture;
        let (challenge, answer) = Challenge::draw(&self.painter, form, chance);
        let reply = Reply::Captcha { generation, challenge: Some(challenge), disclosed: None };
        self.send(Message::Reply(reply));
        answer
    }

    pub fn draw_on<B: Backend<Error: std::fmt::Debug>>(&self, terminal: &mut Terminal<B>) {
        let draw = |frame: &mut ratatui::Frame<'_>| {
            let view = ui::view(&self.model, &self.appearance, ViewOptions::default(), frame.buffer_mut());
            frame.set_cursor_position(view.caret.at);
        };
        terminal.draw(draw).unwrap();
    }

    pub fn draw(&self) -> (Buffer, Position) {
        let (columns, rows) = self.model.size();
        let mut terminal = Terminal::new(TestBackend::new(columns, rows)).unwrap();
        self.draw_on(&mut terminal);
        let cursor = terminal.get_cursor_position().unwrap();
        (terminal.backend().buffer().clone(), cursor)
    }

    pub fn screen(&self) -> String {
        let (buffer, cursor) = self.draw();
        let rows = buffer.content.chunks(usize::from(buffer.area.width.max(1)));
        let rows = rows.map(|row| row.iter().map(|cell| cell.symbol()).collect::<String>());
        let rows: Vec<_> = rows.map(|row| row.trim_end().to_owned()).collect();
        format!("cursor {},{}\n{}\n", cursor.x, cursor.y, rows.join("\n"))
    }

    pub fn focus(&mut self, field: FieldId) -> &mut Self {
        for _ in 0..20 {
            if self.model.form().is_some_and(|form| form.focus() == Focus::Field(field)) {
                return self;
            }
            self.press(KeyCode::Tab);
        }
        panic!("{field:?} is not in this form");
    }
}
