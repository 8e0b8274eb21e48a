//! The plain attack: each word, capital first, with each string of digits and each string of symbols, in two orders.
//! The rank of a password is computed, not enumerated.

use std::collections::{HashMap, HashSet};

use crate::policy::{LONGEST, SHORTEST};

/// The digits and symbols after a word.
#[derive(Clone, PartialEq, Eq, Hash)]
struct Tail(String);

/// The tails are tried by falling frequency, and each with every word before the next.
pub struct Dictionary {
    places: HashMap<String, usize>,
    /// By length, the places of the words, ascending.
    by_length: Vec<Vec<usize>>,
    tails: HashMap<Tail, usize>,
    /// Guesses before each tail.
    before: Vec<f64>,
}

impl Dictionary {
    /// `words` by rank; `digits` and `symbols` by rank too.
    pub fn new(words: impl IntoIterator<Item = String>, digits: &[String], symbols: &[String]) -> Self {
        let (mut places, mut by_length) = (HashMap::new(), vec![Vec::new(); LONGEST + 1]);
        for word in words {
            if (2..=LONGEST).contains(&word.len()) && !places.contains_key(&word) {
                by_length[word.len()].push(places.len());
                places.insert(word, places.len());
            }
        }
        let ordered = tails_by_rank(digits, symbols);
        let mut dictionary = Self { tails: HashMap::new(), before: Vec::new(), places, by_length };
        let mut reached = 0.0;
        for (place, tail) in ordered.into_iter().enumerate() {
            dictionary.before.push(reached);
            reached += dictionary.tried(tail.0.len(), usize::MAX) as f64;
            dictionary.tails.insert(tail, place);
        }
        dictionary
    }

    /// The words before `place` that make a password of an allowed length with a tail of that length. The classes are
    /// there by construction.
    fn tried(&self, tail: usize, place: usize) -> usize {
        let lengths = SHORTEST.saturating_sub(tail)..=LONGEST.saturating_sub(tail);
        let words = self.by_length.iter().enumerate().filter(|(length, _)| lengths.contains(length));
        words.map(|(_, places)| places.partition_point(|other| *other < place)).sum()
    }

    /// The guesses up to this password; `None` where the attack does not hold it.
    pub fn rank(&self, password: &str) -> Option<f64> {
        let end = password.find(|c: char| !c.is_ascii_alphabetic())?;
        let (word, tail) = password.split_at(end);
        let is_capital_first = word.starts_with(|c: char| c.is_ascii_uppercase())
            && word[1..].bytes().all(|byte| byte.is_ascii_lowercase());
        let place = *self.places.get(&word.to_lowercase()).filter(|_| is_capital_first)?;
        let of_tail = *self.tails.get(&Tail(tail.to_owned()))?;
        let is_tried = (SHORTEST..=LONGEST).contains(&password.len());
        is_tried.then(|| self.before[of_tail] + self.tried(tail.len(), place) as f64 + 1.0)
    }

    /// All its guesses.
    pub fn size(&self) -> usize {
        self.tails.keys().map(|tail| self.tried(tail.0.len(), usize::MAX)).sum()
    }
}

/// Both orders of each pair, by the product of the ranks.
fn tails_by_rank(digits: &[String], symbols: &[String]) -> Vec<Tail> {
    let mut pairs: Vec<(usize, usize)> =
        (0..digits.len()).flat_map(|digit| (0..symbols.len()).map(move |symbol| (digit, symbol))).collect();
    pairs.sort_by_key(|(digit, symbol)| ((digit + 1) * (symbol + 1), *digit));
    let mut seen = HashSet::new();
    let tails = pairs.into_iter().flat_map(|(digit, symbol)| {
        let (digits, symbols) = (&digits[digit], &symbols[symbol]);
        [Tail(format!("{digits}{symbols}")), Tail(format!("{symbols}{digits}"))]
    });
    tails.filter(|tail| seen.insert(tail.clone())).collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::policy::is_met_by;

    fn owned(texts: &[&str]) -> Vec<String> {
        texts.iter().map(ToString::to_string).collect()
    }

    /// Every guess of a tiny attack, in its order, has its place as its rank.
    #[test]
    fn rank_is_the_enumerated_one() {
        let words = owned(&["soleil", "marseille", "ete", "toulouse", "printemps"]);
        let (digits, symbols) = (owned(&["2024", "1", "12345"]), owned(&["!", "!!", "?"]));
        let dictionary = Dictionary::new(words.clone(), &digits, &symbols);
        let mut rank = 0.0;
        for tail in tails_by_rank(&digits, &symbols) {
            for word in &words {
                let guess = format!("{}{}{}", word[..1].to_uppercase(), &word[1..], tail.0);
                if is_met_by(&guess) {
                    rank += 1.0;
                    assert_eq!(dictionary.rank(&guess), Some(rank), "{guess}");
                } else {
                    assert_eq!(dictionary.rank(&guess), None, "{guess}");
                }
            }
        }
        assert_eq!(rank as usize, dictionary.size());
        assert!(rank > 30.0, "{rank}");
    }

    #[test]
    fn other_password_has_no_rank() {
        let dictionary = Dictionary::new(owned(&["soleil"]), &owned(&["202420"]), &owned(&["!"]));
        assert_eq!(dictionary.rank("Soleil202420!"), Some(1.0));
        for other in
            ["soleil202420!", "Soleil202421!", "Soleik202420!", "SOLEIL202420!", "Soleil!!202420", "Soleil"]
        {
            assert_eq!(dictionary.rank(other), None, "{other}");
        }
    }
}
