//! [`Decoder`]: bytes of a terminal to keys and pastes. A read may end in the middle of a sequence.
//!
//! The decoder finds the end of each sequence itself (ECMA-48 §5.4), so that an unknown one is dropped whole and never
//! types its tail into a password. Every buffer is bounded and wiped.

use crossterm::event::{KeyCode, KeyEvent, KeyModifiers};
use zeroize::Zeroizing;

use super::keys::{self, DecodedSequence};
use super::paste::{PasteBuffer, PasteResult};

/// Bytes of a control sequence that are kept; a longer one is dropped, to its end.
const MAX_SEQUENCE: usize = 32;

const ESC: u8 = 0x1b;
const CTRL_C: u8 = 0x03;

/// One action of the person at the terminal. No `Debug`: it may be part of a password.
pub enum InputEvent {
    Key(KeyEvent),
    /// A text was pasted, at most [`MAX_PASTE`](super::paste::MAX_PASTE) bytes, line ends and control characters included.
    Paste(Zeroizing<String>),
    /// A longer paste was dropped.
    PasteTooLong,
    /// Bytes without a meaning were dropped (not UTF-8, an unknown sequence). At most one event a read.
    InvalidInput,
}

/// An incremental decoder; one for each terminal.
pub struct Decoder {
    state: DecoderState,
    /// Bytes without a meaning came in this read.
    invalid: bool,
}

/// The input that the next byte continues.
enum DecoderState {
    Ground,
    /// A character of several bytes, still incomplete.
    Character {
        bytes: Zeroizing<Vec<u8>>,
        length: usize,
        alt: bool,
    },
    /// ESC: the key, or the start of a sequence.
    Escape,
    /// `ESC [` and what followed; the buffer stays at [`MAX_SEQUENCE`] when the sequence is too long.
    Csi(Zeroizing<Vec<u8>>),
    /// After `ESC O`, which one letter completes.
    Ss3,
    /// An OSC, DCS, APC, PM or SOS string, up to BEL or ST. No keyboard sends one.
    ControlString,
    /// ESC in such a string: `ESC \` is ST, any other byte starts a new sequence.
    ControlStringEscape,
    /// After `ESC[M`, of a mouse that another program left on: so many bytes still follow.
    Mouse(u8),
    /// A paste, between `ESC[200~` and `ESC[201~`.
    Paste(PasteBuffer),
}

impl Decoder {
    #[must_use]
    pub fn new() -> Self {
        Self { state: DecoderState::Ground, invalid: false }
    }

    /// Takes the bytes of one read; returns the events that they complete, in order.
    pub fn feed(&mut self, bytes: &[u8]) -> Vec<InputEvent> {
        let mut events = Vec::new();
        for byte in bytes {
            self.byte(*byte, &mut events);
        }
        self.report_invalid(&mut events);
        events
    }

    /// Whether a key or a sequence is incomplete: then call [`Decoder::flush_escape`] if no byte follows within some
    /// 30 ms. False during a paste, which Ctrl-C ends if it never does.
    #[must_use]
    pub fn pending_escape(&self) -> bool {
        !matches!(self.state, DecoderState::Ground | DecoderState::Paste(_))
    }

    /// Ends an incomplete sequence: a lone ESC is the Escape key, the start of any other sequence is dropped.
    pub fn flush_escape(&mut self) -> Vec<InputEvent> {
        let mut events = Vec::new();
        match std::mem::replace(&mut self.state, DecoderState::Ground) {
            DecoderState::Ground => {}
            DecoderState::Escape | DecoderState::ControlStringEscape => {
                events.push(InputEvent::Key(keys::character('\x1b', false)));
            }
            paste @ DecoderState::Paste(_) => self.state = paste,
            _ => self.invalid = true,
        }
        self.report_invalid(&mut events);
        events
    }

    fn report_invalid(&mut self, events: &mut Vec<InputEvent>) {
        if std::mem::take(&mut self.invalid) {
            events.push(InputEvent::InvalidInput);
        }
    }

    fn byte(&mut self, byte: u8, events: &mut Vec<InputEvent>) {
        self.state = match std::mem::replace(&mut self.state, DecoderState::Ground) {
            DecoderState::Ground => self.ground(byte, false, events),
            DecoderState::Character { bytes, length, alt } => {
                self.character(bytes, length, alt, byte, events)
            }
            DecoderState::Escape => self.escape(byte, events),
            DecoderState::Csi(sequence) => self.csi(sequence, byte, events),
            DecoderState::Ss3 => self.ss3(byte, events),
            DecoderState::ControlString => match byte {
                0x07 => DecoderState::Ground,
                ESC => DecoderState::ControlStringEscape,
                CTRL_C => self.ground(byte, false, events),
                _ => DecoderState::ControlString,
            },
            DecoderState::ControlStringEscape => match byte {
                b'\\' => DecoderState::Ground,
                _ => self.escape(byte, events),
            },
            DecoderState::Mouse(owed) => match owed {
                0 | 1 => DecoderState::Ground,
                owed => DecoderState::Mouse(owed - 1),
            },
            DecoderState::Paste(paste) => Self::paste(paste, byte, events, &mut self.invalid),
        };
    }

    fn ground(&mut self, byte: u8, alt: bool, events: &mut Vec<InputEvent>) -> DecoderState {
        let length = match byte {
            ESC => return DecoderState::Escape,
            0x00..=0x7f => {
                events.push(InputEvent::Key(keys::character(char::from(byte), alt)));
                return DecoderState::Ground;
            }
            0xc2..=0xdf => 2,
            0xe0..=0xef => 3,
            0xf0..=0xf4 => 4,
            _ => {
                self.invalid = true;
                return DecoderState::Ground;
            }
        };
        let mut bytes = Zeroizing::new(Vec::with_capacity(length));
        bytes.push(byte);
        DecoderState::Character { bytes, length, alt }
    }

    fn character(
        &mut self,
        mut bytes: Zeroizing<Vec<u8>>,
        length: usize,
        alt: bool,
        byte: u8,
        events: &mut Vec<InputEvent>,
    ) -> DecoderState {
        if !(0x80..=0xbf).contains(&byte) {
            // The character was cut short; this byte is the start of something else.
            self.invalid = true;
            return self.ground(byte, false, events);
        }
        bytes.push(byte);
        if bytes.len() < length {
            return DecoderState::Character { bytes, length, alt };
        }
        match std::str::from_utf8(&bytes).ok().and_then(|text| text.chars().next()) {
            Some(character) if !character.is_control() => {
                events.push(InputEvent::Key(keys::character(character, alt)));
            }
            _ => self.invalid = true,
        }
        DecoderState::Ground
    }

    fn escape(&mut self, byte: u8, events: &mut Vec<InputEvent>) -> DecoderState {
        match byte {
            // The first was the key; the second may start a sequence.
            ESC => {
                events.push(InputEvent::Key(keys::character('\x1b', false)));
                DecoderState::Escape
            }
            // Ctrl-C leaves, even right after the Escape key.
            CTRL_C => {
                events.push(InputEvent::Key(keys::character('\x1b', false)));
                self.ground(byte, false, events)
            }
            b'[' => DecoderState::Csi(Zeroizing::new(Vec::with_capacity(MAX_SEQUENCE))),
            b'O' => DecoderState::Ss3,
            b']' | b'P' | b'_' | b'^' | b'X' => DecoderState::ControlString,
            _ => self.ground(byte, true, events),
        }
    }

    fn csi(
        &mut self,
        mut sequence: Zeroizing<Vec<u8>>,
        byte: u8,
        events: &mut Vec<InputEvent>,
    ) -> DecoderState {
        let complete = match byte {
            // Linux console: `ESC [ [ A`.
            b'[' => !sequence.is_empty(),
            // rxvt, Shift: `ESC [ 2 3 $`; elsewhere `$` is an intermediate byte.
            b'$' => !sequence.is_empty() && sequence.iter().all(u8::is_ascii_digit),
            0x20..=0x3f => false,
            0x40..=0x7e => true,
            // A control or a character inside: the sequence was cut short.
            _ => {
                self.invalid = true;
                return self.ground(byte, false, events);
            }
        };
        if sequence.len() < MAX_SEQUENCE {
            sequence.push(byte);
        }
        if !complete {
            return DecoderState::Csi(sequence);
        }
        match sequence.as_slice() {
            b"200~" => return DecoderState::Paste(PasteBuffer::new()),
            b"M" => return DecoderState::Mouse(3),
            whole if whole.len() == MAX_SEQUENCE => self.invalid = true,
            whole => {
                let whole = Zeroizing::new([b"\x1b[", whole].concat());
                self.report(keys::csi(&whole), events);
            }
        }
        DecoderState::Ground
    }

    fn ss3(&mut self, byte: u8, events: &mut Vec<InputEvent>) -> DecoderState {
        if !(0x20..0x7f).contains(&byte) {
            self.invalid = true;
            return self.ground(byte, false, events);
        }
        self.report(keys::ss3(byte), events);
        DecoderState::Ground
    }

    fn report(&mut self, meaning: DecodedSequence, events: &mut Vec<InputEvent>) {
        match meaning {
            DecodedSequence::Key(key) => events.push(InputEvent::Key(key)),
            DecodedSequence::Nothing => {}
            DecodedSequence::Unknown => self.invalid = true,
        }
    }

    fn paste(
        mut paste: PasteBuffer,
        byte: u8,
        events: &mut Vec<InputEvent>,
        invalid: &mut bool,
    ) -> DecoderState {
        // Terminals remove control characters from a paste: this one was typed, to end a paste that lost its end mark.
        if byte == CTRL_C {
            events.push(InputEvent::Key(KeyEvent::new(KeyCode::Char('c'), KeyModifiers::CONTROL)));
            return DecoderState::Ground;
        }
        match paste.push(byte) {
            None => return DecoderState::Paste(paste),
            Some(PasteResult::TooLong) => events.push(InputEvent::PasteTooLong),
            Some(PasteResult::Text(text, garbled)) => {
                *invalid |= garbled;
                events.push(InputEvent::Paste(text));
            }
        }
        DecoderState::Ground
    }
}

impl Default for Decoder {
    fn default() -> Self {
        Self::new()
    }
}

#[cfg(test)]
mod tests;
