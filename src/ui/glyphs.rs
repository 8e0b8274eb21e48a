//! The glyphs of the screen: a set for each kind of terminal.

use crate::captcha::PictureForm;

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
    /// The captcha image.
    pub picture: PictureForm,
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

impl GlyphSet {
    /// For any present terminal in a UTF-8 locale.
    pub const UNICODE: Self = Self {
        pointer: "▸",
        success: "✓",
        fault: "✗",
        line: "─",
        column: "│",
        step: "›",
        picture: PictureForm::Quadrants,
    };

    /// For the Linux console, whose two usual fonts have no quadrants.
    pub const CONSOLE: Self = Self {
        pointer: ">",
        success: "+",
        fault: "!",
        line: "─",
        column: "│",
        step: ">",
        picture: PictureForm::Ascii,
    };

    /// For slow lines: one byte a glyph.
    pub const LEAN: Self = Self { picture: PictureForm::Ascii, ..Self::ASCII };

    /// The same with an image in blocks: half the size of one in `#`, fewer bytes, and easier to read.
    pub const LEAN_UNICODE: Self = Self { picture: PictureForm::Quadrants, ..Self::LEAN };

    /// For any terminal and locale.
    pub const ASCII: Self = Self {
        pointer: ">",
        success: "+",
        fault: "!",
        line: "-",
        column: "|",
        step: ">",
        picture: PictureForm::Ascii,
    };
}
