//! zxcvbn behind a fence: it sees a short beginning only, because its time explodes with length.

use zxcvbn::matching::patterns::MatchPattern;
use zxcvbn::zxcvbn;

use super::context::Context;
use super::estimate::Estimate;
use super::weakness::WeakPart;

/// zxcvbn sees this many first characters. 32 take 0.2 s at worst, 100 more than 2 s; 32 ordinary ones already reach the
/// top of the scale.
const FENCE: usize = 32;

/// The estimate of zxcvbn for the beginning of `password`.
pub(super) fn estimate(password: &str, context: &Context) -> Estimate {
    let fenced = fenced(password);
    let entropy = zxcvbn(fenced, &context.words_for(fenced));
    let unknown = entropy.sequence().iter().filter(|part| matches!(part.pattern, MatchPattern::BruteForce));
    let unknown = unknown.map(|part| part.range_inclusive().count()).sum();
    let known = entropy.sequence().iter().filter_map(|part| weak_part(&part.pattern)).collect();
    // At least one guess: -inf has no place on the scale.
    Estimate { log10_guesses: entropy.guesses_log10().max(0.0), unknown, known }
}

fn weak_part(pattern: &MatchPattern) -> Option<WeakPart> {
    Some(match pattern {
        // The crate does not say of which dictionary.
        MatchPattern::Dictionary(_) => WeakPart::Word,
        MatchPattern::Spatial(_) => WeakPart::Keyboard,
        MatchPattern::Repeat(_) => WeakPart::Repeat,
        MatchPattern::Sequence(_) => WeakPart::Sequence,
        MatchPattern::Regex(_) => WeakPart::Year,
        MatchPattern::Date(_) => WeakPart::Date,
        MatchPattern::BruteForce => return None,
    })
}

fn fenced(password: &str) -> &str {
    let end = password.char_indices().nth(FENCE).map_or(password.len(), |(at, _)| at);
    password.get(..end).unwrap_or_default()
}

#[cfg(test)]
mod tests {
    use super::*;

    const DENSE: &str = "4@8({[<3690!1|7+$5%2";

    #[rstest]
    #[case("", 0)]
    #[case(&"é".repeat(31), 31)]
    #[case(&"é".repeat(32), 32)]
    #[case(&"é".repeat(33), 32)]
    #[case(&"🙂".repeat(128), 32)]
    #[case(&DENSE.repeat(6), 32)]
    fn fence_cuts_the_password(#[case] password: &str, #[case] characters: usize) {
        let seen = fenced(password);
        assert_eq!(seen.chars().count(), characters);
        assert!(password.starts_with(seen));
    }

    #[test]
    fn rest_changes_no_estimate() {
        let none = Context::default();
        // A known word stands across the fence: its end would change the estimate.
        let beginning = format!("{}password", "x7Kq".repeat(6));
        let long = format!("{beginning}{}", DENSE.repeat(6));
        assert_eq!(beginning.chars().count(), FENCE);
        let (short, long) = (estimate(&beginning, &none), estimate(&long, &none));
        assert_eq!(short.log10_guesses.to_bits(), long.log10_guesses.to_bits());
        let shorter: String = beginning.chars().take(FENCE - 1).collect();
        assert_ne!(short.log10_guesses.to_bits(), estimate(&shorter, &none).log10_guesses.to_bits());
    }
}
