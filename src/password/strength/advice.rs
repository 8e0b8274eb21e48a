//! Advice for a better password, as values; other rooms have their sentences.

use zxcvbn::feedback::{Suggestion, Warning};

/// One piece of advice, the most useful first.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Advice {
    /// It holds your login, name, number, birth date or organisation.
    AvoidWhatIsKnownOfYou,
    /// It is, or resembles, a password that attackers try first.
    AvoidCommonPasswords,
    /// Attackers try neighbouring keys (azerty, 12345) first.
    AvoidKeyboardPatterns,
    /// A repeated character or piece adds next to nothing.
    AvoidRepeats,
    /// abc, 6543 and the like add next to nothing.
    AvoidSequences,
    AvoidYears,
    AvoidDates,
    AvoidNames,
    /// A single word, even a long one, is in a dictionary.
    AvoidASingleWord,
    /// Attackers try well-known phrases and mottos whole.
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
    /// More advice than this, a person does not read.
    pub const MOST: usize = 3;
}

/// The most useful ones, each once.
pub(super) fn most_useful(mut advice: Vec<Advice>) -> Vec<Advice> {
    advice.sort_unstable();
    advice.dedup();
    advice.truncate(Advice::MOST);
    advice
}

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

/// `None` for advice that contradicts the policy, which requires symbols, digits and capitals.
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
