//! Replaces characters that the terminal cannot draw. Most screens choose others by themselves; this is the last
//! resort.

use std::borrow::Cow;

use unicode_normalization::UnicodeNormalization;
use unicode_segmentation::UnicodeSegmentation;
use unicode_width::{UnicodeWidthChar, UnicodeWidthStr};

use super::capabilities::Charset;

/// `symbol`, or its substitute in `charset`, in the same `width` columns.
pub(super) fn fold(symbol: &str, width: u16, charset: Charset) -> Cow<'_, str> {
    if symbol.is_ascii() {
        return symbol.into();
    }
    let substitute = match charset {
        Charset::Unicode => return of_sure_width(symbol, width.into()),
        Charset::Cp437 => on_console(symbol),
        Charset::Ascii => in_ascii(symbol),
    };
    String::from(substitute).repeat(width.into()).into()
}

/// `symbol` in `width` columns on every terminal. Only some draw a sequence (a flag, an astronaut, a heart in colour) as
/// one character; the others add up the columns of its parts. Such a sequence is cut to the part that all draw alike.
fn of_sure_width(symbol: &str, width: usize) -> Cow<'_, str> {
    let columns = |character: char| character.width().unwrap_or(0);
    if symbol.chars().map(columns).sum::<usize>() == width && !symbol.contains(changes_width) {
        return symbol.into();
    }
    let mut free = width;
    let mut sure: String = symbol
        .chars()
        .filter(|character| !changes_width(*character))
        .map_while(|character| {
            free = free.checked_sub(columns(character))?;
            Some(character)
        })
        .collect();
    sure.extend(std::iter::repeat_n(' ', free));
    sure.into()
}

/// The joiner and the variation selectors: without a width of their own, they change their neighbour's.
fn changes_width(character: char) -> bool {
    matches!(character, '\u{200d}' | '\u{fe00}'..='\u{fe0f}')
}

impl Charset {
    /// `text` in characters that the terminal has, in the same columns: for sentences outside the screens.
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

/// The substitutes of characters that do not decompose into ASCII.
fn drawing_in_ascii(character: char) -> Option<char> {
    Some(match character {
        '─' | '━' | '╸' | '═' | '╌'..='╍' | '┄'..='┅' | '┈'..='┉' | '□' | '–' | '—' | '‑' => {
            '-'
        }
        '│' | '┃' | '║' | '┆'..='┇' | '┊'..='┋' | '╎'..='╏' | '▏' | '▕' => '|',
        '┌'..='╬' | '╭'..='╰' => '+',
        '█' | '▉'..='▌' | '▐' | '▓' | '▖'..='▟' | '■' => '#',
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
        'µ' | 'μ' => 'u',
        'ß' => 's',
        _ => return None,
    })
}

/// The characters beyond ASCII in both fonts that a Linux console starts with: the kernel's own (code page 437) and
/// Debian's for western Europe (`Lat15-*`). Neither has ✓ … ’ › □ nor quadrants; the second has no
/// half-blocks (▀▄▌▐), the first no capital with an accent but É.
const CONSOLE: &str = "\u{a0}¡¢£¥§ª«¬°±²µ¶·º»¼½¿ÄÅÆÇÉÑÖÜßàáâäåæçèéêëìíîïñòóôö÷ùúûüÿƒ•←↑→↓≈≤≥\
    ─│┌┐└┘├┤┬┴┼═║╒╓╔╕╖╗╘╙╚╛╜╝╞╟╠╡╢╣╤╥╦╧╨╩╪╫╬█░▒■▲▼";

fn on_console(symbol: &str) -> char {
    let composed = symbol.nfc().next().unwrap_or('?');
    match composed {
        '╭' => '┌',
        '╮' => '┐',
        '╯' => '┘',
        '╰' => '└',
        '□' => '░',
        '▓' => '▒',
        '▉'..='▋' => '█',
        '╌' | '╍' | '┄' | '┅' | '┈' | '┉' => '─',
        '▏' | '▕' | '┆' | '┇' | '┊' | '┋' | '╎' | '╏' => '│',
        known if CONSOLE.contains(known) => known,
        _ => in_ascii(symbol),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::fs;
    use std::path::Path;

    fn folded<const N: usize>(symbols: [&str; N], charset: Charset) -> [String; N] {
        symbols.map(|symbol| fold(symbol, u16::try_from(symbol.width()).unwrap(), charset).into_owned())
    }

    #[test]
    fn ascii_substitutes() {
        let letters = ["a", "é", "É", "e\u{301}", "ç", "œ", "称", "字"];
        assert_eq!(folded(letters, Charset::Ascii), ["a", "e", "E", "e", "c", "o", "??", "??"]);
        let signs = ["─", "┼", "╮", "│", "▀", "█", "…", "✗", "\u{a0}", "\u{202f}"];
        assert_eq!(folded(signs, Charset::Ascii), ["-", "+", "+", "|", "\"", "#", ".", "x", " ", " "]);
    }

    #[test]
    fn console_substitutes() {
        let letters = ["é", "e\u{301}", "À", "œ", "称", "⣿"];
        assert_eq!(folded(letters, Charset::Cp437), ["é", "é", "A", "o", "??", "?"]);
        let signs = ["█", "─", "•", "✓", "…", "’", "\u{202f}", "╭"];
        assert_eq!(folded(signs, Charset::Cp437), ["█", "─", "•", "v", ".", "'", " ", "┌"]);
    }

    #[rstest]
    #[case(Charset::Ascii, "L'option \" reseau \" est inconnue.\n")]
    #[case(Charset::Cp437, "L'option « réseau » est inconnue.\n")]
    #[case(Charset::Unicode, "L’option « re\u{301}seau » est inconnue.\n")]
    fn charset_spells_sentence(#[case] charset: Charset, #[case] spelt: &str) {
        assert_eq!(charset.spell("L’option « re\u{301}seau » est inconnue.\n"), spelt);
    }

    #[test]
    fn unicode_sequence_keeps_its_columns() {
        let letters = ["⣿", "称", "e\u{301}"];
        assert_eq!(folded(letters, Charset::Unicode), letters);
        let [heart, astronaut, flag, skin] = ["❤\u{fe0f}", "👩\u{200d}🚀", "🇫🇷", "👍🏽"];
        assert_eq!(folded([heart, astronaut, flag, skin], Charset::Unicode), ["❤ ", "👩", flag, "👍"]);
    }

    #[rstest]
    fn every_text_is_spelt_without_loss(#[values(Charset::Cp437, Charset::Ascii)] charset: Charset) {
        let sources =
            [("src/i18n", "ftl"), ("src/ui", "rs"), ("src/cli.rs", "rs"), ("src/password/generate", "txt")];
        let root = Path::new(env!("CARGO_MANIFEST_DIR"));
        for text in sources.iter().flat_map(|(under, kind)| read_all(&root.join(under), kind)) {
            for symbol in text.graphemes(true).filter(|symbol| !symbol.is_ascii()) {
                assert!(!charset.spell(symbol).contains('?'), "{symbol} is lost in {charset:?}");
            }
        }
    }

    fn read_all(at: &Path, kind: &str) -> Vec<String> {
        if at.is_dir() {
            let inside = fs::read_dir(at).unwrap().flat_map(|entry| read_all(&entry.unwrap().path(), kind));
            return inside.collect();
        }
        let wanted = at.extension().is_some_and(|extension| extension == kind);
        wanted.then(|| fs::read_to_string(at).unwrap()).into_iter().collect()
    }
}
