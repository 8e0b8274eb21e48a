//! Passwords as people make them who have to meet the policy: a word, made longer and more colourful.

mod tails;
pub mod words;

use std::collections::HashSet;

use rand::RngExt;
use rand::rngs::StdRng;
use rand::seq::IndexedRandom;

use crate::attack::{all_walks, usual_walks, with_signs};
use crate::lists::{Shares, Towns};
use crate::policy::{SHORTEST, is_met_by};
use tails::{capital, date, digits, few_digits, padded, second_capital, separator, symbol, year};

#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Habit {
    WordDigitsSymbol,
    WordSymbolDigits,
    NameYear,
    NameSurname,
    TwoNames,
    TownCode,
    TwoWords,
    Walk,
    Leet,
    School,
    Doubled,
    Phrase,
}

/// Each kind, and how many of 2600 passwords it makes.
pub const HABITS: [(Habit, usize); 12] = [
    (Habit::WordDigitsSymbol, 761),
    (Habit::WordSymbolDigits, 319),
    (Habit::NameYear, 359),
    (Habit::NameSurname, 139),
    (Habit::TwoNames, 143),
    (Habit::TownCode, 213),
    (Habit::TwoWords, 113),
    (Habit::Walk, 90),
    (Habit::Leet, 125),
    (Habit::School, 178),
    (Habit::Doubled, 75),
    (Habit::Phrase, 85),
];
/// Tries for one password before its kind counts as impossible with the given lists.
const TRIES: usize = 1000;
/// Share of the people who fill a short password up, rather than begin again.
const FILL_UP: f64 = 0.85;

impl Habit {
    pub fn name(self) -> &'static str {
        match self {
            Self::WordDigitsSymbol => "word + digits + symbol",
            Self::WordSymbolDigits => "word + symbol + digits",
            Self::NameYear => "first name + year or date",
            Self::NameSurname => "first name + surname",
            Self::TwoNames => "two first names",
            Self::TownCode => "town + postal code or department",
            Self::TwoWords => "two words",
            Self::Walk => "AZERTY walk",
            Self::Leet => "signs for letters",
            Self::School => "school word",
            Self::Doubled => "doubled word",
            Self::Phrase => "phrase without spaces",
        }
    }
}

/// The words that passwords are made of.
pub struct Maker<'lists> {
    pub words: &'lists Shares,
    pub first_names: &'lists Shares,
    pub surnames: &'lists Shares,
    pub towns: &'lists Towns,
    school: Shares,
    usual_walks: Vec<String>,
    all_walks: Vec<String>,
}

impl<'lists> Maker<'lists> {
    pub fn new(
        words: &'lists Shares,
        first_names: &'lists Shares,
        surnames: &'lists Shares,
        towns: &'lists Towns,
    ) -> Self {
        let school = Shares::new(words::SCHOOL.split_whitespace().map(|word| (word.to_owned(), 1.0)));
        Self {
            words,
            first_names,
            surnames,
            towns,
            school,
            usual_walks: usual_walks(),
            all_walks: all_walks(),
        }
    }

    /// Distinct passwords of all the kinds that the lists allow, `factor` times the numbers of [`HABITS`].
    pub fn all(&self, factor: usize, rng: &mut StdRng) -> Vec<(Habit, String)> {
        let (mut made, mut seen) = (Vec::new(), HashSet::new());
        for (habit, count) in HABITS {
            for _ in 0..count * factor {
                let new = (0..TRIES).find_map(|_| self.one(habit, rng).filter(|text| !seen.contains(text)));
                let Some(text) = new else { break };
                seen.insert(text.clone());
                made.push((habit, text));
            }
        }
        made
    }

    /// `None` where it does not meet the policy, or a list is missing.
    fn one(&self, habit: Habit, rng: &mut StdRng) -> Option<String> {
        let text = match habit {
            Habit::WordDigitsSymbol => {
                format!("{}{}{}", self.capital(self.words, rng)?, digits(rng), symbol(rng))
            }
            Habit::WordSymbolDigits => {
                format!("{}{}{}", self.capital(self.words, rng)?, symbol(rng), digits(rng))
            }
            Habit::NameYear => {
                let name = self.capital(self.first_names, rng)?;
                name_and_year(&name, rng)
            }
            Habit::NameSurname => {
                let (name, surname) =
                    (self.capital(self.first_names, rng)?, drawn(self.surnames, rng)?.to_owned());
                name_and_surname(&name, &surname, rng)
            }
            Habit::TwoNames => self.two_names(rng)?,
            Habit::TownCode => self.town(rng)?,
            Habit::TwoWords => {
                let (first, second) = (self.capital(self.words, rng)?, drawn(self.words, rng)?);
                let (between, second) = (separator(rng, 0.5), second_capital(second, rng));
                format!("{first}{between}{second}{}{}", few_digits(rng), symbol(rng))
            }
            Habit::Walk => self.walk(rng)?,
            Habit::Leet => {
                let word = self.capital(self.words, rng)?;
                let text = with_signs(&word, rng);
                (text != word).then(|| format!("{text}{}{}", digits(rng), symbol(rng)))?
            }
            Habit::School => {
                let word = self.capital(&self.school, rng)?;
                let (digits, symbol) = (digits(rng), symbol(rng));
                if rng.random_bool(0.7) {
                    format!("{word}{digits}{symbol}")
                } else {
                    format!("{word}{symbol}{digits}")
                }
            }
            Habit::Doubled => {
                let word = self.capital(self.words, rng)?;
                format!("{word}{}{word}{}{}", separator(rng, 0.4), few_digits(rng), symbol(rng))
            }
            Habit::Phrase => self.phrase(rng)?,
        };
        // Most fill up; few take a longer word, which would make long words more frequent than they are.
        let text = if rng.random_bool(FILL_UP) { padded(text, SHORTEST, rng) } else { text };
        is_met_by(&text).then_some(text)
    }

    fn capital(&self, words: &Shares, rng: &mut StdRng) -> Option<String> {
        let word = drawn(words, rng)?.to_owned();
        Some(capital(&word, rng))
    }

    fn two_names(&self, rng: &mut StdRng) -> Option<String> {
        let (first, second) = (self.capital(self.first_names, rng)?, drawn(self.first_names, rng)?);
        let between = ["", "", "et", "&", "+", "-", "_", "."].choose(rng)?;
        let second = second_capital(second, rng);
        Some(format!("{first}{between}{second}{}{}", few_digits(rng), symbol(rng)))
    }

    fn town(&self, rng: &mut StdRng) -> Option<String> {
        let town = drawn(&self.towns.names, rng)?;
        let code = self.towns.codes[self.towns.names.place(town)?].choose(rng)?;
        let digits = if rng.random_bool(0.5) { code.as_str() } else { &code[..2] };
        let (town, between) = (capital(town, rng), separator(rng, 0.6));
        Some(format!("{town}{between}{digits}{}", symbol(rng)))
    }

    fn walk(&self, rng: &mut StdRng) -> Option<String> {
        let walks = if rng.random_bool(0.7) { &self.usual_walks } else { &self.all_walks };
        let walk = capital(walks.choose(rng)?, rng);
        let tail = digits(rng);
        Some(match rng.random_range(0..10) {
            0..2 => format!("{walk}{}{tail}{}", drawn(self.words, rng)?, symbol(rng)),
            2..5 => format!("{walk}{}{tail}", symbol(rng)),
            _ => format!("{walk}{tail}{}", symbol(rng)),
        })
    }

    fn phrase(&self, rng: &mut StdRng) -> Option<String> {
        let word = if rng.random_bool(0.7) { drawn(self.words, rng)? } else { drawn(&self.school, rng)? };
        let parts =
            [words::OPENERS.choose(rng)?, words::ARTICLES.choose(rng)?, word, words::CLOSERS.choose(rng)?];
        let all_capital = rng.random_bool(0.4);
        let mut text = capital(parts[0], rng);
        for part in parts.iter().skip(1) {
            text += &if all_capital { crate::attack::with_first_capital(part) } else { (*part).to_owned() };
        }
        Some(format!("{text}{}{}", few_digits(rng), symbol(rng)))
    }
}

/// `Marie1985!`, `Marie!1985`, `Marie14071985!`.
pub fn name_and_year(name: &str, rng: &mut StdRng) -> String {
    let digits = if rng.random_bool(0.55) { year(rng) } else { date(rng) };
    let symbol = symbol(rng);
    if rng.random_bool(0.8) { format!("{name}{digits}{symbol}") } else { format!("{name}{symbol}{digits}") }
}

/// `MarieDurand1!`, `Marie-durand12!`.
pub fn name_and_surname(name: &str, surname: &str, rng: &mut StdRng) -> String {
    let (between, surname) = (separator(rng, 0.5), second_capital(surname, rng));
    format!("{name}{between}{surname}{}{}", few_digits(rng), symbol(rng))
}

/// Fills up as a person does.
pub fn filled(password: String, rng: &mut StdRng) -> String {
    padded(password, SHORTEST, rng)
}

fn drawn<'shares>(words: &'shares Shares, rng: &mut StdRng) -> Option<&'shares str> {
    (!words.is_empty()).then(|| words.draw(rng))
}
