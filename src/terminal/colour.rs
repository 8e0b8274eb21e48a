//! Colours brought down to what the terminal has: true colour → 256 → 16 → none.

use ratatui::style::Color;

use super::capabilities::ColourDepth;

/// A colour as SGR can say it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Ink {
    /// The terminal's own.
    Default,
    /// 0 to 15: 30–37 and 90–97.
    Basic(u8),
    /// 16 to 255: `38;5;n`.
    Palette(u8),
    /// `38;2;r;g;b`.
    Rgb(u8, u8, u8),
}

/// The sixteen colours as xterm paints them; other terminals are near enough to choose by.
const BASIC: [[u8; 3]; 16] = [
    [0, 0, 0],
    [205, 0, 0],
    [0, 205, 0],
    [205, 205, 0],
    [0, 0, 238],
    [205, 0, 205],
    [0, 205, 205],
    [229, 229, 229],
    [127, 127, 127],
    [255, 0, 0],
    [0, 255, 0],
    [255, 255, 0],
    [92, 92, 255],
    [255, 0, 255],
    [0, 255, 255],
    [255, 255, 255],
];

/// Levels of red, green and blue in the 6×6×6 cube that starts at colour 16.
const CUBE: [u8; 6] = [0, 95, 135, 175, 215, 255];

/// Foreground and background at `depth`; two colours that differ are never merged into one, because a
/// text of the colour of its background cannot be read.
pub(super) fn legible(foreground: Color, background: Color, depth: ColourDepth) -> (Ink, Ink) {
    let (fore, back) = (downgrade(foreground, depth), downgrade(background, depth));
    if fore != back || fore == Ink::Default || ink(foreground) == ink(background) {
        return (fore, back);
    }
    let readable = if brightness(rgb(back)) < 128 { 15 } else { 0 };
    (Ink::Basic(readable), back)
}

/// `colour` in the nearest form that `depth` allows.
pub(super) fn downgrade(colour: Color, depth: ColourDepth) -> Ink {
    let ink = ink(colour);
    match (depth, ink) {
        (ColourDepth::None, _) => Ink::Default,
        (ColourDepth::TwoFiftySix, Ink::Rgb(..)) => nearest_of_256(rgb(ink)),
        (ColourDepth::Sixteen, Ink::Palette(_) | Ink::Rgb(..)) => nearest_of_16(rgb(ink)),
        _ => ink,
    }
}

fn ink(colour: Color) -> Ink {
    match colour {
        Color::Reset => Ink::Default,
        Color::Black => Ink::Basic(0),
        Color::Red => Ink::Basic(1),
        Color::Green => Ink::Basic(2),
        Color::Yellow => Ink::Basic(3),
        Color::Blue => Ink::Basic(4),
        Color::Magenta => Ink::Basic(5),
        Color::Cyan => Ink::Basic(6),
        Color::Gray => Ink::Basic(7),
        Color::DarkGray => Ink::Basic(8),
        Color::LightRed => Ink::Basic(9),
        Color::LightGreen => Ink::Basic(10),
        Color::LightYellow => Ink::Basic(11),
        Color::LightBlue => Ink::Basic(12),
        Color::LightMagenta => Ink::Basic(13),
        Color::LightCyan => Ink::Basic(14),
        Color::White => Ink::Basic(15),
        Color::Indexed(n @ 0..16) => Ink::Basic(n),
        Color::Indexed(n) => Ink::Palette(n),
        Color::Rgb(r, g, b) => Ink::Rgb(r, g, b),
    }
}

fn rgb(ink: Ink) -> [u8; 3] {
    match ink {
        Ink::Default => [0, 0, 0],
        Ink::Basic(n) => BASIC.get(usize::from(n)).copied().unwrap_or_default(),
        Ink::Palette(n) => palette(n),
        Ink::Rgb(r, g, b) => [r, g, b],
    }
}

/// Red, green and blue of colour `n` of 256.
fn palette(n: u8) -> [u8; 3] {
    match n {
        0..16 => rgb(Ink::Basic(n)),
        16..232 => {
            let level = |step: u8| CUBE.get(usize::from(step % 6)).copied().unwrap_or_default();
            [level((n - 16) / 36), level((n - 16) / 6), level(n - 16)]
        }
        232.. => [8 + 10 * (n - 232); 3],
    }
}

fn nearest_of_256(wanted: [u8; 3]) -> Ink {
    let nearest = (16..=255).min_by_key(|n| distance(palette(*n), wanted)).unwrap_or(16);
    Ink::Palette(nearest)
}

fn nearest_of_16(wanted: [u8; 3]) -> Ink {
    let nearest = (0..16).min_by_key(|n| distance(palette(*n), wanted)).unwrap_or(0);
    Ink::Basic(nearest)
}

/// Squared distance, weighted by what the eye makes of red, green and blue.
fn distance(one: [u8; 3], other: [u8; 3]) -> u32 {
    let [r, g, b] = [0, 1, 2].map(|i| {
        let channel = |of: [u8; 3]| of.get(i).copied().unwrap_or_default();
        u32::from(channel(one).abs_diff(channel(other))).pow(2)
    });
    2 * r + 4 * g + 3 * b
}

fn brightness([r, g, b]: [u8; 3]) -> u32 {
    (299 * u32::from(r) + 587 * u32::from(g) + 114 * u32::from(b)) / 1000
}

#[cfg(test)]
mod tests {
    use rstest::rstest;

    use super::*;

    #[rstest]
    #[case(Color::Rgb(255, 0, 0), ColourDepth::TrueColour, Ink::Rgb(255, 0, 0))]
    #[case(Color::Rgb(255, 0, 0), ColourDepth::TwoFiftySix, Ink::Palette(196))]
    #[case(Color::Rgb(120, 120, 120), ColourDepth::TwoFiftySix, Ink::Palette(243))]
    #[case(Color::Rgb(250, 5, 5), ColourDepth::Sixteen, Ink::Basic(9))]
    #[case(Color::Rgb(0, 0, 145), ColourDepth::Sixteen, Ink::Basic(4))]
    #[case(Color::Indexed(196), ColourDepth::Sixteen, Ink::Basic(9))]
    #[case(Color::Indexed(196), ColourDepth::TwoFiftySix, Ink::Palette(196))]
    #[case(Color::Green, ColourDepth::Sixteen, Ink::Basic(2))]
    #[case(Color::Green, ColourDepth::None, Ink::Default)]
    #[case(Color::Rgb(1, 2, 3), ColourDepth::None, Ink::Default)]
    fn colours_go_down(#[case] colour: Color, #[case] depth: ColourDepth, #[case] ink: Ink) {
        assert_eq!(downgrade(colour, depth), ink);
    }

    #[test]
    fn two_colours_do_not_merge() {
        let (fore, back) =
            legible(Color::Rgb(230, 230, 230), Color::Rgb(215, 225, 220), ColourDepth::Sixteen);
        assert_eq!((fore, back), (Ink::Basic(0), Ink::Basic(7)));
    }

    #[test]
    fn a_colour_on_itself_stays_hidden() {
        let same = Color::Rgb(230, 230, 230);
        assert_eq!(legible(same, same, ColourDepth::Sixteen), (Ink::Basic(7), Ink::Basic(7)));
    }
}
