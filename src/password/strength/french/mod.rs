//! The French estimator: how a French attacker would search.
//!
//! The password is cut into parts (words, dates, walks on the keyboard…), each with the guesses it takes to find;
//! the cut that takes the fewest guesses is the estimate. An attacker who knows the parts tries their orders, so
//! k parts cost k! times their product; there is no further term. Symbols between and after the parts cost one
//! decade each and are not counted as parts.

mod capitals;
mod dictionary;
mod keyboard;
mod numbers;
mod part;
mod path;
mod repeats;
mod text;

use super::{Context, Estimate};
use dictionary::{Dictionary, EMBEDDED};
use part::Part;
use text::FoldedText;

/// Characters looked at, the first ones: the time is bounded, and nobody's habits go further.
const LOOKED_AT: usize = 64;

/// What this estimator says of `password`.
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
