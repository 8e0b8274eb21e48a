//! Rank correlation, its bootstrap, intervals of shares, quantiles.

use rand::rngs::StdRng;
use rand::{RngExt, SeedableRng};

const BOOTSTRAPS: usize = 1000;
const SEED: u64 = 2015;

/// Ranks from 1; equal values share the mean of their ranks.
fn ranks(values: &[f64]) -> Vec<f64> {
    let mut order: Vec<usize> = (0..values.len()).collect();
    order.sort_by(|a, b| values[*a].total_cmp(&values[*b]));
    let mut ranks = vec![0.0; values.len()];
    let mut start = 0;
    while start < order.len() {
        let same = order[start..].iter().take_while(|place| values[**place] == values[order[start]]).count();
        for place in &order[start..start + same] {
            ranks[*place] = start as f64 + (same as f64 + 1.0) / 2.0;
        }
        start += same;
    }
    ranks
}

/// The rank correlation of Spearman; NaN where one side does not vary.
pub fn spearman(left: &[f64], right: &[f64]) -> f64 {
    let (left, right) = (ranks(left), ranks(right));
    let mean = (left.len() as f64 + 1.0) / 2.0;
    let (mut both, mut of_left, mut of_right) = (0.0, 0.0, 0.0);
    for (left, right) in left.iter().zip(&right) {
        both += (left - mean) * (right - mean);
        of_left += (left - mean).powi(2);
        of_right += (right - mean).powi(2);
    }
    both / (of_left * of_right).sqrt()
}

/// The 95 % interval of the difference of two rank correlations with the same truth, by a paired bootstrap.
pub fn difference_interval(truth: &[f64], ours: &[f64], theirs: &[f64]) -> (f64, f64) {
    let mut rng = StdRng::seed_from_u64(SEED);
    let differences = (0..BOOTSTRAPS).map(|_| {
        let drawn: Vec<usize> = truth.iter().map(|_| rng.random_range(0..truth.len())).collect();
        let of = |values: &[f64]| drawn.iter().map(|place| values[*place]).collect::<Vec<f64>>();
        let truth = of(truth);
        spearman(&truth, &of(ours)) - spearman(&truth, &of(theirs))
    });
    let mut differences: Vec<f64> = differences.collect();
    (quantile(&mut differences, 0.025), quantile(&mut differences, 0.975))
}

/// The nearest rank; NaN of nothing.
pub fn quantile(values: &mut [f64], part: f64) -> f64 {
    values.sort_by(f64::total_cmp);
    let rank = (part * values.len() as f64).ceil() as usize;
    values.get(rank.saturating_sub(1)).copied().unwrap_or(f64::NAN)
}

/// The 95 % interval of Wilson for `found` of `count`.
pub fn wilson(found: usize, count: usize) -> (f64, f64) {
    const Z: f64 = 1.959_964;
    if count == 0 {
        return (0.0, 1.0);
    }
    let (count, share) = (count as f64, found as f64 / count as f64);
    let middle = share + Z * Z / (2.0 * count);
    let half = Z * (share * (1.0 - share) / count + Z * Z / (4.0 * count * count)).sqrt();
    let whole = 1.0 + Z * Z / count;
    (((middle - half) / whole).max(0.0), ((middle + half) / whole).min(1.0))
}

/// The 95 % interval of the difference of two shares (Newcombe, from both intervals of Wilson).
pub fn share_difference(a: (usize, usize), b: (usize, usize)) -> (f64, f64, f64) {
    let share = |(found, count): (usize, usize)| found as f64 / count as f64;
    let ((low_a, high_a), (low_b, high_b)) = (wilson(a.0, a.1), wilson(b.0, b.1));
    let (a, b) = (share(a), share(b));
    let below = ((a - low_a).powi(2) + (high_b - b).powi(2)).sqrt();
    let above = ((high_a - a).powi(2) + (b - low_b).powi(2)).sqrt();
    (a - b, a - b - below, a - b + above)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn near(left: f64, right: f64) {
        assert!((left - right).abs() < 1e-3, "{left} {right}");
    }

    #[test]
    fn equal_values_share_ranks() {
        assert_eq!(ranks(&[3.0, 1.0, 3.0, 2.0]), [3.5, 1.0, 3.5, 2.0]);
    }

    #[test]
    fn spearman_follows_order_alone() {
        near(spearman(&[1.0, 2.0, 3.0, 4.0], &[1.0, 10.0, 100.0, 1e9]), 1.0);
        near(spearman(&[1.0, 2.0, 3.0, 4.0], &[4.0, 3.0, 2.0, 1.0]), -1.0);
        // By hand: rank differences 0, 1, 1, 0 give 1 - 6 * 2 / (4 * 15).
        near(spearman(&[1.0, 2.0, 3.0, 4.0], &[1.0, 3.0, 2.0, 4.0]), 0.8);
        assert!(spearman(&[1.0, 2.0], &[1.0, 1.0]).is_nan());
    }

    #[test]
    fn bootstrap_is_the_same_each_time() {
        let truth: Vec<f64> = (0..200).map(f64::from).collect();
        let near: Vec<f64> = truth.iter().map(|value| value + 40.0 * (value * 7.0).sin()).collect();
        let far: Vec<f64> = truth.iter().map(|value| value + 400.0 * (value * 3.0).sin()).collect();
        let interval = difference_interval(&truth, &near, &far);
        assert_eq!(interval, difference_interval(&truth, &near, &far));
        let found = spearman(&truth, &near) - spearman(&truth, &far);
        assert!(interval.0 > 0.0 && interval.0 < found && found < interval.1, "{interval:?} {found}");
    }

    #[test]
    fn wilson_gives_known_bounds() {
        let (low, high) = wilson(10, 100);
        near(low, 0.0552);
        near(high, 0.1744);
        near(wilson(0, 20).0, 0.0);
        near(wilson(0, 20).1, 0.1611);
    }

    #[test]
    fn quantile_is_a_nearest_rank() {
        let mut values: Vec<f64> = (1..=10).rev().map(f64::from).collect();
        assert_eq!([0.1, 0.5, 0.9].map(|part| quantile(&mut values, part)), [1.0, 5.0, 9.0]);
    }

    #[test]
    fn difference_of_equal_shares_is_none() {
        let (found, low, high) = share_difference((5, 50), (10, 100));
        near(found, 0.0);
        assert!(low < 0.0 && high > 0.0);
    }
}
