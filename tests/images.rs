//! The cost of an image on the line: exact, for images drawn from seeds.
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic, clippy::indexing_slicing, reason = "tests")]

#[path = "support/model_harness.rs"]
mod model_harness;

use crossterm::event::KeyCode;
use mamamia::assembly::{SessionOptions, testing};
use mamamia::terminal::{Charset, ColourDepth, LeanBackend};
use model_harness::ModelHarness;
use rand::{SeedableRng, rngs::StdRng};
use ratatui::Terminal;
use rstest::rstest;

/// Drawn by each test, unless `IMAGES` says how many (`make test-slow`).
const IMAGES: u64 = 12;
const MOST_BYTES: usize = 1000;

#[rstest]
#[case::usual(Charset::Unicode, false, MOST_BYTES)]
#[case::console(Charset::Cp437, false, MOST_BYTES)]
#[case::ascii(Charset::Ascii, false, MOST_BYTES)]
#[case::lean(Charset::Unicode, true, MOST_BYTES)]
#[case::lean_ascii(Charset::Ascii, true, MOST_BYTES)]
fn image_fits_its_line(#[case] charset: Charset, #[case] lean: bool, #[case] most: usize) {
    for size in [(80, 24), (120, 40)] {
        let mut form = ImageForm::open(charset, lean, size);
        let mut costs: Vec<usize> = (0..images()).map(|seed| form.bytes_of(seed)).collect();
        costs.sort_unstable();
        let at = |hundredths: usize| costs[(costs.len() - 1) * hundredths / 100];
        println!("{size:?}: {} to {}, {} {} {}", at(0), at(100), at(50), at(90), at(99));
        assert!(costs.iter().all(|cost| (200..=most).contains(cost)), "{size:?}: {costs:?}");
    }
}

fn images() -> u64 {
    std::env::var("IMAGES").ok().and_then(|count| count.parse().ok()).unwrap_or(IMAGES)
}

/// A form with the cursor in the field of the image, on a terminal whose bytes are counted.
struct ImageForm {
    harness: ModelHarness,
    terminal: Terminal<LeanBackend>,
}

impl ImageForm {
    fn open(charset: Charset, lean: bool, size: (u16, u16)) -> Self {
        let mut origin = testing::origin();
        origin.terminal.charset = charset;
        let options = SessionOptions { lean, ..SessionOptions::default() };
        let mut backend = LeanBackend::new(size, ColourDepth::TwoFiftySix).with_charset(charset);
        backend.enter();
        let mut harness = ModelHarness::with(&testing::config(), &origin, &options, size);
        harness.draws_images = false;
        harness.press(KeyCode::Char('1')).fill(&[""; 4]);
        Self { harness, terminal: Terminal::new(backend).unwrap() }
    }

    fn bytes_of(&mut self, seed: u64) -> usize {
        self.harness.press(KeyCode::F(5));
        self.draw();
        self.harness.draw_image(&mut StdRng::seed_from_u64(seed));
        self.draw()
    }

    fn draw(&mut self) -> usize {
        self.harness.draw_on(&mut self.terminal);
        self.terminal.backend_mut().take_output().len()
    }
}
