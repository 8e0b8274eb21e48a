//! The habits that the French estimator knows, and the texts that it leaves alone.
mod choices;

use super::*;
use crate::password::strength::{Strength, StrengthLabel, WeakPart, zxcvbn_fence};

fn french(password: &str) -> Estimate {
    estimate(password, &Context::default())
}

fn zxcvbn_label(password: &str) -> StrengthLabel {
    Strength::of(zxcvbn_fence::estimate(password, &Context::default()).log10_guesses).label
}

/// Each habit costs an attacker few guesses: at most these decades.
#[rstest]
#[case(1.5, &["123456"])]
#[case(1.8, &["1975"])]
#[case(2.0, &["rentree", "!!!!!!!!", "lavieestbelle"])] // « rentrée » in the list
#[case(2.1, &["qsdfghjk", "kjhgfdsq", "&é\"'(-è_çà"])]
#[case(2.3, &["RENTRÉE"])]
#[case(2.4, &["zzzzzzzz"])]
#[case(2.5, &["cœur", "coeurs"])]
#[case(2.6, &["r3ntr33", "eertner", "1407", "31000", "fedcba", "aqwzsxedc", "1aqw2zsx", "wqazsxedc"])]
#[case(3.5, &["anticonstitutionnellement"])]
#[case(3.6, &["AQWzsxEDC", "mercimerci"])]
#[case(3.9, &["31170"])]
#[case(4.0, &["la vie est belle"])]
#[case(4.3, &["La-Vie-Est-Belle"])]
#[case(4.4, &["14071975", "19750714"])]
#[case(5.0, &["14/07/1975", "14-07-75"])]
#[case(7.0, &["xk7q-xk7q-xk7q"])]
#[case(8.0, &["azsxdcfv"])] // many turns: no more than brute force, not less than a habit
fn habit_costs_few_guesses(#[case] at_most: f64, #[case] passwords: &[&str]) {
    for password in passwords {
        let found = french(password).log10_guesses;
        assert!(found <= at_most, "{password}: {found}");
    }
}

#[rstest]
#[case("9999", 1.5)] // no year, no date, but a row
#[case("3193", 4.0)] // neither a day nor a year
#[case("96417", 5.0)] // no such department
#[case("rvtuq", 5.0)]
#[case("l-avieestbelle", 5.0)] // a symbol within a word, not between two
#[case("aplz", 4.0)] // far keys
fn other_text_costs_more(#[case] password: &str, #[case] at_least: f64) {
    let found = french(password).log10_guesses;
    assert!(found >= at_least, "{found}");
}

#[test]
fn personal_words_cost_less() {
    let context = Context::default().with_login("jzygmunt").with_name("Élodie Zygmunt");
    for password in ["Zygmunt-1975", "zygmunt.elodie", "tnumgyZ1975", "Zygmunt2Elodie"] {
        let known = estimate(password, &context);
        assert!(known.log10_guesses < french(password).log10_guesses - 1.0, "{password}");
        assert!(known.known.contains(&WeakPart::KnownOfYou), "{password}");
    }
}

/// A generator with a fixed seed: the same passwords at each run.
struct Draw(u64);

impl Draw {
    fn below(&mut self, bound: usize) -> usize {
        self.0 = self.0.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        ((self.0 >> 33) as usize) % bound
    }
}

/// At most one in a hundred loses a label against zxcvbn alone.
fn assert_labels_kept(passwords: impl Iterator<Item = String>) {
    let labels: Vec<(String, StrengthLabel)> = passwords
        .map(|password| (password.clone(), Strength::of(french(&password).log10_guesses).label))
        .collect();
    let lost = labels.iter().filter(|(password, label)| *label < zxcvbn_label(password)).count();
    assert!(lost * 100 <= labels.len(), "{lost} of {}", labels.len());
}

#[test]
fn random_passwords_keep_their_label() {
    let mut draw = Draw(2026);
    let random = |_| (0..14).map(|_| char::from(b'!' + draw.below(94) as u8)).collect();
    assert_labels_kept((0..RUNS).map(random));
}

#[test]
fn phrases_keep_their_label() {
    let list = include_str!("../words/nouns.txt").lines().filter(|line| !line.starts_with(['#', '@']));
    let words: Vec<&str> = list.flat_map(|line| line.split(' ')).collect();
    let mut draw = Draw(2027);
    for separator in ["-", " ", ""] {
        let mut word = || words[draw.below(words.len())];
        let phrase = |_| [word(), word(), word(), word(), word()].join(separator);
        assert_labels_kept((0..RUNS / 3).map(phrase));
    }
}

/// Enough for the bound to mean something, and few enough for an unoptimised build.
const RUNS: usize = 900;

#[rstest]
#[case(&"4@8({[<3690!1|7+$5%2".repeat(7))]
#[case(&"a".repeat(128))]
#[case(&"1!".repeat(64))]
#[case(&"La-Vie-Est-Belle-".repeat(8))]
#[case(&"œŒæ".repeat(43))]
#[case(&"aqwzsxedcrfvtgb".repeat(9))]
fn hostile_input_is_bounded(#[case] password: &str) {
    // Steps through the lists (counted in `search`) and the number of parts decide the time.
    let text = FoldedText::new(password, LOOKED_AT);
    assert!(text.len() <= LOOKED_AT);
    let mut parts = Vec::new();
    find_words(&text, &PersonalWords::new(std::iter::empty()), &mut parts);
    keyboard::find(&text, &mut parts);
    numbers::find(&text, &mut parts);
    repeats::find(&text, &mut parts);
    assert!(parts.len() <= text.len() * text.len(), "{}", parts.len());
    assert!(french(password).log10_guesses.is_finite());
}
