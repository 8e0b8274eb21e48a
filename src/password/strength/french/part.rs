//! A part of a password: where it stands, what it costs, and why.

use super::text::Text;
use crate::password::strength::Advice;

/// What a part is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Kind {
    /// In a dictionary.
    Word(Subject),
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
pub(super) enum Subject {
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
    pub kind: Kind,
    /// What was done to the word in vain.
    pub disguise: Option<Advice>,
}

impl Part {
    pub fn new(start: usize, end: usize, cost: f64, kind: Kind) -> Self {
        Self { start, end, cost, kind, disguise: None }
    }

    /// Whether its place among the others must be guessed.
    pub fn has_a_place(&self) -> bool {
        !matches!(self.kind, Kind::Symbol | Kind::Repeat)
    }
}

/// Every stretch as something unknown, and every symbol: whatever the password, a way through.
pub(super) fn unknown(text: &Text) -> Vec<Part> {
    let stretches = (0..text.len()).flat_map(|start| {
        (start + 1..=text.len()).map(move |end| Part::new(start, end, (end - start) as f64, Kind::Unknown))
    });
    let symbols =
        text.letters().iter().enumerate().filter_map(|(at, letter)| {
            letter.symbol_cost.map(|cost| Part::new(at, at + 1, cost, Kind::Symbol))
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

fn why(kind: Kind, alone: bool) -> Option<Advice> {
    match kind {
        Kind::Word(Subject::Password) => Some(Advice::AvoidCommonPasswords),
        Kind::Word(Subject::Name) => Some(Advice::AvoidNames),
        Kind::Word(Subject::Phrase) => Some(Advice::AvoidSetPhrases),
        Kind::Word(Subject::Personal) => Some(Advice::AvoidWhatIsKnownOfYou),
        Kind::Word(Subject::Word) => alone.then_some(Advice::AvoidASingleWord),
        Kind::Walk => Some(Advice::AvoidKeyboardPatterns),
        Kind::Year => Some(Advice::AvoidYears),
        Kind::Date => Some(Advice::AvoidDates),
        Kind::Sequence => Some(Advice::AvoidSequences),
        Kind::Row | Kind::Repeat => Some(Advice::AvoidRepeats),
        Kind::PostalCode | Kind::Symbol | Kind::Unknown => None,
    }
}
