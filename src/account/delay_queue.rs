//! The delay queue: a request waits in it instead of bringing a captcha, for a person who cannot see an image.
//!
//! The delay slows a robot down as a captcha does, and asks no effort of a person. So a rate limit bounds it: by
//! login, by source and as a whole. A login is bounded as it is typed, whether it exists or not.

use std::collections::VecDeque;
use std::sync::{Mutex, MutexGuard, PoisonError};
use std::time::Duration;

use tokio::time::Instant;

/// A completed delay counts for this long.
const WINDOW: Duration = Duration::from_secs(3600);
/// Delays of one login within the window.
const PER_LOGIN: usize = 1;
/// Delays of one source within the window.
const PER_SOURCE: usize = 5;
/// Requests that wait at once, all sessions together.
const AT_ONCE: usize = 32;
/// Delays in the ledger; the oldest completed one goes first. More than [`AT_ONCE`] places complete within the window at
/// the usual minute each.
const CAPACITY: usize = 4096;

/// The requests that wait, and those that waited within the window.
pub(super) struct DelayQueue {
    delay: Duration,
    ledger: Mutex<Ledger>,
}

/// The place of a waiting request in the queue. Dropped before [`complete`](Self::complete), it does not count: the
/// request was cancelled before any question to the directory.
#[must_use]
pub(super) struct Ticket<'a> {
    queue: &'a DelayQueue,
    number: u64,
}

/// The delays that count for the rate limits, running or over.
#[derive(Default)]
struct Ledger {
    /// The number of the last ticket.
    last: u64,
    // Oldest first.
    delays: VecDeque<Delay>,
}

struct Delay {
    /// That of its ticket.
    number: u64,
    /// The pseudonym of the login.
    login: String,
    source: String,
    since: Instant,
    /// Whether the request still waits.
    is_running: bool,
}

impl DelayQueue {
    pub(super) fn new(delay: Duration) -> Self {
        Self { delay, ledger: Mutex::default() }
    }

    pub(super) fn delay(&self) -> Duration {
        self.delay
    }

    /// A place for a request from `source` for `login` (or its pseudonym); `None` when a bound is reached.
    pub(super) fn enter(&self, login: &str, source: &str, now: Instant) -> Option<Ticket<'_>> {
        let mut ledger = self.ledger();
        ledger.delays.retain(|delay| delay.is_running || now.saturating_duration_since(delay.since) < WINDOW);
        let count =
            |counts: &dyn Fn(&Delay) -> bool| ledger.delays.iter().filter(|delay| counts(delay)).count();
        if count(&|delay| delay.login == login) >= PER_LOGIN
            || count(&|delay| delay.source == source) >= PER_SOURCE
            || count(&|delay| delay.is_running) >= AT_ONCE
        {
            return None;
        }
        if ledger.delays.len() >= CAPACITY
            && let Some(oldest) = ledger.delays.iter().position(|delay| !delay.is_running)
        {
            ledger.delays.remove(oldest);
        }
        ledger.last = ledger.last.wrapping_add(1);
        let number = ledger.last;
        let (login, source) = (login.to_owned(), source.to_owned());
        ledger.delays.push_back(Delay { number, login, source, since: now, is_running: true });
        Some(Ticket { queue: self, number })
    }

    fn ledger(&self) -> MutexGuard<'_, Ledger> {
        // A panicking thread leaves a ledger that is still good.
        self.ledger.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

impl Ticket<'_> {
    /// The delay is over: it counts.
    pub(super) fn complete(self) {
        let mut ledger = self.queue.ledger();
        for delay in ledger.delays.iter_mut().filter(|delay| delay.number == self.number) {
            delay.is_running = false;
        }
    }
}

impl Drop for Ticket<'_> {
    fn drop(&mut self) {
        self.queue.ledger().delays.retain(|delay| delay.number != self.number || !delay.is_running);
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn queue() -> (DelayQueue, Instant) {
        (DelayQueue::new(Duration::from_secs(60)), Instant::now())
    }

    /// Whether a request is accepted; if so, it waits to the end.
    fn waits(queue: &DelayQueue, login: &str, source: &str, now: Instant) -> bool {
        queue.enter(login, source, now).map(Ticket::complete).is_some()
    }

    #[test]
    fn login_waits_once_an_hour() {
        let (queue, now) = queue();
        assert!(waits(&queue, "jdupont", "tty1", now));
        assert!(!waits(&queue, "jdupont", "tty1", now));
        assert!(!waits(&queue, "jdupont", "tty2", now + WINDOW - Duration::from_millis(1)));
        assert!(waits(&queue, "jdupont", "tty2", now + WINDOW));
    }

    #[test]
    fn waiting_login_is_refused() {
        let (queue, now) = queue();
        let ticket = queue.enter("jdupont", "tty1", now).unwrap();
        assert!(queue.enter("jdupont", "tty2", now + WINDOW).is_none(), "for as long as it waits");
        drop(ticket);
    }

    #[test]
    fn source_waits_five_times_an_hour() {
        let (queue, now) = queue();
        for number in 0..PER_SOURCE {
            assert!(waits(&queue, &number.to_string(), "tty1", now));
        }
        assert!(!waits(&queue, "another", "tty1", now));
        assert!(waits(&queue, "another", "tty2", now));
        assert!(waits(&queue, "one more", "tty1", now + WINDOW));
    }

    #[test]
    fn cancelled_delay_counts_for_nothing() {
        let (queue, now) = queue();
        for _ in 0..20 {
            drop(queue.enter("jdupont", "tty1", now).unwrap());
        }
        assert!(queue.ledger().delays.is_empty());
        assert!(waits(&queue, "jdupont", "tty1", now));
    }

    #[test]
    fn full_queue_refuses_until_one_completes() {
        let (queue, now) = queue();
        let enter = |number: usize| queue.enter(&number.to_string(), &number.to_string(), now);
        let mut tickets: Vec<_> = (0..AT_ONCE).map(|number| enter(number).unwrap()).collect();
        assert!(enter(AT_ONCE).is_none());
        tickets.pop().unwrap().complete();
        assert!(enter(AT_ONCE).is_some());
    }

    #[test]
    fn ledger_is_bounded_and_forgets() {
        let (queue, now) = queue();
        let waiting = queue.enter("waiting", "tty0", now).unwrap();
        for number in 0..CAPACITY + 10 {
            assert!(waits(&queue, &number.to_string(), &number.to_string(), now));
        }
        assert_eq!(queue.ledger().delays.len(), CAPACITY);
        assert!(queue.enter("waiting", "tty1", now).is_none(), "a running delay is never forgotten");
        assert!(waits(&queue, "late", "tty1", now + WINDOW));
        assert_eq!(queue.ledger().delays.len(), 2);
        drop(waiting);
    }
}
