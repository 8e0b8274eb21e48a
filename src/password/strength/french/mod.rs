//! The French estimator: the search of a French attacker.
//!
//! It cuts the password into parts (words, dates, walks on the keyboard…), each with its number of guesses; the cut with
//! the fewest guesses is the estimate. An attacker who knows the parts tries their orders, so k parts cost k! times
//! their product. Symbols between and after the parts cost one decade each, and are no parts.

mod capitals;
mod keyboard;
mod lexicon;
mod numbers;
mod part;
mod path;
mod personal;
mod phrase;
mod plausible;
mod repeats;
mod search;
mod text;

use super::context::Context;
use super::estimate::Estimate;
use lexicon::LISTS;
use part::{Part, PartKind};
use personal::PersonalWords;
use text::FoldedText;

/// It reads this many first characters, to bound its time; habits do not go further.
const LOOKED_AT: usize = 64;

pub(super) fn estimate(password: &str, context: &Context) -> Estimate {
    let text = FoldedText::new(password, LOOKED_AT);
    let known = PersonalWords::new(context.words_for(password).into_iter());
    let mut parts = part::unknown(&text);
    find_words(&text, &known, &mut parts);
    keyboard::find(&text, &mut parts);
    numbers::find(&text, &mut parts);
    plausible::find(&text, &mut parts);
    repeats::find(&text, &mut parts);
    phrase::find(&text, &mut parts);
    let path = path::cheapest(text.len(), parts);
    let unknown = path.parts.iter().filter(|part| part.kind == PartKind::Unknown);
    let unknown = unknown.map(|part| part.end - part.start).sum();
    Estimate { log10_guesses: path.log10_guesses, unknown, known: part::known(&path.parts) }
}

fn find_words(text: &FoldedText, known: &PersonalWords, parts: &mut Vec<Part>) {
    let reversed = text.reversed();
    for list in LISTS.iter() {
        search::find(list.start(), text, &reversed, parts);
    }
    search::find(known.start(), text, &reversed, parts);
}

#[cfg(test)]
mod tests;
