//! What is kept of an answer, and how what a person typed is compared with it.

use std::fmt;

use ring::hmac;
use ring::rand::SystemRandom;
use zeroize::Zeroizing;

use super::{AnswerText, LENGTH, NoRandomness};

/// The key of one process: a sealed answer means nothing to another.
pub struct SealingKey(hmac::Key);

impl SealingKey {
    /// A key from the operating system's randomness.
    ///
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

/// An answer that can be compared and not read: its HMAC-SHA256.
pub struct Sealed(hmac::Tag);

impl Sealed {
    /// Seals `answer`; the text may then be dropped, which wipes it.
    #[must_use]
    pub fn seal(answer: &AnswerText, key: &SealingKey) -> Self {
        Self(hmac::sign(&key.0, answer.expose().as_bytes()))
    }

    /// Whether `typed` is the answer, in a time that does not tell how much of it is right.
    ///
    /// Case and blanks do not count, and a 4 counts as the A that was read, an F as the P, a 7 as the T: they are
    /// in no image. Any other letter from outside the alphabet is a mistake.
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

/// `typed` in capitals, without blanks and in letters of the alphabet, cut where it is too long to be right.
fn normalised(typed: &str) -> Zeroizing<String> {
    // The room for it is taken at once: a string that grows leaves copies behind.
    let mut text = Zeroizing::new(String::with_capacity((LENGTH + 1) * size_of::<char>()));
    let letters = typed.chars().filter(|letter| !letter.is_whitespace());
    text.extend(letters.take(LENGTH + 1).map(in_alphabet));
    text
}

/// The capital of `letter`, or the letter that it was taken for.
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
    use rstest::rstest;

    #[rstest]
    #[case("HKAR9", true)]
    #[case("hkar9", true)]
    #[case(" h k a\tr 9 ", true)]
    #[case("HK\u{a0}AR9\n", true)]
    #[case("", false)]
    #[case("HKAR", false)]
    #[case("HKAR99", false)]
    #[case("HKAR9HKAR9", false)]
    #[case("KHAR9", false)]
    #[case("HKAR6", false)]
    #[case("HKAR\u{ff19}", false)] // full-width 9
    #[case("НKAR9", false)] // Cyrillic En
    #[case("HK-AR9", false)]
    fn only_the_letters_count(#[case] typed: &str, #[case] right: bool) {
        let key = SealingKey::generate().unwrap();
        assert_eq!(Sealed::seal(&AnswerText::of("HKAR9"), &key).matches(typed, &key), right);
    }

    #[rstest]
    #[case("APT3K", "473k", false)]
    #[case("APT3K", "4ft3k", true)]
    #[case("APT3K", "AP73K", true)]
    #[case("UPY3K", "VPV3K", false)] // it may be either
    fn what_is_in_no_image_counts_as_what_it_looks_like(
        #[case] shown: &str,
        #[case] typed: &str,
        #[case] right: bool,
    ) {
        let key = SealingKey::generate().unwrap();
        assert_eq!(Sealed::seal(&AnswerText::of(shown), &key).matches(typed, &key), right);
    }

    #[test]
    fn a_long_paste_is_wrong() {
        let key = SealingKey::generate().unwrap();
        assert!(!Sealed::seal(&AnswerText::of("HKAR9"), &key).matches(&"HKAR9".repeat(1_000_000), &key));
    }

    #[test]
    fn a_seal_opens_with_its_own_key_only() {
        let (mine, other) = (SealingKey::generate().unwrap(), SealingKey::generate().unwrap());
        let sealed = Sealed::seal(&AnswerText::of("HKAR9"), &mine);
        assert!(sealed.matches("HKAR9", &mine));
        assert!(!sealed.matches("HKAR9", &other));
    }

    #[test]
    fn debug_says_nothing() {
        let key = SealingKey::generate().unwrap();
        let sealed = Sealed::seal(&AnswerText::of("HKAR9"), &key);
        assert_eq!(format!("{key:?} {sealed:?}"), "SealingKey(…) Sealed(…)");
    }
}
