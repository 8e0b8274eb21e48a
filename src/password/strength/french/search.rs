//! The search for the words of a list in a password: plain, disguised, with symbols between their parts, backwards.

use super::capitals;
use super::part::{Part, PartKind, WordSource};
use super::text::{FoldedLetter, FoldedText};

/// Decimal logarithm of four: @ for a, or a word written backwards, is four times as many tries.
const DISGUISED: f64 = 2.0 * std::f64::consts::LOG10_2;
/// Fewer disguised letters occur by chance: 1A is not « la ».
const SHORTEST_DISGUISED: usize = 3;
/// Decimal logarithm of two: a plural of a word of the list.
const PLURAL: f64 = std::f64::consts::LOG10_2;

/// A place in a list of words: what was read of a word so far.
pub(super) trait Cursor: Copy {
    /// The place after one more letter, or after the end of a part of a word (a blank); `None` if no word goes on so.
    fn after(self, byte: u8) -> Option<Self>;

    /// The word that ends here.
    fn entry(self) -> Option<Entry>;

    /// Letters of the text after the word that tell an attacker nothing new.
    fn implied(self, _after: &[FoldedLetter]) -> Option<usize> {
        None
    }
}

/// A word of a list.
#[derive(Clone, Copy)]
pub(super) struct Entry {
    /// Decimal logarithm of the guesses.
    pub cost: f64,
    pub source: WordSource,
}

/// Finds every word of a list, whose cursor stands at the beginning, in the text.
pub(super) fn find<C: Cursor>(list: C, text: &FoldedText, reversed: &FoldedText, parts: &mut Vec<Part>) {
    search_everywhere(list, text, &mut |part| parts.push(part));
    search_everywhere(list, reversed, &mut |part| {
        if part.end - part.start >= SHORTEST_DISGUISED && part.kind != PartKind::Word(WordSource::Phrase) {
            let (start, end) = (text.len() - part.end, text.len() - part.start);
            parts.push(Part { start, end, cost: part.cost + DISGUISED, ..part });
        }
    });
}

fn search_everywhere<C: Cursor>(list: C, text: &FoldedText, found: &mut dyn FnMut(Part)) {
    for start in 0..text.len() {
        Search { letters: text.letters(), start, found: &mut *found }.go_on(list, MatchState::at(start));
    }
}

struct Search<'a, 'f> {
    letters: &'a [FoldedLetter],
    start: usize,
    found: &'f mut dyn FnMut(Part),
}

/// The progress of a search in the text.
#[derive(Clone, Copy)]
struct MatchState {
    /// The next character of the text.
    at: usize,
    /// Letters of the word read so far.
    depth: u32,
    is_disguised: bool,
    /// A bit for each letter that begins a part of the word.
    initials: u64,
    is_separated: bool,
    separators_cost: f64,
}

impl MatchState {
    fn at(at: usize) -> Self {
        Self { at, depth: 0, is_disguised: false, initials: 1, is_separated: false, separators_cost: 0.0 }
    }
}

impl Search<'_, '_> {
    fn go_on<C: Cursor>(&mut self, cursor: C, state: MatchState) {
        if let Some(entry) = cursor.entry() {
            self.report(cursor, entry, state);
        }
        let Some(letter) = self.letters.get(state.at) else { return };
        self.read(cursor, letter, state);
        // Between two parts of a word there may be a symbol.
        if let Some(next) = cursor.after(b' ') {
            let bit = 1u64.checked_shl(state.depth).unwrap_or(0);
            let state = MatchState { initials: state.initials | bit, ..state };
            self.read(next, letter, state);
            if let Some((cost, letter)) = letter.symbol_cost.zip(self.letters.get(state.at + 1)) {
                let separators_cost = state.separators_cost + cost;
                let state = MatchState { at: state.at + 1, is_separated: true, separators_cost, ..state };
                self.read(next, letter, state);
            }
        }
    }

    /// Goes on with each letter that `letter` may stand for.
    fn read<C: Cursor>(&mut self, cursor: C, letter: &FoldedLetter, state: MatchState) {
        let after = MatchState { at: state.at + 1, depth: state.depth + 1, ..state };
        let plain = u8::try_from(letter.folded).ok().filter(u8::is_ascii_alphanumeric);
        if let Some(next) = plain.and_then(|byte| cursor.after(byte)) {
            self.go_on(next, after);
        }
        for byte in meant_by(letter.folded) {
            if let Some(next) = cursor.after(*byte) {
                self.go_on(next, MatchState { is_disguised: true, ..after });
            }
        }
    }

    fn report<C: Cursor>(&mut self, cursor: C, entry: Entry, state: MatchState) {
        let end = state.at;
        if state.is_disguised && end - self.start < SHORTEST_DISGUISED {
            return;
        }
        let letters = self.letters.get(self.start..end).unwrap_or_default();
        let read = letters.iter().filter(|l| !state.is_separated || l.symbol_cost.is_none());
        let cost = entry.cost
            + capitals::cost(read, state.initials)
            + if state.is_disguised { DISGUISED } else { 0.0 }
            + state.separators_cost;
        let part = Part::new(self.start, end, cost, PartKind::Word(entry.source));
        (self.found)(part);
        let rest = self.letters.get(end..).unwrap_or_default();
        if rest.first().is_some_and(|next| next.folded == 's') {
            (self.found)(Part { end: end + 1, cost: cost + PLURAL, ..part });
        }
        if let Some(implied) = cursor.implied(rest) {
            (self.found)(Part { end: end + implied, ..part });
        }
    }
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
