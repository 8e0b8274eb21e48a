//! The rules of the academy for a new password.
use serde::Deserialize;

use super::secret::SecretText;

/// What a policy demands of a new password. Lengths are code points after NFC.
#[derive(Debug, Clone, PartialEq, Eq, serde::Serialize, Deserialize)]
#[serde(deny_unknown_fields, default)]
pub struct Policy {
    /// Fewest characters.
    pub min_length: usize,
    /// Most characters; more is refused, never cut.
    pub max_length: usize,
    /// Classes of which at least one character each is required.
    pub require: Vec<CharacterClass>,
    /// Lowest acceptable strength, 0 to 100.
    pub min_percent: u8,
}

/// Classes of characters. Letters and digits are ASCII: what passes here passes whatever a server calls a letter.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord, serde::Serialize, Deserialize)]
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

/// One rule, as it is ticked in the form and named in a refusal.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Rule {
    /// At least this many characters.
    MinLength(usize),
    /// At most this many characters.
    MaxLength(usize),
    /// At least one character of the class.
    Class(CharacterClass),
    /// At least this strength, in percent. Judged apart, as it needs the estimator.
    MinPercent(u8),
    /// Other than the current password.
    DiffersFromCurrent,
}

impl Default for Policy {
    fn default() -> Self {
        use CharacterClass::{Digit, Lower, Special, Upper};
        Self { min_length: 12, max_length: 128, require: vec![Lower, Upper, Digit, Special], min_percent: 40 }
    }
}

impl Policy {
    /// Every rule that depends on the password alone, in the order shown, and whether it holds.
    pub fn ticks<'a>(&'a self, password: &'a SecretText) -> impl Iterator<Item = (Rule, bool)> + 'a {
        let _ = password;
        std::iter::empty()
    }
}
