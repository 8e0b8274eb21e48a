//! The glyphs of the screen: a set for each kind of terminal.

/// One set of glyphs; each is one column wide.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct GlyphSet {
    /// The mark of the focus.
    pub pointer: &'static str,
    pub success: &'static str,
    pub fault: &'static str,
    pub line: &'static str,
    pub column: &'static str,
    /// Between the program and the title of a screen.
    pub step: &'static str,
    /// Style of the captcha image.
    pub picture: ImageStyle,
}

/// The mask of one character of a secret: one byte, so that a key costs one byte.
pub const MASK: &str = "*";
/// The last mask of a scrolled secret, at every second key: each key then changes the screen, for two bytes.
pub(super) const MASK_MOVED: &str = "+";
/// The tick of a rule that the password meets.
pub(super) const MET: &str = "+";
/// The tick of a rule that it does not meet yet.
pub(super) const UNMET: &str = "-";
/// The tick of a rule that it may do without.
pub(super) const NOT_NEEDED: &str = "~";
/// An empty segment of the gauge.
pub(super) const EMPTY_SEGMENT: &str = "_";

/// Styles of the captcha image, by the characters of the terminal.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum ImageStyle {
    /// Half-blocks, and quadrants where the screen is narrow.
    Blocks,
    /// Quadrants, in half the rows and half the columns.
    Quadrants,
    Ascii,
}

impl GlyphSet {
    /// For any present terminal in a UTF-8 locale.
    pub const UNICODE: Self = Self {
        pointer: "▸",
        success: "✓",
        fault: "✗",
        line: "─",
        column: "│",
        step: "›",
        picture: ImageStyle::Blocks,
    };

    /// For the Linux console, whose two usual fonts have no half-blocks.
    pub const CONSOLE: Self = Self {
        pointer: ">",
        success: "+",
        fault: "!",
        line: "─",
        column: "│",
        step: ">",
        picture: ImageStyle::Ascii,
    };

    /// For slow lines: one byte a glyph.
    pub const LEAN: Self = Self { picture: ImageStyle::Ascii, ..Self::ASCII };

    /// The same with an image in blocks: half the size of one in `#`, fewer bytes, and easier to read.
    pub const LEAN_UNICODE: Self = Self { picture: ImageStyle::Quadrants, ..Self::LEAN };

    /// For any terminal and locale.
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
