//! The rules of the academy for a new password.

mod rule;

use std::path::PathBuf;

use serde::{Deserialize, Serialize};

use super::known::WordList;
use super::secret::SecretText;
use super::strength::{self, Context};

pub use rule::{CharacterClass, PasswordWarning, Rule, Tick};

/// The rest of a password without the words of the organisation must take this many guesses (decimal logarithm).
const LEFT_WITHOUT_WORDS: f64 = 6.0;

/// The requirements for a new password. Lengths are code points after NFC.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields, default)]
pub struct Policy {
    pub min_length: usize,
    /// A longer password is refused, never cut.
    pub max_length: usize,
    /// At least one character of each of these classes.
    pub require: Vec<CharacterClass>,
    /// A password of at least this length is a phrase, and needs no class. 0: never.
    pub passphrase_length: usize,
    /// Lowest accepted strength, 0 to 100.
    pub min_percent: u8,
    /// Fewest edits (Levenshtein distance, capitals and accents apart) from the current password, if it was typed.
    /// 0: any other password.
    pub min_changes: usize,
    /// Refuse the login, the names, the birth date and the number of the person in it.
    pub forbid_personal: bool,
    /// A file of words that must not be most of a password, one a line.
    pub words_file: Option<PathBuf>,
    /// The content of `words_file`, read when the program starts.
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
    /// The rules to check with each key, in the order shown, each with its tick.
    ///
    /// The greatest length appears only when it is exceeded. A phrase keeps the rules of the classes, which it does not
    /// need, so that no rule appears or vanishes at its last key.
    pub fn ticks<'a>(&'a self, password: &'a SecretText) -> impl Iterator<Item = (Rule, Tick)> + 'a {
        let length = password.char_count();
        let phrase = (self.passphrase_length > 0).then_some(length >= self.passphrase_length);
        let is_phrase = phrase == Some(true);
        let classes = self.require.iter();
        let classes = classes.map(move |class| match class.is_in(password) {
            false if is_phrase => (Rule::Class(*class), Tick::NotNeeded),
            holds => (Rule::Class(*class), Tick::of(holds)),
        });
        let phrase = phrase.filter(|_| !self.require.is_empty());
        let phrase = phrase.map(|holds| (Rule::Passphrase(self.passphrase_length), Tick::of(holds)));
        let too_long = (length > self.max_length).then_some((Rule::MaxLength(self.max_length), Tick::Unmet));
        std::iter::once((Rule::MinLength(self.min_length), Tick::of(length >= self.min_length)))
            .chain(classes)
            .chain(phrase)
            .chain(too_long)
    }

    /// All the rules that `new` breaks, in the order shown. Empty: it is accepted.
    ///
    /// `current` is the password in force, if the person typed it; `percent` is the strength of `new`; `known` is the
    /// knowledge of an attacker, without facts of the directory until the person is verified.
    #[must_use]
    pub fn faults(
        &self,
        new: &SecretText,
        current: Option<&SecretText>,
        percent: u8,
        known: &Context,
    ) -> Vec<Rule> {
        // A phrase is allowed instead of the classes, never required.
        let ticks = self.ticks(new).filter(|(rule, _)| !matches!(rule, Rule::Passphrase(_)));
        let too_weak = (percent < self.min_percent).then_some(Rule::MinPercent(self.min_percent));
        ticks
            .filter_map(|(rule, tick)| (tick == Tick::Unmet).then_some(rule))
            .chain(begins_like_a_hash(new.expose()).then_some(Rule::NoHashScheme))
            .chain(too_weak)
            .chain(current.and_then(|current| self.too_close(new, current)))
            .chain(self.personal(new, known))
            .chain(self.rests_on_known_words(new, known).then_some(Rule::KnownWords))
            .collect()
    }

    /// The knowledge of an attacker about everybody: the name of the organisation and the administrator's words.
    #[must_use]
    pub fn context(&self, organisation: &str) -> Context {
        Context::default().with_list(&self.words).with_organisation(organisation)
    }

    /// Faults that are worth a warning, but no refusal.
    pub fn warnings(new: &SecretText) -> impl Iterator<Item = PasswordWarning> {
        let text = new.expose();
        let blanks = (text.trim() != text).then_some(PasswordWarning::BlankAtAnEnd);
        let elsewhere = (!text.is_ascii()).then_some(PasswordWarning::NotAscii);
        blanks.into_iter().chain(elsewhere)
    }

    fn too_close(&self, new: &SecretText, current: &SecretText) -> Option<Rule> {
        // Two empty fields are not "the same password": the length rule covers them.
        if new.is_empty() || current.is_empty() {
            return None;
        }
        if new.same_as(current) || current.composed().is_some_and(|current| new.same_as(&current)) {
            return Some(Rule::DiffersFromCurrent);
        }
        let (new, current) = (strength::folded(new.expose()), strength::folded(current.expose()));
        let changes = strsim::levenshtein(&new, &current);
        (changes < self.min_changes).then_some(Rule::MinChanges(self.min_changes))
    }

    fn personal(&self, new: &SecretText, known: &Context) -> Vec<Rule> {
        if self.forbid_personal { known.facts().found_in(new.expose()) } else { Vec::new() }
    }

    /// Whether little is left without the words of the organisation and of the administrator.
    fn rests_on_known_words(&self, new: &SecretText, known: &Context) -> bool {
        let left = known.facts().without_words(new.expose(), &self.words);
        left.is_some_and(|left| strength::log10_guesses_of_piece(&left) < LEFT_WITHOUT_WORDS)
    }
}

/// Whether a password begins as a stored hash does (`{SSHA}…`, RFC 3112 §2). Each server knows schemes of its own, and
/// some take any word for one.
fn begins_like_a_hash(password: &str) -> bool {
    let is_of_scheme = |c: char| c.is_ascii_alphanumeric() || matches!(c, '-' | '_' | '.' | '/' | '+' | ':');
    let scheme = password.strip_prefix('{').and_then(|rest| rest.split_once('}'));
    scheme.is_some_and(|(scheme, _)| !scheme.is_empty() && scheme.chars().all(is_of_scheme))
}

#[cfg(test)]
mod tests;
