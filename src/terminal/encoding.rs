//! [`InputEncoding`]: the characters that received bytes stand for.
//!
//! The locale says it. A locale of ISO-8859 and a terminal in UTF-8 (or the reverse) would turn one letter into two, or
//! into none: both are found, and reported as an [`InputLoss`].

use zeroize::Zeroizing;

/// The encoding of what a person or a program types.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Default)]
pub enum InputEncoding {
    #[default]
    Utf8,
    /// ISO-8859-1.
    Latin1,
    /// ISO-8859-15: Latin-1 with eight other characters, € and œ among them.
    Latin9,
}

/// The reason why the text that came is not, or may not be, the text that the person typed.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum InputLoss {
    /// Bytes that are no UTF-8, in a locale of UTF-8.
    NotUtf8,
    /// Bytes that are no text in a locale of 8 bits, or that are UTF-8 there: terminal and locale disagree.
    OtherEncoding,
    /// A key that arrived in part, or that no keyboard sends.
    Key,
    /// A paste without its end.
    Paste,
}

/// The languages whose locale without a codeset (`fr_FR`) is ISO-8859-1 in the C library of GNU.
const WESTERN: [&str; 12] = ["fr", "en", "de", "es", "it", "pt", "nl", "br", "ca", "eu", "oc", "gl"];

impl InputEncoding {
    /// The encoding of a locale, `language_TERRITORY.codeset@modifier`. One that is unknown, or that names none as `C`
    /// does, is read as UTF-8, of which ASCII is a part.
    #[must_use]
    pub fn of_locale(locale: &str) -> Self {
        let (name, modifier) = locale.split_once('@').unwrap_or((locale, ""));
        let (name, codeset) = name.split_once('.').unwrap_or((name, ""));
        let codeset: String =
            codeset.chars().filter(char::is_ascii_alphanumeric).map(|c| c.to_ascii_lowercase()).collect();
        match codeset.as_str() {
            "iso88591" | "88591" | "latin1" | "isolatin1" | "l1" | "cp819" | "ibm819" => Self::Latin1,
            "iso885915" | "885915" | "latin9" | "isolatin9" | "latin0" | "l9" => Self::Latin9,
            "" if modifier.eq_ignore_ascii_case("euro") => Self::Latin9,
            "" if modifier.is_empty() && is_western(name) => Self::Latin1,
            _ => Self::Utf8,
        }
    }

    /// The character of a byte in an encoding of 8 bits; `None` for a control character of 8 bits, which no keyboard
    /// sends, and in UTF-8 for all but ASCII.
    pub(super) fn character(self, byte: u8) -> Option<char> {
        match (self, byte) {
            (_, 0x00..=0x7f) => Some(char::from(byte)),
            (Self::Utf8, _) | (_, 0x80..=0x9f) => None,
            (Self::Latin9, 0xa4) => Some('€'),
            (Self::Latin9, 0xa6) => Some('Š'),
            (Self::Latin9, 0xa8) => Some('š'),
            (Self::Latin9, 0xb4) => Some('Ž'),
            (Self::Latin9, 0xb8) => Some('ž'),
            (Self::Latin9, 0xbc) => Some('Œ'),
            (Self::Latin9, 0xbd) => Some('œ'),
            (Self::Latin9, 0xbe) => Some('Ÿ'),
            (Self::Latin1 | Self::Latin9, _) => Some(char::from(byte)),
        }
    }

    /// The loss of a byte that is no text here.
    pub(super) fn loss(self) -> InputLoss {
        match self {
            Self::Utf8 => InputLoss::NotUtf8,
            Self::Latin1 | Self::Latin9 => InputLoss::OtherEncoding,
        }
    }

    /// The text of whole bytes, without those that are none; and the loss, if it may differ from what was meant.
    pub(super) fn decode(self, bytes: &[u8]) -> (Zeroizing<String>, Option<InputLoss>) {
        // A character of a byte takes three at most: nothing moves, so no copy stays behind.
        let mut text = Zeroizing::new(String::with_capacity(bytes.len() * 3));
        let mut is_whole = true;
        match self {
            Self::Utf8 => {
                for chunk in bytes.utf8_chunks() {
                    text.push_str(chunk.valid());
                    is_whole &= chunk.invalid().is_empty();
                }
            }
            Self::Latin1 | Self::Latin9 => {
                text.extend(bytes.iter().filter_map(|byte| self.character(*byte)));
                let is_text = bytes.iter().all(|byte| self.character(*byte).is_some());
                is_whole = is_text && !bytes.utf8_chunks().any(|chunk| !chunk.valid().is_ascii());
            }
        }
        (text, (!is_whole).then(|| self.loss()))
    }
}

/// Whether it is the name of a western locale, with its territory, or one of the aliases of `locale.alias`.
fn is_western(name: &str) -> bool {
    let language = name.split_once('_').map(|(language, _)| language);
    language.is_some_and(|language| WESTERN.contains(&language))
        || ["french", "francais", "français"].iter().any(|alias| name.eq_ignore_ascii_case(alias))
}

/// Finds characters of UTF-8 among the bytes of a terminal in an encoding of 8 bits.
#[derive(Default)]
pub(super) struct Utf8Watch {
    /// The start of a character.
    bytes: Zeroizing<[u8; 4]>,
    length: usize,
}

impl Utf8Watch {
    /// Whether `byte` completes a character of several bytes.
    pub(super) fn completes_character(&mut self, byte: u8) -> bool {
        if !(0x80..=0xbf).contains(&byte) || self.length == 0 {
            self.length = 0;
        }
        if self.length == 0 && !(0xc2..=0xf4).contains(&byte) {
            return false;
        }
        if let Some(room) = self.bytes.get_mut(self.length) {
            *room = byte;
            self.length += 1;
        }
        let read = std::str::from_utf8(self.bytes.get(..self.length).unwrap_or_default());
        let is_incomplete = read.is_err_and(|fault| fault.error_len().is_none());
        if !is_incomplete {
            self.length = 0;
        }
        read.is_ok()
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    #[rstest]
    #[case(InputEncoding::Utf8, &["", "C", "POSIX", "C.UTF-8", "fr_FR.UTF-8", "fr_FR.utf8@euro", "fr", "ru_RU.KOI8-R"])]
    #[case(InputEncoding::Utf8, &["ja_JP", "pl_PL", "ca_ES.UTF-8@valencia", "ca_ES@valencia"])]
    #[case(InputEncoding::Latin1, &["fr_FR.ISO-8859-1", "fr_FR.iso88591", "fr_FR.ISO8859-1", "fr_FR.8859-1"])]
    #[case(InputEncoding::Latin1, &["fr_FR.latin1", "fr_FR", "en_GB", "french"])]
    #[case(InputEncoding::Latin9, &["fr_FR.ISO-8859-15", "fr_FR.iso885915", "fr_FR.ISO-8859-15@euro", "fr_FR@euro"])]
    #[case(InputEncoding::Latin9, &["fr_FR.latin9", "fr_FR.Latin-9", "fr_BE@EURO"])]
    fn locale_gives_encoding(#[case] encoding: InputEncoding, #[case] locales: &[&str]) {
        for locale in locales {
            assert_eq!(InputEncoding::of_locale(locale), encoding, "{locale}");
        }
    }

    #[rstest]
    #[case(InputEncoding::Utf8, "é€".as_bytes(), "é€", None)]
    #[case(InputEncoding::Utf8, b"a\xe9b", "ab", Some(InputLoss::NotUtf8))]
    #[case(InputEncoding::Utf8, b"Mot\x82Passe", "MotPasse", Some(InputLoss::NotUtf8))]
    #[case(InputEncoding::Latin1, b"pivot-\xe9\xe8\xff\xa4", "pivot-éèÿ¤", None)]
    #[case(InputEncoding::Latin9, b"\xa4\xa6\xa8\xb4\xb8\xbc\xbd\xbe\xe9", "€ŠšŽžŒœŸé", None)]
    #[case(InputEncoding::Latin1, b"a\x82b", "ab", Some(InputLoss::OtherEncoding))]
    #[case(InputEncoding::Latin1, "aéb".as_bytes(), "aÃ©b", Some(InputLoss::OtherEncoding))]
    #[case(InputEncoding::Latin9, "a€b".as_bytes(), "aâ¬b", Some(InputLoss::OtherEncoding))]
    fn bytes_give_text_and_loss(
        #[case] encoding: InputEncoding,
        #[case] bytes: &[u8],
        #[case] text: &str,
        #[case] loss: Option<InputLoss>,
    ) {
        let (decoded, found) = encoding.decode(bytes);
        assert_eq!((decoded.as_str(), found), (text, loss));
    }

    proptest! {
        /// Byte by byte, UTF-8 is found exactly where it is found in the whole.
        #[test]
        fn watch_agrees_with_whole(bytes in prop::collection::vec(prop_oneof![any::<u8>(), 0x80..=0xc5_u8], 0..40)) {
            let mut watch = Utf8Watch::default();
            let seen = bytes.iter().filter(|byte| watch.completes_character(**byte)).count();
            let whole: usize =
                bytes.utf8_chunks().map(|chunk| chunk.valid().chars().filter(|c| !c.is_ascii()).count()).sum();
            prop_assert_eq!(seen, whole, "{:x?}", bytes);
        }
    }
}
