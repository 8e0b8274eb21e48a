//! NUMEN (13 characters: two digits, a letter, seven digits, three letters) and the number of an external person.

use std::fmt;

use regex::Regex;
use zeroize::Zeroizing;

use crate::password::SecretText;

const NUMEN_LENGTH: usize = 13;
/// `d` means a digit, `l` a letter.
const NUMEN_SHAPE: &str = "ddldddddddlll";

/// A number that proves an identity, in upper case. Compare it in the directory or in constant time; never show it.
pub enum PersonNumber {
    /// « Numéro d'identification éducation nationale ».
    Numen(Zeroizing<String>),
    /// « Numéro de personne extérieure ».
    External(Zeroizing<String>),
}

/// The shape of the external numbers of an académie.
#[derive(Debug, Clone)]
pub struct ExternalShape(Shape);

#[derive(Debug, Clone)]
enum Shape {
    /// A model of the number, such as `EXT-0000-00000`: `0` is a digit, `a` a letter, anything else itself. Its letters and
    /// digits decide; its other signs may be typed or not.
    Model(String),
    /// An anchored regular expression.
    Expression(Regex),
}

/// The kind of character at a position of a NUMEN.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum ExpectedCharacter {
    Digit,
    Letter,
}

/// The fault of a typed number.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum NumberError {
    Empty,
    /// It looks like a NUMEN of another length than 13.
    Length {
        /// Characters typed, without blanks, dots and dashes.
        typed: usize,
    },
    /// It looks like a NUMEN, but for one character.
    Position {
        /// The position, counted from 1.
        at: usize,
        expected: ExpectedCharacter,
    },
    /// Neither a NUMEN nor an external number.
    Shape,
}

impl ExternalShape {
    /// A model if it has only letters, digits and hyphens or slashes, else a regular expression.
    ///
    /// # Errors
    /// The expression cannot be compiled.
    pub fn new(shape: &str) -> Result<Self, regex::Error> {
        let is_model = |c: char| c.is_ascii_alphanumeric() || matches!(c, '-' | '/');
        if shape.chars().all(is_model) {
            return Ok(Self(Shape::Model(shape.to_owned())));
        }
        // Alone first: « a)(b » is only an expression between the parentheses that are put around it.
        Regex::new(shape)?;
        Regex::new(&format!("^(?:{shape})$")).map(|expression| Self(Shape::Expression(expression)))
    }

    fn has_model(&self) -> bool {
        matches!(self.0, Shape::Model(_))
    }

    /// The number as the directory has it; `None` if it has another shape. `number`: typed, in upper case, without blanks.
    fn canonical(&self, number: &str) -> Option<Zeroizing<String>> {
        match &self.0 {
            Shape::Model(model) => follow(model, number),
            Shape::Expression(expression) => {
                expression.is_match(number).then(|| upper_without(number, |_| false))
            }
        }
    }
}

fn is_separator(c: char) -> bool {
    matches!(c, '-' | '/' | '.' | '_')
}

/// The letters and digits of a number, with the signs of the model in their places.
fn follow(model: &str, number: &str) -> Option<Zeroizing<String>> {
    let mut canonical = Zeroizing::new(String::with_capacity(model.len()));
    let mut typed = number.chars().filter(|c| !is_separator(*c));
    for kind in model.chars() {
        if is_separator(kind) {
            canonical.push(kind);
            continue;
        }
        let is_right = |c: &char| match kind {
            '0' => c.is_ascii_digit(),
            'a' => c.is_ascii_uppercase(),
            other => *c == other.to_ascii_uppercase(),
        };
        canonical.push(typed.next().filter(is_right)?);
    }
    typed.next().is_none().then_some(canonical)
}

impl PersonNumber {
    /// Reads a typed number: blanks do not matter, nor capitals, nor the signs within a NUMEN or a number that has a model.
    ///
    /// # Errors
    /// See [`NumberError`].
    pub fn parse(typed: &SecretText, external: &ExternalShape) -> Result<Self, NumberError> {
        let number = upper_without(typed.expose(), char::is_whitespace);
        if number.is_empty() {
            return Err(NumberError::Empty);
        }
        let bare = upper_without(&number, |c| matches!(c, '.' | '-'));
        match (numen_fault(&bare), external.canonical(&number)) {
            (None, _) => Ok(Self::Numen(bare)),
            // Whatever resembles a NUMEN may match an expression too: its fault is more likely.
            (Some(fault), _) if !external.has_model() && looks_like_numen(&bare) => Err(fault),
            (Some(_), Some(number)) => Ok(Self::External(number)),
            (Some(fault), None) if looks_like_numen(&bare) => Err(fault),
            (Some(_), None) => Err(NumberError::Shape),
        }
    }

    /// The number, in upper case, for the comparison by the directory.
    #[must_use]
    pub fn expose(&self) -> &str {
        match self {
            Self::Numen(number) | Self::External(number) => number,
        }
    }
}

impl fmt::Debug for PersonNumber {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            Self::Numen(_) => "Numen(…)",
            Self::External(_) => "External(…)",
        })
    }
}

fn upper_without(text: &str, dropped: impl Fn(char) -> bool) -> Zeroizing<String> {
    // Reserved at once: a string that grows leaves copies behind.
    let mut kept = Zeroizing::new(String::with_capacity(text.len() * 2));
    kept.extend(text.chars().filter(|c| !dropped(*c)).map(|c| c.to_ascii_uppercase()));
    kept
}

/// Two digits, a letter, and about the right length: the person meant a NUMEN.
fn looks_like_numen(text: &str) -> bool {
    let begins = text.chars().zip("ddl".chars()).filter(|(c, kind)| fits(*c, *kind)).count() >= 2;
    begins
        && (11..=15).contains(&text.chars().count())
        && text.chars().all(char::is_alphanumeric)
        && text.chars().filter(char::is_ascii_digit).count() >= 6
}

fn numen_fault(text: &str) -> Option<NumberError> {
    let typed = text.chars().count();
    if typed != NUMEN_LENGTH {
        return Some(NumberError::Length { typed });
    }
    text.chars().zip(NUMEN_SHAPE.chars()).position(|(c, kind)| !fits(c, kind)).map(|place| {
        let expected = if NUMEN_SHAPE.chars().nth(place) == Some('d') {
            ExpectedCharacter::Digit
        } else {
            ExpectedCharacter::Letter
        };
        NumberError::Position { at: place + 1, expected }
    })
}

fn fits(character: char, kind: char) -> bool {
    if kind == 'd' { character.is_ascii_digit() } else { character.is_ascii_uppercase() }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;
    use crate::password::testing::secret;

    fn parse(typed: &str) -> Result<String, NumberError> {
        let shape = ExternalShape::new("[0-9A-Z-]{4,20}").unwrap();
        PersonNumber::parse(&secret(typed), &shape).map(|number| match number {
            PersonNumber::Numen(n) => format!("N {}", *n),
            PersonNumber::External(n) => format!("E {}", *n),
        })
    }

    #[rstest]
    #[case(Ok("N 16E9912345ABC"), &["16E9912345ABC", " 16e 99 12345 abc ", "16-E-99.12345-ABC"])]
    #[case(Ok("E EXT-2026-00042"), &["EXT-2026-00042", "ext-2026-00042"])]
    #[case(Err(NumberError::Empty), &[""])]
    #[case(Err(NumberError::Length { typed: 12 }), &["16E991234ABC"])]
    #[case(Err(NumberError::Length { typed: 14 }), &["16E99123456ABC"])]
    #[case(Err(NumberError::Position { at: 8, expected: ExpectedCharacter::Digit }), &["16E9912O45ABC"])]
    #[case(Err(NumberError::Position { at: 13, expected: ExpectedCharacter::Letter }), &["16E9912345AB1"])]
    #[case(Err(NumberError::Shape), &["abc", "(numen=*)"])]
    fn parse_accepts_both_numbers(#[case] expected: Result<&str, NumberError>, #[case] texts: &[&str]) {
        texts.iter().for_each(|typed| assert_eq!(parse(typed), expected.map(str::to_owned), "{typed}"));
    }

    fn external(typed: &str, shape: &str) -> Option<String> {
        let typed = SecretText::from_text(typed).ok()?;
        let number = PersonNumber::parse(&typed, &ExternalShape::new(shape).unwrap()).ok()?;
        matches!(number, PersonNumber::External(_)).then(|| number.expose().to_owned())
    }

    #[rstest]
    #[case("EXT-0000-00000", "EXT-2026-00042", &["EXT-2026-00042", "ext 2026 00042", "EXT202600042", "e.x.t-20260004-2"])]
    #[case("aa/000", "XB/123", &["xb123", "XB/123", "xb-1 23"])]
    #[case("P00-a", "P12-Z", &["p12z"])]
    fn model_decides_the_signs(#[case] shape: &str, #[case] expected: &str, #[case] texts: &[&str]) {
        texts
            .iter()
            .for_each(|typed| assert_eq!(external(typed, shape).as_deref(), Some(expected), "{typed}"));
    }

    #[rstest]
    fn number_of_another_model_is_refused(
        #[values(
            "EXT-2026-0004",
            "EXT-2026-000423",
            "EXU-2026-00042",
            "EXT-2O26-00042",
            "ext",
            "EXT+202600042"
        )]
        typed: &str,
    ) {
        assert_eq!(external(typed, "EXT-0000-00000"), None);
    }

    proptest! {
        /// Any text is taken or refused; what is taken is taken again as it is, and keeps its letters and digits.
        #[test]
        fn canonical_number_is_stable(typed in "[eExXtT0-9 ./-]{0,24}|\\PC{0,12}") {
            if let Some(number) = external(&typed, "EXT-0000-00000") {
                prop_assert_eq!(external(&number, "EXT-0000-00000"), Some(number.clone()));
                let bare = |text: &str| text.chars().filter(char::is_ascii_alphanumeric).collect::<String>();
                prop_assert_eq!(bare(&number), bare(&typed.to_ascii_uppercase()));
            }
        }
    }

    #[test]
    fn number_debug_is_empty() {
        let number = PersonNumber::Numen(Zeroizing::new("16E9912345ABC".to_owned()));
        assert_eq!(format!("{number:?}"), "Numen(…)");
    }
}
