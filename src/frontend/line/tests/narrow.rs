//! The line mode on forty columns: the terminal wraps, as an emulator does.

use super::*;

const COLUMNS: u16 = 40;

impl LineHarness {
    fn narrow() -> Self {
        let dialogue =
            Dialogue::new(InputMode::Keys, COLUMNS, Charset::Unicode, Language::French, &APPEARANCE);
        let config = config_with(|config| config.captcha.mode = CaptchaMode::Never);
        Self::over(Transcript { dialogue, text: String::new() }, &config, (COLUMNS, 24))
    }

    /// The lines of a terminal, those that it wrapped joined again.
    fn shown(&self) -> Vec<String> {
        let mut emulator = vt100::Parser::new(400, COLUMNS, 0);
        emulator.process(self.transcript().as_bytes());
        emulator.screen().contents().lines().map(|line| line.trim_end().to_owned()).collect()
    }
}

#[test]
fn sentences_are_whole_on_forty_columns() {
    let mut session = LineHarness::narrow();
    session.answer(&["2", "jdupont", "16E9912345ABC"]).answer(&["14/07/1975", "?", "court", "?"]).serve_all();
    session.answer(&[GOOD]).serve_all().answer(&[GOOD]).serve_all().answer(&[""]).end(Outcome::NotIdentified);
    let said: Vec<&str> = session.transcript().split("\r\n").map(str::trim_end).collect();
    assert!(said.iter().any(|line| line.chars().count() > 3 * usize::from(COLUMNS)), "long sentences");
    assert_eq!(session.shown(), said);
}

/// A terminal does not go back over the end of a row: the question is asked again on a row of its own.
#[test]
fn rubbed_out_answer_leaves_no_rest() {
    let mut session = LineHarness::narrow();
    session.answer(&["2", "jdupont", "16E9912345ABC"]).type_text("14/07/1975");
    assert_eq!(session.shown().last().unwrap(), "Date de naissance, JJ/MM/AAAA : 14/07/1975");
    session.press("Backspace Backspace Backspace").type_text("8");
    assert_eq!(session.shown().last().unwrap(), "Date de naissance, JJ/MM/AAAA : 14/07/18");
    session.press("Ctrl-U").type_text("1/1/1980");
    assert_eq!(session.shown().last().unwrap(), "Date de naissance, JJ/MM/AAAA : 1/1/1980");
}
