//! The reference of a response: short, speakable, with a check letter.

use std::fmt;

use rand::{Rng, RngExt};

/// Without vowels, so that no reference is a word, and without one character at least of each similar pair (0 O, 1 I,
/// 2 Z, 5 S, 6 G, 8 B). There are 23, a prime: see [`Reference`].
const ALPHABET: [char; 23] = [
    '3', '4', '7', '9', 'B', 'C', 'D', 'F', 'G', 'H', 'J', 'K', 'L', 'M', 'N', 'P', 'Q', 'R', 'S', 'T', 'V',
    'W', 'X',
];

const LENGTH: usize = 7;

/// The weight of each character in the check sum, from the left.
const WEIGHTS: [usize; LENGTH] = [13, 12, 11, 10, 9, 8, 7];

/// Six random characters and a check letter: `K7M4-QXR`.
///
/// The value of a character is its index in the alphabet. The sum of the values, each multiplied by the weight of its
/// position (13 down to 7), is a multiple of 23. As 23 is prime and the weights are different and not zero modulo 23,
/// the check finds any single wrong character and any two exchanged ones.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub struct Reference(String);

/// The fault of a text that is no reference.
#[cfg(any(test, feature = "test-support"))]
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum ReferenceError {
    /// Other than seven characters, blanks and dashes apart.
    #[error("a reference has seven characters")]
    Length,
    #[error("no reference has the character {0:?}")]
    Character(char),
    /// The check letter does not agree: a character is wrong, or two are exchanged.
    #[error("a character is wrong, or two are exchanged")]
    Check,
}

impl Reference {
    /// Draws one of some 148 million references. It holds no information about the request, and gives no access. A
    /// reference with the letters of a code (`7MDP-9KX`) is drawn again: a person who dictates it would be misunderstood.
    pub fn random(rng: &mut impl Rng) -> Self {
        loop {
            let reference = Self::drawn(rng);
            if !reference.0.contains("MDP") {
                return reference;
            }
        }
    }

    fn drawn(rng: &mut impl Rng) -> Self {
        let mut values: Vec<usize> = (1..LENGTH).map(|_| rng.random_range(0..ALPHABET.len())).collect();
        let sum = weighted_sum(&values);
        let check = (0..ALPHABET.len()).find(|check| {
            let last = WEIGHTS.last().copied().unwrap_or_default();
            (sum + check * last).is_multiple_of(ALPHABET.len())
        });
        values.extend(check);
        Self(format_values(&values))
    }

    /// Reads a copied or dictated reference: capitals, blanks and dashes do not matter.
    ///
    /// # Errors
    /// See [`ReferenceError`].
    #[cfg(any(test, feature = "test-support"))]
    pub fn parse(text: &str) -> Result<Self, ReferenceError> {
        let mut values = Vec::with_capacity(LENGTH);
        for character in text.chars().filter(|c| !c.is_whitespace() && *c != '-') {
            let capital = character.to_ascii_uppercase();
            let value = ALPHABET.iter().position(|known| *known == capital);
            values.push(value.ok_or(ReferenceError::Character(character))?);
            if values.len() > LENGTH {
                return Err(ReferenceError::Length);
            }
        }
        if values.len() != LENGTH {
            return Err(ReferenceError::Length);
        }
        if !weighted_sum(&values).is_multiple_of(ALPHABET.len()) {
            return Err(ReferenceError::Check);
        }
        Ok(Self(format_values(&values)))
    }

    #[must_use]
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

impl fmt::Display for Reference {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

fn weighted_sum(values: &[usize]) -> usize {
    values.iter().zip(WEIGHTS).map(|(value, weight)| value * weight).sum()
}

fn format_values(values: &[usize]) -> String {
    let characters = values.iter().filter_map(|value| ALPHABET.get(*value)).enumerate();
    characters.fold(String::new(), |mut text, (position, character)| {
        if position == 4 {
            text.push('-');
        }
        text.push(*character);
        text
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use rand::SeedableRng;
    use rand::rngs::Xoshiro256PlusPlus;

    fn some(count: usize) -> Vec<String> {
        let mut rng = Xoshiro256PlusPlus::seed_from_u64(7);
        (0..count).map(|_| Reference::random(&mut rng).to_string()).collect()
    }

    #[rstest]
    #[case(Ok("K7M4-QXR"), &["K7M4-QXR", "k7m4qxr", "K7 M4 QX R"])]
    #[case(Err(ReferenceError::Character('–')), &[" K7 M4 – QXR"])]
    #[case(Err(ReferenceError::Length), &["", "K7M4-QX", "K7M4-QXRR"])]
    #[case(Err(ReferenceError::Character('0')), &["K7M4-QX0"])]
    #[case(Err(ReferenceError::Check), &["K7M4-QXS", "7KM4-QXR"])]
    fn parse_accepts_dictated_text(#[case] expected: Result<&str, ReferenceError>, #[case] texts: &[&str]) {
        for text in texts {
            let parsed = Reference::parse(text);
            assert_eq!(parsed.as_ref().map(Reference::as_str).map_err(|fault| *fault), expected, "{text}");
        }
    }

    #[test]
    fn random_references_resemble_no_code() {
        assert!(some(100_000).iter().all(|reference| !reference.contains("MDP")));
    }

    #[test]
    fn random_references_parse_and_differ() {
        let drawn = some(500);
        assert!(drawn.iter().all(|text| text.len() == 8 && Reference::parse(text).unwrap().as_str() == text));
        let different: std::collections::BTreeSet<_> = drawn.iter().collect();
        assert_eq!(different.len(), drawn.len());
    }

    #[test]
    fn one_wrong_character_is_found() {
        for text in some(20) {
            for at in (0..8).filter(|at| *at != 4) {
                for letter in ALPHABET.iter().filter(|letter| text.chars().nth(at) != Some(**letter)) {
                    let wrong: String =
                        text.chars().enumerate().map(|(i, c)| if i == at { *letter } else { c }).collect();
                    assert_eq!(Reference::parse(&wrong), Err(ReferenceError::Check), "{text} as {wrong}");
                }
            }
        }
    }

    #[test]
    fn two_exchanged_characters_are_found() {
        for text in some(100) {
            let bare: Vec<char> = text.chars().filter(|c| *c != '-').collect();
            for (i, j) in
                (0..7).flat_map(|i| (0..i).map(move |j| (i, j))).filter(|(i, j)| bare[*i] != bare[*j])
            {
                let mut wrong = bare.clone();
                wrong.swap(i, j);
                let wrong: String = wrong.into_iter().collect();
                assert_eq!(Reference::parse(&wrong), Err(ReferenceError::Check), "{text} as {wrong}");
            }
        }
    }

    #[test]
    fn alphabet_has_no_lookalikes() {
        assert!(ALPHABET.iter().all(|letter| !"0O1I2Z5685AEUY".contains(*letter)));
        assert!(ALPHABET.windows(2).all(|pair| pair[0] < pair[1]), "in order, each once");
    }
}
