//! The segments that may begin at a place of a password.

use super::tags::{SOURCES, Tag};
use super::{Grammar, LONGEST_LETTERS, leet};

/// Share of doubled words, and of towns with their code, that have no sign between.
pub const NO_SEPARATOR: f64 = 0.6;
const SHORTEST_WORD: usize = 2;

pub struct Span {
    pub end: usize,
    pub tag: Tag,
    /// Natural logarithm of the probability of the text, given the tag.
    pub cost: f64,
}

impl Grammar {
    /// Every segment that begins at `start`.
    pub fn spans(&self, password: &str, start: usize) -> Vec<Span> {
        let mut spans = Vec::new();
        self.add_words(password, start, &mut spans);
        self.add_disguised(password, start, &mut spans);
        self.add_walks(password, start, &mut spans);
        self.add_digits(password, start, &mut spans);
        self.add_symbols(password, start, &mut spans);
        spans
    }

    fn add_words(&self, password: &str, start: usize, spans: &mut Vec<Span>) {
        let run = run_length(&password[start..], |c| c.is_ascii_alphabetic()).min(LONGEST_LETTERS);
        let lower = password[start..start + run].to_ascii_lowercase();
        let letters = self.letters.costs_of_beginnings(&lower);
        for length in 1..=run {
            let (end, word, text) = (start + length, &lower[..length], &password[start..start + length]);
            let capitals = self.habits.capitals.cost(text, start == 0);
            spans.push(Span { end, tag: Tag::Letters, cost: letters[length - 1] + capitals });
            if length < SHORTEST_WORD {
                continue;
            }
            let mut is_known = false;
            for source in 0..SOURCES as u8 {
                if let Some(cost) = self.lexicon.source(source).cost(word) {
                    spans.push(Span { end, tag: Tag::Word(source), cost: cost + capitals });
                    is_known = true;
                }
            }
            if is_known {
                self.add_doubled(password, start, end, spans);
                self.add_town_with_code(password, start, end, spans);
            }
        }
    }

    /// Natural logarithm of the share of what stands between two parts; `None` where it is more than a sign.
    fn separator_cost(&self, separator: &str) -> Option<f64> {
        match separator.len() {
            0 => Some(NO_SEPARATOR.ln()),
            _ => self.habits.inner.cost(separator).map(|cost| cost + (1.0 - NO_SEPARATOR).ln()),
        }
    }

    fn add_doubled(&self, password: &str, start: usize, end: usize, spans: &mut Vec<Span>) {
        let text = &password[start..end];
        let separator = usize::from(password[end..].starts_with(|c: char| !c.is_ascii_alphanumeric()));
        let again = end + separator;
        let is_again = password.get(again..again + text.len()) == Some(text);
        let parts =
            (self.lexicon.mixed_cost(&text.to_ascii_lowercase()), self.separator_cost(&password[end..again]));
        if let (true, (Some(word), Some(between))) = (is_again, parts) {
            let cost = word + between + self.habits.capitals.cost(text, start == 0);
            spans.push(Span { end: again + text.len(), tag: Tag::Doubled, cost });
        }
    }

    fn add_town_with_code(&self, password: &str, start: usize, end: usize, spans: &mut Vec<Span>) {
        let text = &password[start..end];
        let town = text.to_ascii_lowercase();
        let towns = &self.lexicon.towns;
        let Some(place) = towns.names.place(&town) else { return };
        let after = end + usize::from(password[end..].starts_with(|c: char| !c.is_ascii_alphanumeric()));
        let Some(between) = self.separator_cost(&password[end..after]) else { return };
        let named = towns.names.share_at(place).ln() + self.habits.capitals.cost(text, start == 0) + between;
        let codes = &towns.codes[place];
        for length in [2, 5] {
            let digits = password.get(after..after + length).unwrap_or_default();
            let count = codes.iter().filter(|code| !digits.is_empty() && code.starts_with(digits)).count();
            if count > 0 {
                // Half of them write the department, half the whole code.
                let cost = named + (0.5 * count as f64 / codes.len() as f64).ln();
                spans.push(Span { end: after + length, tag: Tag::TownWithCode, cost });
            }
        }
    }

    fn add_disguised(&self, password: &str, start: usize, spans: &mut Vec<Span>) {
        let is_part = |c: char| c.is_ascii_alphabetic() || leet::letter_of(c).is_some();
        let run = run_length(&password[start..], is_part).min(LONGEST_LETTERS);
        for length in 1..=run {
            let text = &password[start..start + length];
            if !leet::is_disguise(text) {
                continue;
            }
            let word = self.lexicon.mixed_cost(&leet::undone(text));
            if let (Some(word), Some(signs)) = (word, leet::cost(text)) {
                let cost = word + signs + self.habits.capitals.cost(text, start == 0);
                spans.push(Span { end: start + length, tag: Tag::Leet, cost });
            }
        }
    }

    fn add_walks(&self, password: &str, start: usize, spans: &mut Vec<Span>) {
        let run = run_length(&password[start..], |c| c.is_ascii_alphanumeric());
        for length in 4..=run {
            let text = &password[start..start + length];
            if let Some(cost) = self.habits.walks.cost(&text.to_ascii_lowercase()) {
                let cost = cost + self.habits.capitals.cost(text, start == 0);
                spans.push(Span { end: start + length, tag: Tag::Walk, cost });
            }
        }
    }

    fn add_digits(&self, password: &str, start: usize, spans: &mut Vec<Span>) {
        let run = run_length(&password[start..], |c| c.is_ascii_digit());
        for length in 1..=run.min(8) {
            let text = &password[start..start + length];
            let habits = &self.habits;
            let code = self.lexicon.towns.all_codes.cost(text);
            let readings = [
                (Tag::Digits, habits.digits.cost(text)),
                (Tag::Year, habits.years.cost(text)),
                (Tag::Date, habits.dates.cost(text)),
                (Tag::PostalCode, code),
            ];
            let readings = readings.into_iter().filter_map(|(tag, cost)| Some((tag, cost?)));
            spans.extend(readings.map(|(tag, cost)| Span { end: start + length, tag, cost }));
        }
    }

    fn add_symbols(&self, password: &str, start: usize, spans: &mut Vec<Span>) {
        let run = run_length(&password[start..], |c| !c.is_ascii_alphanumeric());
        for end in start + 1..=start + run.min(4) {
            let text = &password[start..end];
            let (tag, strings) = match end == password.len() {
                true => (Tag::Last, &self.habits.last),
                false => (Tag::Inner, &self.habits.inner),
            };
            spans.extend(strings.cost(text).map(|cost| Span { end, tag, cost }));
        }
    }
}

fn run_length(text: &str, holds: impl Fn(char) -> bool) -> usize {
    text.find(|c: char| !holds(c)).unwrap_or(text.len())
}
