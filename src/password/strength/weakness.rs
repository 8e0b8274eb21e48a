//! The kinds of parts that make a password easy to guess, never the parts themselves. Their sentences are in
//! `app::form::wording`.

use super::label::StrengthLabel;

/// A kind of part that an attacker knows.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum WeakPart {
    /// Login, name, number, birth date or organisation of the person.
    KnownOfYou,
    /// One of the passwords that attackers try first.
    Password,
    SetPhrase,
    FirstName,
    Surname,
    Commune,
    Word,
    /// Neighbouring keys: azerty, 12345.
    Keyboard,
    /// abc, 6543.
    Sequence,
    Repeat,
    Year,
    Date,
    PostalCode,
}

impl WeakPart {
    /// Every kind.
    pub const ALL: [Self; 13] = [
        Self::KnownOfYou,
        Self::Password,
        Self::SetPhrase,
        Self::FirstName,
        Self::Surname,
        Self::Commune,
        Self::Word,
        Self::Keyboard,
        Self::Sequence,
        Self::Repeat,
        Self::Year,
        Self::Date,
        Self::PostalCode,
    ];
}

/// The one change that helps most.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Remedy {
    LeaveOutWhatIsKnown,
    /// It begins with what attackers try whole: an addition does not help enough.
    TakeAnother,
    AddWords,
}

impl Remedy {
    /// Every remedy.
    pub const ALL: [Self; 3] = [Self::LeaveOutWhatIsKnown, Self::TakeAnother, Self::AddWords];
}

/// The parts that make a password weak, in the order of the text and each kind once, and the remedy.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Weakness {
    parts: [Option<WeakPart>; Self::MOST],
    pub remedy: Remedy,
}

impl Weakness {
    /// More kinds than this, a person does not read.
    pub const MOST: usize = 3;

    /// The weakness of a password of that label; a very strong one has none.
    pub(super) fn of(label: StrengthLabel, found: &[WeakPart], is_known_of_you: bool) -> Option<Self> {
        if label == StrengthLabel::VeryStrong {
            return None;
        }
        let mut kinds: Vec<WeakPart> = is_known_of_you.then_some(WeakPart::KnownOfYou).into_iter().collect();
        for part in found {
            if !kinds.contains(part) {
                kinds.push(*part);
            }
        }
        let remedy = if kinds.contains(&WeakPart::KnownOfYou) {
            Remedy::LeaveOutWhatIsKnown
        } else if matches!(found, [WeakPart::Password | WeakPart::SetPhrase | WeakPart::Keyboard, ..]) {
            Remedy::TakeAnother
        } else {
            Remedy::AddWords
        };
        let parts = std::array::from_fn(|at| kinds.get(at).copied());
        Some(Self { parts, remedy })
    }

    /// The kinds of parts; none for a password that is short and otherwise unknown.
    pub fn parts(&self) -> impl Iterator<Item = WeakPart> + '_ {
        self.parts.iter().flatten().copied()
    }

    /// A weakness of these parts, for the tests of other rooms.
    #[cfg(any(test, feature = "test-support"))]
    #[must_use]
    pub fn sample(found: &[WeakPart]) -> Option<Self> {
        Self::of(StrengthLabel::Weak, found, false)
    }
}
