//! Signs that stand for letters: each letter of a word is replaced everywhere or nowhere.

use rand::RngExt;
use rand::rngs::StdRng;

const SIGNS: [(char, &str); 6] = [('a', "@4"), ('e', "3"), ('i', "1!"), ('o', "0"), ('s', "$5"), ('t', "7")];

pub fn letter_of(sign: char) -> Option<char> {
    SIGNS.iter().find(|(_, signs)| signs.contains(sign)).map(|(letter, _)| *letter)
}

/// Whether a text may be a word with signs for letters: four characters or more, two letters or more, a sign or more.
pub fn is_disguise(text: &str) -> bool {
    let letters = text.bytes().filter(u8::is_ascii_alphabetic).count();
    text.len() >= 4 && (2..text.len()).contains(&letters)
}

/// The letters of a text in which some signs stand for letters.
pub fn undone(text: &str) -> String {
    text.chars().map(|c| letter_of(c).unwrap_or(c).to_ascii_lowercase()).collect()
}

/// Natural logarithm of the probability of the signs: each letter that has some keeps itself half of the time.
/// `None` where a letter is replaced here and not there.
pub fn cost(text: &str) -> Option<f64> {
    let mut cost = 0.0;
    for (letter, signs) in SIGNS {
        let mut forms =
            text.chars().map(|c| c.to_ascii_lowercase()).filter(|c| *c == letter || signs.contains(*c));
        let Some(form) = forms.next() else { continue };
        if forms.any(|other| other != form) {
            return None;
        }
        cost -= if form == letter { 2.0_f64 } else { 2.0 * signs.len() as f64 }.ln();
    }
    Some(cost)
}

pub fn draw(word: &str, rng: &mut StdRng) -> String {
    let mut text = word.to_owned();
    for (letter, signs) in SIGNS {
        let sign = signs.chars().nth(rng.random_range(0..signs.len()));
        if let Some(sign) = sign.filter(|_| rng.random_bool(0.5)) {
            text = text.replace([letter, letter.to_ascii_uppercase()], &sign.to_string());
        }
    }
    text
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn signs_are_undone() {
        assert_eq!(undone("S0l3!l"), "soleil");
        let near = |cost: Option<f64>, share: f64| cost.is_some_and(|cost| (cost.exp() - share).abs() < 1e-9);
        // Of s, o, e and i: s kept, o and e by their one sign, i by one of two.
        assert!(near(cost("S0l3!l"), 0.5 * 0.5 * 0.5 * 0.25));
        assert_eq!(cost("0rlando"), None);
    }
}
