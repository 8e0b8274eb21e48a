//! The waiting room: where a request waits for a while, instead of an image that its person cannot see.
//!
//! It slows a robot down as an image does, and asks nothing of anybody. So it is bounded: by login, by source and
//! as a whole. A login is bounded as it is typed, whether it exists or not.

use std::collections::VecDeque;
use std::sync::{Mutex, MutexGuard, PoisonError};
use std::time::Duration;

use tokio::time::Instant;

/// How long a wait that went to its end counts.
const REMEMBERED: Duration = Duration::from_secs(3600);
/// Requests of one login within that time.
const PER_LOGIN: usize = 1;
/// Requests of one source within that time.
const PER_SOURCE: usize = 5;
/// Requests that wait at once, all together.
const AT_ONCE: usize = 32;
/// Waits that are remembered; the oldest goes first. More than can come to their end within an hour of the usual
/// minute each.
const CAPACITY: usize = 4096;

/// Who waits, and who waited.
pub(super) struct DelayQueue {
    hold: Duration,
    ledger: Mutex<DelayLedger>,
}

/// A place in the room. Left before the end of the wait, it counts for nothing: nothing was asked of anybody.
#[must_use]
pub(super) struct Ticket<'room> {
    room: &'room DelayQueue,
    number: u64,
}

#[derive(Default)]
struct DelayLedger {
    last: u64,
    // In the order in which they came.
    waits: VecDeque<Delay>,
}

struct Delay {
    number: u64,
    login: String,
    source: String,
    since: Instant,
    /// It is not over yet.
    goes_on: bool,
}

impl DelayQueue {
    /// A room in which each request is held for `hold`.
    pub(super) fn new(hold: Duration) -> Self {
        Self { hold, ledger: Mutex::default() }
    }

    /// How long a request is held.
    pub(super) fn delay(&self) -> Duration {
        self.hold
    }

    /// A place for a request of `login` (or what stands for it) from `source`; `None` where there were too many.
    pub(super) fn enter(&self, login: &str, source: &str, now: Instant) -> Option<Ticket<'_>> {
        let mut ledger = self.ledger();
        ledger.waits.retain(|wait| wait.goes_on || now.saturating_duration_since(wait.since) < REMEMBERED);
        let count = |counts: &dyn Fn(&Delay) -> bool| ledger.waits.iter().filter(|wait| counts(wait)).count();
        if count(&|wait| wait.login == login) >= PER_LOGIN
            || count(&|wait| wait.source == source) >= PER_SOURCE
            || count(&|wait| wait.goes_on) >= AT_ONCE
        {
            return None;
        }
        if ledger.waits.len() >= CAPACITY
            && let Some(oldest) = ledger.waits.iter().position(|wait| !wait.goes_on)
        {
            ledger.waits.remove(oldest);
        }
        ledger.last = ledger.last.wrapping_add(1);
        let number = ledger.last;
        let (login, source) = (login.to_owned(), source.to_owned());
        ledger.waits.push_back(Delay { number, login, source, since: now, goes_on: true });
        Some(Ticket { room: self, number })
    }

    fn ledger(&self) -> MutexGuard<'_, DelayLedger> {
        // Whatever a panicking thread left is a list of waits still.
        self.ledger.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

impl Ticket<'_> {
    /// The wait went to its end: it counts.
    pub(super) fn waited(self) {
        let mut ledger = self.room.ledger();
        for wait in ledger.waits.iter_mut().filter(|wait| wait.number == self.number) {
            wait.goes_on = false;
        }
    }
}

impl Drop for Ticket<'_> {
    fn drop(&mut self) {
        self.room.ledger().waits.retain(|wait| wait.number != self.number || !wait.goes_on);
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn room() -> DelayQueue {
        DelayQueue::new(Duration::from_secs(60))
    }

    /// Waits to the end, if there is a place.
    fn waits(room: &DelayQueue, login: &str, source: &str, now: Instant) -> bool {
        room.enter(login, source, now).map(Ticket::waited).is_some()
    }

    #[test]
    fn a_login_waits_once_an_hour_from_wherever_it_is_typed() {
        let (room, now) = (room(), Instant::now());
        assert!(waits(&room, "jdupont", "tty1", now));
        assert!(!waits(&room, "jdupont", "tty1", now));
        assert!(!waits(&room, "jdupont", "tty2", now + REMEMBERED - Duration::from_millis(1)));
        assert!(waits(&room, "jdupont", "tty2", now + REMEMBERED));
    }

    #[test]
    fn a_login_that_waits_does_not_wait_twice() {
        let (room, now) = (room(), Instant::now());
        let place = room.enter("jdupont", "tty1", now).unwrap();
        assert!(room.enter("jdupont", "tty2", now + REMEMBERED).is_none(), "however long it waits");
        drop(place);
    }

    #[test]
    fn a_source_waits_five_times_an_hour() {
        let (room, now) = (room(), Instant::now());
        for number in 0..PER_SOURCE {
            assert!(waits(&room, &number.to_string(), "tty1", now));
        }
        assert!(!waits(&room, "another", "tty1", now));
        assert!(waits(&room, "another", "tty2", now));
        assert!(waits(&room, "one more", "tty1", now + REMEMBERED));
    }

    #[test]
    fn a_wait_that_is_given_up_counts_for_nothing() {
        let (room, now) = (room(), Instant::now());
        for _ in 0..20 {
            drop(room.enter("jdupont", "tty1", now).unwrap());
        }
        assert!(room.ledger().waits.is_empty());
        assert!(waits(&room, "jdupont", "tty1", now));
    }

    #[test]
    fn the_room_is_full_at_some_point_and_empties() {
        let (room, now) = (room(), Instant::now());
        let enter = |number: usize| room.enter(&number.to_string(), &number.to_string(), now);
        let mut places: Vec<_> = (0..AT_ONCE).map(|number| enter(number).unwrap()).collect();
        assert!(enter(AT_ONCE).is_none());
        places.pop().unwrap().waited();
        assert!(enter(AT_ONCE).is_some());
    }

    #[test]
    fn what_is_remembered_is_bounded_and_forgotten() {
        let (room, now) = (room(), Instant::now());
        let waiting = room.enter("waiting", "tty0", now).unwrap();
        for number in 0..CAPACITY + 10 {
            assert!(waits(&room, &number.to_string(), &number.to_string(), now));
        }
        assert_eq!(room.ledger().waits.len(), CAPACITY);
        assert!(room.enter("waiting", "tty1", now).is_none(), "who waits is not forgotten");
        assert!(waits(&room, "late", "tty1", now + REMEMBERED));
        assert_eq!(room.ledger().waits.len(), 2);
        drop(waiting);
    }
}
