//! An idle program: bytes written, wake-ups, memory.

use std::thread;
use std::time::Duration;

use super::processes::{self, Memory};
use super::programs::Program;
use super::session::Session;

const WATCHED: Duration = Duration::from_secs(10);

/// A program with its form open.
pub struct Seat<'a> {
    pub program: &'a Program,
    pub session: Session,
}

/// A minute of rest, by what ten seconds showed; and the memory meanwhile.
pub struct Rest {
    pub bytes: u64,
    pub wake_ups: u64,
    pub memory: Memory,
}

/// For each seat, all at once: who rests does not disturb.
pub fn measure(seats: &mut [Seat<'_>]) -> anyhow::Result<Vec<Rest>> {
    let wake_ups = |seat: &Seat<'_>| processes::wake_ups(&seat.session.processes());
    let before: Vec<_> = seats.iter().map(|seat| (seat.session.mark(), wake_ups(seat))).collect();
    thread::sleep(WATCHED);
    let after: Vec<u64> = seats.iter().map(wake_ups).collect();
    let a_minute = 60 / WATCHED.as_secs();
    let mut rests = Vec::new();
    for ((seat, (mark, before)), after) in seats.iter_mut().zip(before).zip(after) {
        seat.session.silence(Duration::from_millis(20))?;
        rests.push(Rest {
            bytes: seat.session.bytes_since(mark) as u64 * a_minute,
            wake_ups: after.saturating_sub(before) * a_minute,
            memory: processes::memory(&seat.session.processes()),
        });
    }
    Ok(rests)
}
