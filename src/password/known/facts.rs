//! Facts about a person and the organisation, and whether a password contains them.

use zeroize::{Zeroize, Zeroizing};

use super::{BirthDate, Readings, WordList, bare, folded, not_alphanumeric};
use crate::password::policy::Rule;

/// Shorter pieces of a login or a name occur by chance within a word.
const SHORTEST: usize = 4;
/// A name that short counts if no letter stands beside it: « Léa-1975 », not « planeau ».
const SHORTEST_ALONE: usize = 3;
/// Shorter external numbers occur by chance.
const SHORTEST_NUMBER: usize = 6;
/// More facts than any form holds are an attempt to make this slow.
const MOST: usize = 64;

/// Common words of every academy.
const OF_EVERY_ACADEMY: [&str; 6] = ["academie", "rectorat", "mamamia", "education", "nationale", "numen"];

type WordForms = Vec<Zeroizing<String>>;

/// Facts, each in the spellings to search for. Dropping wipes them.
#[derive(Default)]
pub(in crate::password) struct Facts {
    login: WordForms,
    names: WordForms,
    numbers: WordForms,
    birth_dates: Vec<BirthDate>,
    organisation: WordForms,
}

impl Facts {
    /// Adds a login or mail address: its local part, its parts, and the surname after an initial.
    pub(in crate::password) fn add_login(&mut self, login: &str) {
        let login = folded(login);
        let local = login.split('@').next().unwrap_or_default();
        add(&mut self.login, local, SHORTEST);
        for part in local.split(not_alphanumeric) {
            let name = part.trim_end_matches(|c: char| c.is_ascii_digit());
            add(&mut self.login, part, SHORTEST);
            add(&mut self.login, name, SHORTEST);
            let after_initial = name.char_indices().nth(1).and_then(|(at, _)| name.get(at..));
            add(&mut self.login, after_initial.unwrap_or_default(), SHORTEST);
        }
    }

    pub(in crate::password) fn add_name(&mut self, name: &str) {
        for part in folded(name).split(not_alphanumeric) {
            let part = part.trim_end_matches(|c: char| c.is_ascii_digit());
            add(&mut self.names, part, SHORTEST_ALONE);
        }
        add(&mut self.names, &bare(name), SHORTEST);
    }

    /// Adds a NUMEN or external number: whole, its first 7 and its last 6 characters.
    pub(in crate::password) fn add_number(&mut self, number: &str) {
        let number = bare(number);
        add(&mut self.numbers, &number, SHORTEST_NUMBER);
        let ends = number.char_indices().nth(7).zip(number.char_indices().nth_back(5));
        if let Some(((first, _), (last, _))) = ends {
            add(&mut self.numbers, number.get(..first).unwrap_or_default(), SHORTEST_NUMBER);
            add(&mut self.numbers, number.get(last..).unwrap_or_default(), SHORTEST_NUMBER);
        }
    }

    pub(in crate::password) fn add_birth_date(&mut self, date: BirthDate) {
        self.birth_dates.push(date);
    }

    pub(in crate::password) fn add_organisation(&mut self, name: &str) {
        folded(name).split(not_alphanumeric).for_each(|part| add(&mut self.organisation, part, SHORTEST));
        add(&mut self.organisation, &bare(name), SHORTEST);
    }

    /// The rules about the person that a password breaks.
    pub(in crate::password) fn found_in(&self, password: &str) -> Vec<Rule> {
        let readings = Readings::of(password);
        let is_named = |name: &Zeroizing<String>| match name.chars().count() {
            ..SHORTEST => readings.contain_alone(name),
            _ => readings.contain(name),
        };
        let mut digits = Zeroizing::new(String::with_capacity(password.len()));
        digits.extend(password.chars().filter(char::is_ascii_digit));
        let bare = bare(password);
        [
            (Rule::NoLogin, self.login.iter().any(|part| readings.contain(part))),
            (Rule::NoName, self.names.iter().any(is_named)),
            (Rule::NoBirthDate, self.birth_dates.iter().any(|date| date.is_in(&digits))),
            (Rule::NoNumber, self.numbers.iter().any(|number| bare.contains(number.as_str()))),
        ]
        .into_iter()
        .filter_map(|(rule, broken)| broken.then_some(rule))
        .collect()
    }

    /// The rest of a password without the words of the organisation and of the list; `None` if it has none.
    pub(in crate::password) fn without_words(
        &self,
        password: &str,
        list: &WordList,
    ) -> Option<Zeroizing<String>> {
        let readings = Readings::of(password);
        let mut marked = vec![false; password.chars().count()];
        let organisation = self.organisation.iter().map(|word| word.as_str());
        for word in OF_EVERY_ACADEMY.into_iter().chain(organisation).chain(list.found_in(&readings)) {
            readings.mark(word, &mut marked);
        }
        let left = marked.contains(&true).then(|| {
            let mut left = Zeroizing::new(String::with_capacity(password.len()));
            left.extend(password.chars().zip(&marked).filter(|(_, marked)| !**marked).map(|(c, _)| c));
            left
        });
        marked.zeroize();
        left
    }
}

fn add(words: &mut WordForms, word: &str, shortest: usize) {
    let is_known = words.iter().any(|known| known.as_str() == word);
    if word.chars().count() >= shortest && words.len() < MOST && !is_known {
        words.push(Zeroizing::new(word.to_owned()));
    }
}
