//! The keys: one table, from which keys are looked up and from which the footer, the help and the
//! documentation are made. Every function key has an alternative.

use crossterm::event::{KeyCode, KeyEvent, KeyModifiers};

use crate::config::CaptchaMode;
use crate::i18n::TextKey;
use crate::i18n::keys::form as words;

use super::form::{CaptchaImage, Edit, Editor, Focus, Form};
use super::model::{FormKind, Model, Screen};

/// What a key does.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Action {
    /// Leave the program, wiping what was typed.
    Quit,
    /// Leave the screen: the form for the menu (wiping), the menu or an response for good.
    Back,
    /// Say everything in the other language.
    Language,
    /// Open the help, or close it.
    Help,
    /// The next entry, field or line.
    Next,
    /// The previous entry, field or line.
    Previous,
    /// The next page.
    PageDown,
    /// The previous page.
    PageUp,
    /// The first line.
    Top,
    /// The last line.
    Bottom,
    /// Open, press, or go on.
    Press,
    /// Open this entry of the menu.
    OpenForm(FormKind),
    /// Send.
    Save,
    /// Show the field in clear for a moment, or mask it again.
    Reveal,
    /// Propose a password; once more: one of another kind.
    Propose,
    /// Take the password that is proposed.
    Accept,
    /// Do not.
    Refuse,
    /// Ask for another image.
    NewImage,
    /// Wait instead of copying an image, or copy one after all.
    ToggleCaptcha,
    /// Back to the form that failed, with what was typed.
    Retry,
    /// Change the field, or move in it.
    Edit(Edit),
    /// Put a character at the cursor.
    Insert(char),
}

/// Where keys are pressed.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum KeyContext {
    /// The menu.
    Menu,
    /// A field that is seen.
    Plain,
    /// A field that is masked.
    Secret,
    /// The button or the link of a form.
    Button,
    /// A form whose request is on its way.
    Sending,
    /// A form that proposes a password.
    Proposal,
    /// The help, where it covers the screen.
    Help,
    /// An response with nothing left to do.
    Done,
    /// An response after which the person may try again.
    Failed,
}

use KeyContext::{Button, Done, Failed, Help, Menu, Plain, Proposal, Secret, Sending};

const FIELDS: &[KeyContext] = &[Plain, Secret];
const FORM: &[KeyContext] = &[Plain, Secret, Button];
const ANYWHERE: &[KeyContext] = &[Menu, Plain, Secret, Button, Sending, Help, Done, Failed];
const NOT_TYPING: &[KeyContext] = &[Menu, Button, Sending, Done, Failed];

/// A key as it is pressed, and its name where it is shown.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Chord {
    code: KeyCode,
    modifiers: KeyModifiers,
    /// Its name; `None` for what is the same key on another terminal, or the habit of a few.
    pub name: Option<TextKey>,
}

/// A line of the table.
#[derive(Debug, Clone, Copy)]
pub struct Binding {
    /// What it does.
    pub action: Action,
    /// The keys that do it: the usual one first, then its alternatives.
    pub chords: &'static [Chord],
    /// Where they do.
    pub contexts: &'static [KeyContext],
    /// What it does, in a word or two; `None` where nobody needs to be told.
    pub hint: Option<TextKey>,
}

/// A key and what it does, to be shown.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Hint {
    /// Names of the usual keys: one, or two that go together (↑ ↓).
    pub keys: Vec<TextKey>,
    /// Names of their alternatives, for the help.
    pub alternatives: Vec<TextKey>,
    /// What they do.
    pub text: TextKey,
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

const TAB: Chord = key(KeyCode::Tab, words::KEY_TAB);
const SHIFT_TAB: Chord = key(KeyCode::BackTab, words::KEY_SHIFT_TAB);
const UP: Chord = key(KeyCode::Up, words::KEY_UP);
const DOWN: Chord = key(KeyCode::Down, words::KEY_DOWN);
const ENTER: Chord = key(KeyCode::Enter, words::KEY_ENTER);
/// Enter, where the line turns a carriage return into a line feed.
const LINE_FEED: Chord = unnamed_ctrl('j');
const ESCAPE: Chord = key(KeyCode::Esc, words::KEY_ESCAPE);
const SPACE: Chord = key(KeyCode::Char(' '), words::KEY_SPACE);
const QUESTION_MARK: Chord = key(KeyCode::Char('?'), words::KEY_QUESTION_MARK);
const F1: Chord = key(KeyCode::F(1), words::KEY_F1);
const F4: Chord = key(KeyCode::F(4), words::KEY_F4);
const CTRL_P: Chord = ctrl('p', words::KEY_CTRL_P);
const CTRL_G: Chord = ctrl('g', words::KEY_CTRL_G);

/// The table. Within a context, the hints stand with the most useful first: a narrow footer drops the last.
pub const BINDINGS: &[Binding] = &[
    // -- the menu
    bind(Action::Previous, &[UP, SHIFT_TAB], &[Menu], words::DO_CHOOSE),
    bind(Action::Next, &[DOWN, TAB], &[Menu], words::DO_CHOOSE),
    bind(Action::Press, &[ENTER, SPACE, LINE_FEED], &[Menu], words::DO_OPEN),
    silent(Action::OpenForm(FormKind::Change), &[key(KeyCode::Char('1'), words::KEY_ONE)], &[Menu]),
    silent(Action::OpenForm(FormKind::Reset), &[key(KeyCode::Char('2'), words::KEY_TWO)], &[Menu]),
    // -- an response
    bind(Action::Back, &[ENTER, ESCAPE, LINE_FEED], &[Done], words::DO_END),
    bind(Action::Retry, &[ENTER, LINE_FEED], &[Failed], words::DO_RETRY),
    bind(Action::Back, &[ESCAPE], &[Failed], words::DO_END),
    // -- the help
    bind(Action::Help, &[ESCAPE, F1, QUESTION_MARK, CTRL_G, ENTER, LINE_FEED], &[Help], words::DO_CLOSE),
    bind(Action::Previous, &[UP, SHIFT_TAB], &[Help], words::DO_SCROLL),
    bind(Action::Next, &[DOWN, TAB], &[Help], words::DO_SCROLL),
    bind(Action::PageUp, &[key(KeyCode::PageUp, words::KEY_PAGE_UP)], &[Help], words::DO_PAGE),
    bind(Action::PageDown, &[key(KeyCode::PageDown, words::KEY_PAGE_DOWN), SPACE], &[Help], words::DO_PAGE),
    silent(Action::Top, &[unnamed(KeyCode::Home)], &[Help]),
    silent(Action::Bottom, &[unnamed(KeyCode::End)], &[Help]),
    // -- a proposal: any other key does what it does in the form
    bind(Action::Accept, &[ENTER, LINE_FEED], &[Proposal], words::DO_ACCEPT),
    bind(Action::Propose, &[F4, CTRL_P], &[Proposal], words::DO_ANOTHER),
    bind(Action::Refuse, &[ESCAPE], &[Proposal], words::DO_REFUSE),
    // -- a form
    bind(Action::Save, &[ctrl('s', words::KEY_CTRL_S)], FORM, words::DO_SAVE),
    bind(Action::Back, &[ESCAPE], FORM, words::DO_BACK),
    silent(Action::Back, &[ESCAPE], &[Sending]),
    // -- anywhere
    bind(Action::Help, &[F1, QUESTION_MARK, CTRL_G], NOT_TYPING, words::DO_HELP),
    bind(Action::Help, &[F1, CTRL_G], FIELDS, words::DO_HELP),
    // -- a form, for the rest
    bind(
        Action::ToggleCaptcha,
        &[key(KeyCode::F(6), words::KEY_F6), ctrl('o', words::KEY_CTRL_O)],
        FORM,
        words::DO_WITHOUT_IMAGE,
    ),
    bind(
        Action::Reveal,
        &[key(KeyCode::F(2), words::KEY_F2), ctrl('r', words::KEY_CTRL_R)],
        FIELDS,
        words::DO_REVEAL,
    ),
    bind(Action::Propose, &[F4, CTRL_P], FORM, words::DO_PROPOSE),
    bind(
        Action::NewImage,
        &[key(KeyCode::F(5), words::KEY_F5), ctrl('n', words::KEY_CTRL_N)],
        FORM,
        words::DO_NEW_IMAGE,
    ),
    bind(Action::Next, &[TAB, DOWN], FORM, words::DO_MOVE),
    bind(Action::Previous, &[SHIFT_TAB, UP], FORM, words::DO_MOVE),
    silent(Action::Next, &[ENTER, LINE_FEED], FIELDS),
    silent(Action::Press, &[ENTER, SPACE, LINE_FEED], &[Button]),
    bind(Action::Edit(Edit::Clear), &[ctrl('u', words::KEY_CTRL_U)], FIELDS, words::DO_CLEAR),
    silent(Action::Edit(Edit::DeleteBefore), &[unnamed(KeyCode::Backspace), unnamed_ctrl('h')], FIELDS),
    silent(Action::Edit(Edit::DeleteAfter), &[unnamed(KeyCode::Delete)], FIELDS),
    silent(Action::Edit(Edit::Left), &[unnamed(KeyCode::Left)], FIELDS),
    silent(Action::Edit(Edit::Right), &[unnamed(KeyCode::Right)], FIELDS),
    silent(Action::Edit(Edit::Home), &[unnamed(KeyCode::Home), unnamed_ctrl('a')], FIELDS),
    silent(Action::Edit(Edit::End), &[unnamed(KeyCode::End), unnamed_ctrl('e')], FIELDS),
    // -- anywhere, for the rest
    bind(
        Action::Language,
        &[key(KeyCode::F(9), words::KEY_F9), ctrl('l', words::KEY_CTRL_L)],
        ANYWHERE,
        words::DO_LANGUAGE,
    ),
    bind(Action::Back, &[ESCAPE], &[Menu], words::DO_QUIT),
    silent(Action::Quit, &[ctrl('c', words::KEY_CTRL_C)], &[Menu]),
    bind(
        Action::Quit,
        &[ctrl('c', words::KEY_CTRL_C)],
        &[Plain, Secret, Button, Sending, Help, Done, Failed],
        words::DO_QUIT,
    ),
];

impl KeyContext {
    /// Where the keys of this moment are pressed.
    #[must_use]
    pub fn of(model: &Model) -> Self {
        if model.help.open { Help } else { Self::under_help(model) }
    }

    fn under_help(model: &Model) -> Self {
        match &model.screen {
            Screen::Menu(_) => Menu,
            Screen::Form(form) if form.sending.is_some() => Sending,
            Screen::Form(form) if form.proposal.is_some() => Proposal,
            Screen::Form(form) => Self::in_form(form),
            Screen::Outcome { form: Some(_), .. } => Failed,
            Screen::Outcome { form: None, .. } => Done,
        }
    }

    fn in_form(form: &Form) -> Self {
        match (form.focus, form.focused().map(|field| &field.editor)) {
            (Focus::Field(_), Some(Editor::Plain(_))) => Plain,
            (Focus::Field(_), Some(Editor::Secret(_))) => Secret,
            _ => Button,
        }
    }

    /// The contexts of one screen: its footer stays the same while the focus moves.
    fn of_same_screen(self) -> &'static [Self] {
        match self {
            Menu => &[Menu],
            Plain | Secret | Button => FORM,
            Sending => &[Sending],
            Proposal => &[Proposal],
            Help => &[Help],
            Done => &[Done],
            Failed => &[Failed],
        }
    }
}

/// What a key does now; `None`: nothing.
#[must_use]
pub fn action(model: &Model, event: KeyEvent) -> Option<Action> {
    let context = KeyContext::of(model);
    match (context, &model.screen) {
        // A key that is none of the proposal's is one of the form's.
        (Proposal, Screen::Form(form)) => {
            bound(context, event).or_else(|| typed_or_bound(KeyContext::in_form(form), event))
        }
        _ => typed_or_bound(context, event),
    }
}

fn typed_or_bound(context: KeyContext, event: KeyEvent) -> Option<Action> {
    let typed = || match plainest(event) {
        (KeyCode::Char(character), modifiers) if FIELDS.contains(&context) && modifiers.is_empty() => {
            Some(Action::Insert(character))
        }
        _ => None,
    };
    bound(context, event).or_else(typed)
}

fn bound(context: KeyContext, event: KeyEvent) -> Option<Action> {
    let (code, modifiers) = plainest(event);
    let here = BINDINGS.iter().filter(|binding| binding.contexts.contains(&context));
    let mut pressed =
        here.filter(|binding| binding.chords.iter().any(|c| c.code == code && c.modifiers == modifiers));
    pressed.next().map(|binding| binding.action)
}

/// The same key, in one spelling: terminals differ in what they say of Shift.
fn plainest(event: KeyEvent) -> (KeyCode, KeyModifiers) {
    let modifiers = event.modifiers.difference(KeyModifiers::SHIFT);
    match event.code {
        KeyCode::Tab if event.modifiers.contains(KeyModifiers::SHIFT) => (KeyCode::BackTab, modifiers),
        KeyCode::Char(letter) if modifiers.contains(KeyModifiers::CONTROL) => {
            (KeyCode::Char(letter.to_ascii_lowercase()), modifiers)
        }
        code => (code, modifiers),
    }
}

/// The keys of this screen and what they do, the most useful first. They do not depend on where the
/// focus is, so that moving it costs nothing in the footer.
#[must_use]
pub fn hints(model: &Model) -> Vec<Hint> {
    hints_at(KeyContext::of(model), model)
}

/// The keys of the screen that the help explains, while it covers it too.
#[must_use]
pub fn hints_under_help(model: &Model) -> Vec<Hint> {
    hints_at(KeyContext::under_help(model), model)
}

fn hints_at(context: KeyContext, model: &Model) -> Vec<Hint> {
    let contexts = context.of_same_screen();
    let mut hints: Vec<Hint> = Vec::new();
    for binding in BINDINGS.iter().filter(|binding| is_offered(binding.action, model)) {
        let Some(text) =
            binding.hint.filter(|_| binding.contexts.iter().any(|context| contexts.contains(context)))
        else {
            continue;
        };
        let text =
            if skips_captcha(model) && text == words::DO_WITHOUT_IMAGE { words::DO_WITH_IMAGE } else { text };
        let mut names = binding.chords.iter().filter_map(|chord| chord.name);
        let (usual, alternatives): (Option<TextKey>, Vec<TextKey>) = (names.next(), names.collect());
        match hints.iter_mut().find(|hint| hint.text == text) {
            Some(hint) => {
                hint.keys.extend(usual.filter(|name| !hint.keys.contains(name)));
                let fresh: Vec<TextKey> =
                    alternatives.into_iter().filter(|name| !hint.alternatives.contains(name)).collect();
                hint.alternatives.extend(fresh);
            }
            None => hints.push(Hint { keys: usual.into_iter().collect(), alternatives, text }),
        }
    }
    hints
}

/// Whether an action makes sense in this visit: no key for what is configured away.
fn is_offered(action: Action, model: &Model) -> bool {
    let asks_for_image = model.settings.captcha == CaptchaMode::Always;
    match action {
        Action::NewImage => asks_for_image && !skips_captcha(model),
        Action::ToggleCaptcha => asks_for_image && model.settings.delay_instead.is_some(),
        _ => true,
    }
}

fn skips_captcha(model: &Model) -> bool {
    matches!(&model.screen, Screen::Form(form) if matches!(form.image, CaptchaImage::Skipped { .. }))
}
