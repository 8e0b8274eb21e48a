//! A run of letters that one can pronounce: a word of somebody's dictionary, even if it is in no list of ours.

use super::capitals;
use super::part::{Part, PartKind};
use super::text::{FoldedLetter, FoldedText};

/// Shorter runs cost little already.
const SHORTEST: usize = 5;
/// A longer run is probably more than one word.
const LONGEST: usize = 11;
/// Decimal logarithm of the words of a large dictionary.
const DICTIONARY: f64 = 5.5;
const MOST_CONSONANTS: usize = 3;
const VOWELS: &str = "aeiouy";
/// Percentages of vowels in the words of the languages of Europe and of the Maghreb.
const USUAL_VOWELS: std::ops::RangeInclusive<usize> = 25..=70;

/// Finds the runs that stand alone: no letter beside them, or a change from a small letter to a capital.
pub(super) fn find(text: &FoldedText, parts: &mut Vec<Part>) {
    let letters = text.letters();
    let borders: Vec<usize> = (0..=letters.len()).filter(|at| is_border(letters, *at)).collect();
    for (start, end) in borders.iter().zip(borders.iter().skip(1)) {
        let Some(run) = letters.get(*start..*end).filter(|run| is_pronounceable(run)) else { continue };
        let beyond = run.len().saturating_sub(LONGEST) as f64;
        let cost = (run.len() as f64).min(DICTIONARY + beyond) + capitals::cost(run.iter(), 1);
        parts.push(Part::new(*start, *end, cost, PartKind::Plausible));
    }
}

/// Whether a run of letters may begin or end at this place.
fn is_border(letters: &[FoldedLetter], at: usize) -> bool {
    let before = at.checked_sub(1).and_then(|before| letters.get(before)).filter(|l| is_letter(l));
    let after = letters.get(at).filter(|l| is_letter(l));
    match (before, after) {
        (Some(before), Some(after)) => !before.is_capital() && after.is_capital(),
        _ => true,
    }
}

fn is_letter(letter: &FoldedLetter) -> bool {
    letter.folded.is_alphabetic()
}

fn is_pronounceable(run: &[FoldedLetter]) -> bool {
    let is_vowel = |letter: &FoldedLetter| VOWELS.contains(letter.folded);
    let vowels = run.iter().filter(|letter| is_vowel(letter)).count();
    let most_consonants = run.split(is_vowel).map(<[_]>::len).max().unwrap_or(0);
    run.len() >= SHORTEST
        && run.iter().all(is_letter)
        && USUAL_VOWELS.contains(&(vowels * 100 / run.len()))
        && most_consonants <= MOST_CONSONANTS
}

#[cfg(test)]
mod tests {
    use super::*;

    fn found(text: &str) -> Vec<(usize, usize, f64)> {
        let mut parts = Vec::new();
        find(&FoldedText::new(text, 64), &mut parts);
        parts.into_iter().map(|part| (part.start, part.end, (part.cost * 10.0).round() / 10.0)).collect()
    }

    #[rstest]
    #[case("lazir", &[(0, 5, 5.0)])]
    #[case("7lazirbo!", &[(1, 8, 5.5)])]
    #[case("LazirboTomelu", &[(0, 7, 5.8), (7, 13, 5.8)])]
    #[case("lazirbotomelu", &[(0, 13, 7.5)])] // two words, perhaps
    #[case("lazi", &[])]
    #[case("xkrtqa", &[])]
    #[case("aeioua", &[])]
    #[case("la5irbo", &[])]
    fn pronounceable_run_is_a_word(#[case] text: &str, #[case] expected: &[(usize, usize, f64)]) {
        assert_eq!(found(text), expected);
    }
}
