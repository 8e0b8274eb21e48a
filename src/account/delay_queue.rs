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
/// Delays of one login within the window, each longer than the one before: a mistake costs a person no hour.
const PER_LOGIN: usize = 4;
/// Delays of one source within the window: five persons at one console.
const PER_SOURCE: usize = 5 * PER_LOGIN;
/// Requests that wait at once, all sessions together.
const AT_ONCE: usize = 32;
/// Delays in the ledger; the oldest completed one goes first. More than [`AT_ONCE`] places complete within the window at
/// the usual minute each.
const CAPACITY: usize = 4096;

/// An answer to a login that asks whether it may wait instead of copying the image.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum DelayOffer {
    Open(Delay),
    /// Every delay is used up.
    Spent {
        /// The time until the next one is free.
        free_in: Duration,
    },
}

/// A delay instead of the captcha.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Delay {
    pub lasts: Duration,
    /// Delays that are left within the hour, this one included.
    pub left: usize,
}

/// The requests that wait, and those that waited within the window.
pub(super) struct DelayQueue {
    /// The first delay of a login.
    delay: Duration,
    ledger: Mutex<Ledger>,
}

/// The place of a waiting request in the queue. Dropped before [`complete`](Self::complete), it does not count: the
/// request was cancelled before any question to the directory.
#[must_use]
pub(super) struct Ticket<'a> {
    queue: &'a DelayQueue,
    number: u64,
    pub(super) delay: Delay,
}

/// The delays that count for the rate limits, running or over.
#[derive(Default)]
struct Ledger {
    /// The number of the last ticket.
    last: u64,
    // Oldest first.
    entries: VecDeque<Entry>,
}

struct Entry {
    /// That of its ticket.
    number: u64,
    /// The pseudonym of the login.
    login: String,
    source: String,
    since: Instant,
    lasts: Duration,
    /// Whether the request still waits.
    is_running: bool,
}

impl Delay {
    /// The first one of a login, `lasts` long.
    #[must_use]
    pub fn first(lasts: Duration) -> Self {
        Self { lasts, left: PER_LOGIN }
    }
}

impl DelayQueue {
    pub(super) fn new(delay: Duration) -> Self {
        Self { delay, ledger: Mutex::default() }
    }

    /// The delay that a request from `source` for `login` (or its pseudonym) would have.
    pub(super) fn offer(&self, login: &str, source: &str, now: Instant) -> DelayOffer {
        let mut ledger = self.ledger();
        ledger.forget(now);
        ledger.offer(self.delay, login, source, now)
    }

    /// A place for a request from `source` for `login` (or its pseudonym).
    ///
    /// # Errors
    /// A bound is reached: the time until it no longer is.
    pub(super) fn enter(&self, login: &str, source: &str, now: Instant) -> Result<Ticket<'_>, Duration> {
        let mut ledger = self.ledger();
        ledger.forget(now);
        let delay = match ledger.offer(self.delay, login, source, now) {
            DelayOffer::Open(delay) => delay,
            DelayOffer::Spent { free_in } => return Err(free_in),
        };
        if ledger.entries.len() >= CAPACITY
            && let Some(oldest) = ledger.entries.iter().position(|entry| !entry.is_running)
        {
            ledger.entries.remove(oldest);
        }
        ledger.last = ledger.last.wrapping_add(1);
        let number = ledger.last;
        let (login, source) = (login.to_owned(), source.to_owned());
        let lasts = delay.lasts;
        ledger.entries.push_back(Entry { number, login, source, since: now, lasts, is_running: true });
        Ok(Ticket { queue: self, number, delay })
    }

    fn ledger(&self) -> MutexGuard<'_, Ledger> {
        // A panicking thread leaves a ledger that is still good.
        self.ledger.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

impl Ledger {
    fn forget(&mut self, now: Instant) {
        self.entries.retain(|entry| entry.is_running || now < entry.since + WINDOW);
    }

    fn offer(&self, first: Duration, login: &str, source: &str, now: Instant) -> DelayOffer {
        let counted_until = |entry: &Entry| entry.since + WINDOW.max(entry.lasts);
        let runs_until = |entry: &Entry| entry.since + entry.lasts;
        let of_login = self.bound(PER_LOGIN, |entry| entry.login == login, counted_until);
        let of_source = self.bound(PER_SOURCE, |entry| entry.source == source, counted_until);
        let at_once = self.bound(AT_ONCE, |entry| entry.is_running, runs_until);
        let left = [&of_login, &of_source, &at_once].map(|bound| *bound.as_ref().unwrap_or(&0));
        match (of_login, left.into_iter().min().unwrap_or(0)) {
            (Ok(mine), left @ 1..) => {
                let times = u32::try_from(PER_LOGIN - mine + 1).unwrap_or(1);
                DelayOffer::Open(Delay { lasts: first.saturating_mul(times), left })
            }
            (of_login, _) => {
                let ends = [of_login, of_source, at_once].into_iter().filter_map(Result::err).max();
                DelayOffer::Spent { free_in: ends.unwrap_or(now).saturating_duration_since(now) }
            }
        }
    }

    /// The entries of a kind that are left below `most`; or, if there are none, the time from which there is one again.
    fn bound(
        &self,
        most: usize,
        counts: impl Fn(&Entry) -> bool,
        until: impl Fn(&Entry) -> Instant,
    ) -> Result<usize, Instant> {
        let mut ends: Vec<Instant> = self.entries.iter().filter(|entry| counts(entry)).map(until).collect();
        ends.sort_unstable();
        // Of as many entries as may count, the first end makes room.
        match ends.get(ends.len().saturating_sub(most)) {
            Some(first) if ends.len() >= most => Err(*first),
            _ => Ok(most - ends.len()),
        }
    }
}

impl Ticket<'_> {
    /// The delay is over: it counts.
    pub(super) fn complete(self) {
        let mut ledger = self.queue.ledger();
        for entry in ledger.entries.iter_mut().filter(|entry| entry.number == self.number) {
            entry.is_running = false;
        }
    }
}

impl Drop for Ticket<'_> {
    fn drop(&mut self) {
        self.queue.ledger().entries.retain(|entry| entry.number != self.number || !entry.is_running);
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const FIRST: Duration = Duration::from_secs(60);

    fn queue() -> (DelayQueue, Instant) {
        (DelayQueue::new(FIRST), Instant::now())
    }

    fn minutes(count: u64) -> Duration {
        Duration::from_secs(60 * count)
    }

    /// The delay of an accepted request, which completes at once; or the time until one would be accepted.
    fn wait(queue: &DelayQueue, login: &str, source: &str, now: Instant) -> Result<Delay, Duration> {
        queue.enter(login, source, now).map(|ticket| {
            let delay = ticket.delay;
            ticket.complete();
            delay
        })
    }

    #[test]
    fn delays_of_login_grow_until_spent() {
        let (queue, now) = queue();
        for used in 0..PER_LOGIN {
            let delay = Delay { lasts: minutes(used as u64 + 1), left: PER_LOGIN - used };
            let at = now + minutes(10 * used as u64);
            assert_eq!(
                queue.offer("jdupont", "tty1", at),
                DelayOffer::Open(delay),
                "an offer counts for nothing"
            );
            assert_eq!(wait(&queue, "jdupont", "tty1", at), Ok(delay));
        }
        let spent = DelayOffer::Spent { free_in: minutes(20) };
        assert_eq!(queue.offer("jdupont", "tty2", now + minutes(40)), spent);
        assert_eq!(wait(&queue, "jdupont", "tty2", now + minutes(40)), Err(minutes(20)));
        assert_eq!(
            wait(&queue, "jdupont", "tty2", now + minutes(60)),
            Ok(Delay { lasts: minutes(4), left: 1 })
        );
        assert_eq!(wait(&queue, "jdupont", "tty2", now + minutes(61)), Err(minutes(9)));
        assert_eq!(wait(&queue, "jdupont", "tty2", now + minutes(200)), Ok(Delay::first(FIRST)));
    }

    #[test]
    fn waiting_requests_of_login_count() {
        let (queue, now) = queue();
        let tickets: Vec<_> = (0..PER_LOGIN).map(|_| queue.enter("jdupont", "tty1", now).unwrap()).collect();
        assert_eq!(queue.enter("jdupont", "tty2", now).err(), Some(WINDOW));
        drop(tickets);
        assert_eq!(wait(&queue, "jdupont", "tty2", now), Ok(Delay::first(FIRST)));
    }

    #[test]
    fn source_has_its_bound() {
        let (queue, now) = queue();
        for number in 0..PER_SOURCE {
            assert!(wait(&queue, &number.to_string(), "tty1", now).is_ok());
        }
        assert_eq!(wait(&queue, "another", "tty1", now + minutes(5)), Err(minutes(55)));
        assert!(wait(&queue, "another", "tty2", now).is_ok());
        assert!(wait(&queue, "one more", "tty1", now + WINDOW).is_ok());
    }

    #[test]
    fn last_place_of_source_is_told() {
        let (queue, now) = queue();
        for number in 1..PER_SOURCE {
            assert!(wait(&queue, &number.to_string(), "tty1", now).is_ok());
        }
        assert_eq!(wait(&queue, "another", "tty1", now), Ok(Delay { lasts: FIRST, left: 1 }));
    }

    #[test]
    fn cancelled_delay_counts_for_nothing() {
        let (queue, now) = queue();
        for _ in 0..20 {
            drop(queue.enter("jdupont", "tty1", now).unwrap());
        }
        assert!(queue.ledger().entries.is_empty());
        assert_eq!(wait(&queue, "jdupont", "tty1", now), Ok(Delay::first(FIRST)));
    }

    #[test]
    fn full_queue_refuses_until_one_completes() {
        let (queue, now) = queue();
        let enter = |number: usize| queue.enter(&number.to_string(), &number.to_string(), now);
        let mut tickets: Vec<_> = (0..AT_ONCE).map(|number| enter(number).unwrap()).collect();
        assert_eq!(enter(AT_ONCE).err(), Some(FIRST));
        tickets.pop().unwrap().complete();
        assert!(enter(AT_ONCE).is_ok());
    }

    #[test]
    fn ledger_is_bounded_and_forgets() {
        let (queue, now) = queue();
        let waiting = queue.enter("waiting", "tty0", now).unwrap();
        for number in 0..CAPACITY + 10 {
            assert!(wait(&queue, &number.to_string(), &number.to_string(), now).is_ok());
        }
        assert_eq!(queue.ledger().entries.len(), CAPACITY);
        let offered = queue.offer("waiting", "tty1", now);
        assert_eq!(
            offered,
            DelayOffer::Open(Delay { lasts: 2 * FIRST, left: PER_LOGIN - 1 }),
            "a running delay is never forgotten"
        );
        assert!(wait(&queue, "late", "tty1", now + WINDOW).is_ok());
        assert_eq!(queue.ledger().entries.len(), 2);
        drop(waiting);
    }
}
