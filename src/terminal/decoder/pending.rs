//! Gives an incomplete input its meaning when no further byte comes.

use super::super::keys;
use super::{Decoder, DecoderState, InputEvent, lose};
use crate::terminal::encoding::InputLoss;

/// An input that waits for its next byte. The caller decides how long, then calls [`Decoder::expire`].
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Pending {
    /// ESC: an Alt key or a sequence, if its next byte comes at once.
    Escape,
    /// ESC, too long ago for an Alt key: the Escape key, unless a sequence goes on.
    LateEscape,
    /// The Escape key was reported: the rest of its sequence may still come, and would be dropped.
    AfterEscape,
    /// The start of a sequence.
    Sequence,
    /// The start of a character.
    Character,
    /// A paste without its end.
    Paste,
}

impl Decoder {
    /// The input that waits for its next byte; `None` if time changes nothing.
    #[must_use]
    pub fn pending(&self) -> Option<Pending> {
        match &self.state {
            DecoderState::Escape => Some(Pending::Escape),
            DecoderState::LateEscape | DecoderState::LostPaste(1) => Some(Pending::LateEscape),
            DecoderState::AfterEscape => Some(Pending::AfterEscape),
            DecoderState::Character { .. } => Some(Pending::Character),
            DecoderState::Paste(_) => Some(Pending::Paste),
            DecoderState::Introducer(_)
            | DecoderState::ControlStringEscape
            | DecoderState::Csi { is_late: false, .. }
            | DecoderState::Ss3 { is_late: false }
            | DecoderState::ControlString { is_late: false }
            | DecoderState::Mouse { is_late: false, .. } => Some(Pending::Sequence),
            DecoderState::Ground
            | DecoderState::LostPaste(_)
            | DecoderState::Csi { .. }
            | DecoderState::Ss3 { .. }
            | DecoderState::ControlString { .. }
            | DecoderState::Mouse { .. } => None,
        }
    }

    /// The pending input has waited for its next byte long enough. A lone ESC is the Escape key. The start of a sequence
    /// is reported as lost, and its end is still waited for: typed, it would be a part of a password.
    pub fn expire(&mut self) -> Vec<InputEvent> {
        let mut events = Vec::new();
        let key = |character, alt| InputEvent::Key(keys::character(character, alt));
        self.state = match std::mem::take(&mut self.state) {
            DecoderState::Escape => DecoderState::LateEscape,
            DecoderState::LateEscape | DecoderState::ControlStringEscape => {
                events.push(key('\x1b', false));
                DecoderState::AfterEscape
            }
            DecoderState::AfterEscape => DecoderState::Ground,
            // A string comes at once: a person pressed Alt and this character.
            DecoderState::Introducer(byte) => {
                events.push(key(char::from(byte), true));
                DecoderState::Ground
            }
            DecoderState::Csi { sequence, is_late: false } => {
                late(DecoderState::Csi { sequence, is_late: true }, &mut events)
            }
            DecoderState::Ss3 { is_late: false } => late(DecoderState::Ss3 { is_late: true }, &mut events),
            DecoderState::ControlString { is_late: false } => {
                late(DecoderState::ControlString { is_late: true }, &mut events)
            }
            DecoderState::Mouse { owed, is_late: false } => {
                late(DecoderState::Mouse { owed, is_late: true }, &mut events)
            }
            DecoderState::Character { .. } => {
                lose(InputLoss::NotUtf8, &mut events);
                DecoderState::Ground
            }
            DecoderState::Paste(paste) => {
                lose(InputLoss::Paste, &mut events);
                DecoderState::LostPaste(paste.matched())
            }
            // The Escape key gives up the paste, and nothing else.
            DecoderState::LostPaste(1) => DecoderState::AfterEscape,
            other => other,
        };
        events
    }
}

fn late(state: DecoderState, events: &mut Vec<InputEvent>) -> DecoderState {
    lose(InputLoss::Key, events);
    state
}
