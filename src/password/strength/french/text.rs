//! A password for the matchers: its letters, folded and as typed.

use zeroize::Zeroize;

use crate::password::known::fold;

/// Guesses of a new symbol: one decade.
const NEW_SYMBOL: f64 = 1.0;
/// Guesses of the usual symbol, an exclamation mark: five.
const USUAL_SYMBOL: f64 = 0.7;
/// Guesses of a symbol that occurred before, as between words: one bit.
const SAME_SYMBOL: f64 = std::f64::consts::LOG10_2;

pub(super) struct FoldedLetter {
    pub raw: char,
    /// In lower case, without accent.
    pub folded: char,
    /// Decimal logarithm of the guesses of a symbol; `None` for a letter or digit.
    pub symbol_cost: Option<f64>,
}

/// The characters. Dropping wipes them.
pub(super) struct FoldedText(Vec<FoldedLetter>);

impl FoldedText {
    /// The first `most` letters of `password`; a ligature is two.
    pub fn new(password: &str, most: usize) -> Self {
        // Reserved at once: a vector that grows leaves copies behind.
        let mut letters: Vec<FoldedLetter> = Vec::with_capacity(most);
        for raw in password.chars() {
            let symbol_cost = (!raw.is_alphanumeric()).then(|| {
                let known = letters.iter().any(|letter| letter.raw == raw);
                match raw {
                    _ if known => SAME_SYMBOL,
                    '!' => USUAL_SYMBOL,
                    _ => NEW_SYMBOL,
                }
            });
            // A combining mark alone stands for itself.
            let mark = fold(raw).next().is_none().then_some(raw);
            let folded = || fold(raw).chain(mark);
            if letters.len() + folded().count() > most {
                break;
            }
            letters.extend(folded().map(|folded| FoldedLetter { raw, folded, symbol_cost }));
        }
        Self(letters)
    }

    pub fn reversed(&self) -> Self {
        let copy =
            |l: &FoldedLetter| FoldedLetter { raw: l.raw, folded: l.folded, symbol_cost: l.symbol_cost };
        Self(self.0.iter().rev().map(copy).collect())
    }

    pub fn letters(&self) -> &[FoldedLetter] {
        &self.0
    }

    pub fn len(&self) -> usize {
        self.0.len()
    }
}

impl Drop for FoldedText {
    fn drop(&mut self) {
        for letter in &mut self.0 {
            letter.raw.zeroize();
            letter.folded.zeroize();
        }
    }
}

impl FoldedLetter {
    pub fn is_capital(&self) -> bool {
        self.raw.is_uppercase()
    }

    pub fn digit(&self) -> Option<u32> {
        self.raw.to_digit(10)
    }
}
