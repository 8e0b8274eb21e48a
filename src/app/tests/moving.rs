//! The menu, the focus, the help, the language, the ways out.

use crate::app::ExitCode;
use rstest::rstest;

use super::*;

#[rstest]
#[case("Enter", FormKind::Change)]
#[case("1", FormKind::Change)]
#[case("2", FormKind::Reset)]
#[case("Down Enter", FormKind::Reset)]
#[case("Up Enter", FormKind::Reset)]
#[case("Down Down Space", FormKind::Change)]
#[case("Tab Shift-Tab Enter", FormKind::Change)]
fn menu_opens_form(#[case] keys: &str, #[case] choice: FormKind) {
    let mut session = ModelHarness::new();
    session.press(keys);
    assert_eq!(session.form().kind, choice);
    assert_eq!(session.form().focus, Focus::Field(FieldId::Login));
    assert!(matches!(session.form().image, CaptchaImage::Pending));
    assert_eq!(session.asked_image().unwrap().1, Design::Crossed);
    session.press("Esc");
    assert!(matches!(session.model.screen, Screen::Menu(back) if back == choice));
}

#[test]
fn closed_reset_gives_notice() {
    let mut session = ModelHarness::with(|config| config.directory.service = None);
    session.press("2");
    assert!(session.is_menu());
    assert_eq!(session.notice(), Some(say(words::NOTICE_RESET_NOT_OFFERED)));
    session.press("1");
    assert_eq!(session.notice(), None);
    session.type_text(LOGIN);
    session.press("Shift-Tab Enter");
    assert_eq!(session.notice(), Some(say(words::NOTICE_RESET_NOT_OFFERED)));
    assert_eq!((session.form().kind, session.text(FieldId::Login)), (FormKind::Change, LOGIN));
}

#[test]
fn focus_goes_round_both_ways() {
    let stops = [
        Focus::Field(FieldId::Login),
        Focus::Field(FieldId::Number),
        Focus::Field(FieldId::BirthDate),
        Focus::Field(FieldId::New),
        Focus::Field(FieldId::Confirmation),
        Focus::Field(FieldId::Captcha),
        Focus::Save,
        Focus::OtherForm,
    ];
    for (forward, back) in [("Tab", "Shift-Tab"), ("Down", "Up")] {
        let mut session = ModelHarness::reset();
        for stop in stops.iter().chain(&stops) {
            assert_eq!(session.form().focus, *stop);
            session.press(forward);
        }
        for stop in stops.iter().rev() {
            session.press(back);
            assert_eq!(session.form().focus, *stop);
        }
    }
    let mut session = ModelHarness::reset();
    for stop in &stops[..7] {
        assert_eq!(session.form().focus, *stop, "Enter goes from field to field, up to the button");
        session.press("Enter");
    }
}

#[test]
fn link_keeps_login_and_image() {
    let mut session = ModelHarness::change();
    session.fill(&[LOGIN, CURRENT]);
    session.take();
    session.press("Up Up Up Enter");
    assert_eq!((session.form().kind, session.text(FieldId::Login)), (FormKind::Reset, LOGIN));
    assert_eq!(session.form().focus, Focus::Field(FieldId::Number), "the login is there already");
    assert!(matches!(session.form().image, CaptchaImage::Shown { .. }) && session.asked_image().is_none());
    session.press("Up Up Enter");
    assert_eq!((session.form().kind, session.text(FieldId::Login)), (FormKind::Change, LOGIN));
    assert!(session.field(FieldId::Current).is_empty(), "secrets are not kept");
}

#[test]
fn help_loses_nothing() {
    let mut session = ModelHarness::change();
    session.type_text(LOGIN);
    session.press("F1");
    assert!(session.model.help.open);
    session.paste("xyz");
    session.press("a 1 Ctrl-S");
    assert_eq!((session.text(FieldId::Login), session.effects.len()), (LOGIN, 0));
    session.press("Esc");
    assert!(!session.model.help.open);
    assert_eq!(session.text(FieldId::Login), LOGIN);
}

#[rstest]
#[case("Down Down", 2)]
#[case("Up", 0)]
#[case("PgDn", 16)]
#[case("PgDn PgDn PgDn Up", 39)]
#[case("End", 40)]
#[case("End PgUp", 24)]
#[case("End Home Down", 1)]
fn help_scroll_stops_at_ends(#[case] keys: &str, #[case] scroll: u16) {
    let mut session = ModelHarness::new();
    session.press("?");
    session.send(Message::HelpScrollLimit(40));
    session.press(keys);
    assert_eq!(session.model.help.scroll, scroll);
    session.send(Message::HelpScrollLimit(5));
    assert!(session.model.help.scroll <= 5, "a larger screen shows more");
    session.press("? ?");
    assert_eq!(session.model.help.scroll, 0);
}

#[test]
fn language_change_keeps_typed_text() {
    let mut session = ModelHarness::complete();
    for (key, language) in [("F9", Language::English), ("Ctrl-L", Language::French)] {
        session.press(key);
        assert_eq!(session.model.language, language);
    }
    assert_eq!(session.text(FieldId::Current), CURRENT);
    session.press("F9 Ctrl-S");
    assert!(session.submitted().is_some());
    session.press("F9");
    assert_eq!(session.model.language, Language::French);
}

#[test]
fn resize_changes_nothing_else() {
    let mut session = ModelHarness::complete();
    session.send(Message::Resized(1, 1));
    assert_eq!(session.model.size, (1, 1));
    assert_eq!(session.text(FieldId::Captcha), ANSWER);
    session.press("Ctrl-S");
    assert!(session.submitted().is_some(), "keys work in the smallest terminal");
}

#[rstest]
#[case("Esc", None)]
#[case("Ctrl-C", None)]
#[case("1 Ctrl-C", Some(words::EXIT_LEFT))]
#[case("1 Esc Esc", None)]
#[case("F1 Ctrl-C", None)]
fn ways_out_end_session(#[case] keys: &str, #[case] said: Option<crate::i18n::TextKey>) {
    let mut session = ModelHarness::new();
    session.press(keys);
    assert_eq!(session.exit(), Some(&Exit { code: ExitCode::Success, message: said.map(Text::from) }));
}

#[rstest]
#[case("Esc")]
#[case("Ctrl-C")]
fn ways_out_wipe_form(#[case] keys: &str) {
    let mut session = ModelHarness::complete();
    session.press(keys);
    assert!(session.is_menu());
    session.press("1");
    for id in [FieldId::Login, FieldId::Current, FieldId::New, FieldId::Confirmation, FieldId::Captcha] {
        assert!(session.field(id).is_empty(), "{id:?}");
    }
}

#[test]
fn next_key_clears_notice() {
    let mut session = ModelHarness::change();
    session.send(Message::InvalidInput);
    assert_eq!(session.notice(), Some(say(words::NOTICE_INVALID_INPUT)));
    session.press("a");
    assert_eq!(session.notice(), None);
}
