//! What an image costs on the line: exact, for images drawn from seeds.
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic, clippy::indexing_slicing, reason = "tests")]

use std::time::Duration;

use crossterm::event::{KeyCode, KeyEvent, KeyModifiers};
use mamamia::app::{Effect, Message, Model, Reply, update};
use mamamia::assembly::{SessionOptions, testing};
use mamamia::captcha::{CaptchaPainter, Challenge, Design, PictureForm};
use mamamia::terminal::{Charset, ColourDepth, LeanBackend};
use mamamia::ui::{self, Appearance};
use rand::SeedableRng;
use rand::rngs::StdRng;
use ratatui::Terminal;
use rstest::rstest;

/// Drawn by each test, unless `IMAGES` says how many (`make test-slow`).
const IMAGES: u64 = 12;
const BOXED: usize = 2500;
const LEAN: usize = 1000;

#[rstest]
#[case::usual(Charset::Unicode, false, PictureForm::HalfBlocks, BOXED)]
#[case::console(Charset::Cp437, false, PictureForm::Ascii, BOXED)]
#[case::lean(Charset::Unicode, true, PictureForm::Ascii, LEAN)]
#[case::lean_ascii(Charset::Ascii, true, PictureForm::Ascii, LEAN)]
fn an_image_costs_what_its_line_bears(
    #[case] charset: Charset,
    #[case] lean: bool,
    #[case] form: PictureForm,
    #[case] bound: usize,
) {
    let mut origin = testing::origin();
    origin.terminal.charset = charset;
    let appearance = testing::appearance(&origin, &SessionOptions { lean, ..SessionOptions::default() });
    let painter = CaptchaPainter::new().unwrap();
    for design in [Design::Warped, Design::Crossed] {
        let challenges: Vec<Challenge> = (0..images())
            .map(|seed| Challenge::draw(&painter, design, form, &mut StdRng::seed_from_u64(seed)).0)
            .collect();
        for size in [(80, 24), (120, 40)] {
            let mut desk = Desk::at(&appearance, size, charset);
            let mut costs: Vec<usize> =
                challenges.iter().map(|challenge| desk.bytes_of(challenge.clone())).collect();
            costs.sort_unstable();
            let at = |hundredths: usize| costs[(costs.len() - 1) * hundredths / 100];
            println!("{design:?} {size:?}: {} to {}, {} {} {}", at(0), at(100), at(50), at(90), at(99));
            assert!(costs.iter().all(|cost| (200..=bound).contains(cost)), "{design:?} {size:?}: {costs:?}");
        }
    }
}

fn images() -> u64 {
    std::env::var("IMAGES").ok().and_then(|count| count.parse().ok()).unwrap_or(IMAGES)
}

/// The form, at the field of the image, on a terminal whose bytes are counted.
struct Desk<'appearance> {
    model: Model,
    appearance: &'appearance Appearance,
    terminal: Terminal<LeanBackend>,
    /// The image that was asked for last.
    asked: u64,
}

impl<'appearance> Desk<'appearance> {
    fn at(appearance: &'appearance Appearance, size: (u16, u16), charset: Charset) -> Self {
        let (model, _) = testing::model(&testing::config(), size);
        let mut backend = LeanBackend::new(size, ColourDepth::TwoFiftySix).with_charset(charset);
        backend.enter();
        let mut desk = Self { model, appearance, terminal: Terminal::new(backend).unwrap(), asked: 0 };
        desk.press(KeyCode::Char('1'));
        for _ in 0..4 {
            desk.press(KeyCode::Tab);
        }
        desk
    }

    /// Asks for an image, which is `challenge`, and counts the frame in which it comes.
    fn bytes_of(&mut self, challenge: Challenge) -> usize {
        self.press(KeyCode::F(5));
        let generation = self.asked;
        self.send(Message::Reply(Reply::Captcha { generation, challenge: Some(challenge), disclosed: None }))
    }

    fn press(&mut self, key: KeyCode) {
        self.send(Message::Key(KeyEvent::new(key, KeyModifiers::NONE)));
    }

    fn send(&mut self, message: Message) -> usize {
        for effect in update(&mut self.model, message, Duration::from_secs(1)) {
            if let Effect::DrawCaptcha { generation, .. } = effect {
                self.asked = generation;
            }
        }
        self.terminal
            .draw(|frame| {
                let caret = ui::view(&self.model, self.appearance, frame.buffer_mut());
                frame.set_cursor_position(caret.at);
            })
            .unwrap();
        self.terminal.backend_mut().take_output().len()
    }
}
