//! A part of a password: where it stands, what it costs, and why.

use super::text::FoldedText;
use crate::password::strength::Advice;

/// What a part is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum PartKind {
    /// In a dictionary.
    Word(WordSource),
    /// A walk on the keyboard.
    Walk,
    /// A year.
    Year,
    /// A day of the calendar.
    Date,
    /// A postal code.
    PostalCode,
    /// 123, abc.
    Sequence,
    /// One character again and again.
    Row,
    /// The piece before, once more: its place is known.
    Repeat,
    /// A symbol between or after the others: not counted as a part.
    Symbol,
    /// Nothing known: ten guesses a character.
    Unknown,
}

/// Where a word comes from, as far as the advice depends on it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum WordSource {
    /// Among the passwords that are tried first.
    Password,
    /// A first name or a surname.
    Name,
    /// A phrase or a motto.
    Phrase,
    /// Known of the person.
    Personal,
    /// Any other word.
    Word,
}

/// One part.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(super) struct Part {
    /// First character.
    pub start: usize,
    /// After the last character.
    pub end: usize,
    /// Decimal logarithm of the guesses.
    pub cost: f64,
    /// What it is.
    pub kind: PartKind,
    /// What was done to the word in vain.
    pub disguise: Option<Advice>,
}

impl Part {
    pub fn new(start: usize, end: usize, cost: f64, kind: PartKind) -> Self {
        Self { start, end, cost, kind, disguise: None }
    }

    /// Whether its place among the others must be guessed.
    pub fn has_a_place(&self) -> bool {
        !matches!(self.kind, PartKind::Symbol | PartKind::Repeat)
    }
}

/// Every stretch as something unknown, and every symbol: whatever the password, a way through.
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

/// What the parts found say to do better.
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
