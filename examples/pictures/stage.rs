//! A visit whose every answer is taken at once and in order, and where nothing is left to chance.

use std::collections::VecDeque;
use std::sync::Arc;
use std::time::Duration;

use mamamia::account::{Peer, Reference, Request, Services};
use mamamia::app::form::check;
use mamamia::app::{Effect, FieldId, Message, Model, Reply, TimerKind, update};
use mamamia::assembly::{self, Assembly, SessionOptions, testing};
use mamamia::captcha::{AnswerText, CaptchaPainter, Challenge, PictureForm};
use mamamia::config::CaptchaMode;
use mamamia::demo::{EmbeddedDirectory, Options};
use mamamia::password::{SecretText, strength};
use mamamia::terminal::{ColourDepth, Decoder, InputEvent, LeanBackend};
use mamamia::ui::{self, Appearance};
use rand::SeedableRng;
use rand::rngs::Xoshiro256PlusPlus;
use ratatui::Terminal;
use tokio_util::sync::CancellationToken;

use super::svg;

/// The image of every picture.
const SEED: u64 = 20_261_124;
/// The reference of every picture; its check letter is right.
const REFERENCE: &str = "K7M4-QXR";

/// One visit, and the terminal that shows it.
pub struct Stage {
    model: Model,
    appearance: Appearance,
    screen: Terminal<LeanBackend>,
    emulator: vt100::Parser,
    decoder: Decoder,
    services: Arc<Services>,
    peer: Peer,
    painter: CaptchaPainter,
    answer: Option<AnswerText>,
    messages: VecDeque<Message>,
    // Stands as long as the visit.
    _directory: EmbeddedDirectory,
}

impl Stage {
    /// The menu, on a terminal of `size` columns and rows.
    pub async fn open(size: (u16, u16)) -> Self {
        let directory = EmbeddedDirectory::start(Options::default()).await.expect("the directory starts");
        let mut config = assembly::embedded_config(&directory).expect("a configuration");
        // Nobody waits for a refusal here.
        config.session.refusal_time = Duration::from_millis(1);
        let client = Arc::new(assembly::embedded_directory(&directory, &config).expect("a client"));
        let app = Assembly::of(&config, Arc::clone(&client) as _).app().expect("a product");
        let mut origin = testing::origin();
        origin.terminal.depth = ColourDepth::Sixteen;
        let session = assembly::open_session(&app, &config.interface, &origin, &SessionOptions::default())
            .expect("a session");
        let (model, effects) = Model::new(Arc::clone(&app.settings), session.settings, size);
        // The image is drawn and copied on the stage: no store checks it.
        config.captcha.mode = CaptchaMode::Never;
        let services = Assembly::of(&config, client).services().expect("the use cases");
        let mut backend = LeanBackend::new(size, ColourDepth::Sixteen);
        backend.enter();
        let mut stage = Self {
            model,
            appearance: session.appearance,
            screen: Terminal::new(backend).expect("a screen in memory"),
            emulator: vt100::Parser::new(size.1, size.0, 0),
            decoder: Decoder::new(),
            peer: session.peer,
            services,
            painter: CaptchaPainter::new().expect("the faces are whole"),
            answer: None,
            messages: VecDeque::new(),
            _directory: directory,
        };
        stage.perform(effects).await;
        stage.drain().await;
        stage
    }

    /// Presses keys, and waits for all that they start.
    pub async fn keys(&mut self, keys: &str) {
        for event in self.decoder.feed(keys.as_bytes()) {
            if let InputEvent::Key(key) = event {
                self.messages.push_back(Message::Key(key));
                self.drain().await;
            }
        }
    }

    /// Types each text in its field, and goes to the next one.
    pub async fn fill(&mut self, texts: &[&str]) {
        for text in texts {
            self.keys(text).await;
            self.keys("\t").await;
        }
    }

    /// Copies the image into its field.
    pub async fn copy_image(&mut self) {
        let text = self.answer.as_ref().expect("an image is shown").expose().to_owned();
        self.keys(&text).await;
    }

    /// What the terminal shows now.
    pub fn picture(mut self, title: &str) -> String {
        let (model, appearance) = (&self.model, &self.appearance);
        self.screen
            .draw(|frame| {
                let caret = ui::view(model, appearance, frame.buffer_mut());
                frame.set_cursor_position(caret.at);
            })
            .expect("a screen in memory");
        self.emulator.process(&self.screen.backend_mut().take_output());
        svg::of(self.emulator.screen(), title)
    }

    async fn drain(&mut self) {
        while let Some(message) = self.messages.pop_front() {
            let effects = update(&mut self.model, message, Duration::ZERO);
            self.perform(effects).await;
        }
    }

    async fn perform(&mut self, effects: Vec<Effect>) {
        for effect in effects {
            let message = match effect {
                Effect::DrawCaptcha { generation, design } => {
                    let mut chance = Xoshiro256PlusPlus::seed_from_u64(SEED);
                    let (challenge, answer) =
                        Challenge::draw(&self.painter, design, PictureForm::HalfBlocks, &mut chance);
                    self.answer = Some(answer);
                    let reply = Reply::Captcha { generation, challenge: Some(challenge), disclosed: None };
                    Message::Reply(reply)
                }
                Effect::Estimate { field, generation, password, context } => {
                    let strength = strength::estimate(&password, &self.context(&context));
                    Message::Reply(Reply::Estimated { field, generation, strength })
                }
                Effect::Submit { generation, request } => {
                    Message::Reply(Reply::Response { generation, response: self.submit(request).await })
                }
                // No picture shows one: it would be another at each run.
                Effect::Propose { generation, .. } => {
                    Message::Reply(Reply::Proposed { generation, proposal: None })
                }
                // Of the timers, a pause in typing alone changes what is drawn.
                Effect::StartTimer { timer, .. } if matches!(timer.kind, TimerKind::TypingPause(_)) => {
                    Message::Timer(timer)
                }
                Effect::Cancel { .. } | Effect::StartTimer { .. } | Effect::Exit(_) => continue,
            };
            self.messages.push_back(message);
        }
    }

    async fn submit(&self, request: Request) -> mamamia::account::Response {
        let mut response = self.services.submit(request, &self.peer, CancellationToken::new()).await;
        response.reference = Reference::parse(REFERENCE).expect("a reference");
        response
    }

    fn context(&self, typed: &[(FieldId, SecretText)]) -> strength::Context {
        check::known(self.services.rules().context(), typed)
    }
}
