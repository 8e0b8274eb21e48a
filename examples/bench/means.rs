//! Durations of one thing done many times.

use std::time::Duration;

/// Sorted durations.
pub struct Durations(Vec<Duration>);

impl Durations {
    pub fn new(mut durations: Vec<Duration>) -> Self {
        durations.sort_unstable();
        Self(durations)
    }

    pub fn count(&self) -> usize {
        self.0.len()
    }

    pub fn median(&self) -> Duration {
        self.quantile(0.5)
    }

    /// The nearest rank; the longest where there are fewer than a hundred.
    pub fn p99(&self) -> Duration {
        self.quantile(0.99)
    }

    pub fn longest(&self) -> Duration {
        self.0.last().copied().unwrap_or_default()
    }

    fn quantile(&self, part: f64) -> Duration {
        let rank = (part * self.0.len() as f64).ceil() as usize;
        self.0.get(rank.saturating_sub(1)).copied().unwrap_or_default()
    }
}

pub fn ms(duration: Duration) -> String {
    format!("{:.2} ms", milliseconds(duration))
}

pub fn milliseconds(duration: Duration) -> f64 {
    duration.as_secs_f64() * 1000.0
}
