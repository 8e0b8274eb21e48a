//! The cheapest cut of a password into parts.

use super::part::Part;

/// Most parts of a cut: with more, an attacker sees no plan either.
const MOST_PARTS: usize = 16;

pub(super) struct CheapestPath {
    /// Decimal logarithm of the guesses.
    pub log10_guesses: f64,
    /// From the first character to the last.
    pub parts: Vec<Part>,
}

/// The cheapest cut up to a place with a given number of parts, and its last part.
#[derive(Clone, Copy)]
struct PathStep {
    cost: f64,
    last: Option<Part>,
}

const NO_WAY: PathStep = PathStep { cost: f64::INFINITY, last: None };

/// Finds the cheapest cut: for each end and each number of parts, the cheapest last part.
pub(super) fn cheapest(length: usize, mut parts: Vec<Part>) -> CheapestPath {
    let mut table = vec![[NO_WAY; MOST_PARTS + 1]; length + 1];
    if let Some([start, ..]) = table.first_mut() {
        start.cost = 0.0;
    }
    // A part starts before it ends, so in the order of ends each part builds on final steps.
    parts.sort_unstable_by_key(|part| part.end);
    for part in parts {
        let Some(before) = table.get(part.start).copied() else { continue };
        let Some(after) = table.get_mut(part.end) else { continue };
        for (from, to) in before.iter().zip(after.iter_mut().skip(usize::from(part.has_a_place()))) {
            let cost = from.cost + part.cost;
            if cost < to.cost {
                *to = PathStep { cost, last: Some(part) };
            }
        }
    }
    let ends = table.last().map_or(&[][..], |steps| &steps[..]);
    let whole = ends.iter().enumerate().map(|(count, step)| (count, step.cost + log10_factorial(count)));
    let (count, log10_guesses) = whole.min_by(|(_, a), (_, b)| a.total_cmp(b)).unwrap_or((0, 0.0));
    CheapestPath { log10_guesses, parts: walk_back(&table, count) }
}

fn walk_back(table: &[[PathStep; MOST_PARTS + 1]], mut count: usize) -> Vec<Part> {
    let mut parts = Vec::new();
    let mut end = table.len().saturating_sub(1);
    while let Some(part) = table.get(end).and_then(|steps| steps.get(count)).and_then(|step| step.last) {
        count -= usize::from(part.has_a_place());
        end = part.start;
        parts.push(part);
    }
    parts.reverse();
    parts
}

fn log10_factorial(count: usize) -> f64 {
    (2..=count).map(|factor| (factor as f64).log10()).sum()
}
