//! What `stty` knows of a terminal.

use std::fs::File;

use rustix::termios::{
    ControlModes, InputModes, LocalModes, OptionalActions, OutputModes, SpecialCodeIndex, tcgetattr,
    tcsetattr,
};

/// Everything that `stty -a` shows.
#[derive(Debug, PartialEq)]
pub struct Attributes {
    input: InputModes,
    output: OutputModes,
    control: ControlModes,
    local: LocalModes,
    codes: Vec<u8>,
    speeds: (u32, u32),
}

/// Attributes that no program would give a terminal by itself: what is found again was restored.
pub fn make_unusual(tty: &File) {
    let mut attributes = tcgetattr(tty).unwrap();
    attributes.input_modes.remove(InputModes::IXON);
    attributes.input_modes.insert(InputModes::IUTF8);
    attributes.local_modes.remove(LocalModes::ECHOCTL);
    attributes.special_codes[SpecialCodeIndex::VERASE] = 8;
    attributes.special_codes[SpecialCodeIndex::VMIN] = 3;
    tcsetattr(tty, OptionalActions::Now, &attributes).unwrap();
}

impl Attributes {
    pub fn of(tty: &File) -> Self {
        let found = tcgetattr(tty).unwrap();
        Self {
            input: found.input_modes,
            output: found.output_modes,
            control: found.control_modes,
            local: found.local_modes,
            codes: CODES.iter().map(|code| found.special_codes[*code]).collect(),
            speeds: (found.input_speed(), found.output_speed()),
        }
    }
}

const CODES: [SpecialCodeIndex; 16] = [
    SpecialCodeIndex::VINTR,
    SpecialCodeIndex::VQUIT,
    SpecialCodeIndex::VERASE,
    SpecialCodeIndex::VKILL,
    SpecialCodeIndex::VEOF,
    SpecialCodeIndex::VTIME,
    SpecialCodeIndex::VMIN,
    SpecialCodeIndex::VSTART,
    SpecialCodeIndex::VSTOP,
    SpecialCodeIndex::VSUSP,
    SpecialCodeIndex::VEOL,
    SpecialCodeIndex::VREPRINT,
    SpecialCodeIndex::VDISCARD,
    SpecialCodeIndex::VWERASE,
    SpecialCodeIndex::VLNEXT,
    SpecialCodeIndex::VEOL2,
];
