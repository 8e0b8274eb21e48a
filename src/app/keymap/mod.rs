//! The keys: one table, from which keys are looked up and from which the footer, the help and the documentation are
//! made, for the whole screen and for the line mode. Every function key has an alternative.

mod action;
mod bindings;

use crossterm::event::{KeyCode, KeyEvent, KeyEventKind, KeyModifiers};

use crate::account::DelayOffer;
use crate::config::CaptchaMode;
use crate::i18n::TextKey;
use crate::i18n::keys::form as texts;

use super::form::{CaptchaImage, Editor, Focus, Form};
use super::limit_warning::Limit;
use super::model::{Model, Screen};
use super::settings::Presentation;
use super::wipe_question::WipeQuestion;
use action::KeyContext::{
    Button, Done, Failed, Help, Leaving, Line, Menu, Plain, Proposal, Refused, Secret, Sending, Switching,
};
use bindings::{FORM, TYPING};

pub use action::{Action, KeyContext};
pub use bindings::BINDINGS;

/// A key and what it does, to be shown.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Hint {
    /// Names of the usual keys: one, or two that go together (↑ ↓).
    pub keys: Vec<TextKey>,
    /// Names of their alternatives, for the help.
    pub alternatives: Vec<TextKey>,
    pub text: TextKey,
}

impl KeyContext {
    /// The place where the keys of this moment are pressed.
    #[must_use]
    pub fn of(model: &Model) -> Self {
        if model.help_open { Help } else { Self::under_help(model) }
    }

    fn under_help(model: &Model) -> Self {
        match &model.screen {
            Screen::Menu(_) => Menu,
            Screen::Form(form) if form.sending.is_some() => Sending,
            Screen::Form(form) if form.proposal.is_some() => Proposal,
            Screen::Form(form) if form.refusal_unread && model.presentation() == Presentation::Rich => {
                Refused
            }
            Screen::Form(form) => Self::of_question(model.question, form),
            Screen::Outcome { form: Some(_), .. } => Failed,
            Screen::Outcome { form: None, .. } => Done,
        }
    }

    /// The place of the keys that answer the question; that of the form without one.
    fn of_question(question: Option<WipeQuestion>, form: &Form) -> Self {
        match question {
            Some(WipeQuestion::Leave) => Leaving,
            Some(WipeQuestion::OtherForm) => Switching,
            None => Self::in_form(form),
        }
    }

    fn in_form(form: &Form) -> Self {
        match (form.focus, form.focused().map(|field| &field.editor)) {
            (Focus::Field(_), Some(Editor::Plain(_))) => Plain,
            (Focus::Field(_), Some(Editor::Secret(_) | Editor::Void(..))) => Secret,
            _ => Button,
        }
    }

    /// The contexts of one screen: its footer stays the same while the focus moves.
    fn of_same_screen(self) -> &'static [Self] {
        match self {
            Menu => &[Menu],
            Plain | Secret | Button | Leaving | Switching => FORM,
            Sending => &[Sending],
            Proposal => &[Proposal],
            Refused => &[Refused],
            Help => &[Help],
            Done => &[Done],
            Failed => &[Failed],
            Line => &[Line],
        }
    }
}

/// The action of a key in the current context; `None` for an unbound key.
#[must_use]
pub fn action(model: &Model, event: KeyEvent) -> Option<Action> {
    let context = KeyContext::of(model);
    match (context, &model.screen) {
        // A key without a use for the proposal, the page or the question keeps its use in the form.
        (Proposal | Refused | Leaving | Switching, Screen::Form(form)) => {
            bound(context, event).or_else(|| typed_or_bound(KeyContext::in_form(form), event))
        }
        _ => typed_or_bound(context, event),
    }
}

/// The action of a key in the line mode, where `question` is asked or none; `None` for an unbound key. Modifiers change
/// nothing of a key that is no character.
#[must_use]
pub fn line_action(event: KeyEvent, question: Option<WipeQuestion>) -> Option<Action> {
    let modifiers = match event.code {
        KeyCode::Char(_) => event.modifiers,
        _ => KeyModifiers::NONE,
    };
    let is_pressed = event.kind != KeyEventKind::Release;
    let event = KeyEvent::new(event.code, modifiers);
    let answer =
        question.filter(|question| *question == WipeQuestion::Leave).and_then(|_| bound(Leaving, event));
    answer.or_else(|| typed_or_bound(Line, event)).filter(|_| is_pressed)
}

/// Whether an unbound key may be a part of the text that the person meant. A character with Alt is one (some terminals
/// send AltGr so); another one, or a key that edits, changes a text that is there: a person believes that it did.
#[must_use]
pub fn loses_text(event: KeyEvent, has_text: bool) -> bool {
    let is_pressed = event.kind != KeyEventKind::Release;
    is_pressed
        && match event.code {
            KeyCode::Char(_) => has_text || !KeyModifiers::CONTROL.contains(plainest(event).1),
            KeyCode::Left
            | KeyCode::Right
            | KeyCode::Home
            | KeyCode::End
            | KeyCode::Backspace
            | KeyCode::Delete => has_text,
            _ => false,
        }
}

fn typed_or_bound(context: KeyContext, event: KeyEvent) -> Option<Action> {
    let typed = || match plainest(event) {
        (KeyCode::Char(character), modifiers) if TYPING.contains(&context) && modifiers.is_empty() => {
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

/// The same key in one spelling: terminals report Shift differently.
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

/// The keys of the line mode.
#[must_use]
pub fn line_hints(model: &Model) -> Vec<Hint> {
    hints_at(Line, model)
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
        let text = match text {
            texts::DO_WITHOUT_IMAGE if skips_captcha(model) => texts::DO_WITH_IMAGE,
            texts::DO_LEAN if model.presentation() == Presentation::Lean => texts::DO_RICH,
            text => text,
        };
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

/// Whether the configuration leaves an action a use.
fn is_offered(action: Action, model: &Model) -> bool {
    let asks_for_image = model.settings.captcha == CaptchaMode::Always;
    match action {
        Action::NewImage => asks_for_image && !skips_captcha(model),
        Action::ToggleCaptcha => asks_for_image && (skips_captcha(model) || offers_delay(model)),
        Action::NextPerson => model.settings.several_people,
        Action::ScrollUp | Action::ScrollDown => model.scroll.last > 0,
        // The help explains the limits; the footer has the key while it does something.
        Action::Extend => model.warning.as_ref().is_some_and(|warning| warning.limit() == Limit::Duration),
        _ => true,
    }
}

/// Whether a delay is left instead of the image, as far as it is known.
fn offers_delay(model: &Model) -> bool {
    match model.form() {
        Some(form) => matches!(form.delay_offer(&model.settings), Some(DelayOffer::Open(_))),
        None => model.settings.delay_instead.is_some(),
    }
}

fn skips_captcha(model: &Model) -> bool {
    matches!(&model.screen, Screen::Form(form) if matches!(form.image, CaptchaImage::Skipped { .. }))
}
