//! A masked key, from the press to its echo: every program in turn, several rounds, so that what else the machine
//! does falls on all of them alike.

use super::frames::empty;
use super::idle::Seat;
use super::session::Stroke;
use crate::means::Durations;

const ROUNDS: usize = 6;
const KEYS: &str = "pivot-Bruine8-lampadaire";

/// What a key of a field costs.
pub struct Keys {
    /// In order.
    bytes: Vec<usize>,
    /// Nothing for a program that does not echo.
    pub latency: Option<Durations>,
}

impl Keys {
    fn of(strokes: &[Stroke]) -> Self {
        let mut bytes: Vec<usize> = strokes.iter().map(|stroke| stroke.bytes).collect();
        bytes.sort_unstable();
        let latencies: Vec<_> = strokes.iter().filter_map(|stroke| stroke.latency).collect();
        Self { bytes, latency: (!latencies.is_empty()).then(|| Durations::new(latencies)) }
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
    let mut strokes: Vec<Vec<Stroke>> = seats.iter().map(|_| Vec::new()).collect();
    for round in 0..ROUNDS {
        let mut turn: Vec<_> = seats.iter_mut().zip(&mut strokes).collect();
        let first = round % turn.len().max(1);
        turn.rotate_left(first);
        for (seat, strokes) in turn {
            // Silent ones tell nothing more the second time.
            if round > 0 && strokes.iter().all(|stroke| stroke.latency.is_none()) {
                continue;
            }
            for key in KEYS.bytes() {
                strokes.push(seat.session.key(&[key])?);
            }
            empty(&mut seat.session, seat.program)?;
        }
    }
    Ok(strokes.iter().map(|strokes| Keys::of(strokes)).collect())
}
