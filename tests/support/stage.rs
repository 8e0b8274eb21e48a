//! A visit without a session: the model, its effects answered on the spot, its frames as text.

use std::time::Duration;

use crossterm::event::{KeyCode, KeyEvent, KeyModifiers};
use mamamia::account::{Outcome, Reference, Response};
use mamamia::app::FieldId;
use mamamia::app::{Effect, Message, Model, Reply, Timer, TimerKind, update};
use mamamia::assembly::{SessionOptions, SessionOrigin, testing};
use mamamia::captcha::{CaptchaPainter, Challenge, PictureForm};
use mamamia::config::Config;
use mamamia::i18n::Language;
use mamamia::password::generate::{Composition, Proposal, ProposalKind};
use mamamia::password::{Context, SecretText, strength};
use mamamia::ui::{self, Appearance, ImageStyle};
use rand::SeedableRng;
use rand::rngs::StdRng;
use ratatui::Terminal;
use ratatui::backend::TestBackend;
use ratatui::buffer::Buffer;
use ratatui::layout::Position;

/// A phrase of five of the longest words.
pub const LONGEST_PHRASE: &str = "Mandarine-Escalator-Firmament-Charpente-Navigable-7";

/// A visit on a stage.
pub struct Stage {
    pub model: Model,
    appearance: Appearance,
    waiting: Vec<Timer>,
    submitted: Option<u64>,
}

impl Stage {
    pub fn new(language: Language, size: (u16, u16)) -> Self {
        let options = SessionOptions { language: Some(language), ..SessionOptions::default() };
        Self::with(&testing::config(), &testing::origin(), &options, size)
    }

    pub fn with(config: &Config, origin: &SessionOrigin, options: &SessionOptions, size: (u16, u16)) -> Self {
        let session = testing::session_settings(origin, options);
        let (model, effects) = Model::new(testing::service_settings(config), session, size);
        let appearance = testing::appearance(origin, options);
        let mut stage = Self { model, appearance, waiting: Vec::new(), submitted: None };
        stage.answer(effects);
        stage
    }

    /// Words only, at the end of a slow line.
    pub fn lean(language: Language, size: (u16, u16)) -> Self {
        let options = SessionOptions { language: Some(language), lean: true, theme: None };
        Self::with(&testing::config(), &testing::origin(), &options, size)
    }

    /// Presses a key.
    pub fn press(&mut self, code: KeyCode) -> &mut Self {
        self.send(Message::Key(KeyEvent::new(code, KeyModifiers::NONE)))
    }

    /// Presses a letter with Ctrl.
    pub fn ctrl(&mut self, letter: char) -> &mut Self {
        self.send(Message::Key(KeyEvent::new(KeyCode::Char(letter), KeyModifiers::CONTROL)))
    }

    /// Types a text, then pauses.
    pub fn write(&mut self, text: &str) -> &mut Self {
        for character in text.chars() {
            self.press(KeyCode::Char(character));
        }
        self.run_out(|kind| matches!(kind, TimerKind::TypingPause(_)))
    }

    /// Types a text in each field, from the one that has the focus.
    pub fn fill(&mut self, texts: &[&str]) -> &mut Self {
        for text in texts {
            self.write(text).press(KeyCode::Tab);
        }
        self
    }

    /// Lets the timers of a kind run out.
    pub fn run_out(&mut self, wanted: impl Fn(TimerKind) -> bool) -> &mut Self {
        for timer in std::mem::take(&mut self.waiting) {
            if wanted(timer.kind) {
                self.send(Message::Timer(timer));
            } else {
                self.waiting.push(timer);
            }
        }
        self
    }

    /// Ends the request that is under way.
    pub fn end(&mut self, outcome: Outcome) -> &mut Self {
        let generation = self.submitted.take().expect("nothing was sent");
        let response = Response { outcome, reference: Reference::parse("K7M4-QXR").unwrap() };
        self.send(Message::Reply(Reply::Response { generation, response }))
    }

    pub fn send(&mut self, message: Message) -> &mut Self {
        let effects = update(&mut self.model, message, Duration::from_secs(1));
        self.answer(effects);
        self
    }

    fn answer(&mut self, effects: Vec<Effect>) {
        for effect in effects {
            match effect {
                Effect::StartTimer { timer, .. } => self.waiting.push(timer),
                Effect::Submit { generation, .. } => self.submitted = Some(generation),
                Effect::Estimate { field, generation, password, .. } => {
                    let strength = strength::estimate(&password, &Context::default());
                    self.send(Message::Reply(Reply::Estimated { field, generation, strength }));
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
                Effect::DrawCaptcha { generation, design } => {
                    let form = match self.appearance.glyphs.picture {
                        ImageStyle::Quadrants | ImageStyle::Ascii => PictureForm::Ascii,
                        ImageStyle::Blocks => PictureForm::HalfBlocks,
                    };
                    let mut rng = StdRng::seed_from_u64(2026);
                    let (challenge, _) =
                        Challenge::draw(&CaptchaPainter::new().unwrap(), design, form, &mut rng);
                    self.send(Message::Reply(Reply::Captcha {
                        generation,
                        challenge: Some(challenge),
                        disclosed: None,
                    }));
                }
                Effect::Cancel { .. } | Effect::Exit(_) => {}
            }
        }
    }

    /// Draws; the buffer, and where the cursor is.
    pub fn draw(&self) -> (Buffer, Position) {
        let (columns, rows) = self.model.size;
        let mut terminal = Terminal::new(TestBackend::new(columns, rows)).unwrap();
        terminal
            .draw(|frame| {
                let caret = ui::view(&self.model, &self.appearance, frame.buffer_mut());
                frame.set_cursor_position(caret.at);
            })
            .unwrap();
        let cursor = terminal.get_cursor_position().unwrap();
        (terminal.backend().buffer().clone(), cursor)
    }

    /// The rows of the screen, and where the cursor is.
    pub fn screen(&self) -> String {
        let (buffer, cursor) = self.draw();
        let rows = buffer.content.chunks(usize::from(buffer.area.width.max(1)));
        let rows = rows.map(|row| row.iter().map(|cell| cell.symbol()).collect::<String>());
        let rows: Vec<_> = rows.map(|row| row.trim_end().to_owned()).collect();
        format!("cursor {},{}\n{}\n", cursor.x, cursor.y, rows.join("\n"))
    }

    /// The focus on a field of the form.
    pub fn focus(&mut self, field: FieldId) -> &mut Self {
        for _ in 0..20 {
            if self.model_focus() == Some(field) {
                return self;
            }
            self.press(KeyCode::Tab);
        }
        panic!("{field:?} is not in this form");
    }

    fn model_focus(&self) -> Option<FieldId> {
        use mamamia::app::form::Focus;
        match &self.model.screen {
            mamamia::app::Screen::Form(form) => match form.focus {
                Focus::Field(field) => Some(field),
                Focus::Save | Focus::OtherForm => None,
            },
            _ => None,
        }
    }
}
