//! The few keys of the line mode: it edits at the end of a line only, as a teletype does.

use crossterm::event::{KeyCode, KeyEvent, KeyEventKind, KeyModifiers};

/// What a key does to the answer under way, or to the visit.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum LineKey {
    /// One more character.
    Insert(char),
    /// One less.
    RubOut,
    /// None at all.
    Clear,
    /// The answer is given.
    Enter,
    /// Back to the menu.
    Back,
    /// Leave.
    Quit,
    /// Say the help.
    Help,
    /// The other language.
    Language,
    /// Another image.
    NewImage,
    /// Propose a password.
    Propose,
    /// A key without a use here.
    Other,
}

impl LineKey {
    pub(super) fn of(key: KeyEvent) -> Self {
        if key.kind == KeyEventKind::Release {
            return Self::Other;
        }
        let modifiers = key.modifiers.difference(KeyModifiers::SHIFT);
        match (key.code, modifiers) {
            (KeyCode::Char(character), KeyModifiers::NONE) if !character.is_control() => {
                Self::Insert(character)
            }
            (KeyCode::Enter, _) => Self::Enter,
            (KeyCode::Backspace, _) => Self::RubOut,
            (KeyCode::Esc, _) => Self::Back,
            (KeyCode::F(1), _) => Self::Help,
            (KeyCode::F(4), _) => Self::Propose,
            (KeyCode::F(5), _) => Self::NewImage,
            (KeyCode::F(9), _) => Self::Language,
            (KeyCode::Char(letter), KeyModifiers::CONTROL) => match letter.to_ascii_lowercase() {
                'c' => Self::Quit,
                'u' => Self::Clear,
                'h' => Self::RubOut,
                'j' => Self::Enter,
                'g' => Self::Help,
                'n' => Self::NewImage,
                'p' => Self::Propose,
                'l' => Self::Language,
                _ => Self::Other,
            },
            _ => Self::Other,
        }
    }
}
