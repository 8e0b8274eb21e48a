//! The timers of a session.

use std::time::Duration;

use tokio::time::{Instant, sleep_until};

use crate::app::Timer;

/// Timers that were armed. Of each kind the last one counts: the one before would wake the session for nothing.
#[derive(Default)]
pub(super) struct Timers {
    armed: Vec<(Instant, Timer)>,
}

impl Timers {
    /// `timer` runs out after `delay`, and the one of its kind no more.
    pub(super) fn arm(&mut self, timer: Timer, delay: Duration) {
        self.armed.retain(|(_, other)| other.kind != timer.kind);
        // A limit may be configured beyond all that a clock can tell.
        if let Some(at) = Instant::now().checked_add(delay) {
            self.armed.push((at, timer));
        }
    }

    /// Waits for the first to run out. May be dropped and called again.
    pub(super) async fn next(&mut self) -> Timer {
        let Some((place, at)) = self.first() else { return std::future::pending().await };
        sleep_until(at).await;
        self.armed.swap_remove(place).1
    }

    /// The first of those that have run out already.
    pub(super) fn due(&mut self) -> Option<Timer> {
        let (place, _) = self.first().filter(|(_, at)| *at <= Instant::now())?;
        Some(self.armed.swap_remove(place).1)
    }

    /// Where the first to run out is, and when it does.
    fn first(&self) -> Option<(usize, Instant)> {
        self.armed.iter().map(|(at, _)| *at).enumerate().min_by_key(|(_, at)| *at)
    }
}

#[cfg(test)]
mod tests {
    use std::time::Duration;

    use futures::FutureExt;

    use super::*;
    use crate::app::TimerKind::{self, Idle, Mask, SlowNotice};

    fn timer(kind: TimerKind, generation: u64) -> Timer {
        Timer { kind, generation }
    }

    #[tokio::test(start_paused = true)]
    async fn the_first_to_run_out_comes_first_and_once() {
        let mut timers = Timers::default();
        timers.arm(timer(Idle, 1), Duration::from_secs(3));
        timers.arm(timer(Mask, 1), Duration::from_secs(1));
        timers.arm(timer(SlowNotice, 1), Duration::from_secs(2));
        for kind in [Mask, SlowNotice, Idle] {
            assert!(timers.due().is_none());
            assert!(timers.next().now_or_never().is_none());
            assert_eq!(timers.next().await, timer(kind, 1));
        }
        assert!(timers.next().now_or_never().is_none());
    }

    #[tokio::test(start_paused = true)]
    async fn those_that_are_overdue_come_in_their_order() {
        let mut timers = Timers::default();
        for (kind, seconds) in [(Idle, 3), (Mask, 1), (SlowNotice, 2)] {
            timers.arm(timer(kind, 1), Duration::from_secs(seconds));
        }
        tokio::time::advance(Duration::from_secs(4)).await;
        assert_eq!(
            [(); 4].map(|()| timers.due().map(|timer| timer.kind)),
            [Some(Mask), Some(SlowNotice), Some(Idle), None]
        );
    }

    #[tokio::test(start_paused = true)]
    async fn of_a_kind_the_last_counts() {
        let mut timers = Timers::default();
        timers.arm(timer(Idle, 1), Duration::from_secs(1));
        timers.arm(timer(Idle, 2), Duration::from_secs(2));
        tokio::time::advance(Duration::from_millis(1500)).await;
        assert_eq!(timers.due(), None);
        tokio::time::advance(Duration::from_millis(500)).await;
        assert_eq!((timers.due(), timers.due()), (Some(timer(Idle, 2)), None));
    }

    #[tokio::test(start_paused = true)]
    async fn one_beyond_all_clocks_never_runs_out() {
        let mut timers = Timers::default();
        timers.arm(timer(Idle, 1), Duration::MAX);
        timers.arm(timer(Mask, 1), Duration::from_secs(1));
        assert_eq!(timers.next().await, timer(Mask, 1));
        assert!(timers.next().now_or_never().is_none());
    }
}
