//! [`Decoder`]: bytes of a terminal to keys and pastes. A read may end in the middle of a sequence.
//!
//! The decoder finds the end of each sequence itself (ECMA-48 §5.4), so that an unknown one is dropped whole and never
//! types its tail into a password. It waits for that end however long it takes: what comes late is dropped, and reported
//! like all that is dropped, in its place among the keys. Every buffer is bounded and wiped.

mod pending;

use crossterm::event::{KeyCode, KeyEvent, KeyModifiers};
use zeroize::Zeroizing;

use super::encoding::{InputEncoding, InputLoss, Utf8Watch};
use super::keys::{self, DecodedSequence};
use super::paste::{self, PasteBuffer, PasteResult};

pub use pending::Pending;

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
    /// Something was dropped here. One event stands for several losses in a row.
    Lost(InputLoss),
}

/// An incremental decoder; one for each terminal.
#[derive(Default)]
pub struct Decoder {
    encoding: InputEncoding,
    /// Whether the terminal is `st`, whose Delete key is the F1 of others.
    is_st: bool,
    state: DecoderState,
    /// The last bytes of a terminal of 8 bits.
    watch: Utf8Watch,
}

/// The input that the next byte continues.
#[derive(Default)]
enum DecoderState {
    #[default]
    Ground,
    /// A character of several bytes, still incomplete.
    Character { bytes: Zeroizing<Vec<u8>>, length: usize, alt: bool },
    /// ESC: the key, an Alt key, or the start of a sequence.
    Escape,
    /// The same, too long ago for an Alt key.
    LateEscape,
    /// The Escape key was reported. A sequence that starts here had its ESC cut off.
    AfterEscape,
    /// `ESC [` and what followed; the buffer stays at [`MAX_SEQUENCE`] when the sequence is too long.
    Csi { sequence: Zeroizing<Vec<u8>>, is_late: bool },
    /// After `ESC O`, which one letter completes.
    Ss3 { is_late: bool },
    /// ESC and the character that starts an OSC, DCS, APC, PM or SOS string: the terminal's, or an Alt key.
    Introducer(u8),
    /// Such a string, up to BEL or ST. No keyboard sends one.
    ControlString { is_late: bool },
    /// ESC in such a string: `ESC \` is ST, any other byte starts a new sequence.
    ControlStringEscape,
    /// After `ESC[M`, of a mouse that another program left on: so many bytes still follow.
    Mouse { owed: u8, is_late: bool },
    /// A paste, between `ESC[200~` and `ESC[201~`.
    Paste(PasteBuffer),
    /// A paste that was reported as lost; so many bytes of its end mark have come. The rest of it types nothing.
    LostPaste(usize),
}

impl Decoder {
    #[must_use]
    pub fn new(encoding: InputEncoding) -> Self {
        Self { encoding, ..Self::default() }
    }

    /// The same for a terminal that may be `st`.
    #[must_use]
    pub fn of_st(self, is_st: bool) -> Self {
        Self { is_st, ..self }
    }

    /// Takes the bytes of one read; returns the events that they complete, in order.
    pub fn feed(&mut self, bytes: &[u8]) -> Vec<InputEvent> {
        let mut events = Vec::new();
        for byte in bytes {
            self.byte(*byte, &mut events);
        }
        events
    }

    fn byte(&mut self, byte: u8, events: &mut Vec<InputEvent>) {
        self.state = match std::mem::take(&mut self.state) {
            DecoderState::Ground => self.ground(byte, false, events),
            DecoderState::Character { bytes, length, alt } => {
                self.character(bytes, length, alt, byte, events)
            }
            DecoderState::Escape => self.escape(byte, events),
            DecoderState::LateEscape => self.late_escape(byte, events),
            DecoderState::AfterEscape => self.after_escape(byte, events),
            DecoderState::Csi { sequence, is_late } => self.csi(sequence, is_late, byte, events),
            DecoderState::Ss3 { is_late } => self.ss3(is_late, byte, events),
            DecoderState::Introducer(_) => self.control_string(false, byte, events),
            DecoderState::ControlString { is_late } => self.control_string(is_late, byte, events),
            DecoderState::ControlStringEscape => match byte {
                b'\\' => DecoderState::Ground,
                _ => self.escape(byte, events),
            },
            DecoderState::Mouse { owed: 0 | 1, is_late } => {
                report(DecodedSequence::Nothing, is_late, events);
                DecoderState::Ground
            }
            DecoderState::Mouse { owed, is_late } => DecoderState::Mouse { owed: owed - 1, is_late },
            DecoderState::Paste(paste) => self.paste(paste, byte, events),
            DecoderState::LostPaste(matched) => self.lost_paste(matched, byte, events),
        };
    }

    fn ground(&mut self, byte: u8, alt: bool, events: &mut Vec<InputEvent>) -> DecoderState {
        if self.encoding != InputEncoding::Utf8 && byte != ESC {
            return self.byte_of_eight_bits(byte, alt, events);
        }
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
                lose(InputLoss::NotUtf8, events);
                return DecoderState::Ground;
            }
        };
        let mut bytes = Zeroizing::new(Vec::with_capacity(length));
        bytes.push(byte);
        DecoderState::Character { bytes, length, alt }
    }

    fn byte_of_eight_bits(&mut self, byte: u8, alt: bool, events: &mut Vec<InputEvent>) -> DecoderState {
        let is_utf8 = self.watch.completes_character(byte);
        let character = self.encoding.character(byte);
        events.extend(character.map(|character| InputEvent::Key(keys::character(character, alt))));
        if is_utf8 || character.is_none() {
            lose(InputLoss::OtherEncoding, events);
        }
        DecoderState::Ground
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
            lose(InputLoss::NotUtf8, events);
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
            _ => lose(InputLoss::NotUtf8, events),
        }
        DecoderState::Ground
    }

    fn escape(&mut self, byte: u8, events: &mut Vec<InputEvent>) -> DecoderState {
        match byte {
            b'[' | b'O' => sequence(byte, false),
            b']' | b'P' | b'_' | b'^' | b'X' => DecoderState::Introducer(byte),
            // The first was the key, the second may start a sequence. Ctrl-C leaves, even right after the Escape key.
            ESC | CTRL_C => self.late_escape(byte, events),
            _ => self.ground(byte, true, events),
        }
    }

    fn late_escape(&mut self, byte: u8, events: &mut Vec<InputEvent>) -> DecoderState {
        if matches!(byte, b'[' | b'O') {
            return sequence(byte, false);
        }
        events.push(InputEvent::Key(keys::character('\x1b', false)));
        self.ground(byte, false, events)
    }

    fn after_escape(&mut self, byte: u8, events: &mut Vec<InputEvent>) -> DecoderState {
        match byte {
            b'[' | b'O' => sequence(byte, true),
            _ => self.ground(byte, false, events),
        }
    }

    fn csi(
        &mut self,
        mut sequence: Zeroizing<Vec<u8>>,
        is_late: bool,
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
                lose(InputLoss::Key, events);
                return self.ground(byte, false, events);
            }
        };
        if sequence.len() < MAX_SEQUENCE {
            sequence.push(byte);
        }
        if !complete {
            return DecoderState::Csi { sequence, is_late };
        }
        match sequence.as_slice() {
            b"200~" => return DecoderState::Paste(PasteBuffer::new(self.encoding)),
            b"M" if !self.is_st => return DecoderState::Mouse { owed: 3, is_late },
            whole if whole.len() == MAX_SEQUENCE => lose(InputLoss::Key, events),
            whole => {
                let whole = Zeroizing::new([b"\x1b[", whole].concat());
                let meaning = keys::of_st(&whole).filter(|_| self.is_st);
                report(meaning.unwrap_or_else(|| keys::csi(&whole)), is_late, events);
            }
        }
        DecoderState::Ground
    }

    fn ss3(&mut self, is_late: bool, byte: u8, events: &mut Vec<InputEvent>) -> DecoderState {
        if !(0x20..0x7f).contains(&byte) {
            lose(InputLoss::Key, events);
            return self.ground(byte, false, events);
        }
        report(keys::ss3(byte), is_late, events);
        DecoderState::Ground
    }

    fn control_string(&mut self, is_late: bool, byte: u8, events: &mut Vec<InputEvent>) -> DecoderState {
        match byte {
            0x07 => DecoderState::Ground,
            ESC => DecoderState::ControlStringEscape,
            // No terminal sends such a byte inside a string: a person pressed a key.
            0x00..=0x1f | 0x7f => {
                lose(InputLoss::Key, events);
                self.ground(byte, false, events)
            }
            _ => DecoderState::ControlString { is_late },
        }
    }

    fn paste(&mut self, mut paste: PasteBuffer, byte: u8, events: &mut Vec<InputEvent>) -> DecoderState {
        // Terminals remove control characters from a paste: this one was typed, to end a paste that lost its end mark.
        if byte == CTRL_C {
            lose(InputLoss::Paste, events);
            events.push(InputEvent::Key(KeyEvent::new(KeyCode::Char('c'), KeyModifiers::CONTROL)));
            return DecoderState::Ground;
        }
        match paste.push(byte) {
            None => return DecoderState::Paste(paste),
            Some(PasteResult::TooLong) => events.push(InputEvent::PasteTooLong),
            Some(PasteResult::Text(text, loss)) => {
                events.push(InputEvent::Paste(text));
                loss.into_iter().for_each(|loss| lose(loss, events));
            }
        }
        DecoderState::Ground
    }

    /// Drops the rest of a lost paste, to its end mark or to a key that no paste holds.
    fn lost_paste(&mut self, matched: usize, byte: u8, events: &mut Vec<InputEvent>) -> DecoderState {
        if paste::END.get(matched) == Some(&byte) {
            let is_end = matched + 1 == paste::END.len();
            return if is_end { DecoderState::Ground } else { DecoderState::LostPaste(matched + 1) };
        }
        if matched > 0 {
            // Another sequence: a key.
            for byte in paste::END.iter().take(matched).chain([&byte]) {
                self.byte(*byte, events);
            }
            return std::mem::take(&mut self.state);
        }
        match byte {
            // A person who presses Enter here has to read why the key does nothing.
            b'\r' | b'\n' => {
                lose(InputLoss::Paste, events);
                DecoderState::LostPaste(0)
            }
            b'\t' => DecoderState::LostPaste(0),
            0x00..=0x1f | 0x7f => self.ground(byte, false, events),
            _ => DecoderState::LostPaste(0),
        }
    }
}

/// The state after `ESC [` or `ESC O`.
fn sequence(introducer: u8, is_late: bool) -> DecoderState {
    match introducer {
        b'[' => DecoderState::Csi { sequence: Zeroizing::new(Vec::with_capacity(MAX_SEQUENCE)), is_late },
        _ => DecoderState::Ss3 { is_late },
    }
}

/// Reports a complete sequence. A late one may be letters that the person typed, so it is a loss, whatever it means.
fn report(meaning: DecodedSequence, is_late: bool, events: &mut Vec<InputEvent>) {
    match meaning {
        _ if is_late => lose(InputLoss::Key, events),
        DecodedSequence::Nothing => {}
        DecodedSequence::Key(key) => events.push(InputEvent::Key(key)),
        DecodedSequence::Unknown => lose(InputLoss::Key, events),
    }
}

/// Reports a loss, unless the last event is the same.
fn lose(loss: InputLoss, events: &mut Vec<InputEvent>) {
    if !matches!(events.last(), Some(InputEvent::Lost(last)) if *last == loss) {
        events.push(InputEvent::Lost(loss));
    }
}

#[cfg(test)]
mod tests;
