//! The sealed answer of a captcha, and its comparison with a copied text.

use std::fmt;

use ring::hmac;
use ring::rand::SystemRandom;
use zeroize::Zeroizing;

use super::{ALPHABET, AnswerText, LENGTH, NoRandomness};

/// The key of one process: another process cannot check its sealed answers.
pub struct SealingKey(hmac::Key);

impl SealingKey {
    /// # Errors
    /// [`NoRandomness`] when the operating system has none to give.
    pub fn generate() -> Result<Self, NoRandomness> {
        hmac::Key::generate(hmac::HMAC_SHA256, &SystemRandom::new()).map(Self).map_err(|_| NoRandomness)
    }
}

impl fmt::Debug for SealingKey {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("SealingKey(…)")
    }
}

/// The HMAC-SHA256 of an answer: comparable, not readable.
pub struct Sealed(hmac::Tag);

impl Sealed {
    /// Seals `answer`; the text may then be dropped, which wipes it.
    #[must_use]
    pub fn seal(answer: &AnswerText, key: &SealingKey) -> Self {
        Self(hmac::sign(&key.0, answer.expose().as_bytes()))
    }

    /// Whether `typed` is the answer, in constant time.
    ///
    /// Case and blanks do not count. A 4 counts as A, an F as P, a 7 as T: no image holds the first ones. Any other
    /// letter outside the alphabet is a mistake.
    #[must_use]
    pub fn matches(&self, typed: &str, key: &SealingKey) -> bool {
        hmac::verify(&key.0, normalised(typed).as_bytes(), self.0.as_ref()).is_ok()
    }
}

impl fmt::Debug for Sealed {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("Sealed(…)")
    }
}

/// `typed` in capitals of the alphabet, without blanks, cut one letter after the longest right answer.
fn normalised(typed: &str) -> Zeroizing<String> {
    // Reserved at once: a string that grows leaves copies behind.
    let mut text = Zeroizing::new(String::with_capacity((LENGTH + 1) * size_of::<char>()));
    text.extend(typed.chars().filter(|letter| !letter.is_whitespace()).take(LENGTH + 1).map(in_alphabet));
    text
}

/// The letters of `typed` that no image holds, and that resemble no letter of one, in capitals and each one once. To tell
/// them costs no secrecy: they follow from the alphabet.
#[must_use]
pub fn foreign_letters(typed: &str) -> Vec<char> {
    let mut foreign: Vec<char> = Vec::new();
    for letter in
        typed.chars().filter(|letter| !letter.is_whitespace()).map(|letter| letter.to_ascii_uppercase())
    {
        if !ALPHABET.contains(&in_alphabet(letter)) && !foreign.contains(&letter) {
            foreign.push(letter);
        }
    }
    foreign
}

/// The digits and capitals that no image holds.
pub fn absent_letters() -> impl Iterator<Item = char> {
    ('0'..='9').chain('A'..='Z').filter(|letter| !ALPHABET.contains(letter))
}

/// The capital of `letter`, or its lookalike in the alphabet.
fn in_alphabet(letter: char) -> char {
    match letter.to_ascii_uppercase() {
        '4' => 'A',
        '7' => 'T',
        'F' => 'P',
        capital => capital,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn matches(shown: &str, typed: &str) -> bool {
        let key = SealingKey::generate().unwrap();
        Sealed::seal(&AnswerText::of(shown), &key).matches(typed, &key)
    }

    #[rstest]
    #[case(true, &["HKAR9", "hkar9", " h k a\tr 9 ", "HK\u{a0}AR9\n"])]
    #[case(false, &["", "HKAR", "HKAR99", "HKAR9HKAR9", "KHAR9", "HKAR6", "HK-AR9"])]
    #[case::long_paste(false, &[&*"HKAR9".repeat(1_000_000).leak()])]
    #[case::full_width_9(false, &["HKAR\u{ff19}"])]
    #[case::cyrillic_en(false, &["НKAR9"])]
    fn only_letters_count(#[case] right: bool, #[case] answers: &[&str]) {
        answers.iter().for_each(|typed| assert_eq!(matches("HKAR9", typed), right, "{typed:.20}"));
    }

    #[rstest]
    #[case("APT3K", "473k", false)]
    #[case("APT3K", "4ft3k", true)]
    #[case("APT3K", "AP73K", true)]
    #[case("UPY3K", "VPV3K", false)] // V resembles both U and Y
    fn lookalike_counts_as_its_letter(#[case] shown: &str, #[case] typed: &str, #[case] right: bool) {
        assert_eq!(matches(shown, typed), right);
    }

    #[rstest]
    #[case::in_the_alphabet("HKAR9", "")]
    #[case::forgiven("4f7 hk", "")]
    #[case::absent("8v221", "8V21")]
    #[case::accents_and_signs("É-k", "É-")]
    fn foreign_letters_are_told_once(#[case] typed: &str, #[case] foreign: &str) {
        assert_eq!(foreign_letters(typed), foreign.chars().collect::<Vec<_>>());
    }

    #[test]
    fn absent_letters_complete_the_alphabet() {
        let absent: String = absent_letters().collect();
        assert_eq!(absent, "0124578BFGIOQSVZ");
        assert_eq!(absent.len() + ALPHABET.len(), 36);
    }

    #[test]
    fn seal_needs_its_key_and_hides() {
        let (mine, other) = (SealingKey::generate().unwrap(), SealingKey::generate().unwrap());
        let sealed = Sealed::seal(&AnswerText::of("HKAR9"), &mine);
        assert!(sealed.matches("HKAR9", &mine) && !sealed.matches("HKAR9", &other));
        assert_eq!(format!("{mine:?} {sealed:?}"), "SealingKey(…) Sealed(…)");
    }
}
