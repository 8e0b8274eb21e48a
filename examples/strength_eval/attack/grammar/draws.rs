//! Chains drawn as an attacker of this grammar would rank them.

use rand::RngExt;
use rand::rngs::StdRng;

use super::spans::NO_SEPARATOR;
use super::tags::{TOWNS, Tag};
use super::{Grammar, LONGEST_LETTERS, leet};
use crate::policy::LONGEST;

impl Grammar {
    /// A password and the cost of its chain; `None` for one that no parse would give, or longer than any test password.
    pub fn draw(&self, rng: &mut StdRng) -> Option<(String, f64)> {
        let (mut text, mut cost) = (String::new(), 0.0);
        let (mut before, mut last) = (Tag::Edge, Tag::Edge);
        loop {
            let next = self.habits.tags.draw(before, last, rng);
            cost += self.habits.tags.cost(before, last, next);
            if next == Tag::Edge {
                // Symbols at the end are of another kind.
                return (last != Tag::Inner).then_some((text, cost));
            }
            let (segment, segment_cost) = self.draw_segment(next, text.is_empty(), rng)?;
            text += &segment;
            cost += segment_cost;
            if text.len() > LONGEST {
                return None;
            }
            (before, last) = (last, next);
        }
    }

    fn draw_segment(&self, tag: Tag, opens: bool, rng: &mut StdRng) -> Option<(String, f64)> {
        let habits = &self.habits;
        let with_capitals = |(word, cost): (String, f64), rng: &mut StdRng| {
            let (text, capitals) = habits.capitals.draw(&word, opens, rng);
            (text, cost + capitals)
        };
        match tag {
            Tag::Edge => None,
            Tag::Word(source) => {
                let word = self.draw_word(source, rng)?;
                Some(with_capitals(word, rng))
            }
            Tag::Letters => {
                let word = self.letters.draw(LONGEST_LETTERS, rng).filter(|(word, _)| !word.is_empty())?;
                Some(with_capitals(word, rng))
            }
            Tag::Leet => {
                let (word, cost) = self.lexicon.draw_mixed(rng)?;
                let text = leet::draw(&habits.capitals.draw(&word, opens, rng).0, rng);
                let signs = leet::cost(&text)?;
                let cost = cost + signs + habits.capitals.cost(&text, opens);
                leet::is_disguise(&text).then_some((text, cost))
            }
            Tag::Doubled => {
                let (word, cost) = with_capitals(self.lexicon.draw_mixed(rng)?, rng);
                let (separator, between) = self.draw_separator(rng)?;
                Some((format!("{word}{separator}{word}"), cost + between))
            }
            Tag::TownWithCode => self.draw_town(opens, rng),
            Tag::Walk => Some(with_capitals(habits.walks.draw(rng), rng)),
            Tag::Digits => Some(habits.digits.draw(rng)),
            Tag::Year => Some(habits.years.draw(rng)),
            Tag::Date => {
                let date = habits.dates.draw(rng);
                let cost = habits.dates.cost(&date)?;
                Some((date, cost))
            }
            Tag::PostalCode => {
                let codes = &self.lexicon.towns.all_codes;
                let code = (!codes.is_empty()).then(|| codes.draw(rng).to_owned())?;
                let cost = codes.cost(&code)?;
                Some((code, cost))
            }
            Tag::Inner => Some(habits.inner.draw(rng)),
            Tag::Last => Some(habits.last.draw(rng)),
        }
    }

    fn draw_word(&self, source: u8, rng: &mut StdRng) -> Option<(String, f64)> {
        let words = self.lexicon.source(source);
        let place = (!words.is_empty()).then(|| words.draw_place(rng))?;
        Some((words.words[place].clone(), words.share_at(place).ln()))
    }

    /// At most one sign.
    fn draw_separator(&self, rng: &mut StdRng) -> Option<(String, f64)> {
        if rng.random_bool(NO_SEPARATOR) {
            return Some((String::new(), NO_SEPARATOR.ln()));
        }
        let (separator, cost) = self.habits.inner.draw(rng);
        (separator.len() == 1).then(|| (separator, cost + (1.0 - NO_SEPARATOR).ln()))
    }

    fn draw_town(&self, opens: bool, rng: &mut StdRng) -> Option<(String, f64)> {
        let (town, named) = self.draw_word(TOWNS, rng)?;
        let codes = &self.lexicon.towns.codes[self.lexicon.towns.names.place(&town)?];
        let code = codes.get(rng.random_range(0..codes.len().max(1)))?;
        let digits = if rng.random_bool(0.5) { code.as_str() } else { &code[..2] };
        let (separator, between) = self.draw_separator(rng)?;
        let (town, capitals) = self.habits.capitals.draw(&town, opens, rng);
        let count = codes.iter().filter(|code| code.starts_with(digits)).count() as f64;
        let cost = named + capitals + between + (0.5 * count / codes.len() as f64).ln();
        Some((format!("{town}{separator}{digits}"), cost))
    }
}
