//! The page of a refusal over its form: the keys that close it, and those that leave it there.

use super::*;
use crate::app::keymap::KeyContext;

fn refused() -> ModelHarness {
    let mut session = ModelHarness::sent();
    session.end(Outcome::NotIdentified);
    assert_eq!(KeyContext::of(&session.model), KeyContext::Refused);
    session
}

#[rstest]
fn key_that_moves_only_closes_page(
    #[values("Enter", "Ctrl-J", "Tab", "Shift-Tab", "Up", "Down", "Left", "Right", "Space", "Esc")] key: &str,
) {
    let mut session = refused();
    session.press(key);
    assert!(!session.form().refusal_is_unread());
    assert_eq!((session.form().focus, session.text(Login)), (Focus::Field(Login), LOGIN));
    assert_eq!(session.model.question, None);
}

#[rstest]
#[case::help("F1 Esc")]
#[case::help_scrolled("F1 Down PgDn F1")]
#[case::language("F9")]
#[case::extension("F7")]
#[case::unbound("F3")]
fn key_of_a_reader_leaves_page(#[case] keys: &str) {
    let mut session = refused();
    session.press(keys);
    assert!(session.form().refusal_is_unread());
}

#[test]
fn typing_goes_on_in_the_form() {
    let mut session = refused();
    session.type_text("x");
    assert!(!session.form().refusal_is_unread());
    assert_eq!(session.text(Login), format!("{LOGIN}x"));
}

#[test]
fn paste_and_lost_input_close_page() {
    let mut session = refused();
    session.send(Message::Paste("x".to_owned().into()));
    assert!(!session.form().refusal_is_unread());
    let mut session = refused();
    session.send(Message::InputLost(Loss::Key));
    assert!(!session.form().refusal_is_unread());
}

/// A page that is longer than the window, as the frontend reports it.
#[test]
fn arrows_scroll_a_long_page() {
    let mut session = refused();
    session.send(Message::ScrollLimit(3)).press("Down Down Up PgDn");
    assert_eq!(session.model.scroll().first, 3);
    assert!(session.form().refusal_is_unread());
    session.press("F1");
    assert_eq!(session.model.scroll().first, 0);
    session.press("F1 Enter");
    assert!(!session.form().refusal_is_unread());
}

#[test]
fn proofs_are_in_doubt_until_changed() {
    let mut session = refused();
    let in_doubt = |session: &ModelHarness| -> Vec<FieldId> {
        session.form().fields.iter().filter(|field| field.is_in_doubt()).map(|field| field.id).collect()
    };
    assert_eq!(in_doubt(&session), [FieldId::Login, FieldId::Current]);
    session.press("Enter x");
    assert_eq!(in_doubt(&session), [FieldId::Current]);
    session.press("Backspace Ctrl-S");
    assert_eq!(in_doubt(&session), [FieldId::Current], "nothing was sent: the image is to be copied again");
}
