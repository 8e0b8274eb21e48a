//! One whole escape sequence, or one control character, to one key in crossterm's terms.
//!
//! `termina` parses the sequences of xterm, the Linux console, the VT220 and kitty. Two families that it does not know
//! (the keypad in application mode, rxvt's modifiers) are handled here.

use crossterm::event::{KeyCode, KeyEvent, KeyModifiers};
use termina::event as parsed;

/// The meaning of a complete sequence.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum DecodedSequence {
    Key(KeyEvent),
    /// A report without an effect here: focus, mouse, a key released.
    Nothing,
    /// A sequence that no keyboard sends.
    Unknown,
}

/// The keys that `st` sends as no other terminal does; `None` for any other sequence.
pub(super) fn of_st(sequence: &[u8]) -> Option<DecodedSequence> {
    let modifiers = match sequence {
        b"\x1b[P" => KeyModifiers::NONE,
        b"\x1b[M" => KeyModifiers::CONTROL,
        _ => return None,
    };
    Some(DecodedSequence::Key(KeyEvent::new(KeyCode::Delete, modifiers)))
}

/// `CSI …`: `sequence` starts with `ESC [` and ends with its final byte.
pub(super) fn csi(sequence: &[u8]) -> DecodedSequence {
    if let [0x1b, b'[', b'<' | b'=' | b'>' | b'?', ..] = sequence {
        return DecodedSequence::Nothing;
    }
    let (spelling, modifiers) = without_rxvt_modifiers(sequence);
    if !is_key_sequence(&spelling) {
        return DecodedSequence::Unknown;
    }
    let mut parser = termina::Parser::default();
    parser.parse(&spelling, false);
    match parser.pop() {
        Some(termina::Event::Key(key)) => match spelling.as_slice() {
            [.., b'u'] => pressed_by_code(key, text_parameter(&spelling)),
            _ => pressed(key, modifiers),
        },
        Some(_) => DecodedSequence::Nothing,
        None => DecodedSequence::Unknown,
    }
}

/// `CSI letter`, `CSI [ letter` or `CSI number … letter`. In any other, the parser stops at the first
/// byte that it does not know, and takes the rest for typed characters.
fn is_key_sequence(sequence: &[u8]) -> bool {
    match sequence {
        [0x1b, b'[', 0x40..=0x7e] | [0x1b, b'[', b'[', b'A'..=b'E'] => true,
        [0x1b, b'[', b'0'..=b'9', parameters @ .., 0x40..=0x7e] => {
            parameters.iter().all(|byte| matches!(byte, b'0'..=b'9' | b';' | b':'))
        }
        _ => false,
    }
}

/// rxvt ends a modified key with `^` (Ctrl), `$` (Shift) or `@` (both) instead of `~`, and writes
/// shifted arrows in lower case.
fn without_rxvt_modifiers(sequence: &[u8]) -> (Vec<u8>, KeyModifiers) {
    let (final_byte, modifiers) = match sequence {
        [0x1b, b'[', arrow @ b'a'..=b'd'] => (arrow.to_ascii_uppercase(), KeyModifiers::SHIFT),
        [.., b'^'] => (b'~', KeyModifiers::CONTROL),
        [.., b'$'] => (b'~', KeyModifiers::SHIFT),
        [.., b'@'] => (b'~', KeyModifiers::CONTROL | KeyModifiers::SHIFT),
        _ => return (sequence.to_vec(), KeyModifiers::NONE),
    };
    let mut spelling = sequence.to_vec();
    spelling.pop();
    spelling.push(final_byte);
    (spelling, modifiers)
}

/// `ESC O x`: cursor and function keys, and the keypad in application mode (vt220 manual, table 3-8).
pub(super) fn ss3(last: u8) -> DecodedSequence {
    let code = match last {
        b'A' => KeyCode::Up,
        b'B' => KeyCode::Down,
        b'C' => KeyCode::Right,
        b'D' => KeyCode::Left,
        b'H' => KeyCode::Home,
        b'F' => KeyCode::End,
        b'P'..=b'S' => KeyCode::F(last - b'P' + 1),
        b'M' => KeyCode::Enter,
        b'I' => KeyCode::Tab,
        b'X' => KeyCode::Char('='),
        b'j'..=b'y' => KeyCode::Char(char::from(last - b'j' + b'*')),
        b'a' => return control(KeyCode::Up),
        b'b' => return control(KeyCode::Down),
        b'c' => return control(KeyCode::Right),
        b'd' => return control(KeyCode::Left),
        _ => return DecodedSequence::Unknown,
    };
    DecodedSequence::Key(KeyEvent::new(code, KeyModifiers::NONE))
}

fn control(code: KeyCode) -> DecodedSequence {
    DecodedSequence::Key(KeyEvent::new(code, KeyModifiers::CONTROL))
}

/// The key of a character of text or of a control character, in crossterm's terms. Backspace sends 0x7f or 0x08, return
/// CR or LF.
pub(super) fn character(character: char, alt: bool) -> KeyEvent {
    let (code, modifiers) = match character {
        '\r' | '\n' => (KeyCode::Enter, KeyModifiers::NONE),
        // Shift-Tab on a Linux console is Meta-Tab.
        '\t' if alt => return KeyEvent::new(KeyCode::BackTab, KeyModifiers::SHIFT),
        '\t' => (KeyCode::Tab, KeyModifiers::NONE),
        '\x08' | '\x7f' => (KeyCode::Backspace, KeyModifiers::NONE),
        '\x1b' => (KeyCode::Esc, KeyModifiers::NONE),
        '\0' => (KeyCode::Char(' '), KeyModifiers::CONTROL),
        '\x01'..='\x1a' => (KeyCode::Char(shifted(character, '\x01', 'a')), KeyModifiers::CONTROL),
        '\x1c'..='\x1f' => (KeyCode::Char(shifted(character, '\x1c', '4')), KeyModifiers::CONTROL),
        _ if character.is_uppercase() => (KeyCode::Char(character), KeyModifiers::SHIFT),
        _ => (KeyCode::Char(character), KeyModifiers::NONE),
    };
    KeyEvent::new(code, if alt { modifiers | KeyModifiers::ALT } else { modifiers })
}

/// `character` moved from the range that starts at `from` to the one that starts at `to`.
fn shifted(character: char, from: char, to: char) -> char {
    char::from_u32(u32::from(character) - u32::from(from) + u32::from(to)).unwrap_or(character)
}

/// The third parameter of `CSI … u`: the text that the key typed.
enum TextParameter {
    Absent,
    One(char),
    /// Several characters, a control character, or no character at all.
    Unreadable,
}

fn text_parameter(sequence: &[u8]) -> TextParameter {
    let body = sequence.strip_suffix(b"u").unwrap_or(sequence);
    let text = match body.split(|byte| *byte == b';').nth(2) {
        None | Some([]) => return TextParameter::Absent,
        Some(text) => str::from_utf8(text).ok(),
    };
    match text.and_then(|text| text.parse().ok()).and_then(char::from_u32) {
        Some(character) if !character.is_control() => TextParameter::One(character),
        _ => TextParameter::Unreadable,
    }
}

/// A key of `CSI … u`, which kitty and others send for every key when a program has left this mode on. The code is a place
/// on the keyboard: AltGr is not among the modifiers, and even the shifted code may not be the character that was typed.
/// So a character without its text is unknown, except a capital with Shift: kitty gives small letters, xterm the character.
fn pressed_by_code(key: parsed::KeyEvent, text: TextParameter) -> DecodedSequence {
    let parsed::KeyCode::Char(code) = key.code else { return pressed(key, KeyModifiers::NONE) };
    let is_chord = !modifiers(key.modifiers).difference(KeyModifiers::SHIFT).is_empty();
    if is_chord || key.kind == parsed::KeyEventKind::Release {
        return pressed(key, KeyModifiers::NONE);
    }
    match text {
        TextParameter::One(typed) => DecodedSequence::Key(character(typed, false)),
        TextParameter::Absent if code.is_control() => DecodedSequence::Nothing,
        TextParameter::Absent if code.is_uppercase() && key.modifiers.contains(parsed::Modifiers::SHIFT) => {
            DecodedSequence::Key(character(code, false))
        }
        TextParameter::Absent | TextParameter::Unreadable => DecodedSequence::Unknown,
    }
}

fn pressed(key: parsed::KeyEvent, more: KeyModifiers) -> DecodedSequence {
    if key.kind == parsed::KeyEventKind::Release {
        return DecodedSequence::Nothing;
    }
    let Some(code) = code(key.code) else { return DecodedSequence::Nothing };
    DecodedSequence::Key(KeyEvent::new(code, modifiers(key.modifiers) | more))
}

/// `None` for a key that no form uses: a modifier alone, a lock, a media key.
fn code(code: parsed::KeyCode) -> Option<KeyCode> {
    use parsed::KeyCode as Parsed;
    Some(match code {
        // A control character sent as `CSI n u` is no text.
        Parsed::Char(c) if c.is_control() => return None,
        Parsed::Char(c) => KeyCode::Char(c),
        Parsed::Enter => KeyCode::Enter,
        Parsed::Backspace => KeyCode::Backspace,
        Parsed::Tab => KeyCode::Tab,
        Parsed::BackTab => KeyCode::BackTab,
        Parsed::Escape => KeyCode::Esc,
        Parsed::Left => KeyCode::Left,
        Parsed::Right => KeyCode::Right,
        Parsed::Up => KeyCode::Up,
        Parsed::Down => KeyCode::Down,
        Parsed::Home => KeyCode::Home,
        Parsed::End => KeyCode::End,
        Parsed::PageUp => KeyCode::PageUp,
        Parsed::PageDown => KeyCode::PageDown,
        Parsed::Insert => KeyCode::Insert,
        Parsed::Delete => KeyCode::Delete,
        Parsed::Function(n) => KeyCode::F(n),
        _ => return None,
    })
}

fn modifiers(modifiers: parsed::Modifiers) -> KeyModifiers {
    use parsed::Modifiers as Parsed;
    [
        (Parsed::SHIFT, KeyModifiers::SHIFT),
        (Parsed::ALT, KeyModifiers::ALT),
        (Parsed::CONTROL, KeyModifiers::CONTROL),
        (Parsed::SUPER, KeyModifiers::SUPER),
        (Parsed::HYPER, KeyModifiers::HYPER),
        (Parsed::META, KeyModifiers::META),
    ]
    .into_iter()
    .filter(|(held, _)| modifiers.contains(*held))
    .fold(KeyModifiers::NONE, |all, (_, one)| all | one)
}
