//! The single rules, which a form ticks and a refusal names.

use serde::{Deserialize, Serialize};
use unicode_normalization::char::is_combining_mark;

use crate::password::secret::SecretText;

/// Classes of characters. Letters and digits are ASCII, which every server recognises.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum CharacterClass {
    Lower,
    Upper,
    Digit,
    /// Neither a letter nor a digit of Unicode.
    Special,
}

/// The tick of a rule, as a form shows it with each key.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Tick {
    Met,
    Unmet,
    /// A class that the password lacks, and that a phrase may do without.
    NotNeeded,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Rule {
    MinLength(usize),
    MaxLength(usize),
    Class(CharacterClass),
    /// This many characters replace the classes: ticked, never broken.
    Passphrase(usize),
    /// Not like a hash: a server may take `{SSHA}…` for one, and store it as it stands.
    NoHashScheme,
    /// At least this strength, in percent. The estimator checks it.
    MinPercent(u8),
    /// Other than the current password.
    DiffersFromCurrent,
    /// At least this many edits from the current password.
    MinChanges(usize),
    /// Without the login, nor a part of it.
    NoLogin,
    /// Without the first name and the surname.
    NoName,
    /// Without the birth date, nor the birth year as most of the digits.
    NoBirthDate,
    /// Without the NUMEN or external number, nor its beginning or end.
    NoNumber,
    /// In no known breach. The filter file checks it.
    BreachFilter,
    /// More than words of the organisation, or of the administrator's list.
    KnownWords,
}

impl Rule {
    /// A name for other programs, which never changes.
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
            Self::NoHashScheme => "no-hash-scheme",
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

/// A drawback of an accepted password.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum PasswordWarning {
    /// It begins or ends with a space, which counts.
    BlankAtAnEnd,
    /// Some characters are hard to type on another keyboard or a telephone.
    NotAscii,
}

impl Tick {
    pub(super) fn of(holds: bool) -> Self {
        if holds { Self::Met } else { Self::Unmet }
    }
}

impl CharacterClass {
    #[must_use]
    pub fn is_in(self, password: &SecretText) -> bool {
        password.expose().chars().any(|character| self.holds(character))
    }

    #[must_use]
    pub fn holds(self, character: char) -> bool {
        match self {
            Self::Lower => character.is_ascii_lowercase(),
            Self::Upper => character.is_ascii_uppercase(),
            Self::Digit => character.is_ascii_digit(),
            // « non-alphanumérique »: a space is one, a combining accent is not.
            Self::Special => !character.is_alphanumeric() && !is_combining_mark(character),
        }
    }
}
