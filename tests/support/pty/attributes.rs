//! The attributes of a terminal, as `stty -a` shows them.

use std::fs::File;

use rustix::termios::{InputModes, LocalModes, OptionalActions, SpecialCodeIndex, tcgetattr, tcsetattr};

/// Attributes that no program would set by itself: if they are found again, they were restored.
pub fn make_unusual(tty: &File) {
    let mut attributes = tcgetattr(tty).unwrap();
    attributes.input_modes.remove(InputModes::IXON);
    attributes.input_modes.insert(InputModes::IUTF8);
    attributes.local_modes.remove(LocalModes::ECHOCTL);
    attributes.special_codes[SpecialCodeIndex::VERASE] = 8;
    attributes.special_codes[SpecialCodeIndex::VMIN] = 3;
    tcsetattr(tty, OptionalActions::Now, &attributes).unwrap();
}

/// Modes, special characters and speeds, as text.
pub fn attributes(tty: &File) -> String {
    format!("{:?}", tcgetattr(tty).unwrap())
}
