//! The embedded lists: words, names and communes by rank, as finite state maps that are read in place.

use std::sync::LazyLock;

use fst::raw::{CompiledAddr, Fst};

use super::part::WordSource;
use super::search::{Cursor, Entry};
use super::text::FoldedLetter;

/// Steps of a decade in the costs of the maps (`build/words.rs`).
const STEPS: f64 = 16.0;
/// The cost of an entry has seven bits, and so has a department. In a map of words the source stands above the cost, in
/// that of communes the cost above the department.
const BITS: u32 = 7;

/// Every embedded list. They are some 700 kB of the program itself: nothing is read or built at the start.
pub(super) static LISTS: LazyLock<Vec<Lexicon>> = LazyLock::new(|| {
    let maps: [(ListKind, &[u8]); 4] = [
        (ListKind::Words, include_bytes!(concat!(env!("OUT_DIR"), "/words.fst"))),
        (ListKind::FirstNames, include_bytes!(concat!(env!("OUT_DIR"), "/first_names.fst"))),
        (ListKind::Surnames, include_bytes!(concat!(env!("OUT_DIR"), "/surnames.fst"))),
        (ListKind::Communes, include_bytes!(concat!(env!("OUT_DIR"), "/communes.fst"))),
    ];
    // Constant bytes: the test `every_list_is_read` fails where one cannot be read.
    maps.into_iter().filter_map(|(kind, bytes)| Some(Lexicon { kind, map: Fst::new(bytes).ok()? })).collect()
});

#[derive(Clone, Copy, PartialEq, Eq)]
enum ListKind {
    Words,
    FirstNames,
    Surnames,
    Communes,
}

impl ListKind {
    /// The source of an entry, and the decades that an entry of this list costs on top of its rank.
    fn source(self, above: u64) -> (WordSource, f64) {
        match (self, above) {
            (Self::FirstNames, _) => (WordSource::FirstName, 0.3),
            (Self::Surnames, _) => (WordSource::Surname, 0.5),
            (Self::Communes, _) => (WordSource::Commune, 0.5),
            (Self::Words, 0) => (WordSource::Password, 0.0),
            (Self::Words, 2) => (WordSource::Phrase, 0.0),
            (Self::Words, _) => (WordSource::Word, 0.0),
        }
    }
}

/// One list.
pub(super) struct Lexicon {
    kind: ListKind,
    map: Fst<&'static [u8]>,
}

impl Lexicon {
    /// The place at the beginning of all words.
    pub fn start(&self) -> LexiconCursor<'_> {
        LexiconCursor { list: self, node: self.map.root().addr(), value: 0 }
    }

    #[cfg(test)]
    pub fn len(&self) -> usize {
        self.map.len()
    }
}

/// The bits above the lowest seven, and the lowest seven.
fn halves(value: u64) -> (u64, u64) {
    (value >> BITS, value & ((1 << BITS) - 1))
}

#[derive(Clone, Copy)]
pub(super) struct LexiconCursor<'a> {
    list: &'a Lexicon,
    node: CompiledAddr,
    /// The sum of what the letters so far add to the value.
    value: u64,
}

impl LexiconCursor<'_> {
    fn value(self) -> Option<u64> {
        let node = self.list.map.node(self.node);
        node.is_final().then(|| self.value + node.final_output().value())
    }

    /// Whether the commune that ends here is in a department. The first department is in the value, the others are keys of
    /// their own (`build/words.rs`).
    fn is_in(self, department: u8) -> bool {
        self.value().is_some_and(|value| halves(value).1 == u64::from(department))
            || self.after(0).and_then(|others| others.after(department)).is_some()
    }
}

impl Cursor for LexiconCursor<'_> {
    fn after(self, byte: u8) -> Option<Self> {
        let node = self.list.map.node(self.node);
        let transition = node.transition(node.find_input(byte)?);
        Some(Self { node: transition.addr, value: self.value + transition.out.value(), ..self })
    }

    fn entry(self) -> Option<Entry> {
        let (above, below) = halves(self.value()?);
        let (source, of_the_kind) = self.list.kind.source(above);
        let steps = if source == WordSource::Commune { above } else { below };
        let steps = u32::try_from(steps).unwrap_or_default();
        Some(Entry { cost: f64::from(steps) / STEPS + of_the_kind, source })
    }

    /// The department of a commune, its number or a postal code, with or without a symbol before.
    fn implied(self, after: &[FoldedLetter]) -> Option<usize> {
        if self.list.kind != ListKind::Communes {
            return None;
        }
        let gap = usize::from(after.first().is_some_and(|letter| letter.symbol_cost.is_some()));
        let digits = after.iter().skip(gap).map_while(|letter| letter.digit()).take(6).collect::<Vec<_>>();
        let (tens, units) = (digits.first()?, digits.get(1)?);
        let department = u8::try_from(tens * 10 + units).ok()?;
        let length = match digits.len() {
            2 | 5 => digits.len(),
            // Overseas, three digits name the department.
            3 if department == 97 => 3,
            _ => return None,
        };
        self.is_in(department).then_some(gap + length)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::password::strength::french::text::FoldedText;

    fn at(kind: ListKind, word: &str) -> Option<LexiconCursor<'static>> {
        let list = LISTS.iter().find(|list| list.kind == kind)?;
        word.bytes().try_fold(list.start(), Cursor::after)
    }

    fn cost(kind: ListKind, word: &str) -> Option<f64> {
        at(kind, word)?.entry().map(|entry| entry.cost)
    }

    #[test]
    fn every_list_is_read() {
        let kinds = [ListKind::Words, ListKind::FirstNames, ListKind::Surnames, ListKind::Communes];
        let least = [15_000, 7000, 15_000, 32_000];
        for (kind, least) in kinds.into_iter().zip(least) {
            let list = LISTS.iter().find(|list| list.kind == kind).unwrap();
            assert!(list.len() >= least, "{}", list.len());
        }
    }

    #[test]
    fn lists_take_at_most_700_kilobytes() {
        let size: usize = LISTS.iter().map(|list| list.map.as_bytes().len()).sum();
        assert!(size <= 700_000, "{size}");
    }

    #[test]
    fn rank_is_cost() {
        let costs = |kind, words: [&str; 3]| words.map(|word| cost(kind, word).unwrap());
        for costs in [
            costs(ListKind::FirstNames, ["marie", "jean pierre", "emeline"]),
            costs(ListKind::Surnames, ["martin", "ribeiro", "belgacem"]),
            costs(ListKind::Communes, ["paris", "saint etienne", "zuani"]),
            costs(ListKind::Words, ["motdepasse", "soleil", "blizzard"]),
        ] {
            assert!(costs.is_sorted(), "{costs:?}");
        }
        assert_eq!(cost(ListKind::FirstNames, "marie"), Some(0.3));
        assert_eq!(cost(ListKind::FirstNames, "zzzz"), None);
    }

    #[rstest]
    #[case("saint denis", "93", Some(2))]
    #[case("saint denis", "97400", Some(5))]
    #[case("saint denis", "974!", Some(3))]
    #[case("saint denis", "-93200", Some(6))]
    #[case("saint denis", "75", None)]
    #[case("toulouse", "31", Some(2))]
    #[case("toulouse", "3100", None)]
    #[case("toulouse", "310000", None)]
    #[case("toulouse", "--31", None)]
    #[case("toulouse", "", None)]
    fn department_of_a_commune_costs_nothing(
        #[case] commune: &str,
        #[case] after: &str,
        #[case] implied: Option<usize>,
    ) {
        let text = FoldedText::new(after, 64);
        assert_eq!(at(ListKind::Communes, commune).unwrap().implied(text.letters()), implied);
    }
}
