//! The rules of the academy for a new password.

mod rule;

use std::path::PathBuf;

use serde::{Deserialize, Serialize};

use super::known::WordList;
use super::secret::SecretText;
use super::strength::{self, Context};

pub use rule::{CharacterClass, PasswordWarning, Rule};

/// What is left of a password without the words of the organisation must take that many guesses (decimal logarithm).
const LEFT_WITHOUT_WORDS: f64 = 6.0;

/// What a policy demands of a new password. Lengths are code points after NFC.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields, default)]
pub struct Policy {
    /// Fewest characters.
    pub min_length: usize,
    /// Most characters; more is refused, never cut.
    pub max_length: usize,
    /// Classes of which at least one character each is required.
    pub require: Vec<CharacterClass>,
    /// From that many characters on, a password is a phrase, and no class is required of it. 0: never.
    pub passphrase_length: usize,
    /// Lowest acceptable strength, 0 to 100.
    pub min_percent: u8,
    /// Fewest characters to change, add or take away from the current password, where it was just typed (edit
    /// distance of Levenshtein, capitals and accents apart). 0: any other password.
    pub min_changes: usize,
    /// Whether the login, the names, the birth date and the number of the person are refused in it.
    pub forbid_personal: bool,
    /// A list of words that a password must not rest upon, one a line.
    pub words_file: Option<PathBuf>,
    /// What `words_file` holds: read by whoever starts the program.
    #[serde(skip)]
    pub words: WordList,
}

impl Default for Policy {
    fn default() -> Self {
        use CharacterClass::{Digit, Lower, Special, Upper};
        Self {
            min_length: 12,
            max_length: 128,
            require: vec![Lower, Upper, Digit, Special],
            passphrase_length: 0,
            min_percent: 40,
            min_changes: 4,
            forbid_personal: true,
            words_file: None,
            words: WordList::default(),
        }
    }
}

impl Policy {
    /// Every rule that can be judged while one types, in the order shown, and whether it holds.
    ///
    /// The greatest length is only said once it is exceeded: nobody needs it before. A phrase that is long enough
    /// to do without the classes meets them all: no rule comes or goes at its last key, so that nothing moves.
    pub fn ticks<'a>(&'a self, password: &'a SecretText) -> impl Iterator<Item = (Rule, bool)> + 'a {
        let length = password.char_count();
        let phrase = (self.passphrase_length > 0).then_some(length >= self.passphrase_length);
        let is_phrase = phrase == Some(true);
        let classes = self.require.iter();
        let classes = classes.map(move |class| (Rule::Class(*class), is_phrase || class.is_in(password)));
        let phrase = phrase.filter(|_| !self.require.is_empty());
        let phrase = phrase.map(|holds| (Rule::Passphrase(self.passphrase_length), holds));
        let too_long = (length > self.max_length).then_some((Rule::MaxLength(self.max_length), false));
        std::iter::once((Rule::MinLength(self.min_length), length >= self.min_length))
            .chain(classes)
            .chain(phrase)
            .chain(too_long)
    }

    /// Every rule that `new` breaks, at once, in the order shown. Empty: it is accepted.
    ///
    /// `current` is the password in force where the person typed it; `percent` is what the estimator says of `new`;
    /// `known` is what an attacker knows, of which nothing may come from a directory before the proof.
    #[must_use]
    pub fn faults(
        &self,
        new: &SecretText,
        current: Option<&SecretText>,
        percent: u8,
        known: &Context,
    ) -> Vec<Rule> {
        // A phrase is a way to do without the classes, no duty.
        let ticks = self.ticks(new).filter(|(rule, _)| !matches!(rule, Rule::Passphrase(_)));
        let too_weak = (percent < self.min_percent).then_some(Rule::MinPercent(self.min_percent));
        ticks
            .filter_map(|(rule, holds)| (!holds).then_some(rule))
            .chain(too_weak)
            .chain(current.and_then(|current| self.too_close(new, current)))
            .chain(self.personal(new, known))
            .chain(self.rests_on_known_words(new, known).then_some(Rule::KnownWords))
            .collect()
    }

    /// What an attacker knows of everybody: the name of the organisation and the administrator's own words.
    #[must_use]
    pub fn context(&self, organisation: &str) -> Context {
        Context::default().with_list(&self.words).with_organisation(organisation)
    }

    /// What is worth a word and no refusal.
    pub fn warnings(new: &SecretText) -> impl Iterator<Item = PasswordWarning> {
        let text = new.expose();
        let blanks = (text.trim() != text).then_some(PasswordWarning::BlankAtAnEnd);
        let elsewhere = (!text.is_ascii()).then_some(PasswordWarning::NotAscii);
        blanks.into_iter().chain(elsewhere)
    }

    fn too_close(&self, new: &SecretText, current: &SecretText) -> Option<Rule> {
        // Two empty fields are not "the same password": the lengths already say what is wrong.
        if new.is_empty() || current.is_empty() {
            return None;
        }
        if new.same_as(current) {
            return Some(Rule::DiffersFromCurrent);
        }
        let (new, current) = (strength::folded(new.expose()), strength::folded(current.expose()));
        let changes = strsim::levenshtein(&new, &current);
        (changes < self.min_changes).then_some(Rule::MinChanges(self.min_changes))
    }

    fn personal(&self, new: &SecretText, known: &Context) -> Vec<Rule> {
        if self.forbid_personal { known.facts().found_in(new.expose()) } else { Vec::new() }
    }

    /// Whether next to nothing is left once the words of the organisation, and those of the administrator, are out.
    fn rests_on_known_words(&self, new: &SecretText, known: &Context) -> bool {
        let left = known.facts().without_words(new.expose(), &self.words);
        left.is_some_and(|left| strength::of_what_is_left(&left) < LEFT_WITHOUT_WORDS)
    }
}

#[cfg(test)]
mod tests;
