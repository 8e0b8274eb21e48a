//! A repeated character, or a repeated piece.

use super::part::{Part, PartKind};
use super::text::{FoldedLetter, FoldedText};

/// Shorter pieces repeat by chance.
const SHORTEST_PIECE: usize = 3;
/// Decimal logarithm of the guesses of "the same again".
const AGAIN: f64 = 0.5;

pub(super) fn find(text: &FoldedText, parts: &mut Vec<Part>) {
    let letters = text.letters();
    for start in 0..letters.len() {
        one_character(letters, start, parts);
        piece_again(letters, start, parts);
    }
}

fn one_character(letters: &[FoldedLetter], start: usize, parts: &mut Vec<Part>) {
    let Some(first) = letters.get(start) else { return };
    let alike = letters.iter().skip(start).take_while(|letter| letter.raw == first.raw).count();
    for length in 2..=alike {
        let times = (length as f64).log10();
        let (once, kind) = match first.symbol_cost {
            // "!!!" at the end is a symbol like another.
            Some(cost) => (cost, PartKind::Symbol),
            None if first.raw.is_alphabetic() => (26f64.log10(), PartKind::SameCharacter),
            None => (1.0, PartKind::SameCharacter),
        };
        parts.push(Part::new(start, start + length, once + times, kind));
    }
}

/// The piece just before, or before one symbol, once more.
fn piece_again(letters: &[FoldedLetter], start: usize, parts: &mut Vec<Part>) {
    let is_after_symbol =
        start.checked_sub(1).and_then(|at| letters.get(at)).is_some_and(|l| l.symbol_cost.is_some());
    for length in SHORTEST_PIECE..=letters.len() - start {
        let comes_after = |from: Option<usize>| {
            from.is_some_and(|from| folded(letters, from, length).eq(folded(letters, start, length)))
        };
        if comes_after(start.checked_sub(length))
            || is_after_symbol && comes_after(start.checked_sub(length + 1))
        {
            parts.push(Part::new(start, start + length, AGAIN, PartKind::Repeat));
        }
    }
}

fn folded(letters: &[FoldedLetter], start: usize, length: usize) -> impl Iterator<Item = char> {
    letters.iter().skip(start).take(length).map(|letter| letter.folded)
}
