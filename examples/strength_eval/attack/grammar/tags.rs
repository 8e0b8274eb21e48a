//! The kinds of segments of a password, and which follows which two.

use rand::RngExt;
use rand::rngs::StdRng;

#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Tag {
    /// Before the first segment, and after the last.
    Edge,
    /// A word of the source of that number.
    Word(u8),
    /// Letters of no source.
    Letters,
    /// A word with signs for letters.
    Leet,
    /// A word twice.
    Doubled,
    /// A town with its own postal code or department.
    TownWithCode,
    Walk,
    Digits,
    Year,
    Date,
    PostalCode,
    /// Symbols between other segments.
    Inner,
    /// Symbols at the end.
    Last,
}

/// The sources of words: first names, surnames, towns, frequent passwords, common words.
pub const SOURCES: usize = 5;
pub const FIRST_NAMES: u8 = 0;
pub const SURNAMES: u8 = 1;
pub const TOWNS: u8 = 2;
pub const LISTED: u8 = 3;
pub const COMMON: u8 = 4;

pub const COUNT: usize = 12 + SOURCES;

impl Tag {
    pub fn index(self) -> usize {
        match self {
            Self::Edge => 0,
            Self::Letters => 1,
            Self::Leet => 2,
            Self::Doubled => 3,
            Self::TownWithCode => 4,
            Self::Walk => 5,
            Self::Digits => 6,
            Self::Year => 7,
            Self::Date => 8,
            Self::PostalCode => 9,
            Self::Inner => 10,
            Self::Last => 11,
            Self::Word(source) => 12 + usize::from(source),
        }
    }

    pub fn of(index: usize) -> Self {
        const PLAIN: [Tag; 12] = [
            Tag::Edge,
            Tag::Letters,
            Tag::Leet,
            Tag::Doubled,
            Tag::TownWithCode,
            Tag::Walk,
            Tag::Digits,
            Tag::Year,
            Tag::Date,
            Tag::PostalCode,
            Tag::Inner,
            Tag::Last,
        ];
        PLAIN.get(index).copied().unwrap_or_else(|| Self::Word((index - PLAIN.len()) as u8))
    }
}

/// The shares of the tags that follow two others, mixed with those that follow one, and with the shares of all tags.
pub struct Trigrams {
    counts: Vec<f64>,
    /// Natural logarithms, after [`Trigrams::settle`].
    costs: Vec<f64>,
}

/// Observations that the shorter context is worth.
const TRUST: f64 = 3.0;

fn place(before: Tag, last: Tag, next: usize) -> usize {
    (before.index() * COUNT + last.index()) * COUNT + next
}

impl Trigrams {
    /// Every tag is alike.
    pub fn new() -> Self {
        let mut trigrams = Self { counts: vec![0.0; COUNT * COUNT * COUNT], costs: Vec::new() };
        trigrams.settle();
        trigrams
    }

    pub fn learn(&mut self, before: Tag, last: Tag, next: Tag) {
        self.counts[place(before, last, next.index())] += 1.0;
    }

    pub fn cost(&self, before: Tag, last: Tag, next: Tag) -> f64 {
        self.costs[place(before, last, next.index())]
    }

    pub fn settle(&mut self) {
        let (mut single, mut pair) = ([0.0; COUNT], vec![0.0; COUNT * COUNT]);
        for (place, count) in self.counts.iter().enumerate() {
            single[place % COUNT] += count;
            pair[place % (COUNT * COUNT)] += count;
        }
        let sum: f64 = single.iter().sum();
        let alone = single.map(|count| (count + 0.5) / (sum + 0.5 * COUNT as f64));
        let mut costs = vec![f64::NEG_INFINITY; self.counts.len()];
        for before in 0..COUNT {
            for last in 0..COUNT {
                let (after_last, after_both) =
                    (&pair[last * COUNT..][..COUNT], place(Tag::of(before), Tag::of(last), 0));
                let (of_last, of_both): (f64, f64) =
                    (after_last.iter().sum(), self.counts[after_both..after_both + COUNT].iter().sum());
                for next in 0..COUNT {
                    let shorter = (after_last[next] + TRUST * alone[next]) / (of_last + TRUST);
                    let share = (self.counts[after_both + next] + TRUST * shorter) / (of_both + TRUST);
                    costs[after_both + next] = share.ln();
                }
                if Tag::of(last) == Tag::Last {
                    costs[after_both..after_both + COUNT].fill(f64::NEG_INFINITY);
                    costs[after_both + Tag::Edge.index()] = 0.0;
                }
            }
        }
        self.costs = costs;
    }

    pub fn draw(&self, before: Tag, last: Tag, rng: &mut StdRng) -> Tag {
        let mut left = rng.random::<f64>();
        let next = (0..COUNT).find(|next| {
            left -= self.costs[place(before, last, *next)].exp();
            left < 0.0
        });
        next.map_or(Tag::Edge, Tag::of)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn indexes_name_each_tag_once() {
        assert!((0..COUNT).all(|index| Tag::of(index).index() == index));
    }

    #[test]
    fn shares_after_two_tags_add_up() {
        let mut trigrams = Trigrams::new();
        trigrams.learn(Tag::Edge, Tag::Letters, Tag::Digits);
        trigrams.settle();
        for (before, last) in [(Tag::Edge, Tag::Letters), (Tag::Word(2), Tag::Year), (Tag::Leet, Tag::Last)] {
            let mass: f64 = (0..COUNT).map(|next| trigrams.cost(before, last, Tag::of(next)).exp()).sum();
            assert!((mass - 1.0).abs() < 1e-9, "{mass}");
        }
        let seen = trigrams.cost(Tag::Edge, Tag::Letters, Tag::Digits);
        assert!(seen > trigrams.cost(Tag::Edge, Tag::Letters, Tag::Year));
    }
}
