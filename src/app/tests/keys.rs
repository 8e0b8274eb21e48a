//! The keymap: every key in every place, alternatives, hints.

use super::*;
use crate::app::form::Edit;
use crate::app::keymap::KeyContext::{self, Button, Done, Failed, Help, Line, Menu, Plain, Secret, Sending};
use crate::app::keymap::{self, BINDINGS, Hint};

/// A session whose keys are pressed at this place.
fn at(place: KeyContext) -> ModelHarness {
    let mut session = match place {
        Menu => ModelHarness::new(),
        Sending | Done | Failed | KeyContext::Refused => ModelHarness::sent(),
        _ => ModelHarness::change(),
    };
    match place {
        Secret => session.press("Tab"),
        Button => session.press("Shift-Tab Shift-Tab"),
        Help => session.press("F1"),
        KeyContext::Proposal => session.propose(),
        KeyContext::Refused => session.end(Outcome::NotIdentified),
        Done => session.end(done()),
        Failed => session.end(Outcome::Unreachable),
        _ => &mut session,
    };
    assert_eq!(KeyContext::of(&session.model), place);
    session
}

/// The actions of the keys at this place.
fn actions_of(place: KeyContext) -> impl Fn(KeyEvent) -> Option<Action> {
    let session = (place != Line).then(|| at(place));
    move |key| match &session {
        Some(session) => keymap::action(&session.model, key),
        None => keymap::line_action(key, None),
    }
}

const ALL: [KeyContext; 13] = [
    Menu,
    Plain,
    Secret,
    Button,
    Sending,
    KeyContext::Proposal,
    KeyContext::Refused,
    KeyContext::Leaving,
    KeyContext::Switching,
    Help,
    Done,
    Failed,
    Line,
];

#[rstest]
#[case(Menu, &[
    ("Up Shift-Tab", Action::Previous), ("Down Tab", Action::Next), ("Enter Space Ctrl-J", Action::Press),
    ("1 &", Action::OpenForm(FormKind::Change)), ("2 é", Action::OpenForm(FormKind::Reset)),
    ("F1 ? Ctrl-G", Action::Help), ("F9 Ctrl-L", Action::Language), ("Esc", Action::Back), ("Ctrl-C", Action::Quit),
    ("F7 Ctrl-T", Action::Extend),
])]
#[case(Plain, &[
    ("Up Shift-Tab", Action::Previous), ("Down Tab", Action::Next), ("Enter Ctrl-J", Action::GoOn), ("Space", Action::Insert(' ')),
    ("1", Action::Insert('1')), ("?", Action::Insert('?')), ("é", Action::Insert('é')),
    ("Shift-A", Action::Insert('A')), ("F1 Ctrl-G", Action::Help), ("F2 Ctrl-R", Action::Reveal),
    ("F5 Ctrl-N", Action::NewImage), ("F6 Ctrl-O", Action::ToggleCaptcha), ("Ctrl-S", Action::Save),
    ("F4 Ctrl-P", Action::Propose), ("Ctrl-U", Action::Edit(Edit::Clear)),
    ("Backspace Ctrl-H", Action::Edit(Edit::DeleteBefore)), ("Delete", Action::Edit(Edit::DeleteAfter)),
    ("Left", Action::Edit(Edit::Left)), ("Right", Action::Edit(Edit::Right)),
    ("Home Ctrl-A", Action::Edit(Edit::Home)), ("End Ctrl-E", Action::Edit(Edit::End)),
    ("Ctrl-W Alt-Backspace", Action::Edit(Edit::DeleteWord)), ("Ctrl-K", Action::Edit(Edit::DeleteToEnd)),
    ("Ctrl-Left Alt-Left Alt-b", Action::Edit(Edit::WordLeft)),
    ("Ctrl-Right Alt-Right Alt-f", Action::Edit(Edit::WordRight)),
    ("F9", Action::Language), ("Esc", Action::Back), ("Ctrl-C", Action::Quit),
])]
#[case(Secret, &[
    ("Enter", Action::GoOn), ("Space", Action::Insert(' ')), ("?", Action::Insert('?')),
    ("F2 Ctrl-R", Action::Reveal), ("Ctrl-S", Action::Save), ("Ctrl-U", Action::Edit(Edit::Clear)),
    ("Esc", Action::Back), ("Ctrl-C", Action::Quit),
])]
#[case(Button, &[
    ("Enter Space Ctrl-J", Action::Press), ("Tab", Action::Next), ("Up", Action::Previous), ("? F1", Action::Help),
    ("Ctrl-S", Action::Save), ("F5", Action::NewImage), ("Esc", Action::Back), ("Ctrl-C", Action::Quit),
])]
#[case(Sending, &[
    ("F1 ?", Action::Help), ("F9", Action::Language), ("Esc", Action::Back), ("Ctrl-C", Action::Quit),
])]
#[case(KeyContext::Proposal, &[
    ("Enter Ctrl-J", Action::Accept), ("F4 Ctrl-P", Action::Propose), ("Esc", Action::Refuse),
    ("a", Action::Insert('a')), ("Tab", Action::Next), ("Ctrl-S", Action::Save),
    ("F9", Action::Language), ("F1", Action::Help), ("Ctrl-C", Action::Quit),
])]
#[case(Help, &[
    ("Esc F1 ? Enter", Action::Help), ("Up", Action::Previous), ("Down", Action::Next), ("PgUp", Action::PageUp),
    ("PgDn Space", Action::PageDown), ("Home", Action::Top), ("End", Action::Bottom),
    ("F9", Action::Language), ("Ctrl-C", Action::Quit),
])]
#[case(Done, &[
    ("Enter Esc", Action::Back), ("2 é", Action::NextPerson), ("F1", Action::Help), ("F9", Action::Language), ("Ctrl-C", Action::Quit),
])]
#[case(Failed, &[
    ("Enter", Action::Retry), ("2 é", Action::NextPerson), ("Esc", Action::Back), ("F1", Action::Help), ("F9", Action::Language),
    ("Ctrl-C", Action::Quit),
])]
#[case(Line, &[
    ("Enter Ctrl-J Alt-Enter", Action::Press), ("Backspace Ctrl-H", Action::Edit(Edit::DeleteBefore)),
    ("Ctrl-U", Action::Edit(Edit::Clear)), ("Ctrl-W", Action::Edit(Edit::DeleteWord)), ("F1 Ctrl-G", Action::Help), ("F4 Ctrl-P", Action::Propose),
    ("F5 Ctrl-N", Action::NewImage), ("F9 Ctrl-L", Action::Language), ("Esc", Action::Back), ("Ctrl-C", Action::Quit),
    ("?", Action::Insert('?')),
])]
fn keys_do_their_action(#[case] place: KeyContext, #[case] expected: &[(&str, Action)]) {
    let action = actions_of(place);
    for (names, expected) in expected {
        names.split(' ').for_each(|name| assert_eq!(action(key(name)), Some(*expected), "{name}"));
    }
}

#[rstest]
#[case(Menu, "3 x F2 F5 F6 Ctrl-S Ctrl-U Backspace Left Home Alt-a")]
#[case(Plain, "F3 F8 Ctrl-X Alt-a PgUp")]
#[case(Button, "1 x F2 Ctrl-U Backspace Left")]
#[case(Sending, "Enter Tab Up a Ctrl-S Ctrl-U F2 F5 Backspace")]
#[case(Help, "1 2 x Ctrl-S F2 F5 Backspace")]
#[case(Done, "1 x Tab Ctrl-S Space")]
#[case(Line, "Tab Up Left Delete F2 F6 Ctrl-S Ctrl-R Alt-x")]
fn unbound_keys_do_nothing(#[case] place: KeyContext, #[case] names: &str) {
    let action = actions_of(place);
    names.split(' ').for_each(|name| assert_eq!(action(key(name)), None, "{name}"));
}

#[test]
fn key_spellings_are_equivalent() {
    let session = at(Secret);
    let spelt = |code, modifiers| keymap::action(&session.model, KeyEvent::new(code, modifiers));
    assert_eq!(spelt(KeyCode::Tab, KeyModifiers::SHIFT), Some(Action::Previous));
    assert_eq!(spelt(KeyCode::BackTab, KeyModifiers::NONE), Some(Action::Previous));
    assert_eq!(spelt(KeyCode::Char('S'), KeyModifiers::CONTROL | KeyModifiers::SHIFT), Some(Action::Save));
    assert_eq!(spelt(KeyCode::Char('É'), KeyModifiers::SHIFT), Some(Action::Insert('É')));
}

#[test]
fn released_key_does_nothing() {
    let kind = crossterm::event::KeyEventKind::Release;
    assert!(ModelHarness::new().send(Message::Key(KeyEvent { kind, ..key("1") })).is_menu());
}

#[test]
fn key_is_unique_in_context() {
    for place in ALL {
        let mut seen = Vec::new();
        let bindings = BINDINGS.iter().filter(|binding| binding.contexts.contains(&place));
        for chord in bindings.flat_map(|binding| binding.chords) {
            assert!(!seen.contains(&chord), "{chord:?} in {place:?}");
            seen.push(chord);
        }
    }
}

#[test]
fn function_key_has_alternative() {
    for binding in BINDINGS {
        let chords = binding.chords.iter().map(|chord| (format!("{chord:?}").contains("F("), chord));
        let (functions, others): (Vec<_>, Vec<_>) = chords.partition(|(is_function, _)| *is_function);
        let is_reachable = functions.is_empty() || others.iter().any(|(_, chord)| chord.name.is_some());
        assert!(is_reachable, "{:?} in {:?}", binding.action, binding.contexts);
    }
}

/// A footer as it may be written.
fn footer(hints: &[Hint], language: Language) -> String {
    let words = Catalogue::of(language);
    let hint = |hint: &Hint| {
        let keys: Vec<_> = hint.keys.iter().map(|key| words.get(*key)).collect();
        format!("{} {}", keys.join(" "), words.get(hint.text))
    };
    hints.iter().map(hint).collect::<Vec<_>>().join(" · ")
}

#[rstest]
#[case(Menu, "↑ ↓ choisir · Entrée ouvrir · F1 aide · F9 English · Échap quitter · F8 vue simple")]
#[case(
    Secret,
    "Ctrl-S enregistrer · Échap retour · F1 aide · F6 sans image · F2 voir · F4 proposer · F5 autre image · \
    Tab Maj-Tab changer de champ · Ctrl-U effacer · F9 English · Ctrl-C quitter"
)]
#[case(Sending, "F1 aide · F9 English · Ctrl-C quitter")]
#[case(
    Help,
    "Échap fermer · ↑ ↓ défiler · Page préc. Page suiv. tourner la page · F9 English · Ctrl-C quitter"
)]
#[case(Done, "Entrée terminer · F1 aide · F9 English · Ctrl-C quitter")]
#[case(Failed, "Entrée reprendre la saisie · Échap terminer · F1 aide · F9 English · Ctrl-C quitter")]
fn footer_names_keys_of_screen(#[case] place: KeyContext, #[case] expected: &str) {
    assert_eq!(footer(&keymap::hints(&at(place).model), Language::French), expected);
}

#[test]
fn help_keeps_hints_under_it() {
    let mut session = at(Secret);
    let hints = keymap::hints(&session.model);
    session.press("F1");
    assert_eq!(keymap::hints_under_help(&session.model), hints);
    assert_ne!(keymap::hints(&session.model), hints);
    let help = hints.iter().find(|hint| hint.text == words::DO_HELP).unwrap();
    assert_eq!(help.alternatives, [words::KEY_QUESTION_MARK, words::KEY_CTRL_G]);
}

#[test]
fn hints_ignore_the_focus() {
    let plain = keymap::hints(&at(Plain).model);
    assert_eq!(plain, keymap::hints(&at(Secret).model));
    assert_eq!(plain, keymap::hints(&at(Button).model));
}

#[test]
fn no_captcha_hides_image_keys() {
    let mut session = ModelHarness::without_captcha();
    let text = footer(&keymap::hints(&session.model), Language::English);
    assert!(!text.contains("image") && text.contains("Ctrl-S save"), "{text}");
    session.press("F5");
    assert!(matches!(session.form().image, CaptchaImage::NotRequired) && session.asked_image().is_none());
}
