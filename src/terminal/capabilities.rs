//! The abilities of the terminal and the wishes of its user, read from the environment.
//!
//! No query goes to the terminal itself: an answer costs a round trip, and may never come.

use std::ops::RangeInclusive;

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

/// Which characters the terminal can draw.
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

/// Which control sequences a terminal obeys; each level adds to those before it.
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

/// The capabilities that decide which bytes a terminal receives.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct TerminalInfo {
    pub depth: ColourDepth,
    pub charset: Charset,
    pub level: TerminalLevel,
}

/// The facts about a terminal that are known before it receives its first byte.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Capabilities {
    pub depth: ColourDepth,
    pub charset: Charset,
    /// Questions and answers, one a line, without an escape byte: for a terminal that cannot place its cursor, or a
    /// screen reader.
    pub line_mode: bool,
    pub level: TerminalLevel,
    /// A terminal that needs few bytes more than a rich screen: a serial one, or one that declares itself so (VT100 to
    /// VT525, consoles before xterm).
    pub low: bool,
    /// `fr` or `en`, when the locale is of one of them.
    pub language: Option<&'static str>,
}

impl Capabilities {
    /// The part that drawing needs.
    #[must_use]
    pub fn terminal(&self) -> TerminalInfo {
        TerminalInfo { depth: self.depth, charset: self.charset, level: self.level }
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
        let accessible = lookup("ACCESSIBLE").is_some_and(|value| !is_no(&value));
        Self {
            depth,
            charset: charset(&term, locale("LC_CTYPE").as_deref()),
            line_mode: dumb || accessible,
            level: level(&term),
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
    use rstest::rstest;

    use super::*;

    fn detect(environment: &[(&str, &str)]) -> Capabilities {
        Capabilities::detect(|name| {
            environment.iter().find(|(key, _)| *key == name).map(|(_, value)| (*value).to_owned())
        })
    }

    #[rstest]
    #[case(&[("TERM", "xterm")], ColourDepth::Sixteen)]
    #[case(&[("TERM", "xterm-256color")], ColourDepth::TwoFiftySix)]
    #[case(&[("TERM", "screen.xterm-256color")], ColourDepth::TwoFiftySix)]
    #[case(&[("TERM", "xterm-256color"), ("COLORTERM", "truecolor")], ColourDepth::TrueColour)]
    #[case(&[("TERM", "xterm"), ("COLORTERM", "24bit")], ColourDepth::TrueColour)]
    #[case(&[("TERM", "xterm"), ("COLORTERM", "gnome-terminal")], ColourDepth::Sixteen)]
    #[case(&[("TERM", "xterm-kitty")], ColourDepth::TrueColour)]
    #[case(&[("TERM", "tmux-direct")], ColourDepth::TrueColour)]
    #[case(&[("TERM", "linux"), ("COLORTERM", "truecolor")], ColourDepth::Sixteen)]
    #[case(&[("TERM", "vt220")], ColourDepth::None)]
    #[case(&[("TERM", "vt102-w")], ColourDepth::None)]
    #[case(&[("TERM", "sun")], ColourDepth::None)]
    #[case(&[("TERM", "vte-256color")], ColourDepth::TwoFiftySix)]
    #[case(&[("TERM", "xterm-mono")], ColourDepth::None)]
    #[case(&[("TERM", "dumb")], ColourDepth::None)]
    #[case(&[], ColourDepth::None)]
    #[case(&[("TERM", "xterm-256color"), ("NO_COLOR", "1")], ColourDepth::None)]
    #[case(&[("TERM", "xterm-256color"), ("NO_COLOR", "")], ColourDepth::TwoFiftySix)]
    #[case(&[("TERM", "never-heard-of")], ColourDepth::Sixteen)]
    fn environment_gives_depth(#[case] environment: &[(&str, &str)], #[case] depth: ColourDepth) {
        assert_eq!(detect(environment).depth, depth);
    }

    #[rstest]
    #[case(&[("LANG", "fr_FR.UTF-8")], Charset::Unicode)]
    #[case(&[("LANG", "fr_FR.utf8")], Charset::Unicode)]
    #[case(&[("LANG", "C.UTF-8")], Charset::Unicode)]
    #[case(&[("LANG", "ca_ES.UTF-8@valencia")], Charset::Unicode)]
    #[case(&[("LANG", "fr_FR.ISO-8859-15@euro")], Charset::Ascii)]
    #[case(&[("LANG", "fr_FR@euro")], Charset::Ascii)]
    #[case(&[("LANG", "C")], Charset::Ascii)]
    #[case(&[], Charset::Ascii)]
    #[case(&[("LC_ALL", "C"), ("LANG", "fr_FR.UTF-8")], Charset::Ascii)]
    #[case(&[("LC_CTYPE", "C.UTF-8"), ("LANG", "C")], Charset::Unicode)]
    #[case(&[("LC_ALL", ""), ("LANG", "fr_FR.UTF-8")], Charset::Unicode)]
    #[case(&[("TERM", "linux"), ("LANG", "fr_FR.UTF-8")], Charset::Cp437)]
    #[case(&[("TERM", "linux"), ("LANG", "C")], Charset::Ascii)]
    #[case(&[("TERM", "vt100"), ("LANG", "fr_FR.UTF-8")], Charset::Ascii)]
    #[case(&[("TERM", "vt102"), ("LANG", "fr_FR.UTF-8")], Charset::Ascii)]
    #[case(&[("TERM", "ansi"), ("LANG", "fr_FR.UTF-8")], Charset::Ascii)]
    #[case(&[("TERM", "vt220"), ("LANG", "fr_FR.UTF-8")], Charset::Unicode)]
    #[case(&[("TERM", "vt220"), ("LANG", "C")], Charset::Ascii)]
    fn environment_gives_charset(#[case] environment: &[(&str, &str)], #[case] charset: Charset) {
        assert_eq!(detect(environment).charset, charset);
    }

    #[rstest]
    #[case("vt100", TerminalLevel::Vt100, true)]
    #[case("vt102-nsgr", TerminalLevel::Vt100, true)]
    #[case("vt132", TerminalLevel::Vt100, true)]
    #[case("vt220", TerminalLevel::Vt220, true)]
    #[case("VT420", TerminalLevel::Vt220, true)]
    #[case("vt525", TerminalLevel::Vt220, true)]
    #[case("ansi", TerminalLevel::Ansi, true)]
    #[case("cons25", TerminalLevel::Ansi, true)]
    #[case("sun-color", TerminalLevel::Ansi, true)]
    #[case("linux", TerminalLevel::Vt220, false)]
    #[case("linux-16color", TerminalLevel::Vt220, false)]
    #[case("xterm", TerminalLevel::Xterm, false)]
    #[case("vte-256color", TerminalLevel::Xterm, false)]
    #[case("screen", TerminalLevel::Xterm, false)]
    #[case("never-heard-of", TerminalLevel::Xterm, false)]
    fn term_gives_level(#[case] term: &str, #[case] level: TerminalLevel, #[case] low: bool) {
        let detected = detect(&[("TERM", term)]);
        assert_eq!((detected.level, detected.low), (level, low));
    }

    #[rstest]
    #[case(&[("TERM", "xterm")], false)]
    #[case(&[("TERM", "dumb")], true)]
    #[case(&[], true)]
    #[case(&[("TERM", "")], true)]
    #[case(&[("TERM", "xterm"), ("ACCESSIBLE", "1")], true)]
    #[case(&[("TERM", "xterm"), ("ACCESSIBLE", "yes")], true)]
    #[case(&[("TERM", "xterm"), ("ACCESSIBLE", "0")], false)]
    #[case(&[("TERM", "xterm"), ("ACCESSIBLE", "")], false)]
    fn environment_gives_line_mode(#[case] environment: &[(&str, &str)], #[case] line_mode: bool) {
        assert_eq!(detect(environment).line_mode, line_mode);
    }

    #[rstest]
    #[case(&[("LANG", "fr_FR.UTF-8")], Some("fr"))]
    #[case(&[("LANG", "fr")], Some("fr"))]
    #[case(&[("LANG", "en_GB.UTF-8")], Some("en"))]
    #[case(&[("LANG", "fr_FR.UTF-8"), ("LC_MESSAGES", "en_US.UTF-8")], Some("en"))]
    #[case(&[("LANG", "fr_FR.UTF-8"), ("LC_CTYPE", "en_US.UTF-8")], Some("fr"))]
    #[case(&[("LC_ALL", "C.UTF-8"), ("LANG", "fr_FR.UTF-8")], None)]
    #[case(&[("LANG", "de_DE.UTF-8")], None)]
    #[case(&[("LANG", "fry_NL.UTF-8")], None)]
    #[case(&[], None)]
    fn locale_gives_language(#[case] environment: &[(&str, &str)], #[case] language: Option<&str>) {
        assert_eq!(detect(environment).language, language);
    }
}
