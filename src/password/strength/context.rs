//! The words that an attacker who knows the person tries first: login, number, birth date, organisation.

use std::fmt;

use zeroize::Zeroizing;

use crate::password::known::{BirthDate, Facts, Readings, WordList, folded, not_alphanumeric};
use crate::password::secret::SecretText;

/// Shorter words occur by chance in any password.
const SHORTEST: usize = 3;
/// More words than a form holds are an attempt to make the estimator slow.
const MOST: usize = 64;

/// Distinct words of the person, folded, in the order of their addition. Dropping wipes them.
#[derive(Default)]
pub struct Context {
    words: Vec<Zeroizing<String>>,
    /// The same facts, for the rules that forbid them.
    facts: Facts,
    list: WordList,
}

impl Context {
    /// Adds a login or a mail address: whole, its parts, and what follows the first letter of a first name
    /// (« 1ère lettre du prénom, nom et parfois un nombre »).
    #[must_use]
    pub fn with_login(mut self, login: &str) -> Self {
        self.facts.add_login(login);
        let login = folded(login);
        let local = login.split('@').next().unwrap_or_default();
        for part in std::iter::once(local).chain(local.split(not_alphanumeric)) {
            let name = part.trim_end_matches(|c: char| c.is_ascii_digit());
            self.add(part);
            self.add(name);
            if let Some((initial, _)) = name.char_indices().nth(1) {
                self.add_longer(name.get(initial..).unwrap_or_default());
            }
        }
        self.add(&without(local, not_alphanumeric));
        self
    }

    /// Adds a NUMEN or the number of an external person: whole, its parts, its first 7 and last 6 characters.
    #[must_use]
    pub fn with_number(mut self, number: &SecretText) -> Self {
        self.facts.add_number(number.expose());
        let number = folded(number.expose());
        number.split(not_alphanumeric).for_each(|part| self.add_longer(part));
        let bare = without(&number, not_alphanumeric);
        self.add(&number);
        self.add(&bare);
        if bare.chars().count() > 7 {
            self.add(&taken(&bare, 0..7));
            self.add(&taken(&bare, bare.chars().count() - 6..usize::MAX));
        }
        self
    }

    /// Adds a typed birth date, in every spelling that occurs in passwords.
    #[must_use]
    pub fn with_birth_date(mut self, typed: &SecretText) -> Self {
        self.add(typed.expose());
        let Some(date) = BirthDate::read(typed.expose()) else { return self };
        let BirthDate { day, month, year } = &date;
        let pieces: [&[&str]; 7] = [
            &[day, month, year],
            &[day, month, date.short_year()],
            &[year, month, day],
            &[month, day, year],
            &[month, year],
            &[day, month],
            &[year],
        ];
        for pieces in pieces {
            for separator in ["", "/", "-", "."] {
                self.add(&Zeroizing::new(pieces.join(separator)));
            }
        }
        self.facts.add_birth_date(date);
        self
    }

    /// Adds the name of the person: whole and word by word.
    #[must_use]
    pub fn with_name(mut self, name: &str) -> Self {
        self.facts.add_name(name);
        self.add_name(name);
        self
    }

    /// Adds the name of the organisation: whole and word by word.
    #[must_use]
    pub fn with_organisation(mut self, name: &str) -> Self {
        self.facts.add_organisation(name);
        self.add_name(name);
        self
    }

    /// Adds the administrator's own words.
    #[must_use]
    pub fn with_list(mut self, list: &WordList) -> Self {
        self.list = list.clone();
        self
    }

    pub(in crate::password) fn facts(&self) -> &Facts {
        &self.facts
    }

    fn add_name(&mut self, name: &str) {
        let name = folded(name);
        name.split(not_alphanumeric).for_each(|part| self.add(part));
        self.add(&without(&name, not_alphanumeric));
    }

    fn words(&self) -> impl Iterator<Item = &str> {
        self.words.iter().map(|word| word.as_str())
    }

    /// The words, then those of the list that `password` holds, folded.
    pub(super) fn words_for(&self, password: &str) -> Vec<&str> {
        self.words().chain(self.list.found_in(&Readings::of(password))).collect()
    }

    /// Whether the password holds a word of four characters or more, capitals and accents apart.
    pub(super) fn is_within(&self, password: &SecretText) -> bool {
        let password = folded(password.expose());
        self.words().any(|word| word.chars().count() > SHORTEST && password.contains(word))
    }

    fn add(&mut self, word: &str) {
        let known = |words: &[Zeroizing<String>]| words.iter().any(|known| known.as_str() == word);
        if word.chars().count() >= SHORTEST && self.words.len() < MOST && !known(&self.words) {
            self.words.push(Zeroizing::new(word.to_owned()));
        }
    }

    fn add_longer(&mut self, word: &str) {
        if word.chars().count() > SHORTEST {
            self.add(word);
        }
    }
}

impl fmt::Debug for Context {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("Context(…)")
    }
}

fn without(text: &str, dropped: fn(char) -> bool) -> Zeroizing<String> {
    let mut kept = Zeroizing::new(String::with_capacity(text.len()));
    kept.extend(text.chars().filter(|c| !dropped(*c)));
    kept
}

fn taken(text: &str, range: std::ops::Range<usize>) -> Zeroizing<String> {
    let mut kept = Zeroizing::new(String::with_capacity(text.len()));
    kept.extend(text.chars().skip(range.start).take(range.end.saturating_sub(range.start)));
    kept
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::password::testing::secret;

    fn words(context: &Context) -> Vec<&str> {
        context.words().collect()
    }

    #[rstest]
    #[case("jdupont", &["jdupont", "dupont"])]
    #[case("jdupont31", &["jdupont31", "jdupont", "dupont"])]
    #[case("Jean.Dupont@ac-exemple.fr", &["jean.dupont", "ean.dupont", "jean", "dupont", "upont", "jeandupont"])]
    #[case("kmbaye", &["kmbaye", "mbaye"])]
    #[case("jle", &["jle"])]
    #[case("é", &[])]
    #[case("", &[])]
    fn login_gives_its_parts(#[case] login: &str, #[case] expected: &[&str]) {
        assert_eq!(words(&Context::default().with_login(login)), expected);
    }

    #[rstest]
    fn birth_date_gives_its_spellings(
        #[values("14/07/1975", "14071975", "14-7-1975", " 14.07.1975 ", "1975-07-14")] typed: &str,
    ) {
        let context = Context::default().with_birth_date(&secret(typed));
        for spelling in "14071975 140775 14/07/1975 14-07-75 19750714 1975-07-14 1407 1975".split(' ') {
            assert!(words(&context).contains(&spelling), "{spelling}");
        }
    }

    #[rstest]
    fn other_text_stays_whole(#[values("", "é", "14/07", "1/2/3", "140719751", "é4071975")] typed: &str) {
        assert!(words(&Context::default().with_birth_date(&secret(typed))).len() <= 1);
    }

    #[rstest]
    #[case("16e9912345ABC", "16e9912345abc 16e9912 345abc")]
    #[case("EXT-2026-00042", "2026 00042 ext-2026-00042 ext202600042 ext2026 600042")]
    fn number_gives_its_pieces(#[case] number: &str, #[case] expected: &str) {
        assert_eq!(words(&Context::default().with_number(&secret(number))).join(" "), expected);
    }

    #[test]
    fn name_is_found_without_accents() {
        let context = Context::default().with_name("Académie de Toulouse");
        assert_eq!(words(&context), ["academie", "toulouse", "academiedetoulouse"]);
        for password in ["Académie-31!", "ACADÉMIE", "xxTOULOUSExx"] {
            assert!(context.is_within(&secret(password)), "{password}");
        }
        assert!(!context.is_within(&secret("Pommes-vertes")));
    }

    #[test]
    fn context_is_bounded_and_hidden() {
        let long = (0..500).map(|n| format!("mot{n}")).collect::<Vec<_>>().join(".");
        let context = Context::default().with_login("jdupont").with_login(&long);
        assert_eq!(context.words.len(), MOST);
        assert_eq!(format!("{context:?}"), "Context(…)");
    }
}
