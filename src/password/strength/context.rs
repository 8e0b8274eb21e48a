//! What an attacker who knows the person would try first: the login, the number, the birth date, the organisation.

use std::fmt;

use unicode_normalization::UnicodeNormalization;
use unicode_normalization::char::is_combining_mark;
use zeroize::Zeroizing;

use crate::password::secret::SecretText;

/// Shorter words would be found by chance in any password.
const SHORTEST: usize = 3;
/// More words than a form can hold are someone's trick to make the estimator slow.
const MOST: usize = 64;

/// Words of the person, folded, each once, in the order in which they were given. Wiped when dropped.
#[derive(Default)]
pub struct Context {
    words: Vec<Zeroizing<String>>,
}

impl Context {
    /// Adds a login or a mail address: whole, its parts, and what follows the first letter of a first name
    /// (« 1ère lettre du prénom, nom et parfois un nombre »).
    #[must_use]
    pub fn with_login(mut self, login: &str) -> Self {
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

    /// Adds a birth date as typed, in every spelling that people put in a password.
    #[must_use]
    pub fn with_birth_date(mut self, typed: &SecretText) -> Self {
        self.add(typed.expose());
        let Some(BirthDate { day, month, year }) = BirthDate::read(typed.expose()) else { return self };
        let short = taken(&year, 2..4);
        let pieces: [&[&str]; 7] = [
            &[&day, &month, &year],
            &[&day, &month, &short],
            &[&year, &month, &day],
            &[&month, &day, &year],
            &[&month, &year],
            &[&day, &month],
            &[&year],
        ];
        for pieces in pieces {
            for separator in ["", "/", "-", "."] {
                self.add(&Zeroizing::new(pieces.join(separator)));
            }
        }
        self
    }

    /// Adds the name of the organisation, or of a person: whole and word by word.
    #[must_use]
    pub fn with_name(mut self, name: &str) -> Self {
        let name = folded(name);
        name.split(not_alphanumeric).for_each(|part| self.add(part));
        self.add(&without(&name, not_alphanumeric));
        self
    }

    /// The words, folded.
    pub(super) fn words(&self) -> impl Iterator<Item = &str> {
        self.words.iter().map(|word| word.as_str())
    }

    /// Whether a telling word (four characters or more) stands in the password, whatever its capitals and accents.
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

/// Two digits, two digits, four digits: for matching only, so no calendar is asked.
struct BirthDate {
    day: Zeroizing<String>,
    month: Zeroizing<String>,
    year: Zeroizing<String>,
}

impl BirthDate {
    fn read(typed: &str) -> Option<Self> {
        let parts: Vec<&str> = typed.trim().split(|c: char| !c.is_ascii_digit()).collect();
        let (day, month, year) = match parts.as_slice() {
            [one] if one.len() == 8 && typed.trim().len() == 8 => {
                (one.get(..2)?, one.get(2..4)?, one.get(4..)?)
            }
            [day, month, year] if year.len() == 4 => (*day, *month, *year),
            [year, month, day] if year.len() == 4 => (*day, *month, *year),
            _ => return None,
        };
        let padded = |part: &str| match part.len() {
            1 => Some(Zeroizing::new(format!("0{part}"))),
            2 => Some(Zeroizing::new(part.to_owned())),
            _ => None,
        };
        Some(Self { day: padded(day)?, month: padded(month)?, year: Zeroizing::new(year.to_owned()) })
    }
}

/// Lower case, without accents: what two spellings of a word have in common.
pub(super) fn folded(text: &str) -> Zeroizing<String> {
    // Reserved at once: a string that grows leaves copies behind. NFD is at most three times as long.
    let mut kept = Zeroizing::new(String::with_capacity(text.len() * 3));
    for character in text.nfd().filter(|c| !is_combining_mark(*c)).flat_map(char::to_lowercase) {
        match character {
            'œ' => kept.push_str("oe"),
            'æ' => kept.push_str("ae"),
            _ => kept.push(character),
        }
    }
    kept
}

fn not_alphanumeric(character: char) -> bool {
    !character.is_alphanumeric()
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
    use rstest::rstest;

    fn secret(text: &str) -> SecretText {
        SecretText::from_text(text).unwrap()
    }

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
    fn a_login_gives_its_parts(#[case] login: &str, #[case] expected: &[&str]) {
        assert_eq!(words(&Context::default().with_login(login)), expected);
    }

    #[rstest]
    #[case("14/07/1975")]
    #[case("14071975")]
    #[case("14-7-1975")]
    #[case(" 14.07.1975 ")]
    #[case("1975-07-14")]
    fn a_birth_date_gives_its_spellings(#[case] typed: &str) {
        let context = Context::default().with_birth_date(&secret(typed));
        for spelling in
            ["14071975", "140775", "14/07/1975", "14-07-75", "19750714", "1975-07-14", "1407", "1975"]
        {
            assert!(words(&context).contains(&spelling), "{spelling}");
        }
    }

    #[rstest]
    #[case("")]
    #[case("é")]
    #[case("14/07")]
    #[case("1/2/3")]
    #[case("140719751")]
    #[case("é4071975")]
    fn what_is_no_date_is_taken_as_it_is(#[case] typed: &str) {
        assert!(words(&Context::default().with_birth_date(&secret(typed))).len() <= 1);
    }

    #[test]
    fn a_number_gives_its_pieces() {
        let numen = Context::default().with_number(&secret("16e9912345ABC"));
        assert_eq!(words(&numen), ["16e9912345abc", "16e9912", "345abc"]);
        let external = Context::default().with_number(&secret("EXT-2026-00042"));
        assert_eq!(
            words(&external),
            ["2026", "00042", "ext-2026-00042", "ext202600042", "ext2026", "600042"]
        );
    }

    #[test]
    fn a_name_is_found_whatever_its_accents() {
        let context = Context::default().with_name("Académie de Toulouse");
        assert_eq!(words(&context), ["academie", "toulouse", "academiedetoulouse"]);
        for password in ["Académie-31!", "ACADÉMIE", "xxTOULOUSExx"] {
            assert!(context.is_within(&secret(password)), "{password}");
        }
        assert!(!context.is_within(&secret("Pommes-vertes")));
    }

    #[test]
    fn nothing_leaks_and_nothing_grows_without_end() {
        let long = (0..500).map(|n| format!("mot{n}")).collect::<Vec<_>>().join(".");
        let context = Context::default().with_login("jdupont").with_login(&long);
        assert_eq!(context.words.len(), MOST);
        assert_eq!(format!("{context:?}"), "Context(…)");
    }
}
