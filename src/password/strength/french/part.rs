//! A part of a password: its place, its cost, and its kind.

use super::text::FoldedText;
use crate::password::strength::Advice;

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum PartKind {
    Word(WordSource),
    Walk,
    Year,
    Date,
    PostalCode,
    Sequence,
    Row,
    /// The piece before, once more; its place is known.
    Repeat,
    /// A symbol between or after the others, which is no part.
    Symbol,
    Unknown,
}

/// The source of a word, on which the advice depends.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum WordSource {
    /// The passwords that attackers try first.
    Password,
    Name,
    Phrase,
    Personal,
    Word,
}

#[derive(Debug, Clone, Copy, PartialEq)]
pub(super) struct Part {
    pub start: usize,
    pub end: usize,
    /// Decimal logarithm of the guesses.
    pub cost: f64,
    pub kind: PartKind,
    /// Advice against a disguise of the word.
    pub disguise: Option<Advice>,
}

impl Part {
    pub fn new(start: usize, end: usize, cost: f64, kind: PartKind) -> Self {
        Self { start, end, cost, kind, disguise: None }
    }

    /// Whether an attacker must guess its place among the others.
    pub fn has_a_place(&self) -> bool {
        !matches!(self.kind, PartKind::Symbol | PartKind::Repeat)
    }
}

/// Every stretch as an unknown part, and every symbol: they cover any password.
pub(super) fn unknown(text: &FoldedText) -> Vec<Part> {
    let stretches = (0..text.len()).flat_map(|start| {
        (start + 1..=text.len())
            .map(move |end| Part::new(start, end, (end - start) as f64, PartKind::Unknown))
    });
    let symbols = text.letters().iter().enumerate().filter_map(|(at, letter)| {
        letter.symbol_cost.map(|cost| Part::new(at, at + 1, cost, PartKind::Symbol))
    });
    stretches.chain(symbols).collect()
}

/// The advice that follows from the parts.
pub(super) fn advice(parts: &[Part]) -> Vec<Advice> {
    let alone = parts.iter().filter(|part| part.has_a_place()).count() == 1;
    let mut advice: Vec<Advice> = parts.iter().filter_map(|part| why(part.kind, alone)).collect();
    advice.extend(parts.iter().filter_map(|part| part.disguise));
    advice.push(Advice::AddWords);
    advice
}

fn why(kind: PartKind, alone: bool) -> Option<Advice> {
    match kind {
        PartKind::Word(WordSource::Password) => Some(Advice::AvoidCommonPasswords),
        PartKind::Word(WordSource::Name) => Some(Advice::AvoidNames),
        PartKind::Word(WordSource::Phrase) => Some(Advice::AvoidSetPhrases),
        PartKind::Word(WordSource::Personal) => Some(Advice::AvoidWhatIsKnownOfYou),
        PartKind::Word(WordSource::Word) => alone.then_some(Advice::AvoidASingleWord),
        PartKind::Walk => Some(Advice::AvoidKeyboardPatterns),
        PartKind::Year => Some(Advice::AvoidYears),
        PartKind::Date => Some(Advice::AvoidDates),
        PartKind::Sequence => Some(Advice::AvoidSequences),
        PartKind::Row | PartKind::Repeat => Some(Advice::AvoidRepeats),
        PartKind::PostalCode | PartKind::Symbol | PartKind::Unknown => None,
    }
}
