//! The table of the keys.

use crossterm::event::{KeyCode, KeyModifiers};

use crate::app::form::Edit;
use crate::app::form_kind::FormKind;
use crate::i18n::TextKey;
use crate::i18n::keys::form as texts;

use super::action::Action;
use super::action::KeyContext::{
    self, Button, Done, Failed, Help, Leaving, Line, Menu, Plain, Proposal, Refused, Secret, Sending,
    Switching,
};

const FIELDS: &[KeyContext] = &[Plain, Secret];
pub(super) const FORM: &[KeyContext] = &[Plain, Secret, Button];
pub(super) const TYPING: &[KeyContext] = &[Plain, Secret, Line];
const ANYWHERE: &[KeyContext] = &[Menu, Plain, Secret, Button, Sending, Refused, Help, Done, Failed, Line];
/// The pages that tell the end of a request.
const PAGES: &[KeyContext] = &[Refused, Done, Failed];
const NOT_TYPING: &[KeyContext] = &[Menu, Button, Sending, Done, Failed];

/// A key as it is pressed, and its name where it is shown.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Chord {
    pub(super) code: KeyCode,
    pub(super) modifiers: KeyModifiers,
    /// Its name; `None` for the same key on another terminal, and for a habit of few users.
    pub name: Option<TextKey>,
}

/// A line of the table.
#[derive(Debug, Clone, Copy)]
pub struct Binding {
    pub action: Action,
    /// The keys that do it: the usual one first, then its alternatives.
    pub chords: &'static [Chord],
    /// The contexts in which they do it.
    pub contexts: &'static [KeyContext],
    /// One or two words for the footer and the help; `None` hides the key there.
    pub hint: Option<TextKey>,
}

const fn key(code: KeyCode, name: TextKey) -> Chord {
    Chord { code, modifiers: KeyModifiers::NONE, name: Some(name) }
}

const fn ctrl(letter: char, name: TextKey) -> Chord {
    Chord { code: KeyCode::Char(letter), modifiers: KeyModifiers::CONTROL, name: Some(name) }
}

const fn unnamed(code: KeyCode) -> Chord {
    Chord { code, modifiers: KeyModifiers::NONE, name: None }
}

const fn unnamed_ctrl(letter: char) -> Chord {
    Chord { code: KeyCode::Char(letter), modifiers: KeyModifiers::CONTROL, name: None }
}

const fn with(modifiers: KeyModifiers, code: KeyCode) -> Chord {
    Chord { code, modifiers, name: None }
}

const fn bind(
    action: Action,
    chords: &'static [Chord],
    contexts: &'static [KeyContext],
    hint: TextKey,
) -> Binding {
    Binding { action, chords, contexts, hint: Some(hint) }
}

const fn silent(action: Action, chords: &'static [Chord], contexts: &'static [KeyContext]) -> Binding {
    Binding { action, chords, contexts, hint: None }
}

const TAB: Chord = key(KeyCode::Tab, texts::KEY_TAB);
const SHIFT_TAB: Chord = key(KeyCode::BackTab, texts::KEY_SHIFT_TAB);
const UP: Chord = key(KeyCode::Up, texts::KEY_UP);
const DOWN: Chord = key(KeyCode::Down, texts::KEY_DOWN);
const ENTER: Chord = key(KeyCode::Enter, texts::KEY_ENTER);
/// Enter, on a line that turns a carriage return into a line feed.
const LINE_FEED: Chord = unnamed_ctrl('j');
const ESCAPE: Chord = key(KeyCode::Esc, texts::KEY_ESCAPE);
const BACKSPACE: Chord = key(KeyCode::Backspace, texts::KEY_BACKSPACE);
const SPACE: Chord = key(KeyCode::Char(' '), texts::KEY_SPACE);
const QUESTION_MARK: Chord = key(KeyCode::Char('?'), texts::KEY_QUESTION_MARK);
const F1: Chord = key(KeyCode::F(1), texts::KEY_F1);
const F4: Chord = key(KeyCode::F(4), texts::KEY_F4);
const CTRL_P: Chord = ctrl('p', texts::KEY_CTRL_P);
const CTRL_G: Chord = ctrl('g', texts::KEY_CTRL_G);
const CTRL_U: Chord = ctrl('u', texts::KEY_CTRL_U);

/// The table. Within a context, the most useful hints come first: a narrow footer drops the last ones.
pub const BINDINGS: &[Binding] = &[
    // -- the menu
    bind(Action::Previous, &[UP, SHIFT_TAB], &[Menu], texts::DO_CHOOSE),
    bind(Action::Next, &[DOWN, TAB], &[Menu], texts::DO_CHOOSE),
    bind(Action::Press, &[ENTER, SPACE, LINE_FEED], &[Menu], texts::DO_OPEN),
    // « & » and « é » are these keys without Shift on a French keyboard.
    silent(
        Action::OpenForm(FormKind::Change),
        &[key(KeyCode::Char('1'), texts::KEY_ONE), unnamed(KeyCode::Char('&'))],
        &[Menu],
    ),
    silent(
        Action::OpenForm(FormKind::Reset),
        &[key(KeyCode::Char('2'), texts::KEY_TWO), unnamed(KeyCode::Char('é'))],
        &[Menu],
    ),
    // -- an outcome
    bind(Action::Back, &[ENTER, ESCAPE, LINE_FEED], &[Done], texts::DO_END),
    bind(Action::Retry, &[ENTER, LINE_FEED], &[Failed], texts::DO_RETRY),
    bind(Action::Back, &[ESCAPE], &[Failed], texts::DO_END),
    bind(
        Action::NextPerson,
        &[key(KeyCode::Char('2'), texts::KEY_TWO), unnamed(KeyCode::Char('é'))],
        &[Done, Failed],
        texts::DO_NEXT_PERSON,
    ),
    // -- the help
    bind(Action::Help, &[ESCAPE, F1, QUESTION_MARK, CTRL_G, ENTER, LINE_FEED], &[Help], texts::DO_CLOSE),
    bind(Action::Previous, &[UP, SHIFT_TAB], &[Help], texts::DO_SCROLL),
    bind(Action::Next, &[DOWN, TAB], &[Help], texts::DO_SCROLL),
    bind(Action::PageUp, &[key(KeyCode::PageUp, texts::KEY_PAGE_UP)], &[Help], texts::DO_PAGE),
    bind(Action::PageDown, &[key(KeyCode::PageDown, texts::KEY_PAGE_DOWN), SPACE], &[Help], texts::DO_PAGE),
    silent(Action::Top, &[unnamed(KeyCode::Home)], &[Help]),
    silent(Action::Bottom, &[unnamed(KeyCode::End)], &[Help]),
    // -- a proposal: any other key does what it does in the form
    bind(Action::Accept, &[ENTER, LINE_FEED], &[Proposal], texts::DO_ACCEPT),
    bind(Action::Propose, &[F4, CTRL_P], &[Proposal], texts::DO_ANOTHER),
    bind(Action::Refuse, &[ESCAPE], &[Proposal], texts::DO_REFUSE),
    // -- the page of a refusal: any other key does what it does in the form
    bind(Action::Correct, &[ENTER, LINE_FEED], &[Refused], texts::DO_MEND),
    silent(
        Action::Correct,
        &[TAB, SHIFT_TAB, unnamed(KeyCode::Left), unnamed(KeyCode::Right), SPACE, ESCAPE],
        &[Refused],
    ),
    // -- a page of an end that is longer than the window; else these keys close a refusal too
    bind(Action::ScrollUp, &[UP], PAGES, texts::DO_SCROLL),
    bind(Action::ScrollDown, &[DOWN], PAGES, texts::DO_SCROLL),
    silent(Action::PageUp, &[unnamed(KeyCode::PageUp)], PAGES),
    silent(Action::PageDown, &[unnamed(KeyCode::PageDown)], PAGES),
    bind(Action::Help, &[F1, CTRL_G], &[Refused], texts::DO_HELP),
    // -- a question before something is wiped: any other key does what it does in the form, or in the line mode
    silent(Action::Abandon, &[ENTER, LINE_FEED], &[Leaving]),
    // The letters of « oui » and "yes": the focus is on the link, where no text is typed.
    silent(
        Action::SwitchForm,
        &[
            unnamed(KeyCode::Char('o')),
            unnamed(KeyCode::Char('O')),
            unnamed(KeyCode::Char('y')),
            unnamed(KeyCode::Char('Y')),
        ],
        &[Switching],
    ),
    // -- a form
    bind(Action::Save, &[ctrl('s', texts::KEY_CTRL_S)], FORM, texts::DO_SAVE),
    bind(Action::Back, &[ESCAPE], FORM, texts::DO_BACK),
    silent(Action::Back, &[ESCAPE], &[Sending]),
    // -- the line mode, which edits at the end of a line only, as a teletype does
    bind(Action::Press, &[ENTER, LINE_FEED], &[Line], texts::DO_ANSWER),
    bind(Action::Edit(Edit::DeleteBefore), &[BACKSPACE, unnamed_ctrl('h')], &[Line], texts::DO_CORRECT),
    bind(Action::Edit(Edit::Clear), &[CTRL_U], &[Line], texts::DO_CLEAR_ANSWER),
    bind(Action::Propose, &[F4, CTRL_P], &[Line], texts::DO_PROPOSE_NEW),
    bind(Action::Back, &[ESCAPE], &[Line], texts::DO_LEAVE_FORM),
    // -- anywhere
    bind(Action::Help, &[F1, QUESTION_MARK, CTRL_G], NOT_TYPING, texts::DO_HELP),
    bind(Action::Help, &[F1, CTRL_G], TYPING, texts::DO_HELP),
    // -- a form, for the rest
    bind(
        Action::ToggleCaptcha,
        &[key(KeyCode::F(6), texts::KEY_F6), ctrl('o', texts::KEY_CTRL_O)],
        FORM,
        texts::DO_WITHOUT_IMAGE,
    ),
    bind(
        Action::Reveal,
        &[key(KeyCode::F(2), texts::KEY_F2), ctrl('r', texts::KEY_CTRL_R)],
        FIELDS,
        texts::DO_REVEAL,
    ),
    bind(Action::Propose, &[F4, CTRL_P], FORM, texts::DO_PROPOSE),
    bind(
        Action::NewImage,
        &[key(KeyCode::F(5), texts::KEY_F5), ctrl('n', texts::KEY_CTRL_N)],
        &[Plain, Secret, Button, Line],
        texts::DO_NEW_IMAGE,
    ),
    bind(Action::Next, &[TAB, DOWN], FORM, texts::DO_MOVE),
    bind(Action::Previous, &[SHIFT_TAB, UP], FORM, texts::DO_MOVE),
    silent(Action::GoOn, &[ENTER, LINE_FEED], FIELDS),
    silent(Action::Press, &[ENTER, SPACE, LINE_FEED], &[Button]),
    bind(Action::Edit(Edit::Clear), &[CTRL_U], FIELDS, texts::DO_CLEAR),
    silent(Action::Edit(Edit::DeleteBefore), &[unnamed(KeyCode::Backspace), unnamed_ctrl('h')], FIELDS),
    silent(Action::Edit(Edit::DeleteAfter), &[unnamed(KeyCode::Delete)], FIELDS),
    silent(Action::Edit(Edit::Left), &[unnamed(KeyCode::Left)], FIELDS),
    silent(Action::Edit(Edit::Right), &[unnamed(KeyCode::Right)], FIELDS),
    silent(
        Action::Edit(Edit::DeleteWord),
        &[unnamed_ctrl('w'), with(KeyModifiers::ALT, KeyCode::Backspace)],
        TYPING,
    ),
    silent(Action::Edit(Edit::DeleteToEnd), &[unnamed_ctrl('k')], FIELDS),
    silent(
        Action::Edit(Edit::WordLeft),
        &[
            with(KeyModifiers::CONTROL, KeyCode::Left),
            with(KeyModifiers::ALT, KeyCode::Left),
            with(KeyModifiers::ALT, KeyCode::Char('b')),
        ],
        FIELDS,
    ),
    silent(
        Action::Edit(Edit::WordRight),
        &[
            with(KeyModifiers::CONTROL, KeyCode::Right),
            with(KeyModifiers::ALT, KeyCode::Right),
            with(KeyModifiers::ALT, KeyCode::Char('f')),
        ],
        FIELDS,
    ),
    silent(Action::Edit(Edit::Home), &[unnamed(KeyCode::Home), unnamed_ctrl('a')], FIELDS),
    silent(Action::Edit(Edit::End), &[unnamed(KeyCode::End), unnamed_ctrl('e')], FIELDS),
    silent(Action::HowToPaste, &[unnamed_ctrl('v')], TYPING),
    // -- anywhere, for the rest
    bind(
        Action::Language,
        &[key(KeyCode::F(9), texts::KEY_F9), ctrl('l', texts::KEY_CTRL_L)],
        ANYWHERE,
        texts::DO_LANGUAGE,
    ),
    bind(
        Action::Extend,
        &[key(KeyCode::F(7), texts::KEY_F7), ctrl('t', texts::KEY_CTRL_T)],
        ANYWHERE,
        texts::DO_EXTEND,
    ),
    bind(Action::Back, &[ESCAPE], &[Menu], texts::DO_QUIT),
    bind(
        Action::Presentation,
        &[key(KeyCode::F(8), texts::KEY_F8), ctrl('y', texts::KEY_CTRL_Y)],
        &[Menu],
        texts::DO_LEAN,
    ),
    silent(Action::Quit, &[ctrl('c', texts::KEY_CTRL_C)], &[Menu]),
    bind(
        Action::Quit,
        &[ctrl('c', texts::KEY_CTRL_C)],
        &[Plain, Secret, Button, Sending, Refused, Help, Done, Failed, Line],
        texts::DO_QUIT,
    ),
];
