//! Characters brought down to what the terminal can draw: the last resort, below what the screens
//! choose themselves.

use std::borrow::Cow;

use unicode_normalization::UnicodeNormalization;
use unicode_segmentation::UnicodeSegmentation;
use unicode_width::UnicodeWidthStr;

use super::capabilities::Charset;

/// `symbol`, or what stands for it in `charset`, as wide as it was (`width` columns).
pub(super) fn fold(symbol: &str, width: u16, charset: Charset) -> Cow<'_, str> {
    if symbol.is_ascii() {
        return symbol.into();
    }
    let substitute = match charset {
        Charset::Unicode => return symbol.into(),
        Charset::Cp437 => match symbol.chars().next().and_then(in_cp437) {
            Some(substitute) => substitute,
            None => return symbol.into(),
        },
        Charset::Ascii => in_ascii(symbol),
    };
    String::from(substitute).repeat(width.into()).into()
}

impl Charset {
    /// `text` in characters that the terminal has, as wide as it was: for what is said outside the screens.
    #[must_use]
    pub fn spell(self, text: &str) -> Cow<'_, str> {
        if self == Self::Unicode || text.is_ascii() {
            return text.into();
        }
        // Composed first: a letter and its accent are one character of the terminal.
        let text: String = text.nfc().collect();
        let width = |symbol: &str| u16::try_from(symbol.width()).unwrap_or(u16::MAX);
        text.graphemes(true).map(|symbol| fold(symbol, width(symbol), self)).collect::<String>().into()
    }
}

fn in_ascii(symbol: &str) -> char {
    let Some(character) = symbol.chars().next() else { return '?' };
    drawing_in_ascii(character)
        .or_else(|| symbol.nfkd().next().filter(char::is_ascii))
        .filter(|substitute| !substitute.is_control())
        .unwrap_or('?')
}

/// What has no decomposition towards ASCII.
fn drawing_in_ascii(character: char) -> Option<char> {
    Some(match character {
        '─' | '━' | '═' | '╌'..='╍' | '┄'..='┅' | '┈'..='┉' | '□' | '–' | '—' | '‑' => {
            '-'
        }
        '│' | '┃' | '║' | '┆'..='┇' | '┊'..='┋' | '╎'..='╏' | '▏' | '▕' => '|',
        '┌'..='╬' | '╭'..='╰' => '+',
        '█' | '▉'..='▌' | '▐' | '▓' | '■' => '#',
        '▀' | '«' | '»' | '“' | '”' => '"',
        '▁'..='▇' => '_',
        '░' | '·' => '.',
        '▒' => ':',
        '•' | '●' => '*',
        '○' => 'o',
        '▸' | '►' | '▶' | '›' | '→' | '❯' => '>',
        '◂' | '◄' | '◀' | '‹' | '←' => '<',
        '↑' | '▲' => '^',
        '↓' | '▼' | '✓' | '✔' | '√' => 'v',
        '✗' | '✘' | '×' => 'x',
        '’' | '‘' => '\'',
        'œ' => 'o',
        'Œ' => 'O',
        'æ' => 'a',
        'Æ' => 'A',
        '€' => 'E',
        _ => return None,
    })
}

/// What the 256 or 512 glyphs of a Linux console's font usually lack.
fn in_cp437(character: char) -> Option<char> {
    Some(match character {
        '✓' | '✔' => '√',
        '✗' | '✘' => 'x',
        '▸' | '▶' | '❯' => '►',
        '◂' | '◀' => '◄',
        '›' => '>',
        '‹' => '<',
        '…' => '.',
        '’' | '‘' => '\'',
        '“' | '”' => '"',
        '–' | '—' | '‑' => '-',
        '╭' => '┌',
        '╮' => '┐',
        '╯' => '┘',
        '╰' => '└',
        '□' => '░',
        '▏' | '▕' => '│',
        '▁'..='▃' | '▅'..='▇' => '▄',
        '▉'..='▋' => '█',
        '\u{202f}' => ' ',
        '⠀'..='⣿' => '?',
        _ => return None,
    })
}

#[cfg(test)]
mod tests {
    use rstest::rstest;

    use super::*;

    #[rstest]
    #[case("é", "e")]
    #[case("É", "E")]
    #[case("e\u{301}", "e")]
    #[case("ç", "c")]
    #[case("œ", "o")]
    #[case("─", "-")]
    #[case("┼", "+")]
    #[case("╮", "+")]
    #[case("│", "|")]
    #[case("▀", "\"")]
    #[case("█", "#")]
    #[case("…", ".")]
    #[case("✗", "x")]
    #[case("\u{a0}", " ")]
    #[case("\u{202f}", " ")]
    #[case("称", "??")]
    #[case("字", "??")]
    #[case("a", "a")]
    fn ascii(#[case] symbol: &str, #[case] folded: &str) {
        let width = u16::try_from(folded.len()).unwrap();
        assert_eq!(fold(symbol, width, Charset::Ascii), folded);
    }

    #[rstest]
    #[case("é", "é")]
    #[case("▀", "▀")]
    #[case("─", "─")]
    #[case("•", "•")]
    #[case("✓", "√")]
    #[case("⣿", "?")]
    #[case("╭", "┌")]
    fn console(#[case] symbol: &str, #[case] folded: &str) {
        assert_eq!(fold(symbol, 1, Charset::Cp437), folded);
    }

    #[rstest]
    #[case(Charset::Ascii, "L'option \" reseau \" est inconnue.\n")]
    #[case(Charset::Cp437, "L'option « réseau » est inconnue.\n")]
    #[case(Charset::Unicode, "L’option « re\u{301}seau » est inconnue.\n")]
    fn sentences(#[case] charset: Charset, #[case] spelt: &str) {
        assert_eq!(charset.spell("L’option « re\u{301}seau » est inconnue.\n"), spelt);
    }

    #[test]
    fn unicode_is_left_alone() {
        assert_eq!(fold("⣿", 1, Charset::Unicode), "⣿");
    }
}
