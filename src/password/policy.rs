//! The rules of the academy for a new password.
use serde::Deserialize;
use unicode_normalization::char::is_combining_mark;

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
    /// In no known breach. Judged apart, as it needs the filter file.
    Breached,
}

impl Default for Policy {
    fn default() -> Self {
        use CharacterClass::{Digit, Lower, Special, Upper};
        Self { min_length: 12, max_length: 128, require: vec![Lower, Upper, Digit, Special], min_percent: 40 }
    }
}

impl Policy {
    /// Every rule that depends on the password alone, in the order shown, and whether it holds.
    ///
    /// The greatest length is only said once it is exceeded: nobody needs it before.
    pub fn ticks<'a>(&'a self, password: &'a SecretText) -> impl Iterator<Item = (Rule, bool)> + 'a {
        let length = password.char_count();
        let classes = self.require.iter().map(|class| (Rule::Class(*class), class.is_in(password)));
        let too_long = (length > self.max_length).then_some((Rule::MaxLength(self.max_length), false));
        std::iter::once((Rule::MinLength(self.min_length), length >= self.min_length))
            .chain(classes)
            .chain(too_long)
    }

    /// Every rule that `new` breaks, at once, in the order shown. Empty: it is accepted.
    ///
    /// `current` is the password in force where the person typed it; `percent` is what the estimator says of `new`.
    #[must_use]
    pub fn faults(&self, new: &SecretText, current: Option<&SecretText>, percent: u8) -> Vec<Rule> {
        let too_weak = (percent < self.min_percent).then_some(Rule::MinPercent(self.min_percent));
        // Two empty fields are not "the same password": the lengths already say what is wrong.
        let unchanged = !new.is_empty() && current.is_some_and(|current| new.same_as(current));
        self.ticks(new)
            .filter_map(|(rule, holds)| (!holds).then_some(rule))
            .chain(too_weak)
            .chain(unchanged.then_some(Rule::DiffersFromCurrent))
            .collect()
    }
}

impl CharacterClass {
    /// Whether at least one character of the class is in `password`.
    #[must_use]
    pub fn is_in(self, password: &SecretText) -> bool {
        password.expose().chars().any(|character| self.holds(character))
    }

    fn holds(self, character: char) -> bool {
        match self {
            Self::Lower => character.is_ascii_lowercase(),
            Self::Upper => character.is_ascii_uppercase(),
            Self::Digit => character.is_ascii_digit(),
            // « non-alphanumérique »: a space is. An accent that stands apart is a piece of its letter.
            Self::Special => !character.is_alphanumeric() && !is_combining_mark(character),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::CharacterClass::{Digit, Lower, Special, Upper};
    use super::*;
    use rstest::rstest;

    fn secret(text: &str) -> SecretText {
        SecretText::from_text(text).unwrap()
    }

    fn faults(new: &str) -> Vec<Rule> {
        Policy::default().faults(&secret(new), None, 100)
    }

    #[rstest]
    #[case("Rentrée-2026", &[])]
    #[case("Rentrée-202", &[Rule::MinLength(12)])]
    #[case("Rentrée-20266", &[])]
    #[case("Été 2026 au Lac", &[])] // the space is the special character; the capital is "L", not "É"
    #[case("Été 2026 au lac", &[Rule::Class(Upper)])]
    #[case("rentrée-2026", &[Rule::Class(Upper)])]
    #[case("RENTRÉE-2026", &[Rule::Class(Lower)])]
    #[case("Rentrée-scolaire", &[Rule::Class(Digit)])]
    #[case("Rentree2026a", &[Rule::Class(Special)])]
    #[case("Rentréeéé2026", &[Rule::Class(Special)])]
    #[case("ÉÈÀÇ-2026-été", &[Rule::Class(Upper)])]
    #[case("Éé٣-", &[Rule::MinLength(12), Rule::Class(Lower), Rule::Class(Upper), Rule::Class(Digit)])]
    #[case("aaaa", &[Rule::MinLength(12), Rule::Class(Upper), Rule::Class(Digit), Rule::Class(Special)])]
    #[case("", &[Rule::MinLength(12), Rule::Class(Lower), Rule::Class(Upper), Rule::Class(Digit), Rule::Class(Special)])]
    fn every_broken_rule_is_said_at_once(#[case] new: &str, #[case] expected: &[Rule]) {
        assert_eq!(faults(new), expected, "{new}");
    }

    #[rstest]
    #[case(11, &[Rule::MinLength(12)])]
    #[case(12, &[])]
    #[case(13, &[])]
    #[case(127, &[])]
    #[case(128, &[])]
    #[case(129, &[Rule::MaxLength(128)])]
    fn lengths_are_code_points(#[case] length: usize, #[case] expected: &[Rule]) {
        for letter in ["é", "a", "🙂"] {
            let new = format!("aA1-{}", letter.repeat(length - 4));
            assert_eq!(faults(&new), expected, "{letter}");
        }
    }

    #[rstest]
    #[case(39, &[Rule::MinPercent(40)])]
    #[case(40, &[])]
    #[case(41, &[])]
    fn the_floor_is_the_lowest_accepted(#[case] percent: u8, #[case] expected: &[Rule]) {
        assert_eq!(Policy::default().faults(&secret("Pommes-vertes-7"), None, percent), expected);
    }

    #[test]
    fn the_current_password_is_no_new_one() {
        let policy = Policy::default();
        let current = secret("Ancien-Mdp-2026");
        let same = secret("Ancien-Mdp-2026");
        assert_eq!(policy.faults(&same, Some(&current), 100), [Rule::DiffersFromCurrent]);
        assert_eq!(policy.faults(&secret("Ancien-Mdp-2027"), Some(&current), 100), []);
        let empty = SecretText::new();
        assert!(!policy.faults(&empty, Some(&SecretText::new()), 0).contains(&Rule::DiffersFromCurrent));
    }

    #[test]
    fn ticks_follow_the_configuration_and_stay_in_order() {
        let ticks = |policy: &Policy, text: &str| policy.ticks(&secret(text)).collect::<Vec<_>>();
        let policy = Policy { require: vec![Special, Digit], max_length: 14, ..Policy::default() };
        let shown = [Rule::MinLength(12), Rule::Class(Special), Rule::Class(Digit)];
        assert_eq!(ticks(&policy, ""), shown.map(|rule| (rule, false)));
        assert_eq!(ticks(&policy, "pomme-verte-12"), shown.map(|rule| (rule, true)));
        let over = ticks(&policy, "pomme-verte-123");
        assert_eq!(over.last(), Some(&(Rule::MaxLength(14), false)));
        let phrase = Policy { min_length: 15, require: vec![], ..Policy::default() };
        assert_eq!(ticks(&phrase, "cheval de trait"), [(Rule::MinLength(15), true)]);
    }

    #[rstest]
    #[case("&é\"'(-è_çà)=", true)]
    #[case("pomme verte", true)]
    #[case("prix 12 €", true)]
    #[case("🙂", true)]
    #[case("éèçàùœÆß", false)]
    #[case("я٣中", false)]
    #[case("x\u{301}", false)]
    fn special_is_neither_letter_nor_digit(#[case] text: &str, #[case] expected: bool) {
        assert_eq!(Special.is_in(&secret(text)), expected, "{text}");
    }

    #[test]
    fn a_letter_of_elsewhere_is_no_ascii_letter() {
        for class in [Lower, Upper, Digit] {
            assert!(!class.is_in(&secret("éÉяЯ٣中")), "{class:?}");
        }
    }
}
