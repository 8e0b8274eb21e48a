//! A slow link between the program and the person: a bit rate each way, ten bits a byte, as a serial line.

use std::collections::VecDeque;
use std::time::Duration;

const BITS_OF_A_BYTE: u32 = 10;
/// Time between two reads: each takes the bytes that the link carries meanwhile.
const READ_INTERVAL: Duration = Duration::from_millis(20);

/// Bytes on their way, with the time at which they arrive.
#[derive(Default)]
struct Direction {
    free: Duration,
    under_way: VecDeque<(Duration, Vec<u8>)>,
}

impl Direction {
    fn send(&mut self, bytes: &[u8], a_byte: Duration, now: Duration) {
        let length = u32::try_from(bytes.len()).unwrap_or(u32::MAX);
        self.free = self.free.max(now) + a_byte * length;
        self.under_way.push_back((self.free, bytes.to_owned()));
    }

    fn arrived(&mut self, now: Duration) -> Option<(Duration, Vec<u8>)> {
        let due = self.under_way.front().is_some_and(|(due, _)| *due <= now);
        due.then(|| self.under_way.pop_front()).flatten()
    }
}

pub struct Link {
    a_byte: Duration,
    up: Direction,
    down: Direction,
}

impl Link {
    pub fn of(bits_a_second: u32) -> Self {
        Self {
            a_byte: Duration::from_secs(1) * BITS_OF_A_BYTE / bits_a_second,
            up: Direction::default(),
            down: Direction::default(),
        }
    }

    /// Bytes that the link takes now: it holds the program back as a serial port does.
    pub fn room(&self, now: Duration) -> usize {
        let bytes = (READ_INTERVAL.as_nanos() / self.a_byte.as_nanos().max(1)).max(1);
        if self.down.free <= now { usize::try_from(bytes).unwrap_or(1) } else { 0 }
    }

    pub fn written_by_the_program(&mut self, bytes: &[u8], now: Duration) {
        self.down.send(bytes, self.a_byte, now);
    }

    pub fn typed(&mut self, bytes: &[u8], now: Duration) {
        self.up.send(bytes, self.a_byte, now);
    }

    /// The bytes that have reached the person, and their time.
    pub fn shown(&mut self, now: Duration) -> Option<(Duration, Vec<u8>)> {
        self.down.arrived(now)
    }

    /// The keys that have reached the program.
    pub fn pressed(&mut self, now: Duration) -> Option<Vec<u8>> {
        self.up.arrived(now).map(|(_, bytes)| bytes)
    }

    pub fn is_empty(&self) -> bool {
        self.up.under_way.is_empty() && self.down.under_way.is_empty()
    }
}
