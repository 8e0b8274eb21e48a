//! The search for the words of a list in a password: plain, disguised, with symbols between their parts, backwards.

use super::capitals;
use super::part::{Part, PartKind, WordSource};
use super::text::{FoldedLetter, FoldedText};
use crate::password::known::meant_by;

/// Decimal logarithm of four: @ for a, or a word written backwards, is four times as many tries.
const DISGUISED: f64 = 2.0 * std::f64::consts::LOG10_2;
/// Fewer disguised letters occur by chance: 1A is not « la ».
const SHORTEST_DISGUISED: usize = 3;
/// Decimal logarithm of two: a plural of a word of the list.
const PLURAL: f64 = std::f64::consts::LOG10_2;

/// Steps of one search: a word of many parts has as many readings as its symbols have meanings, and a login may be made
/// for that. The embedded lists take a third of them at most.
const MOST_STEPS: u32 = 20_000;

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

/// Returns the steps that are left.
fn search_everywhere<C: Cursor>(list: C, text: &FoldedText, found: &mut dyn FnMut(Part)) -> u32 {
    let mut search = Search { letters: text.letters(), start: 0, steps_left: MOST_STEPS, found };
    for start in 0..text.len() {
        search.start = start;
        search.go_on(list, MatchState::at(start));
    }
    search.steps_left
}

struct Search<'a, 'f> {
    letters: &'a [FoldedLetter],
    start: usize,
    steps_left: u32,
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
        let Some(steps_left) = self.steps_left.checked_sub(1) else { return };
        self.steps_left = steps_left;
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
        for byte in meant_by(letter.folded).iter().filter_map(|meant| u8::try_from(*meant).ok()) {
            if let Some(next) = cursor.after(byte) {
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

#[cfg(test)]
mod tests {
    use super::*;
    use crate::password::strength::french::lexicon::LISTS;
    use crate::password::strength::french::personal::PersonalWords;

    /// Of a word with a blank after each letter, each sign is a letter or a symbol: 10^13 readings without a bound.
    #[test]
    fn hostile_login_ends_the_search() {
        let text = FoldedText::new(&"!".repeat(64), 64);
        let login = "i.l.".repeat(21);
        let known = PersonalWords::new(std::iter::once(login.as_str()));
        assert_eq!(search_everywhere(known.start(), &text, &mut |_| {}), 0);
    }

    #[rstest]
    #[case("4@8({[<3690!1|7+$5%2")]
    #[case("La-Vie-Est-Belle-")]
    #[case("saint!sur!les!")]
    #[case("1!i|l")]
    fn embedded_lists_need_few_steps(#[case] piece: &str) {
        let text = FoldedText::new(&piece.repeat(64), 64);
        for list in LISTS.iter() {
            assert!(search_everywhere(list.start(), &text, &mut |_| {}) > MOST_STEPS / 2);
        }
    }
}
