//! Anything that may be asked of the backend.

use proptest::prelude::*;
use ratatui::backend::ClearType;
use ratatui::style::{Color, Modifier, Style};

use crate::terminal::{Charset, ColourDepth, Dialect, MAX_COLUMNS, MAX_ROWS};

#[derive(Debug, Clone)]
pub(super) struct Patch {
    pub(super) at: Place,
    pub(super) text: String,
    pub(super) style: Style,
}

/// Anywhere on the screen, whatever its size: a multiple of it is taken away.
pub(super) type Place = (u16, u16);

#[derive(Debug, Clone)]
pub(super) enum Step {
    Draw {
        patches: Vec<Patch>,
        cursor: Option<Place>,
        /// What is told of the style of the next character.
        next: Option<Style>,
    },
    /// A sign where the cursor is, without a frame.
    Echo,
    /// One symbol into one cell, as a faulty widget may do.
    Force(Place, &'static str),
    Clear,
    Resize(Place),
    Erase(ClearType, Place),
    Scroll(u16, Place),
    Show(bool, Place),
}

#[derive(Debug, Clone)]
pub(super) struct Visit {
    pub(super) size: Place,
    pub(super) depth: ColourDepth,
    pub(super) charset: Charset,
    pub(super) dialect: Dialect,
    pub(super) with_wide: bool,
    /// Each with whether the frame that ends it is padded.
    pub(super) steps: Vec<(Step, bool)>,
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
    let patch = (any::<Place>(), text, style()).prop_map(|(at, text, style)| Patch { at, text, style });
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

/// Steps of a visit. Parts of the screen are erased or moved only where nothing is wide.
fn step(with_wide: bool) -> BoxedStrategy<Step> {
    let text = if with_wide { prop_oneof![narrow(), wide()].boxed() } else { narrow() };
    let cursor = prop::option::weighted(0.8, any::<Place>());
    let draw = (patches(text), cursor, prop::option::of(style()))
        .prop_map(|(patches, cursor, next)| Step::Draw { patches, cursor, next });
    let forced = vec!["", "\u{200b}", "\u{301}", "称", "🇫🇷", "\u{ad}"];
    let force =
        (any::<Place>(), prop::sample::select(forced)).prop_map(|(at, symbol)| Step::Force(at, symbol));
    let regions = vec![
        ClearType::All,
        ClearType::AfterCursor,
        ClearType::BeforeCursor,
        ClearType::CurrentLine,
        ClearType::UntilNewLine,
    ];
    let erase =
        (prop::sample::select(regions), any::<Place>()).prop_map(|(region, at)| Step::Erase(region, at));
    let scroll = (0..4u16, any::<Place>()).prop_map(|(lines, at)| Step::Scroll(lines, at));
    if with_wide {
        prop_oneof![10 => draw, 4 => Just(Step::Echo), 1 => force, 1 => Just(Step::Clear), 1 => size().prop_map(Step::Resize)]
            .boxed()
    } else {
        prop_oneof![
            10 => draw,
            4 => Just(Step::Echo),
            1 => Just(Step::Clear),
            1 => size().prop_map(Step::Resize),
            1 => erase,
            1 => scroll,
            1 => any::<(bool, Place)>().prop_map(|(shows, at)| Step::Show(shows, at)),
        ]
        .boxed()
    }
}

fn size() -> impl Strategy<Value = Place> {
    prop_oneof![
        4 => prop::sample::select(vec![(1, 1), (2, 1), (1, 4), (7, 3), (40, 12)]),
        8 => (1..30u16, 1..8u16),
        1 => prop::sample::select(vec![(80, 24), (MAX_COLUMNS, 4), (MAX_COLUMNS + 9, 3), (20, MAX_ROWS + 3)]),
    ]
}

pub(super) fn visit() -> impl Strategy<Value = Visit> {
    let depth = prop::sample::select(vec![
        ColourDepth::None,
        ColourDepth::Sixteen,
        ColourDepth::TwoFiftySix,
        ColourDepth::TrueColour,
    ]);
    let charset = prop::sample::select(vec![Charset::Unicode, Charset::Cp437, Charset::Ascii]);
    let steps = any::<bool>().prop_flat_map(|with_wide| {
        let steps = prop::collection::vec((step(with_wide), prop::bool::weighted(0.25)), 1..8);
        (Just(with_wide), steps)
    });
    let dialect = prop::sample::select(vec![Dialect::Ansi, Dialect::Vt100, Dialect::Vt220, Dialect::Xterm]);
    let terminal = (size(), depth, charset, dialect);
    (terminal, steps).prop_map(|((size, depth, charset, dialect), (with_wide, steps))| Visit {
        size,
        depth,
        charset,
        dialect,
        with_wide,
        steps,
    })
}
