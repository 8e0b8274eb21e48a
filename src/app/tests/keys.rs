//! The keymap: every key in every place, alternatives, hints.

use rstest::rstest;

use super::*;
use crate::app::form::Edit;
use crate::app::keymap::{self, Action, BINDINGS, Hint, KeyContext};

/// A visit whose keys are pressed at this place.
fn at(place: KeyContext) -> Visit {
    let mut visit = match place {
        KeyContext::Menu => Visit::new(),
        KeyContext::Plain => Visit::change(),
        KeyContext::Sending => Visit::sent(),
        KeyContext::Done | KeyContext::Failed => Visit::sent(),
        KeyContext::Secret | KeyContext::Button | KeyContext::Help | KeyContext::Proposal => Visit::change(),
    };
    match place {
        KeyContext::Secret => visit.press("Tab"),
        KeyContext::Button => visit.press("Shift-Tab Shift-Tab"),
        KeyContext::Help => visit.press("F1"),
        KeyContext::Proposal => visit.propose(),
        KeyContext::Done => visit.end(done()),
        KeyContext::Failed => visit.end(Outcome::Unreachable),
        _ => {}
    }
    assert_eq!(KeyContext::of(&visit.model), place);
    visit
}

const ALL: [KeyContext; 9] = [
    KeyContext::Menu,
    KeyContext::Plain,
    KeyContext::Secret,
    KeyContext::Button,
    KeyContext::Sending,
    KeyContext::Proposal,
    KeyContext::Help,
    KeyContext::Done,
    KeyContext::Failed,
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
fn keys_do_what_the_design_says(#[case] place: KeyContext, #[case] expected: &[(&str, Action)]) {
    let visit = at(place);
    for (name, action) in expected {
        assert_eq!(keymap::action(&visit.model, key(name)), Some(*action), "{place:?} {name}");
    }
}

#[rstest]
#[case(KeyContext::Menu, "3 x F2 F5 F6 Ctrl-S Ctrl-U Backspace Left Home Alt-a")]
#[case(KeyContext::Plain, "F3 F7 Ctrl-X Alt-a PgUp")]
#[case(KeyContext::Button, "1 x F2 Ctrl-U Backspace Left")]
#[case(KeyContext::Sending, "Enter Tab Up a Ctrl-S Ctrl-U F2 F5 Backspace")]
#[case(KeyContext::Help, "1 2 x Ctrl-S F2 F5 Backspace")]
#[case(KeyContext::Done, "1 x Tab Ctrl-S Space")]
fn other_keys_do_nothing(#[case] place: KeyContext, #[case] names: &str) {
    let visit = at(place);
    for name in names.split(' ') {
        assert_eq!(keymap::action(&visit.model, key(name)), None, "{place:?} {name}");
    }
}

#[test]
fn terminals_that_spell_keys_otherwise_are_understood() {
    let visit = at(KeyContext::Secret);
    let spelt = |code, modifiers| keymap::action(&visit.model, KeyEvent::new(code, modifiers));
    assert_eq!(spelt(KeyCode::Tab, KeyModifiers::SHIFT), Some(Action::Previous));
    assert_eq!(spelt(KeyCode::BackTab, KeyModifiers::NONE), Some(Action::Previous));
    assert_eq!(spelt(KeyCode::Char('S'), KeyModifiers::CONTROL | KeyModifiers::SHIFT), Some(Action::Save));
    assert_eq!(spelt(KeyCode::Char('É'), KeyModifiers::SHIFT), Some(Action::Insert('É')));
}

#[test]
fn a_released_key_does_nothing() {
    let mut visit = Visit::new();
    let mut event = key("1");
    event.kind = crossterm::event::KeyEventKind::Release;
    visit.send(Message::Key(event));
    assert!(visit.is_menu());
}

#[test]
fn no_key_stands_twice_in_a_place() {
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
fn every_function_key_has_an_alternative() {
    for binding in BINDINGS {
        let is_function = |chord: &keymap::Chord| format!("{chord:?}").contains("F(");
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
fn hints_say_the_keys_of_the_screen(#[case] place: KeyContext, #[case] expected: &str) {
    assert_eq!(footer(&keymap::hints(&at(place).model), Language::French), expected);
}

#[test]
fn the_help_explains_the_keys_of_the_screen_under_it() {
    let mut visit = at(KeyContext::Secret);
    let hints = keymap::hints(&visit.model);
    visit.press("F1");
    assert_eq!(keymap::hints_under_help(&visit.model), hints);
    assert_ne!(keymap::hints(&visit.model), hints);
    let help = hints.iter().find(|hint| hint.text == words::DO_HELP).unwrap();
    assert_eq!(help.alternatives, [words::KEY_QUESTION_MARK, words::KEY_CTRL_G]);
}

#[test]
fn hints_do_not_change_with_the_focus() {
    let plain = keymap::hints(&at(KeyContext::Plain).model);
    assert_eq!(plain, keymap::hints(&at(KeyContext::Secret).model));
    assert_eq!(plain, keymap::hints(&at(KeyContext::Button).model));
}

#[test]
fn without_a_captcha_nothing_is_said_of_an_image() {
    let mut visit = Visit::with(|config| config.captcha.mode = CaptchaMode::Never);
    visit.press("1");
    let text = footer(&keymap::hints(&visit.model), Language::English);
    assert!(!text.contains("image") && text.contains("Ctrl-S save"), "{text}");
    visit.press("F5");
    assert!(matches!(visit.form().image, CaptchaImage::NotRequired) && visit.asked_image().is_none());
}
