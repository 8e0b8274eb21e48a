//! A part of a password: its place, its cost, and its kind.

use super::text::FoldedText;
use crate::password::strength::WeakPart;

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum PartKind {
    Word(WordSource),
    /// A run of letters that may be a word of a list that we do not have.
    Plausible,
    /// Words with the same symbol between them, or none: the first and the last.
    WordRow(WordSource, WordSource),
    Walk,
    Year,
    Date,
    PostalCode,
    Sequence,
    /// One character several times.
    SameCharacter,
    /// The piece before, once more; its place is known.
    Repeat,
    /// A symbol between or after the others, which is no part.
    Symbol,
    Unknown,
}

/// The source of a word.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum WordSource {
    /// The passwords that attackers try first.
    Password,
    FirstName,
    Surname,
    Commune,
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
}

impl Part {
    pub fn new(start: usize, end: usize, cost: f64, kind: PartKind) -> Self {
        Self { start, end, cost, kind }
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

/// The kinds of the parts that an attacker knows, in their order.
pub(super) fn known(parts: &[Part]) -> Vec<WeakPart> {
    parts.iter().flat_map(|part| weak_parts(part.kind)).flatten().collect()
}

fn weak_parts(kind: PartKind) -> [Option<WeakPart>; 2] {
    let one = |part| [Some(part), None];
    match kind {
        PartKind::Word(source) => one(source.weak_part()),
        PartKind::WordRow(first, last) => [Some(first.weak_part()), Some(last.weak_part())],
        PartKind::Plausible => one(WeakPart::Word),
        PartKind::Walk => one(WeakPart::Keyboard),
        PartKind::Year => one(WeakPart::Year),
        PartKind::Date => one(WeakPart::Date),
        PartKind::PostalCode => one(WeakPart::PostalCode),
        PartKind::Sequence => one(WeakPart::Sequence),
        PartKind::SameCharacter | PartKind::Repeat => one(WeakPart::Repeat),
        PartKind::Symbol | PartKind::Unknown => [None, None],
    }
}

impl WordSource {
    fn weak_part(self) -> WeakPart {
        match self {
            Self::Password => WeakPart::Password,
            Self::FirstName => WeakPart::FirstName,
            Self::Surname => WeakPart::Surname,
            Self::Commune => WeakPart::Commune,
            Self::Phrase => WeakPart::SetPhrase,
            Self::Personal => WeakPart::KnownOfYou,
            Self::Word => WeakPart::Word,
        }
    }
}
