//! Guess numbers from draws (Dell'Amico and Filippone, « Monte Carlo Strength Evaluation », CCS 2015): an attacker who
//! guesses by falling probability reaches a password of probability p after as many guesses as there are likelier
//! ones. Each of n draws of probability q stands for 1 / (n q) guesses.

/// The draws that count, the likeliest first.
pub struct Curve {
    costs: Vec<f64>,
    /// Guesses up to each draw.
    guesses: Vec<f64>,
}

impl Curve {
    /// From every draw, as natural logarithms of probabilities: `None` for a draw that no attacker would try, since
    /// the policy refuses it.
    pub fn new(draws: impl Iterator<Item = Option<f64>>) -> Self {
        let (mut costs, mut count) = (Vec::new(), 0.0);
        for draw in draws {
            count += 1.0;
            costs.extend(draw);
        }
        costs.sort_by(|a, b| b.total_cmp(a));
        let mut reached = 0.0;
        let guesses = costs.iter().map(|cost| {
            reached += (-cost).exp() / count;
            reached
        });
        Self { guesses: guesses.collect(), costs }
    }

    /// Decimal logarithm of the guesses for a password of that cost.
    pub fn log10_guesses(&self, cost: f64) -> f64 {
        let likelier = self.costs.partition_point(|drawn| *drawn > cost);
        // Less likely than every draw: at most 1 / p passwords are likelier.
        if likelier == self.costs.len() {
            return -cost / std::f64::consts::LN_10;
        }
        likelier.checked_sub(1).map_or(0.0, |last| self.guesses[last].max(1.0).log10())
    }
}

#[cfg(test)]
mod tests {
    use rand::rngs::StdRng;
    use rand::{RngExt, SeedableRng};

    use super::*;

    /// 1000 texts of falling probability, every third of which the policy refuses: the estimates are near the ranks.
    #[test]
    fn estimate_is_near_the_enumerated_rank() {
        let weights: Vec<f64> = (0..1000).map(|rank| 1.0 / (f64::from(rank) + 3.0)).collect();
        let sum: f64 = weights.iter().sum();
        let mut rng = StdRng::seed_from_u64(5);
        let draws: Vec<Option<f64>> = (0..30_000)
            .map(|_| {
                let mut left = rng.random::<f64>() * sum;
                let place = weights.iter().position(|weight| {
                    left -= weight;
                    left < 0.0
                });
                let place = place.unwrap_or(999);
                (place % 3 != 2).then(|| (weights[place] / sum).ln())
            })
            .collect();
        let curve = Curve::new(draws.into_iter());
        for place in [9_usize, 99, 499, 900] {
            let rank = (0..place).filter(|place| place % 3 != 2).count() as f64;
            let estimate = curve.log10_guesses((weights[place] / sum).ln());
            assert!((estimate - rank.log10()).abs() < 0.05, "{place}: {estimate} {}", rank.log10());
        }
    }

    #[test]
    fn unlikeliest_password_has_the_bound() {
        let curve = Curve::new([Some(-1.0), Some(-2.0), None].into_iter());
        assert!((curve.log10_guesses(-23.025_850_93) - 10.0).abs() < 1e-6);
        assert!(curve.log10_guesses(-0.5).abs() < 1e-9);
    }
}
