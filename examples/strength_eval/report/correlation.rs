//! The order of a meter beside the order of the guesses.

use super::Evaluation;
use crate::Judged;
use crate::meters::{METERS, OURS, ZXCVBN, ZXCVBN_TS};
use crate::statistics::{difference_interval, spearman};
use crate::table::Table;

pub fn table(evaluation: &Evaluation) -> Table {
    let headings =
        ["", "n"].into_iter().chain(METERS).chain(["ours - zxcvbn (95 %)", "ours - zxcvbn-ts (95 %)"]);
    let mut table = Table::new(
        "Rank correlation with the guesses (Spearman; more is better)",
        &headings.collect::<Vec<_>>(),
    );
    let any = evaluation
        .of(|group| matches!(group, crate::cases::Group::RealFrench | crate::cases::Group::RealOther));
    let groups = [
        ("forced French", evaluation.forced()),
        ("real French", evaluation.real_french()),
        ("real of any language", any),
    ];
    for (name, judged) in groups.into_iter().filter(|(_, judged)| !judged.is_empty()) {
        let truth: Vec<f64> = judged.iter().map(|judged| judged.truth).collect();
        let of = |meter| log10_guesses(&judged, meter);
        let found = (0..METERS.len()).map(|meter| {
            of(meter).map_or("–".to_owned(), |guesses| format!("{:.3}", spearman(&truth, &guesses)))
        });
        let differences = [ZXCVBN, ZXCVBN_TS].map(|meter| match (of(OURS), of(meter)) {
            (Some(ours), Some(theirs)) => difference(&truth, &ours, &theirs),
            _ => "–".to_owned(),
        });
        table.row([name.to_owned(), judged.len().to_string()].into_iter().chain(found).chain(differences));
    }
    table.note("The intervals of the differences come from a paired bootstrap.");
    table
}

/// `None` where the meter has not judged all.
fn log10_guesses(judged: &[&Judged], meter: usize) -> Option<Vec<f64>> {
    judged.iter().map(|judged| judged.ratings[meter].map(|rating| rating.log10_guesses)).collect()
}

fn difference(truth: &[f64], ours: &[f64], theirs: &[f64]) -> String {
    let (low, high) = difference_interval(truth, ours, theirs);
    format!("{:+.3} ({low:+.3}…{high:+.3})", spearman(truth, ours) - spearman(truth, theirs))
}
