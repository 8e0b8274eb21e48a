//! The pictures of the documentation, made by the program itself: its update, its drawing, its bytes, replayed by a
//! terminal emulator; over the directory of the demonstration. Only chance is replaced: the image has a fixed seed and
//! the reference is fixed, so that a picture changes only when the program does.
//!
//! `make pictures` writes them; `tests/docs.rs` holds that they are up to date.

#![allow(clippy::expect_used, reason = "a tool of the app: it stops where it cannot go on")]

#[path = "../../tests/support/model_harness.rs"]
mod model_harness;
mod recording;
#[path = "../../tests/support/sessions/mod.rs"]
mod sessions;
mod svg;

use crossterm::event::KeyCode;
use mamamia::account::Caller;
use mamamia::assembly::{SessionOptions, testing};
use mamamia::captcha::AnswerText;
use mamamia::config::CaptchaMode;
use mamamia::terminal::{ColourDepth, LeanBackend};
use model_harness::ModelHarness;
use rand::SeedableRng;
use rand::rngs::Xoshiro256PlusPlus;
use ratatui::Terminal;
use sessions::{EmbeddedApp, SessionHarness, TerminalProfile};

/// The image of every picture.
const SEED: u64 = 20_261_124;
/// Width and height, in characters, of the usual terminal.
const USUAL: (u16, u16) = (80, 24);
/// A terminal with room for the help beside the form.
const LARGE: (u16, u16) = (120, 40);

const OLD: &str = "Ancien-Mdp-2026";
const NEW: &str = "pivot-Bruine8-lampadaire";

fn main() -> std::io::Result<()> {
    let directory = concat!(env!("CARGO_MANIFEST_DIR"), "/docs/pictures");
    std::fs::create_dir_all(directory)?;
    for (name, picture) in all() {
        std::fs::write(format!("{directory}/{name}.svg"), picture)?;
    }
    Ok(())
}

/// Every picture, by its name.
pub fn all() -> Vec<(&'static str, String)> {
    let runtime = tokio::runtime::Builder::new_multi_thread().enable_all().build().expect("a runtime");
    let (refused, done) = runtime.block_on(async { (refused().await, done().await) });
    let (visit, by_line) = runtime.block_on(async { (visit().await, by_line().await) });
    vec![
        ("menu", Session::open(USUAL, "", &[]).picture("Le menu « Gérer mon mot de passe »")),
        ("modifier", half_filled(USUAL)),
        ("modifier-large", half_filled(LARGE)),
        ("redefinir", reset()),
        ("a-corriger", to_correct()),
        ("refus", refused),
        ("succes", done),
        ("visite", visit),
        ("mode-ligne", by_line),
        ("aide", Session::open(USUAL, "?", &[]).picture("L’aide")),
    ]
}

/// One session, and the text of its image.
struct Session {
    harness: ModelHarness,
    size: (u16, u16),
    image: Option<AnswerText>,
}

impl Session {
    /// Presses the keys in the menu, and fills the fields of the form that it opens.
    fn open(size: (u16, u16), keys: &str, texts: &[&str]) -> Self {
        let config = testing::config_with(|config| {
            config.interface.organisation = "Académie de Démonstration".to_owned();
        });
        let mut origin = testing::origin();
        origin.terminal.depth = ColourDepth::TwoFiftySix;
        let mut harness = ModelHarness::with(&config, &origin, &SessionOptions::default(), size);
        harness.draws_images = false;
        for key in keys.chars() {
            harness.press(KeyCode::Char(key));
        }
        let mut session = Self { harness, size, image: None };
        session.draw_image();
        session.harness.fill(texts);
        session
    }

    fn draw_image(&mut self) {
        if self.harness.image_asked.is_some() {
            self.image = Some(self.harness.draw_image(&mut Xoshiro256PlusPlus::seed_from_u64(SEED)));
        }
    }

    /// Copies the image and sends the form.
    async fn send(mut self) -> Self {
        self.harness.write(self.image.as_ref().expect("an image").expose());
        self.send_copied().await
    }

    /// Sends the form. The image was drawn here: no store checks it.
    async fn send_copied(mut self) -> Self {
        let embedded = EmbeddedApp::with(|config| config.captcha.mode = CaptchaMode::Never).await;
        self.harness.ctrl('s');
        let request = self.harness.request.take().expect("a request");
        let peer = embedded.app.services.open_session("pictures");
        let response = embedded.app.services.submit(request, &peer, Caller::default()).await;
        self.harness.end(response.outcome);
        self.draw_image();
        self
    }

    fn picture(&self, title: &str) -> String {
        svg::of(&self.screen(), title)
    }

    fn screen(&self) -> vt100::Screen {
        let mut backend = LeanBackend::new(self.size, ColourDepth::TwoFiftySix);
        backend.enter();
        let mut terminal = Terminal::new(backend).expect("a screen in memory");
        self.harness.draw_on(&mut terminal);
        let mut emulator = vt100::Parser::new(self.size.1, self.size.0, 0);
        emulator.process(&terminal.backend_mut().take_output());
        emulator.screen().clone()
    }
}

fn half_filled(size: (u16, u16)) -> String {
    let mut session = Session::open(size, "1", &["jdupont", OLD]);
    session.harness.write("pivot-Bruine8-lamp");
    session.picture("« Modifier mon mot de passe », à moitié rempli")
}

fn reset() -> String {
    let mut session = Session::open(USUAL, "2", &["kmbaye", "EXT-2026-00042", "10011993", NEW]);
    session.harness.write("pivot-Bruine8-l");
    session.picture("« Définir ou redéfinir mon mot de passe », presque rempli")
}

fn to_correct() -> String {
    let mut session = Session::open(USUAL, "1", &["jdupont", OLD, "pivot-br", "pivot-b"]);
    session.harness.ctrl('s');
    session.picture("Des champs à corriger : rien n’est envoyé, et chaque faute est sous le sien")
}

/// The line mode, as far as the question of the confirmation.
async fn by_line() -> String {
    let embedded = EmbeddedApp::with(|_| {}).await;
    let session = SessionHarness::at(&embedded.app, TerminalProfile::LINES);
    for (prompt, answer) in [
        ("Votre choix : ", "1"),
        ("Identifiant : ", "jdupont"),
        ("actuel : ", OLD),
        ("Nouveau mot de passe : ", NEW),
    ] {
        session.answer(prompt, answer).await;
    }
    session.wait("the confirmation", |said| said.trim_end().ends_with("Confirmation :")).await;
    session.on_emulator(|emulator| {
        svg::of(emulator.screen(), "Le mode ligne à ligne : une question, une réponse")
    })
}

async fn refused() -> String {
    let fields = ["jdupont", "16E9912345ABC", "15071975", NEW, NEW];
    let session = Session::open(USUAL, "2", &fields).send().await;
    session.picture("Une identité qui n’est pas reconnue : la saisie est gardée, la première chose à vérifier est désignée")
}

async fn done() -> String {
    let session = Session::open(USUAL, "1", &["psanchez", OLD, NEW, NEW]).send().await;
    session.picture("Le mot de passe d’une personne du rectorat est modifié")
}

/// A whole visit, as a recording: the menu, a form that is filled key by key, the page of the success.
async fn visit() -> String {
    let mut recorder = Recorder { session: Session::open(USUAL, "", &[]), frames: Vec::new() };
    recorder.keep(150);
    recorder.session.harness.press(KeyCode::Char('1'));
    recorder.session.draw_image();
    recorder.keep(120);
    for text in ["jdupont", OLD, NEW, NEW] {
        recorder.type_text(text);
        recorder.session.harness.press(KeyCode::Tab);
        recorder.keep(40);
    }
    let image = recorder.session.image.as_ref().expect("an image").expose().to_owned();
    recorder.type_text(&image);
    let still = recorder.frames.len() - 1;
    recorder.keep(120);
    let Recorder { session, mut frames } = recorder;
    let session = session.send_copied().await;
    frames.push(recording::Frame { screen: session.screen(), stays: 400 });
    recording::of(&frames, still, "Un mot de passe est modifié, du menu à la confirmation")
}

/// A session and its frames so far.
struct Recorder {
    session: Session,
    frames: Vec<recording::Frame>,
}

impl Recorder {
    fn keep(&mut self, stays: u32) {
        self.frames.push(recording::Frame { screen: self.session.screen(), stays });
    }

    /// Types a text as a person does: a frame every other key, then the judgement of a pause.
    fn type_text(&mut self, text: &str) {
        let keys: Vec<char> = text.chars().collect();
        for pair in keys.chunks(2) {
            for key in pair {
                self.session.harness.press(KeyCode::Char(*key));
            }
            self.keep(16);
        }
        self.session.harness.write("");
        self.keep(60);
    }
}
