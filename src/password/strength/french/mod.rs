//! The French estimator: the search of a French attacker.
//!
//! It cuts the password into parts (words, dates, walks on the keyboard…), each with its number of guesses; the cut with
//! the fewest guesses is the estimate. An attacker who knows the parts tries their orders, so k parts cost k! times
//! their product. Symbols between and after the parts cost one decade each, and are no parts.

mod capitals;
mod dictionary;
mod keyboard;
mod numbers;
mod part;
mod path;
mod repeats;
mod text;

use super::context::Context;
use super::estimate::Estimate;
use dictionary::{Dictionary, EMBEDDED};
use text::FoldedText;

/// It reads this many first characters, to bound its time; habits do not go further.
const LOOKED_AT: usize = 64;

pub(super) fn estimate(password: &str, context: &Context) -> Estimate {
    let text = FoldedText::new(password, LOOKED_AT);
    let known = Dictionary::of_context(context.words_for(password).into_iter());
    let mut parts = part::unknown(&text);
    for dictionary in [&*EMBEDDED, &known] {
        dictionary.find(&text, &mut parts);
    }
    keyboard::find(&text, &mut parts);
    numbers::find(&text, &mut parts);
    repeats::find(&text, &mut parts);
    let path = path::cheapest(text.len(), parts);
    Estimate { log10_guesses: path.log10_guesses, advice: part::advice(&path.parts) }
}

#[cfg(test)]
mod tests;
