//! The contrast of all that the screens draw, on the grounds of usual terminals and on those of the themes: WCAG 2.2, 1.4.3
//! for words, 1.4.11 for marks. The cells are those that a terminal emulator shows.
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic, clippy::indexing_slicing, reason = "tests")]

#[path = "support/sessions/mod.rs"]
mod sessions;

use std::collections::BTreeSet;
use std::time::Duration;

use futures::future::join_all;
use mamamia::demo::Operation;
use mamamia::ui::Theme;
use sessions::*;
use vt100::Color;

/// Names, inks and grounds of terminals as they are delivered.
const GROUNDS: [(&str, u32, u32); 9] = [
    ("xterm, black", 0xe5e5e5, 0x000000),
    ("xterm, white", 0x000000, 0xffffff),
    ("Linux VGA", 0xaaaaaa, 0x000000),
    ("VTE, black", 0xd0cfcc, 0x171421),
    ("VTE, white", 0x171421, 0xffffff),
    ("Ubuntu", 0xffffff, 0x300a24),
    ("PuTTY", 0xbbbbbb, 0x000000),
    ("Windows Terminal", 0xcccccc, 0x0c0c0c),
    ("Konsole", 0xfcfcfc, 0x232627),
];
const SIZES: [(u16, u16); 4] = [(80, 24), (120, 40), (60, 18), (40, 12)];
/// Least contrast of a word, and of a mark.
const WORDS: f64 = 4.5;
const MARKS: f64 = 3.0;

/// An ink on a ground, as it was drawn.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
struct Pair {
    ink: Shade,
    ground: Shade,
    is_mark: bool,
}

/// A colour; the terminal's own ink or ground where a theme names none.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
enum Shade {
    Ink,
    Ground,
    Fixed(u32),
}

impl Pair {
    /// `None` for a cell that shows nothing but its ground. A sign that `stands_alone` is a mark.
    fn of(cell: &vt100::Cell, stands_alone: bool) -> Option<Self> {
        let symbol = cell.contents().chars().next().unwrap_or(' ');
        if symbol == ' ' && !cell.underline() {
            return None;
        }
        let (ink, ground) = (shade(cell.fgcolor(), Shade::Ink), shade(cell.bgcolor(), Shade::Ground));
        let (ink, ground) = if cell.inverse() { (ground, ink) } else { (ink, ground) };
        assert!(!cell.dim(), "nobody knows the contrast of {symbol}");
        Some(Self { ink, ground, is_mark: is_mark(symbol) || (symbol == '!' && stands_alone) })
    }

    fn contrast(self, ink: u32, ground: u32) -> f64 {
        let value = |shade| match shade {
            Shade::Ink => ink,
            Shade::Ground => ground,
            Shade::Fixed(value) => value,
        };
        let (one, other) = (luminance(value(self.ink)), luminance(value(self.ground)));
        (one.max(other) + 0.05) / (one.min(other) + 0.05)
    }
}

/// Bars, arrows, ticks, gauges, the image, the line of an empty field.
fn is_mark(symbol: char) -> bool {
    matches!(symbol, ' ' | '·' | '\u{2190}'..='\u{2bff}')
}

fn shade(colour: Color, default: Shade) -> Shade {
    match colour {
        Color::Default => default,
        Color::Idx(number) => Shade::Fixed(palette(number)),
        Color::Rgb(red, green, blue) => Shade::Fixed(u32::from_be_bytes([0, red, green, blue])),
    }
}

/// The colours that are the same in every terminal.
fn palette(number: u8) -> u32 {
    let grey = |level: u8| u32::from_be_bytes([0, level, level, level]);
    let level = |step: u8| [0, 95, 135, 175, 215, 255][usize::from(step % 6)];
    match number {
        0..16 => panic!("colour {number} is the user's own"),
        16..232 => {
            let of = number - 16;
            u32::from_be_bytes([0, level(of / 36), level(of / 6), level(of)])
        }
        232.. => grey(8 + 10 * (number - 232)),
    }
}

/// WCAG 2.2: relative luminance.
fn luminance(colour: u32) -> f64 {
    let [_, red, green, blue] = colour.to_be_bytes().map(|channel| {
        let channel = f64::from(channel) / 255.0;
        if channel <= 0.04045 { channel / 12.92 } else { ((channel + 0.055) / 1.055).powf(2.4) }
    });
    0.2126 * red + 0.7152 * green + 0.0722 * blue
}

/// A session whose pairs are kept at each screen.
struct Seen {
    session: SessionHarness,
    pairs: BTreeSet<Pair>,
}

impl Seen {
    fn at(app: &App, profile: TerminalProfile) -> Self {
        Self { session: SessionHarness::at(app, profile), pairs: BTreeSet::new() }
    }

    /// Waits until the screen stays, and keeps its pairs.
    async fn look(&mut self) {
        tokio::time::sleep(Duration::from_millis(250)).await;
        // Sessions of all themes share the processor.
        while !self.session.written().is_empty() {
            tokio::time::sleep(Duration::from_millis(250)).await;
        }
        let pairs: Vec<Pair> = self.session.on_emulator(|emulator| {
            let (rows, columns) = emulator.screen().size();
            let places = (0..rows).flat_map(|y| (0..columns).map(move |x| (y, x)));
            let cell = |y: u16, x: u16| emulator.screen().cell(y, x);
            let is_blank = |y, x| cell(y, x).is_none_or(|cell| cell.contents().trim().is_empty());
            let stands_alone =
                |y, x: u16| is_blank(y, x + 1) && x.checked_sub(1).is_none_or(|x| is_blank(y, x));
            places.filter_map(|(y, x)| Pair::of(cell(y, x).unwrap(), stands_alone(y, x))).collect()
        });
        self.pairs.extend(pairs);
    }

    async fn press(&mut self, keys: &[&[u8]]) {
        for key in keys {
            self.session.send(key).await;
            self.look().await;
        }
    }

    async fn reach(&mut self, keys: &[u8], text: &str) {
        self.session.reach(keys, text).await;
        self.look().await;
    }
}

const F1: &[u8] = b"\x1bOP";
const F4: &[u8] = b"\x10";
const F6: &[u8] = b"\x0f";
const DOWN: &[u8] = b"\x1b[B";

/// The menu, the help, faults in a form, the question of Escape.
async fn mistakes(app: &App, profile: TerminalProfile) -> BTreeSet<Pair> {
    let mut seen = Seen::at(app, profile);
    seen.press(&[b"", DOWN, F1, F1, b"2"]).await;
    seen.session.type_text("@").await;
    seen.press(&[TAB, b"x", TAB, b"31/02/1975", TAB, b"azerty", TAB, b"y", SAVE, TAB, TAB, TAB]).await;
    seen.press(&[ESCAPE, ESCAPE]).await;
    seen.pairs
}

/// « le modifier »: judgements, a proposal, a refusal, the hold, the success.
async fn change(profile: TerminalProfile) -> BTreeSet<Pair> {
    let embedded = EmbeddedApp::with(|config| config.captcha.wait = Duration::from_secs(2)).await;
    let mut seen = Seen::at(&embedded.app, profile);
    seen.press(&[b"1"]).await;
    seen.session.fill_all(&["jdupont", "Faux-Mdp-2026"]).await;
    for password in ["azerty", "Soleil123456!", "Tr0is-Pommes&vertes", "vR7!mQz4#tYb9K", NEW] {
        seen.session.paste(password).await;
        seen.press(&[b"", REVEAL, CLEAR]).await;
    }
    seen.press(&[F4, ENTER, CLEAR]).await;
    seen.session.paste(NEW).await;
    seen.press(&[TAB]).await;
    seen.session.paste(NEW).await;
    seen.press(&[TAB, F6]).await;
    seen.reach(SAVE, "seconde").await;
    seen.reach(b"", "MDP-420").await;
    seen.press(&[ENTER, F6, TAB, F6]).await;
    seen.pairs
}

/// A success, a slow answer, a failure.
async fn endings(profile: TerminalProfile) -> BTreeSet<Pair> {
    let embedded =
        EmbeddedApp::with(|config| config.captcha.mode = mamamia::config::CaptchaMode::Never).await;
    let mut done = Seen::at(&embedded.app, profile);
    done.session.fill_change("jdupont", OLD, NEW).await;
    done.reach(SAVE, "MDP-200").await;
    let mut failed = Seen::at(&embedded.app, profile);
    failed.session.fill_change("jdupont", NEW, OTHER).await;
    embedded.directory.faults().delay(Operation::Search, Duration::from_secs(3600));
    failed.reach(SAVE, "Enregistrement en cours").await;
    embedded.directory.cut_connections();
    failed.reach(b"", "(code MDP-").await;
    done.pairs.into_iter().chain(failed.pairs).collect()
}

/// The warning of a limit.
async fn limit(profile: TerminalProfile) -> BTreeSet<Pair> {
    let embedded = EmbeddedApp::with(|config| config.session.idle_timeout = Duration::from_secs(20)).await;
    let mut seen = Seen::at(&embedded.app, profile);
    seen.session.open_change().await;
    seen.session.expect("touche").await;
    seen.look().await;
    seen.pairs
}

fn profile(theme: &'static str) -> TerminalProfile {
    TerminalProfile { theme, lean: theme == "leger", ..TerminalProfile::USUAL }
}

/// All that a theme draws, at every size; the limit apart.
async fn drawn(theme: &'static str) -> BTreeSet<Pair> {
    let embedded = EmbeddedApp::start().await;
    let of = |size: (u16, u16)| {
        let profile = TerminalProfile { size, ..profile(theme) };
        let app = &embedded.app;
        async move {
            let mistakes = mistakes(app, profile).await;
            // The others draw the same in any window but the smallest.
            let is_usual = size == TerminalProfile::USUAL.size;
            let others = if is_usual {
                change(profile).await.into_iter().chain(endings(profile).await).collect()
            } else {
                BTreeSet::new()
            };
            mistakes.into_iter().chain(others)
        }
    };
    join_all(SIZES.map(of)).await.into_iter().flatten().collect::<BTreeSet<Pair>>()
}

/// The contrasts of the pairs of colours that a theme draws, on each ground.
struct Measured {
    theme: &'static str,
    pairs: Vec<(f64, Pair, &'static str)>,
}

impl Measured {
    async fn of(theme: &'static str, limit: BTreeSet<Pair>) -> Self {
        let on_each =
            |pair: Pair| GROUNDS.map(|(name, ink, ground)| (pair.contrast(ink, ground), pair, name));
        let drawn: BTreeSet<Pair> = drawn(theme).await.into_iter().chain(limit).collect();
        Self { theme, pairs: drawn.into_iter().flat_map(on_each).collect() }
    }

    fn least(&self, is_mark: bool) -> String {
        let of = self.pairs.iter().filter(|(_, pair, _)| pair.is_mark == is_mark);
        let least = of.min_by(|one, other| one.0.total_cmp(&other.0));
        least.map_or_else(|| "none".to_owned(), |(contrast, _, ground)| format!("{contrast:.2} ({ground})"))
    }

    fn failures(&self) -> Vec<String> {
        let is_low = |contrast: f64, pair: Pair| contrast < if pair.is_mark { MARKS } else { WORDS };
        let low = self.pairs.iter().filter(|(contrast, pair, _)| is_low(*contrast, *pair));
        low.map(|failure| format!("{}: {failure:?}", self.theme)).collect()
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn every_theme_is_read_everywhere() {
    // A machine with much to do warns too late.
    let limits = join_all(Theme::names().map(|theme| limit(profile(theme)))).await;
    // The sessions of a theme mostly wait: those of the others go on meanwhile.
    let measured =
        join_all(Theme::names().zip(limits).map(|(theme, limit)| Measured::of(theme, limit))).await;
    for theme in &measured {
        let (words, marks, failures) = (theme.least(false), theme.least(true), theme.failures().len());
        println!(
            "{:10} words {words}  marks {marks}  failures {failures} of {}",
            theme.theme,
            theme.pairs.len()
        );
    }
    let failures: Vec<String> = measured.iter().flat_map(Measured::failures).collect();
    assert!(failures.is_empty(), "{failures:#?}");
}
