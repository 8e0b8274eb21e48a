//! The glyphs of the rich presentation: a set for each kind of terminal.

use crate::captcha::PictureForm;

/// One set of glyphs; each is one column wide.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct GlyphSet {
    /// The bars on both sides of what has the focus; the left one also marks a fault.
    pub left_bar: &'static str,
    pub right_bar: &'static str,
    /// A cell of a gauge that is full, half full, empty.
    pub full: &'static str,
    pub half: &'static str,
    pub empty: &'static str,
    /// The tick of a rule that the password meets, does not meet yet, may do without.
    pub met: &'static str,
    pub unmet: &'static str,
    pub not_needed: &'static str,
    pub fault: &'static str,
    pub warning: &'static str,
    /// The mask of one character of a secret.
    pub mask: char,
    /// Between two columns of text.
    pub column: &'static str,
    /// Between the program and the title of a screen.
    pub step: &'static str,
    pub up: &'static str,
    pub down: &'static str,
    /// The captcha image.
    pub picture: PictureForm,
}

/// The mask of one character of a secret: one byte, so that a key costs one byte.
pub const MASK: char = '*';

impl GlyphSet {
    /// For any present terminal in a UTF-8 locale.
    pub const UNICODE: Self = Self {
        left_bar: "▐",
        right_bar: "▌",
        full: "━",
        half: "╸",
        empty: "·",
        met: "✓",
        unmet: "○",
        not_needed: "~",
        fault: "✗",
        warning: "!",
        mask: '•',
        column: "│",
        step: "›",
        up: "↑",
        down: "↓",
        picture: PictureForm::Quadrants,
    };

    /// For the Linux console: what both its usual fonts have.
    pub const CONSOLE: Self = Self {
        left_bar: "│",
        right_bar: "│",
        full: "═",
        half: "─",
        empty: "·",
        mask: '•',
        column: "│",
        up: "↑",
        down: "↓",
        ..Self::ASCII
    };

    /// For any terminal and locale.
    pub const ASCII: Self = Self {
        left_bar: "|",
        right_bar: "|",
        full: "=",
        half: "=",
        empty: "-",
        met: "+",
        unmet: "-",
        not_needed: "~",
        fault: "!",
        warning: "!",
        mask: MASK,
        column: "|",
        step: ">",
        up: "^",
        down: "v",
        picture: PictureForm::Ascii,
    };
}
