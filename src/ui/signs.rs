//! The signs of the screen, for what a terminal can show.

/// One set of signs; each is one column wide.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Signs {
    /// Before what has the focus.
    pub pointer: &'static str,
    /// In place of a character of a secret.
    pub mask: &'static str,
    /// Before a rule that holds, or a success.
    pub met: &'static str,
    /// Before a rule that does not hold, or a fault.
    pub unmet: &'static str,
    /// A full segment of the gauge.
    pub full: &'static str,
    /// An empty segment of the gauge.
    pub empty: &'static str,
    /// Of a horizontal line.
    pub line: &'static str,
    /// Of a vertical line.
    pub column: &'static str,
    /// Between the program and the title of a screen.
    pub step: &'static str,
    /// How an image is drawn.
    pub picture: Picture,
}

/// How an image is drawn.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Picture {
    /// Half-blocks, and quadrants where the screen is narrow.
    Blocks,
    /// Half-blocks only.
    HalfBlocks,
    /// `#` and blanks.
    Ascii,
}

impl Signs {
    /// Any terminal of today in a UTF-8 locale.
    pub const UNICODE: Self = Self {
        pointer: "▸",
        mask: "•",
        met: "✓",
        unmet: "✗",
        full: "■",
        empty: "□",
        line: "─",
        column: "│",
        step: "›",
        picture: Picture::Blocks,
    };

    /// The Linux console: the glyphs of code page 437 that its fonts have.
    pub const CONSOLE: Self = Self {
        pointer: ">",
        mask: "*",
        met: "+",
        unmet: "-",
        full: "█",
        empty: "░",
        line: "─",
        column: "│",
        step: ">",
        picture: Picture::HalfBlocks,
    };

    /// Everywhere, also in a locale that is not UTF-8.
    pub const ASCII: Self = Self {
        pointer: ">",
        mask: "*",
        met: "+",
        unmet: "-",
        full: "#",
        empty: "-",
        line: "-",
        column: "|",
        step: ">",
        picture: Picture::Ascii,
    };
}
