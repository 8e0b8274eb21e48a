//! Random sessions of drawing.
use crate::terminal::TerminalLevel::{Ansi, Vt100, Vt220, Xterm};
use crate::terminal::{Charset, ColourDepth, MAX_COLUMNS, MAX_ROWS, TerminalLevel};
use proptest::prelude::*;
use ratatui::backend::ClearType;
use ratatui::style::{Color, Modifier, Style};

#[derive(Debug, Clone)]
pub(super) struct Patch {
    pub(super) at: Spot,
    pub(super) text: String,
    pub(super) style: Style,
}

/// A cell, before the remainder by the size of the screen.
pub(super) type Spot = (u16, u16);

#[derive(Debug, Clone)]
pub(super) enum RandomStep {
    Draw {
        patches: Vec<Patch>,
        cursor: Option<Spot>,
        /// The style that the next character is expected in.
        next: Option<Style>,
    },
    /// One character at the cursor, without a frame.
    Echo,
    /// One symbol in one cell, as a faulty widget may draw it.
    Force(Spot, &'static str),
    Clear,
    Resize(Spot),
    Erase(ClearType, Spot),
    Scroll(u16, Spot),
    Show(bool, Spot),
}

#[derive(Debug, Clone)]
pub(super) struct RandomSession {
    pub(super) size: Spot,
    pub(super) depth: ColourDepth,
    pub(super) charset: Charset,
    pub(super) level: TerminalLevel,
    pub(super) with_wide: bool,
    /// Each step, and whether its frame is padded.
    pub(super) steps: Vec<(RandomStep, bool)>,
}

fn colour() -> impl Strategy<Value = Color> {
    prop_oneof![
        8 => Just(Color::Reset),
        4 => (0..16u8).prop_map(Color::Indexed),
        2 => prop::sample::select(vec![Color::Red, Color::Gray, Color::DarkGray, Color::LightCyan, Color::White]),
        1 => any::<u8>().prop_map(Color::Indexed),
        1 => any::<[u8; 3]>().prop_map(|[r, g, b]| Color::Rgb(r, g, b)),
    ]
}

fn style() -> impl Strategy<Value = Style> {
    let modifier = prop_oneof![
        2 => Just(Modifier::empty()),
        2 => prop::sample::select(vec![Modifier::BOLD, Modifier::DIM, Modifier::REVERSED, Modifier::UNDERLINED]),
        1 => any::<u16>().prop_map(Modifier::from_bits_truncate),
    ];
    (colour(), colour(), modifier)
        .prop_map(|(fore, back, modifier)| Style::new().fg(fore).bg(back).add_modifier(modifier))
}

fn patches(text: BoxedStrategy<String>) -> impl Strategy<Value = Vec<Patch>> {
    let patch = (any::<Spot>(), text, style()).prop_map(|(at, text, style)| Patch { at, text, style });
    prop::collection::vec(patch, 0..8)
}

fn narrow() -> BoxedStrategy<String> {
    prop_oneof![
        3 => "[ a-d]{1,12}",
        2 => " {1,40}",
        1 => "[ a-c]{30,200}",
        1 => "[─│█▀▄é•✓…’ \u{a0}]{1,6}",
        1 => "(e\u{301}|o\u{308}|a| ){1,6}",
    ]
    .boxed()
}

fn wide() -> BoxedStrategy<String> {
    prop_oneof!["[ ab称号]{1,12}", "(❤\u{fe0f}|👩\u{200d}🚀|🇫🇷|👍🏽|称\u{301}|a| ){1,5}"].boxed()
}

/// One step. Parts of the screen are erased or scrolled only without wide characters.
fn step(with_wide: bool) -> BoxedStrategy<RandomStep> {
    let text = if with_wide { prop_oneof![narrow(), wide()].boxed() } else { narrow() };
    let cursor = prop::option::weighted(0.8, any::<Spot>());
    let draw = (patches(text), cursor, prop::option::of(style()))
        .prop_map(|(patches, cursor, next)| RandomStep::Draw { patches, cursor, next });
    let forced = vec!["", "\u{200b}", "\u{301}", "称", "🇫🇷", "\u{ad}"];
    let force =
        (any::<Spot>(), prop::sample::select(forced)).prop_map(|(at, symbol)| RandomStep::Force(at, symbol));
    use ClearType::{AfterCursor, All, BeforeCursor, CurrentLine, UntilNewLine};
    let regions = vec![All, AfterCursor, BeforeCursor, CurrentLine, UntilNewLine];
    let erase =
        (prop::sample::select(regions), any::<Spot>()).prop_map(|(region, at)| RandomStep::Erase(region, at));
    let scroll = (0..4u16, any::<Spot>()).prop_map(|(lines, at)| RandomStep::Scroll(lines, at));
    let show = any::<(bool, Spot)>().prop_map(|(shows, at)| RandomStep::Show(shows, at));
    let (clear, resize) = (Just(RandomStep::Clear), size().prop_map(RandomStep::Resize));
    let usual = prop_oneof![10 => draw, 4 => Just(RandomStep::Echo), 1 => clear, 1 => resize];
    if with_wide {
        prop_oneof![16 => usual, 1 => force].boxed()
    } else {
        prop_oneof![16 => usual, 1 => erase, 1 => scroll, 1 => show].boxed()
    }
}

fn size() -> impl Strategy<Value = Spot> {
    prop_oneof![
        4 => prop::sample::select(vec![(1, 1), (2, 1), (1, 4), (7, 3), (40, 12)]),
        8 => (1..30u16, 1..8u16),
        1 => prop::sample::select(vec![(80, 24), (MAX_COLUMNS, 4), (MAX_COLUMNS + 9, 3), (20, MAX_ROWS + 3)]),
    ]
}

pub(super) fn random_session() -> impl Strategy<Value = RandomSession> {
    let depths = [ColourDepth::None, ColourDepth::Sixteen, ColourDepth::TwoFiftySix, ColourDepth::TrueColour];
    let depth = prop::sample::select(depths.to_vec());
    let charset = prop::sample::select(vec![Charset::Unicode, Charset::Cp437, Charset::Ascii]);
    let steps = any::<bool>().prop_flat_map(|with_wide| {
        (Just(with_wide), prop::collection::vec((step(with_wide), prop::bool::weighted(0.25)), 1..8))
    });
    let level = prop::sample::select(vec![Ansi, Vt100, Vt220, Xterm]);
    let terminal = (size(), depth, charset, level);
    (terminal, steps).prop_map(|((size, depth, charset, level), (with_wide, steps))| RandomSession {
        size,
        depth,
        charset,
        level,
        with_wide,
        steps,
    })
}
