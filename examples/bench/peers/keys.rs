//! A masked key, from the press to its echo: every program in turn, several rounds, so that what else the machine
//! does falls on all of them alike.

use std::time::Duration;

use super::frames::empty;
use super::idle::Seat;
use super::session::KeyResult;
use crate::means::Durations;

const ROUNDS: usize = 10;
const KEYS: &str = "pivot-Bruine8!";

/// Bytes and latency of a key in a field.
pub struct Keys {
    /// In order.
    bytes: Vec<usize>,
    /// `None` for a program that does not echo.
    pub latency: Option<Durations>,
}

impl Keys {
    fn of(rounds: &[Vec<KeyResult>]) -> Self {
        let strokes = rounds.concat();
        let mut bytes: Vec<usize> = strokes.iter().map(|stroke| stroke.bytes).collect();
        bytes.sort_unstable();
        let latencies: Vec<Duration> = strokes.iter().filter_map(|stroke| stroke.latency).collect();
        Self { bytes, latency: (!latencies.is_empty()).then(|| Durations::new(latencies)) }
    }

    /// Ratio to `limit`, by the medians of all rounds.
    pub fn ratio(&self, limit: &Self) -> Option<f64> {
        let (ours, limit) = (self.latency.as_ref()?, limit.latency.as_ref()?);
        Some(ours.median().as_secs_f64() / limit.median().as_secs_f64())
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
    let mut rounds: Vec<Vec<Vec<KeyResult>>> = seats.iter().map(|_| Vec::new()).collect();
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
