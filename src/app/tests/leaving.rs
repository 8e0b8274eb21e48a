//! The ways out that wipe: none by one key.

use super::*;

#[test]
fn escape_asks_before_it_wipes() {
    let mut session = ModelHarness::complete().after("Esc");
    assert_eq!(session.model.question(), Some(WipeQuestion::Leave));
    assert_eq!(session.notice(), Some(say(words::ASK_LEAVE)));
    assert_eq!(session.text(Current), CURRENT);
    assert!(session.press("Enter").is_menu());
    assert_eq!((session.model.question(), session.notice()), (None, None));
}

/// A key that is held down repeats itself some thirty times a second.
#[rstest]
#[case::escape(ModelHarness::complete(), "Esc", "Ctrl-J")]
#[case::link(ModelHarness::filled(&[LOGIN, CURRENT]).after("Shift-Tab"), "Enter", "o")]
#[case::link_in_english(ModelHarness::filled(&[LOGIN, CURRENT]).after("Shift-Tab"), "Space", "Shift-Y")]
fn held_key_never_answers_itself(#[case] mut session: ModelHarness, #[case] held: &str, #[case] yes: &str) {
    session.go_to(Focus::OtherForm);
    for _ in 0..40 {
        session.press(held);
    }
    assert!(session.model.question().is_some());
    assert_eq!((session.form().kind, session.text(Current)), (FormKind::Change, CURRENT));
    session.press(yes);
    assert_ne!(session.model.form().map(|form| form.kind), Some(FormKind::Change));
}

#[test]
fn escape_leaves_empty_form_at_once() {
    let mut session = ModelHarness::change().after("a Backspace");
    assert!(session.press("Esc").is_menu());
}

#[rstest]
#[case("x", "ACDEHx")]
#[case("Backspace", "ACDE")]
#[case("F3", ANSWER)]
#[case("F7", ANSWER)]
#[case("F9", ANSWER)]
#[case("Shift-Tab Shift-Tab", ANSWER)]
fn other_key_continues_as_usual(#[case] keys: &str, #[case] text: &str) {
    let mut session = ModelHarness::complete();
    session.go_to(Focus::Field(Captcha)).press("Esc").press(keys);
    assert_eq!((session.model.question(), session.text(Captcha)), (None, text));
    session.press("Esc");
    assert_eq!(session.model.question(), Some(WipeQuestion::Leave), "asked anew");
}

#[test]
fn save_after_escape_sends() {
    assert!(ModelHarness::complete().after("Esc Ctrl-S").submitted().is_some());
}

/// The rest of an arrow key whose Escape came alone is no second Escape.
#[test]
fn lost_input_answers_question_with_no() {
    let mut session = ModelHarness::complete().after("Esc");
    session.send(Message::InputLost(Loss::Key));
    assert_eq!(session.model.question(), None);
    session.press("Esc");
    assert!(!session.is_menu());
}

#[test]
fn question_outlives_replies_and_resizing() {
    let mut session = ModelHarness::complete();
    session.press("Esc").estimate(80).send(Message::Resized(120, 40));
    assert_eq!(session.notice(), Some(say(words::ASK_LEAVE)));
    assert!(session.press("Enter").is_menu());
}

#[test]
fn link_asks_before_it_wipes() {
    let mut session = ModelHarness::filled(&[LOGIN, CURRENT]);
    session.go_to(Focus::OtherForm).press("Enter");
    assert_eq!(session.model.question(), Some(WipeQuestion::OtherForm));
    assert_eq!((session.form().kind, session.text(Current)), (FormKind::Change, CURRENT));
    session.press("Esc");
    assert_eq!(session.model.question(), Some(WipeQuestion::Leave), "another question, not an answer");
    session.press("x Enter");
    assert_eq!(session.model.question(), Some(WipeQuestion::OtherForm));
    session.press("o");
    assert_eq!(session.form().kind, FormKind::Reset);
}

#[test]
fn link_asks_nothing_when_all_is_kept() {
    let mut session = ModelHarness::change();
    session.type_text(LOGIN).go_to(Focus::OtherForm).press("Enter");
    assert_eq!((session.form().kind, session.text(Login)), (FormKind::Reset, LOGIN));
}

#[rstest]
fn chosen_way_out_asks_nothing(#[values(Action::Abandon, Action::SwitchForm)] action: Action) {
    let mut session = ModelHarness::complete();
    session.send(Message::Act(action));
    assert_eq!(session.model.question(), None);
    assert_ne!(session.model.form().map(|form| form.kind), Some(FormKind::Change));
}

#[rstest]
fn sent_form_is_not_left(#[values(Action::Abandon, Action::SwitchForm)] action: Action) {
    let mut session = ModelHarness::sent();
    session.send(Message::Act(action));
    assert!(session.form().sending.is_some());
}

#[rstest]
#[case(ModelHarness::new(), "x")]
#[case(ModelHarness::change(), "F3")]
#[case(ModelHarness::sent(), "a")]
#[case(ModelHarness::change().after("F1"), "x")]
fn key_without_meaning_rings(#[case] mut session: ModelHarness, #[case] key: &str) {
    session.press(key);
    assert_eq!((session.model.rings(), session.notice()), (true, None));
    session.press("F9");
    assert!(!session.model.rings());
}
