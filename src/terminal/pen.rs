//! The style with which the terminal writes, and the shortest SGR (ECMA-48 §8.3.117) from one style to the next.

use std::fmt::Write;

use ratatui::buffer::Cell;
use ratatui::style::Modifier;

use super::capabilities::{ColourDepth, TerminalLevel};
use super::colour::{SgrColour, legible};
use super::motion::shorter;

/// The attributes that show on a space.
const VISIBLE_ON_BLANK: Modifier = Modifier::REVERSED
    .union(Modifier::UNDERLINED)
    .union(Modifier::CROSSED_OUT)
    .union(Modifier::SLOW_BLINK)
    .union(Modifier::RAPID_BLINK);

/// Each attribute, with the SGR parameters that turn it on and off. Some share the latter.
const ATTRIBUTES: [(Modifier, &str, &str); 9] = [
    (Modifier::BOLD, "1", "22"),
    (Modifier::DIM, "2", "22"),
    (Modifier::ITALIC, "3", "23"),
    (Modifier::UNDERLINED, "4", "24"),
    (Modifier::SLOW_BLINK, "5", "25"),
    (Modifier::RAPID_BLINK, "6", "25"),
    (Modifier::REVERSED, "7", "27"),
    (Modifier::HIDDEN, "8", "28"),
    (Modifier::CROSSED_OUT, "9", "29"),
];

/// Foreground, background and attributes in force at the terminal.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct PenState {
    foreground: SgrColour,
    background: SgrColour,
    attributes: Modifier,
}

impl PenState {
    /// The style after a reset, `ESC[m`.
    pub(super) const DEFAULT: Self = Self {
        foreground: SgrColour::Default,
        background: SgrColour::Default,
        attributes: Modifier::empty(),
    };

    /// The style of `cell`, in the colours of `depth`.
    pub(super) fn of(cell: &Cell, depth: ColourDepth) -> Self {
        let (foreground, background) = legible(cell.fg, cell.bg, depth);
        Self { foreground, background, attributes: cell.modifier }
    }

    /// Whether a space written, or a line erased, with this pen is as blank as with the pen `blank`.
    pub(super) fn is_neutral(self, blank: Self) -> bool {
        self.background == blank.background && self.is_plain_on_blank()
    }

    /// Whether a space written with this pen shows its background alone, as an erased cell does.
    pub(super) fn is_plain_on_blank(self) -> bool {
        !self.attributes.intersects(VISIBLE_ON_BLANK)
    }

    /// The pen nearest to `current` that draws a space as this pen does: a space shows neither foreground nor boldness.
    fn enough_for_space(self, current: Self) -> Self {
        if self.attributes.intersects(VISIBLE_ON_BLANK) {
            return self;
        }
        Self {
            foreground: current.foreground,
            background: self.background,
            attributes: current.attributes.difference(VISIBLE_ON_BLANK),
        }
    }

    /// Bytes that bring the terminal from `current` (unknown when `None`) to this pen.
    pub(super) fn sgr_from(self, current: Option<Self>, level: TerminalLevel) -> String {
        let afresh = self.afresh();
        match current {
            Some(current) if current == self => String::new(),
            Some(current) if level < TerminalLevel::Vt220 && self.lacks(current) => afresh,
            Some(current) => shorter(self.changes_from(current), afresh),
            None => afresh,
        }
    }

    /// Whether an attribute or a colour of `current` must be turned off.
    fn lacks(self, current: Self) -> bool {
        let goes =
            |own: SgrColour, other: SgrColour| own == SgrColour::Default && other != SgrColour::Default;
        !self.attributes.contains(current.attributes)
            || goes(self.foreground, current.foreground)
            || goes(self.background, current.background)
    }

    /// As [`PenState::sgr_from`], for a space. Returns the pen after these bytes too.
    pub(super) fn sgr_for_space_from(self, current: Option<Self>, level: TerminalLevel) -> (Self, String) {
        let exact = (self, self.sgr_from(current, level));
        let Some(current) = current else { return exact };
        let enough = self.enough_for_space(current);
        let least = (enough, enough.sgr_from(Some(current), level));
        if least.1.len() <= exact.1.len() { least } else { exact }
    }

    /// A reset, then every attribute and colour of this pen.
    fn afresh(self) -> String {
        if self == Self::DEFAULT {
            return "\x1b[m".to_owned();
        }
        let mut sgr = SgrSequence::new();
        sgr.push("0");
        sgr.add_attributes(self.attributes);
        if self.foreground != SgrColour::Default {
            sgr.ink(self.foreground, ColourTarget::Fore);
        }
        if self.background != SgrColour::Default {
            sgr.ink(self.background, ColourTarget::Back);
        }
        sgr.finish()
    }

    /// The differences from `current` only.
    fn changes_from(self, current: Self) -> String {
        let mut sgr = SgrSequence::new();
        let mut held = current.attributes;
        for (attribute, _, off) in ATTRIBUTES {
            if held.contains(attribute) && !self.attributes.contains(attribute) {
                sgr.push(off);
                // One parameter may turn two attributes off (22: bold and dim): the other is turned on again below.
                let gone = ATTRIBUTES.iter().filter(|(_, _, other)| *other == off);
                held = gone.fold(held, |held, (attribute, ..)| held.difference(*attribute));
            }
        }
        sgr.add_attributes(self.attributes.difference(held));
        if self.foreground != current.foreground {
            sgr.ink(self.foreground, ColourTarget::Fore);
        }
        if self.background != current.background {
            sgr.ink(self.background, ColourTarget::Back);
        }
        sgr.finish()
    }
}

#[derive(Clone, Copy)]
enum ColourTarget {
    Fore,
    Back,
}

/// The parameters of one `ESC[…m`, as they are added.
struct SgrSequence(String);

impl SgrSequence {
    fn new() -> Self {
        Self("\x1b[".to_owned())
    }

    fn push(&mut self, parameter: &str) {
        if !self.0.ends_with('[') {
            self.0.push(';');
        }
        self.0.push_str(parameter);
    }

    fn add_attributes(&mut self, attributes: Modifier) {
        for (attribute, on, _) in ATTRIBUTES {
            if attributes.contains(attribute) {
                self.push(on);
            }
        }
    }

    fn ink(&mut self, ink: SgrColour, ground: ColourTarget) {
        let base = match ground {
            ColourTarget::Fore => 30,
            ColourTarget::Back => 40,
        };
        let mut parameter = String::new();
        // Writing into a `String` cannot fail.
        let _ = match ink {
            SgrColour::Default => write!(parameter, "{}", base + 9),
            SgrColour::Basic(n @ 0..8) => write!(parameter, "{}", base + u32::from(n)),
            SgrColour::Basic(n) => write!(parameter, "{}", base + 60 + u32::from(n & 7)),
            SgrColour::Palette(n) => write!(parameter, "{};5;{n}", base + 8),
            SgrColour::Rgb(r, g, b) => write!(parameter, "{};2;{r};{g};{b}", base + 8),
        };
        self.push(&parameter);
    }

    fn finish(mut self) -> String {
        self.0.push('m');
        self.0
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;
    use proptest::sample;
    use ratatui::style::{Color, Style};

    fn pen(style: Style) -> PenState {
        PenState::of(Cell::new("a").set_style(style), ColourDepth::TrueColour)
    }

    const PLAIN: Option<Style> = Some(Style::new());

    #[rstest]
    #[case::named(PLAIN, Style::new().cyan(), "\x1b[36m")]
    #[case::bright(PLAIN, Style::new().light_red(), "\x1b[91m")]
    #[case::indexed_16(PLAIN, Style::new().fg(Color::Indexed(1)), "\x1b[31m")]
    #[case::indexed_256(PLAIN, Style::new().fg(Color::Indexed(208)), "\x1b[38;5;208m")]
    #[case::rgb(PLAIN, Style::new().bg(Color::Rgb(1, 2, 3)), "\x1b[48;2;1;2;3m")]
    #[case::background(PLAIN, Style::new().on_blue(), "\x1b[44m")]
    #[case::bright_background(PLAIN, Style::new().on_white(), "\x1b[107m")]
    #[case::bold_and_colour(PLAIN, Style::new().bold().green(), "\x1b[1;32m")]
    #[case::nothing(PLAIN, Style::new(), "")]
    #[case::unknown(None, Style::new(), "\x1b[m")]
    #[case::unknown_before_bold(None, Style::new().bold(), "\x1b[0;1m")]
    #[case::reset(Some(Style::new().bold().green()), Style::new(), "\x1b[m")]
    #[case::one_attribute(Some(Style::new().bold().green()), Style::new().green(), "\x1b[22m")]
    #[case::colour(Some(Style::new().bold().green()), Style::new().bold().red(), "\x1b[31m")]
    #[case::dim_goes(Some(Style::new().bold().dim().green()), Style::new().bold().green(), "\x1b[22;1m")]
    #[case::reset_is_shorter(Some(Style::new().bold().italic().red().on_blue()), Style::new().bold(), "\x1b[0;1m")]
    fn sgr_is_shortest(#[case] from: Option<Style>, #[case] to: Style, #[case] bytes: &str) {
        assert_eq!(pen(to).sgr_from(from.map(pen), TerminalLevel::Xterm), bytes);
    }

    #[rstest]
    #[case::colour_of_a_space(Style::new().bold().green(), Style::new().red(), "")]
    #[case::underline_shows(Style::new().underlined(), Style::new(), "\x1b[m")]
    #[case::background_shows(Style::new().green().on_red(), Style::new().green(), "\x1b[49m")]
    #[case::reverse_is_wanted(Style::new(), Style::new().reversed(), "\x1b[7m")]
    fn space_needs_fewer_bytes(#[case] from: Style, #[case] to: Style, #[case] bytes: &str) {
        assert_eq!(pen(to).sgr_for_space_from(Some(pen(from)), TerminalLevel::Xterm).1, bytes);
    }

    /// By the parameters 1 to 9 of SGR; 20 more takes one away.
    const ATTRIBUTES: [Modifier; 9] = [
        Modifier::BOLD,
        Modifier::DIM,
        Modifier::ITALIC,
        Modifier::UNDERLINED,
        Modifier::SLOW_BLINK,
        Modifier::RAPID_BLINK,
        Modifier::REVERSED,
        Modifier::HIDDEN,
        Modifier::CROSSED_OUT,
    ];

    /// The pen of a terminal after `sgr`, from `pen`: ECMA-48 §8.3.117, xterm's colours.
    fn obey(mut pen: PenState, sgr: &str, level: TerminalLevel) -> PenState {
        let Some(sgr) = sgr.strip_prefix("\x1b[").and_then(|sgr| sgr.strip_suffix('m')) else {
            assert_eq!(sgr, "");
            return pen;
        };
        let mut parameters = sgr.split(';').map(|number| number.parse().unwrap_or(0u8));
        while let Some(parameter) = parameters.next() {
            assert!(level >= TerminalLevel::Vt220 || !matches!(parameter, 22..=29 | 39 | 49), "{parameter}");
            let mut next = || parameters.next().unwrap();
            match parameter {
                0 => pen = PenState::DEFAULT,
                22 => pen.attributes -= Modifier::BOLD | Modifier::DIM,
                25 => pen.attributes -= Modifier::SLOW_BLINK | Modifier::RAPID_BLINK,
                n @ 1..=9 => pen.attributes |= ATTRIBUTES[usize::from(n - 1)],
                n @ (23 | 24 | 27..=29) => pen.attributes -= ATTRIBUTES[usize::from(n - 21)],
                n @ 30..=37 => pen.foreground = SgrColour::Basic(n - 30),
                n @ 40..=47 => pen.background = SgrColour::Basic(n - 40),
                n @ 90..=97 => pen.foreground = SgrColour::Basic(n - 82),
                n @ 100..=107 => pen.background = SgrColour::Basic(n - 92),
                39 => pen.foreground = SgrColour::Default,
                49 => pen.background = SgrColour::Default,
                n @ (38 | 48) => {
                    let ink = match next() {
                        5 => SgrColour::Palette(next()),
                        2 => SgrColour::Rgb(next(), next(), next()),
                        other => panic!("{other} after {n}"),
                    };
                    *(if n == 38 { &mut pen.foreground } else { &mut pen.background }) = ink;
                }
                other => panic!("parameter {other}"),
            }
        }
        pen
    }

    const LEVELS: &[TerminalLevel] =
        &[TerminalLevel::Ansi, TerminalLevel::Vt100, TerminalLevel::Vt220, TerminalLevel::Xterm];

    fn any_pen() -> impl Strategy<Value = PenState> {
        let ink = || {
            prop_oneof![
                2 => Just(SgrColour::Default),
                2 => (0..16u8).prop_map(SgrColour::Basic),
                1 => (16..=255u8).prop_map(SgrColour::Palette),
                1 => any::<[u8; 3]>().prop_map(|[r, g, b]| SgrColour::Rgb(r, g, b)),
            ]
        };
        (ink(), ink(), any::<u16>()).prop_map(|(foreground, background, bits)| PenState {
            foreground,
            background,
            attributes: Modifier::from_bits_truncate(bits),
        })
    }

    /// The parts of a pen that show on a blank; the foreground too where an attribute makes it visible.
    fn on_a_blank(pen: PenState) -> (SgrColour, Modifier, Option<SgrColour>) {
        let visible = pen.attributes.intersection(VISIBLE_ON_BLANK);
        (pen.background, visible, (!visible.is_empty()).then_some(pen.foreground))
    }

    proptest! {
        #![proptest_config(ProptestConfig::with_cases(4000))]

        #[test]
        fn any_pen_follows_any_other(from in any_pen(), to in any_pen(), level in sample::select(LEVELS)) {
            prop_assert_eq!(obey(from, &to.sgr_from(Some(from), level), level), to);
            prop_assert_eq!(obey(from, &to.sgr_from(None, level), level), to);
            let (reached, sgr) = to.sgr_for_space_from(Some(from), level);
            prop_assert_eq!(obey(from, &sgr, level), reached);
            prop_assert_eq!(on_a_blank(reached), on_a_blank(to));
        }
    }
}
