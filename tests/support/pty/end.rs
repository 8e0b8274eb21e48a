//! The state in which a program left its terminal.

use super::BEFORE;

pub struct End {
    pub code: u32,
    /// Every byte up to the exit code.
    pub bytes: Vec<u8>,
    pub screen: String,
    pub faults: Vec<String>,
}

pub fn faults(screen: &vt100::Screen, before: &str, after: &str) -> Vec<String> {
    let mut faults = Vec::new();
    let mut check = |wrong: bool, what: &str| faults.extend(wrong.then(|| what.to_owned()));
    check(screen.alternate_screen(), "on the alternate screen");
    check(screen.hide_cursor(), "no cursor");
    check(screen.bracketed_paste(), "bracketed pastes");
    check(screen.application_cursor() || screen.application_keypad(), "other keys");
    check(screen.mouse_protocol_mode() != vt100::MouseProtocolMode::None, "the mouse is reported");
    let coloured = screen.fgcolor() != vt100::Color::Default || screen.bgcolor() != vt100::Color::Default;
    check(coloured || screen.bold() || screen.dim() || screen.inverse() || screen.underline(), "styled");
    check(screen.contents().contains("[typed"), "keys were left to the shell");
    check(before != after, &format!("attributes:\n{before:?}\n{after:?}"));
    faults
}

impl End {
    /// The modes of the terminal are as before the program.
    pub fn given_back(&self) -> &Self {
        assert!(self.faults.is_empty(), "{:?}\n{}", self.faults, self.screen);
        self
    }

    /// Modes and screen are as before the program, without these texts.
    pub fn restored(&self, typed: &[&str]) -> &Self {
        self.given_back();
        assert!(self.screen.starts_with(BEFORE), "another screen:\n{}", self.screen);
        for text in typed {
            assert!(!self.screen.contains(text), "« {text} » stays on the screen:\n{}", self.screen);
        }
        self
    }

    pub fn code(&self, expected: u32) -> &Self {
        assert_eq!(self.code, expected, "{}", self.screen);
        self
    }

    /// The words of the program on the ordinary screen, its lines joined.
    pub fn said(&self) -> String {
        let said = self.screen.split(BEFORE).nth(1).unwrap().split("[code ").next().unwrap();
        said.trim().replace('\n', " ")
    }
}
