//! A Markov chain of characters: the longest context that was seen, mixed with the shorter ones (Witten-Bell).

use std::collections::HashMap;

use rand::RngExt;
use rand::rngs::StdRng;

const START: u8 = 1;
const END: u8 = 2;

/// The characters that followed a context, and how often.
#[derive(Default)]
struct Followers {
    total: u32,
    counts: Vec<(u8, u32)>,
}

pub struct Chain {
    /// Characters of the longest context: at most six, so that it fits in a key.
    order: usize,
    alphabet: &'static [u8],
    contexts: HashMap<u64, Followers>,
}

impl Chain {
    pub fn new(order: usize, alphabet: &'static [u8]) -> Self {
        Self { order, alphabet, contexts: HashMap::new() }
    }

    pub fn learn(&mut self, text: &str) {
        let signs = signs_of(text);
        for at in 1..signs.len() {
            for length in 0..=self.order.min(at) {
                let followers = self.contexts.entry(key(&signs[at - length..at])).or_default();
                followers.total += 1;
                match followers.counts.iter_mut().find(|(sign, _)| *sign == signs[at]) {
                    Some((_, count)) => *count += 1,
                    None => followers.counts.push((signs[at], 1)),
                }
            }
        }
    }

    fn probability(&self, before: &[u8], next: u8) -> f64 {
        let mut probability = 1.0 / (self.alphabet.len() as f64 + 1.0);
        for length in 0..=self.order.min(before.len()) {
            let Some(followers) = self.contexts.get(&key(&before[before.len() - length..])) else { break };
            let types = followers.counts.len() as f64;
            let count =
                followers.counts.iter().find(|(sign, _)| *sign == next).map_or(0, |(_, count)| *count);
            probability = (f64::from(count) + types * probability) / (f64::from(followers.total) + types);
        }
        probability
    }

    /// Natural logarithm of the probability.
    pub fn cost(&self, text: &str) -> f64 {
        let signs = signs_of(text);
        (1..signs.len()).map(|at| self.probability(&signs[..at], signs[at]).ln()).sum()
    }

    /// The costs of the beginnings of one character, of two…
    pub fn costs_of_beginnings(&self, text: &str) -> Vec<f64> {
        let signs = signs_of(text);
        let mut cost = 0.0;
        let beginnings = (1..signs.len() - 1).map(|at| {
            cost += self.probability(&signs[..at], signs[at]).ln();
            cost + self.probability(&signs[..=at], END).ln()
        });
        beginnings.collect()
    }

    /// `None` for a text of more than `longest` characters.
    pub fn draw(&self, longest: usize, rng: &mut StdRng) -> Option<(String, f64)> {
        let (mut signs, mut cost) = (vec![START], 0.0);
        loop {
            let next = self.draw_next(&signs, rng);
            cost += self.probability(&signs, next).ln();
            if next == END {
                return Some((signs[1..].iter().map(|sign| char::from(*sign)).collect(), cost));
            }
            if signs.len() > longest {
                return None;
            }
            signs.push(next);
        }
    }

    fn draw_next(&self, before: &[u8], rng: &mut StdRng) -> u8 {
        for length in (0..=self.order.min(before.len())).rev() {
            let Some(followers) = self.contexts.get(&key(&before[before.len() - length..])) else { continue };
            // Past the total, the shorter context decides: that is the share which `probability` gives it.
            let mut drawn = rng.random_range(0..followers.total + followers.counts.len() as u32);
            for (sign, count) in &followers.counts {
                match drawn.checked_sub(*count) {
                    None => return *sign,
                    Some(rest) => drawn = rest,
                }
            }
        }
        self.alphabet.get(rng.random_range(0..=self.alphabet.len())).copied().unwrap_or(END)
    }
}

fn signs_of(text: &str) -> Vec<u8> {
    std::iter::once(START).chain(text.bytes()).chain([END]).collect()
}

fn key(context: &[u8]) -> u64 {
    context.iter().fold(context.len() as u64, |key, sign| (key << 8) | u64::from(*sign))
}

#[cfg(test)]
mod tests {
    use rand::SeedableRng;

    use super::*;

    fn trained() -> Chain {
        let mut chain = Chain::new(2, b"abc");
        ["ab", "ab", "abc", "ca"].into_iter().for_each(|text| chain.learn(text));
        chain
    }

    /// The mass of all the texts up to 12 letters is nearly one: no character is counted twice or lost.
    #[test]
    fn probabilities_add_up_to_one() {
        let chain = trained();
        let (mut texts, mut mass) = (vec![String::new()], 0.0);
        for _ in 0..=12 {
            mass += texts.iter().map(|text| chain.cost(text).exp()).sum::<f64>();
            texts.retain(|text| chain.cost(text) > -16.0);
            texts = texts
                .iter()
                .flat_map(|text| "abc".chars().map(move |next| format!("{text}{next}")))
                .collect();
        }
        assert!((0.98..1.0001).contains(&mass), "{mass}");
    }

    #[test]
    fn draws_come_as_often_as_their_cost_says() {
        let (chain, mut rng) = (trained(), StdRng::seed_from_u64(3));
        let draws: Vec<_> = (0..20_000).filter_map(|_| chain.draw(20, &mut rng)).collect();
        let found = draws.iter().filter(|(text, _)| text == "ab").count() as f64 / 20_000.0;
        let expected = chain.cost("ab").exp();
        assert!((found - expected).abs() < 0.02, "{found} {expected}");
        assert!(draws.iter().all(|(text, cost)| (chain.cost(text) - cost).abs() < 1e-9));
    }

    #[test]
    fn beginnings_cost_as_whole_texts() {
        let chain = trained();
        let costs = chain.costs_of_beginnings("abc");
        for (cost, text) in costs.iter().zip(["a", "ab", "abc"]) {
            assert!((cost - chain.cost(text)).abs() < 1e-9);
        }
    }
}
