//! A masked key, from the press to its echo: every program in turn, several rounds, so that what else the machine
//! does falls on all of them alike.

use std::time::Duration;

use super::frames::empty;
use super::idle::Seat;
use super::session::Stroke;
use crate::means::Durations;

const ROUNDS: usize = 10;
const KEYS: &str = "pivot-Bruine8!";

/// What a key of a field costs.
pub struct Keys {
    /// In order.
    bytes: Vec<usize>,
    /// Nothing for a program that does not echo.
    pub latency: Option<Durations>,
    /// The median of each round.
    rounds: Vec<Duration>,
}

impl Keys {
    fn of(rounds: &[Vec<Stroke>]) -> Self {
        let latencies = |strokes: &[Stroke]| -> Option<Durations> {
            let latencies: Vec<Duration> = strokes.iter().filter_map(|stroke| stroke.latency).collect();
            (!latencies.is_empty()).then(|| Durations::new(latencies))
        };
        let strokes = rounds.concat();
        let mut bytes: Vec<usize> = strokes.iter().map(|stroke| stroke.bytes).collect();
        bytes.sort_unstable();
        let medians = rounds.iter().filter_map(|strokes| Some(latencies(strokes)?.median()));
        Self { bytes, latency: latencies(&strokes), rounds: medians.collect() }
    }

    /// How many times as long as `limit`: the median of what each round said.
    pub fn ratio(&self, limit: &Self) -> Option<f64> {
        let of_a_round = |(ours, limit): (&Duration, &Duration)| ours.as_secs_f64() / limit.as_secs_f64();
        let mut ratios: Vec<f64> = self.rounds.iter().zip(&limit.rounds).map(of_a_round).collect();
        ratios.sort_unstable_by(f64::total_cmp);
        ratios.get(ratios.len() / 2).copied()
    }

    pub fn median_bytes(&self) -> usize {
        self.bytes.get(self.bytes.len() / 2).copied().unwrap_or_default()
    }

    pub fn dearest(&self) -> usize {
        self.bytes.last().copied().unwrap_or_default()
    }
}

/// For each seat, in their order. Each round begins with another one.
pub fn measure(seats: &mut [Seat<'_>]) -> anyhow::Result<Vec<Keys>> {
    let mut rounds: Vec<Vec<Vec<Stroke>>> = seats.iter().map(|_| Vec::new()).collect();
    for round in 0..ROUNDS {
        let mut turn: Vec<_> = seats.iter_mut().zip(&mut rounds).collect();
        let first = round % turn.len().max(1);
        turn.rotate_left(first);
        for (seat, rounds) in turn {
            // Silent ones tell nothing more the second time.
            let silent = rounds.iter().flatten().all(|stroke| stroke.latency.is_none());
            if round > 0 && silent {
                continue;
            }
            let strokes = KEYS.bytes().map(|key| seat.session.key(&[key]));
            rounds.push(strokes.collect::<Result<_, _>>()?);
            empty(&mut seat.session, seat.program)?;
        }
    }
    Ok(rounds.iter().map(|rounds| Keys::of(rounds)).collect())
}
