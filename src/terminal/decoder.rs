//! [`Decoder`]: bytes of a terminal to keys and pastes, whatever the cuts between two reads.
//!
//! The framing is here (ECMA-48 §5.4: where a sequence ends), so that a sequence nobody knows is
//! dropped whole and never types its tail into a password. Every buffer is bounded and wiped.

use crossterm::event::{KeyCode, KeyEvent, KeyModifiers};
use zeroize::Zeroizing;

use super::keys::{self, Meaning};
use super::paste::{Paste, Pasted};

/// Bytes of a control sequence that are kept; a longer one is dropped, to its end.
const MAX_SEQUENCE: usize = 32;

const ESC: u8 = 0x1b;
/// Ctrl-C.
const INTERRUPT: u8 = 0x03;

/// What the person did at the terminal. No `Debug`: it is what people type.
pub enum Event {
    /// A key went down.
    Key(KeyEvent),
    /// A text was pasted, at most [`super::MAX_PASTE`] bytes, line ends and control characters included.
    Paste(Zeroizing<String>),
    /// A paste was dropped because it was longer.
    PasteTooLong,
    /// Bytes that mean nothing were dropped (not UTF-8, an unknown sequence): once a read at most.
    Garbage,
}

/// An incremental decoder; one for each terminal.
pub struct Decoder {
    state: State,
    garbage: bool,
}

/// What the next byte continues.
enum State {
    Ground,
    /// The start of a character of several bytes.
    Character {
        bytes: Zeroizing<Vec<u8>>,
        length: usize,
        alt: bool,
    },
    /// ESC: the key, or the start of something.
    Escape,
    /// `ESC [` and what followed; the buffer stays at [`MAX_SEQUENCE`] when the sequence is too long.
    Csi(Zeroizing<Vec<u8>>),
    /// `ESC O`.
    Ss3,
    /// An OSC, DCS, APC, PM or SOS string, none of which a keyboard sends; up to BEL or ST.
    ControlString,
    /// ESC in such a string: `ESC \` is ST, any other starts a new sequence.
    ControlStringEscape,
    /// `ESC[M` of a mouse that someone left on, and the bytes that it still owes.
    Mouse(u8),
    /// Between `ESC[200~` and `ESC[201~`.
    Paste(Paste),
}

impl Decoder {
    /// A decoder that has seen nothing.
    #[must_use]
    pub fn new() -> Self {
        Self { state: State::Ground, garbage: false }
    }

    /// Takes the bytes of one read and gives what they complete, in order.
    pub fn feed(&mut self, bytes: &[u8]) -> Vec<Event> {
        let mut events = Vec::new();
        for byte in bytes {
            self.byte(*byte, &mut events);
        }
        self.report_garbage(&mut events);
        events
    }

    /// Whether a key or a sequence is begun and not finished: if no byte follows within some 30 ms,
    /// call [`Decoder::flush_escape`]. A paste is not concerned; Ctrl-C ends one that never ends.
    #[must_use]
    pub fn pending_escape(&self) -> bool {
        !matches!(self.state, State::Ground | State::Paste(_))
    }

    /// Settles what is pending: a lone ESC is the Escape key, the start of anything else is dropped.
    pub fn flush_escape(&mut self) -> Vec<Event> {
        let mut events = Vec::new();
        match std::mem::replace(&mut self.state, State::Ground) {
            State::Ground => {}
            State::Escape | State::ControlStringEscape => {
                events.push(Event::Key(keys::character('\x1b', false)));
            }
            paste @ State::Paste(_) => self.state = paste,
            _ => self.garbage = true,
        }
        self.report_garbage(&mut events);
        events
    }

    fn report_garbage(&mut self, events: &mut Vec<Event>) {
        if std::mem::take(&mut self.garbage) {
            events.push(Event::Garbage);
        }
    }

    fn byte(&mut self, byte: u8, events: &mut Vec<Event>) {
        self.state = match std::mem::replace(&mut self.state, State::Ground) {
            State::Ground => self.ground(byte, false, events),
            State::Character { bytes, length, alt } => self.character(bytes, length, alt, byte, events),
            State::Escape => self.escape(byte, events),
            State::Csi(sequence) => self.csi(sequence, byte, events),
            State::Ss3 => self.ss3(byte, events),
            State::ControlString => match byte {
                0x07 => State::Ground,
                ESC => State::ControlStringEscape,
                INTERRUPT => self.ground(byte, false, events),
                _ => State::ControlString,
            },
            State::ControlStringEscape => match byte {
                b'\\' => State::Ground,
                _ => self.escape(byte, events),
            },
            State::Mouse(owed) => match owed {
                0 | 1 => State::Ground,
                owed => State::Mouse(owed - 1),
            },
            State::Paste(paste) => Self::paste(paste, byte, events, &mut self.garbage),
        };
    }

    fn ground(&mut self, byte: u8, alt: bool, events: &mut Vec<Event>) -> State {
        let length = match byte {
            ESC => return State::Escape,
            0x00..=0x7f => {
                events.push(Event::Key(keys::character(char::from(byte), alt)));
                return State::Ground;
            }
            0xc2..=0xdf => 2,
            0xe0..=0xef => 3,
            0xf0..=0xf4 => 4,
            _ => {
                self.garbage = true;
                return State::Ground;
            }
        };
        let mut bytes = Zeroizing::new(Vec::with_capacity(length));
        bytes.push(byte);
        State::Character { bytes, length, alt }
    }

    fn character(
        &mut self,
        mut bytes: Zeroizing<Vec<u8>>,
        length: usize,
        alt: bool,
        byte: u8,
        events: &mut Vec<Event>,
    ) -> State {
        if !(0x80..=0xbf).contains(&byte) {
            // The character was cut short; this byte is the start of something else.
            self.garbage = true;
            return self.ground(byte, false, events);
        }
        bytes.push(byte);
        if bytes.len() < length {
            return State::Character { bytes, length, alt };
        }
        match std::str::from_utf8(&bytes).ok().and_then(|text| text.chars().next()) {
            Some(character) if !character.is_control() => {
                events.push(Event::Key(keys::character(character, alt)));
            }
            _ => self.garbage = true,
        }
        State::Ground
    }

    fn escape(&mut self, byte: u8, events: &mut Vec<Event>) -> State {
        match byte {
            // The first was the key; the second may start a sequence.
            ESC => {
                events.push(Event::Key(keys::character('\x1b', false)));
                State::Escape
            }
            // Whoever wants to leave is not held by the Escape key that came with it.
            INTERRUPT => {
                events.push(Event::Key(keys::character('\x1b', false)));
                self.ground(byte, false, events)
            }
            b'[' => State::Csi(Zeroizing::new(Vec::with_capacity(MAX_SEQUENCE))),
            b'O' => State::Ss3,
            b']' | b'P' | b'_' | b'^' | b'X' => State::ControlString,
            _ => self.ground(byte, true, events),
        }
    }

    fn csi(&mut self, mut sequence: Zeroizing<Vec<u8>>, byte: u8, events: &mut Vec<Event>) -> State {
        let complete = match byte {
            // Linux console: `ESC [ [ A`.
            b'[' => !sequence.is_empty(),
            // rxvt, Shift: `ESC [ 2 3 $`; elsewhere `$` is an intermediate byte.
            b'$' => !sequence.is_empty() && sequence.iter().all(u8::is_ascii_digit),
            0x20..=0x3f => false,
            0x40..=0x7e => true,
            // A control or a character inside: the sequence was cut short.
            _ => {
                self.garbage = true;
                return self.ground(byte, false, events);
            }
        };
        if sequence.len() < MAX_SEQUENCE {
            sequence.push(byte);
        }
        if !complete {
            return State::Csi(sequence);
        }
        match sequence.as_slice() {
            b"200~" => return State::Paste(Paste::new()),
            b"M" => return State::Mouse(3),
            whole if whole.len() == MAX_SEQUENCE => self.garbage = true,
            whole => {
                let whole = Zeroizing::new([b"\x1b[", whole].concat());
                self.mean(keys::csi(&whole), events);
            }
        }
        State::Ground
    }

    fn ss3(&mut self, byte: u8, events: &mut Vec<Event>) -> State {
        if !(0x20..0x7f).contains(&byte) {
            self.garbage = true;
            return self.ground(byte, false, events);
        }
        self.mean(keys::ss3(byte), events);
        State::Ground
    }

    fn mean(&mut self, meaning: Meaning, events: &mut Vec<Event>) {
        match meaning {
            Meaning::Key(key) => events.push(Event::Key(key)),
            Meaning::Nothing => {}
            Meaning::Unknown => self.garbage = true,
        }
    }

    fn paste(mut paste: Paste, byte: u8, events: &mut Vec<Event>, garbage: &mut bool) -> State {
        // Terminals take control characters out of what they paste: this one was typed, by someone who
        // waits for the end of a paste that was cut.
        if byte == INTERRUPT {
            events.push(Event::Key(KeyEvent::new(KeyCode::Char('c'), KeyModifiers::CONTROL)));
            return State::Ground;
        }
        match paste.push(byte) {
            None => return State::Paste(paste),
            Some(Pasted::TooLong) => events.push(Event::PasteTooLong),
            Some(Pasted::Text(text, garbled)) => {
                *garbage |= garbled;
                events.push(Event::Paste(text));
            }
        }
        State::Ground
    }
}

impl Default for Decoder {
    fn default() -> Self {
        Self::new()
    }
}

#[cfg(test)]
mod tests;
