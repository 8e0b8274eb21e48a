//! Strings of one kind (digits, symbols, years…): those seen, by their counts, and any other of the kind.

use std::collections::BTreeMap;

use rand::RngExt;
use rand::rngs::StdRng;

use crate::lists::Shares;

/// The strings of a kind before any was seen.
pub enum Kind {
    /// Up to `longest` signs of an alphabet.
    Free { alphabet: &'static [u8], longest: usize },
    /// These, all alike.
    Closed(Shares),
}

pub struct Learned {
    kind: Kind,
    counts: BTreeMap<String, u32>,
    lengths: BTreeMap<usize, u32>,
    total: u32,
    /// The strings seen, to draw from.
    seen: Shares,
}

impl Learned {
    pub fn new(kind: Kind) -> Self {
        let (counts, lengths) = (BTreeMap::new(), BTreeMap::new());
        Self { kind, counts, lengths, total: 0, seen: Shares::default() }
    }

    pub fn free(alphabet: &'static [u8], longest: usize) -> Self {
        Self::new(Kind::Free { alphabet, longest })
    }

    pub fn closed(strings: impl IntoIterator<Item = String>) -> Self {
        Self::new(Kind::Closed(Shares::new(strings.into_iter().map(|string| (string, 1.0)))))
    }

    pub fn learn(&mut self, text: &str) {
        *self.counts.entry(text.to_owned()).or_default() += 1;
        *self.lengths.entry(text.len()).or_default() += 1;
        self.total += 1;
    }

    /// Makes it ready for draws, after the last `learn`.
    pub fn settle(&mut self) {
        let counts = self.counts.iter().map(|(text, count)| (text.clone(), f64::from(*count)));
        self.seen = Shares::new(counts);
    }

    fn length_share(&self, length: usize, longest: usize) -> f64 {
        let count = self.lengths.get(&length).copied().unwrap_or(0);
        (f64::from(count) + 0.5) / (f64::from(self.total) + 0.5 * longest as f64)
    }

    /// `None` for a string that is not of the kind.
    fn share_unseen(&self, text: &str) -> Option<f64> {
        match &self.kind {
            Kind::Free { alphabet, longest } => {
                let fits =
                    (1..=*longest).contains(&text.len()) && text.bytes().all(|byte| alphabet.contains(&byte));
                let of_length = || (alphabet.len() as f64).powi(-(text.len() as i32));
                fits.then(|| self.length_share(text.len(), *longest) * of_length())
            }
            Kind::Closed(strings) => strings.place(text).map(|place| strings.share_at(place)),
        }
    }

    /// Natural logarithm of the share; `None` for a string that is not of the kind.
    pub fn cost(&self, text: &str) -> Option<f64> {
        let unseen = self.share_unseen(text)?;
        let count = f64::from(self.counts.get(text).copied().unwrap_or(0));
        let types = self.types();
        Some(((count + types * unseen) / (f64::from(self.total) + types)).ln())
    }

    fn types(&self) -> f64 {
        self.counts.len().max(1) as f64
    }

    pub fn draw(&self, rng: &mut StdRng) -> (String, f64) {
        let share = f64::from(self.total) / (f64::from(self.total) + self.types());
        let text = if !self.seen.is_empty() && rng.random_bool(share) {
            self.seen.draw(rng).to_owned()
        } else {
            self.draw_unseen(rng)
        };
        let cost = self.cost(&text).unwrap_or(f64::NEG_INFINITY);
        (text, cost)
    }

    fn draw_unseen(&self, rng: &mut StdRng) -> String {
        match &self.kind {
            Kind::Free { alphabet, longest } => {
                let mut left = rng.random::<f64>();
                let length = (1..=*longest).find(|length| {
                    left -= self.length_share(*length, *longest);
                    left < 0.0
                });
                let sign = |_| char::from(alphabet[rng.random_range(0..alphabet.len())]);
                (0..length.unwrap_or(*longest)).map(sign).collect()
            }
            Kind::Closed(strings) => strings.draw(rng).to_owned(),
        }
    }

    /// The strings seen, the most frequent first.
    pub fn most_frequent(&self, count: usize) -> Vec<String> {
        let mut strings: Vec<(&String, u32)> =
            self.counts.iter().map(|(text, count)| (text, *count)).collect();
        strings.sort_by(|(text, count), (other, others)| others.cmp(count).then(text.cmp(other)));
        strings.into_iter().take(count).map(|(text, _)| text.clone()).collect()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn shares_add_up_to_one() {
        let mut digits = Learned::free(b"0123456789", 2);
        ["12", "12", "7"].into_iter().for_each(|text| digits.learn(text));
        let texts = (0..10).map(|n| n.to_string()).chain((0..100).map(|n| format!("{n:02}")));
        let mass: f64 = texts.filter_map(|text| digits.cost(&text)).map(f64::exp).sum();
        assert!((mass - 1.0).abs() < 1e-9, "{mass}");
        assert_eq!(digits.cost("123"), None);
        assert_eq!(digits.most_frequent(1), ["12"]);
    }

    #[test]
    fn closed_kind_takes_its_strings_only() {
        let mut years = Learned::closed(["1990".to_owned(), "1991".to_owned()]);
        years.learn("1990");
        assert!(years.cost("1990") > years.cost("1991"));
        assert_eq!(years.cost("2150"), None);
    }
}
