//! The timers of a session.

use std::time::Duration;

use tokio::time::{Instant, sleep_until};

use crate::app::Timer;

/// The armed timers, at most one of each kind: an older one would wake the session for nothing.
#[derive(Default)]
pub(super) struct Timers {
    /// The time at which each timer runs out, in no order.
    armed: Vec<(Instant, Timer)>,
}

impl Timers {
    /// Arms `timer`, replacing any timer of the same kind.
    pub(super) fn arm(&mut self, timer: Timer, delay: Duration) {
        self.armed.retain(|(_, other)| other.kind != timer.kind);
        // A configured limit may lie beyond what the clock can represent.
        if let Some(at) = Instant::now().checked_add(delay) {
            self.armed.push((at, timer));
        }
    }

    /// Waits for the first timer to run out. Cancel-safe.
    pub(super) async fn next(&mut self) -> Timer {
        let Some((index, at)) = self.first() else { return std::future::pending().await };
        sleep_until(at).await;
        self.armed.swap_remove(index).1
    }

    /// The first timer that has run out already.
    pub(super) fn due(&mut self) -> Option<Timer> {
        let (index, _) = self.first().filter(|(_, at)| *at <= Instant::now())?;
        Some(self.armed.swap_remove(index).1)
    }

    /// The index of the first timer to run out, and its time.
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

    fn armed(delays: &[(TimerKind, u64, u64)]) -> Timers {
        let mut timers = Timers::default();
        for (kind, generation, seconds) in delays {
            timers.arm(timer(*kind, *generation), Duration::from_secs(*seconds));
        }
        timers
    }

    #[tokio::test(start_paused = true)]
    async fn timers_run_out_in_order_once() {
        let mut timers = armed(&[(Idle, 1, 3), (Mask, 1, 1), (SlowNotice, 1, 2)]);
        for kind in [Mask, SlowNotice, Idle] {
            assert!(timers.due().is_none() && timers.next().now_or_never().is_none());
            assert_eq!(timers.next().await, timer(kind, 1));
        }
        assert!(timers.next().now_or_never().is_none());
    }

    #[tokio::test(start_paused = true)]
    async fn overdue_timers_come_in_order() {
        let mut timers = armed(&[(Idle, 1, 3), (Mask, 1, 1), (SlowNotice, 1, 2)]);
        tokio::time::advance(Duration::from_secs(4)).await;
        let due = [(); 4].map(|()| timers.due().map(|timer| timer.kind));
        assert_eq!(due, [Some(Mask), Some(SlowNotice), Some(Idle), None]);
    }

    #[tokio::test(start_paused = true)]
    async fn same_kind_replaces_timer() {
        let mut timers = armed(&[(Idle, 1, 1), (Idle, 2, 2)]);
        tokio::time::advance(Duration::from_millis(1500)).await;
        assert_eq!(timers.due(), None);
        tokio::time::advance(Duration::from_millis(500)).await;
        assert_eq!((timers.due(), timers.due()), (Some(timer(Idle, 2)), None));
    }

    #[tokio::test(start_paused = true)]
    async fn endless_delay_never_runs_out() {
        let mut timers = Timers::default();
        timers.arm(timer(Idle, 1), Duration::MAX);
        timers.arm(timer(Mask, 1), Duration::from_secs(1));
        assert_eq!(timers.next().await, timer(Mask, 1));
        assert!(timers.next().now_or_never().is_none());
    }
}
