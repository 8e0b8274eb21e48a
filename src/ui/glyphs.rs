//! The glyphs of the screen, for what a terminal can show.

/// One set of glyphs; each is one column wide.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct GlyphSet {
    /// Before what has the focus.
    pub pointer: &'static str,
    /// Before a success.
    pub success: &'static str,
    /// Before a fault.
    pub fault: &'static str,
    /// Of a horizontal line.
    pub line: &'static str,
    /// Of a vertical line.
    pub column: &'static str,
    /// Between the program and the title of a screen.
    pub step: &'static str,
    /// How an image is drawn.
    pub picture: ImageStyle,
}

/// In place of a character of a secret: one byte, so that a key costs one on any line.
pub const MASK: &str = "*";
/// The last mask of a secret longer than its columns, every other time: a key that scrolls is seen, for two bytes.
pub(super) const MASK_MOVED: &str = "+";
/// Before a rule that holds.
pub(super) const MET: &str = "+";
/// Before a rule that does not hold yet.
pub(super) const UNMET: &str = "-";
/// An empty segment of the gauge.
pub(super) const EMPTY_SEGMENT: &str = "_";

/// How an image is drawn.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum ImageStyle {
    /// Half-blocks, and quadrants where the screen is narrow.
    Blocks,
    /// Quadrants, in half the rows and half the columns.
    Quadrants,
    /// `#` and blanks.
    Ascii,
}

impl GlyphSet {
    /// Any terminal of today in a UTF-8 locale.
    pub const UNICODE: Self = Self {
        pointer: "▸",
        success: "✓",
        fault: "✗",
        line: "─",
        column: "│",
        step: "›",
        picture: ImageStyle::Blocks,
    };

    /// The Linux console: what both of its usual fonts have, which half-blocks are not.
    pub const CONSOLE: Self = Self {
        pointer: ">",
        success: "+",
        fault: "!",
        line: "─",
        column: "│",
        step: ">",
        picture: ImageStyle::Ascii,
    };

    /// Words only: one byte a sign, whatever the terminal could draw.
    pub const LEAN: Self = Self { picture: ImageStyle::Ascii, ..Self::ASCII };

    /// The same, and an image in blocks: half the size of one in `#`, fewer bytes, and better read.
    pub const LEAN_UNICODE: Self = Self { picture: ImageStyle::Quadrants, ..Self::LEAN };

    /// Everywhere, also in a locale that is not UTF-8.
    pub const ASCII: Self = Self {
        pointer: ">",
        success: "+",
        fault: "!",
        line: "-",
        column: "|",
        step: ">",
        picture: ImageStyle::Ascii,
    };
}
