//! Words and phrases by rank: the embedded lists, and the words of the person.

use std::sync::LazyLock;

use zeroize::Zeroize;

use super::capitals;
use super::part::{Part, PartKind, WordSource};
use super::text::{FoldedLetter, FoldedText};
use crate::password::known::fold;
use crate::password::strength::Advice;

/// @ for a, or a word written backwards: four times as many tries.
const DISGUISED: f64 = 4.0;
/// Fewer disguised letters occur by chance: 1A is not « la ».
const SHORTEST_DISGUISED: usize = 3;
/// A plural of a word of the list: twice as many.
const PLURAL: f64 = 2.0;

/// The lists of this project. A line that begins with # is a remark; blanks separate words, a phrase has its own line.
/// The number is the rank of the first entry: how many others an attacker tries before.
const LISTS: [(u32, WordSource, &str); 15] = [
    (1, WordSource::Word, include_str!("../words/small.txt")),
    (1, WordSource::Password, include_str!("../words/passwords.txt")),
    (10, WordSource::Word, include_str!("../words/time.txt")),
    (10, WordSource::Word, include_str!("../words/endearments.txt")),
    (20, WordSource::Word, include_str!("../words/school.txt")),
    (20, WordSource::Word, include_str!("../words/administration.txt")),
    (20, WordSource::Word, include_str!("../words/towns.txt")),
    (30, WordSource::Name, include_str!("../words/first_names.txt")),
    (30, WordSource::Word, include_str!("../words/clubs.txt")),
    (40, WordSource::Word, include_str!("../words/animals.txt")),
    (60, WordSource::Name, include_str!("../words/surnames.txt")),
    (60, WordSource::Word, include_str!("../words/regions.txt")),
    (400, WordSource::Word, include_str!("../words/common.txt")),
    (500, WordSource::Word, include_str!("../words/long.txt")),
    (50, WordSource::Phrase, include_str!("../words/phrases.txt")),
];

pub(super) static EMBEDDED: LazyLock<Dictionary> = LazyLock::new(|| {
    let entries = LISTS.iter().flat_map(|(first, subject, list)| {
        let is_phrase = *subject == WordSource::Phrase;
        let lines = list.lines().filter(|line| !line.starts_with('#'));
        let texts =
            lines.flat_map(move |line| if is_phrase { vec![line] } else { line.split(' ').collect() });
        let texts = texts.filter(|text| !text.is_empty());
        (*first..).zip(texts).map(|(rank, text)| DictionaryEntry::new(text, rank, *subject))
    });
    Dictionary::new(entries.collect())
});

/// Entries in alphabetical order, each with its lowest rank.
pub(super) struct Dictionary {
    words: Vec<DictionaryEntry>,
    /// Apart, since symbols may stand between their words.
    phrases: Vec<DictionaryEntry>,
}

struct DictionaryEntry {
    letters: Vec<u8>,
    /// A bit for each letter that begins a word.
    initials: u64,
    rank: u32,
    subject: WordSource,
}

impl DictionaryEntry {
    fn new(text: &str, rank: u32, subject: WordSource) -> Self {
        let mut letters = Vec::with_capacity(text.len() * 2);
        let mut initials = 0;
        let mut begins = true;
        for byte in text.chars().flat_map(fold).map(|letter| u8::try_from(letter).unwrap_or_default()) {
            let is_letter = byte.is_ascii_alphanumeric();
            if is_letter {
                initials |= u64::from(begins).checked_shl(letters.len() as u32).unwrap_or(0);
                letters.push(byte);
            }
            begins = !is_letter;
        }
        Self { letters, initials, rank, subject }
    }
}

impl Drop for DictionaryEntry {
    fn drop(&mut self) {
        // The word may be personal.
        self.letters.zeroize();
    }
}

impl Dictionary {
    fn new(entries: Vec<DictionaryEntry>) -> Self {
        let (mut phrases, mut words): (Vec<_>, Vec<_>) =
            entries.into_iter().partition(|entry| entry.subject == WordSource::Phrase);
        for entries in [&mut phrases, &mut words] {
            entries.retain(|entry| entry.letters.len() > 1);
            entries.sort_by(|a, b| a.letters.cmp(&b.letters).then(a.rank.cmp(&b.rank)));
            entries.dedup_by(|next, kept| next.letters == kept.letters);
        }
        Self { words, phrases }
    }

    /// The words of a person, in the order of the attacker's tries.
    pub fn of_context<'a>(words: impl Iterator<Item = &'a str>) -> Self {
        Self::new(
            (1..)
                .zip(words)
                .map(|(rank, word)| DictionaryEntry::new(word, rank, WordSource::Personal))
                .collect(),
        )
    }

    #[cfg(test)]
    pub fn len(&self) -> usize {
        self.words.len() + self.phrases.len()
    }

    /// Finds every entry in the text, plain, disguised, or backwards.
    pub fn find(&self, text: &FoldedText, parts: &mut Vec<Part>) {
        let length = text.len();
        for entries in [&self.words, &self.phrases] {
            search_everywhere(entries, text, &mut |part| parts.push(part));
        }
        search_everywhere(&self.words, &text.reversed(), &mut |part| {
            if part.end - part.start < SHORTEST_DISGUISED {
                return;
            }
            let (start, end) = (length - part.end, length - part.start);
            let disguise = Some(Advice::ReversalHelpsLittle);
            parts.push(Part { start, end, cost: part.cost + DISGUISED.log10(), disguise, ..part });
        });
    }
}

fn search_everywhere(entries: &[DictionaryEntry], text: &FoldedText, found: &mut dyn FnMut(Part)) {
    for start in 0..text.len() {
        DictionarySearch { letters: text.letters(), start, found: &mut *found }
            .go_on(entries, MatchState::at(start));
    }
}

struct DictionarySearch<'a, 'f> {
    letters: &'a [FoldedLetter],
    start: usize,
    found: &'f mut dyn FnMut(Part),
}

/// The progress of a search in the text.
#[derive(Clone, Copy)]
struct MatchState {
    /// The next character of the text.
    at: usize,
    /// Letters of the entry read so far.
    depth: usize,
    is_disguised: bool,
    /// A bit for each letter of the entry after a symbol.
    separated: u64,
    separators_cost: f64,
}

impl MatchState {
    fn at(at: usize) -> Self {
        Self { at, depth: 0, is_disguised: false, separated: 0, separators_cost: 0.0 }
    }
}

impl DictionarySearch<'_, '_> {
    /// `entries` begin with the letters that were read.
    fn go_on(&mut self, entries: &[DictionaryEntry], trail: MatchState) {
        if let Some(entry) = entries.first().filter(|entry| entry.letters.len() == trail.depth) {
            self.report(entry, trail);
        }
        let Some(letter) = self.letters.get(trail.at) else { return };
        let plain = u8::try_from(letter.folded).ok().filter(u8::is_ascii_alphanumeric);
        let read = MatchState { at: trail.at + 1, depth: trail.depth + 1, ..trail };
        if let Some(byte) = plain {
            self.descend(entries, byte, read);
        }
        for byte in meant_by(letter.folded) {
            self.descend(entries, *byte, MatchState { is_disguised: true, ..read });
        }
        if let Some(cost) = letter.symbol_cost
            && separates(entries, trail)
        {
            let separated = trail.separated | 1 << trail.depth;
            let separators_cost = trail.separators_cost + cost;
            self.go_on(entries, MatchState { at: trail.at + 1, separated, separators_cost, ..trail });
        }
    }

    fn descend(&mut self, entries: &[DictionaryEntry], byte: u8, trail: MatchState) {
        let next = |entry: &DictionaryEntry| entry.letters.get(trail.depth - 1).copied();
        let from = entries.partition_point(|entry| next(entry) < Some(byte));
        let to = entries.partition_point(|entry| next(entry) <= Some(byte));
        match entries.get(from..to) {
            Some([]) | None => {}
            Some(entries) => self.go_on(entries, trail),
        }
    }

    fn report(&mut self, entry: &DictionaryEntry, trail: MatchState) {
        let is_by_chance = trail.is_disguised && trail.depth < SHORTEST_DISGUISED;
        if is_by_chance || trail.separated & !entry.initials != 0 {
            return;
        }
        let end = trail.at;
        let letters = self.letters.get(self.start..end).unwrap_or_default();
        let read = letters.iter().filter(|l| trail.separated == 0 || l.symbol_cost.is_none());
        let disguise = trail.is_disguised.then_some(Advice::SubstitutionsHelpLittle);
        let cost = f64::from(entry.rank).log10()
            + capitals::cost(read, entry.initials)
            + if trail.is_disguised { DISGUISED.log10() } else { 0.0 }
            + trail.separators_cost;
        let part = Part { disguise, ..Part::new(self.start, end, cost, PartKind::Word(entry.subject)) };
        (self.found)(part);
        if self.letters.get(end).is_some_and(|next| next.folded == 's') {
            (self.found)(Part { end: end + 1, cost: cost + PLURAL.log10(), ..part });
        }
    }
}

/// Whether a symbol may stand here: once, between two words of a phrase.
fn separates(entries: &[DictionaryEntry], trail: MatchState) -> bool {
    let here = 1u64.checked_shl(trail.depth as u32).unwrap_or(0);
    trail.depth > 0 && trail.separated & here == 0 && entries.iter().any(|entry| entry.initials & here != 0)
}

/// The letters that a character replaces in a disguised word.
fn meant_by(character: char) -> &'static [u8] {
    match character {
        '@' | '4' => b"a",
        '8' => b"b",
        '(' => b"c",
        '3' | '€' => b"e",
        '6' => b"g",
        '1' | '!' | '|' => b"il",
        '0' => b"o",
        '5' | '$' => b"s",
        '7' | '+' => b"t",
        '2' => b"z",
        _ => b"",
    }
}
