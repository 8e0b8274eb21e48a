//! The keymap: every key in every place, alternatives, hints.

use rstest::rstest;

use super::*;
use crate::app::form::Edit;
use crate::app::keymap::{self, Action, BINDINGS, Hint, KeyContext};

/// A session whose keys are pressed at this place.
fn at(place: KeyContext) -> ModelHarness {
    let mut session = match place {
        KeyContext::Menu | KeyContext::Line => ModelHarness::new(),
        KeyContext::Plain => ModelHarness::change(),
        KeyContext::Sending => ModelHarness::sent(),
        KeyContext::Done | KeyContext::Failed => ModelHarness::sent(),
        KeyContext::Secret | KeyContext::Button | KeyContext::Help | KeyContext::Proposal => {
            ModelHarness::change()
        }
    };
    match place {
        KeyContext::Secret => session.press("Tab"),
        KeyContext::Button => session.press("Shift-Tab Shift-Tab"),
        KeyContext::Help => session.press("F1"),
        KeyContext::Proposal => session.propose(),
        KeyContext::Done => session.end(done()),
        KeyContext::Failed => session.end(Outcome::Unreachable),
        _ => {}
    }
    assert_eq!(KeyContext::of(&session.model), place);
    session
}

const ALL: [KeyContext; 10] = [
    KeyContext::Menu,
    KeyContext::Plain,
    KeyContext::Secret,
    KeyContext::Button,
    KeyContext::Sending,
    KeyContext::Proposal,
    KeyContext::Help,
    KeyContext::Done,
    KeyContext::Failed,
    KeyContext::Line,
];

#[rstest]
#[case(KeyContext::Menu, &[
    ("Up", Action::Previous), ("Down", Action::Next), ("Tab", Action::Next), ("Shift-Tab", Action::Previous),
    ("Enter", Action::Press), ("Space", Action::Press), ("Ctrl-J", Action::Press),
    ("1", Action::OpenForm(FormKind::Change)), ("2", Action::OpenForm(FormKind::Reset)),
    ("F1", Action::Help), ("?", Action::Help), ("Ctrl-G", Action::Help),
    ("F9", Action::Language), ("Ctrl-L", Action::Language),
    ("Esc", Action::Back), ("Ctrl-C", Action::Quit),
])]
#[case(KeyContext::Plain, &[
    ("Up", Action::Previous), ("Down", Action::Next), ("Tab", Action::Next), ("Shift-Tab", Action::Previous),
    ("Enter", Action::Next), ("Ctrl-J", Action::Next), ("Space", Action::Insert(' ')),
    ("1", Action::Insert('1')), ("?", Action::Insert('?')), ("é", Action::Insert('é')),
    ("Shift-A", Action::Insert('A')),
    ("F1", Action::Help), ("Ctrl-G", Action::Help), ("F2", Action::Reveal), ("Ctrl-R", Action::Reveal),
    ("F5", Action::NewImage), ("Ctrl-N", Action::NewImage), ("F6", Action::ToggleCaptcha),
    ("Ctrl-O", Action::ToggleCaptcha), ("Ctrl-S", Action::Save),
    ("F4", Action::Propose), ("Ctrl-P", Action::Propose),
    ("Ctrl-U", Action::Edit(Edit::Clear)), ("Backspace", Action::Edit(Edit::DeleteBefore)),
    ("Ctrl-H", Action::Edit(Edit::DeleteBefore)), ("Delete", Action::Edit(Edit::DeleteAfter)),
    ("Left", Action::Edit(Edit::Left)), ("Right", Action::Edit(Edit::Right)),
    ("Home", Action::Edit(Edit::Home)), ("End", Action::Edit(Edit::End)),
    ("Ctrl-A", Action::Edit(Edit::Home)), ("Ctrl-E", Action::Edit(Edit::End)),
    ("F9", Action::Language), ("Esc", Action::Back), ("Ctrl-C", Action::Quit),
])]
#[case(KeyContext::Secret, &[
    ("Enter", Action::Next), ("Space", Action::Insert(' ')), ("?", Action::Insert('?')),
    ("F2", Action::Reveal), ("Ctrl-R", Action::Reveal), ("Ctrl-S", Action::Save),
    ("Ctrl-U", Action::Edit(Edit::Clear)), ("Esc", Action::Back), ("Ctrl-C", Action::Quit),
])]
#[case(KeyContext::Button, &[
    ("Enter", Action::Press), ("Space", Action::Press), ("Ctrl-J", Action::Press), ("Tab", Action::Next),
    ("Up", Action::Previous), ("?", Action::Help), ("F1", Action::Help), ("Ctrl-S", Action::Save),
    ("F5", Action::NewImage), ("Esc", Action::Back), ("Ctrl-C", Action::Quit),
])]
#[case(KeyContext::Sending, &[
    ("F1", Action::Help), ("?", Action::Help), ("F9", Action::Language), ("Esc", Action::Back),
    ("Ctrl-C", Action::Quit),
])]
#[case(KeyContext::Proposal, &[
    ("Enter", Action::Accept), ("Ctrl-J", Action::Accept), ("F4", Action::Propose), ("Ctrl-P", Action::Propose),
    ("Esc", Action::Refuse), ("a", Action::Insert('a')), ("Tab", Action::Next), ("Ctrl-S", Action::Save),
    ("F9", Action::Language), ("F1", Action::Help), ("Ctrl-C", Action::Quit),
])]
#[case(KeyContext::Help, &[
    ("Esc", Action::Help), ("F1", Action::Help), ("?", Action::Help), ("Enter", Action::Help),
    ("Up", Action::Previous), ("Down", Action::Next), ("PgUp", Action::PageUp), ("PgDn", Action::PageDown),
    ("Space", Action::PageDown), ("Home", Action::Top), ("End", Action::Bottom),
    ("F9", Action::Language), ("Ctrl-C", Action::Quit),
])]
#[case(KeyContext::Done, &[
    ("Enter", Action::Back), ("Esc", Action::Back), ("F1", Action::Help), ("F9", Action::Language),
    ("Ctrl-C", Action::Quit),
])]
#[case(KeyContext::Failed, &[
    ("Enter", Action::Retry), ("Esc", Action::Back), ("F1", Action::Help), ("F9", Action::Language),
    ("Ctrl-C", Action::Quit),
])]
fn keys_do_their_action(#[case] place: KeyContext, #[case] expected: &[(&str, Action)]) {
    let session = at(place);
    for (name, action) in expected {
        assert_eq!(keymap::action(&session.model, key(name)), Some(*action), "{place:?} {name}");
    }
}

#[rstest]
#[case(KeyContext::Menu, "3 x F2 F5 F6 Ctrl-S Ctrl-U Backspace Left Home Alt-a")]
#[case(KeyContext::Plain, "F3 F7 Ctrl-X Alt-a PgUp")]
#[case(KeyContext::Button, "1 x F2 Ctrl-U Backspace Left")]
#[case(KeyContext::Sending, "Enter Tab Up a Ctrl-S Ctrl-U F2 F5 Backspace")]
#[case(KeyContext::Help, "1 2 x Ctrl-S F2 F5 Backspace")]
#[case(KeyContext::Done, "1 x Tab Ctrl-S Space")]
fn unbound_keys_do_nothing(#[case] place: KeyContext, #[case] names: &str) {
    let session = at(place);
    for name in names.split(' ') {
        assert_eq!(keymap::action(&session.model, key(name)), None, "{place:?} {name}");
    }
}

#[test]
fn key_spellings_are_equivalent() {
    let session = at(KeyContext::Secret);
    let spelt = |code, modifiers| keymap::action(&session.model, KeyEvent::new(code, modifiers));
    assert_eq!(spelt(KeyCode::Tab, KeyModifiers::SHIFT), Some(Action::Previous));
    assert_eq!(spelt(KeyCode::BackTab, KeyModifiers::NONE), Some(Action::Previous));
    assert_eq!(spelt(KeyCode::Char('S'), KeyModifiers::CONTROL | KeyModifiers::SHIFT), Some(Action::Save));
    assert_eq!(spelt(KeyCode::Char('É'), KeyModifiers::SHIFT), Some(Action::Insert('É')));
}

#[test]
fn line_keys_do_their_action() {
    for (names, action) in [
        ("Enter Ctrl-J Alt-Enter", Some(Action::Press)),
        ("Backspace Ctrl-H", Some(Action::Edit(Edit::DeleteBefore))),
        ("Ctrl-U", Some(Action::Edit(Edit::Clear))),
        ("F1 Ctrl-G", Some(Action::Help)),
        ("F4 Ctrl-P", Some(Action::Propose)),
        ("F5 Ctrl-N", Some(Action::NewImage)),
        ("F9 Ctrl-L", Some(Action::Language)),
        ("Esc", Some(Action::Back)),
        ("Ctrl-C", Some(Action::Quit)),
        ("?", Some(Action::Insert('?'))),
        ("Tab Up Left Delete F2 F6 Ctrl-S Ctrl-R Alt-x", None),
    ] {
        for name in names.split(' ') {
            assert_eq!(keymap::line_action(key(name)), action, "{name}");
        }
    }
}

#[test]
fn released_key_does_nothing() {
    let mut session = ModelHarness::new();
    let mut event = key("1");
    event.kind = crossterm::event::KeyEventKind::Release;
    session.send(Message::Key(event));
    assert!(session.is_menu());
}

#[test]
fn key_is_unique_in_context() {
    for place in ALL {
        let mut seen = Vec::new();
        for binding in BINDINGS.iter().filter(|binding| binding.contexts.contains(&place)) {
            for chord in binding.chords {
                assert!(!seen.contains(&chord), "{chord:?} in {place:?}");
                seen.push(chord);
            }
        }
    }
}

#[test]
fn function_key_has_alternative() {
    for binding in BINDINGS {
        let is_function = |chord: &_| format!("{chord:?}").contains("F(");
        if binding.chords.iter().any(is_function) {
            assert!(
                binding.chords.iter().any(|chord| !is_function(chord) && chord.name.is_some()),
                "{:?} in {:?}",
                binding.action,
                binding.contexts
            );
        }
    }
}

/// A footer as it may be written.
fn footer(hints: &[Hint], language: Language) -> String {
    let words = Catalogue::of(language);
    let hints: Vec<String> = hints
        .iter()
        .map(|hint| {
            let keys: Vec<_> = hint.keys.iter().map(|key| words.get(*key)).collect();
            format!("{} {}", keys.join(" "), words.get(hint.text))
        })
        .collect();
    hints.join(" · ")
}

#[rstest]
#[case(KeyContext::Menu, "↑ ↓ choisir · Entrée ouvrir · F1 aide · F9 English · Échap quitter")]
#[case(
    KeyContext::Secret,
    "Ctrl-S enregistrer · Échap retour · F1 aide · F6 sans image · F2 voir · F4 proposer · F5 autre image · Tab Maj-Tab changer de champ · Ctrl-U effacer · F9 English · Ctrl-C quitter"
)]
#[case(KeyContext::Sending, "F1 aide · F9 English · Ctrl-C quitter")]
#[case(
    KeyContext::Help,
    "Échap fermer · ↑ ↓ défiler · Page préc. Page suiv. page · F9 English · Ctrl-C quitter"
)]
#[case(KeyContext::Done, "Entrée terminer · F1 aide · F9 English · Ctrl-C quitter")]
#[case(
    KeyContext::Failed,
    "Entrée reprendre la saisie · Échap terminer · F1 aide · F9 English · Ctrl-C quitter"
)]
fn footer_names_keys_of_screen(#[case] place: KeyContext, #[case] expected: &str) {
    assert_eq!(footer(&keymap::hints(&at(place).model), Language::French), expected);
}

#[test]
fn help_keeps_hints_under_it() {
    let mut session = at(KeyContext::Secret);
    let hints = keymap::hints(&session.model);
    session.press("F1");
    assert_eq!(keymap::hints_under_help(&session.model), hints);
    assert_ne!(keymap::hints(&session.model), hints);
    let help = hints.iter().find(|hint| hint.text == words::DO_HELP).unwrap();
    assert_eq!(help.alternatives, [words::KEY_QUESTION_MARK, words::KEY_CTRL_G]);
}

#[test]
fn hints_ignore_the_focus() {
    let plain = keymap::hints(&at(KeyContext::Plain).model);
    assert_eq!(plain, keymap::hints(&at(KeyContext::Secret).model));
    assert_eq!(plain, keymap::hints(&at(KeyContext::Button).model));
}

#[test]
fn no_captcha_hides_image_keys() {
    let mut session = ModelHarness::with(|config| config.captcha.mode = CaptchaMode::Never);
    session.press("1");
    let text = footer(&keymap::hints(&session.model), Language::English);
    assert!(!text.contains("image") && text.contains("Ctrl-S save"), "{text}");
    session.press("F5");
    assert!(matches!(session.form().image, CaptchaImage::NotRequired) && session.asked_image().is_none());
}
