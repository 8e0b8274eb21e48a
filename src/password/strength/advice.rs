//! What to do better, as values: their sentences are said elsewhere, in the person's language.

use zxcvbn::feedback::{Suggestion, Warning};

/// One piece of advice for a password that is not yet very strong, the most telling first.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Advice {
    /// Your login, name, number, birth date or organisation is in it.
    AvoidWhatIsKnownOfYou,
    /// It is among the passwords that are tried first, or close to one.
    AvoidCommonPasswords,
    /// Neighbouring keys (azerty, 12345) are tried first.
    AvoidKeyboardPatterns,
    /// A repeated character or piece adds next to nothing.
    AvoidRepeats,
    /// abc, 6543 and the like add next to nothing.
    AvoidSequences,
    /// Years are tried first.
    AvoidYears,
    /// Dates are tried first.
    AvoidDates,
    /// First names and surnames are tried first.
    AvoidNames,
    /// One word alone, however long, is in a dictionary.
    AvoidASingleWord,
    /// A well-known phrase or motto is tried whole.
    AvoidSetPhrases,
    /// Add one or two words that have no link with the others.
    AddWords,
    /// @ for a, 0 for o add next to nothing.
    SubstitutionsHelpLittle,
    /// A word written backwards adds next to nothing.
    ReversalHelpsLittle,
    /// A capital at the beginning, or everywhere, adds next to nothing.
    CapitalsHelpLittle,
}

impl Advice {
    /// As many as a person reads.
    pub const MOST: usize = 3;
}

/// The most telling ones, each once.
pub(super) fn most_telling(mut advice: Vec<Advice>) -> Vec<Advice> {
    advice.sort_unstable();
    advice.dedup();
    advice.truncate(Advice::MOST);
    advice
}

/// `None` where zxcvbn's words would not help the person.
pub(super) fn of_warning(warning: Warning) -> Option<Advice> {
    Some(match warning {
        Warning::StraightRowsOfKeysAreEasyToGuess | Warning::ShortKeyboardPatternsAreEasyToGuess => {
            Advice::AvoidKeyboardPatterns
        }
        Warning::RepeatsLikeAaaAreEasyToGuess | Warning::RepeatsLikeAbcAbcAreOnlySlightlyHarderToGuess => {
            Advice::AvoidRepeats
        }
        Warning::ThisIsATop10Password
        | Warning::ThisIsATop100Password
        | Warning::ThisIsACommonPassword
        | Warning::ThisIsSimilarToACommonlyUsedPassword => Advice::AvoidCommonPasswords,
        Warning::SequencesLikeAbcAreEasyToGuess => Advice::AvoidSequences,
        Warning::RecentYearsAreEasyToGuess => Advice::AvoidYears,
        Warning::AWordByItselfIsEasyToGuess => Advice::AvoidASingleWord,
        Warning::DatesAreOftenEasyToGuess => Advice::AvoidDates,
        Warning::NamesAndSurnamesByThemselvesAreEasyToGuess
        | Warning::CommonNamesAndSurnamesAreEasyToGuess => Advice::AvoidNames,
    })
}

/// `None` where the advice would contradict the policy: it does require symbols, digits and capitals.
pub(super) fn of_suggestion(suggestion: Suggestion) -> Option<Advice> {
    Some(match suggestion {
        Suggestion::NoNeedForSymbolsDigitsOrUppercaseLetters => return None,
        Suggestion::UseAFewWordsAvoidCommonPhrases | Suggestion::AddAnotherWordOrTwo => Advice::AddWords,
        Suggestion::CapitalizationDoesntHelpVeryMuch
        | Suggestion::AllUppercaseIsAlmostAsEasyToGuessAsAllLowercase => Advice::CapitalsHelpLittle,
        Suggestion::ReversedWordsArentMuchHarderToGuess => Advice::ReversalHelpsLittle,
        Suggestion::PredictableSubstitutionsDontHelpVeryMuch => Advice::SubstitutionsHelpLittle,
        Suggestion::UseALongerKeyboardPatternWithMoreTurns => Advice::AvoidKeyboardPatterns,
        Suggestion::AvoidRepeatedWordsAndCharacters => Advice::AvoidRepeats,
        Suggestion::AvoidSequences => Advice::AvoidSequences,
        Suggestion::AvoidRecentYears | Suggestion::AvoidYearsThatAreAssociatedWithYou => Advice::AvoidYears,
        Suggestion::AvoidDatesAndYearsThatAreAssociatedWithYou => Advice::AvoidDates,
    })
}
