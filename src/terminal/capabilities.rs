//! The abilities of the terminal and the wishes of its user, read from the environment.
//!
//! No query goes to the terminal itself: an answer costs a round trip, and may never come.

use std::ops::RangeInclusive;

use super::encoding::InputEncoding;

/// The number of colours that the terminal shows.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum ColourDepth {
    /// Bold, underline and reverse only.
    None,
    /// The eight colours and their bright versions.
    Sixteen,
    TwoFiftySix,
    TrueColour,
}

/// The characters that the terminal can draw.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Charset {
    /// UTF-8 with an ordinary font.
    Unicode,
    /// UTF-8 on a Linux console: the characters of both its usual fonts. They have small letters with accents, É, █ and
    /// ─│, but neither ✓ nor half-blocks.
    Cp437,
    /// Another encoding than UTF-8, or a terminal older than it: only ASCII is safe.
    Ascii,
}

/// The control sequences that a terminal obeys; each level adds to those before it.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum TerminalLevel {
    /// ANSI X3.64 of 1979, as the consoles of PCs and Suns have it: they cannot save the cursor, and turn all attributes
    /// off at once only.
    Ansi,
    /// The VT100 saves the cursor with its attributes and colours (DECSC, DECRC).
    Vt100,
    /// From the VT220 on, and the Linux console: each attribute is turned off alone (SGR 22 to 29).
    Vt220,
    /// xterm and the terminals that follow it: they ignore sequences that they do not know, such as a private mode.
    Xterm,
}

/// The capabilities that decide which bytes a terminal receives, and what those that it sends mean.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct TerminalInfo {
    pub depth: ColourDepth,
    pub charset: Charset,
    pub level: TerminalLevel,
    pub input: InputEncoding,
    /// Whether erased cells take the background of the pen (terminfo's `bce`).
    pub erases_in_colour: bool,
    /// Whether it is `st`, which has a Delete key of its own.
    pub is_st: bool,
}

/// The abilities of a terminal, known before it receives its first byte.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Capabilities {
    pub depth: ColourDepth,
    pub charset: Charset,
    /// Questions and answers, one a line, without an escape byte: for a terminal that cannot place its cursor, or a
    /// screen reader.
    pub line_mode: bool,
    /// A screen reader follows the whole screen.
    pub screen_reader: bool,
    pub level: TerminalLevel,
    /// The encoding of what is typed.
    pub input: InputEncoding,
    /// A terminal that needs few bytes more than a rich screen: a serial one, or one that declares itself so (VT100 to
    /// VT525, consoles before xterm).
    pub low: bool,
    /// Whether erased cells take the background of the pen.
    pub erases_in_colour: bool,
    /// Whether it is `st`.
    pub is_st: bool,
    /// `fr` or `en`, when the locale is of one of them.
    pub language: Option<&'static str>,
}

impl Capabilities {
    /// The part that drawing needs.
    #[must_use]
    pub fn terminal(&self) -> TerminalInfo {
        let Self { depth, charset, level, input, erases_in_colour, is_st, .. } = *self;
        TerminalInfo { depth, charset, level, input, erases_in_colour, is_st }
    }

    /// Reads the variables through `lookup` (`TERM`, `COLORTERM`, `NO_COLOR`, `ACCESSIBLE`, `LC_ALL`,
    /// `LC_CTYPE`, `LC_MESSAGES`, `LANG`). As in POSIX, an empty value counts as absent.
    pub fn detect(lookup: impl Fn(&str) -> Option<String>) -> Self {
        let lookup = |name: &str| lookup(name).filter(|value| !value.is_empty());
        let term = lookup("TERM").unwrap_or_default().to_ascii_lowercase();
        let locale = |category: &str| ["LC_ALL", category, "LANG"].into_iter().find_map(lookup);

        let dumb = has_no_cursor(&term);
        let depth = if dumb || lookup("NO_COLOR").is_some() {
            ColourDepth::None
        } else {
            depth(&term, lookup("COLORTERM").as_deref())
        };
        let accessible = lookup("ACCESSIBLE").filter(|value| !is_no(value));
        let screen_reader = accessible.as_ref().is_some_and(|value| value.eq_ignore_ascii_case("screen"));
        Self {
            depth,
            charset: charset(&term, locale("LC_CTYPE").as_deref()),
            line_mode: dumb || (accessible.is_some() && !screen_reader),
            screen_reader,
            level: level(&term),
            input: locale("LC_CTYPE").as_deref().map_or(InputEncoding::Utf8, InputEncoding::of_locale),
            erases_in_colour: erases_in_colour(&term),
            is_st: is_st(&term),
            low: is_dec(&term, 1..=5) || level(&term) == TerminalLevel::Ansi,
            language: locale("LC_MESSAGES").as_deref().and_then(language),
        }
    }
}

fn has_no_cursor(term: &str) -> bool {
    matches!(term, "" | "dumb" | "unknown" | "network" | "dialup" | "emacs" | "vt52")
}

/// Terminals that show 24 bits and do not always declare it in `COLORTERM`.
const TRUE_COLOUR: [&str; 7] =
    ["alacritty", "contour", "foot", "ghostty", "wezterm", "xterm-ghostty", "xterm-kitty"];

/// Whether `term` is a VT of DEC of one of these series (`vt220` is of the second). `vte` is not.
fn is_dec(term: &str, mut series: RangeInclusive<u32>) -> bool {
    let digit =
        term.strip_prefix("vt").and_then(|rest| rest.chars().next()).and_then(|first| first.to_digit(10));
    digit.is_some_and(|digit| series.any(|known| known == digit))
}

fn level(term: &str) -> TerminalLevel {
    let is_one_of = |names: &[&str]| names.iter().any(|name| term.starts_with(name));
    if is_one_of(&["ansi", "pcansi", "scoansi", "cons25", "sun"]) {
        TerminalLevel::Ansi
    } else if is_dec(term, 1..=1) {
        TerminalLevel::Vt100
    } else if is_dec(term, 2..=5) || is_one_of(&["linux"]) {
        TerminalLevel::Vt220
    } else {
        TerminalLevel::Xterm
    }
}

/// Whether `term` is a name of `st`; Debian calls it `stterm`.
fn is_st(term: &str) -> bool {
    let name = term.split('-').next();
    matches!(name, Some("st" | "stterm"))
}

/// As their entries in terminfo say. The multiplexers of terminals erase to their own default.
fn erases_in_colour(term: &str) -> bool {
    const NAMES: [&str; 8] = ["alacritty", "gnome", "konsole", "linux", "putty", "rxvt", "vte", "xterm"];
    let does = NAMES.iter().any(|name| term.starts_with(name)) && term != "xterm-kitty";
    does || term.ends_with("-bce")
}

fn depth(term: &str, colorterm: Option<&str>) -> ColourDepth {
    let monochrome =
        is_dec(term, 1..=5) || term.starts_with("sun") || term.ends_with("-m") || term.ends_with("-mono");
    let declares_true_colour = colorterm
        .is_some_and(|value| value.eq_ignore_ascii_case("truecolor") || value.eq_ignore_ascii_case("24bit"));
    if monochrome {
        ColourDepth::None
    } else if term.starts_with("linux") {
        ColourDepth::Sixteen
    } else if declares_true_colour || term.ends_with("-direct") || TRUE_COLOUR.contains(&term) {
        ColourDepth::TrueColour
    } else if term.contains("256color") {
        ColourDepth::TwoFiftySix
    } else {
        ColourDepth::Sixteen
    }
}

fn charset(term: &str, locale: Option<&str>) -> Charset {
    if !locale.is_some_and(is_utf8) || level(term) <= TerminalLevel::Vt100 {
        Charset::Ascii
    } else if term.starts_with("linux") {
        Charset::Cp437
    } else {
        Charset::Unicode
    }
}

/// Whether the codeset of `language_TERRITORY.codeset@modifier` is UTF-8.
fn is_utf8(locale: &str) -> bool {
    let codeset = locale.split_once('.').map_or("", |(_, rest)| rest);
    let codeset = codeset.split('@').next().unwrap_or_default();
    codeset.eq_ignore_ascii_case("utf-8") || codeset.eq_ignore_ascii_case("utf8")
}

fn language(locale: &str) -> Option<&'static str> {
    match locale.split(['_', '.', '@']).next() {
        Some("fr") => Some("fr"),
        Some("en") => Some("en"),
        _ => None,
    }
}

fn is_no(value: &str) -> bool {
    ["0", "false", "no", "off"].iter().any(|no| value.eq_ignore_ascii_case(no))
}

#[cfg(test)]
mod tests {
    use super::*;

    /// The capabilities of an environment such as `TERM=xterm LANG=C`.
    fn detect(environment: &str) -> Capabilities {
        let variables = environment.split(' ').filter_map(|variable| variable.split_once('='));
        Capabilities::detect(|name| {
            variables.clone().find(|(key, _)| *key == name).map(|(_, value)| value.into())
        })
    }

    #[rstest]
    #[case(ColourDepth::None, &["", "TERM=vt220", "TERM=vt102-w", "TERM=sun", "TERM=xterm-mono", "TERM=dumb"])]
    #[case(ColourDepth::None, &["TERM=xterm-256color NO_COLOR=1"])]
    #[case(ColourDepth::Sixteen, &["TERM=xterm", "TERM=xterm COLORTERM=gnome-terminal", "TERM=never-heard-of"])]
    #[case(ColourDepth::Sixteen, &["TERM=linux COLORTERM=truecolor"])]
    #[case(ColourDepth::TwoFiftySix, &["TERM=xterm-256color", "TERM=screen.xterm-256color", "TERM=vte-256color"])]
    #[case(ColourDepth::TwoFiftySix, &["TERM=xterm-256color NO_COLOR="])]
    #[case(ColourDepth::TrueColour, &["TERM=xterm-256color COLORTERM=truecolor", "TERM=xterm COLORTERM=24bit"])]
    #[case(ColourDepth::TrueColour, &["TERM=xterm-kitty", "TERM=tmux-direct"])]
    fn environment_gives_depth(#[case] depth: ColourDepth, #[case] environments: &[&str]) {
        environments.iter().for_each(|given| assert_eq!(detect(given).depth, depth, "{given}"));
    }

    #[rstest]
    #[case(Charset::Unicode, &["LANG=fr_FR.UTF-8", "LANG=fr_FR.utf8", "LANG=C.UTF-8", "LANG=ca_ES.UTF-8@valencia"])]
    #[case(Charset::Unicode, &["LC_CTYPE=C.UTF-8 LANG=C", "LC_ALL= LANG=fr_FR.UTF-8", "TERM=vt220 LANG=fr_FR.UTF-8"])]
    #[case(Charset::Cp437, &["TERM=linux LANG=fr_FR.UTF-8"])]
    #[case(Charset::Ascii, &["", "LANG=C", "LANG=fr_FR.ISO-8859-15@euro", "LANG=fr_FR@euro"])]
    #[case(Charset::Ascii, &["LC_ALL=C LANG=fr_FR.UTF-8", "TERM=linux LANG=C", "TERM=vt220 LANG=C"])]
    #[case(Charset::Ascii, &["TERM=vt100 LANG=fr_FR.UTF-8", "TERM=vt102 LANG=fr_FR.UTF-8"])]
    #[case(Charset::Ascii, &["TERM=ansi LANG=fr_FR.UTF-8"])]
    fn environment_gives_charset(#[case] charset: Charset, #[case] environments: &[&str]) {
        environments.iter().for_each(|given| assert_eq!(detect(given).charset, charset, "{given}"));
    }

    #[rstest]
    #[case(InputEncoding::Latin1, &["LANG=fr_FR.ISO-8859-1", "LC_CTYPE=fr_FR.ISO-8859-1 LANG=fr_FR.UTF-8"])]
    #[case(InputEncoding::Latin9, &["LC_ALL=fr_FR@euro LC_CTYPE=fr_FR.ISO-8859-1", "LC_ALL= LANG=fr_FR.latin9"])]
    #[case(InputEncoding::Utf8, &["", "LANG=C", "LC_ALL=C.UTF-8 LANG=fr_FR.ISO-8859-1", "LC_CTYPE=C LANG=fr_FR"])]
    fn environment_gives_input_encoding(#[case] encoding: InputEncoding, #[case] environments: &[&str]) {
        environments.iter().for_each(|given| assert_eq!(detect(given).input, encoding, "{given}"));
    }

    #[rstest]
    #[case(TerminalLevel::Vt100, true, &["vt100", "vt102-nsgr", "vt132"])]
    #[case(TerminalLevel::Vt220, true, &["vt220", "VT420", "vt525"])]
    #[case(TerminalLevel::Vt220, false, &["linux", "linux-16color"])]
    #[case(TerminalLevel::Ansi, true, &["ansi", "cons25", "sun-color"])]
    #[case(TerminalLevel::Xterm, false, &["xterm", "vte-256color", "screen", "never-heard-of"])]
    fn term_gives_level(#[case] level: TerminalLevel, #[case] low: bool, #[case] terms: &[&str]) {
        for term in terms {
            let detected = detect(&format!("TERM={term}"));
            assert_eq!((detected.level, detected.low), (level, low), "{term}");
        }
    }

    #[rstest]
    #[case(true, &["xterm-256color", "vte-256color", "putty", "linux", "screen-256color-bce"])]
    #[case(false, &["screen-256color", "tmux-256color", "xterm-kitty", "vt220", "never-heard-of"])]
    fn term_tells_erasing_in_colour(#[case] erases: bool, #[case] terms: &[&str]) {
        for term in terms {
            assert_eq!(detect(&format!("TERM={term}")).erases_in_colour, erases, "{term}");
        }
    }

    #[rstest]
    #[case(true, &["", "TERM=dumb", "TERM=", "TERM=xterm ACCESSIBLE=1", "TERM=xterm ACCESSIBLE=yes"])]
    #[case(false, &["TERM=xterm", "TERM=xterm ACCESSIBLE=0", "TERM=xterm ACCESSIBLE="])]
    fn environment_gives_line_mode(#[case] line_mode: bool, #[case] environments: &[&str]) {
        environments.iter().for_each(|given| assert_eq!(detect(given).line_mode, line_mode, "{given}"));
    }

    #[rstest]
    #[case(true, "TERM=xterm ACCESSIBLE=screen")]
    #[case(true, "TERM=xterm ACCESSIBLE=Screen")]
    #[case(false, "TERM=xterm ACCESSIBLE=1")]
    #[case(false, "TERM=xterm")]
    fn environment_gives_screen_reader(#[case] screen_reader: bool, #[case] environment: &str) {
        let detected = detect(environment);
        assert_eq!(detected.screen_reader, screen_reader, "{environment}");
        assert!(!(detected.screen_reader && detected.line_mode), "{environment}");
    }

    #[rstest]
    #[case(Some("fr"), &["LANG=fr_FR.UTF-8", "LANG=fr", "LANG=fr_FR.UTF-8 LC_CTYPE=en_US.UTF-8"])]
    #[case(Some("en"), &["LANG=en_GB.UTF-8", "LANG=fr_FR.UTF-8 LC_MESSAGES=en_US.UTF-8"])]
    #[case(None, &["", "LANG=de_DE.UTF-8", "LANG=fry_NL.UTF-8", "LC_ALL=C.UTF-8 LANG=fr_FR.UTF-8"])]
    fn locale_gives_language(#[case] language: Option<&str>, #[case] environments: &[&str]) {
        environments.iter().for_each(|given| assert_eq!(detect(given).language, language, "{given}"));
    }

    #[rstest]
    #[case("st", true)]
    #[case("st-256color", true)]
    #[case("stterm-256color", true)]
    #[case("st52", false)]
    #[case("xterm-256color", false)]
    fn st_is_known_by_its_name(#[case] term: &str, #[case] expected: bool) {
        assert_eq!(detect(&format!("TERM={term}")).is_st, expected);
    }
}
