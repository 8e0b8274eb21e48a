//! The rules one by one, as they are ticked in the form and named in a refusal.

use serde::{Deserialize, Serialize};
use unicode_normalization::char::is_combining_mark;

use crate::password::secret::SecretText;

/// Classes of characters. Letters and digits are ASCII: what passes here passes whatever a server calls a letter.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum CharacterClass {
    /// a to z.
    Lower,
    /// A to Z.
    Upper,
    /// 0 to 9.
    Digit,
    /// Neither a letter nor a digit of Unicode.
    Special,
}

/// One rule.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Rule {
    /// At least this many characters.
    MinLength(usize),
    /// At most this many characters.
    MaxLength(usize),
    /// At least one character of the class.
    Class(CharacterClass),
    /// This many characters do instead of the classes: ticked, never broken.
    Passphrase(usize),
    /// At least this strength, in percent. Judged apart, as it needs the estimator.
    MinPercent(u8),
    /// Other than the current password.
    DiffersFromCurrent,
    /// At least this many characters away from the current password.
    MinChanges(usize),
    /// Without the login, nor a part of it.
    NoLogin,
    /// Without the first name and the surname.
    NoName,
    /// Without the birth date, nor the birth year for want of other digits.
    NoBirthDate,
    /// Without the NUMEN or external number, nor its beginning or end.
    NoNumber,
    /// In no known breach. Judged apart, as it needs the filter file.
    BreachFilter,
    /// More than words of the organisation, or of the administrator's list.
    KnownWords,
}

impl Rule {
    /// Its name for another program: never changes.
    #[must_use]
    pub fn name(self) -> &'static str {
        match self {
            Self::MinLength(_) => "min-length",
            Self::MaxLength(_) => "max-length",
            Self::Class(CharacterClass::Lower) => "lower",
            Self::Class(CharacterClass::Upper) => "upper",
            Self::Class(CharacterClass::Digit) => "digit",
            Self::Class(CharacterClass::Special) => "special",
            Self::Passphrase(_) => "passphrase",
            Self::MinPercent(_) => "min-percent",
            Self::DiffersFromCurrent => "differs",
            Self::MinChanges(_) => "min-changes",
            Self::NoLogin => "no-login",
            Self::NoName => "no-name",
            Self::NoBirthDate => "no-birth-date",
            Self::NoNumber => "no-number",
            Self::BreachFilter => "breached",
            Self::KnownWords => "known-words",
        }
    }
}

/// What a person should know of a password that is accepted.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum PasswordWarning {
    /// It begins or ends with a space, which counts.
    BlankAtAnEnd,
    /// Some characters are hard to type on another keyboard or a telephone.
    NotAscii,
}

impl CharacterClass {
    /// Whether at least one character of the class is in `password`.
    #[must_use]
    pub fn is_in(self, password: &SecretText) -> bool {
        password.expose().chars().any(|character| self.holds(character))
    }

    /// Whether a character is of the class.
    #[must_use]
    pub fn holds(self, character: char) -> bool {
        match self {
            Self::Lower => character.is_ascii_lowercase(),
            Self::Upper => character.is_ascii_uppercase(),
            Self::Digit => character.is_ascii_digit(),
            // « non-alphanumérique »: a space is. An accent that stands apart is a piece of its letter.
            Self::Special => !character.is_alphanumeric() && !is_combining_mark(character),
        }
    }
}
