//! The passwords, the kinds one by one, what a label promises, and the time of a judgement.

use std::time::Duration;

use mamamia::password::StrengthLabel;

use super::shares::{below, counted, is_accepted, is_strong, is_very_strong};
use super::{DAYS, Evaluation, ONLINE, YEARS, label_name, number, percent};
use crate::Judged;
use crate::cases::Group;
use crate::habits::HABITS;
use crate::meters::{OURS, Rating, Times, ZXCVBN, ZXCVBN_TS};
use crate::statistics::quantile;
use crate::table::Table;

const QUANTILES: [f64; 3] = [0.1, 0.5, 0.9];

fn truths(judged: &[&Judged]) -> Vec<f64> {
    judged.iter().map(|judged| judged.truth).collect()
}

fn quantiles(mut values: Vec<f64>) -> [String; 3] {
    QUANTILES.map(|part| number(quantile(&mut values, part)))
}

pub fn passwords(evaluation: &Evaluation) -> Table {
    let headings = ["", "n", "under 10^6", "under 10^9", "under 10^12", "10 %", "median", "90 %"];
    let mut table =
        Table::new("The passwords, and the decimal logarithms of the guesses for them", &headings);
    type IsOf = fn(Group) -> bool;
    let groups: [(&str, IsOf); 7] = [
        ("forced French", |group| matches!(group, Group::Forced(_))),
        ("real French", |group| group == Group::RealFrench),
        ("real, other", |group| group == Group::RealOther),
        ("random characters", |group| group == Group::Random),
        ("words of our own list", |group| matches!(group, Group::OwnWords(_))),
        ("common words", |group| matches!(group, Group::CommonWords(_))),
        ("of two lists of names", |group| matches!(group, Group::NameYear(_) | Group::NameSurname(_))),
    ];
    for (name, is_of) in groups {
        let truths = truths(&evaluation.of(is_of));
        if !truths.is_empty() {
            let under = [ONLINE, DAYS, YEARS]
                .map(|log10| truths.iter().filter(|truth| **truth < log10).count().to_string());
            let counts = [name.to_owned(), truths.len().to_string()].into_iter().chain(under);
            table.row(counts.chain(quantiles(truths)));
        }
    }
    table.note(format!(
        "The plain dictionary attack (10^{:.1} guesses) holds {} of them.",
        evaluation.log10_plain, evaluation.plain
    ));
    table
}

/// The share of what falls under `log10` that a meter judges so, without an interval.
fn share(judged: &[&Judged], log10: f64, meter: usize, is_wrong: fn(&Rating) -> bool) -> String {
    let (wrong, count) = counted(&below(judged, log10), meter, is_wrong);
    if count == 0 { "–".to_owned() } else { format!("{} of {count}", percent(wrong as f64 / count as f64)) }
}

pub fn kinds(evaluation: &Evaluation) -> Table {
    let headings = [
        "",
        "n",
        "guesses, median",
        "ours - guesses: 10 %",
        "median",
        "90 %",
        "<10^6 accepted",
        "<10^9 Fort+",
        "zxcvbn",
        "zxcvbn-ts",
        "<10^12 Très Fort",
    ];
    let mut table =
        Table::new("Each kind (decimal logarithms; shares of ours but where a peer is named)", &headings);
    let named = HABITS.map(|(habit, _)| (habit.name(), Group::Forced(habit)));
    let drawn = [
        ("12 to 16 random characters", Group::Random),
        ("3 words of our own list", Group::OwnWords(3)),
        ("4 words of our own list", Group::OwnWords(4)),
        ("5 words of our own list", Group::OwnWords(5)),
        ("4 common words", Group::CommonWords(4)),
        ("5 common words", Group::CommonWords(5)),
    ];
    let real = [("real French", Group::RealFrench), ("real, other", Group::RealOther)];
    for (name, group) in named.into_iter().chain(drawn).chain(real) {
        let judged = evaluation.of(|other| other == group);
        if judged.is_empty() {
            continue;
        }
        let over =
            judged.iter().filter_map(|judged| Some(judged.ratings[OURS]?.log10_guesses - judged.truth));
        let [_, median, _] = quantiles(truths(&judged));
        let shares = [
            share(&judged, ONLINE, OURS, is_accepted),
            share(&judged, DAYS, OURS, is_strong),
            share(&judged, DAYS, ZXCVBN, is_strong),
            share(&judged, DAYS, ZXCVBN_TS, is_strong),
            share(&judged, YEARS, OURS, is_very_strong),
        ];
        let cells = [name.to_owned(), judged.len().to_string(), median].into_iter();
        table.row(cells.chain(quantiles(over.collect())).chain(shares));
    }
    table
}

pub fn labels(evaluation: &Evaluation) -> Table {
    let headings = ["", "n", "nine of ten reach", "median", "one of ten reaches"];
    let mut table = Table::new(
        "What a label promises (decimal logarithms of guesses, forced and real French)",
        &headings,
    );
    let judged = evaluation.of(|group| matches!(group, Group::Forced(_) | Group::RealFrench));
    use StrengthLabel::{Good, Strong, VeryStrong, VeryWeak, Weak};
    for label in [VeryWeak, Weak, Good, Strong, VeryStrong] {
        let of_label =
            judged.iter().filter(|judged| judged.ratings[OURS].is_some_and(|rating| rating.label == label));
        let truths: Vec<f64> = of_label.map(|judged| judged.truth).collect();
        let cells = [label_name(label).to_owned(), truths.len().to_string()].into_iter();
        table.row(cells.chain(quantiles(truths)));
    }
    table
}

pub fn times(times: &Times) -> Table {
    let mut table = Table::new(
        "The time of a judgement, in the same process",
        &["", "n", "ours, µs", "zxcvbn alone, µs", "ratio"],
    );
    let at = |times: &[Duration], part: f64| {
        let rank = (part * times.len() as f64).ceil() as usize;
        times.get(rank.saturating_sub(1)).copied().unwrap_or_default().as_secs_f64() * 1e6
    };
    for (name, part) in [("median", 0.5), ("99 %", 0.99), ("worst", 1.0)] {
        let (ours, zxcvbn) = (at(&times.ours, part), at(&times.zxcvbn, part));
        let cells = [format!("{ours:.0}"), format!("{zxcvbn:.0}"), format!("{:.2}", ours / zxcvbn)];
        table.row([name.to_owned(), times.ours.len().to_string()].into_iter().chain(cells));
    }
    table.note("Three times each in turn, the least kept. The estimate of ours holds that of zxcvbn.");
    table
}
