//! Replaces colours that the terminal does not have: true colour → 256 → 16 → none.

use ratatui::style::Color;

use super::capabilities::ColourDepth;

/// A colour as SGR writes it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum SgrColour {
    /// The colour of the terminal's own settings.
    Default,
    /// 0 to 15: parameters 30–37 and 90–97.
    Basic(u8),
    /// 16 to 255: parameter `38;5;n`.
    Palette(u8),
    /// 24 bits: parameter `38;2;r;g;b`.
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

/// Foreground and background at `depth`. Two different colours never become one: a text in the colour of its background
/// cannot be read.
pub(super) fn legible(foreground: Color, background: Color, depth: ColourDepth) -> (SgrColour, SgrColour) {
    let (fore, back) = (downgrade(foreground, depth), downgrade(background, depth));
    if fore != back || fore == SgrColour::Default || ink(foreground) == ink(background) {
        return (fore, back);
    }
    let readable = if brightness(rgb(back)) < 128 { 15 } else { 0 };
    (SgrColour::Basic(readable), back)
}

/// The nearest colour to `colour` at `depth`.
pub(super) fn downgrade(colour: Color, depth: ColourDepth) -> SgrColour {
    let ink = ink(colour);
    match (depth, ink) {
        (ColourDepth::None, _) => SgrColour::Default,
        (ColourDepth::TwoFiftySix, SgrColour::Rgb(..)) => nearest_of_256(rgb(ink)),
        (ColourDepth::Sixteen, SgrColour::Palette(_) | SgrColour::Rgb(..)) => nearest_of_16(rgb(ink)),
        _ => ink,
    }
}

fn ink(colour: Color) -> SgrColour {
    match colour {
        Color::Reset => SgrColour::Default,
        Color::Black => SgrColour::Basic(0),
        Color::Red => SgrColour::Basic(1),
        Color::Green => SgrColour::Basic(2),
        Color::Yellow => SgrColour::Basic(3),
        Color::Blue => SgrColour::Basic(4),
        Color::Magenta => SgrColour::Basic(5),
        Color::Cyan => SgrColour::Basic(6),
        Color::Gray => SgrColour::Basic(7),
        Color::DarkGray => SgrColour::Basic(8),
        Color::LightRed => SgrColour::Basic(9),
        Color::LightGreen => SgrColour::Basic(10),
        Color::LightYellow => SgrColour::Basic(11),
        Color::LightBlue => SgrColour::Basic(12),
        Color::LightMagenta => SgrColour::Basic(13),
        Color::LightCyan => SgrColour::Basic(14),
        Color::White => SgrColour::Basic(15),
        Color::Indexed(n @ 0..16) => SgrColour::Basic(n),
        Color::Indexed(n) => SgrColour::Palette(n),
        Color::Rgb(r, g, b) => SgrColour::Rgb(r, g, b),
    }
}

fn rgb(ink: SgrColour) -> [u8; 3] {
    match ink {
        SgrColour::Default => [0, 0, 0],
        SgrColour::Basic(n) => BASIC.get(usize::from(n)).copied().unwrap_or_default(),
        SgrColour::Palette(n) => palette(n),
        SgrColour::Rgb(r, g, b) => [r, g, b],
    }
}

/// Red, green and blue of one of the 256 colours.
fn palette(n: u8) -> [u8; 3] {
    match n {
        0..16 => rgb(SgrColour::Basic(n)),
        16..232 => {
            let level = |step: u8| CUBE.get(usize::from(step % 6)).copied().unwrap_or_default();
            [level((n - 16) / 36), level((n - 16) / 6), level(n - 16)]
        }
        232.. => [8 + 10 * (n - 232); 3],
    }
}

fn nearest_of_256(wanted: [u8; 3]) -> SgrColour {
    let nearest = (16..=255).min_by_key(|n| distance(palette(*n), wanted)).unwrap_or(16);
    SgrColour::Palette(nearest)
}

fn nearest_of_16(wanted: [u8; 3]) -> SgrColour {
    let nearest = (0..16).min_by_key(|n| distance(palette(*n), wanted)).unwrap_or(0);
    SgrColour::Basic(nearest)
}

/// Squared distance, weighted by how well the eye sees red, green and blue.
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
    use super::*;

    #[rstest]
    #[case(Color::Rgb(255, 0, 0), ColourDepth::TrueColour, SgrColour::Rgb(255, 0, 0))]
    #[case(Color::Rgb(255, 0, 0), ColourDepth::TwoFiftySix, SgrColour::Palette(196))]
    #[case(Color::Rgb(120, 120, 120), ColourDepth::TwoFiftySix, SgrColour::Palette(243))]
    #[case(Color::Rgb(250, 5, 5), ColourDepth::Sixteen, SgrColour::Basic(9))]
    #[case(Color::Rgb(0, 0, 145), ColourDepth::Sixteen, SgrColour::Basic(4))]
    #[case(Color::Indexed(196), ColourDepth::Sixteen, SgrColour::Basic(9))]
    #[case(Color::Indexed(196), ColourDepth::TwoFiftySix, SgrColour::Palette(196))]
    #[case(Color::Green, ColourDepth::Sixteen, SgrColour::Basic(2))]
    #[case(Color::Green, ColourDepth::None, SgrColour::Default)]
    #[case(Color::Rgb(1, 2, 3), ColourDepth::None, SgrColour::Default)]
    fn depth_gives_nearest_colour(#[case] colour: Color, #[case] depth: ColourDepth, #[case] ink: SgrColour) {
        assert_eq!(downgrade(colour, depth), ink);
    }

    #[test]
    fn legible_keeps_difference_only() {
        let pale = Color::Rgb(230, 230, 230);
        let (black, grey) = (SgrColour::Basic(0), SgrColour::Basic(7));
        assert_eq!(legible(pale, Color::Rgb(215, 225, 220), ColourDepth::Sixteen), (black, grey));
        assert_eq!(legible(pale, pale, ColourDepth::Sixteen), (grey, grey));
    }
}
